/** The calls this page makes, with the token sent along and short waits sat out. */

import { isCancelled, readProblem, unreachable } from "./problems.js";

// A busy moment is waited for; a longer one is told to the reader.
const LONGEST_WAIT_S = 5;
const MOST_TRIES = 3;

export class API {
  #session;

  constructor(session) {
    this.#session = session;
  }

  async list(query, signal) {
    const parameters = new URLSearchParams(query);
    return (await this.#send(`/api/assets?${parameters}`, { signal })).json();
  }

  async asset(id, signal) {
    return (await this.#send(`/api/assets/${encodeURIComponent(id)}`, { signal })).json();
  }

  async update(id, changes) {
    const path = `/api/assets/${encodeURIComponent(id)}`;
    return (await this.#send(path, { method: "PATCH", body: changes })).json();
  }

  async delete(id) {
    await this.#send(`/api/assets/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  async transform(id, recipe, signal) {
    const path = `/api/assets/${encodeURIComponent(id)}/transform`;
    return (await this.#send(path, { method: "POST", body: recipe, signal })).json();
  }

  /** Fetch a picture's bytes; an `img` cannot, because it would not send the token. */
  async picture(path, signal, accept = "image/*") {
    return (await this.#send(path, { signal, accept })).blob();
  }

  /** Upload one file; `onProgress` hears the share sent, from 0 to 1. */
  async upload(file, onProgress) {
    return this.#persist((renew) => this.#uploadOnce(file, { onProgress, renew }));
  }

  async #uploadOnce(file, { onProgress, renew }) {
    const token = await this.#session.token({ renew });
    const body = new FormData();
    body.append("file", file, file.name || "picture");
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest(); // fetch cannot tell how much has been sent
      request.open("POST", "/api/assets");
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
      request.addEventListener("error", () => reject(unreachable()));
      request.addEventListener("load", () => {
        const { status, responseText } = request;
        if (status < 300) resolve(JSON.parse(responseText));
        else reject(readProblem(status, responseText, request.getResponseHeader("Retry-After")));
      });
      request.send(body);
    });
  }

  #send(path, options) {
    return this.#persist((renew) => this.#sendOnce(path, { ...options, renew }));
  }

  /** Try again with a new token, or after a short wait; `attempt` hears whether to renew the token. */
  async #persist(attempt) {
    for (let tries = 1, renew = false; ; tries += 1) {
      try {
        return await attempt(renew);
      } catch (error) {
        if (isCancelled(error) || tries >= MOST_TRIES) throw error;
        renew = error.status === 401;
        if (!(await this.#isWorthRepeating(error, tries))) throw error;
      }
    }
  }

  async #sendOnce(path, { method = "GET", body, accept = "application/json", signal, renew }) {
    const headers = { Accept: accept };
    headers.Authorization = `Bearer ${await this.#session.token({ renew })}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
    } catch (error) {
      throw isCancelled(error) ? error : unreachable();
    }
    if (response.ok) return response;
    const text = await response.text();
    throw readProblem(response.status, text, response.headers.get("Retry-After"));
  }

  async #isWorthRepeating(error, tries) {
    if (error.status === 401) return tries === 1 && this.#session.isKnown;
    const isBusy = error.status === 429 || error.status === 503;
    if (!isBusy || error.retryAfter_s === null || error.retryAfter_s > LONGEST_WAIT_S) return false;
    await new Promise((resolve) => setTimeout(resolve, Math.max(error.retryAfter_s, 1) * 1000));
    return true;
  }
}
