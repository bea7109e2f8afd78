// A sentence with names in braces to text; in Korean with the particles that its values want, as kbsite/words.py does.

/** @typedef {Record<string, string>} Sentences */

const PIECE = /\{(\w+)\}|을\/를|이\/가|은\/는|과\/와|\(으\)로/g;
const QUOTES = /['’”"`)\]}>»」』: ]+$/;
/** @type {Record<string, [string, string]>} after a final consonant, and without one */
const FORMS = { "을/를": ["을", "를"], "이/가": ["이", "가"], "은/는": ["은", "는"], "과/와": ["과", "와"], "(으)로": ["으로", "로"] };
const FINALS = 28;
const RIEUL = 8;

/**
 * One sentence filled in; where there is one of `count`, its form for one.
 * @param {Sentences} sentences
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(sentences, key, values = {}) {
  const sentence = (String(values.count) === "1" ? sentences[`${key}_one`] : undefined) ?? sentences[key] ?? "";
  let said = "";
  let at = 0;
  // Only the sentence's own particles are chosen, never what looks like one in a value.
  for (const found of sentence.matchAll(PIECE)) {
    said += sentence.slice(at, found.index);
    said += found[1] ? String(values[found[1]] ?? "") : FORMS[found[0]][closed(said.replace(QUOTES, ""), found[0] === "(으)로") ? 0 : 1];
    at = found.index + found[0].length;
  }
  return said + sentence.slice(at);
}

/**
 * Whether a text ends with a final consonant; Latin letters and digits as Koreans read them.
 * @param {string} text
 * @param {boolean} rieulIsOpen
 */
function closed(text, rieulIsOpen) {
  const last = text.slice(-1);
  if (last >= "가" && last <= "힣") {
    const final = (last.charCodeAt(0) - 0xac00) % FINALS;
    return final !== 0 && !(rieulIsOpen && final === RIEUL);
  }
  if (/[178LR]$|le?$/.test(text)) return !rieulIsOpen;
  return /[036MNㄱ-ㅎ]$|[mn]e?$|(?:ng|ck)$/.test(text);
}
