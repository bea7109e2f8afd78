// Buttons that keep a talk for "my schedule", and boxes that tick off what was read: on every page that names talks or works.

import { say } from "../finder/words.js";
import { store, WORDS } from "./store.js";

const status = document.createElement("p");
status.className = "kb-hidden";
status.setAttribute("role", "status");
document.body.append(status);

/** @returns {NodeListOf<HTMLElement>} */
const buttons = () => document.querySelectorAll("[data-kb-keep]");
/** @returns {NodeListOf<HTMLInputElement>} */
const boxes = () => document.querySelectorAll("input[data-kb-read]");

function show() {
  const { talks, read } = store.kept;
  for (const button of buttons()) button.setAttribute("aria-pressed", String(talks.includes(button.dataset.kbKeep ?? "")));
  for (const box of boxes()) box.checked = read.includes(box.dataset.kbRead ?? "");
  for (const place of document.querySelectorAll("[data-kb-go-on]")) goOn(/** @type {HTMLElement} */ (place), read);
}

/**
 * How much of a list was read, and the way to what comes next in it.
 * @param {HTMLElement} place
 * @param {string[]} read
 */
function goOn(place, read) {
  const items = (place.dataset.kbGoOn ?? "").split(",").flatMap((list) => [...document.querySelectorAll(list)]);
  const box = (/** @type {Element} */ item) => /** @type {HTMLElement | null} */ (item.querySelector("[data-kb-read]"));
  const done = items.filter((item) => read.includes(box(item)?.dataset.kbRead ?? "")).length;
  const next = items.find((item) => !read.includes(box(item)?.dataset.kbRead ?? ""));
  const link = next?.querySelector("a");
  place.textContent = done ? `${say(WORDS, "read_count", { done, count: items.length })} ` : "";
  if (!done || !next || !link) return;
  const to = document.createElement("a");
  to.href = `#${next.id}`;
  to.textContent = say(WORDS, "go_on", { title: link.textContent ?? "" });
  place.append(to);
}

/** @param {string} key @param {string} title */
function tell(key, title) {
  status.textContent = `${say(WORDS, key, { title })}${store.lasting ? "" : ` ${say(WORDS, "not_lasting")}`}`;
}

/** @param {Event} event */
function pressed({ target }) {
  const button = target instanceof Element ? target.closest("[data-kb-keep]") : null;
  if (!(button instanceof HTMLElement)) return;
  const on = button.getAttribute("aria-pressed") !== "true";
  store.keep(button.dataset.kbKeep ?? "", on);
  show();
  tell(on ? "kept" : "dropped", button.dataset.kbTitle ?? "");
}

/** @param {Event} event */
function ticked({ target }) {
  if (!(target instanceof HTMLInputElement) || !target.dataset.kbRead) return;
  store.tick(target.dataset.kbRead, target.checked, document.querySelector("[data-kb-technique]")?.getAttribute("data-kb-technique") ?? "");
}

document.addEventListener("click", pressed);
document.addEventListener("change", (event) => {
  ticked(event);
  show();
});
addEventListener("storage", ({ key }) => {
  if (key !== store.key && key !== null) return;
  store.read();
  show();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) store.read();
  show();
});

// What was pressed before this was here was pressed on a page that showed nothing as kept; showing what is kept undoes ticks.
const page = /** @type {{kbEarly?: Event[]}} */ (globalThis);
const early = page.kbEarly ?? [];
page.kbEarly = undefined;
early.filter(({ type }) => type === "change").forEach(ticked);
early.filter(({ type }) => type === "click").forEach(pressed);
show();
