/** What went wrong, in the service's words (RFC 9457), and where on the page it is said. */

import { say } from "./elements.js";

export class Problem extends Error {
  /** `document` is a problem document, or as much of one as could be read. */
  constructor(document, { status = 0, retryAfter_s = null } = {}) {
    super(document.detail || document.title || "The service answered with an error.");
    this.name = "Problem";
    this.code = document.code ?? "";
    this.field = document.field ?? "";
    this.action = document.action ?? "";
    this.status = status;
    this.retryAfter_s = retryAfter_s;
  }

  get text() {
    return this.action ? `${this.message} ${this.action}` : this.message;
  }
}

export function unreachable() {
  return new Problem({
    code: "unreachable",
    detail: "Pixmill does not answer.",
    action: "Check that it is running, then try again.",
  });
}

/** Read the problem from an answer's body, which a proxy in between may have written. */
export function readProblem(status, body, retryAfter) {
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  const facts = { status, retryAfter_s: Number.isNaN(seconds) ? null : seconds };
  try {
    return new Problem(JSON.parse(body), facts);
  } catch {
    return new Problem({ detail: `The service answered with status ${status}.` }, facts);
  }
}

export function isCancelled(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** The sentence for the reader; faults of the page itself are passed on to the console. */
export function sentence(error) {
  if (error instanceof Problem) return error.text;
  console.error(error);
  return "This page made a mistake. Reload it and try again.";
}

export function clearProblems(form) {
  for (const place of form.querySelectorAll("[data-problem]")) say(place, "");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** Say the problem next to the field it names, or at the form's own place; return the place. */
export function showProblem(form, error) {
  const field = error instanceof Problem ? error.field : "";
  const place = nearestPlace(form, field);
  if (!place) return null;
  say(place, sentence(error));
  const input = place.dataset.problem && form.elements.namedItem(place.dataset.problem);
  if (input instanceof HTMLElement) input.setAttribute("aria-invalid", "true");
  return place;
}

function nearestPlace(form, field) {
  // `body.tags.3` is about `tags`; `watermark` alone is about the first of its fields.
  const path = field.replace(/^(body|transformations|query)\./, "").replace(/^filters\./, "");
  const places = [...form.querySelectorAll("[data-problem]")];
  const named = places.filter((place) => place.dataset.problem);
  return (
    named.find((place) => place.dataset.problem === path) ??
    named.find((place) => path.startsWith(`${place.dataset.problem}.`)) ??
    (path ? named.find((place) => place.dataset.problem.startsWith(`${path}.`)) : undefined) ??
    places.find((place) => !place.dataset.problem) ??
    null
  );
}
