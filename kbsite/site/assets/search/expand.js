// Words of a query to the words of an index that may be meant; the twin of kbsite/search/expand.py.

import { hasGrams } from "./analyzer.js";
import { compose, isSyllable, strokes } from "./hangul.js";
import { grams } from "./plan.js";
import { distance, hangulKey, latinKeys, maySound } from "./sound.js";
import { order } from "./source.js";
import { englishForms } from "./stem.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./plan.js").Alternative} Alternative */
/** @typedef {import("./plan.js").How} How */
/** @typedef {import("./plan.js").Unit} Unit */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {{source: Source, rules: Rules, sounding: Map<string, [string, number][]>}} Known */

const SCANNED = 1500;
const LONGEST_PAIR = 12;
const SOUNDING = 256;
const CORRECTIONS = 4;
const BEGINNINGS = 8;
const KEPT_WORDS = 1000;
const ASCII = /^[\0-\x7f]+$/;

/**
 * A word of the index as an alternative for one of the query.
 * @param {string} word
 * @param {number} factor
 * @param {How} how
 * @param {Rules} rules
 * @returns {Alternative}
 */
function alternative(word, factor, how, rules) {
  const found = hasGrams(word) ? grams(word, word.length, rules) : [{ term: word, weight: 1, needed: 1 }];
  return { grams: found, factor, how, text: word };
}

/**
 * Other forms of an English word that the index has.
 * @param {Unit} unit
 * @param {Known} known
 * @returns {Alternative[]}
 */
export function forms(unit, { source, rules }) {
  if (unit.kind !== "word" || !ASCII.test(unit.text) || unit.text.length < 3) return [];
  const found = englishForms(unit.text).filter((form) => source.postings(form));
  return found.map((form) => alternative(form, rules.weights.form, "form", rules));
}

/**
 * Words that documents use for what people say.
 * @param {Unit} unit
 * @param {Known} known
 * @returns {Alternative[]}
 */
export function paraphrases(unit, { source, rules }) {
  const sides = source.paraphrases(unit.text).map((line) => line.split(" > ").map((side) => side.split(" ")));
  const found = sides.find(([said]) => said.some((begun) => unit.text.startsWith(begun)));
  const written = (found?.[1] ?? []).filter((word) => !unit.text.startsWith(word));
  return written.map((word) => alternative(word, rules.weights.paraphrase, "paraphrase", rules));
}

/**
 * Words that begin with what is typed so far, to the stroke.
 * @param {Unit} unit
 * @param {string} tail
 * @param {Known} known
 * @returns {Alternative[]}
 */
export function beginnings(unit, tail, { source, rules }) {
  const typed = strokes(unit.text + tail);
  const found = source.common(typed).filter(([word]) => word !== typed);
  const ranked = found.sort(([one, often], [other, oftener]) => oftener - often || order(one, other)).slice(0, BEGINNINGS);
  return ranked.map(([word]) =>
    alternative(compose(word), rules.weights.beginning * (0.6 + (0.4 * typed.length) / word.length), "beginning", rules),
  );
}

/**
 * Words that differ in one stroke, or in two where there are many.
 * @param {Unit} unit
 * @param {string} tail
 * @param {Known} known
 * @returns {Alternative[]}
 */
export function typos(unit, tail, { source, rules }) {
  const typed = strokes(unit.stem + tail);
  if (typed.length < 4) return [];
  const limit = typed.length < 9 ? 1 : 2;
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (const [word, common] of near(typed, limit, source)) {
    const changes = edits(typed, word, limit);
    if (changes <= limit) found.set(word, [changes, common]);
  }
  const ranked = [...found].sort(([one, [few, often]], [other, [more, oftener]]) => few - more || oftener - often || order(one, other));
  /** @type {(entry: [string, [number, number]]) => Alternative} */
  const made = ([word, [changes]]) => correctedTo(compose(word), unit, rules.weights[`typo_${changes}`], rules);
  const corrected = ranked.slice(0, CORRECTIONS).map(made);
  if (!corrected.length) return knownPart(unit.text, source, rules);
  return unit.kind === "word" ? [...corrected, ...correctedForms(corrected[0], source, rules)] : corrected;
}

