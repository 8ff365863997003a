/** The start page: joins its parts and decides which of them is seen. */

import { API } from "./api.js";
import { Detail } from "./detail.js";
import { byId, debounce, say } from "./elements.js";
import { Entrance } from "./entrance.js";
import { Library } from "./library.js";
import { sentence } from "./problems.js";
import { Session } from "./session.js";
import { Uploads } from "./uploads.js";

const HOME = "#/";
const ASSET = /^#\/assets\/([\w-]+)$/;

class App {
  #session = new Session();
  #api = new API(this.#session);
  #entrance = new Entrance(this.#session);
  #library = new Library(this.#api);
  #detail = new Detail(this.#api);
  #uploads = new Uploads(this.#api, () => !byId("library").hidden && !byId("detail").open);

  async start() {
    this.#listen();
    if (!this.#session.isKnown) {
      this.#leave();
      return;
    }
    try {
      await this.#session.token();
      this.#enter();
    } catch (error) {
      this.#leave();
      if (error.status === 0) say(byId("entrance-form").querySelector('[data-problem=""]'), sentence(error));
    }
  }

  #listen() {
    const reload = () => this.#library.load();
    this.#entrance.addEventListener("entered", () => this.#enter());
    this.#session.addEventListener("end", () => this.#leave());
    this.#detail.addEventListener("close", () => this.#goHome());
    this.#detail.addEventListener("updated", reload);
    this.#detail.addEventListener("deleted", reload);
    this.#uploads.addEventListener("uploaded", debounce(reload, 300));
    window.addEventListener("hashchange", () => this.#follow());
    byId("sign-out").addEventListener("click", () => this.#session.logout());
    byId("empty-action").addEventListener("click", () => {
      if (this.#library.isFiltered) this.#library.clearFilters();
      else this.#uploads.choose();
    });
  }

  #enter() {
    this.#entrance.close();
    byId("who").textContent = this.#session.user?.username ?? "";
    byId("top").hidden = false;
    byId("library").hidden = false;
    this.#library.load();
    this.#follow();
  }

  #leave() {
    this.#detail.close();
    this.#library.clear();
    byId("top").hidden = true;
    byId("library").hidden = true;
    this.#entrance.open();
  }

  /** Show what the address says, so that Back, reloading and bookmarks work. */
  async #follow() {
    if (byId("library").hidden) return;
    const [, id] = ASSET.exec(location.hash) ?? [];
    if (!id) {
      this.#detail.close();
      return;
    }
    try {
      await this.#detail.open(id);
    } catch (error) {
      this.#goHome();
      say(byId("library-problem"), sentence(error));
    }
  }

  #goHome() {
    if (location.hash && location.hash !== HOME) history.pushState(null, "", HOME);
  }
}

new App().start();
