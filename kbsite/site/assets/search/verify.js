// The best documents read again; the twin of kbsite/search/verify.py.

import { hasGrams } from "./analyzer.js";
import { folded } from "./normalise.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").Unit} Unit */
/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {{names: string, heads: string[], sections: string[]}} Parts */
/** @typedef {{source: Source, rules: Rules, parts: Map<number, Parts>}} Known */

const READ = 8;
const READ_FEWER = 4;
const AMBIGUOUS = 3;
const TOGETHER = 3;
const STEM = 0.8;
const APART = 0.6;
const BELOW = 0.9;
const KEPT_PARTS = 64;

/**
 * New scores of documents at the head of a ranking that have the words of a plan; none where that cannot change who is first.
 * @param {[number, number][]} ranked
 * @param {Plan} plan
 * @param {Known} known
 * @returns {[number, number][]}
 */
export function verified(ranked, plan, known) {
  const { source, rules } = known;
  const units = unitsOf(plan);
  const { verified: bonus, titled } = rules.weights;
  const few = plan.asks || (units.length === 1 && units[0].text.length < AMBIGUOUS);
  const near = ranked.slice(0, few ? READ_FEWER : READ).filter(([, score]) => score + bonus > ranked[0][1]);
  if (near.length < 2 || !units.length) return [];
  for (const [number] of near) source.document(number);
  source.settle();
  const least = plan.asks ? 0.5 : 0;
  return near.map(([number, score]) => {
    const document = partsOf(number, known);
    const found = share(document, units);
    if (found < least) return [number, score];
    const all = units.length > 1 && units.every(({ text }) => document.names.includes(text));
    return [number, score + (bonus * found + (all ? titled : 0))];
  });
}

/**
 * Words to look for, if one that names (or that stands alone) may be pretended by pairs, or if there are so many that it tells whether
 * they stand together.
 * @param {Plan} plan
 */
function unitsOf(plan) {
  const units = plan.units.filter((unit) => unit.kind !== "particle");
  const least = units.length > 1 ? AMBIGUOUS : 2;
  const many = units.length >= TOGETHER;
  const naming = units.filter((unit) => unit.kind !== "question");
  return many || (naming.length ? naming : units).some(({ text }) => hasGrams(text) && text.length >= least) ? units : [];
}

/**
 * The folded text of a document, kept for the next keystroke.
 * @param {number} number
 * @param {Known} known
 * @returns {Parts}
 */
function partsOf(number, { source, parts: kept }) {
  const before = kept.get(number);
  if (before) return before;
  const document = source.document(number);
  const names = folded([document?.title ?? "", ...(document?.names ?? [])].join("\n"));
  const heads = (document?.sections ?? []).map(([, title]) => folded(title));
  const sections = (document?.sections ?? []).map(([, title, text]) => folded(`${title}\n${text}`));
  const found = { names, heads, sections: sections.length ? sections : [""] };
  if (kept.size >= KEPT_PARTS) kept.clear();
  kept.set(number, found);
  return found;
}

/**
 * 1 where one section, with the title, has all words as typed; a half and more where the document has them all.
 * @param {Parts} document
 * @param {Unit[]} units
 */
function share(document, units) {
  if (units.length === 1) return shareOfOne(document, units[0]);
  const { names, sections } = document;
  const having = sections.map((text) => units.map((unit) => names.includes(unit.text) || text.includes(unit.text)));
  const sum = (/** @type {boolean[]} */ row) => row.filter(Boolean).length;
  const everywhere = sum(units.map((_, at) => having.some((row) => row[at]))) / units.length;
  const nearby = Math.max(...having.map(sum)) / units.length;
  return (everywhere * everywhere * everywhere * everywhere + nearby * nearby * nearby * nearby) / 2;
}

/**
 * The same for the only word of a query, which may have another ending and counts most in a title or heading.
 * @param {Parts} document
 * @param {Unit} unit
 */
function shareOfOne({ names, heads, sections }, unit) {
  const apart = new RegExp([...unit.stem].join(" ?"));
  const best = (/** @type {string[]} */ texts) => Math.max(...texts.map((text) => had(unit, text, apart)));
  const found = Math.max(best([names, ...heads]), BELOW * best(sections));
  return found * found * found * found;
}

/**
 * How much of a word a text has in one piece.
 * @param {Unit} unit
 * @param {string} text
 * @param {RegExp} apart
 */
function had(unit, text, apart) {
  if (text.includes(unit.text)) return 1;
  if (text.includes(unit.stem)) return STEM;
  return apart.test(text) ? APART : 0;
}