/**
 * A word of the index with the ending of the one typed.
 * @param {string} word
 * @param {Unit} unit
 * @param {number} factor
 * @param {Rules} rules
 * @returns {Alternative}
 */
function correctedTo(word, { text, stem }, factor, rules) {
  if (!hasGrams(word)) return alternative(word, factor, "typo", rules);
  return { grams: grams(word + text.slice(stem.length), word.length, rules), factor, how: "typo", text: word };
}

/**
 * Forms of the likeliest correction that the index has.
 * @param {Alternative} corrected
 * @param {Source} source
 * @param {Rules} rules
 * @returns {Alternative[]}
 */
function correctedForms({ text, factor }, source, rules) {
  const found = englishForms(text).filter((form) => source.postings(form));
  return found.map((form) => alternative(form, factor * rules.weights.form, "typo", rules));
}

/**
 * A known word before one or two last characters that no ending accounts for.
 * @param {string} word
 * @param {Source} source
 * @param {Rules} rules
 * @returns {Alternative[]}
 */
function knownPart(word, source, rules) {
  for (let size = word.length - 1; size > Math.max(1, word.length - 3); size--) {
    const part = strokes(word.slice(0, size));
    if (source.scan("words", part, 1).some(([known]) => known === part)) return [alternative(word.slice(0, size), rules.weights.known_part, "typo", rules)];
  }
  return [];
}

/**
 * @param {string} typed
 * @param {number} limit
 * @param {Source} source
 * @returns {[string, number][]}
 */
function near(typed, limit, source) {
  const half = typed.length >> 1;
  const begun = [typed.slice(0, half), typed.slice(0, half - 1) + typed[half]];
  const found = begun.flatMap((prefix) => source.scan("words", prefix, SCANNED));
  const backwards = source.scan("reversed", reversed(typed.slice(half)), SCANNED);
  /** @type {(entry: [string, number]) => boolean} */
  const fits = ([word]) => Math.abs(word.length - typed.length) <= limit;
  return [...found.filter(fits), ...backwards.filter(fits).map(([word, common]) => /** @type {[string, number]} */ ([reversed(word), common]))];
}

/** @param {string} text */
const reversed = (text) => [...text].reverse().join("");

/**
 * Strokes to change, add, leave out or exchange with the next; `limit` + 1 where there are more.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 */
