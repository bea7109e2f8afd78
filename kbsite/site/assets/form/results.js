// What came of the form: what is still wrong, the text, the preview, and the ways to send it.

import { announceResult, host, idOf, language, made, say } from "./dom.js";
import { preview } from "./preview.js";
import { said } from "./saying.js";
import { copied, download, editAddress, newAddress } from "./send.js";

/** @typedef {import("./check.js").Data} Data */
/** @typedef {import("./saying.js").Problem} Problem */
/**
 * @typedef {object} Outcome
 * @property {string} path
 * @property {string} text
 * @property {Record<string, any>} record
 * @property {Problem[]} problems with paths in the form
 * @property {string[]} lost keys whose comments are not kept
 * @property {number} line of the first change
 */

const edit = document.querySelector('meta[name="kb-edit"]')?.getAttribute("content") ?? "";

export class Results {
  /**
   * @param {Data} data
   * @param {string} kind
   * @param {boolean} isNew
   * @param {(path: (string | number)[], value: string) => void} mend puts a value in a field
   */
  constructor(data, kind, isNew, mend) {
    this.data = data;
    this.kind = kind;
    this.isNew = isNew;
    this.mend = mend;
    /** @type {Outcome | null} */
    this.outcome = null;
    this.count = -1;
    /** Whether somebody has asked to send it: from then on what is missing counts as wrong. */
    this.tried = false;
    this.bar = made("a", { className: "kb-form-bar", href: "#kb-problems" });
    this.bar.addEventListener("click", (event) => { event.preventDefault(); go(this.title); });
    this.list = made("ul", { className: "kb-problem-list" });
    this.title = made("h3", { id: "kb-problems", tabIndex: -1 });
    this.summary = made("section", { className: "kb-problem-summary", "aria-labelledby": "kb-problems" }, this.title, this.list);
    this.code = made("code");
    this.preview = made("div", { className: "kb-preview-place" });
    this.note = made("p", { className: "kb-send-note", role: "status" });
    this.lost = made("p", { className: "kb-send-lost", hidden: true });
    this.send = made("a", { className: "kb-action kb-send", target: "_blank", rel: "noopener" }, say(isNew ? "send_new" : "send_edit"));
    this.send.addEventListener("click", (event) => this.sending(event));
    const copy = made("button", { type: "button", className: "kb-action" }, say("copy"));
    copy.addEventListener("click", async () => { this.note.textContent = say(await copied(this.text()) ? "copied" : "not_copied"); });
    const save = made("button", { type: "button", className: "kb-action" }, say("download"));
    save.addEventListener("click", () => { download(this.outcome?.path.split("/").pop() ?? "record.yml", this.text()); this.note.textContent = say("downloaded", { path: this.outcome?.path ?? "" }); });
    const shown = kind === "talk" ? made("details", { className: "kb-fold kb-result", open: true }, made("summary", {}, say("preview")), this.preview) : null;
    this.element = made("div", { className: "kb-results" }, this.summary, this.lost,
      made("div", { className: "kb-send-row" }, edit ? this.send : null, copy, save), this.note,
      made("p", { className: "kb-field-hint" }, say(edit ? (isNew ? "send_new_hint" : "send_edit_hint") : "send_none_hint")),
      shown, made("details", { className: "kb-fold kb-result", open: true }, made("summary", {}, "YAML"), made("pre", { tabIndex: 0, "aria-label": "YAML" }, this.code)));
  }

