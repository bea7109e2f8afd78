// Elements to pages.

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} [settings] attributes; `on…` are listeners; those that are false are left out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, settings = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** @param {string} words @param {() => void} click @param {string} [label] what it says where its words are not enough */
export function button(words, click, label) {
  return make("button", { type: "button", class: "kb-action", ...(label ? { "aria-label": label } : {}), onclick: click }, words);
}
