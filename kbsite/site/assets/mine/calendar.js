// Entries of the site's own calendars to a calendar of a visitor's choice (RFC 5545): the same UIDs, times and words.

/** @typedef {{zones: string[][], entries: Record<string, string[]>}} Entries unfolded lines of an event's time zones, and of its talks by id */

const LONGEST = 75;
const PRODUCT = "-//kbsite//kbsite 1//EN";

/** A text as the value of a property (3.3.11). @param {string} text */
export function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, " ");
}

/** A line of at most 75 octets, or several; no character is cut in two (3.1). @param {string} line */
export function folded(line) {
  const encoder = new TextEncoder();
  let size = 0;
  let text = "";
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (size + octets > LONGEST) {
      text += "\r\n ";
      size = 1;
    }
    text += character;
    size += octets;
  }
  return text;
}

/**
 * A calendar as a file's text.
 * @param {string} name
 * @param {string} about
 * @param {string} page address of the page it comes from
 * @param {string[]} talks ids, in the order of the entries
 * @param {Entries[]} sources
 */
export function calendar(name, about, page, talks, sources) {
  /** @type {Record<string, string[]>} */
  const known = Object.assign({}, ...sources.map(({ entries }) => entries));
  const entries = talks.flatMap((id) => (Object.hasOwn(known, id) ? known[id] : []));
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:${PRODUCT}`, "CALSCALE:GREGORIAN",
    `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, `DESCRIPTION:${escaped(about)}`, `X-WR-CALDESC:${escaped(about)}`, `URL:${page}`,
    ...zones(sources, entries), ...entries, "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** The time zones that entries name, each once, with the rules of all sources. @param {Entries[]} sources @param {string[]} entries */
function zones(sources, entries) {
  /** @type {Map<string, Set<string>>} */
  const rules = new Map();
  for (const zone of sources.flatMap((source) => source.zones)) {
    const head = zone.find((line) => line.startsWith("TZID:")) ?? "";
    if (!entries.some((line) => line.startsWith("DTSTART;") && line.includes(`;TZID=${head.slice(5)}:`))) continue;
    const parts = zone.slice(zone.indexOf(head) + 1, -1).join("\n").split(/\n(?=BEGIN:)/);
    rules.set(head, new Set([...(rules.get(head) ?? []), ...parts]));
  }
  return [...rules].flatMap(([head, parts]) => ["BEGIN:VTIMEZONE", head, ...[...parts].flatMap((part) => part.split("\n")), "END:VTIMEZONE"]);
}
