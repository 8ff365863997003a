/** The transformation form: draws the controls, and reads them as a JSON document or as a query. */

import { SECTIONS } from "./controls.js";
import { element, say } from "./elements.js";
import { clearProblems, showProblem } from "./problems.js";

export class RecipeForm extends EventTarget {
  #form;
  #controls = new Map();

  constructor(form) {
    super();
    this.#form = form;
    form.append(...SECTIONS.map((section, index) => this.#drawSection(section, index)));
    form.append(element("p", { class: "problem", "data-problem": "", role: "alert", hidden: true }));
    form.append(
      element("p", { class: "row" }, element("button", { type: "button", onclick: () => this.reset() }, "Start over")),
    );
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Show the form for another asset, with nothing asked. */
  open(asset) {
    for (const { control, input } of this.#controls.values()) {
      if (control.shows) input.placeholder = String(asset[control.shows]);
    }
    for (const [index, details] of this.#form.querySelectorAll("details").entries()) {
      details.open = index === 0 || Boolean(SECTIONS[index].isOpen);
    }
    this.#restore();
  }

  reset() {
    this.#restore();
    this.#changed();
  }

  /** What is asked, as the document that the API takes. */
  document() {
    const document = {};
    for (const { control, value } of this.#asked()) {
      const path = control.name.split(".");
      const last = path.pop();
      const place = path.reduce((inner, part) => (inner[part] ??= {}), document);
      place[last] = value;
    }
    return document;
  }

  /** The same as parameters of a URL. */
  query() {
    const query = new URLSearchParams();
    for (const { control, value } of this.#asked()) query.set(control.query, String(value));
    return query;
  }

  showProblem(error) {
    const place = showProblem(this.#form, error);
    place?.closest("details")?.setAttribute("open", "");
  }

  clearProblems() {
    clearProblems(this.#form);
  }

  *#asked() {
    for (const entry of this.#controls.values()) {
      const value = this.#value(entry);
      if (value === undefined) continue;
      const needs = entry.control.needs ?? [];
      const isMet = (keys) => keys.some((key) => this.#value(this.#controls.get(key)) !== undefined);
      if (needs.every(isMet)) yield { control: entry.control, value };
    }
  }

  #value({ control, input, toggle }) {
    if (toggle && !toggle.checked) return undefined;
    if (control.kind === "checkbox") return input.checked ? (control.value ?? true) : undefined;
    // A number field holds text that is no number as an empty value; `badInput` gives it away.
    if (input.value === "" || input.value === control.neutral) return undefined;
    return control.kind === "number" || control.kind === "range" ? Number(input.value) : input.value;
  }

  #restore() {
    for (const { control, input, toggle } of this.#controls.values()) {
      if (toggle) toggle.checked = false;
      if (control.kind === "checkbox") input.checked = false;
      else if (control.kind === "number" || control.kind === "text") input.value = "";
      else input.value = control.neutral ?? control.initial;
    }
    this.clearProblems();
    this.#describeRanges();
  }

  #changed() {
    this.clearProblems();
    this.#describeRanges();
    this.dispatchEvent(new Event("change"));
  }

  #describeRanges() {
    for (const { control, input, output } of this.#controls.values()) {
      if (!output) continue;
      const isNeutral = input.value === control.neutral && control.neutralText;
      const text = isNeutral ? control.neutralText : `${input.value} ${control.unit ?? ""}`.trim();
      say(output, text);
      input.setAttribute("aria-valuetext", text);
    }
  }

  #drawSection({ title, hint, controls }) {
    const drawn = controls.map((control) => this.#drawControl(control));
    const note = hint ? element("p", { class: "hint" }, hint) : null;
    return element("details", {}, element("summary", {}, title), element("div", { class: "fields" }, ...drawn, note));
  }

  #drawControl(control) {
    const key = control.key ?? control.name;
    const id = `recipe-${key.replaceAll(".", "-")}`;
    const entry = { control, ...drawInput(control, { id, key }) };
    this.#controls.set(key, entry);
    const label = element("label", { for: entry.toggle ? `${id}-on` : id }, control.label);
    const problem = element("p", { class: "problem", "data-problem": key, role: "alert", hidden: true });
    const shape = `field ${control.kind}${control.isHalf ? " half" : ""}`;
    if (control.kind === "checkbox") return element("div", { class: shape }, entry.input, label, problem);
    if (entry.toggle) return element("div", { class: shape }, entry.toggle, label, entry.input, problem);
    const top = element("span", { class: "label" }, label, entry.output ?? unit(control), ...this.#drawSteps(entry));
    return element("div", { class: shape }, top, entry.input, problem);
  }

  #drawSteps({ control, input }) {
    return (control.steps ?? []).map((step) => {
      const turn = () => {
        const next = Number(input.value) + step;
        input.value = String(next > 180 ? next - 360 : next < -180 ? next + 360 : next);
        this.#changed();
      };
      const text = `${step > 0 ? "+" : "−"}${Math.abs(step)}${control.unit}`;
      return element("button", { type: "button", class: "step", onclick: turn }, text);
    });
  }
}

function drawInput(control, { id, key }) {
  const { kind, min, max, step } = control;
  switch (kind) {
    case "select": {
      const options = control.options.map(([value, text]) => element("option", { value }, text));
      return { input: element("select", { id, name: key }, ...options) };
    }
    case "number":
      return { input: element("input", { id, name: key, type: "number", min, max, step: 1, inputmode: "numeric" }) };
    case "range":
      return {
        input: element("input", { id, name: key, type: "range", min, max, step: step ?? 1 }),
        output: element("output", { for: id }),
      };
    case "text":
      return { input: element("input", { id, name: key, type: "text", maxlength: max, autocomplete: "off" }) };
    case "colour":
      return { input: element("input", { id, name: key, type: "color" }) };
    case "optional-colour":
      return {
        toggle: element("input", { id: `${id}-on`, type: "checkbox" }),
        input: element("input", { id, name: key, type: "color", "aria-label": `${control.label}: colour` }),
      };
    default:
      return { input: element("input", { id, name: key, type: "checkbox" }) };
  }
}

function unit({ unit: text }) {
  return text ? element("span", { class: "unit" }, text) : null;
}
