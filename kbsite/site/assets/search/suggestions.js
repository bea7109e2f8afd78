// A query that found nothing to others that find something; the twin of kbsite/search/suggestions.py.

import { compose, strokes } from "./hangul.js";
import { makePlan } from "./plan.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./source.js").Source} Source */

const SHORTEST = 2;
const EACH = 3;
const MOST_TEXTS = 4;

/**
 * Texts with one word replaced by the most common of those that share most of its beginning.
 * @param {string} text
 * @param {Source} source
 * @param {Rules} rules
 * @returns {string[]}
 */
export function suggestions(text, source, rules) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const unit of makePlan(text, rules).units) {
    if (unit.kind === "question" || unit.kind === "particle") continue;
    for (const word of commonest(strokes(unit.stem), source)) found.add(text.replaceAll(unit.text, () => word).trim());
  }
  return [...found].slice(0, MOST_TEXTS);
}

/**
 * @param {string} typed
 * @param {Source} source
 * @returns {string[]}
 */
function commonest(typed, source) {
  for (let size = typed.length - 1; size >= Math.max(SHORTEST, typed.length >> 1); size--) {
    const words = [...source.common(typed.slice(0, size))].sort(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1));
    source.settle();
    if (words.length) return words.slice(0, EACH).map(([word]) => compose(word));
  }
  return [];
}
