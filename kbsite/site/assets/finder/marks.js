// Words that a visitor came for, marked on the page they were found on, until they are taken away.

import { marks } from "../search/excerpt.js";

const NAME = "kb-found";
const MOST = 400;
const LEFT_OUT = "script, style, noscript, .kb-hidden, [aria-hidden=true], svg";

/**
 * Ranges of a part of the page in which any of some words stands.
 * @param {Element} place
 * @param {string[]} words
 */
function places(place, words) {
  /** @type {Range[]} */
  const found = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && found.length < MOST) {
    const node = walker.currentNode;
    if (node.parentElement?.closest(LEFT_OUT)) continue;
    for (const [start, end] of marks(node.textContent ?? "", words)) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      found.push(range);
    }
  }
  return found;
}

/**
 * Show ranges as marked; gives what takes the marks away.
 * @param {Range[]} ranges
 * @returns {() => void}
 */
function show(ranges) {
  if (typeof Highlight === "function" && CSS.highlights) {
    CSS.highlights.set(NAME, new Highlight(...ranges));
    return () => void CSS.highlights.delete(NAME);
  }
  // From the end on, since what is put around a range moves those behind it in the same text.
  const made = ranges.reverse().map((range) => {
    const mark = document.createElement("mark");
    mark.className = NAME;
    range.surroundContents(mark);
    return mark;
  });
  return () => made.forEach((mark) => {
    const { parentNode } = mark;
    mark.replaceWith(...mark.childNodes);
    parentNode?.normalize();
  });
}

/**
 * Mark the words of the address, and take them from it.
 * @param {Element} place
 * @param {DOMStringMap} words `kbMarked`, with `{count}`, and `kbUnmark`, of the interface
 */
export function start(place, { kbMarked = "", kbUnmark = "" }) {
  const address = new URL(location.href);
  const ranges = places(place, address.searchParams.getAll("h"));
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
  if (!ranges.length) return;
  const away = show(ranges);
  const bar = document.createElement("div");
  const button = document.createElement("button");
  bar.className = "kb-found-bar";
  bar.setAttribute("role", "status");
  button.type = "button";
  button.append(kbUnmark);
  bar.append(kbMarked.replace("{count}", String(ranges.length)), button);
  const end = () => {
    away();
    bar.remove();
    removeEventListener("keydown", key);
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open], details.kb-pop[open]")) end();
  };
  button.addEventListener("click", end);
  addEventListener("keydown", key);
  document.body.append(bar);
}
