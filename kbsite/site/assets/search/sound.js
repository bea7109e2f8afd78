// Loanwords and their Latin originals brought together by sound; the twin of kbsite/text/sound.py.

import { isSyllable, parts } from "./hangul.js";

/** @typedef {import("./rules.js").Rules} Rules */

const LATIN_VOWELS = "aeiou";
const VARIANTS = 4;
const LONGEST_LATIN = 24;
/** Two jamo for one letter: 레이블, 로우, 볼륨. */
const ONE_SOUND = new Set(["ㅔㅣ", "ㅗㅜ", "final ㄹㄹ"]);
const SILENT = `${LATIN_VOWELS}hwyx`;

/**
 * Classes of the consonants of a Hangul word.
 * @param {string} word
 * @param {Rules} rules
 */
export function hangulKey(word, rules) {
  let found = "";
  for (const char of word) {
    if (!isSyllable(char)) continue;
    const [initial, , final] = parts(char);
    found += (rules.initials[initial] ?? "") + (rules.finals[final] ?? "");
  }
  return squeezed(found);
}

/**
 * Classes of the consonants of a Latin word, in each way it may be read.
 * @param {string} word
 * @param {Rules} rules
 */
export function latinKeys(word, rules) {
  let found = [""];
  for (let at = 0; at < word.length; ) {
    const [size, readings] = grapheme(word, at, rules);
    found = readings.flatMap((reading) => found.map((before) => before + reading)).slice(0, VARIANTS);
    at += size;
  }
  return [...new Set(found.map(squeezed))];
}

/**
 * @param {string} word
 * @param {number} at
 * @param {Rules} rules
 * @returns {[number, string[]]}
 */
function grapheme(word, at, rules) {
  if (word[at] === "r") {
    if (word.slice(at) === "re") return [1, ["", "R"]];
    const after = word[at + 1] ?? "";
    return [1, after && (LATIN_VOWELS + "yr").includes(after) ? ["R"] : [""]];
  }
  for (const [letters, readings] of rules.graphemes) if (word.startsWith(letters, at)) return [letters.length, readings];
  return [1, [""]];
}

/** @param {string} key */
const squeezed = (key) => key.replace(/(.)\1+/g, "$1");

/**
 * Sounding jamo of a Hangul word, each with the number of syllables complete after it.
 * @param {string} word
 * @returns {[string, number][]}
 */
function jamoOf(word) {
  /** @type {[string, number][]} */
  const found = [];
  [...word].forEach((char, at) => {
    const [initial, vowel, final] = parts(char);
    if (initial !== "ㅇ") found.push([initial, at]);
    found.push([vowel, final ? at : at + 1]);
    if (final) found.push([`final ${final}`, at + 1]);
  });
  return found;
}

/**
 * Cost a sound at which a Latin word is spelled by the beginning of a Hangul word, and how many syllables that takes.
 * @param {string} word
 * @param {string} latin
 * @param {Rules} rules
 * @returns {[number, number]}
 */
export function distance(word, latin, rules) {
  latin = latin.slice(0, LONGEST_LATIN);
  const sounds = jamoOf(word.slice(0, latin.length));
  const most = rules.weights.like * Math.max(sounds.length, 2);
  let row = [0];
  for (let at = 0; at < latin.length; at++) row.push(row[at] + leftOut(latin, at));
  let best = 9;
  let syllables = 0;
  let before = 0;
  let earlier = "";
  for (let count = 1; count <= sounds.length; count++) {
    const [jamo, complete] = sounds[count - 1];
    row = nextRow(row, jamo, earlier, latin, rules);
    earlier = jamo;
    const cost = row[latin.length] / Math.max(count, 2);
    if (complete > before && cost <= best) [best, syllables] = [cost, complete];
    if (Math.min(...row) > most) break;
    before = complete;
  }
  return [best, syllables];
}

/**
 * Whether a Hangul word and a Latin one begin alike.
 * @param {string} word
 * @param {string} latin
 * @param {Rules} rules
 */
export function maySound(word, latin, rules) {
  const [initial] = parts(word[0]);
  if (initial === "ㅇ") return SILENT.includes(latin[0]);
  return (rules.spellings.get(initial) ?? []).some(([letters]) => latin.startsWith(letters));
}

/**
 * @param {number[]} row
 * @param {string} jamo
 * @param {string} earlier
 * @param {string} latin
 * @param {Rules} rules
 */
function nextRow(row, jamo, earlier, latin, rules) {
  const skip = jamo === "ㅡ" || ONE_SOUND.has(earlier + jamo) ? 0.05 : jamo === "ㅣ" ? 0.5 : 1;
  const next = row.map((cost) => cost + skip);
  const plain = jamo.replace("final ", "");
  const names = jamo === plain ? [jamo] : [jamo, plain];
  const isVowel = plain >= "ㅏ" && plain <= "ㅣ";
  for (let at = 0; at < latin.length; at++) {
    for (const name of names) {
      for (const [letters, cost] of rules.spellings.get(name) ?? []) {
        if (latin.startsWith(letters, at)) next[at + letters.length] = Math.min(next[at + letters.length], row[at] + cost);
      }
    }
    next[at + 1] = Math.min(next[at + 1], row[at] + (LATIN_VOWELS.includes(latin[at]) === isVowel ? 0.6 : 1.5));
  }
  for (let at = 0; at < latin.length; at++) next[at + 1] = Math.min(next[at + 1], next[at] + leftOut(latin, at));
  return next;
}

/**
 * Cost of a letter that no sound answers to.
 * @param {string} latin
 * @param {number} at
 */
function leftOut(latin, at) {
  const letter = latin[at];
  if (at && latin[at - 1] === letter) return 0;
  if (letter === "e") return 0.1;
  if (letter === "r" && !(latin[at + 1] && LATIN_VOWELS.includes(latin[at + 1]))) return 0.05;
  if (letter === "h" || letter === "w") return 0.2;
  return LATIN_VOWELS.includes(letter) || letter === "y" ? 0.4 : 1;
}
