// Talks to the end of an address, and back: `#talks=event:first,second;other:third`. Ids of talks begin with that of their event.

import { ID } from "./store.js";

const NAME = "talks";
const MOST = 500;

/**
 * @param {string[]} ids
 * @param {(id: string) => string} eventOf the event of a talk, empty where it is not known
 */
export function fragment(ids, eventOf) {
  /** @type {Map<string, string[]>} */
  const events = new Map();
  for (const id of [...ids].sort()) {
    const event = eventOf(id);
    events.set(event, [...(events.get(event) ?? []), event ? id.slice(event.length + 1) : id]);
  }
  const parts = [...events].map(([event, rest]) => `${event}:${rest.join(",")}`);
  return `#${NAME}=${parts.join(";")}`;
}

/**
 * The talks an address names; null where it names none.
 * @param {string} hash
 */
export function talksIn(hash) {
  if (!hash.startsWith(`#${NAME}=`)) return null;
  let text = hash.slice(NAME.length + 2);
  try { text = decodeURIComponent(text); } catch { /* a broken escape: what is readable is taken */ }
  const ids = text.split(";").flatMap((part) => {
    const [event, rest = ""] = part.split(":");
    return rest.split(",").map((one) => (event ? `${event}-${one}` : one));
  });
  return [...new Set(ids.filter((id) => ID.test(id)))].slice(0, MOST);
}
