// A copy of the whole site on this device: how large it will be, how far it is, and how to be rid of it.

import { say as fill } from "../finder/words.js";
import { button, make } from "../mine/dom.js";
import { ask } from "./ask.js";

/** @typedef {{path: string, size: number, python?: boolean}} Kept */

const BATCH = 25;
const MB = 1_000_000;

export class KeepAll {
  /**
   * @param {HTMLElement} place
   * @param {string} address of the list of the site's files
   * @param {ServiceWorker} worker
   */
  constructor(place, address, worker) {
    this.place = place;
    this.body = /** @type {HTMLElement} */ (place.querySelector("div:last-child"));
    this.words = JSON.parse(place.dataset.kbKeepAll ?? "{}");
    this.address = new URL(address, document.baseURI);
    this.root = new URL("./", worker.scriptURL);
    this.worker = worker;
    this.status = make("p", { role: "status" });
    this.progress = make("progress", { hidden: true });
    this.python = make("input", { type: "checkbox" });
    this.working = false;
    /** Counts what the visitor asked for: only the last of that says how it ended. */
    this.turn = 0;
    /** @type {Kept[]} */
    this.files = [];
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  say(key, values) {
    return fill(this.words, key, values);
  }

  /** @param {Kept[]} files */
  size(files) {
    return (files.reduce((sum, { size }) => sum + size, 0) / MB).toFixed(1);
  }

  wanted() {
    return this.files.filter(({ python }) => !python || this.python.checked);
  }

  async show() {
    /** @type {[string, number, 1?][]} */
    const list = await (await fetch(this.address, { cache: "no-cache" })).json();
    this.files = list.map(([path, size, python]) => ({ path, size, python: python === 1 }));
    const python = this.files.filter((file) => file.python);
    this.start = button(this.say("all", { size: this.size(this.files.filter((file) => !file.python)) }), () => void this.keep());
    this.stop = button(this.say("stop"), () => { this.working = false; });
    this.stop.hidden = true;
    const remove = button(this.say("remove"), () => void this.remove());
    const extra = python.length ? [make("label", { class: "kb-tick" }, this.python, make("span", {}, this.say("python", { size: this.size(python) })))] : [];
    this.body.replaceChildren(...extra, make("div", { class: "kb-mine-ways" }, this.start, this.stop, remove), this.progress, this.status);
    this.place.hidden = false;
    await this.count(this.turn);
  }

  /** Say how much is there already, unless something else was asked for meanwhile. @param {number} turn */
  async count(turn) {
    const { found } = await ask(this.worker, { type: "kept", paths: this.wanted().map(({ path }) => path) });
    const done = found.filter(Boolean).length;
    if (turn === this.turn) this.status.textContent = done === found.length ? this.say("done", { count: done }) : this.say("partly", { done, count: found.length });
    return found;
  }

  async keep() {
    const turn = ++this.turn;
    const going = () => this.working && turn === this.turn;
    const wanted = this.wanted();
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (Number(this.size(wanted)) > (quota - usage) / MB) return void (this.status.textContent = this.say("room", { size: Math.floor((quota - usage) / MB) }));
    await navigator.storage?.persist?.();
    if (turn !== this.turn) return;
    this.toggle(true);
    const have = await this.count(turn);
    const paths = wanted.filter((_, at) => !have[at]).map(({ path }) => path);
    this.progress.max = wanted.length;
    let well = true;
    for (let at = 0; at < paths.length && going() && well; at += BATCH) {
      ({ done: well } = await ask(this.worker, { type: "keep", paths: paths.slice(at, at + BATCH), whole: true }));
      if (turn !== this.turn) return;
      const done = wanted.length - paths.length + Math.min(at + BATCH, paths.length);
      this.progress.value = done;
      this.status.textContent = this.say("progress", { done, count: wanted.length });
    }
    const stopped = !going();
    if (well && !stopped) await ask(this.worker, { type: "tidy", paths: this.files.map(({ path }) => path) });
    if (turn !== this.turn) return;
    this.toggle(false);
    await this.count(turn);
    if ((!well || stopped) && turn === this.turn) this.status.textContent = this.say(well ? "stopped" : "failed");
  }

  async remove() {
    const turn = ++this.turn;
    this.toggle(false);
    await ask(this.worker, { type: "forget" });
    if (turn === this.turn) this.status.textContent = this.say("removed");
  }

  /** @param {boolean} working */
  toggle(working) {
    this.working = working;
    this.progress.hidden = !working;
    if (this.stop) this.stop.hidden = !working;
    if (this.start) this.start.disabled = working;
  }
}
