// A record to YAML in the style of the house, as kbsite/records/style.py and scalars.py write it.

import { fieldsOf, isText } from "./schema.js";

/** @typedef {import("./schema.js").Definitions} Definitions */
/** @typedef {import("./schema.js").Field} Field */

const WIDTH = 110;
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const BREAK = /(?<![ \t]) (?![ \t])/;
const NOT_AT_START = /^(?:[?:,[\]{}#&*!|>'"%@`]|-(?:\s|$)|---|\.\.\.)/;
const NOT_INSIDE = /:(?:\s|$)|\s#|[\t\n\r\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
const NOT_IN_BRACKETS = /[,[\]{}?]/;
const ODD = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
const ODD_IN_BLOCK = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
const ESCAPED = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/g;
/** @type {Record<string, string>} */
const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
const OTHERWISE_READ = /^(?:[-+]?0[0-9]+|0x[0-9a-f]+|0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?:\.[0-9]*)?e[-+]?[0-9]+)|[-+]?\.inf|\.nan|true|false|yes|no|on|off|null)$/i;
const PLAIN_KINDS = new Set(["whole", "number", "flag"]);

/**
 * A part of a record as lines: of the whole record, or of some of its keys.
 * @param {Definitions} definitions
 * @param {string} part
 * @param {Record<string, any>} record
 * @param {number} [indent]
 * @returns {string[]}
 */
export function toLines(definitions, part, record, indent = 0) {
  const fields = fieldsOf(definitions, part);
  return fields.filter((field) => record[field.key] !== undefined).flatMap((field) => {
    const margin = " ".repeat(indent);
    return entry(definitions, field, record[field.key], `${margin}${field.key}:`, indent, field.kind);
  });
}

/**
 * One value behind its key or dash, as lines.
 * @param {Definitions} definitions
 * @param {Field} field
 * @param {any} value
 * @param {string} head
 * @param {number} indent
 * @param {string} kind
 * @returns {string[]}
 */
function entry(definitions, field, value, head, indent, kind) {
  const short = onOneLine(value, kind, cells(head) + 1);
  if (short !== null) return [`${head} ${short}`];
  if (typeof value === "string") {
    const folded = block(value, indent + 2) ?? [inline(value)];
    return [`${head} ${folded[0]}`, ...folded.slice(1)];
  }
  if (Array.isArray(value)) {
    const margin = " ".repeat(indent + 2);
    const one = kind.replace(/s$/, "");
    return [head, ...value.flatMap((each) => entry(definitions, field, each, `${margin}-`, indent + 2, one))];
  }
  const lines = isText(kind)
    ? Object.entries(value).flatMap(([tag, words]) => entry(definitions, field, words, `${" ".repeat(indent + 2)}${tag}:`, indent + 2, kind))
    : toLines(definitions, field.part, value, indent + 2);
  return head.endsWith("-") ? [`${head} ${lines[0].trimStart()}`, ...lines.slice(1)] : [head, ...lines];
}

/**
 * A value on the line of its key, or null where it has to go below it.
 * @param {any} value
 * @param {string} kind
 * @param {number} column
 */
function onOneLine(value, kind, column) {
  if (typeof value !== "string") {
    const line = inBrackets(value, kind);
    return line !== null && column + cells(line) <= WIDTH ? line : null;
  }
  const line = inline(value, false, !PLAIN_KINDS.has(kind));
  const folded = block(value, 2);
  if (value.includes("\n") && folded) return null;
  return isText(kind) && column + cells(line) > WIDTH && folded ? null : line;
}

/**
 * @param {any} value
 * @param {string} kind
 */
function inBrackets(value, kind) {
  const keyed = !Array.isArray(value);
  const values = keyed ? Object.values(value) : value;
  if ((keyed && !isText(kind)) || values.some((/** @type {any} */ one) => typeof one !== "string" || one.includes("\n"))) return null;
  const parts = keyed
    ? Object.entries(value).map(([tag, words]) => `${inline(tag, true)}: ${inline(words, true)}`)
    : values.map((/** @type {string} */ one) => inline(one, true));
  return keyed ? `{${parts.join(", ")}}` : `[${parts.join(", ")}]`;
}

/**
 * A text on one line, in quotes where it needs them.
 * @param {string} value
 * @param {boolean} [brackets]
 * @param {boolean} [text]
 */
export function inline(value, brackets = false, text = true) {
  const quoted = ["", "~", "null"].includes(value) || value !== value.trim() || NOT_AT_START.test(value) || NOT_INSIDE.test(value)
    || (brackets && NOT_IN_BRACKETS.test(value));
  if (!quoted && !(text && OTHERWISE_READ.test(value))) return value;
  if (!ODD.test(value) && !value.includes("'") && /["\\]/.test(value)) return `'${value}'`;
  return `"${value.replace(ESCAPED, (letter) => SHORT[letter] ?? escaped(letter.charCodeAt(0)))}"`;
}

/** @param {number} code */
const escaped = (code) => (code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`);

/**
 * A text as a header and the lines below it: kept as they are, or folded; null where it has to stand in quotes.
 * @param {string} value
 * @param {number} indent
 */
function block(value, indent) {
  if (!value.trim() || /^[ \t\n]/.test(value) || ODD_IN_BLOCK.test(value) || value !== value.trimEnd()) return null;
  const lines = value.split("\n");
  const room = WIDTH - indent;
  const narrow = lines.length > 1 && lines.every((line) => cells(line) <= room);
  /** @type {string[]} */
  let written = [];
  if (narrow || lines.some((line) => /^[ \t]/.test(line) || line !== line.trimEnd())) {
    written = ["|-", ...lines];
  } else {
    written = [">-"];
    lines.forEach((line, number) => {
      if (number && line && lines[number - 1]) written.push("");
      written.push(...(line ? fold(line, room) : [""]));
      if (!line && number && lines[number - 1]) written.push("");
    });
  }
  const margin = " ".repeat(indent);
  return written.map((line, number) => (number && line ? margin + line : line));
}

/**
 * A line broken at single blanks into pieces that fit.
 * @param {string} line
 * @param {number} room
 */
function fold(line, room) {
  /** @type {string[]} */
  const pieces = [];
  let width = 0;
  for (const word of line.split(BREAK)) {
    const wide = cells(word);
    if (pieces.length && width + 1 + wide <= room) {
      pieces[pieces.length - 1] += ` ${word}`;
      width += 1 + wide;
    } else {
      pieces.push(word);
      width = wide;
    }
  }
  return pieces;
}

/** @param {string} text Width in columns: Hangul and other wide letters take two. */
export function cells(text) {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : /\p{Mn}/u.test(letter) ? 0 : 1;
  return width;
}
