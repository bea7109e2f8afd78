// Files under one another made into tabs (WAI-ARIA Authoring Practices, tabs with automatic activation).

import { made } from "./words.js";

/** @param {HTMLElement} place */
export function makeTabs(place) {
  const files = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".kb-file")]);
  if (files.length < 2) return;
  const tabs = files.map((file, index) => {
    file.id ||= `file-panel-${index}`;
    const tab = made("button", { type: "button", id: `file-tab-${index}`, textContent: file.dataset.name ?? "" });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", file.id);
    file.setAttribute("role", "tabpanel");
    file.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => show(index));
    return tab;
  });
  const list = made("div", { className: "kb-tabs" }, ...tabs);
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", place.dataset.kbFiles ?? "");
  place.prepend(list);

  /** @param {number} chosen */
  function show(chosen) {
    files.forEach((file, index) => {
      file.toggleAttribute("data-kb-off", index !== chosen);
      tabs[index].setAttribute("aria-selected", String(index === chosen));
      tabs[index].tabIndex = index === chosen ? 0 : -1;
    });
  }

  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const last = tabs.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    show(next);
    tabs[next].focus();
  });

  /** The file that the address names, or a line of which it names. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const named = files.findIndex((file) => target !== null && file.contains(target));
    if (named >= 0) {
      show(named);
      target?.scrollIntoView();
    }
    return named >= 0;
  }

  addEventListener("hashchange", follow);
  if (!follow()) show(0);
}
