// The address of the page of the search to what is asked, and back.

/** @typedef {{text: string, literal: boolean, chosen: Map<string, string[]>}} State */

export const FIELDS = ["kind", "technique", "tag", "event", "day", "track", "speaker", "lang", "has"];
/** Fields of which a record has one value: values chosen of them add up, while those of others must all hold. */
export const SINGLE = new Set(["kind", "event", "day", "track", "lang"]);
const LONGEST = 200;

/**
 * @param {string} query the part of an address from its question mark on
 * @returns {State}
 */
export function readState(query) {
  const parameters = new URLSearchParams(query);
  const chosen = new Map(FIELDS.map((field) => [field, [...new Set(parameters.getAll(field).map(clean).filter(Boolean))]]));
  return { text: (parameters.get("q") ?? "").slice(0, LONGEST), literal: parameters.has("literal"), chosen };
}

/**
 * @param {State} state
 * @returns {string}
 */
export function writeState({ text, literal, chosen }) {
  const parameters = new URLSearchParams();
  if (text.trim()) parameters.set("q", text.trim());
  for (const [field, values] of chosen) for (const value of values) parameters.append(field, value);
  if (literal) parameters.set("literal", "");
  return parameters.toString();
}

/**
 * What the engine is asked: filters first, so that a long text never cuts them off.
 * @param {State} state
 */
export function asQuery({ text, chosen }) {
  const filters = [...chosen].flatMap(([field, values]) => values.map((value) => `${field}:"${value}"`));
  return [...filters, text].join(" ");
}

/** @param {State} state */
export const isEmpty = ({ text, chosen }) => !text.trim() && ![...chosen.values()].some((values) => values.length);

/** @param {string} value */
const clean = (value) => value.replaceAll('"', "").trim().slice(0, LONGEST);
