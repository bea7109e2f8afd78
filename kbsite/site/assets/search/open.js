// The files of an index to an engine.

import { Engine } from "./engine.js";
import { unpacked } from "./packing.js";
import { makeRules } from "./rules.js";
import { Source } from "./source.js";

/** @typedef {import("./source.js").Load} Load */

/**
 * An engine over the index that a manifest names.
 * @param {string} manifest path of the manifest
 * @param {Load} load gives the bytes of a file by its path, as they are
 */
export async function openEngine(manifest, load) {
  const [begun] = await unpacked([await load(manifest)]);
  const source = new Source(begun, load);
  return new Engine(source, makeRules(source.manifest.rules));
}
