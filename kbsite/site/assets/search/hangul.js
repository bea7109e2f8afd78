// Hangul taken apart and put together; the twin of kbsite/text/hangul.py.

export const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const FIRST_SYLLABLE = 0xac00;
const PER_INITIAL = VOWELS.length * FINALS.length;

/** @type {Map<string, string>} */
const SPLIT = new Map(
  "ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ"
    .split(" ")
    .map((one) => [one[0], one.slice(1)]),
);
const JOIN = new Map([...SPLIT].map(([one, pair]) => [pair, one]));
const STROKE_ORDER = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
const KEY_ORDER = "qwertyuiopasdfghjklzxcvbnmQWERTOP";
const KEYS = new Map([...STROKE_ORDER].map((stroke, at) => [stroke, KEY_ORDER[at]]));
const STROKES = new Map([...STROKE_ORDER].map((stroke, at) => [KEY_ORDER[at], stroke]));

/** @param {string} char */
export const isSyllable = (char) => char >= "가" && char <= "힣";

/** @param {string} char */
export const isJamo = (char) => char >= "ㄱ" && char <= "ㅣ";

/**
 * Initial, vowel and final of a syllable.
 * @param {string} syllable
 * @returns {[string, string, string]}
 */
export function parts(syllable) {
  const number = syllable.charCodeAt(0) - FIRST_SYLLABLE;
  return [
    INITIALS[Math.floor(number / PER_INITIAL)],
    VOWELS[Math.floor((number % PER_INITIAL) / FINALS.length)],
    FINALS[number % FINALS.length],
  ];
}

/**
 * The keystrokes that type a text.
 * @param {string} text
 */
export function strokes(text) {
  let found = "";
  for (const char of text) {
    if (isSyllable(char)) for (const jamo of parts(char)) found += SPLIT.get(jamo) ?? jamo;
    else found += SPLIT.get(char) ?? char;
  }
  return found;
}

/**
 * Each syllable as its initial consonant.
 * @param {string} text
 */
export function initials(text) {
  let found = "";
  for (const char of text) found += isSyllable(char) ? parts(char)[0] : char;
  return found;
}

/**
 * @param {string} initial
 * @param {string} vowel
 * @param {string} final
 */
function syllable(initial, vowel, final) {
  if (!(initial && vowel)) return initial || vowel;
  return String.fromCharCode(FIRST_SYLLABLE + INITIALS.indexOf(initial) * PER_INITIAL + VOWELS.indexOf(vowel) * FINALS.length + FINALS.indexOf(final));
}

/**
 * What an input method shows after these strokes.
 * @param {string} keys
 */
export function compose(keys) {
  let done = "";
  let initial = "";
  let vowel = "";
  let final = "";
  for (const key of keys) {
    if (VOWELS.includes(key)) {
      if (final) {
        const pair = SPLIT.get(final);
        done += syllable(initial, vowel, pair ? pair[0] : "");
        [initial, vowel, final] = [pair ? pair[1] : final, key, ""];
      } else if (vowel && JOIN.has(vowel + key)) vowel = /** @type {string} */ (JOIN.get(vowel + key));
      else if (initial && !vowel) vowel = key;
      else {
        done += syllable(initial, vowel, final);
        [initial, vowel] = ["", key];
      }
    } else if (initial && vowel && !final && FINALS.indexOf(key) > 0) final = key;
    else if (final && JOIN.has(final + key)) final = /** @type {string} */ (JOIN.get(final + key));
    else {
      done += syllable(initial, vowel, final);
      initial = vowel = final = "";
      if (INITIALS.includes(key)) initial = key;
      else done += key;
    }
  }
  return done + syllable(initial, vowel, final);
}

/**
 * What the strokes of a text give with the Latin layout on.
 * @param {string} text
 */
export const asLatinKeys = (text) => [...strokes(text)].map((stroke) => KEYS.get(stroke) ?? stroke).join("");

/**
 * What Latin letters give with the Korean layout on.
 * @param {string} text
 */
export const asHangulKeys = (text) => compose([...text].map((char) => STROKES.get(char) ?? STROKES.get(char.toLowerCase()) ?? char).join(""));
