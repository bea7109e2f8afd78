// A talk as its page will show it: text of records becomes text nodes and a few elements, never HTML.

import { language, made, say } from "./dom.js";

/** @typedef {import("./check.js").Data} Data */

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

/**
 * @param {Data} data
 * @param {Record<string, any>} talk
 * @param {string} event
 */
export function preview(data, talk, event) {
  const people = (talk.speakers ?? []).map((/** @type {any} */ one) => made("li", {}, nameOf(data, "speaker", one.id ?? one), one.affiliation ? ` (${label(one.affiliation)})` : ""));
  const when = [data.events[event] ? /** @type {any} */ (data.events[event]).name[language] : event, talk.date, talk.start, talk.track].filter(Boolean).join(" · ");
  const outline = ["abstract", "problem", "approach", "result"].flatMap((key) => section(say(`preview_${key}`), talk[key] ? [statement(data, talk[key])] : []));
  return made("article", { className: "kb-preview" },
    made("p", { className: "kb-over" }, [talk.code, when].filter(Boolean).join(" · ")),
    made("h3", { className: "kb-preview-title" }, talk.title ? label(talk.title) : say("preview_untitled")),
    made("ul", { className: "kb-preview-people" }, ...people),
    ...outline,
    ...section(say("preview_figures"), (talk.figures ?? []).map((/** @type {any} */ one) => made("p", {}, made("strong", {}, label(one.label ?? "")), ` ${label(one.claimed ?? "")}`))),
    ...section(say("preview_takeaways"), (talk.takeaways ?? []).map((/** @type {any} */ one) => statement(data, one, one.by ? say(`by_${one.by}`) : ""))),
    ...section(say("preview_techniques"), (talk.techniques ?? []).map((/** @type {any} */ one) => made("div", {}, made("strong", {}, nameOf(data, "technique", one.id ?? "")), ...(one.note ? prose(one.note) : [])))),
    ...(talk.description ?? []).flatMap((/** @type {any} */ one) => section(one.heading ? label(one.heading) : say("preview_description"), [statement(data, one)])),
    ...section(say("preview_corrections"), (talk.corrections ?? []).map((/** @type {any} */ one) => made("div", {}, made("del", {}, ...prose(one.was ?? "")), made("ins", {}, ...prose(one.is ?? ""))))),
    ...section(say("preview_links"), (talk.links ?? []).map((/** @type {any} */ one) => made("p", {}, String(one.url ?? "")))),
    ...section(say("preview_tags"), talk.tags ? [made("p", {}, [talk.tags].flat().map((one) => nameOf(data, "tag", one)).join(", "))] : []));
}

/**
 * @param {string} title
 * @param {Node[]} body
 */
const section = (title, body) => (body.length ? [made("h4", {}, title), ...body] : []);

/**
 * @param {Data} data
 * @param {any} said
 * @param {string} [by]
 */
function statement(data, said, by = "") {
  const sources = [said.source ?? []].flat().map((one) => nameOf(data, "source", one)).join(", ");
  return made("div", { className: "kb-preview-said" }, ...prose(said.text ?? ""),
    made("p", { className: "kb-quiet" }, [by, sources].filter(Boolean).join(" · ")));
}

/**
 * @param {Data} data
 * @param {string} kind
 * @param {string} id
 */
export function nameOf(data, kind, id) {
  const found = data.records[kind]?.find(([one]) => one === id);
  return found ? found[language === "ko" ? 1 : 2] : id;
}

/** A text in the language of the page, or as it is. @param {string | Record<string, string>} text */
const label = (text) => (typeof text === "string" ? text : text[language] ?? Object.values(text)[0] ?? "");

/** @param {string | Record<string, string>} text */
function prose(text) {
  return label(text).split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n");
    return lines.every((line) => /^[-*] /.test(line))
      ? made("ul", {}, ...lines.map((line) => made("li", {}, ...inline(line.slice(2)))))
      : made("p", {}, ...inline(block));
  });
}

/** @param {string} words */
function inline(words) {
  /** @type {(Node | string)[]} */
  const found = [];
  let at = 0;
  for (const match of words.matchAll(INLINE)) {
    found.push(words.slice(at, match.index));
    const [, code, strong, emphasis, shown, url] = match;
    found.push(code ? made("code", {}, code) : strong ? made("strong", {}, strong) : emphasis ? made("em", {}, emphasis) : made("a", { href: url, rel: "noopener" }, shown));
    at = match.index + match[0].length;
  }
  return [...found, words.slice(at)];
}
