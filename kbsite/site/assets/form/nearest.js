// The name somebody probably meant, as kbsite/records/suggest.py finds it.

/**
 * The nearest of some names, or null where the best differs in more than two fifths of its letters.
 * @param {string} wrong
 * @param {Iterable<string>} names
 */
export function nearest(wrong, names) {
  const letters = [...folded(wrong)];
  let best = null;
  let least = Infinity;
  for (const name of [...names].sort()) {
    const other = [...folded(name)];
    const longest = Math.max(letters.length, other.length);
    if (Math.abs(letters.length - other.length) > longest * 0.4) continue;
    const share = longest ? distance(letters, other) / longest : 0;
    if (share <= 0.4 && share < least) [best, least] = [name, share];
  }
  return best;
}

/** @param {string} name */
const folded = (name) => name.toLowerCase().normalize("NFD");

/**
 * Damerau-Levenshtein distance: letters put in, taken out, changed, or swapped with a neighbour.
 * @param {string[]} one
 * @param {string[]} other
 */
export function distance(one, other) {
  const far = one.length + other.length;
  const width = other.length + 2;
  const table = new Uint16Array((one.length + 2) * width);
  table[0] = far;
  for (let i = 0; i <= one.length; i += 1) { table[(i + 1) * width] = far; table[(i + 1) * width + 1] = i; }
  for (let j = 0; j <= other.length; j += 1) { table[j + 1] = far; table[width + j + 1] = j; }
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (let i = 1; i <= one.length; i += 1) {
    let match = 0;
    for (let j = 1; j <= other.length; j += 1) {
      const row = seen.get(other[j - 1]) ?? 0;
      const column = match;
      const same = one[i - 1] === other[j - 1];
      if (same) match = j;
      table[(i + 1) * width + j + 1] = Math.min(
        table[i * width + j] + (same ? 0 : 1),
        table[(i + 1) * width + j] + 1,
        table[i * width + j + 1] + 1,
        table[row * width + column] + (i - row - 1) + 1 + (j - column - 1),
      );
    }
    seen.set(one[i - 1], i);
  }
  return table[(one.length + 1) * width + other.length + 1];
}
