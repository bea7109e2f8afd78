// Elements and the words of the page.

import { say as fill } from "../finder/words.js";

/** @typedef {import("./saying.js").Language} Language */

const place = document.querySelector("[data-kb-form]");
export const host = place instanceof HTMLElement ? place : document.body;
/** @type {Record<string, string>} */
const words = JSON.parse(host.dataset.kbWords ?? "{}");
/** @type {Language} */
export const language = document.documentElement.lang.startsWith("ko") ? "ko" : "en";

/**
 * Words of the page by their key, filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const say = (key, values = {}) => fill(words, key, values);

/**
 * An element with properties, attributes (their names hold a hyphen, or are `role`) and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [properties]
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function made(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.includes("-") || ["role", "for", "list", "lang"].includes(name)) element.setAttribute(name, value);
    else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const [doing, result] = ["status", "status"].map((role) => made("p", { className: "kb-hidden", role }));
host.after(doing, result);

/** Tell those who listen to the page. @param {string} sentence */
export const announce = (sentence) => speak(doing, sentence);

/** Tell what came of it, apart, so that it does not cut short what was done. @param {string} sentence */
export const announceResult = (sentence) => speak(result, sentence);

/** @param {HTMLElement} place @param {string} sentence */
function speak(place, sentence) {
  place.textContent = "";
  setTimeout(() => { place.textContent = sentence; }, 50);
}

/** @param {(string | number)[]} path */
export const idOf = (path) => `kb-f-${path.join("-")}`;
