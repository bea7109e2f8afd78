// All words of a small index to the tables that a large one brings: words backwards, and by their sounds.

import { compose, isSyllable } from "./hangul.js";
import { hangulKey, latinKeys } from "./sound.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {{keys: string[], heads: Int32Array}} Table */

const LETTERS = /^[A-Za-z]{3,}$/;
const SOUNDED = 8;

/**
 * @param {Table} words strokes of each word, and how common it is
 * @param {Rules} rules
 * @returns {Record<string, Table>}
 */
export function lexicons({ keys, heads }, rules) {
  /** @type {Map<string, number>} */
  const reversed = new Map();
  /** @type {Map<string, number>} */
  const sounds = new Map();
  keys.forEach((strokes, at) => {
    reversed.set([...strokes].reverse().join(""), heads[at]);
    const word = compose(strokes);
    for (const key of sounding(word, rules)) sounds.set(`${key} ${word}`, heads[at] & 127);
  });
  return { reversed: sorted(reversed), sounds: sorted(sounds) };
}

/**
 * @param {string} word
 * @param {Rules} rules
 */
function sounding(word, rules) {
  if (isSyllable(word[0])) return [hangulKey(word.slice(0, SOUNDED), rules)].filter((key) => key.length > 1).map((key) => `K:${key}`);
  if (!LETTERS.test(word)) return [];
  return latinKeys(word, rules).filter((key) => key.length > 1).map((key) => `L:${key}`);
}

/**
 * @param {Map<string, number>} table
 * @returns {Table}
 */
function sorted(table) {
  const keys = [...table.keys()].sort();
  return { keys, heads: Int32Array.from(keys, (key) => table.get(key) ?? 0) };
}
