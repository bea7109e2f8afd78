// A query's text to its readings; the twin of kbsite/search/readings.py.

import { asHangulKeys, asLatinKeys, isJamo, isSyllable } from "./hangul.js";
import { compact } from "./normalise.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./source.js").Source} Source */

const MOST_REPLACED = 4;
const LONGEST_PHRASE = 3;

/**
 * The text with broken words joined, and with phrases replaced by others of the same meaning; with the phrase put in.
 * @param {string} text
 * @param {Source} source
 */
export function inOtherWords(text, source) {
  const words = text.split(" ");
  /** @type {[string, string][]} */
  const found = [];
  if (words.length > 1 && words.some((word) => word.length === 1)) {
    const joined = text.replace(/(?<=[가-힣]) +(?=[가-힣])/g, "");
    if (joined !== text) found.push([joined, ""]);
  }
  let replaced = 0;
  for (let size = LONGEST_PHRASE; size > 0; size--) {
    for (let at = 0; at + size <= words.length; at++) {
      const phrase = compact(words.slice(at, at + size).join(" "));
      const entries = phrase.length > 1 ? source.scan("synonyms", `${phrase}\t`, 3) : [];
      for (const [entry] of entries.slice(0, MOST_REPLACED - replaced)) {
        replaced += 1;
        const put = entry.slice(entry.indexOf("\t") + 1);
        found.push([[...words.slice(0, at), put, ...words.slice(at + size)].join(" "), put]);
      }
    }
  }
  return found;
}

/**
 * A plan's words with one of them, or all, as they sound in the other script; with a factor for how alike that is.
 * @param {Plan} plan
 * @returns {[string, number][]}
 */
export function inOtherScript(plan) {
  const units = plan.units.filter((unit) => unit.kind !== "particle").slice(0, MOST_REPLACED);
  const words = units.map((unit) => unit.text);
  const sounding = units.map((unit) => unit.alternatives.find(({ how }) => how === "sound"));
  /** @type {[string, number][]} */
  const found = [];
  if (units.length < 2) return found;
  sounding.forEach((one, at) => one && found.push([[...words.slice(0, at), one.text, ...words.slice(at + 1)].join(" "), one.factor]));
  const least = Math.min(...found.map(([, factor]) => factor));
  if (found.length > 1) found.push([words.map((word, at) => sounding[at]?.text ?? word).join(" "), least]);
  return found;
}

/**
 * What the same keys give with the other keyboard layout; empty where that cannot have been meant.
 * @param {string} text
 */
export function withOtherLayout(text) {
  const hasHangul = [...text].some((char) => isSyllable(char) || isJamo(char));
  const hasLatin = /[A-Za-z]/.test(text);
  if (hasLatin === hasHangul) return "";
  if (hasHangul) return asLatinKeys(text).toLowerCase();
  const other = asHangulKeys(text);
  const letters = [...other].filter((char) => char !== " ");
  return letters.filter(isSyllable).length >= Math.max(1, 0.6 * letters.length) ? other : "";
}
