// The files of an index to an engine.

import { Engine } from "./engine.js";
import { makeRules } from "./rules.js";
import { Source } from "./source.js";

/** @typedef {import("./source.js").Load} Load */

/**
 * An engine over the index that a manifest names.
 * @param {string} manifest path of the manifest
 * @param {Load} load gives the unpacked bytes of a file by its path
 */
export async function openEngine(manifest, load) {
  const data = JSON.parse(new TextDecoder().decode(await load(manifest)));
  const rules = makeRules(data.rules);
  return new Engine(new Source(data, load, rules), rules);
}
