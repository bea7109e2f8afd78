// A button on every piece of code and output that copies it.

import { made, say } from "./words.js";

export function offerCopies() {
  const status = made("p", { className: "kb-hidden" });
  status.setAttribute("role", "status");
  document.querySelector(".kb-content")?.append(status);
  for (const block of document.querySelectorAll("pre[data-copy]")) {
    if (!(block instanceof HTMLElement)) continue;
    const button = made("button", { type: "button", className: "kb-copy", textContent: say("copy") });
    button.setAttribute("aria-label", block.dataset.copy ?? "");
    button.addEventListener("click", async () => {
      status.textContent = "";
      const copied = await copy(block.querySelector("code, samp") ?? block);
      status.textContent = button.textContent = say(copied ? "copied" : "not_copied");
      setTimeout(() => { button.textContent = say("copy"); }, 2500);
    });
    const frame = made("div", { className: "kb-with-copy" });
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

/**
 * The text of an element to the clipboard; selected where that is refused, as on pages that did not come by https.
 * @param {Element} element
 */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
