// A query to ranked documents; the twin of kbsite/search/engine.py.

import { beginnings, forms, paraphrases, sounds, typos } from "./expand.js";
import { strokes } from "./hangul.js";
import { compact } from "./normalise.js";
import { makePlan } from "./plan.js";
import { Ranking } from "./ranking.js";
import { inOtherScript, inOtherWords, withOtherLayout } from "./readings.js";
import { hasPhrases, selected, understood } from "./selection.js";
import { hangulKey, latinKeys } from "./sound.js";
import { KEY_SIZE, Missing } from "./source.js";
import { suggestions } from "./suggestions.js";
import { verified } from "./verify.js";

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./plan.js").Alternative} Alternative */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").Unit} Unit */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {import("./source.js").Shown} Shown */
/** @typedef {Map<number, number>} Scores */
/** @typedef {{kind: "layout" | "typo" | "initials", typed: string, found: string}} Note */
/** @typedef {{number: number, score: number}} Chosen */
/** @typedef {Chosen & {document: Shown}} Hit */
/** @typedef {{scores: Scores, coverage: number, keyed: boolean}} Read scores of a reading, and whether a title or heading has a part that begins so */
/** @typedef {{query: Query, hits: Hit[], total: number, matching: number[], records: number[], notes: Note[], words: string[], suggestions: string[], more: string[]}} Answer */
/** @typedef {{count?: number, language?: string, literal?: boolean, first?: number}} Options */

const ONLY_INITIALS = /^[ㄱ-ㅎ ]{2,}$/;
const KEY_FIELDS = ["key_heading", "key_name", "key_title"];
const KEY_SHORT = 4;
const INITIALS_SIZE = 12;
const LOOKED_AT = 40;
/** Marks of documents that stand behind others, and of those about the same record as the one before them. */
const MINOR = "lang:~minor";
const TWIN = "lang:~twin";

/** Answers queries over a source. */
export class Engine {
  /**
   * @param {Source} source
   * @param {Rules} rules
   */
  constructor(source, rules) {
    this.source = source;
    this.rules = rules;
    /** @type {import("./ranking.js").Matches[]} */
    this.spare = [];
    /** @type {Map<string, [string, number][]>} words of like sound found before */
    this.sounding = new Map();
    /** @type {Map<number, import("./verify.js").Parts>} texts read before */
    this.parts = new Map();
  }

  /**
   * The best documents, of one record only the best; `literal` takes what was typed as it stands.
   * With `first`, no more hits than these are waited for: `more` names the files of the others, where they are not loaded.
   * Throws Missing where files are needed first: call it through the source's `run`.
   * @param {string} typed
   * @param {Options} [options]
   * @returns {Answer}
   */
  search(typed, options = {}) {
    const query = understood(typed, this.source);
    const allowed = selected(query, this.source);
    /** @type {Scores} */
    let scores = new Map();
    /** @type {Note[]} */
    let notes = [];
    /** @type {string[]} */
    let words = [];
    let unfiltered = false;
    if (compact(query.text)) {
      const reading = new Reading(this, options.literal ?? false);
      try {
        [scores, notes] = reading.scores(query.text);
      } catch (problem) {
        if (problem instanceof Missing) this.ahead(problem, () => this.answer(query, reading.begun, allowed, [], [], options));
        throw problem;
      }
      let top = 0;
      for (const score of scores.values()) top = Math.max(top, score);
      if (top < this.rules.weights.nothing && namesOneThing(makePlan(query.text, this.rules))) {
        [scores, notes] = [new Map(), []]; // two syllables of five are no find
      }
      words = reading.words();
      unfiltered = scores.size > 0;
    } else for (const number of allowed ?? []) scores.set(number, 1);
    const answer = this.answer(query, scores, allowed, notes, words, options);
    const bare = query.text.trim();
    if (answer.hits.length || !compact(bare)) return answer;
    return { ...answer, suggestions: unfiltered && bare !== typed.trim() ? [bare] : suggestions(bare, this.source, this.rules) };
  }

  /**
   * Have what is likely to be read and shown in the end loaded with what is missing now.
   * @param {Missing} missing
   * @param {() => void} guess
   */
  ahead(missing, guess) {
    try {
      guess();
      this.source.settle();
    } catch (problem) {
      if (!(problem instanceof Missing)) throw problem;
      missing.paths.push(...problem.paths);
    }
  }

