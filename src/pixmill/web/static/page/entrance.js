/** Signing up and logging in. */

import { byId } from "./elements.js";
import { clearProblems, showProblem } from "./problems.js";

const WORDS = {
  login: {
    title: "Log in",
    submit: "Log in",
    question: "New here?",
    other: "Create an account",
    autocomplete: "current-password",
  },
  register: {
    title: "Create an account",
    submit: "Create account",
    question: "You have an account?",
    other: "Log in",
    autocomplete: "new-password",
  },
};

/** Tells `entered` as an event. */
export class Entrance extends EventTarget {
  #session;
  #form = byId("entrance-form");
  #kind = "login";

  constructor(session) {
    super();
    this.#session = session;
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    byId("entrance-switch").addEventListener("click", () => {
      this.#choose(this.#kind === "login" ? "register" : "login");
      this.#form.elements.username.focus();
    });
  }

  open() {
    this.#form.elements.password.value = "";
    this.#choose(this.#kind);
    byId("entrance").hidden = false;
    this.#form.elements.username.focus();
  }

  close() {
    byId("entrance").hidden = true;
  }

  #choose(kind) {
    this.#kind = kind;
    const words = WORDS[kind];
    byId("entrance-title").textContent = words.title;
    byId("entrance-submit").textContent = words.submit;
    byId("entrance-question").textContent = words.question;
    byId("entrance-switch").textContent = words.other;
    byId("password-hint").hidden = kind === "login";
    this.#form.elements.password.autocomplete = words.autocomplete;
    clearProblems(this.#form);
  }

  async #submit(event) {
    event.preventDefault();
    clearProblems(this.#form);
    const { username, password } = this.#form.elements;
    const button = byId("entrance-submit");
    button.disabled = true;
    try {
      await this.#session[this.#kind](username.value.trim(), password.value);
      this.#kind = "login";
      password.value = "";
      this.dispatchEvent(new Event("entered"));
    } catch (error) {
      const place = showProblem(this.#form, error);
      if (place?.dataset.problem) this.#form.elements[place.dataset.problem].focus();
    } finally {
      button.disabled = false;
    }
  }
}
