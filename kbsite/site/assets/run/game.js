// A page script of an example, loaded when a visitor wants to play: it shows the recorded run and may run it again.
// It exports `mount(element, page)`; `page` has the language, the recorded output, `kit` (kit.js), `run` (the example again with
// other values for some names; hears its output as it comes) and `stop` (ends that run).

import * as kit from "./kit.js";
import { recordedOutput } from "./panel.js";
import { made, say } from "./words.js";

/** @import { Panel } from "./panel.js" */

/**
 * @param {HTMLElement} place
 * @param {Panel | null} panel what runs Python here; null where the site came without it
 */
export function offerGame(place, panel) {
  const status = made("p");
  status.setAttribute("role", "status");
  const stage = made("div");
  const start = made("button", { type: "button", textContent: say("play") });
  let coming = false;
  start.addEventListener("click", async () => {
    if (coming) return;
    coming = true;
    try {
      const { mount } = await import(new URL(place.dataset.kbGame ?? "", document.baseURI).href);
      mount(stage, { language: document.documentElement.lang, output: recordedOutput(), kit, run: again(panel), stop: () => panel?.python.stop() });
      start.remove();
      status.textContent = "";
      stage.tabIndex = -1;
      stage.focus();
    } catch {
      coming = false;
      status.textContent = say("play_failed");
    }
  });
  place.append(start, status, stage);
  place.hidden = false;
}

/**
 * What games call to run the example with other values for some names of its first lines.
 * @param {Panel | null} panel
 * @returns {(overrides: Record<string, string>, hears?: import("./python.js").Hears) => Promise<{output: string}>}
 */
function again(panel) {
  return async (overrides, hears) => {
    if (!panel) throw new Error(say("no_python"));
    const { output, end, seconds } = await panel.run({ [panel.file]: overridden(panel.source, overrides) }, hears);
    if (end !== "done") throw new Error(panel.ending(end, seconds));
    return { output };
  };
}

/**
 * A source with the first `NAME = value` line of each name given another value.
 * @param {string} source
 * @param {Record<string, string>} overrides
 */
export function overridden(source, overrides) {
  return Object.entries(overrides).reduce((text, [name, value]) => {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name) || value.includes("\n")) throw new Error(`${name} = ${value}`);
    return text.replace(new RegExp(`^${name} = .*$`, "m"), () => `${name} = ${value}`);
  }, source);
}
