// A document and the words to mark to its best section, a piece of its text, and where to mark it; the twin of kbsite/search/excerpt.py.

import { folded } from "./normalise.js";

/** @typedef {{anchor: string, heading: string, text: string, marks: [number, number][]}} Excerpt */

const AROUND = 60;
const LENGTH = 180;
/** Characters by which a piece may be shorter, to end with a word. */
const NEAR = 30;

/**
 * The piece of a document that has most of some words.
 * @param {[string, string, string][]} sections anchor, title and text of each
 * @param {string[]} words
 * @returns {Excerpt}
 */
export function excerpt(sections, words) {
  const pattern = marked(words);
  let best = sections[0] ?? ["", "", ""];
  let most = -1;
  for (const section of sections) {
    const has = found(pattern, section[1]) * 2 + found(pattern, section[2]);
    if (has > most) [most, best] = [has, section];
  }
  const [anchor, heading, whole] = best;
  const places = pattern ? [...whole.matchAll(pattern)].map((match) => [match.index ?? 0, (match.index ?? 0) + match[0].length]) : [];
  const [start, end] = piece(whole, places.length ? places[0][0] : 0);
  const before = start ? "…" : "";
  const shift = before.length - start;
  const marks = places.filter(([one, last]) => one >= start && last <= end);
  const text = before + whole.slice(start, end) + (end < whole.length ? "…" : "");
  return { anchor, heading, text, marks: marks.map(([one, last]) => [one + shift, last + shift]) };
}

/**
 * Where a piece of a text around a mark begins and ends: at blanks, where there are some near.
 * @param {string} text
 * @param {number} mark
 * @returns {[number, number]}
 */
function piece(text, mark) {
  let start = Math.max(0, mark - AROUND);
  if (start) {
    const blank = text.indexOf(" ", start);
    if (blank >= 0 && blank < mark) start = blank + 1;
  }
  let end = Math.min(text.length, start + LENGTH);
  if (end < text.length) {
    const blank = text.lastIndexOf(" ", end - 1);
    if (blank >= Math.max(mark + 1, end - NEAR)) end = blank;
  }
  return [start, end];
}

/**
 * Where any of some words stands in a short text, such as a title.
 * @param {string} text
 * @param {string[]} words
 * @returns {[number, number][]}
 */
export function marks(text, words) {
  const pattern = marked(words);
  return pattern ? [...text.matchAll(pattern)].map((match) => [match.index ?? 0, (match.index ?? 0) + match[0].length]) : [];
}

/**
 * What finds any of some words, blanks within Hangul ones allowed.
 * @param {string[]} words
 */
function marked(words) {
  const escape = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const each = [...new Set(words)].filter(Boolean).sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  const pieces = each.map((word) => (/^[\0-\x7f]*$/.test(word) ? `(?<![A-Za-z0-9])${escape(word)}` : [...word].map(escape).join("[ ]?")));
  return pieces.length ? new RegExp(pieces.join("|"), "gi") : undefined;
}

/**
 * How many different words stand in a text.
 * @param {RegExp | undefined} pattern
 * @param {string} text
 */
function found(pattern, text) {
  return pattern ? new Set([...text.matchAll(pattern)].map(([match]) => folded(match).replaceAll(" ", ""))).size : 0;
}
