/** The big picture: the original at first, then what the form asks for, always the newest wish only. */

import { extension } from "./command.js";
import { byId, say } from "./elements.js";
import { assetName, change, dimensions, fileSize, formatName } from "./figures.js";
import { isCancelled, sentence } from "./problems.js";

const ORIGINAL_VIEW = "width=1600&height=1600&mode=limit&format=webp";

export class Preview extends EventTarget {
  #api;
  #image = byId("preview");
  #compare = byId("compare");
  #download = byId("download");
  #asset = null;
  #visit = null;
  #running = null;
  #urls = { original: "", result: "", file: "" };
  #result = null;

  constructor(api) {
    super();
    this.#api = api;
    this.#compare.addEventListener("click", () => this.#showOriginal(!this.#isComparing));
    this.#download.addEventListener("click", (event) => this.#saveFile(event));
  }

  /** Format of the file that Download gives. */
  get format() {
    return this.#result?.format ?? this.#asset.format;
  }

  async open(asset) {
    this.close();
    this.#asset = asset;
    this.#visit = new AbortController();
    this.#image.alt = assetName(asset);
    byId("working").hidden = false;
    const path = `/api/assets/${asset.id}/file?${ORIGINAL_VIEW}`;
    try {
      this.#keep("original", await this.#api.picture(path, this.#visit.signal));
      if (this.#running) this.#compare.hidden = !this.#result;
      else this.#showResult(null);
    } catch (error) {
      if (!isCancelled(error)) this.#tell(error);
    }
  }

  close() {
    this.#visit?.abort();
    this.#running?.abort();
    this.#running = null;
    for (const name of Object.keys(this.#urls)) this.#keep(name, null);
    this.#result = null;
    this.#asset = null;
    this.#image.hidden = true;
    this.#image.removeAttribute("src");
    this.#download.hidden = true;
    this.#compare.hidden = true;
    byId("picture").classList.remove("stale");
    say(byId("outcome"), "");
    say(byId("preview-problem"), "");
  }

  /** Make and show what the document asks for; problems with it are the form's to show. */
  async update(recipe) {
    const asset = this.#asset;
    if (!asset) return;
    if (Object.keys(recipe).length === 0) {
      this.#running?.abort();
      this.#running = null;
      if (this.#urls.original) this.#showResult(null);
      return;
    }
    await this.#run(async (signal) => {
      const result = await this.#api.transform(asset.id, recipe, signal);
      const bytes = await this.#api.picture(pathOf(result.url), signal);
      const view = result.format === "tiff" ? await this.#viewable(recipe, signal) : bytes;
      this.#keep("result", view);
      this.#keep("file", bytes);
      this.#showResult(result);
    });
  }

  get #isComparing() {
    return this.#compare.getAttribute("aria-pressed") === "true";
  }

  async #viewable(recipe, signal) {
    // Browsers do not show TIFF: the same picture is looked at as WebP.
    const { url } = await this.#api.transform(this.#asset.id, { ...recipe, format: "webp" }, signal);
    return this.#api.picture(pathOf(url), signal);
  }

  async #run(work) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    byId("working").hidden = false;
    say(byId("preview-problem"), "");
    try {
      await work(running.signal);
    } catch (error) {
      if (!isCancelled(error) && running === this.#running) this.#tell(error);
    } finally {
      if (running === this.#running) byId("working").hidden = true;
    }
  }

  #tell(error) {
    byId("working").hidden = true;
    // What is still seen is not what was asked for: nobody shall download it by mistake.
    byId("picture").classList.add("stale");
    this.#download.hidden = true;
    this.#compare.hidden = true;
    say(byId("outcome"), "");
    if (error.field) {
      const event = new Event("problem");
      event.problem = error;
      this.dispatchEvent(event);
    } else {
      say(byId("preview-problem"), sentence(error));
    }
  }

  #showResult(result) {
    byId("working").hidden = true;
    byId("picture").classList.remove("stale");
    say(byId("preview-problem"), "");
    this.#result = result;
    this.#showOriginal(false);
    this.#compare.hidden = !result || !this.#urls.original;
    this.#download.hidden = false;
    this.#download.textContent = result ? "Download" : "Download original";
    this.#download.href = result ? this.#urls.file : "#";
    say(byId("outcome"), this.#describe(result));
    this.dispatchEvent(new Event("result"));
  }

  #describe(result) {
    const shown = result ?? this.#asset;
    const parts = [dimensions(shown), formatName(shown.format), fileSize(shown.bytes)];
    const difference = result && change(this.#asset.bytes, result.bytes);
    return [...parts, ...(difference ? [difference] : [])].join(" · ");
  }

  #showOriginal(isOriginal) {
    const url = isOriginal || !this.#result ? this.#urls.original : this.#urls.result;
    this.#compare.setAttribute("aria-pressed", String(isOriginal));
    const shown = isOriginal || !this.#result ? this.#asset : this.#result;
    this.#image.width = shown.width;
    this.#image.height = shown.height;
    this.#image.src = url;
    this.#image.hidden = false;
  }

  async #saveFile(event) {
    const asset = this.#asset;
    const stem = assetName(asset).replace(/\.[a-z0-9]{2,5}$/i, "");
    this.#download.download = `${stem}.${extension(this.format)}`;
    if (this.#result) return;
    // The original may be large, so it is fetched only when somebody wants it.
    event.preventDefault();
    try {
      const blob = await this.#api.picture(`/api/assets/${asset.id}/file`, undefined, asset.content_type);
      const url = URL.createObjectURL(blob);
      Object.assign(document.createElement("a"), { href: url, download: this.#download.download }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      say(byId("preview-problem"), sentence(error));
    }
  }

  #keep(name, blob) {
    if (this.#urls[name]) URL.revokeObjectURL(this.#urls[name]);
    this.#urls[name] = blob ? URL.createObjectURL(blob) : "";
  }
}

/** The service may know itself by another address than this page does; the path is the same. */
function pathOf(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}
