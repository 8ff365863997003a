/** Who is logged in: the access token lives in memory only, the refresh token as long as the tab. */

import { readProblem, unreachable } from "./problems.js";

const STORED = "pixmill.refresh-token";
// Renew before the token runs out, so that no request meets its end on the way.
const HEADROOM_MS = 20_000;

export class Session extends EventTarget {
  #access = null;
  #renewing = null;
  #channel = new BroadcastChannel("pixmill.session");

  user = null;

  constructor() {
    super();
    this.#channel.addEventListener("message", ({ data }) => this.#follow(data));
  }

  get isKnown() {
    return this.#refreshToken !== null;
  }

  async register(username, password) {
    this.#accept(await post("/api/auth/register", { username, password }));
  }

  async login(username, password) {
    this.#accept(await post("/api/auth/login", { username, password }));
  }

  async logout() {
    const token = this.#access?.token;
    this.#forget();
    if (token) await post("/api/auth/logout", undefined, token).catch(() => {});
  }

  /** Return an access token that will hold for a while, renewing it when needed. */
  async token({ renew = false } = {}) {
    if (!renew && this.#access && this.#access.until > Date.now()) return this.#access.token;
    // Requests that find the token old at the same time share one renewal: a refresh token works once.
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    await this.#renewing;
    return this.#access.token;
  }

  get #refreshToken() {
    return sessionStorage.getItem(STORED);
  }

  async #renew() {
    const spent = this.#refreshToken;
    try {
      const answer = await post("/api/auth/refresh", { refresh_token: spent });
      this.#channel.postMessage({ spent, answer });
      this.#accept(answer);
    } catch (error) {
      const isRefused = error.status === 401 || error.status === 400 || error.status === 422;
      if (isRefused && this.#refreshToken === spent) this.#forget();
      throw error;
    }
  }

  #accept(answer) {
    this.#access = {
      token: answer.token,
      until: Date.now() + Math.max(answer.expires_in * 1000 - HEADROOM_MS, 1000),
    };
    this.user = answer.user ?? this.user;
    sessionStorage.setItem(STORED, answer.refresh_token);
  }

  #follow({ spent, answer }) {
    // A duplicated tab starts with a copy of this tab's refresh token; whoever spends it shares the next.
    if (this.#refreshToken === spent) this.#accept(answer);
  }

  #forget() {
    this.#access = null;
    this.user = null;
    sessionStorage.removeItem(STORED);
    this.dispatchEvent(new Event("end"));
  }
}

async function post(path, body, token) {
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: body && JSON.stringify(body) });
  } catch {
    throw unreachable();
  }
  const text = await response.text();
  if (!response.ok) throw readProblem(response.status, text, response.headers.get("Retry-After"));
  return text ? JSON.parse(text) : null;
}
