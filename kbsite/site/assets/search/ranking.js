// Units of a query to scores of documents; the twin of kbsite/search/ranking.py.

/** @typedef {import("./rules.js").Rules} Rules */
/** @typedef {import("./plan.js").Alternative} Alternative */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").Unit} Unit */
/** @typedef {import("./source.js").Source} Source */
/** @typedef {{scores: Map<number, number>, coverage: number}} Outcome */
/** @typedef {{floor: number, heading: number, cover: number, whole: number}} Bonuses */

const LEVELS = 15;
const K1 = 1.2;
const BODY = Array.from({ length: LEVELS + 1 }, (_, level) => ((K1 + 1) * level) / LEVELS);
const TITLE = [0, 5.2, 4.8, 4.4, 3.7, 3.0, 2.3, 1.6];
const TITLE_SHARE = [0, 1.0, 0.5, 0.34, 0.22, 0.15, 0.1, 0.05];
const MOST_IMPACT = 6.0;
const WHOLE = 1 - 1e-9;

/** What documents have of a query, or of a word of it: columns by document, and which documents there are. */
export class Matches {
  /** @param {number} count */
  constructor(count) {
    this.score = new Float64Array(count);
    this.cover = new Float64Array(count);
    this.title = new Float64Array(count);
    this.heading = new Float64Array(count);
    this.share = new Float64Array(count);
    this.whole = new Float64Array(count);
    this.seen = new Uint8Array(count);
    /** @type {number[]} */
    this.documents = [];
  }

  /** @param {number} number */
  add(number) {
    if (this.seen[number]) return;
    this.seen[number] = 1;
    this.documents.push(number);
  }
}

/** Columns of documents in a row, kept small. */
class Kept {
  /** @param {Matches} matches */
  constructor(matches) {
    this.documents = Int32Array.from(matches.documents);
    const each = (/** @type {Float64Array} */ column) => {
      const found = new Float64Array(this.documents.length);
      for (let at = 0; at < found.length; at++) found[at] = column[this.documents[at]];
      return found;
    };
    this.score = each(matches.score);
    this.cover = each(matches.cover);
    this.title = each(matches.title);
    this.heading = each(matches.heading);
    this.share = each(matches.share);
  }
}

/** Ranks the documents of a source for one query; what is known of a word is kept for its other readings. */
export class Ranking {
  /**
   * @param {Source} source
   * @param {Rules} rules
   * @param {Matches[]} spare
   */
  constructor(source, rules, spare) {
    this.source = source;
    this.weights = rules.weights;
    this.impacts = Float64Array.from({ length: 256 }, (_, packed) => {
      const heading = packed & 16 ? rules.weights.heading : 0;
      return BODY[packed & 15] + rules.weights.title * TITLE[packed >> 5] + heading;
    });
    /** @type {Map<Unit, {matches: Kept, rarity: number, named: boolean}>} */
    this.known = new Map();
    /** @type {Matches[]} columns to use again, from one query to the next */
    this.spare = spare;
  }

  /**
   * Every document that has something of a plan.
   * @param {Plan} plan
   * @returns {Outcome}
   */
  rank(plan) {
    const total = this.borrow();
    let full = 0;
    let top = 0;
    for (const unit of plan.units) {
      const { matches, rarity, named } = this.unit(unit);
      const asked = plan.asks && unit.kind !== "question";
      const importance = asked && !named ? unit.weight * this.weights.unnamed : unit.weight;
      // What a question is about may stand everywhere; the verbs around it are rare.
      const weight = importance * (asked ? Math.max(rarity, this.weights.rarity_asking) : rarity);
      full += weight;
      top += weight * MOST_IMPACT;
      matches.documents.forEach((number, at) => {
        total.add(number);
        total.score[number] += importance * matches.score[at];
        total.cover[number] += weight * matches.cover[at];
        total.title[number] += weight * matches.title[at];
        total.heading[number] += weight * matches.heading[at];
        total.share[number] += matches.share[at];
        if (matches.cover[at] > WHOLE && unit.text.length > 1) total.whole[number] += weight;
      });
    }
    /** @type {Outcome} */
    const outcome = { scores: new Map(), coverage: 0 };
    if (full) {
      for (const gram of plan.bridges) this.bridge(gram.term, gram.weight, total);
      const bonuses = this.bonuses(plan);
      let cover = 0;
      for (const number of total.documents) {
        cover = Math.max(cover, total.cover[number]);
        outcome.scores.set(number, this.combined(total, number, full, top, bonuses));
      }
      outcome.coverage = cover / full;
    }
    this.giveBack(total);
    return outcome;
  }

  /**
   * Inverse document frequency of BM25, rounded so that both homes agree to the last digit.
   * @param {string} term
   */
  rarity(term) {
    const count = (term && this.source.postings(term)?.documents.length) || 0;
    return Math.floor(Math.log(1 + (this.source.count - count + 0.5) / (count + 0.5)) * 256 + 0.5) / 256;
  }

  /**
   * Add to documents that have something of the query already.
   * @param {string} term
   * @param {number} weight
   * @param {Matches} total
   */
  bridge(term, weight, total) {
    const found = this.source.postings(term);
    if (!found) return;
    const add = this.rarity(term) * weight * 0.5;
    found.documents.forEach((number, at) => {
      if (!total.seen[number]) return;
      total.score[number] += add * this.impacts[found.bytes[at]];
      total.share[number] += TITLE_SHARE[found.bytes[at] >> 5];
    });
  }

