// What a form holds to a record and back: a record has no empty values, and plain words where one language is enough.

import { fieldsOf, isText, LISTS } from "./schema.js";

/** @typedef {import("./schema.js").Definitions} Definitions */
/** @typedef {import("./schema.js").Field} Field */
/** @typedef {(string | number)[]} Path */
/** @typedef {Map<string, Path>} Origins from a place in a record to the place in the form that it came from */

/** Texts that their record has as plain words, which stay so while they are in one language. @type {WeakSet<object>} */
const plain = new WeakSet();

/**
 * A record as a form wants it: lists where there may be lists, texts by language, parts in full.
 * @param {Definitions} definitions
 * @param {string} part
 * @param {Record<string, any>} value
 * @param {string} language of plain words
 */
export function toForm(definitions, part, value, language) {
  /** @type {Record<string, any>} */
  const made = {};
  for (const field of fieldsOf(definitions, part)) {
    const given = value[field.key];
    if (given === undefined) continue;
    made[field.key] = LISTS.has(field.kind)
      ? (Array.isArray(given) ? given : [given]).map((one) => expanded(definitions, field, one, language))
      : expanded(definitions, field, given, language);
  }
  return made;
}

/**
 * @param {Definitions} definitions
 * @param {Field} field
 * @param {any} value
 * @param {string} language
 * @returns {any}
 */
function expanded(definitions, field, value, language) {
  if (isText(field.kind)) {
    const text = typeof value === "string" ? { [language]: value } : { ...value };
    if (typeof value === "string") plain.add(text);
    return text;
  }
  if (!field.part) return value;
  return toForm(definitions, field.part, typeof value === "string" && field.short ? { [field.short]: value } : value, language);
}

/**
 * What a form holds as a record, and where each of its values came from.
 * @param {Definitions} definitions
 * @param {string} part
 * @param {Record<string, any>} form
 * @param {string} language of plain words
 * @returns {{ record: Record<string, any>, origins: Origins }}
 */
export function toRecord(definitions, part, form, language) {
  /** @type {Origins} */
  const origins = new Map();
  const record = tidyPart(definitions, part, form, language, [], [], origins) ?? {};
  return { record, origins };
}

/**
 * @param {Definitions} definitions
 * @param {string} part
 * @param {Record<string, any>} form
 * @param {string} language
 * @param {Path} to
 * @param {Path} from
 * @param {Origins} origins
 */
function tidyPart(definitions, part, form, language, to, from, origins) {
  /** @type {Record<string, any>} */
  const made = {};
  for (const field of fieldsOf(definitions, part)) {
    const value = tidy(definitions, field, form[field.key], language, [...to, field.key], [...from, field.key], origins);
    if (value !== undefined) made[field.key] = value;
  }
  origins.set(to.join("/"), from);
  return Object.keys(made).length ? made : undefined;
}

/**
 * @param {Definitions} definitions
 * @param {Field} field
 * @param {any} value
 * @param {string} language
 * @param {Path} to
 * @param {Path} from
 * @param {Origins} origins
 * @returns {any}
 */
function tidy(definitions, field, value, language, to, from, origins) {
  origins.set(to.join("/"), from);
  if (value === undefined || value === null) return undefined;
  if (LISTS.has(field.kind) && Array.isArray(value)) {
    /** @type {any[]} */
    const list = [];
    value.forEach((one, index) => {
      const made = single(definitions, field, one, language, [...to, list.length], [...from, index], origins);
      if (made !== undefined) list.push(made);
    });
    return list.length ? list : undefined;
  }
  return single(definitions, field, value, language, to, from, origins);
}

/**
 * @param {Definitions} definitions
 * @param {Field} field
 * @param {any} value
 * @param {string} language
 * @param {Path} to
 * @param {Path} from
 * @param {Origins} origins
 * @returns {any}
 */
function single(definitions, field, value, language, to, from, origins) {
  origins.set(to.join("/"), from);
  if (isText(field.kind)) return tidyText(value, language, field.kind === "prose" || plain.has(value));
  if (!field.part) return tidyWords(value) || undefined;
  return tidyPart(definitions, field.part, value, language, to, from, origins);
}

/**
 * @param {Record<string, string>} value
 * @param {string} language
 * @param {boolean} mayBePlain
 */
function tidyText(value, language, mayBePlain) {
  const said = Object.entries(value).map(([tag, words]) => [tag, tidyWords(words)]).filter(([, words]) => words);
  if (!said.length) return undefined;
  return mayBePlain && said.length === 1 && said[0][0] === language ? said[0][1] : Object.fromEntries(said);
}

/** @param {unknown} words */
const tidyWords = (words) => String(words ?? "").normalize("NFC").replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim();
