// Documents to how many of them have each value of each field.

/** @typedef {import("./source.js").Source} Source */
/** @typedef {{value: string, count: number}} Count */

/**
 * Values of all fields with how many of some documents have them, the most first.
 * Throws Missing where files are needed first.
 * @param {number[]} numbers
 * @param {Source} source
 * @returns {Record<string, Count[]>}
 */
export function countFacets(numbers, source) {
  const { path, size, values } = source.manifest.facets;
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const number of numbers) {
    for (const value of source.file(`${path}/${Math.floor(number / size)}.bin`)?.[number % size] ?? []) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  source.settle();
  /** @type {Record<string, Count[]>} */
  const found = {};
  for (const [value, count] of [...counts].sort(([one, few], [other, many]) => many - few || one - other)) {
    const name = source.file(`${values}/${Math.floor(value / size)}.bin`)?.[value % size] ?? "";
    const at = name.indexOf(":");
    if (at > 0) (found[name.slice(0, at)] ??= []).push({ value: name.slice(at + 1), count });
  }
  source.settle();
  return found;
}
