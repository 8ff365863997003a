/** Numbers and dates as people read them. */

const FORMAT_NAMES = { jpeg: "JPEG", png: "PNG", webp: "WebP", avif: "AVIF", gif: "GIF", tiff: "TIFF" };

export function formatName(format) {
  return FORMAT_NAMES[format] ?? String(format).toUpperCase();
}

export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let amount = bytes / 1000;
  while (amount >= 999.5 && units.length > 1) {
    amount /= 1000;
    units.shift();
  }
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[0]}`;
}

/** How much smaller or larger a file became, in words; empty when hardly at all. */
export function change(before, after) {
  const percent = Math.round((after / before - 1) * 100);
  if (!Number.isFinite(percent) || percent === 0) return "";
  if (percent < 0) return `${-percent} % smaller`;
  return percent < 300 ? `${percent} % larger` : `${(after / before).toFixed(1)} × as large`;
}

export function dimensions({ width, height }) {
  return `${width} × ${height}`;
}

export function moment(text) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(text));
}

export function count(amount, one, many) {
  return `${new Intl.NumberFormat().format(amount)} ${amount === 1 ? one : many}`;
}

/** The name that a person knows the picture by. */
export function assetName(asset) {
  return asset.title || asset.original_name || asset.public_id || asset.id;
}
