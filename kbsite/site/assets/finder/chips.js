// The chosen filters as buttons that take them away.

import { button, make } from "./draw.js";

/** @typedef {import("./finder.js").Finder} Finder */
/** @typedef {import("./state.js").State} State */

/** The row of chosen filters over the results. */
export class Chips {
  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} number where it says how many there are
   * @param {Finder} finder
   * @param {(chosen: Map<string, string[]>) => void} keep
   */
  constructor(place, number, finder, keep) {
    this.place = place;
    this.number = number;
    this.finder = finder;
    this.keep = keep;
    this.turn = 0;
  }

  /** @param {State} state */
  async show(state) {
    const turn = ++this.turn;
    const pairs = [...state.chosen].flatMap(([field, values]) => values.map((value) => ({ field, value })));
    this.number.textContent = pairs.length ? String(pairs.length) : "";
    await this.finder.opening.catch(() => undefined);
    const made = await Promise.all(pairs.map(({ field, value }) => this.chip(state, field, value)));
    if (turn !== this.turn) return;
    this.place.hidden = !made.length;
    this.place.replaceChildren(...made, ...(made.length > 1 ? [make("li", {}, ...this.wayOut(state))] : []));
  }

  /**
   * @param {State} state
   * @param {string} field
   * @param {string} value
   */
  async chip(state, field, value) {
    const label = `${this.finder.say(`field_${field}`)}: ${await this.finder.label(field, value)}`;
    const rest = (state.chosen.get(field) ?? []).filter((one) => one !== value);
    const chip = button("", () => this.keep(new Map(state.chosen).set(field, rest)), "kb-chip kb-chip-chosen");
    chip.setAttribute("aria-label", this.finder.say("take_away", { label }));
    chip.append(label, make("span", { "aria-hidden": "true" }, "×"));
    return make("li", {}, chip);
  }

  /**
   * What takes all filters away; nothing where none is chosen.
   * @param {State} state
   */
  wayOut(state) {
    const any = [...state.chosen.values()].some((values) => values.length);
    return any ? [button(this.finder.say("drop_filters"), () => this.keep(new Map()))] : [];
  }
}
