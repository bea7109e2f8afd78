// What was typed to a query, and its filters, exclusions and phrases to the set of documents that may be found; the twin of kbsite/search/selection.py.

import { terms } from "./analyzer.js";
import { strokes } from "./hangul.js";
import { compact, folded } from "./normalise.js";
import { cleaned, parseQuery } from "./query.js";
import { KEY_SIZE } from "./source.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Filter} Filter */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./source.js").Shown} Shown */

const ALIASES = "~";
/** Documents looked at for a title. */
const TITLES = 8;

/**
 * The parts of what was typed; but text as it stands where a title, name or heading begins so, minus and all: that was pasted.
 * @param {string} typed
 * @param {Source} source
 * @returns {Query}
 */
export function understood(typed, source) {
  const query = parseQuery(typed);
  return query.excluded.length && beginsATitle(typed, source) ? { text: cleaned(typed), phrases: [], excluded: [], filters: [] } : query;
}

/**
 * @param {string} typed
 * @param {Source} source
 */
function beginsATitle(typed, source) {
  const keys = source.begun("keys", strokes(compact(cleaned(typed))).slice(0, KEY_SIZE));
  const numbers = new Set(keys.filter(([, packed]) => packed & 32).map(([number]) => number));
  const documents = [...numbers].sort((one, other) => one - other).slice(0, TITLES).map((number) => source.document(number));
  source.settle();
  const text = even(cleaned(typed));
  return documents.some((document) => linesOf(/** @type {Shown} */ (document)).some((line) => even(cleaned(line)).startsWith(text)));
}

/** @param {Shown} document */
const linesOf = ({ title, names, sections }) => [title, ...names, ...sections.map(([, heading]) => heading)];

/**
 * Documents that a query allows; undefined for all.
 * @param {Query} query
 * @param {Source} source
 */
export function selected(query, source) {
  /** @type {Set<number> | undefined} */
  let allowed;
  for (const phrase of query.phrases) allowed = both(allowed, having(phrase, source));
  for (const one of query.filters) if (!one.negated) allowed = both(allowed, within(one, source));
  const banned = [
    ...query.excluded.map((word) => having(word, source)),
    ...query.filters.filter((one) => one.negated).map((one) => within(one, source)),
  ];
  source.settle();
  if (!banned.some((numbers) => numbers.size)) return allowed;
  const rest = new Set(allowed ?? Array(source.count).keys());
  for (const numbers of banned) for (const number of numbers) rest.delete(number);
  return rest;
}

/**
 * @param {Set<number> | undefined} one
 * @param {Set<number>} other
 */
const both = (one, other) => (one ? new Set([...one].filter((number) => other.has(number))) : other);

/**
 * Documents that have every term of a text.
 * @param {string} text
 * @param {Source} source
 * @returns {Set<number>}
 */
function having(text, source) {
  /** @type {Set<number> | undefined} */
  let shared;
  for (const term of new Set(terms(text))) shared = both(shared, new Set(source.postings(term)?.documents));
  return shared ?? new Set();
}

/**
 * @param {Filter} filter
 * @param {Source} source
 */
function within({ field, values }, source) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const value of values) {
    for (const name of [`${field}:${value}`, `${field}${ALIASES}:${compact(value)}`]) {
      for (const number of source.postings(name)?.documents ?? []) found.add(number);
    }
  }
  return found;
}

/** @param {string} text */
const even = (text) => folded(text).split(/\s+/).filter(Boolean).join(" ");

/**
 * Whether the words of each phrase stand in a document as they were written.
 * @param {Shown} document
 * @param {string[]} phrases
 */
export function hasPhrases(document, phrases) {
  const parts = [document.title, ...document.names, ...document.sections.flatMap(([, title, text]) => [title, text])];
  const text = even(parts.join("\n"));
  return phrases.every((phrase) => text.includes(even(phrase)));
}
