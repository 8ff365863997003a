/** Small steps on the page's elements: making, finding, showing. Knows nothing of pictures. */

/** Make an element; `on…` properties listen, false and null are left out, the rest are attributes. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Write a text into an element and show it; an empty text hides it. */
export function say(node, text) {
  node.textContent = text;
  node.hidden = !text;
}

/** Call `action` once things have been quiet for `quiet_ms`. */
export function debounce(action, quiet_ms) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), quiet_ms);
  };
}

/** Copy a text, also where the page is not served securely and the clipboard's own door is shut. */
export async function copyText(text, near) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const box = element("textarea", { class: "unseen", readonly: true });
  box.value = text;
  near.after(box); // inside the open dialog, because everything outside it cannot be selected
  box.select();
  document.execCommand("copy");
  box.remove();
  near.focus();
}
