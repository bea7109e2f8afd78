// What is typed to its parts; the twin of kbsite/search/query.py.

import { compact, normalise } from "./normalise.js";

/** @typedef {{field: string, values: string[], negated: boolean}} Filter */
/** @typedef {{text: string, phrases: string[], excluded: string[], filters: Filter[]}} Query */

const LONGEST_QUERY = 200;
/** @type {Record<string, string>} */
const FIELDS = {
  tag: "tag", 태그: "tag", speaker: "speaker", 발표자: "speaker", technique: "technique", 기술: "technique", day: "day", 날짜: "day",
  kind: "kind", 종류: "kind", lang: "lang", 언어: "lang", event: "event", 행사: "event", track: "track", 트랙: "track", has: "has",
};
/** @type {Record<string, string>} */
const VALUES = {
  발표: "talk", 발표자: "speaker", 기술: "technique", 태그: "tag", 행사: "event", 자료: "work", 코드: "snippet", 페이지: "page",
  한국어: "ko", korean: "ko", 영어: "en", english: "en",
};
const ADDING_UP = new Set(["kind", "lang", "day", "event", "track"]);
/** A minus that is closed by another one sets off a subtitle. */
const PIECE = /(-(?!-|[^"]*[^ ]-(?: |$)))?(?:([a-z가-힣]+):)?(?:"([^"]*)"?|([^ ]+))/g;
const QUOTES = /[“”„‟«»]/g;
const ANY_BLANKS = /[ \t\r\n\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]+/g;

/**
 * The first characters of a text, whole ones.
 * @param {string} text
 * @param {number} size
 */
const cut = (text, size) => (text.length > size ? [...text.slice(0, size * 2)].slice(0, size).join("") : text);

/**
 * What was typed with one kind of blank and of quote.
 * @param {string} typed
 */
export const cleaned = (typed) => normalise(cut(typed, LONGEST_QUERY)).replace(ANY_BLANKS, " ").replace(QUOTES, '"').replace(/^ +/, "");

/**
 * The parts of what was typed; anything that is not one of the forms is text.
 * @param {string} typed
 * @returns {Query}
 */
export function parseQuery(typed) {
  typed = cleaned(typed);
  /** @type {Query} */
  const query = { text: typed, phrases: [], excluded: [], filters: [] };
  if (!/[-:"]/.test(typed)) return query;
  /** @type {string[]} */
  const words = [];
  for (const [, minus, name = "", quoted, bare] of typed.matchAll(PIECE)) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : "";
    const value = (name && !field ? `${name}:` : "") + (quoted || bare || "");
    if (!compact(value)) continue;
    if (field) addFilter(query.filters, field, valueOf(field, value.toLowerCase()), Boolean(minus));
    else if (minus) query.excluded.push(value);
    else {
      words.push(value);
      if (quoted && !name) query.phrases.push(value);
    }
  }
  query.text = words.join(" ") + (words.length && /[ "]$/.test(typed) ? " " : "");
  return query;
}

/**
 * The value of a field by any of its names.
 * @param {string} field
 * @param {string} value
 */
const valueOf = (field, value) => ((field === "kind" || field === "lang") && Object.hasOwn(VALUES, value) ? VALUES[value] : value);

/**
 * @param {Filter[]} filters
 * @param {string} field
 * @param {string} value
 * @param {boolean} negated
 */
function addFilter(filters, field, value, negated) {
  const known = ADDING_UP.has(field) ? filters.find((one) => one.field === field && one.negated === negated) : undefined;
  if (known) known.values.push(value);
  else filters.push({ field, values: [value], negated });
}
