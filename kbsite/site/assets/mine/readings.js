// What was read for each technique, and the way to what comes next.

import { say } from "../finder/words.js";
import { make } from "./dom.js";
import { ROOT, store } from "./store.js";

/** @import { Data } from "./data.js" */

/**
 * A section for the page; nothing where nothing was ticked off.
 * @param {Data} data
 * @param {Record<string, string>} words
 */
export async function readings(data, words) {
  const { read, techniques } = store.kept;
  if (!read.length || !techniques.length) return [];
  const known = await data.techniques();
  const items = techniques.flatMap((id) => {
    const technique = Object.hasOwn(known, id) ? known[id] : null;
    const done = technique?.items.filter(({ key }) => read.includes(key)).length ?? 0;
    if (!technique || !done) return [];
    const next = technique.items.find(({ key }) => !read.includes(key));
    const words_ = say(words, "read_count", { done, count: technique.items.length });
    const on = next ? [make("a", { href: new URL(next.url, ROOT).href }, say(words, "go_on", { title: next.title }))] : [say(words, "read_all")];
    return [make("li", {}, make("a", { class: "kb-mine-technique", href: new URL(technique.url, ROOT).href }, technique.title), ` ${words_} `, ...on)];
  });
  if (!items.length) return [];
  return [make("section", { class: "kb-section", "aria-labelledby": "read" },
    make("div", { class: "kb-heading kb-heading-2" }, make("h2", { id: "read" }, say(words, "reading"))),
    make("ul", { class: "kb-mine-readings" }, ...items))];
}
