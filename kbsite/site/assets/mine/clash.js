// Talks to those that cannot both be heard: at overlapping times, or in the same slot where no times are known.

/**
 * What a page needs to know of a talk; `from` and `to` are minutes since 1970, UTC.
 * @typedef {{id: string, event: string, title: string, language?: string, speakers: string, order: number, date?: string, start?: string, end?: string,
 *   slot?: number, track?: string, room?: string, from?: number, to?: number, url: string}} Talk
 */

/** @param {Talk} one @param {Talk} other @returns {"time" | "slot" | null} */
function clash(one, other) {
  if (one.from !== undefined && other.from !== undefined) {
    const over = one.from < (other.to ?? other.from + 1) && other.from < (one.to ?? one.from + 1);
    return over ? "time" : null;
  }
  const same = one.event === other.event && one.slot !== undefined && one.slot === other.slot;
  return same && one.date !== undefined && one.date === other.date ? "slot" : null;
}

/**
 * For each talk the others that it clashes with, and why.
 * @param {Talk[]} talks
 */
export function clashes(talks) {
  /** @type {Map<string, {talk: Talk, why: "time" | "slot"}[]>} */
  const found = new Map(talks.map(({ id }) => [id, []]));
  for (const one of talks) {
    for (const other of talks) {
      const why = one === other ? null : clash(one, other);
      if (why) found.get(one.id)?.push({ talk: other, why });
    }
  }
  return found;
}

/** Whether two talks of a day may clash without anybody knowing. @param {Talk[]} talks of one day */
export function unsure(talks) {
  const timeless = talks.filter(({ from }) => from === undefined);
  if (!timeless.length || talks.length < 2) return false;
  return timeless.some(({ slot }) => slot === undefined) || new Set(talks.map(({ event }) => event)).size > 1 || timeless.length < talks.length;
}

/** Talks in the order of their days, and within an event's day of its programme. @param {Talk} one @param {Talk} other */
export function inOrder(one, other) {
  const [mine, theirs] = [one, other].map(({ date, event }) => `${date ?? "9"} ${event}`);
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  return one.order - other.order;
}
