// Text to the form that is compared; the twin of kbsite/text/normalise.py.

import { INITIALS } from "./hangul.js";

const BEYOND = /[\ud800-\udfff]|[\u{10000}-\u{10ffff}]/gu;
const INVISIBLE = /[\u00ad\u034f\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * The comparable form, letter case kept.
 * @param {string} text
 */
export function normalise(text) {
  text = text.replace(BEYOND, " ").replace(INVISIBLE, "").normalize("NFC");
  // eslint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\uffa1-\uffdc]/g, (char) => char.normalize("NFKC"))
    .replaceAll("\u3000", " ")
    .replace(/[\u1100-\u1112]/g, (char) => INITIALS[char.charCodeAt(0) - 0x1100])
    .replace(/[\u1161-\u1175]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x1161 + 0x314f))
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (char) => char.normalize("NFD")[0]);
}

/**
 * The comparable form in lower case.
 * @param {string} text
 */
export const folded = (text) => normalise(text).toLowerCase();

/**
 * Letters and digits alone, folded.
 * @param {string} text
 */
export const compact = (text) => folded(text).replace(NOT_WORD, "");
