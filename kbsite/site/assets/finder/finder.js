// The search of a site for its pages: where it begins is read, the worker started, and questions put to it.

import { Line } from "../search/start.js";
import { say } from "./words.js";

/** @typedef {{id: string, title: string, url: string, language: string, kind: string, record: string, marks: [number, number][]}} Hit */
/** @typedef {{kind: "layout" | "typo" | "initials", typed: string, found: string}} Note */
/** @typedef {{type: "results", id: number, text: string, more: boolean, hits: Hit[], groups: Record<string, number>, total: number, notes: Note[], words: string[], suggestions?: string[]}} Results */
/** @typedef {{anchor: string, heading: string, text: string, marks: [number, number][]}} Excerpt */
/** @typedef {{value: string, count: number}} Count */
/** @typedef {Record<string, Count[]>} Facets */
/** @typedef {{count?: number, literal?: boolean, facets?: boolean}} Options */
/** @typedef {{results?: (found: Results) => void, excerpts?: (found: Excerpt[]) => void, facets?: (found: Facets) => void, failed?: () => void}} Listener */
/** @typedef {{kind: string, title: string, url: string}} Popular */
/** @typedef {{path: string, first: string[]}} Blocks */
/** @typedef {{language: string, languages: Record<string, string>, manifest: string, worker: string, engine: string, words: Record<string, string>, labels: Record<string, Blocks>, popular: Popular[]}} Start */

/** Answers questions; one for each page. Of questions asked one after the other only the last is answered. */
export class Finder {
  /**
   * @param {string} address of the file the search begins with
   * @param {Promise<Response>} [begun] what came of loading it, if that was begun before
   */
  constructor(address, begun) {
    this.address = new URL(address, document.baseURI);
    this.root = new URL("../../../", this.address);
    /** @type {Start | undefined} */
    this.start = undefined;
    /** @type {Line | undefined} */
    this.line = undefined;
    this.latest = 0;
    /** @type {{text: string, options: Options, listener: Listener} | undefined} */
    this.asked = undefined;
    this.fresh = true;
    /** @type {Map<string, Promise<Record<string, string>>>} */
    this.blocks = new Map();
    this.opening = this.open(begun ?? fetch(this.address, { cache: "no-cache" }));
    this.opening.catch(() => undefined);
  }

  /**
   * Read where the index is, and have the worker read what every question needs.
   * @param {Promise<Response>} loading
   */
  async open(loading) {
    const response = await loading;
    if (!response.ok) throw new Error(`${response.status} ${this.address}`);
    /** @type {Start} */
    const start = await response.json();
    this.start = start;
    this.line?.end();
    this.line = new Line(start, new URL("./", this.address), (answer) => this.hear(answer), () => void this.fail());
    return start;
  }

  /**
   * Put a question; an older one is not answered any more.
   * @param {string} text
   * @param {Options} options
   * @param {Listener} listener
   */
  async ask(text, options, listener) {
    this.asked = { text, options, listener };
    const id = ++this.latest;
    try {
      const { language } = await this.opening;
      if (id === this.latest) this.line?.put({ type: "query", id, text, language, ...options });
    } catch {
      if (id === this.latest) await this.fail();
    }
  }

  /**
   * How many documents have each value of each field, nothing else.
   * @param {string} text
   * @param {boolean} literal
   * @returns {Promise<Facets>}
   */
  count(text, literal) {
    return new Promise((resolve) => void this.ask(text, { count: 0, literal, facets: true }, { facets: resolve }));
  }

  /** Nobody waits for an answer any more. */
  cancel() {
    this.asked = undefined;
    this.line?.put({ type: "cancel", id: this.latest++ });
  }

  /** @param {any} answer */
  hear(answer) {
    if (answer.type === "failed" && (answer.id === undefined || answer.id === this.latest)) void this.fail();
    if (answer.id !== this.latest || !this.asked) return;
    const { listener } = this.asked;
    if (answer.type !== "failed") this.fresh = true;
    if (answer.type === "results") listener.results?.(answer);
    else if (answer.type === "excerpts") listener.excerpts?.(answer.excerpts);
    else if (answer.type === "facets") listener.facets?.(answer.facets);
  }

  /** Begin once more, since the site may have been built anew under an open page; then give up. */
  async fail() {
    const { asked } = this;
    if (!this.fresh) return asked?.listener.failed?.();
    this.fresh = false;
    this.again();
    if (asked) await this.ask(asked.text, asked.options, asked.listener);
  }

  /** Read everything anew. */
  again() {
    this.opening = this.open(fetch(this.address, { cache: "reload" }));
    this.opening.catch(() => undefined);
  }

  /**
   * Words of the interface.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  say(key, values) {
    return say(this.start?.words ?? {}, key, values);
  }

  /**
   * What visitors read for a value of a field; the value itself where nobody gave it words.
   * @param {string} field
   * @param {string} value
   * @returns {Promise<string>}
   */
  async label(field, value) {
    const { words = {}, languages = {}, labels = {} } = this.start ?? {};
    if (field === "lang") return languages[value] ?? value;
    const blocks = labels[field];
    if (!blocks) return words[`${field}_${value}`] ?? value;
    const at = Math.max(0, blocks.first.filter((first) => first <= value).length - 1);
    const path = `${blocks.path}/${at}.json`;
    const block = this.blocks.get(path) ?? fetch(new URL(path, this.address)).then((response) => (response.ok ? response.json() : {}));
    this.blocks.set(path, block);
    /** @type {Record<string, string>} */
    const found = await block.catch(() => ({}));
    return Object.hasOwn(found, value) ? found[value] : value;
  }
}
