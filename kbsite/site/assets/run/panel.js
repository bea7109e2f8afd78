// The run in the page: buttons, editor, output as it comes, and how it compares with the recorded run.

import { differences } from "./compare.js";
import { Editor } from "./editor.js";
import { Python } from "./python.js";
import { made, say } from "./words.js";

const SHOWN = 5;

/** @import { Result } from "./python.js" */

/** The text of every file on the page, by name. @returns {Record<string, string>} */
function filesOfPage() {
  const files = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".kb-file")]);
  return Object.fromEntries(files.map((file) => [file.dataset.name ?? "", file.querySelector("code")?.textContent ?? ""]));
}

/** What the recorded run printed. */
export function recordedOutput() {
  return document.querySelector("pre.kb-output[data-copy] samp")?.textContent ?? "";
}

export class Panel {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.files = filesOfPage();
    this.file = place.dataset.file ?? "";
    this.limit = Number(place.dataset.limit);
    this.exact = "exact" in place.dataset;
    this.python = new Python(place.dataset.kbRun ?? "");
    this.source = this.files[this.file] ?? "";
    this.editor = new Editor(this.file, this.source, () => void this.start());
    this.runs = button("run", () => void this.start());
    this.runs.classList.add("kb-run-main");
    this.stops = button("stop", () => this.python.stop());
    this.edits = button("edit", () => this.edit());
    this.edits.setAttribute("aria-expanded", "false");
    const reset = button("reset", () => this.reset());
    this.status = made("p", { className: "kb-run-status" });
    this.status.setAttribute("role", "status");
    this.output = made("samp");
    this.frame = made("pre", { className: "kb-output", tabIndex: 0, hidden: true }, this.output);
    this.frame.setAttribute("role", "group");
    this.frame.setAttribute("aria-label", say("result"));
    this.drawings = made("div");
    this.comparison = made("div");
    const buttons = made("div", { className: "kb-run-buttons" }, this.runs, this.stops, this.edits, reset);
    place.append(buttons, this.editor.element, this.status, this.frame, this.drawings, this.comparison);
    place.hidden = false;
    this.#show(false);
  }

  /** Run what the editor holds. */
  async start() {
    if (this.python.busy) return;
    this.#clear();
    this.frame.hidden = false;
    this.status.textContent = say("loading");
    const result = this.run({ [this.file]: this.editor.text }, {
      started: () => { this.status.textContent = say("running"); },
      output: (text) => {
        const atEnd = this.frame.scrollTop + this.frame.clientHeight >= this.frame.scrollHeight - 30;
        this.output.append(text);
        if (atEnd) this.frame.scrollTop = this.frame.scrollHeight;
      },
      drawing: (svg) => this.drawings.append(drawn(svg)),
    });
    try {
      const { output, end, seconds } = await result;
      this.status.textContent = this.ending(end, seconds);
      if (end === "done") this.#compare(output);
    } catch (error) {
      this.status.textContent = say("broken", { why: error instanceof Error ? error.message : String(error) });
    }
  }

  /**
   * Run the example with some of its files changed; the buttons follow.
   * @param {Record<string, string>} changed
   * @param {import("./python.js").Hears} [hears]
   * @returns {Promise<Result>}
   */
  async run(changed, hears) {
    if (this.python.busy) throw new Error(say("busy"));
    this.#show(true);
    try {
      return await this.python.run({ ...this.files, ...changed }, this.file, this.limit, hears);
    } finally {
      this.#show(false);
    }
  }

  /**
   * How a run ended, in words.
   * @param {import("./python.js").End} end
   * @param {number} seconds
   */
  ending(end, seconds) {
    return say(end, { seconds: end === "late" ? this.limit : seconds.toFixed(1) });
  }

  edit() {
    const open = this.editor.element.hidden;
    this.editor.element.hidden = !open;
    this.edits.setAttribute("aria-expanded", String(open));
    if (open) this.editor.area.focus();
  }

  reset() {
    this.python.stop();
    this.editor.text = this.source;
    this.#clear();
    this.frame.hidden = true;
    this.status.textContent = "";
  }

  /** @param {boolean} busy */
  #show(busy) {
    this.runs.ariaDisabled = String(busy);
    this.stops.ariaDisabled = String(!busy);
  }

  #clear() {
    this.output.textContent = "";
    this.drawings.replaceChildren();
    this.comparison.replaceChildren();
  }

  /** @param {string} output */
  #compare(output) {
    const found = differences(recordedOutput(), output);
    const because = this.editor.text !== this.source ? say("differs_edited") : this.exact ? "" : say("differs_measured");
    const words = found.length ? `${say("differs", { count: found.length })} ${because}`.trim() : say("same");
    const box = made("div", { className: found.length ? "kb-compare kb-compare-differs" : "kb-compare" }, made("p", { textContent: words }));
    const list = made("dl");
    for (const { line, recorded, now } of found.slice(0, SHOWN)) {
      list.append(made("dt", { textContent: say("line", { line }) }), one("recorded", recorded), one("now", now));
    }
    if (found.length) box.append(list);
    this.comparison.replaceChildren(box);
    this.status.textContent += ` ${words}`;
  }
}

/** @param {string} key @param {string | undefined} line */
function one(key, line) {
  return made("dd", {}, made("span", { textContent: `${say(key)}: ` }), line ?? say("no_line"));
}

/** @param {string} key @param {() => void} click */
function button(key, click) {
  const element = made("button", { type: "button", textContent: say(key) });
  element.addEventListener("click", () => { if (element.ariaDisabled !== "true") click(); });
  return element;
}

/** A drawing as a picture, in which nothing can run. @param {string} svg */
function drawn(svg) {
  return made("img", { className: "kb-drawn", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: say("drawing") });
}
