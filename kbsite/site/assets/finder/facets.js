// What results can be narrowed by: fields with their values, how many results each would leave, and those that are chosen.

import { button, make } from "./draw.js";

/** @typedef {import("./finder.js").Finder} Finder */
/** @typedef {import("./finder.js").Count} Count */
/** @typedef {import("./finder.js").Facets} Counts */
/** @typedef {import("./state.js").State} State */

const FEW = 8;
const MANY = 60;

/** The fields beside the results. */
export class Facets {
  /**
   * @param {HTMLElement} place
   * @param {Finder} finder
   * @param {(field: string, value: string, on: boolean) => void} choose
   */
  constructor(place, finder, choose) {
    this.place = place;
    this.finder = finder;
    this.choose = choose;
    /** @type {Set<string>} fields of which many values are shown */
    this.whole = new Set();
    this.turn = 0;
  }

  /**
   * @param {Counts} counts
   * @param {State} state
   */
  async show(counts, state) {
    const turn = ++this.turn;
    const fields = [.../** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll("[data-kb-field]"))];
    const made = await Promise.all(fields.map((field) => this.field(field.dataset.kbField ?? "", counts, state)));
    if (turn !== this.turn) return;
    const focused = document.activeElement?.id;
    fields.forEach((field, at) => {
      field.hidden = !made[at].length;
      field.querySelector("ul")?.replaceChildren(...made[at]);
    });
    if (focused && focused !== document.activeElement?.id) document.getElementById(focused)?.focus();
  }

  /**
   * Entries of a field; none where it cannot narrow anything.
   * @param {string} field
   * @param {Counts} counts
   * @param {State} state
   */
  async field(field, counts, state) {
    const chosen = state.chosen.get(field) ?? [];
    const found = counts[field] ?? [];
    const missing = chosen.filter((value) => !found.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
    const values = [...missing, ...found];
    if (values.length < 2 && !chosen.length) return [];
    const most = this.whole.has(field) ? MANY : FEW;
    const shown = [...values.filter((one) => chosen.includes(one.value)), ...values.filter((one) => !chosen.includes(one.value))].slice(0, most);
    const entries = await Promise.all(shown.map((one) => this.entry(field, one, chosen.includes(one.value))));
    if (values.length > most && most === FEW) entries.push(make("li", {}, button(this.finder.say("values_more"), () => this.open(field, counts, state))));
    return entries;
  }

  /**
   * @param {string} field
   * @param {Counts} counts
   * @param {State} state
   */
  async open(field, counts, state) {
    this.whole.add(field);
    await this.show(counts, state);
    const inputs = /** @type {NodeListOf<HTMLElement>} */ (this.place.querySelectorAll(`[data-kb-field="${field}"] input`));
    inputs[FEW]?.focus();
  }

  /**
   * @param {string} field
   * @param {Count} one
   * @param {boolean} on
   */
  async entry(field, { value, count }, on) {
    const label = await this.finder.label(field, value);
    const input = make("input", { type: "checkbox", id: `kb-facet-${field}-${value}`, checked: on ? "" : undefined });
    input.addEventListener("change", () => this.choose(field, value, input.checked));
    return make("li", {}, make("label", {}, input, make("span", {}, label), " ", make("span", { class: "kb-chip-count" }, String(count))));
  }
}
