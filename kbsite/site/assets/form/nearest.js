// The name somebody probably meant, as kbsite/records/suggest.py finds it.

const PARTED = /[-/]/;
const SHORTEST_PART = 4;
const MOST = 0.4;
const MOST_OF_PART = 0.25;

/**
 * The nearest of some names, or null where the best differs in more than two fifths of its letters and not one alone begins or ends nearly so.
 * @param {string} wrong
 * @param {Iterable<string>} names
 */
export function nearest(wrong, names) {
  const letters = folded(wrong);
  const sorted = [...names].sort();
  let best = null;
  let least = Infinity;
  for (const name of sorted) {
    const part = share(letters, folded(name), MOST);
    if (part < least) [best, least] = [name, part];
  }
  return best ?? nearestInPart(letters, sorted);
}

/**
 * The one name of which as many parts as the wrong one has, its first or its last, are nearly the same.
 * @param {string} wrong
 * @param {string[]} names
 */
function nearestInPart(wrong, names) {
  if ([...wrong].length < SHORTEST_PART) return null;
  const size = wrong.split(PARTED).length;
  let best = new Set();
  let least = Infinity;
  for (const name of names) {
    const letters = folded(name);
    const borders = [...letters.matchAll(new RegExp(PARTED, "g"))].map((border) => border.index);
    if (borders.length < size) continue;
    for (const end of [letters.slice(0, borders[size - 1]), letters.slice(borders[borders.length - size] + 1)]) {
      const part = share(wrong, end, MOST_OF_PART);
      if (part < least) [best, least] = [new Set(), part];
      if (part <= least && part < Infinity) best.add(name);
    }
  }
  return best.size === 1 ? [...best][0] : null;
}

/**
 * What part of the letters of the longer one differs; Infinity where it is more than a bound.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function share(one, other, most) {
  const [letters, others] = [[...one], [...other]];
  const longest = Math.max(letters.length, others.length);
  if (Math.abs(letters.length - others.length) > longest * most) return Infinity;
  const part = longest ? distance(letters, others) / longest : 0;
  return part <= most ? part : Infinity;
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
