// Whether values have the form of their fields, as kbsite/records/shape.py looks at it.

import { nearest } from "./nearest.js";
import { fieldsOf, isText, LISTS } from "./schema.js";

/** @typedef {import("./schema.js").Definitions} Definitions */
/** @typedef {import("./schema.js").Field} Field */
/** @typedef {import("./saying.js").Problem} Problem */
/** @typedef {import("./saying.js").Saying} Saying */
/** @typedef {(string | number)[]} Path */

const LABEL_LIMIT = 300;
const PROSE_LIMIT = 20_000;
const SHOWN = 60;

/**
 * Every value of a part that does not fit.
 * @param {Definitions} definitions
 * @param {Record<string, string>} patterns names of the words for what does not match, by pattern
 * @param {string} part
 * @param {Record<string, any>} value
 * @param {Path} path
 * @returns {Problem[]}
 */
export function misshapen(definitions, patterns, part, value, path) {
  return fieldsOf(definitions, part).flatMap((field) => {
    const given = value[field.key];
    const place = [...path, field.key];
    if (given === undefined) {
      return field.required ? [problem(path, "field-missing", ["shape.MISSING", { key: field.key }], ["shape.ADD_IT", { key: field.key }])] : [];
    }
    const values = LISTS.has(field.kind) && Array.isArray(given) ? given : null;
    if (!values) return single(definitions, patterns, field, given, place);
    const found = values.flatMap((one, index) => single(definitions, patterns, field, one, [...place, index]));
    if (values.length > field.most) {
      found.push(unfit(place, ["shape.TOO_MANY.0", { key: field.key, actual_length: values.length, max_length: field.most }], ["shape.TOO_MANY.1"]));
    }
    const twice = ["ids", "lines"].includes(field.kind) ? values.findIndex((one, index) => values.indexOf(one) !== index) : -1;
    return found.length || twice < 0 ? found : [told([...place, twice], "repeated", { value: values[twice], key: field.key })];
  });
}

/**
 * @param {Definitions} definitions
 * @param {Record<string, string>} patterns
 * @param {Field} field
 * @param {any} value
 * @param {Path} path
 * @returns {Problem[]}
 */
function single(definitions, patterns, field, value, path) {
  if (isText(field.kind)) return misworded(field, value, path);
  if (field.part && typeof value === "object") return misshapen(definitions, patterns, field.part, value, path);
  const filled = { value: shown(value), key: field.key };
  const kind = field.part ? "id" : field.kind.replace(/^(id|line|choice|language)s$/, "$1");
  if (kind === "choice") {
    const choices = Object.keys(field.choices);
    if (choices.includes(value)) return [];
    const near = nearest(value, choices);
    /** @type {Saying} */
    const cure = near ? ["suggest.DID_YOU_MEAN", { name: near }] : ["shape.ONE_OF", { choices: choices.join(", ") }];
    return [problem(path, "value-choice", ["shape.BAD_CHOICE", filled], cure)];
  }
  if (kind === "date") return isDay(value) ? [] : [told(path, "calendar_date", filled)];
  if (kind === "clock") return new RegExp(field.limits.pattern).test(value) ? [] : [told(path, "clock_time", filled)];
  if (kind === "flag") return ["true", "false"].includes(value) ? [] : [told(path, "flag", filled)];
  if (kind === "whole") return misnumbered(field, value, path, filled);
  return misspelt(patterns, field.limits, value, path, filled);
}

/**
 * @param {Field} field
 * @param {Record<string, string> | string} value
 * @param {Path} path
 */
function misworded(field, value, path) {
  for (const words of typeof value === "string" ? [value] : Object.values(value)) {
    if (field.kind === "label" && /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/.test(words)) return [told(path, "one_line", { key: field.key })];
    const limit = field.kind === "label" ? LABEL_LIMIT : PROSE_LIMIT;
    if ([...words].length > limit) return [told(path, "too_long", { key: field.key, limit })];
  }
  return [];
}

/**
 * @param {Field} field
 * @param {string} value
 * @param {Path} path
 * @param {Record<string, any>} filled
 */
function misnumbered(field, value, path, filled) {
  if (!new RegExp(field.limits.pattern).test(value)) return [told(path, "whole_number", filled)];
  const { minimum = -Infinity, maximum = Infinity } = field.limits;
  if (Number(value) < minimum) return [told(path, "greater_than_equal", { ...filled, ge: minimum })];
  return Number(value) > maximum ? [told(path, "less_than_equal", { ...filled, le: maximum })] : [];
}

/**
 * @param {Record<string, string>} patterns
 * @param {any} limits
 * @param {string} value
 * @param {Path} path
 * @param {Record<string, any>} filled
 */
function misspelt(patterns, limits, value, path, filled) {
  if ([...value].length > (limits.maxLength ?? Infinity)) return [told(path, "string_too_long", { ...filled, max_length: limits.maxLength })];
  if (!limits.pattern || new RegExp(limits.pattern).test(value)) return [];
  const key = patterns[limits.pattern];
  const listed = key === "shape.PATTERNS.0" && filled.value.includes(",");
  return [key ? unfit(path, [`${key}.0`, filled], [listed ? "shape.LIST_CURE" : `${key}.1`]) : unfit(path, ["shape.BAD_FORM", filled], null)];
}

/** @param {string} value */
function isDay(value) {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!day || day[1] === "0000") return false;
  const made = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(made.getTime()) && made.toISOString().startsWith(value);
}

/** @param {string} value */
function shown(value) {
  const letters = [...String(value).replace(/\n/g, " ")];
  return letters.length <= SHOWN ? letters.join("") : `${letters.slice(0, SHOWN - 1).join("")}…`;
}

/**
 * @param {Path} path
 * @param {string} what
 * @param {Record<string, any>} values
 */
const told = (path, what, values) => unfit(path, [`shape.VALUES.${what}.0`, values], [`shape.VALUES.${what}.1`, values]);

/**
 * @param {Path} path
 * @param {Saying} message
 * @param {Saying | null} cure
 */
const unfit = (path, message, cure) => problem(path, "value-shape", message, cure);

/**
 * @param {Path} path
 * @param {string} rule
 * @param {Saying} message
 * @param {Saying | null} [cure]
 * @param {"error" | "warning"} [severity]
 * @returns {Problem}
 */
export const problem = (path, rule, message, cure = null, severity = "error") => ({ path, rule, message, cure, severity });
