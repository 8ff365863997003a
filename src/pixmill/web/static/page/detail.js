/** One asset, opened: preview, transformation, facts, editing, deleting. */

import { jsonCommand, urlCommand } from "./command.js";
import { byId, copyText, debounce, element, say } from "./elements.js";
import { assetName, count, dimensions, fileSize, formatName, moment } from "./figures.js";
import { Preview } from "./preview.js";
import { clearProblems, sentence, showProblem } from "./problems.js";
import { RecipeForm } from "./recipe-form.js";

const QUIET_MS = 350;
const TABS = ["transform", "facts"];

/** Tells `close`, `updated` and `deleted` as events. */
export class Detail extends EventTarget {
  #api;
  #dialog = byId("detail");
  #recipe = new RecipeForm(byId("recipe"));
  #preview;
  #asset = null;

  constructor(api) {
    super();
    this.#api = api;
    this.#preview = new Preview(api);
    this.#listenToRecipe();
    this.#listenToTabs();
    byId("detail-close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => this.#closed());
    byId("edit").addEventListener("submit", (event) => this.#save(event));
    byId("command-kind").addEventListener("change", () => this.#showCommand());
    byId("command-copy").addEventListener("click", (event) => this.#copyCommand(event.currentTarget));
    byId("delete").addEventListener("click", () => this.#askToDelete());
    byId("confirm-no").addEventListener("click", () => byId("confirm").close());
    byId("confirm-yes").addEventListener("click", () => this.#delete());
  }

  async open(id) {
    this.#asset = await this.#api.asset(id);
    this.#recipe.open(this.#asset);
    this.#show();
    this.#select("transform");
    if (!this.#dialog.open) this.#dialog.showModal();
    byId("pane-transform").scrollTop = 0;
    await this.#preview.open(this.#asset);
  }

  close() {
    byId("confirm").close();
    this.#dialog.close();
  }

  #closed() {
    this.#preview.close();
    this.#asset = null;
    this.dispatchEvent(new Event("close"));
  }

  #listenToRecipe() {
    const update = debounce(() => this.#asset && this.#preview.update(this.#recipe.document()), QUIET_MS);
    this.#recipe.addEventListener("change", () => {
      this.#showCommand();
      update();
    });
    this.#preview.addEventListener("problem", (event) => this.#recipe.showProblem(event.problem));
    this.#preview.addEventListener("result", () => this.#showCommand());
  }

  #listenToTabs() {
    for (const name of TABS) {
      const tab = byId(`tab-${name}`);
      tab.addEventListener("click", () => this.#select(name));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const other = TABS[1 - TABS.indexOf(name)];
        this.#select(other);
        byId(`tab-${other}`).focus();
      });
    }
  }

  #select(chosen) {
    for (const name of TABS) {
      byId(`tab-${name}`).setAttribute("aria-selected", String(name === chosen));
      byId(`tab-${name}`).tabIndex = name === chosen ? 0 : -1;
      byId(`pane-${name}`).hidden = name !== chosen;
    }
  }

  #show() {
    const asset = this.#asset;
    byId("detail-title").textContent = assetName(asset);
    byId("edit").elements.title.value = asset.title ?? "";
    byId("edit").elements.tags.value = (asset.tags ?? []).join(", ");
    clearProblems(byId("edit"));
    say(byId("edit-status"), "");
    byId("facts").replaceChildren(...facts(asset));
    byId("palette").replaceChildren(...(asset.palette ?? []).map(swatch));
    this.#showCommand();
  }

  #showCommand() {
    const asset = this.#asset;
    if (!asset) return;
    const recipe = this.#recipe.document();
    const isURL = byId("command-kind").value === "url";
    const format = recipe.format ?? asset.format;
    byId("command").textContent = isURL
      ? urlCommand({ asset, query: this.#recipe.query(), format })
      : jsonCommand({ asset, recipe });
  }

  async #copyCommand(button) {
    await copyText(byId("command").textContent, button);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  }

  async #save(event) {
    event.preventDefault();
    const form = event.currentTarget;
    clearProblems(form);
    say(byId("edit-status"), "");
    const tags = form.elements.tags.value.split(",").map((tag) => tag.trim()).filter(Boolean);
    try {
      this.#asset = await this.#api.update(this.#asset.id, { title: form.elements.title.value.trim() || null, tags });
      this.#show();
      say(byId("edit-status"), "Saved");
      this.dispatchEvent(new Event("updated"));
    } catch (error) {
      showProblem(form, error);
    }
  }

  #askToDelete() {
    const text = `“${assetName(this.#asset)}” and everything made from it will be gone. This cannot be undone.`;
    byId("confirm-text").textContent = text;
    say(byId("confirm-problem"), "");
    byId("confirm").showModal();
    byId("confirm-no").focus();
  }

  async #delete() {
    try {
      await this.#api.delete(this.#asset.id);
    } catch (error) {
      say(byId("confirm-problem"), sentence(error));
      return;
    }
    this.close();
    this.dispatchEvent(new Event("deleted"));
  }
}

function facts(asset) {
  const rows = [
    ["Format", formatName(asset.format)],
    ["Size", `${dimensions(asset)} pixels`],
    ["File", fileSize(asset.bytes)],
    ["Frames", asset.frames > 1 ? String(asset.frames) : ""],
    ["Transparency", asset.has_alpha ? "yes" : "no"],
    ["Original name", asset.original_name],
    ["Tags", asset.tags?.length ? count(asset.tags.length, "tag", "tags") : ""],
    ["Uploaded", moment(asset.created_at)],
    ["Changed", asset.updated_at === asset.created_at ? "" : moment(asset.updated_at)],
    ["Public id", asset.public_id],
    ["Id", asset.id],
    ["SHA-256", asset.sha256],
  ];
  return rows
    .filter(([, value]) => value)
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
}

function swatch(colour) {
  const node = element("span", { title: colour });
  node.style.backgroundColor = colour;
  return node;
}
