// The best documents read again; the twin of kbsite/search/verify.py.

import { folded } from "./normalise.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {{names: string, sections: string[]}} Parts */
/** @typedef {{source: Source, rules: Rules, parts: Map<number, Parts>}} Known */

const READ = 4;
const AMBIGUOUS = 3;
const KEPT = 64;

/**
 * New scores of documents at the head of a ranking that have the words of a plan; none where that cannot change who is first.
 * @param {[number, number][]} ranked
 * @param {Plan} plan
 * @param {Known} known
 * @returns {[number, number][]}
 */
export function verified(ranked, plan, known) {
  const { source, rules } = known;
  const words = wordsOf(plan);
  const bonus = rules.weights.verified;
  const near = ranked.slice(0, READ).filter(([, score]) => score + bonus > ranked[0][1]);
  if (near.length < 2 || !words.length) return [];
  for (const [number] of near) source.document(number);
  source.settle();
  const least = plan.asks ? 0.5 : 0;
  const shares = near.map(([number]) => share(parts(number, known), words));
  return near.map(([number, score], at) => [number, score + (shares[at] >= least ? bonus * shares[at] : 0)]);
}

/**
 * Words to look for, if there are several, and one that pairs may pretend.
 * @param {Plan} plan
 */
function wordsOf(plan) {
  const units = plan.units.filter((unit) => unit.kind !== "particle");
  const long = units.some((unit) => unit.kind === "gram" && unit.text.length >= AMBIGUOUS);
  return long && units.length > 1 ? units.map((unit) => unit.text) : [];
}

/**
 * The folded text of a document, kept for the next keystroke.
 * @param {number} number
 * @param {Known} known
 * @returns {Parts}
 */
function parts(number, { source, parts: kept }) {
  const before = kept.get(number);
  if (before) return before;
  const document = source.document(number);
  const names = folded([document?.title ?? "", ...(document?.names ?? [])].join("\n"));
  const sections = (document?.sections ?? []).map(([, title, text]) => folded(`${title}\n${text}`));
  const found = { names, sections: sections.length ? sections : [""] };
  if (kept.size >= KEPT) kept.clear();
  kept.set(number, found);
  return found;
}

/**
 * 1 where one section, with the title, has all words; a half and more where the document has them all.
 * @param {Parts} document
 * @param {string[]} words
 */
function share({ names, sections }, words) {
  const having = sections.map((section) => words.map((word) => names.includes(word) || section.includes(word)));
  const everywhere = words.filter((_, at) => having.some((row) => row[at])).length / words.length;
  const nearby = Math.max(...having.map((row) => row.filter(Boolean).length)) / words.length;
  return (everywhere * everywhere * everywhere * everywhere + nearby * nearby * nearby * nearby) / 2;
}
