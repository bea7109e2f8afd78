// How many results each filter would leave.

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
export async function countWider(finder, state, found) {
  const counts = { ...found };
  for (const [field, values] of state.chosen) {
    if (!SINGLE.has(field) || !values.length) continue;
    const wider = { ...state, chosen: new Map(state.chosen).set(field, []) };
    if (isEmpty(wider)) continue;
    counts[field] = (await finder.count(asQuery(wider), state.literal))[field] ?? [];
  }
  return counts;
}
