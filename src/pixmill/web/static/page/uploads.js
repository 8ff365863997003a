/** Uploading: choosing, dropping and pasting files, and a tray that shows how each one fares. */

import { byId, element, say } from "./elements.js";
import { count, fileSize } from "./figures.js";
import { sentence } from "./problems.js";

const AT_ONCE = 3;
const STAYS_MS = 3500;

/** Tells `uploaded` as an event for every file that arrived. */
export class Uploads extends EventTarget {
  #api;
  #waiting = [];
  #running = 0;
  #isOpen = () => false;

  /** `isOpen` says whether files are welcome now, such as after log-in only. */
  constructor(api, isOpen) {
    super();
    this.#api = api;
    this.#isOpen = isOpen;
    byId("add").addEventListener("click", () => this.choose());
    byId("files").addEventListener("change", (event) => {
      this.add(event.currentTarget.files);
      event.currentTarget.value = ""; // so that the same file can be chosen again
    });
    byId("tray-close").addEventListener("click", () => this.#clearFinished());
    this.#listenToDrops();
    document.addEventListener("paste", (event) => this.#offer(event, event.clipboardData));
  }

  choose() {
    byId("files").click();
  }

  add(files) {
    for (const file of files) {
      const row = drawRow(file);
      byId("tray-list").append(row.node);
      this.#waiting.push({ file, row });
    }
    this.#describe();
    this.#start();
  }

  #start() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) {
      this.#running += 1;
      this.#upload(this.#waiting.shift()).finally(() => {
        this.#running -= 1;
        this.#describe();
        this.#start();
      });
    }
  }

  async #upload({ file, row }) {
    try {
      await this.#api.upload(file, (share) => row.progress(share));
      row.succeed();
      setTimeout(() => this.#remove(row), STAYS_MS);
      this.dispatchEvent(new Event("uploaded"));
    } catch (error) {
      row.fail(sentence(error));
    }
  }

  #remove(row) {
    row.node.remove();
    this.#describe();
  }

  #clearFinished() {
    for (const row of byId("tray-list").querySelectorAll(".failed, .arrived")) row.remove();
    this.#describe();
  }

  #describe() {
    const left = this.#running + this.#waiting.length;
    const rows = byId("tray-list").childElementCount;
    byId("tray").hidden = rows === 0;
    byId("tray-close").hidden = rows === left;
    say(byId("tray-title"), left ? `Uploading ${count(left, "picture", "pictures")}` : "Uploads");
  }

  #listenToDrops() {
    const zone = byId("drop");
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault(); // or the browser would open the file in place of this page
      zone.hidden = !this.#isOpen();
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone.hidden = true;
    });
    document.addEventListener("drop", (event) => {
      zone.hidden = true;
      this.#offer(event, event.dataTransfer);
    });
  }

  #offer(event, { files }) {
    if (files.length === 0) return;
    event.preventDefault();
    if (this.#isOpen()) this.add(files);
  }
}

function drawRow(file) {
  const bar = element("progress", { max: 1, value: 0, "aria-label": `Uploading ${file.name}` });
  const state = element("span", { class: "state" }, fileSize(file.size));
  const note = element("p", { class: "problem", role: "alert", hidden: true });
  const top = element("span", { class: "row-top" }, element("span", { class: "name" }, file.name), state);
  const node = element("li", {}, top, bar, note);
  return {
    node,
    progress(share) {
      bar.value = share;
      // All bytes are there; now the service opens the picture and checks it.
      state.textContent = share < 1 ? `${Math.round(share * 100)} %` : "Checking";
    },
    succeed() {
      node.classList.add("arrived");
      node.parentNode?.append(node); // what is still under way stays in sight at the top
      bar.remove();
      state.textContent = "Done";
    },
    fail(text) {
      node.classList.add("failed");
      bar.remove();
      state.textContent = "Refused";
      say(note, text);
    },
  };
}
