// What the site publishes for "my schedule": an index, and for each event its talks. Read when needed, each once.

import { ROOT } from "./store.js";

/** @import { Talk } from "./clash.js" */
/** @import { Entries } from "./calendar.js" */
/** @typedef {{id: string, name: string, url: string, zone: string, days: Record<string, string>, calendar: string, talks: Talk[]}} Event */
/** @typedef {{title: string, url: string, items: {key: string, title: string, url: string}[]}} Technique */
/** @typedef {{version: number, events: Record<string, string>, aliases: Record<string, string>, reading: string}} Index */

export class Data {
  /** @param {string} index address of the index, from the root of the site */
  constructor(index) {
    this.address = new URL(index, ROOT);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Promise<Index>} */
    this.index = this.file(this.address.href);
  }

  /** @param {string} path from the folder of the index @returns {Promise<any>} */
  file(path) {
    const address = new URL(path, this.address).href;
    const known = this.files.get(address) ?? fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.json();
    });
    known.catch(() => this.files.delete(address));
    this.files.set(address, known);
    return known;
  }

  /** The event whose id a talk's begins with; empty where there is none. @param {Index} index @param {string} id */
  static eventOf({ events }, id) {
    const found = Object.keys(events).filter((event) => id.startsWith(`${event}-`));
    return found.sort((one, other) => other.length - one.length)[0] ?? "";
  }

  /**
   * Talks by their ids, those of former ids under their present ones; `missing` are those that no event has.
   * @param {string[]} ids
   */
  async talks(ids) {
    const index = await this.index;
    const present = ids.map((id) => (Object.hasOwn(index.aliases, id) ? index.aliases[id] : id));
    const names = [...new Set(present.map((id) => Data.eventOf(index, id)))].filter(Boolean);
    /** @type {Event[]} */
    const events = await Promise.all(names.map((name) => this.file(index.events[name])));
    const known = new Map(events.flatMap((event) => event.talks.map((talk, order) => [talk.id, { ...talk, event: event.id, order }])));
    const found = [...new Set(present)].flatMap((id) => known.get(id) ?? []);
    const moved = ids.some((id, at) => id !== present[at] && known.has(present[at]));
    return { talks: found, missing: [...new Set(ids.filter((_, at) => !known.has(present[at])))], events, moved };
  }

  /** @param {Event[]} events @returns {Promise<Entries[]>} */
  entries(events) {
    return Promise.all(events.filter(({ calendar }) => calendar).map(({ calendar }) => this.file(calendar)));
  }

  /** @returns {Promise<Record<string, Technique>>} */
  async techniques() {
    return this.file((await this.index).reading);
  }
}
