/** The grid of pictures: searching, filtering, paging. */

import { byId, debounce, element, say } from "./elements.js";
import { assetName, count, dimensions, formatName } from "./figures.js";
import { isCancelled, sentence } from "./problems.js";
import { Thumbnails } from "./thumbnails.js";

const PER_PAGE = 30;
const QUIET_MS = 220;

export class Library {
  #api;
  #thumbnails;
  #filters = byId("filters");
  #page = 1;
  #loading = null;

  constructor(api) {
    this.#api = api;
    this.#thumbnails = new Thumbnails(api);
    const restart = () => this.load({ page: 1 });
    const search = debounce(restart, QUIET_MS);
    this.#filters.addEventListener("submit", (event) => event.preventDefault());
    this.#filters.elements.search.addEventListener("input", search);
    for (const name of ["format", "sort"]) this.#filters.elements[name].addEventListener("change", restart);
    byId("previous-page").addEventListener("click", () => this.#turnTo(this.#page - 1));
    byId("next-page").addEventListener("click", () => this.#turnTo(this.#page + 1));
  }

  /** Ask for a page again and show it; a newer call replaces an older one. */
  async load({ page = this.#page } = {}) {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const answer = await this.#api.list(this.#query(page), loading.signal);
      // The last picture of the last page may just have been deleted.
      if (answer.items.length === 0 && page > 1) return await this.load({ page: Math.max(answer.pages, 1) });
      this.#page = page;
      this.#show(answer, loading.signal);
      say(byId("library-problem"), "");
    } catch (error) {
      if (!isCancelled(error)) say(byId("library-problem"), sentence(error));
    }
  }

  clear() {
    this.#loading?.abort();
    this.#thumbnails.clear();
    this.#filters.reset();
    this.#page = 1;
    byId("grid").replaceChildren();
  }

  clearFilters() {
    this.#filters.reset();
    return this.load({ page: 1 });
  }

  get isFiltered() {
    return Boolean(this.#filters.elements.search.value.trim() || this.#filters.elements.format.value);
  }

  #query(page) {
    const { search, format, sort } = this.#filters.elements;
    const query = { page: String(page), limit: String(PER_PAGE), sort: sort.value };
    const words = search.value.trim();
    if (words.startsWith("#")) {
      if (words.length > 1) query.tag = words.slice(1);
    } else if (words) query.name = words;
    if (format.value) query.format = format.value;
    return query;
  }

  async #turnTo(page) {
    await this.load({ page });
    window.scrollTo({ top: 0 });
  }

  #show({ items, total, pages }, signal) {
    byId("grid").replaceChildren(...items.map((asset) => this.#drawTile(asset, signal)));
    say(byId("count"), total ? count(total, "picture", "pictures") : "");
    byId("pages").hidden = pages < 2;
    byId("page-number").textContent = `Page ${this.#page} of ${pages}`;
    byId("previous-page").disabled = this.#page <= 1;
    byId("next-page").disabled = this.#page >= pages;
    this.#showEmptiness(total === 0);
  }

  #showEmptiness(isEmpty) {
    byId("empty").hidden = !isEmpty;
    const [title, text, action] = this.isFiltered
      ? ["Nothing found", "No picture matches the search and the filter.", "Show all pictures"]
      : ["Your library is empty", "Drop pictures anywhere on this page, paste them, or choose them.", "Add pictures"];
    say(byId("empty-title"), title);
    say(byId("empty-text"), text);
    say(byId("empty-action"), action);
  }

  #drawTile(asset, signal) {
    const name = assetName(asset);
    const image = element("img", { alt: "", decoding: "async", onload: () => image.classList.add("here") });
    const facts = `${dimensions(asset)} · ${formatName(asset.format)}`;
    // Behind a transparent picture its main colour would look like a part of it.
    const frame = element("span", { class: asset.has_alpha ? "frame clear" : "frame" }, image);
    const [colour] = asset.palette ?? [];
    if (colour) frame.style.setProperty("--foremost", colour);
    this.#thumbnails.show(image, asset, signal);
    const link = element(
      "a",
      { class: "tile", href: `#/assets/${asset.id}` },
      frame,
      element("span", { class: "name", title: name }, name),
      element("span", { class: "facts-line" }, facts),
    );
    return element("li", {}, link);
  }
}
