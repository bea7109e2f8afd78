// A plain editor: a text area with line numbers, in which Tab indents until Esc lets it go.

import { made, say } from "./words.js";

let count = 0;

export class Editor {
  /**
   * @param {string} name of the file
   * @param {string} text
   * @param {() => void} run what Ctrl+Enter does
   */
  constructor(name, text, run) {
    const keys = made("p", { className: "kb-quiet", id: `kb-editor-${count += 1}`, textContent: say("editor_keys") });
    this.area = made("textarea", { spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off" });
    this.area.setAttribute("aria-label", say("editor", { name }));
    this.area.setAttribute("aria-describedby", keys.id);
    this.numbers = made("pre", { ariaHidden: "true" });
    this.element = made("div", { hidden: true }, made("div", { className: "kb-editor" }, this.numbers, this.area), keys);
    this.run = run;
    let leaving = false;
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Tab" && !event.shiftKey && !leaving && !event.isComposing) {
        event.preventDefault();
        this.#indent();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
      }
      leaving = event.key === "Escape" || (leaving && event.key === "Shift");
    });
    this.area.addEventListener("input", () => this.#number());
    this.area.addEventListener("scroll", () => { this.numbers.scrollTop = this.area.scrollTop; });
    this.text = text;
  }

  get text() {
    return this.area.value;
  }

  set text(text) {
    this.area.value = text;
    this.area.setSelectionRange(0, 0); // the values worth changing stand at the top
    this.#number();
  }

  #indent() {
    const { selectionStart, selectionEnd, value } = this.area;
    const column = selectionStart - (value.lastIndexOf("\n", selectionStart - 1) + 1);
    this.area.setRangeText(" ".repeat(4 - (column % 4)), selectionStart, selectionEnd, "end");
    this.#number();
  }

  #number() {
    const lines = this.area.value.split("\n").length;
    this.numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
    this.numbers.scrollTop = this.area.scrollTop;
  }
}