  /** @param {Unit} unit */
  unit(unit) {
    let known = this.known.get(unit);
    if (!known) this.known.set(unit, (known = this.lookUp(unit)));
    return known;
  }

  /** @param {Unit} unit */
  lookUp(unit) {
    const best = this.borrow();
    let plain = 0;
    let rarity = 0;
    // Words of like sound come last: 파드 is no rarer for sounding like path.
    const sounding = (/** @type {Alternative} */ { how }) => how === "sound";
    for (const alternative of [...unit.alternatives.filter((one) => !sounding(one)), ...unit.alternatives.filter(sounding)]) {
      const found = this.borrow();
      const its = this.alternative(alternative, found);
      const any = found.documents.length > 0;
      if (any && !sounding(alternative)) plain = Math.max(plain, its * alternative.factor);
      if (any) rarity = plain || Math.max(rarity, its * alternative.factor);
      const scale = sounding(alternative) && its > plain && plain > 0 ? plain / its : 1;
      for (const number of found.documents) {
        best.add(number);
        const score = found.score[number] * scale;
        if (score > best.score[number]) best.score[number] = score;
        if (found.cover[number] > best.cover[number]) best.cover[number] = found.cover[number];
        if (found.title[number] > best.title[number]) best.title[number] = found.title[number];
        if (found.heading[number] > best.heading[number]) best.heading[number] = found.heading[number];
        if (found.share[number] > best.share[number]) best.share[number] = found.share[number];
      }
      this.giveBack(found);
    }
    const named = best.documents.some((number) => best.title[number] > 0.5 || best.heading[number] > 0.5);
    const matches = new Kept(best);
    this.giveBack(best);
    return { matches, rarity: rarity || this.rarity(""), named };
  }

  /**
   * Notes what each document has of an alternative; gives how rare it is.
   * @param {Alternative} alternative
   * @param {Matches} found
   */
  alternative({ grams, factor }, found) {
    const weight = grams.reduce((sum, gram) => sum + gram.weight, 0) || 1;
    const needed = grams.reduce((sum, gram) => sum + gram.needed, 0) || 1;
    let rarities = 0;
    for (const gram of grams) {
      const rarity = this.rarity(gram.term);
      rarities += gram.needed * rarity;
      this.add(gram.term, (factor * gram.weight * rarity) / weight, (factor * gram.needed) / needed, found);
    }
    const { partial } = this.weights;
    for (const number of found.documents) {
      const part = found.cover[number] / factor;
      found.score[number] *= partial + (1 - partial) * part * part;
    }
    return rarities / needed;
  }

  /**
   * @param {string} term
   * @param {number} add
   * @param {number} cover
   * @param {Matches} found
   */
  add(term, add, cover, found) {
    const postings = this.source.postings(term);
    if (!postings) return;
    const { documents, bytes } = postings;
    for (let at = 0; at < documents.length; at++) {
      const number = documents[at];
      const packed = bytes[at];
      found.add(number);
      found.score[number] += add * this.impacts[packed];
      found.cover[number] += cover;
      if (packed & 16) found.heading[number] += cover;
      if (packed > 31) {
        found.title[number] += cover;
        if (cover) found.share[number] += TITLE_SHARE[packed >> 5];
      }
    }
  }

  /**
   * Weights that are others where a query asks.
   * @param {Plan} plan
   * @returns {Bonuses}
   */
  bonuses({ asks, units }) {
    const { weights } = this;
    const asking = asks ? "_asking" : "";
    const whole = units.length > 1 && !asks ? weights.whole_bonus : 0;
    return { floor: weights[`cover_floor${asking}`], heading: weights[`heading_bonus${asking}`], cover: weights[`cover_bonus${asking}`], whole };
  }

  /**
   * @param {Matches} total
   * @param {number} number
   * @param {number} full
   * @param {number} top
   * @param {Bonuses} bonuses
   */
  combined(total, number, full, top, bonuses) {
    const { title_bonus, share_bonus } = this.weights;
    const cover = total.cover[number] / full;
    const title = total.title[number] / full;
    const heading = total.heading[number] / full;
    const share = Math.min(1, total.share[number]);
    const every = total.whole[number] / full;
    return (
      (total.score[number] / top) * (bonuses.floor + (1 - bonuses.floor) * cover * cover * cover) +
      title * title * (title_bonus + share_bonus * share) +
      bonuses.heading * heading * heading +
      bonuses.cover * cover * cover * cover * cover +
      bonuses.whole * every * every * every * every
    );
  }

  /** Columns with nothing in them. */
  borrow() {
    return this.spare.pop() ?? new Matches(this.source.count);
  }

  /** @param {Matches} matches */
  giveBack(matches) {
    for (const number of matches.documents) {
      matches.score[number] = matches.cover[number] = matches.title[number] = matches.heading[number] = matches.share[number] = matches.whole[number] = 0;
      matches.seen[number] = 0;
    }
    matches.documents.length = 0;
    this.spare.push(matches);
  }
}
