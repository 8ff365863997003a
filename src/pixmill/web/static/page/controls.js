/**
 * What the transformation form offers, as data.
 *
 * `name` is the place in the JSON document (`resize.width`), `query` the parameter of the URL that
 * means the same. A control at its `neutral` value asks for nothing. `needs` names the controls that
 * must be filled before this one counts.
 */

const GRAVITIES = [
  ["center", "Centre"],
  ["north", "Top"],
  ["north_east", "Top right"],
  ["east", "Right"],
  ["south_east", "Bottom right"],
  ["south", "Bottom"],
  ["south_west", "Bottom left"],
  ["west", "Left"],
  ["north_west", "Top left"],
];

const EDGE = { kind: "number", min: 1, max: 100000, unit: "px" };
const SIGNED = { kind: "range", min: -100, max: 100, neutral: "0", unit: "%" };

export const SECTIONS = [
  {
    title: "Size",
    controls: [
      { ...EDGE, name: "resize.width", query: "width", label: "Width", isHalf: true, shows: "width" },
      { ...EDGE, name: "resize.height", query: "height", label: "Height", isHalf: true, shows: "height" },
      {
        name: "resize.mode",
        query: "mode",
        label: "When both are given",
        kind: "select",
        neutral: "fill",
        needs: [["resize.width", "resize.height"]],
        options: [
          ["fill", "Fill, cutting what overflows"],
          ["fit", "Fit inside"],
          ["limit", "Fit inside, never enlarge"],
          ["pad", "Fit inside, fill the rest"],
          ["scale", "Stretch"],
        ],
      },
    ],
  },
  {
    title: "Crop",
    hint: "Width and height together make a crop, cut from the original before its size changes.",
    controls: [
      { ...EDGE, name: "crop.width", query: "cropWidth", label: "Width", isHalf: true, needs: [["crop.height"]] },
      { ...EDGE, name: "crop.height", query: "cropHeight", label: "Height", isHalf: true, needs: [["crop.width"]] },
      { ...EDGE, min: 0, name: "crop.x", query: "cropX", label: "From the left", isHalf: true, needs: [["crop.width"], ["crop.height"]] },
      { ...EDGE, min: 0, name: "crop.y", query: "cropY", label: "From the top", isHalf: true, needs: [["crop.width"], ["crop.height"]] },
    ],
  },
  {
    title: "Turn",
    controls: [
      { name: "rotate", query: "rotate", label: "Rotate", kind: "range", min: -180, max: 180, neutral: "0", unit: "°", steps: [-90, 90] },
      { name: "flip", query: "flip", label: "Flip upside down", kind: "checkbox" },
      { name: "mirror", query: "mirror", label: "Mirror left to right", kind: "checkbox" },
    ],
  },
  {
    title: "Colour and light",
    controls: [
      { ...SIGNED, name: "brightness", query: "brightness", label: "Brightness" },
      { ...SIGNED, name: "contrast", query: "contrast", label: "Contrast" },
      { ...SIGNED, name: "saturation", query: "saturation", label: "Saturation" },
      { name: "sepia", query: "sepia", label: "Sepia", kind: "range", min: 0, max: 100, neutral: "0", unit: "%" },
      { name: "grayscale", query: "grayscale", label: "Greyscale", kind: "checkbox" },
    ],
  },
  {
    title: "Sharpness",
    controls: [
      { name: "blur", query: "blur", label: "Blur", kind: "range", min: 0, max: 50, step: 0.5, neutral: "0", unit: "px" },
      { name: "sharpen", query: "sharpen", label: "Sharpen", kind: "range", min: 0, max: 300, neutral: "0", unit: "%" },
    ],
  },
  {
    title: "Watermark",
    controls: [
      { name: "watermark.text", query: "watermarkText", label: "Text", kind: "text", max: 500 },
      { name: "watermark.size", query: "watermarkSize", label: "Height of a line", kind: "number", min: 4, max: 2000, unit: "px", isHalf: true, needs: [["watermark.text"]] },
      { name: "watermark.gravity", query: "watermarkGravity", label: "Place", kind: "select", options: GRAVITIES, neutral: "south_east", isHalf: true, needs: [["watermark.text"]] },
      { name: "watermark.opacity", query: "watermarkOpacity", label: "Opacity", kind: "range", min: 1, max: 100, neutral: "60", unit: "%", needs: [["watermark.text"]] },
      { name: "watermark.colour", query: "watermarkColour", label: "Colour", kind: "colour", neutral: "#ffffff", needs: [["watermark.text"]] },
      { name: "watermark.tile", query: "watermarkTile", label: "Repeat all over", kind: "checkbox", needs: [["watermark.text"]] },
    ],
  },
  {
    title: "Corners and background",
    controls: [
      { name: "round_corners", query: "roundCorners", label: "Round the corners", kind: "number", min: 0, max: 100000, unit: "px", neutral: "0" },
      { name: "round_corners", key: "round_corners.max", query: "roundCorners", label: "As round as they go", kind: "checkbox", value: "max" },
      { name: "background", query: "background", label: "Fill transparent parts", kind: "optional-colour", initial: "#ffffff" },
    ],
  },
  {
    title: "File",
    isOpen: true,
    controls: [
      {
        name: "format",
        query: "format",
        label: "Format",
        kind: "select",
        neutral: "",
        options: [["", "As the original"], ["jpeg", "JPEG"], ["png", "PNG"], ["webp", "WebP"], ["avif", "AVIF"], ["gif", "GIF"], ["tiff", "TIFF"]],
      },
      { name: "quality", query: "quality", label: "Quality", kind: "range", min: 0, max: 100, neutral: "0", neutralText: "automatic" },
    ],
  },
];
