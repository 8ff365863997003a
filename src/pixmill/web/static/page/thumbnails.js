/** Small pictures of the library, kept for the visit and let go when there are too many. */

import { isCancelled } from "./problems.js";

const MOST_KEPT = 240;
const VIEW = "width=400&height=400";
const ACCEPT = "image/webp,image/*;q=0.8";

export class Thumbnails {
  #api;
  #kept = new Map();

  constructor(api) {
    this.#api = api;
  }

  /** Put the asset's thumbnail into an `img`; until it comes, and if it never does, the colour stays. */
  async show(image, asset, signal) {
    const key = `${asset.id}/${asset.version}`;
    try {
      const url = this.#kept.get(key) ?? (await this.#load(asset, signal));
      this.#remember(key, url);
      image.src = url;
    } catch (error) {
      if (!isCancelled(error)) image.closest(".tile")?.classList.add("failed");
    }
  }

  clear() {
    for (const url of this.#kept.values()) URL.revokeObjectURL(url);
    this.#kept.clear();
  }

  async #load(asset, signal) {
    const path = `/api/assets/${asset.id}/file?${VIEW}`;
    return URL.createObjectURL(await this.#api.picture(path, signal, ACCEPT));
  }

  #remember(key, url) {
    this.#kept.delete(key); // to the end of the map, so that the first is the longest unused
    this.#kept.set(key, url);
    if (this.#kept.size <= MOST_KEPT) return;
    const [oldest, spent] = this.#kept.entries().next().value;
    this.#kept.delete(oldest);
    URL.revokeObjectURL(spent);
  }
}
