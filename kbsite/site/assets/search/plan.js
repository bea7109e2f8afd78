// A query's text to units; the twin of kbsite/search/plan.py.

import { joined, spans } from "./analyzer.js";
import { normalise } from "./normalise.js";
import { asks, stemLength } from "./stem.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./analyzer.js").Token} Token */
/** @typedef {{term: string, weight: number, needed: number}} Gram */
/** @typedef {"typed" | "form" | "beginning" | "typo" | "sound" | "paraphrase"} How */
/** @typedef {{grams: Gram[], factor: number, how: How, text: string}} Alternative */
/** @typedef {{text: string, stem: string, weight: number, kind: string, alternatives: Alternative[], known?: boolean}} Unit */
/** @typedef {{text: string, units: Unit[], bridges: Gram[], unfinished: boolean, stray: boolean, asks: boolean, tail: string}} Plan */

const MOST_UNITS = 20;

/**
 * Units of a text.
 * @param {string} text
 * @param {Rules} rules
 * @returns {Plan}
 */
export function makePlan(text, rules) {
  text = normalise(text);
  /** @type {Unit[]} */
  let units = [];
  /** @type {Gram[]} */
  const bridges = [];
  /** @type {Token | undefined} */
  let before;
  let stray = false;
  let tail = "";
  for (const span of spans(text)) {
    stray = stray || tail !== "";
    tail = "";
    const [first] = span;
    if (first.kind === "jamo") tail = first.text;
    else if (first.kind === "gram") {
      const attached = before?.kind === "word" && before.end === first.start;
      units.push(...span.map((token, at) => gramUnit(token.text, rules, attached && at === 0)));
      bridges.push(...bridgesOf(span.map((token) => token.text), rules));
    } else {
      units.push(...span.map((token) => wordUnit(token.text, rules)));
      const bridge = span.length > 1 ? joined(span) : before?.kind === "word" ? before.text + first.text : "";
      if (bridge) bridges.push({ term: bridge, weight: rules.weights.bridge, needed: 0 });
    }
    before = span.at(-1);
  }
  // An input method leaves one consonant at the end, never a vowel and never two.
  stray = stray || tail.length > 1 || tail >= "ㅏ";
  units = units.slice(0, MOST_UNITS);
  const asked = units.some(({ text: word }) => rules.asking.has(word) || rules.askingEnds.some((end) => word.endsWith(end)));
  const filler = rules.weights[asked ? "question" : "filler"];
  if (units.some((unit) => unit.kind !== "question")) {
    units = units.map((unit) => (unit.kind === "question" ? { ...unit, weight: unit.weight * filler } : unit));
  }
  const unfinished = units.length > 0 && !text.endsWith(" ");
  return { text, units, bridges: bridges.slice(0, MOST_UNITS * 2), unfinished, stray, asks: asked, tail };
}

/**
 * @param {Gram[]} found
 * @returns {Alternative[]}
 */
const typed = (found) => [{ grams: found, factor: 1, how: "typed", text: "" }];

/**
 * @param {string} word
 * @param {Rules} rules
 * @returns {Unit}
 */
function wordUnit(word, rules) {
  const kind = rules.question.has(word) ? "question" : "word";
  const weight = word.length === 1 || /^\d+$/.test(word) ? 0.5 : 1;
  return { text: word, stem: word, weight, kind, alternatives: typed([{ term: word, weight: 1, needed: 1 }]) };
}

/**
 * @param {string} word
 * @param {Rules} rules
 * @param {boolean} attached
 * @returns {Unit}
 */
function gramUnit(word, rules, attached) {
  const { weights } = rules;
  if (attached && rules.endings.has(word)) {
    return { text: word, stem: word, weight: weights.attached, kind: "particle", alternatives: typed(grams(word, word.length, rules)) };
  }
  const size = stemLength(word, rules);
  const kind = asks(word, rules) ? "question" : "gram";
  const weight = word.length === 1 ? weights.lone : Math.min(weights.longest, 1 + weights.longer * (size - 2));
  return { text: word, stem: word.slice(0, size), weight, kind, alternatives: typed(grams(word, size, rules)) };
}

/**
 * Grams of a word, those of its stem heavier.
 * @param {string} word
 * @param {number} stem
 * @param {Rules} rules
 * @returns {Gram[]}
 */
export function grams(word, stem, rules) {
  const { weights } = rules;
  /** @type {Gram[]} */
  const found = [];
  if (word.length === 1) found.push({ term: word, weight: 1, needed: 1 });
  for (let at = 0; at + 2 <= word.length; at++) {
    const inside = at + 2 <= stem;
    found.push({ term: word.slice(at, at + 2), weight: inside ? 1 : weights.at_ending, needed: inside ? 1 : weights.ending_needed });
  }
  return found;
}

/**
 * Pairs across the blank between two words, with and without the ending of the first.
 * @param {string[]} words
 * @param {Rules} rules
 * @returns {Gram[]}
 */
function bridgesOf(words, rules) {
  /** @type {Gram[]} */
  const found = [];
  for (let at = 0; at + 1 < words.length; at++) {
    const [one, other] = [words[at], words[at + 1]];
    for (const size of new Set([one.length, stemLength(one, rules)])) {
      found.push({ term: one[size - 1] + other[0], weight: rules.weights.bridge, needed: 0 });
    }
  }
  return found;
}