  /**
   * @param {Query} query
   * @param {Scores} all
   * @param {Set<number> | undefined} allowed
   * @param {Note[]} notes
   * @param {string[]} words
   * @param {Options} options
   * @returns {Answer}
   */
  answer(query, all, allowed, notes, words, { count = 10, language = "", first: least = count }) {
    const own = language ? this.source.postings(`lang:${language}`) : null;
    const home = new Set(own?.documents);
    if (own) {
      for (const [number, score] of all) if (!home.has(number)) all.set(number, score * this.rules.weights.other_language);
    }
    const minor = this.source.postings(MINOR);
    for (const number of minor?.documents ?? []) {
      const score = all.get(number);
      if (score !== undefined) all.set(number, score * this.rules.weights.minor);
    }
    // Taken before anything is left out, so that what facets promise is there when they are chosen.
    let top = 0;
    for (const score of all.values()) top = Math.max(top, score);
    const enough = top * this.rules.weights.enough;
    const scores = allowed ? new Map([...all].filter(([number]) => allowed.has(number))) : all;
    /** @type {number[]} */
    const matching = [];
    for (const [number, score] of scores) if (score >= enough) matching.push(number);
    const twins = new Set(this.source.postings(TWIN)?.documents);
    let ranked = best(scores, Math.max(LOOKED_AT, count * 2));
    // What is read is mostly what is shown: both are loaded at once.
    if (!query.phrases.length) for (const { number } of chosen(ranked, Math.min(least, count), home, twins, this.rules)) this.source.document(number);
    if (compact(query.text) && notes.every((note) => note.kind === "typo")) {
      for (const [number, score] of verified(ranked, makePlan(query.text, this.rules), this)) scores.set(number, score);
      ranked = best(scores, Math.max(LOOKED_AT, count * 2));
    }
    const found = this.found(query, ranked, count, home, twins);
    const hits = this.hits(found.slice(0, least));
    hits.push(...this.loaded(found.slice(least)));
    const more = this.source.missing();
    const records = matching.map((number) => first(number, twins));
    return { query, hits, total: new Set(records).size, matching, records, notes, words, suggestions: [], more };
  }

  /**
   * The first documents, each record once, in the reader's own language where that is found nearly as well.
   * @param {Query} query
   * @param {[number, number][]} ranked
   * @param {number} count
   * @param {Set<number>} home
   * @param {Set<number>} twins
   */
  found({ phrases }, ranked, count, home, twins) {
    const having = phrases.length ? this.having(phrases, ranked, count, twins) : ranked;
    return chosen(having, count, home, twins, this.rules);
  }

  /**
   * @param {Chosen[]} found
   * @returns {Hit[]}
   */
  hits(found) {
    const hits = this.loaded(found);
    this.source.settle();
    return hits;
  }

  /**
   * As many as are loaded, in a row.
   * @param {Chosen[]} found
   * @returns {Hit[]}
   */
  loaded(found) {
    const documents = found.map(({ number }) => this.source.document(number));
    const missing = documents.indexOf(undefined);
    const hits = found.slice(0, missing < 0 ? found.length : missing);
    return hits.map((hit, at) => ({ ...hit, document: /** @type {Shown} */ (documents[at]) }));
  }

  /**
   * Those in whose text some phrases stand as they were written, as many as are surely enough.
   * @param {string[]} phrases
   * @param {[number, number][]} ranked
   * @param {number} count
   * @param {Set<number>} twins
   */
  having(phrases, ranked, count, twins) {
    /** @type {[number, number][]} */
    const found = [];
    const enough = () => new Set(found.map(([number]) => first(number, twins))).size >= count;
    for (let at = 0; at < ranked.length && !enough(); at += count) {
      const next = ranked.slice(at, at + count);
      for (const [number] of next) this.source.document(number);
      this.source.settle();
      found.push(...next.filter(([number]) => hasPhrases(/** @type {Shown} */ (this.source.document(number)), phrases)));
    }
    return found;
  }
}

/**
 * The first documents, each record once, in the reader's own language where that is found nearly as well.
 * @param {[number, number][]} ranked
 * @param {number} count
 * @param {Set<number>} home
 * @param {Set<number>} twins
 * @param {Rules} rules
 */
function chosen(ranked, count, home, twins, rules) {
  /** @type {Map<number, Chosen>} */
  const found = new Map();
  for (const [number, score] of ranked) {
    if (found.size === count) break;
    const record = first(number, twins);
    const known = found.get(record);
    if (!known) found.set(record, { number, score });
    else if (home.has(number) && !home.has(known.number) && score >= known.score * rules.weights.own_language) found.set(record, { number, score: known.score });
  }
  return [...found.values()];
}

