// The form for one record: its values, what becomes of them at every change, and the draft of them.

import { check } from "./check.js";
import { announce, host, idOf, language, made, say } from "./dom.js";
import { drop, keep, kept } from "./draft.js";
import { controls } from "./fields.js";
import { misplaced, pathOf, placeControls, slug } from "./place.js";
import { toForm, toRecord } from "./record.js";
import { go, Results } from "./results.js";
import { changedText, newText } from "./text.js";

/** @typedef {import("./check.js").Data} Data */
/** @typedef {import("./text.js").Published} Published */
/** @typedef {import("./schema.js").Field} Field */

const PAUSE = 150;

export class Editor {
  /**
   * @param {Data} data
   * @param {string} kind
   * @param {string} path of the record; empty for a new one
   * @param {Published | null} published
   */
  constructor(data, kind, path, published) {
    this.data = data;
    this.kind = kind;
    this.path = path;
    this.published = published;
    this.name = path || `new-${kind}`;
    const { definitions, part } = data.kinds[kind];
    const whole = published ? published.value : {};
    this.spoken = whole.language ?? data.languages.first;
    this.before = published ? toRecord(definitions, part, toForm(definitions, part, whole, this.spoken), this.spoken).record : {};
    this.results = new Results(data, kind, !path, (place, value) => this.mend(place, value));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Record<string, any>} */
    this.form = {};
    /** @type {Record<string, string>} */
    this.place = {};
    // Whatever is pressed takes the words typed last along, and so does the draft of who leaves.
    host.addEventListener("click", () => this.settle(), { capture: true });
    addEventListener("pagehide", () => this.settle());
    this.start(kept(this.name));
  }

  /** @param {import("./draft.js").Draft | null} draft */
  start(draft) {
    const { definitions, part } = this.data.kinds[this.kind];
    this.form = draft ? draft.form : this.published ? toForm(definitions, part, this.published.value, this.spoken) : {};
    this.place = draft ? draft.place : {};
    const controls_ = controls({ definitions, languages: ["ko", "en"], suggestions: (field) => this.suggestions(field), changed: () => this.changed() }, part, this.form, []);
    this.where = this.path ? null : placeControls(this.data, this.kind, this.place, () => this.changed());
    const fields = made("form", { className: "kb-form-fields", noValidate: true, "aria-label": this.title() }, this.where?.box ?? null, ...controls_);
    fields.addEventListener("submit", (event) => event.preventDefault());
    host.replaceChildren(
      made("h2", { id: "kb-form-title", tabIndex: -1 }, this.title()), ...(draft ? [this.restored(draft)] : []),
      ...this.lists(), this.results.bar, made("div", { className: "kb-form-columns" }, fields, this.results.element));
    this.update();
  }

  title() {
    return this.path ? say("mending", { path: this.path }) : say(`new_${this.kind}`);
  }

  /** @param {import("./draft.js").Draft} draft */
  restored(draft) {
    const button = made("button", { type: "button", className: "kb-action" }, say("discard"));
    button.addEventListener("click", () => {
      drop(this.name);
      this.start(null);
      announce(say("discarded"));
      go(document.getElementById("kb-form-title"));
    });
    const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(draft.saved));
    const moved = draft.base !== this.base() ? ` ${say("draft_older")}` : "";
    return made("div", { className: "kb-draft-note", role: "status" }, made("p", {}, say("restored", { when }) + moved), button);
  }

  /** The published text, by which a draft knows that its record has changed since. */
  base() {
    return this.published ? this.published.blocks.map((block) => block.before + block.text).join("") + this.published.tail : "";
  }

  /** Lists of what may be meant, one for each kind of name. */
  lists() {
    const event = this.path ? this.path.split("/")[1] : Object.keys(this.data.events)[0] ?? "";
    /** @type {Record<string, [string, string][]>} */
    const offered = {
      language: [["ko", ""], ["en", ""], ["ja", ""], ["zh", ""]],
      date: (this.data.events[event]?.days ?? []).map((day) => [day, ""]),
      track: (this.data.events[event]?.tracks ?? []).map((track) => [track, ""]),
      zone: this.data.zones.map((zone) => [zone, ""]),
    };
    for (const [kind, records] of Object.entries(this.data.records)) offered[kind] = records.map(([id, ko, en]) => [id, language === "ko" ? ko : en]);
    return Object.entries(offered).map(([kind, options]) => made("datalist", { id: `kb-list-${kind}` }, ...options.map(([value, label]) => made("option", { value }, label))));
  }

  /** @param {Field} field */
  suggestions(field) {
    if (field.names) return `kb-list-${field.names}`;
    const kind = field.key === "time_zone" ? "zone" : this.kind === "talk" && ["date", "track"].includes(field.key) ? field.key : field.kind.startsWith("language") ? "language" : "";
    return kind && `kb-list-${kind}`;
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), PAUSE);
  }

  /** Do at once what waits for a pause in the typing. */
  settle() {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.update(true);
  }

  /** @param {boolean} [keeping] */
  update(keeping = false) {
    const { definitions, part } = this.data.kinds[this.kind];
    const { record, origins } = toRecord(definitions, part, this.form, this.form.language?.trim() || this.data.languages.first);
    if (this.where && !this.place.own) this.where.name.value = this.place.name = this.guess(record);
    const path = this.path || pathOf(this.kind, this.place, this.form);
    if (this.where) this.where.path.textContent = path.includes("_") ? "" : path;
    const found = check(this.data, this.kind, path, record, true).map((problem) => {
      const place = origins.get(problem.path.join("/")) ?? problem.path;
      return { ...problem, path: problem.rule === "field-missing" ? [...place, problem.message[1]?.key] : place };
    });
    const problems = [...(this.path ? [] : misplaced(this.data, this.kind, path)), ...found];
    const { text, lost, line } = this.published
      ? changedText(this.data, this.kind, this.published, this.before, record)
      : { text: newText(this.data, this.kind, path, record), lost: [], line: 1 };
    this.results.show({ path, text, record, problems, lost, line });
    if (keeping) keep(this.name, { form: this.form, place: this.place, base: this.base() });
  }

  /** A name for the file, from the words of the record that are in Latin letters. @param {Record<string, any>} record */
  guess(record) {
    const words = record.title ?? record.name ?? "";
    return slug(typeof words === "string" ? words : words.en ?? "").split("-").slice(0, 5).join("-");
  }

  /**
   * @param {(string | number)[]} path
   * @param {string} value
   */
  mend(path, value) {
    const input = document.getElementById(idOf(path));
    if (!(input instanceof HTMLInputElement)) return;
    input.value = value;
    input.dispatchEvent(new Event("input"));
  }
}
