// Words to stems; the twin of kbsite/text/stem.py.

/** @typedef {import("./rules.js").Rules} Rules */

const SHORTEST_STEM = 2;
/** @type {[string, string][]} */
const SUFFIXES = [
  ["ies", "y"], ["es", ""], ["s", ""], ["ing", ""], ["ing", "e"], ["ed", ""], ["ed", "e"], ["er", ""], ["er", "e"],
  ["ers", ""], ["ment", ""], ["ments", ""], ["ation", "e"], ["or", "e"],
];
/** Endings that need a longer word before them: a docker is not of the doc. */
const MAKES_NOUNS = new Set(["er", "ers", "ment", "ments", "ation", "or"]);

/**
 * Characters of a word before its longest ending.
 * @param {string} word
 * @param {Rules} rules
 */
export function stemLength(word, rules) {
  for (let size = Math.min(rules.longestEnding, word.length - SHORTEST_STEM); size > 0; size--) {
    if (rules.endings.has(word.slice(-size))) return word.length - size;
  }
  return word.length;
}

/**
 * Whether a word, or its stem, asks rather than names.
 * @param {string} word
 * @param {Rules} rules
 */
export const asks = (word, rules) => rules.question.has(word) || rules.question.has(word.slice(0, stemLength(word, rules)));

/**
 * Other forms of an English word that may stand in a text.
 * @param {string} word
 */
export function englishForms(word) {
  const fits = SUFFIXES.filter(([end]) => word.endsWith(end) && word.length - end.length >= (MAKES_NOUNS.has(end) ? 4 : 3));
  const bases = fits.map(([end, put]) => word.slice(0, word.length - end.length) + put);
  const stems = [...bases, word];
  const made = [
    ...stems.map((stem) => `${stem}s`),
    ...stems.map((stem) => `${stem}ing`),
    ...stems.map((stem) => `${stem.endsWith("e") ? stem.slice(0, -1) : stem}ing`),
  ];
  return [...new Set([...bases, ...made])].filter((form) => form !== word);
}