/**
 * The first document about the same record.
 * @param {number} number
 * @param {Set<number>} twins
 */
function first(number, twins) {
  let at = number;
  while (twins.has(at)) at--;
  return at;
}

/** All readings of one query's text, and the words found for those typed. */
class Reading {
  /**
   * @param {Engine} engine
   * @param {boolean} literal
   */
  constructor({ source, rules, spare, sounding }, literal) {
    this.source = source;
    this.rules = rules;
    this.weights = rules.weights;
    this.literal = literal;
    this.sounding = sounding;
    this.ranking = new Ranking(source, rules, spare);
    /** @type {Map<string, Unit>} */
    this.expanded = new Map();
    /** @type {Map<string, string>} */
    this.corrected = new Map();
    this.missed = false;
    /** @type {Scores} as far as they are known where files are missing */
    this.begun = new Map();
  }

  /**
   * The best score of each document over all readings.
   * @param {string} text
   * @returns {[Scores, Note[]]}
   */
  scores(text) {
    if (ONLY_INITIALS.test(text)) {
      const found = this.keyed("initials", compact(text));
      this.source.settle();
      if (found.size) return [found, [{ kind: "initials", typed: text.trim(), found: "" }]];
    }
    const others = this.literal ? [] : inOtherWords(text, this.source);
    /** @type {Read[]} */
    const read = [];
    /** @type {Note[]} */
    let notes = [];
    let missed = false;
    this.source.each([
      () => {
        read.push(this.read(text));
        missed = this.missed;
        notes = [...this.corrected].map(([typed, found]) => ({ kind: "typo", typed, found }));
      },
      ...others.map(([other, put]) => () => void read.push(this.read(other, put))),
    ]);
    const [first, ...rest] = read;
    const weak = !first.keyed && (first.coverage < this.weights.weak || missed);
    if (!this.literal && (weak || makePlan(text, this.rules).stray)) {
      const other = withOtherLayout(text);
      const more = other ? this.read(other) : { scores: first.scores, coverage: 0, keyed: false };
      if (more.coverage > Math.max(first.coverage, 0.5) || (more.keyed && other.length > 1)) {
        return [merged(more.scores, first.scores, this.weights.swapped), [{ kind: "layout", typed: text.trim(), found: other.trim() }]];
      }
    }
    return [rest.reduce((scores, other) => merged(scores, other.scores, this.weights.variant), first.scores), notes];
  }

  /**
   * One reading; the words of a phrase put in for another are what the index has.
   * @param {string} text
   * @param {string} [put]
   * @returns {Read}
   */
  read(text, put = "") {
    const plan = makePlan(text, this.rules);
    const typed = strokes(compact(text));
    const known = makePlan(put, this.rules).units.map((unit) => unit.text);
    for (const unit of plan.units) unit.known = known.includes(unit.text);
    this.touch(plan, typed);
    this.source.settle();
    let full = plan;
    /** @type {import("./ranking.js").Outcome} */
    let outcome = { scores: new Map(), coverage: 0 };
    /** @type {Scores} */
    let keys = new Map();
    try {
      this.source.each([() => (outcome = this.ranking.rank((full = this.withAlternatives(plan)))), () => (keys = this.titles(plan, typed))]);
      if (!keys.size && !plan.tail) keys = this.alike(full);
    } catch (problem) {
      const { scores } = outcome.scores.size ? outcome : this.ranking.rank(plan);
      if (!this.begun.size) this.begun = summed(scores, keys);
      throw problem;
    }
    return { scores: summed(outcome.scores, keys), coverage: outcome.coverage, keyed: keys.size > 0 };
  }

  /**
   * Documents of which a title, name or heading begins with what sounds like what was typed.
   * @param {Plan} plan
   */
  alike(plan) {
    const others = inOtherScript(plan);
    /** @type {Scores} */
    let keys = new Map();
    for (const [other] of others) this.source.touch("keys", strokes(compact(other)).slice(0, KEY_SIZE));
    for (const [other, factor] of others) keys = merged(keys, this.keyed("keys", strokes(compact(other))), factor * this.weights.variant);
    this.source.settle();
    return keys;
  }

