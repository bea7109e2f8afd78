// The page of the search: its address is the question, so that it can be linked, shared and gone back to.

import { address, badge, context, failure, make, marked, nothing, popular, showNotes, teller } from "./draw.js";
import { Chips } from "./chips.js";
import { countWider } from "./counts.js";
import { Facets } from "./facets.js";
import { Finder } from "./finder.js";
import { remember } from "./recent.js";
import { asQuery, isEmpty, readState, writeState } from "./state.js";

/** @typedef {import("./finder.js").Results} Results */
/** @typedef {import("./finder.js").Excerpt} Excerpt */

const STEP = 20;
const NARROW = "(max-width: 60rem)";

/** The page, its state being that of its address. */
class Page {
  /**
   * @param {HTMLElement} place
   * @param {Finder} finder
   */
  constructor(place, finder) {
    this.place = place;
    this.finder = finder;
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(name));
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.input = /** @type {HTMLInputElement} */ (part("input[name=q]"));
    this.panel = /** @type {HTMLDetailsElement} */ (part(".kb-facets"));
    this.announce = teller(part("[role=status]"));
    this.count = part(".kb-search-count");
    this.order = part("[data-kb-order]");
    this.note = part(".kb-find-note");
    this.list = part(".kb-hits");
    this.instead = part(".kb-find-instead");
    this.more = part(".kb-search-more");
    this.chips = new Chips(part(".kb-search-chosen"), part("[data-kb-chosen-count]"), finder, (chosen) => this.keep(chosen));
    this.facets = new Facets(this.panel, finder, (field, value, on) => this.choose(field, value, on));
    this.state = readState(location.search);
    this.shown = STEP;
    this.editing = false;
    this.title = document.title;
    /** @type {string[]} the question that the entries answer, and their ids */
    this.entries = [];
  }

  listen() {
    this.panel.open = !matchMedia(NARROW).matches;
    this.input.addEventListener("input", () => {
      this.state = { ...this.state, text: this.input.value, literal: false };
      this.go(!this.editing);
      this.editing = true;
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.editing = false;
      remember(this.input.value);
    });
    this.more.addEventListener("click", () => {
      const before = this.shown;
      this.shown += STEP;
      history.replaceState({ shown: this.shown }, "");
      this.ask(() => /** @type {HTMLElement | undefined} */ (this.list.querySelectorAll("a")[before])?.focus());
    });
    this.list.addEventListener("click", () => remember(this.input.value));
    addEventListener("popstate", () => this.read());
    const typed = this.input.value;
    this.read();
    if (typed.trim()) this.search(typed);  // before anything listened
    if (isEmpty(this.state) && !matchMedia(NARROW).matches) this.input.focus();
  }

  /** Take up the address as it is now. */
  read() {
    this.state = readState(location.search);
    this.shown = Number(history.state?.shown) || STEP;
    this.editing = false;
    this.input.value = this.state.text;
    this.ask();
  }

  /**
   * Put the state into the address, and ask.
   * @param {boolean} step whether there is a way back to what was before
   */
  go(step) {
    this.shown = STEP;
    const query = writeState(this.state);
    history[step ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
    this.ask();
  }

  /**
   * @param {string} field
   * @param {string} value
   * @param {boolean} on
   */
  choose(field, value, on) {
    const values = (this.state.chosen.get(field) ?? []).filter((one) => one !== value);
    this.keep(new Map(this.state.chosen).set(field, on ? [...values, value] : values));
  }

  /** @param {Map<string, string[]>} chosen */
  keep(chosen) {
    this.state = { ...this.state, chosen };
    this.editing = false;
    this.go(true);
  }

  /** @param {() => void} [then] */
  ask(then) {
    const { state, finder } = this;
    this.label();
    void this.chips.show(state);
    if (isEmpty(state)) return void this.idle();
    /** @type {Results} */
    let results;
    void finder.ask(asQuery(state), { count: this.shown, literal: state.literal, facets: true }, {
      results: (found) => {
        this.show((results = found));
        if (found.more) return;
        this.say(found);
        then?.();
      },
      excerpts: (found) => this.explain(results, found),
      facets: async (found) => {
        const counts = await countWider(finder, state, found);
        await this.facets.show(counts, state);
      },
      failed: () => this.fail(),
    });
  }

  /** The title of the page, and the way to it in the other language. */
  label() {
    const text = this.state.text.trim();
    document.title = text ? `${text} · ${this.title}` : this.title;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.kb-language"))) link.search = location.search;
  }

  async idle() {
    this.finder.cancel();
    this.clear();
    try {
      await this.finder.opening;
    } catch {
      return this.fail();
    }
    if (!isEmpty(this.state)) return;
    this.tell("");
    void this.facets.show({}, this.state);
    this.instead.replaceChildren(...popular(this.finder));
  }

  /** @param {number} [kept] how many entries stay */
  clear(kept = 0) {
    [...this.list.children].slice(kept).forEach((entry) => entry.remove());
    this.entries = [];
    this.instead.replaceChildren();
    for (const part of [this.note, this.order, this.more]) part.hidden = true;
  }

  /** @param {Results} results */
  show(results) {
    const { finder, state } = this;
    // Entries that are shown already stay, and with them the focus and the place that a visitor has come to.
    const entries = [writeState(state), ...results.hits.map(({ id }) => id)];
    const kept = this.entries.every((entry, at) => entry === entries[at]) ? Math.max(0, this.entries.length - 1) : 0;
    this.clear(kept);
    this.entries = entries;
    const text = state.text.trim();
    showNotes(finder, this.note, { ...results, text }, () => {
      this.state = { ...this.state, literal: true };
      this.go(true);
    });
    this.list.append(...results.hits.slice(kept).map((hit) =>
      make("li", { class: "kb-hit" },
        make("p", { class: "kb-hit-kind" }, finder.say(`kind_${hit.kind}`) || hit.kind, ...badge(finder, hit)),
        make("h2", {}, make("a", { href: address(finder, hit, results), lang: hit.language }, marked(hit.title, hit.marks))),
        make("p", { class: "kb-hit-context", lang: hit.language }))));
    const near = results.suggestions?.filter((words) => words !== text);
    if (!results.hits.length) {
      const without = near?.length === results.suggestions?.length ? [] : this.chips.wayOut(state);
      this.instead.replaceChildren(...nothing(finder, { ...results, text, suggestions: near }, (words) => this.search(words)), ...without);
    }
    this.order.hidden = results.hits.length < 2;
  }

  /** @param {Results} results */
  say(results) {
    const text = this.state.text.trim();
    const exact = results.hits.length < this.shown ? results.hits.length : Math.max(results.hits.length, results.total);
    this.more.hidden = results.hits.length >= exact;
    this.tell(this.finder.say(text ? "count_of" : "count", { text, count: exact }));
  }

  /** @param {string} words */
  search(words) {
    this.input.value = words;
    this.state = { ...this.state, text: words, literal: false };
    this.go(true);
  }

  /**
   * @param {Results} results
   * @param {Excerpt[]} excerpts
   */
  explain(results, excerpts) {
    [...this.list.children].forEach((entry, at) => {
      const excerpt = excerpts[at];
      if (!excerpt) return;
      entry.querySelector("a")?.setAttribute("href", address(this.finder, results.hits[at], results, excerpt));
      entry.querySelector(".kb-hit-context")?.replaceChildren(...context(excerpt));
    });
  }

  fail() {
    this.clear();
    this.tell("");
    this.instead.replaceChildren(...failure(this.place, () => {
      this.finder.again();
      this.ask();
    }));
  }

  /** @param {string} text */
  tell(text) {
    this.count.textContent = text;
    this.announce(text);
  }
}

/**
 * Bring the page to life.
 * @param {HTMLElement} place
 * @param {string} start address of the file the search begins with
 * @param {Promise<Response>} [begun] what came of loading it, if that was begun before
 */
export function start(place, start, begun) {
  new Page(place, new Finder(start, begun)).listen();
}