  text() {
    return this.outcome?.text ?? "";
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.outcome = outcome;
    const { path, text, record, problems, lost, line } = outcome;
    this.code.textContent = text;
    if (this.kind === "talk") this.preview.replaceChildren(preview(this.data, record, path.split("/")[1]));
    this.lost.hidden = !lost.length;
    this.lost.textContent = lost.length ? say("comments_lost", { keys: lost.join(", ") }) : "";
    const errors = problems.filter((problem) => problem.severity === "error");
    const todo = problems.filter((problem) => this.isTodo(problem));
    const wrong = problems.length - todo.length;
    this.title.textContent = wrong ? say("problems", { count: problems.length }) : todo.length ? say("todo", { count: todo.length }) : say("no_problems");
    this.summary.classList.toggle("kb-is-clean", !problems.length);
    this.summary.classList.toggle("kb-is-todo", !wrong && todo.length > 0);
    this.bar.textContent = `${this.title.textContent} ↓`;
    this.list.replaceChildren(...problems.map((problem) => made("li", {}, this.link(problem))));
    if (this.count !== problems.length && this.count >= 0) announceResult(this.title.textContent ?? "");
    this.count = problems.length;
    this.marked(problems.filter((problem) => !todo.includes(problem)));
    const to = this.isNew ? newAddress(edit, path, text) : { address: editAddress(edit, path, line), whole: false };
    this.send.href = to.address;
    this.send.dataset.whole = String(to.whole);
    this.send.setAttribute("aria-disabled", String(errors.length > 0));
  }

  /** Whether a problem is only that nobody has come to it yet. @param {Problem} problem */
  isTodo(problem) {
    return !this.tried && (problem.rule === "field-missing" || ["form.no_name", "form.no_event"].includes(problem.message[0]));
  }

  /** @param {Problem} problem */
  words(problem) {
    const cure = problem.cure ? ` — ${said(this.data.words, problem.cure, language)}` : "";
    return `${said(this.data.words, problem.message, language)}${cure}`;
  }

  /** @param {Problem} problem */
  link(problem) {
    const link = made("a", { href: `#${idOf(problem.path)}` }, this.words(problem));
    link.addEventListener("click", (event) => { event.preventDefault(); go(control(problem.path)); });
    return link;
  }

  /** Put each problem at its field, with a button where the cure is a name. @param {Problem[]} problems */
  marked(problems) {
    for (const list of host.querySelectorAll(".kb-field-problems")) if (list instanceof HTMLElement) { list.replaceChildren(); list.hidden = true; }
    for (const one of host.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    for (const problem of problems) {
      const place = control(problem.path);
      const list = place && slot(problem.path);
      if (!place || !list) continue;
      (place.matches("fieldset") ? place.querySelector("input, textarea, select") ?? place : place).setAttribute("aria-invalid", "true");
      list.hidden = false;
      const meant = /** @type {string | undefined} */ (problem.cure?.[1]?.name ?? problem.cure?.[1]?.tag);
      const button = meant && place.matches("input") ? made("button", { type: "button", className: "kb-mend" }, say("use", { value: meant })) : null;
      button?.addEventListener("click", () => { this.mend(problem.path, meant ?? ""); place.focus(); });
      list.append(made("li", {}, this.words(problem), " ", button,
        made("a", { className: "kb-rule-link", href: `${host.dataset.kbRules}#${problem.rule}` }, problem.rule)));
    }
  }

  /** @param {MouseEvent} event */
  async sending(event) {
    if (this.outcome?.problems.some((problem) => problem.severity === "error")) {
      event.preventDefault();
      this.tried = true;
      this.show(this.outcome);
      this.note.textContent = say("mend_first");
      go(this.title);
    } else if (this.send.dataset.whole !== "true") {
      const done = await copied(this.text());
      this.note.textContent = say(done ? (this.isNew ? "too_long" : "paste") : "not_copied");
    } else this.note.textContent = say("sent");
  }
}

/** The nearest control around a place in the form. @param {(string | number)[]} path @returns {HTMLElement | null} */
function control(path) {
  for (let end = path.length; end > 0; end -= 1) {
    const found = document.getElementById(idOf(path.slice(0, end)));
    if (found) return found;
  }
  return null;
}

/** @param {(string | number)[]} path */
function slot(path) {
  for (let end = path.length; end > 0; end -= 1) {
    const found = document.getElementById(`${idOf(path.slice(0, end))}-problems`);
    if (found) return found;
  }
  return null;
}

/** Go to an element, opening what hides it. @param {HTMLElement | null} place */
export function go(place) {
  for (let around = place?.parentElement; around; around = around.parentElement) if (around instanceof HTMLDetailsElement) around.open = true;
  const inner = place?.matches("fieldset") ? place.querySelector("input, textarea, select, button") : place;
  if (!(inner instanceof HTMLElement)) return;
  inner.scrollIntoView({ block: "center" });
  inner.focus();
}
