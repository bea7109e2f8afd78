// Every text, address and reference inside a record, with the path to it.

import { fieldsOf, isText, LISTS } from "./schema.js";

/** @typedef {import("./schema.js").Definitions} Definitions */
/** @typedef {import("./schema.js").Field} Field */
/** @typedef {{path: (string | number)[], field: Field, value: string, language: string}} Leaf */

/**
 * Every single value of a part: a text gives one for each of its languages, which is empty for other values.
 * @param {Definitions} definitions
 * @param {string} part
 * @param {Record<string, any>} value
 * @param {string} language of plain words
 * @param {(string | number)[]} [path]
 * @returns {Generator<Leaf>}
 */
export function* leaves(definitions, part, value, language, path = []) {
  for (const field of fieldsOf(definitions, part)) {
    const given = value[field.key];
    if (given === undefined) continue;
    const listed = LISTS.has(field.kind) && Array.isArray(given);
    for (const [index, one] of (listed ? given : [given]).entries()) {
      const place = listed ? [...path, field.key, index] : [...path, field.key];
      if (isText(field.kind)) {
        for (const [tag, words] of typeof one === "string" ? [[language, one]] : Object.entries(one)) yield { path: place, field, value: words, language: tag };
      } else if (typeof one === "object") yield* leaves(definitions, field.part, one, language, place);
      else yield { path: place, field: field.part ? shortField(definitions, field) : field, value: one, language: "" };
    }
  }
}

/**
 * @param {Definitions} definitions
 * @param {Field} field
 */
const shortField = (definitions, field) => fieldsOf(definitions, field.part).find((one) => one.key === field.short) ?? field;

/**
 * The text with blanks where it has code spans.
 * @param {string} text
 */
export function withoutCode(text) {
  return text.split(/(\n[ \t]*\n)/).map(blankCode).join("");
}

/** @param {string} block */
function blankCode(block) {
  const runs = [...block.matchAll(/(\\*)(`+)/g)].map((run) => ({ escaped: run[1].length % 2 === 1, at: run.index + run[1].length, size: run[2].length }));
  let shown = "";
  let at = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const closer = runs[index].escaped ? -1 : runs.findIndex((run, later) => later > index && run.size === runs[index].size);
    if (closer < 0) continue;
    const end = runs[closer].at + runs[closer].size;
    shown += block.slice(at, runs[index].at) + " ".repeat(end - runs[index].at);
    [at, index] = [end, closer];
  }
  return shown + block.slice(at);
}

/**
 * Whether a language tag begins with a language there is, and not with a country.
 * @param {string[]} codes
 * @param {string} language
 */
export function isLanguage(codes, language) {
  const primary = language.split("-")[0];
  return primary.length === 3 || codes.includes(primary);
}
