// How many results each filter would leave. The engine counts documents, of which a record has one in each language; visitors
// are shown records, so those in their own language and the others are counted apart, and the larger number is shown.

import { asQuery, isEmpty, SINGLE } from "./state.js";

/** @typedef {import("./finder.js").Finder} Finder */
/** @typedef {import("./finder.js").Facets} Facets */
/** @typedef {import("./state.js").State} State */

/**
 * Values of every field with the number of records that have them. Neighbours of chosen values whose field adds up are counted
 * without these, since they would add to the results. Never answered where another question is put meanwhile.
 * @param {Finder} finder
 * @param {State} state
 * @param {Facets} found what the engine counted for this state
 * @returns {Promise<Facets>}
 */
export async function countRecords(finder, state, found) {
  const counts = await ofRecords(finder, state, found);
  for (const [field, values] of state.chosen) {
    if (!SINGLE.has(field) || !values.length) continue;
    const wider = { ...state, chosen: new Map(state.chosen).set(field, []) };
    if (isEmpty(wider)) continue;
    counts[field] = (await ofRecords(finder, wider, await finder.count(asQuery(wider), state.literal)))[field] ?? [];
  }
  return counts;
}

/**
 * @param {Finder} finder
 * @param {State} state
 * @param {Facets} found
 * @returns {Promise<Facets>}
 */
async function ofRecords(finder, state, found) {
  const { language } = await finder.opening;
  if (state.chosen.get("lang")?.length || (found.lang?.length ?? 0) < 2) return { ...found };
  const here = await finder.count(asQuery({ ...state, chosen: new Map(state.chosen).set("lang", [language]) }), state.literal);
  return Object.fromEntries(Object.entries(found).map(([field, values]) => {
    if (field === "lang") return [field, values];
    const own = new Map((here[field] ?? []).map(({ value, count }) => [value, count]));
    const larger = values.map(({ value, count }) => ({ value, count: Math.max(own.get(value) ?? 0, count - (own.get(value) ?? 0)) }));
    return [field, larger.sort((one, other) => other.count - one.count)];
  }));
}