  /**
   * Documents of which a title, name or heading begins with what was typed, or with its stems.
   * @param {Plan} plan
   * @param {string} typed
   */
  titles(plan, typed) {
    // A title that begins with C is not about C++.
    const keys = plan.units.some((unit) => /[+#]$/.test(unit.text)) ? new Map() : this.keyed("keys", typed);
    const stems = stemsOf(plan);
    if (plan.tail || stems === typed || stems.length < 4 || (keys.size && this.begins(typed))) return keys;
    // A title that is the stems alone is meant even where another one has the words with their endings.
    return merged(keys, this.keyed("keys", stems, keys.size > 0), this.weights.key_stem);
  }

  /**
   * Look ahead, so that most files are asked for in one round.
   * @param {Plan} plan
   * @param {string} typed
   */
  touch(plan, typed) {
    const { source, rules } = this;
    for (const unit of plan.units) {
      for (const gram of unit.alternatives[0].grams) source.postings(gram.term);
      forms(unit, this);
      if (unit.known) continue;
      if (plan.asks || plan.units.length > 2) source.paraphrases(unit.text);
      if (unit.kind === "word" && /^[a-z]{3,}$/.test(unit.text)) for (const key of latinKeys(unit.text, rules)) source.touch("sounds", `K:${key}`);
      else if (unit.kind === "gram") source.touch("sounds", `L:${hangulKey(unit.stem, rules)} `);
    }
    for (const gram of plan.bridges) source.postings(gram.term);
    const last = plan.units.at(-1);
    if (last && plan.unfinished && !last.known) {
      const begun = strokes(last.text + plan.tail);
      source.touch("words", begun);
    }
    for (const key of [typed, stemsOf(plan)]) source.touch("keys", key.slice(0, KEY_SIZE));
  }

  /**
   * @param {Plan} plan
   * @returns {Plan}
   */
  withAlternatives(plan) {
    const last = plan.units.length - 1;
    const asking = plan.asks || plan.units.length > 2;
    const units = [...plan.units];
    this.source.each(plan.units.map((unit, at) => () => (units[at] = this.expand(unit, at === last ? plan.tail : "", at === last && plan.unfinished, asking))));
    return { ...plan, units };
  }

  /**
   * @param {Unit} unit
   * @param {string} tail
   * @param {boolean} typing
   * @param {boolean} asking
   */
  expand(unit, tail, typing, asking) {
    if (unit.kind === "particle") return unit;
    const key = [unit.kind, unit.text, unit.stem, unit.weight, unit.known, tail, typing, asking].join("\t");
    let known = this.expanded.get(key);
    if (!known) {
      known = { ...unit, alternatives: [...unit.alternatives, ...this.alternatives(unit, tail, typing, asking)] };
      this.expanded.set(key, known);
    }
    return known;
  }

  /**
   * @param {Unit} unit
   * @param {string} tail
   * @param {boolean} typing
   * @param {boolean} asking
   * @returns {Alternative[]}
   */
  alternatives(unit, tail, typing, asking) {
    const named = unit.kind !== "question";
    const found = forms(unit, this);
    if (unit.known) return found;
    // Corrections come last, since they wait for what is missing: so all of it is asked for at once.
    const alike = named && unit.kind === "gram" ? sounds(unit, this) : [];
    const others = named && asking ? paraphrases(unit, this) : [];
    if (typing) others.push(...beginnings(unit, tail, this));
    const corrections = named && !this.literal && !found.length ? this.corrections(unit, tail) : [];
    if (named && unit.kind === "word" && !corrections.length) alike.push(...sounds(unit, this));
    return [...found, ...alike, ...others, ...corrections];
  }

  /**
   * Words that a word which no document has may be a mistake for.
   * @param {Unit} unit
   * @param {string} tail
   */
  corrections(unit, tail) {
    if (!this.unknown(unit)) return [];
    this.missed = true;
    const found = typos(unit, tail, this);
    this.source.settle();
    if (found.length && !tail && !this.corrected.has(unit.text)) this.corrected.set(unit.text, found[0].text);
    return found;
  }

  /**
   * Whether no document has all that a word needs.
   * @param {Unit} unit
   */
  unknown(unit) {
    /** @type {Set<number> | undefined} */
    let shared;
    for (const gram of unit.alternatives[0].grams) {
      if (gram.needed !== 1) continue;
      const numbers = this.source.postings(gram.term)?.documents ?? new Int32Array();
      shared = new Set(shared ? numbers.filter((number) => /** @type {Set<number>} */ (shared).has(number)) : numbers);
    }
    if (!shared?.size) return true;
    return unit.kind === "gram" && unit.stem.length > 2 && shared.size <= this.weights.rare && !this.inAWord(unit.stem);
  }

  /**
   * Whether some word of the index begins or ends so.
   * @param {string} stem
   */
  inAWord(stem) {
    const typed = strokes(stem);
    const begins = this.source.scan("words", typed, 1).length > 0;
    this.source.settle();
    return begins || this.source.scan("reversed", [...typed].reverse().join(""), 1).length > 0;
  }

  /**
   * Whether a title, name or heading begins so.
   * @param {string} typed
   */
  begins(typed) {
    return this.source.begun("keys", typed.slice(0, KEY_SIZE)).some(([, packed]) => packed & 32);
  }

  /**
   * Documents of which a title, name or heading has a part that begins so, or (`whole`) is just that.
   * @param {"keys" | "initials"} space
   * @param {string} prefix
   * @param {boolean} [whole]
   * @returns {Scores}
   */
  keyed(space, prefix, whole = false) {
    /** @type {Scores} */
    const found = new Map();
    if (!prefix) return found;
    const { weights } = this;
    const size = space === "keys" ? KEY_SIZE : INITIALS_SIZE;
    const typed = sizeClass(prefix.length);
    const long = weights.key_long * Math.min(1, Math.max(0, prefix.length - KEY_SHORT) / KEY_SHORT / 2);
    for (const [number, packed] of this.source.begun(space, prefix.slice(0, size))) {
      const total = packed & 31;
      if (typed > total) continue;
      const start = packed & 32;
      const ratio = typed / Math.max(1, total);
      const isWhole = start && ratio >= 1;
      if (whole && !isWhole) continue;
      const value = weights[KEY_FIELDS[packed >> 6]] * (weights[start ? "key_start" : "key_inside"] + weights.key_ratio * ratio + (isWhole ? weights.key_whole : 0) + long);
      found.set(number, Math.max(found.get(number) ?? 0, value));
    }
    return found;
  }

  /** Words to mark in what is found: those typed, and those found for them. */
  words() {
    /** @type {Set<string>} */
    const found = new Set();
    for (const unit of this.expanded.values()) {
      if (unit.kind === "question") continue;
      found.add(unit.stem);
      for (const { text, how } of unit.alternatives) if (text && how !== "paraphrase") text.split(" ").forEach((word) => found.add(word));
    }
    return [...found];
  }
}

/** @param {Plan} plan */
const namesOneThing = ({ units }) => units.filter(({ kind }) => kind !== "question" && kind !== "particle").length === 1;

/** @param {Plan} plan */
const stemsOf = ({ units }) => strokes(units.filter(({ kind }) => kind !== "question" && kind !== "particle").map((unit) => unit.stem).join(""));

/** @param {number} total */
const sizeClass = (total) => (total <= 24 ? total : Math.min(31, 24 + Math.floor((total - 17) / 8)));

/**
 * The better of two scores of each document, the second times a factor.
 * @param {Scores} first
 * @param {Scores} second
 * @param {number} factor
 * @returns {Scores}
 */
function merged(first, second, factor) {
  const found = new Map(first);
  for (const [number, value] of second) found.set(number, Math.max(found.get(number) ?? 0, factor * value));
  return found;
}

/**
 * The first scores, with others added to them.
 * @param {Scores} scores
 * @param {Scores} others
 */
function summed(scores, others) {
  for (const [number, value] of others) scores.set(number, (scores.get(number) ?? 0) + value);
  return scores;
}

/** @param {number} score */
const rounded = (score) => Math.floor(score * 1e9 + 0.5);

/**
 * The best documents by score, ties in the order of the documents. Only they are kept in order.
 * @param {Scores} scores
 * @param {number} most
 * @returns {[number, number][]}
 */
function best(scores, most) {
  /** @type {[number, number, number][]} */
  const found = [];
  let least = -Infinity;
  for (const [number, score] of scores) {
    const value = rounded(score);
    if (value < least) continue;
    let at = found.length;
    while (at && (found[at - 1][2] < value || (found[at - 1][2] === value && found[at - 1][0] > number))) at--;
    found.splice(at, 0, [number, score, value]);
    if (found.length > most) found.pop();
    if (found.length === most) least = found[most - 1][2];
  }
  return found.map(([number, score]) => [number, score]);
}