export function edits(one, other, limit) {
  /** @type {number[]} */
  let earlier = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    let least = at;
    for (let to = 1; to <= other.length; to++) {
      let cost = Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) cost = Math.min(cost, earlier[to - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [earlier, row] = [row, next];
  }
  return Math.min(row[other.length], limit + 1);
}

/**
 * Words of the other script that sound alike.
 * @param {Unit} unit
 * @param {Known} known
 * @returns {Alternative[]}
 */
export function sounds(unit, known) {
  const { rules } = known;
  /** @type {(found: [string, number][]) => Alternative[]} */
  const each = (found) => found.map(([word, cost]) => alternative(word, rules.weights.sound * (1 - cost), "sound", rules));
  if (unit.kind === "word" && /^[a-z]{3,}$/.test(unit.text)) {
    const found = inHangul(unit.text, known);
    return each(found.length || !/^.{4,}s$/.test(unit.text) ? found : inHangul(unit.text.slice(0, -1), known));
  }
  if (unit.kind !== "gram" || unit.stem.length < 2 || ![...unit.stem].every(isSyllable)) return [];
  const whole = each(inLatin(unit.stem, known));
  return whole.length || unit.stem.length < 3 || unit.stem.length > LONGEST_PAIR ? whole : inTwo(unit.stem, known);
}

/**
 * @param {string} word
 * @param {Known} known
 * @returns {[string, number][]}
 */
function inHangul(word, known) {
  return kept(`K:${word}`, known, () => foundInHangul(word, known));
}

/**
 * @param {string} word
 * @param {Known} known
 */
function inLatin(word, known) {
  return kept(`L:${word}`, known, () => foundInLatin(word, known));
}

/**
 * What was found for a word before, or what is found now; it is kept where nothing was missing.
 * @param {string} name
 * @param {Known} known
 * @param {() => [string, number][]} find
 */
function kept(name, { source, sounding }, find) {
  const before = sounding.get(name);
  if (before) return before;
  const found = find();
  if (sounding.size > KEPT_WORDS) sounding.clear();
  if (!source.wanted.size) sounding.set(name, found);
  return found;
}

/**
 * @param {string} word
 * @param {Known} known
 * @returns {[string, number][]}
 */
function foundInHangul(word, { source, rules }) {
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (const key of latinKeys(word, rules)) {
    if (key.length < 2) continue;
    for (const [entry, common] of source.scan("sounds", `K:${key}`, SOUNDING)) {
      const hangul = entry.slice(entry.lastIndexOf(" ") + 1);
      if (!maySound(hangul, word, rules)) continue;
      const [cost, syllables] = distance(hangul, word, rules);
      if (syllables > 1 && cost <= like(key, rules)) {
        const begun = hangul.slice(0, syllables);
        const [least, often] = found.get(begun) ?? [9, 0];
        found.set(begun, [Math.min(least, cost + rules.weights.sound_begun * (syllables < hangul.length ? 1 : 0)), often + common]);
      }
    }
  }
  return bestSounding(found, rules);
}

/**
 * The three that sound most alike, of equals the most common, and none that sounds less so than the best by a step.
 * @param {Map<string, [number, number]>} found
 * @param {Rules} rules
 * @returns {[string, number][]}
 */
function bestSounding(found, rules) {
  /** @type {(entry: [number, number]) => number} */
  const worth = ([cost, often]) => cost - Math.min(often, 100) / 1000;
  const ranked = [...found].sort(([one, first], [other, second]) => worth(first) - worth(second) || order(one, other));
  const best = ranked.slice(0, 3);
  const most = Math.min(...best.map(([, [cost]]) => cost)) + rules.weights.sound_apart;
  return best.filter(([, [cost]]) => cost <= most).map(([word, [cost]]) => [word, cost]);
}

/**
 * @param {string} word
 * @param {Known} known
 * @returns {[string, number][]}
 */
function foundInLatin(word, { source, rules }) {
  const key = hangulKey(word, rules);
  if (key.length < 2) return [];
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (const [entry, common] of source.scan("sounds", `L:${key} `, SOUNDING)) {
    const latin = entry.slice(entry.lastIndexOf(" ") + 1);
    if (!maySound(word, latin, rules)) continue;
    const [cost, syllables] = distance(word, latin, rules);
    if (syllables === word.length && cost <= like(key, rules)) found.set(latin, [cost, common]);
  }
  return bestSounding(found, rules);
}

/**
 * A compound as two Latin words.
 * @param {string} word
 * @param {Known} known
 * @returns {Alternative[]}
 */
function inTwo(word, known) {
  /** @type {Alternative[]} */
  const found = [];
  for (let at = 1; at < word.length; at++) {
    const [first] = inLatin(word.slice(0, at), known);
    const [second] = first ? inLatin(word.slice(at), known) : [];
    if (!first || !second) continue;
    const pair = [first[0], second[0]];
    const factor = known.rules.weights.sound * (1 - (first[1] + second[1]));
    found.push({ grams: pair.map((term) => ({ term, weight: 0.5, needed: 0.5 })), factor, how: "sound", text: pair.join(" ") });
  }
  return found;
}

/**
 * @param {string} key
 * @param {Rules} rules
 */
const like = (key, rules) => (key.length > 2 ? rules.weights.like : rules.weights.like_short);
