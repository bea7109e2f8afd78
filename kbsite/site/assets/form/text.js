// The finished text of a record: of a new one, or of one that is there with as little changed as can be.

import { fieldsOf } from "./schema.js";
import { toLines } from "./yaml.js";

/** @typedef {import("./check.js").Data} Data */
/** @typedef {{value: Record<string, any>, blocks: {key: string, before: string, text: string, comments: boolean}[], tail: string}} Published */

/**
 * @param {Data} data
 * @param {string} kind
 * @param {string} path
 * @param {Record<string, any>} record
 */
export function newText(data, kind, path, record) {
  const { definitions, part } = data.kinds[kind];
  const up = "../".repeat(path.split("/").length - 1);
  const head = data.schemas ? [`# yaml-language-server: $schema=${up}schema/${kind}.json`] : [];
  return [...head, ...toLines(definitions, part, record), ""].join("\n");
}

/**
 * The text as it was, with only the keys written anew whose values are others now.
 * @param {Data} data
 * @param {string} kind
 * @param {Published} published
 * @param {Record<string, any>} before what the form made of the record when it took it up
 * @param {Record<string, any>} now
 * @returns {{text: string, lost: string[], line: number}} keys whose comments are lost, and the line of the first change
 */
export function changedText(data, kind, published, before, now) {
  const { definitions, part } = data.kinds[kind];
  const order = fieldsOf(definitions, part).map((field) => field.key);
  /** @type {{key: string, text: string}[]} */
  const pieces = [];
  /** @type {string[]} */
  const lost = [];
  for (const block of published.blocks) {
    const same = JSON.stringify(before[block.key]) === JSON.stringify(now[block.key]);
    if (!same && block.comments) lost.push(block.key);
    const written = now[block.key] === undefined ? "" : `${toLines(definitions, part, { [block.key]: now[block.key] }).join("\n")}\n`;
    pieces.push({ key: block.key, text: block.before + (same ? ended(block.text) : written) });
  }
  for (const key of order.filter((one) => now[one] !== undefined && !published.blocks.some((block) => block.key === one))) {
    const at = pieces.findIndex((piece) => order.indexOf(piece.key) > order.indexOf(key));
    pieces.splice(at < 0 ? pieces.length : at, 0, { key, text: `${toLines(definitions, part, { [key]: now[key] }).join("\n")}\n` });
  }
  const text = pieces.map((piece) => piece.text).join("") + published.tail;
  const old = published.blocks.map((block) => block.before + block.text).join("") + published.tail;
  const [lines, were] = [text.split("\n"), old.split("\n")];
  const line = lines.findIndex((each, index) => each !== were[index]) + 1;
  return { text, lost, line };
}

/** @param {string} text */
const ended = (text) => (text.endsWith("\n") ? text : `${text}\n`);
