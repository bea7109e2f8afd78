// What is wrong with a record, as far as a browser can see it: the rules of the check, with its names and words.

import { shortened, wrongWith } from "./address.js";
import { checkEvent, checkTalk } from "./sessions.js";
import { nearest } from "./nearest.js";
import { misshapen, problem } from "./shape.js";
import { isLanguage, leaves, withoutCode } from "./walk.js";

/** @typedef {import("./saying.js").Problem} Problem */
/** @typedef {import("./saying.js").Saying} Saying */
/** @typedef {import("./walk.js").Leaf} Leaf */
/**
 * @typedef {object} Data what the site knows, as kbsite/site/form_data.py tells it
 * @property {Record<string, {definitions: import("./schema.js").Definitions, part: string}>} kinds
 * @property {Record<string, [id: string, ko: string, en: string][]>} records
 * @property {string[]} hidden ids of talks that are not shown
 * @property {string[]} paths of every record
 * @property {Record<string, string>} spellings tags by their other names
 * @property {Record<string, {days: string[], tracks: string[], slots: [date: string, number: number, start: string, end: string][]}>} events
 * @property {Record<string, string>} titles of talks, by event and letters
 * @property {{codes: string[], countries: Record<string, string>, first: string}} languages
 * @property {string[]} zones
 * @property {Record<string, string>} patterns
 * @property {{element: string, invisible: string, link: string}} text
 * @property {Record<string, string>} letters names of those that nobody sees
 * @property {Record<string, {ko: string, en: string}>} words
 * @property {boolean} schemas
 */
/** @typedef {{data: Data, kind: string, path: string, id: string, record: Record<string, any>, language: string, every: Leaf[]}} Look */

const RULES = { speaker: "speaker-exists", technique: "technique-exists", source: "source-exists", snippet: "snippet-exists", talk: "related-talk-exists" };

/**
 * Every problem of a record at a path of the project.
 * @param {Data} data
 * @param {string} kind
 * @param {string} path
 * @param {Record<string, any>} record without empty values
 * @param {boolean} [unfinished] look at the rest even where something is missing or misshapen, which the check does not
 * @returns {Problem[]}
 */
export function check(data, kind, path, record, unfinished = false) {
  const { definitions, part } = data.kinds[kind];
  const found = misshapen(definitions, data.patterns, part, record, []);
  if (found.length && !unfinished) return found;
  const spoken = record.language;
  const language = spoken ?? data.languages.first;
  const [folder, name] = path.split("/").slice(-2).map((step) => step.replace(/\.yml$/, ""));
  const id = kind === "talk" ? `${folder}-${name}` : kind === "event" ? folder : name;
  const look = { data, kind, path, id, record, language, every: [...leaves(definitions, part, record, language)] };
  const told = new Set(found.map((one) => one.path.join("/")));
  const ruled = [
    ...unknown(look), ...unsafe(look), ...worded(look), ...twice(look),
    ...(kind === "talk" ? checkTalk(look) : kind === "event" ? checkEvent(look) : []),
  ];
  return [...found, ...ruled.filter((one) => !told.has(one.path.join("/")))];
}

/** @param {Look} look */
function* unknown({ data, id, every, kind }) {
  for (const { path, field, value } of every) {
    const named = field.names;
    if (!named) continue;
    const own = named === kind && value === id;
    if (named === "talk" && own && path[0] === "related") yield problem(path, RULES.talk, ["related-talk-exists.ITSELF"], ["related-talk-exists.DELETE"]);
    const ids = data.records[named].map(([one]) => one);
    if (own || ids.includes(value)) {
      if (data.hidden.includes(value) && named === "talk") {
        yield problem(path, RULES.talk, ["related-talk-exists.NOT_SHOWN", { id: value }], ["related-talk-exists.DELETE"]);
      }
    } else if (named === "tag") yield problem(path, "tag-exists", ["tag-exists.UNKNOWN", { id: value }], tagMeant(data, value, ids));
    else {
      const rule = RULES[/** @type {keyof typeof RULES} */ (named)];
      const near = nearest(value, ids);
      yield problem(path, rule, [`${rule}.UNKNOWN`, { id: value }], near ? ["suggest.DID_YOU_MEAN", { name: near }] : [`${rule}.MAKE`, { id: value }]);
    }
  }
}

/**
 * @param {Data} data
 * @param {string} value
 * @param {string[]} ids
 * @returns {Saying}
 */
function tagMeant(data, value, ids) {
  const tag = data.spellings[[...value.toLowerCase()].filter((letter) => /[\p{L}\p{N}+#]/u.test(letter)).join("")];
  if (tag) return ["tag-exists.MEANT", { id: value, tag }];
  if (value.includes(",")) return ["tag-exists.ONE_BY_ONE", { tags: value }];
  const near = nearest(value, ids);
  return near ? ["suggest.DID_YOU_MEAN", { name: near }] : ["tag-exists.MAKE", { id: value }];
}

/** @param {Look} look */
function* unsafe({ data, every }) {
  for (const { path, field, value } of every) {
    const links = field.kind === "prose" ? [...withoutCode(value).matchAll(new RegExp(data.text.link, "gm"))].map((link) => link[1] || link[2] || "") : [];
    for (const url of field.kind === "url" ? [value] : links) {
      const wrong = wrongWith(url);
      if (wrong) yield problem(path, "link-is-safe", [`link-is-safe.${wrong[0]}`, { url: shortened(url) }], [`link-is-safe.${wrong[1]}`]);
    }
  }
}

/** @param {Look} look */
function* worded({ data, record, every }) {
  const element = new RegExp(data.text.element);
  const invisible = new RegExp(data.text.invisible, "u");
  for (const { path, field, value, language } of every) {
    const tag = field.kind === "prose" ? element.exec(withoutCode(value))?.[0].split("\n")[0] : undefined;
    if (tag) yield problem(path, "text-has-no-html", ["text-has-no-html.HTML", { tag: tag.slice(0, 60) }], ["text-has-no-html.USE_MARKDOWN"]);
    const letter = invisible.exec(value)?.[0].codePointAt(0);
    if (letter) {
      const code = `U+${letter.toString(16).toUpperCase().padStart(4, "0")}`;
      yield problem(path, "text-has-no-hidden-characters", ["text-has-no-hidden-characters.HIDDEN", { code, name: data.letters[code] ?? "unnamed" }],
        ["text-has-no-hidden-characters.REMOVE"]);
    }
    const plain = path.reduce((/** @type {any} */ inner, step) => inner?.[step], record) === value;
    const named = field.kind === "language" || field.kind === "languages" ? value : plain ? "" : language;
    if (named && field.kind !== "languages" && !isLanguage(data.languages.codes, named)) {
      const meant = data.languages.countries[named];
      yield problem(path, "language-exists", ["language-exists.UNKNOWN", { language: named }], meant ? ["suggest.DID_YOU_MEAN", { name: meant }] : ["language-exists.LOOK_UP"]);
    }
  }
}

/** @param {Look} look */
function* twice({ record }) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const [index, link] of (record.links ?? []).entries()) {
    if (link.url === undefined) continue;
    const first = seen.get(link.url);
    if (first !== undefined) yield problem(["links", index, "url"], "link-stands-once", ["link-stands-once.TWICE", { first: first + 1 }], ["link-stands-once.CORRECT"]);
    else seen.set(link.url, index);
  }
}
