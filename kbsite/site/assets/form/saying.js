// What is wrong with a record, in the words of the check.

import { say } from "../finder/words.js";

/** @typedef {[key: string, values?: Record<string, any>]} Saying values may be sayings themselves */
/**
 * @typedef {object} Problem
 * @property {(string | number)[]} path in the record
 * @property {string} rule
 * @property {Saying} message
 * @property {Saying | null} cure
 * @property {"error" | "warning"} severity
 */
/** @typedef {"ko" | "en"} Language */

/**
 * A saying as a sentence.
 * @param {Record<string, {ko: string, en: string}>} words
 * @param {Saying} saying
 * @param {Language} language
 * @returns {string}
 */
export function said(words, [key, values = {}], language) {
  const filled = Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? said(words, /** @type {Saying} */ (value), language) : value]);
  return say({ [key]: words[key]?.[language] ?? key }, key, Object.fromEntries(filled));
}
