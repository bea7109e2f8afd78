// Text to index terms; the twin of kbsite/text/analyzer.py.

import { normalise } from "./normalise.js";

/** @typedef {{kind: "gram" | "word" | "jamo", text: string, start: number, end: number, parts: string[]}} Token */

const TOKEN =
  /([가-힣\u3041-\u30ff\u3400-\u9fff]+)|([ㄱ-ㅣ]+)|((?:(?![가-힣\u3041-\u30ff\u3400-\u9fffㄱ-ㅣ])[\p{L}\p{N}])+(?:(?<=[A-Za-z])(?:\+\+|#)(?![A-Za-z0-9]))?)/gu;
const BLANKS = /^[ \t\r\u00a0\u2000-\u200a\u202f\u205f]+$/;
const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
const LONGEST_WORD = 40;
const MOST_PARTS = 4;

/**
 * The runs of a normalised text, in order.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, gram, jamo] = match;
    const start = match.index ?? 0;
    const place = { start, end: start + whole.length };
    if (gram) found.push({ kind: "gram", text: gram, parts: [], ...place });
    else if (jamo) found.push({ kind: "jamo", text: jamo, parts: [], ...place });
    else found.push({ kind: "word", text: whole.toLowerCase().slice(0, LONGEST_WORD), parts: pieces(whole), ...place });
  }
  return found;
}

/** @param {string} word */
function pieces(word) {
  if (!/^[A-Za-z0-9+#]+$/.test(word) || !/[a-z]/.test(word) || !/[A-Z]/.test(word)) return [];
  const found = word.match(PARTS) ?? [];
  if (found.length < 2 || found.length > MOST_PARTS * 2) return [];
  return found.filter((piece) => piece.length > 1).map((piece) => piece.toLowerCase());
}

/**
 * Tokens in groups: words of a gram script with only blanks between them stand together, and identifiers do.
 * @param {string} text
 * @returns {Token[][]}
 */
export function spans(text) {
  /** @type {Token[][]} */
  const found = [];
  for (const token of tokens(text)) {
    const group = found.at(-1);
    if (group && together(text, /** @type {Token} */ (group.at(-1)), token)) group.push(token);
    else found.push([token]);
  }
  return found;
}

/**
 * @param {string} text
 * @param {Token} before
 * @param {Token} after
 */
function together(text, before, after) {
  const between = text.slice(before.end, after.start);
  if (before.kind === "gram" && after.kind === "gram") return BLANKS.test(between);
  return before.kind === "word" && after.kind === "word" && /^[-_.]$/.test(between);
}

/**
 * Every index term of a text.
 * @param {string} text
 * @returns {string[]}
 */
export function terms(text) {
  /** @type {string[]} */
  const found = [];
  for (const span of spans(normalise(text))) {
    if (span[0].kind === "gram") gramTerms(span, found);
    else if (span[0].kind === "word") wordTerms(span, found);
  }
  return found;
}

/**
 * @param {Token[]} span
 * @param {string[]} found
 */
function gramTerms(span, found) {
  for (const token of span) if (token.text.length === 1) found.push(token.text);
  const whole = span.map((token) => token.text).join("");
  for (let at = 0; at + 2 <= whole.length; at++) found.push(whole.slice(at, at + 2));
}

/**
 * @param {Token[]} span
 * @param {string[]} found
 */
function wordTerms(span, found) {
  for (const token of span) found.push(token.text, ...token.parts);
  if (span.length > 1 && span.length <= MOST_PARTS) found.push(joined(span));
}

/**
 * An identifier without its joints.
 * @param {Token[]} span
 */
export const joined = (span) => span.map((token) => token.text).join("").slice(0, LONGEST_WORD);

/**
 * Whether a word is indexed by grams, as its first character tells.
 * @param {string} word
 */
export const hasGrams = (word) => /^[가-힣\u3041-\u30ff\u3400-\u9fff]/.test(word);
