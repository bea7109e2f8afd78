// Documents to how many of their records have each value of each field.

/** @typedef {import("./source.js").Source} Source */
/** @typedef {{value: string, count: number}} Count */

/**
 * Values of all fields with how many of the records found have them, the most first.
 * Throws Missing where files are needed first.
 * @param {{matching: number[], records: number[]}} answer documents, and the first document about the same record as each
 * @param {Source} source
 * @returns {Record<string, Count[]>}
 */
export function countFacets({ matching, records }, source) {
  const { path, size, values } = source.manifest.facets;
  /** @type {Map<number, Set<number>>} */
  const having = new Map();
  matching.forEach((number, at) => {
    for (const value of source.file(`${path}/${Math.floor(number / size)}.bin`)?.[number % size] ?? []) {
      const of = having.get(value) ?? new Set();
      having.set(value, of.add(records[at]));
    }
  });
  source.settle();
  /** @type {Record<string, Count[]>} */
  const found = {};
  const counts = [...having].map(([value, { size: count }]) => /** @type {[number, number]} */ ([value, count]));
  for (const [value, count] of counts.sort(([one, few], [other, many]) => many - few || one - other)) {
    const name = source.file(`${values}/${Math.floor(value / size)}.bin`)?.[value % size] ?? "";
    const at = name.indexOf(":");
    if (at > 0) (found[name.slice(0, at)] ??= []).push({ value: name.slice(at + 1), count });
  }
  source.settle();
  return found;
}
