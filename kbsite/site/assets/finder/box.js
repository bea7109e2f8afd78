// The dialog of the search: a combobox over links, by the pattern of WAI-ARIA with automatic selection.

import { address, badge, button, context, failure, make, marked, nothing, popular, showNotes, teller } from "./draw.js";
import { Finder } from "./finder.js";
import { forget, recent, remember } from "./recent.js";

/** @typedef {import("./finder.js").Results} Results */
/** @typedef {import("./finder.js").Excerpt} Excerpt */

const COUNT = 12;
/** Keys while an input method is composing have this code in browsers that end the composition first. */
const COMPOSING = 229;
/** Stands for the way to all results, where ids of results stand. */
const ALL = "";

/** @param {number} length */
const shown = (length) => `${length}${length < COUNT ? "" : "+"}`;

/** The dialog of one page. */
class Box {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {Finder} finder
   */
  constructor(dialog, finder) {
    this.dialog = dialog;
    this.finder = finder;
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(name));
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.input = /** @type {HTMLInputElement} */ (part("input"));
    this.note = part(".kb-find-note");
    this.list = part("[role=listbox]");
    this.instead = part(".kb-find-instead");
    this.announce = teller(part("[role=status]"));
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    this.literal = false;
    /** @type {{tab: boolean} | undefined} whether the best result is to be opened as soon as it is there */
    this.awaited = undefined;
    /** Whether what is shown answers what is typed, and leads to the right sections. */
    this.current = false;
    /** @type {HTMLElement[]} */
    this.hits = [];
    /** @type {string[]} ids of what they lead to */
    this.ids = [];
    /** @type {Map<string, Excerpt>} of the same question, by these ids: results come again when others have been loaded */
    this.told = new Map();
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("submit", () => remember(this.input.value));
    this.list.addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("a")) remember(this.input.value);
    });
    this.input.addEventListener("focus", () => {
      if (!this.input.value.trim()) void this.idle();
    });
    this.dialog.addEventListener("close", () => { this.awaited = undefined; });
    addEventListener("pagehide", () => this.dialog.close());
    window.visualViewport?.addEventListener("resize", () => this.fit());
    window.visualViewport?.addEventListener("scroll", () => this.fit());
    this.fit();
    this.typed();
  }

  /** On a phone the sheet ends where the keyboard begins. */
  fit() {
    const { height = innerHeight, offsetTop = 0 } = window.visualViewport ?? {};
    this.dialog.style.setProperty("--kb-find-height", `${height}px`);
    this.dialog.style.setProperty("--kb-find-top", `${offsetTop}px`);
  }

  /** @param {boolean} [literal] */
  typed(literal = false) {
    this.literal = literal;
    this.current = false;
    this.awaited = undefined;
    if (this.input.value.trim()) this.ask();
    else void this.idle();
  }

  ask() {
    const text = this.input.value;
    /** @type {Results} */
    let results;
    this.told.clear();
    this.form.setAttribute("aria-busy", "true");
    void this.finder.ask(text, { count: COUNT, literal: this.literal }, {
      results: (found) => this.show((results = found)),
      excerpts: (found) => this.explain(results, found),
      failed: () => this.fail(),
    });
  }

  /** What is offered before anything is typed. */
  async idle() {
    this.finder.cancel();
    this.clear();
    try {
      await this.finder.opening;
    } catch {
      return this.fail();
    }
    if (this.input.value.trim()) return;
    this.clear();
    const past = recent();
    const options = past.map((text) => {
      const option = this.option("div", {}, text);
      option.addEventListener("click", () => this.search(text));
      return option;
    });
    if (past.length) this.list.append(this.group("recent", this.finder.say("recent"), "", options));
    this.instead.replaceChildren(...(past.length ? [button(this.finder.say("forget"), () => this.forget())] : []), ...popular(this.finder));
    this.choose(-1);
  }

  forget() {
    forget();
    this.input.focus();
    void this.idle();
  }

  /** @param {string} text */
  search(text) {
    this.input.value = text;
    this.input.focus();
    this.typed();
  }

  clear() {
    this.options = [];
    this.list.replaceChildren();
    this.instead.replaceChildren();
    this.note.hidden = true;
    this.form.removeAttribute("aria-busy");
    this.choose(-1);
  }

  /** @param {Results} results */
  show(results) {
    const { finder } = this;
    const before = this.current ? this.options[this.active] : undefined;
    const kept = before ? (this.ids[this.hits.indexOf(before)] ?? ALL) : undefined;
    this.clear();
    if (results.more) this.form.setAttribute("aria-busy", "true");
    showNotes(finder, this.note, results, () => {
      this.input.focus();
      this.typed(true);
    });
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    this.hits = results.hits.map((hit) => {
      const title = make("span", { class: "kb-find-title", lang: hit.language }, marked(hit.title, hit.marks));
      const told = this.told.get(hit.id);
      const around = make("span", { class: "kb-find-context", lang: hit.language }, ...(told ? context(told) : []));
      const option = this.option("a", { href: address(finder, hit, results, told) }, title, ...badge(finder, hit), around);
      groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), option]);
      return option;
    });
    for (const [kind, options] of groups) this.list.append(this.group(kind, finder.say(`kind_${kind}`) || kind, String(options.length), options));
    const { length } = results.hits;
    if (length) this.list.append(this.all(length));
    else this.instead.replaceChildren(...nothing(finder, results, (text) => this.search(text)));
    this.options = [.../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("[role=option]"))];
    this.ids = results.hits.map(({ id }) => id);
    this.current = false;
    if (kept !== undefined) this.choose(this.place(kept));
    else {
      this.choose(this.options.length ? 0 : -1);
      this.dialog.querySelector(".kb-find-body")?.scrollTo(0, 0);
    }
    if (!results.more) this.announce([this.note.hidden ? "" : this.note.firstElementChild?.textContent, finder.say("count", { count: shown(length) })].filter(Boolean).join(" "));
  }

  /**
   * Where that which was chosen among the first results stands now that all have come.
   * @param {string} id
   */
  place(id) {
    const at = this.ids.indexOf(id);
    if (at >= 0) return this.options.indexOf(this.hits[at]);
    return id === ALL ? this.options.length - 1 : Math.min(0, this.options.length - 1);
  }

  /**
   * The way to the page of the search with the same question.
   * @param {number} length how many are shown
   */
  all(length) {
    const page = new URL(this.form.action);
    page.searchParams.set("q", this.input.value.trim());
    return this.option("a", { href: page.href, class: "kb-find-option kb-find-all" }, this.finder.say("all"), make("span", { class: "kb-chip-count" }, shown(length)));
  }

  /**
   * @param {Results} results
   * @param {Excerpt[]} excerpts
   */
  explain(results, excerpts) {
    excerpts.forEach((excerpt, at) => {
      const option = this.hits[at];
      if (!option) return;
      this.told.set(this.ids[at], excerpt);
      option.setAttribute("href", address(this.finder, results.hits[at], results, excerpt));
      option.querySelector(".kb-find-context")?.replaceChildren(...context(excerpt));
    });
    // Texts make the list longer. While the first is chosen, a visitor may have moved on by hand.
    if (this.active > 0) this.reveal();
    const { awaited } = this;
    this.awaited = undefined;
    this.current = true;
    if (awaited) this.follow(awaited.tab);
  }

  /**
   * @param {"a" | "div"} name
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} contents
   */
  option(name, attributes, ...contents) {
    return make(name, { class: "kb-find-option", role: "option", "aria-selected": "false", tabindex: "-1", ...attributes }, ...contents);
  }

  /**
   * @param {string} id
   * @param {string} title
   * @param {string} count
   * @param {HTMLElement[]} options
   */
  group(id, title, count, options) {
    const label = make("p", { class: "kb-find-group", id: `kb-find-${id}` }, title, ...(count ? [" ", make("span", { class: "kb-chip-count" }, count)] : []));
    this.options.push(...options);
    return make("div", { role: "group", "aria-labelledby": label.id }, label, ...options);
  }

  /** @param {number} at */
  choose(at) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    this.options.forEach((option, number) => {
      option.id = `kb-find-option-${number}`;
      option.setAttribute("aria-selected", String(number === at));
    });
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(Boolean(this.options.length)));
    const chosen = this.options[at];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  /** @param {number} at */
  move(at) {
    this.choose(at);
    this.reveal();
  }

  /** Have the chosen result in sight. */
  reveal() {
    this.options[this.active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    const { length } = this.options;
    if (event.key === "ArrowDown" && length) this.move((this.active + 1) % length);
    else if (event.key === "ArrowUp" && length) this.move((Math.max(this.active, 0) + length - 1) % length);
    else if (event.key === "Enter") this.enter(event);
    else return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  enter(event) {
    const tab = event.ctrlKey || event.metaKey;
    if (!this.input.value.trim() && this.active < 0) return;
    if (this.current || !this.input.value.trim()) this.follow(tab);
    else this.awaited = { tab };
  }

  /**
   * Open the chosen result; all results where there is none.
   * @param {boolean} tab in a new one
   */
  follow(tab) {
    const chosen = this.options[this.active];
    if (chosen instanceof HTMLAnchorElement) {
      remember(this.input.value);
      if (tab) window.open(chosen.href, "_blank", "noopener");
      else chosen.click();
    } else if (chosen) chosen.click();
    else this.form.requestSubmit();
  }

  fail() {
    this.clear();
    this.instead.replaceChildren(...failure(this.dialog, () => {
      this.finder.again();
      this.input.focus();
      this.typed();
    }));
  }
}

/**
 * Bring a dialog to life.
 * @param {HTMLDialogElement} dialog
 * @param {string} start address of the file the search begins with
 * @param {Promise<Response>} [begun] what came of loading it, if that was begun before
 */
export function start(dialog, start, begun) {
  new Box(dialog, new Finder(start, begun)).listen();
}
