// The words that a page brings for its scripts.

const place = document.querySelector("[data-kb-words]");
/** @type {Record<string, string>} */
const words = JSON.parse(place instanceof HTMLElement ? place.dataset.kbWords ?? "{}" : "{}");

/**
 * Words by their key, filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * An element with properties and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
