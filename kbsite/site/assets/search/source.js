// Shards to what a ranking needs to know of an index; the formats are in kbsite/search/SPECIFICATION.md.

import { unpacked } from "./packing.js";

/** @typedef {{documents: Int32Array, bytes: Uint8Array}} Postings */
/** @typedef {[number, number][]} Pairs */
/** @typedef {{shelves: string[], first: string[]}} Table */
/** @typedef {{version: number, count: number, rules: object, paraphrases: {path: string, begin: string}, tables: Record<string, Table>, documents: {shelves: string[], sizes: number[]}, facets: {path: string, size: number, values: string}, dictionary: number}} Manifest */
/** @typedef {(path: string) => Promise<Uint8Array>} Load the bytes of a file as they are */
/** @typedef {{keys: string[], heads: Int32Array, gaps: Int32Array, values: Int32Array, bytes: Uint8Array}} Shard */
/** @typedef {{id: string, title: string, url: string, language: string, kind: string, record: string, names: string[], sections: [string, string, string][]}} Shown */

const HEAVY = "\x01";
const EVERY = 10_000;
/** Strokes of a key at most. */
export const KEY_SIZE = 20;
const POSTINGS = new Set(["terms", "keys", "initials"]);
const KEPT = 512;
const MARKS = "lang:";
const LINE_END = 10;
/** Parts of a table that lie in one folder, as a power of two. */
const SHELF = 6;
/** Words that begin alike, from which on only the best are listed, and how many. */
const HEAVY_WORDS = 48;
const BEST_WORDS = 12;

/** Thrown where files are needed first; `paths` names them. */
export class Missing extends Error {
  /** @param {string[]} paths */
  constructor(paths) {
    super("not loaded");
    this.paths = paths;
  }
}

/** An index over static files. Look-ups are answered at once from what is loaded; what is not is noted, and `settle` tells. */
export class Source {
  /**
   * @param {Uint8Array} begun contents of the manifest
   * @param {Load} load
   */
  constructor(begun, load) {
    const end = begun.indexOf(LINE_END);
    /** @type {Manifest} */
    this.manifest = JSON.parse(new TextDecoder().decode(begun.subarray(0, end)));
    this.count = this.manifest.count;
    this.load = load;
    const after = end + 1 + this.manifest.dictionary;
    this.dictionary = begun.subarray(end + 1, after);
    this.marks = readShard(begun.subarray(after), true);
    /** For each document its block, and for each block its first document. */
    this.blocks = new Int32Array(this.count);
    let next = 0;
    this.begins = this.manifest.documents.sizes.map((size, block) => {
      this.blocks.fill(block, next, next + size);
      next += size;
      return next - size;
    });
    /** @type {Map<string, any>} */
    this.files = new Map();
    /** @type {Map<string, Postings | null>} */
    this.decoded = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
  }

  /** Throw Missing if a look-up since the last time wanted a file that is not loaded. */
  settle() {
    const paths = this.missing();
    if (paths.length) throw new Missing(paths);
  }

  /** The files that look-ups since the last time wanted and that are not loaded. */
  missing() {
    const paths = [...this.wanted];
    this.wanted.clear();
    return paths;
  }

  /**
   * Load files and keep what they hold.
   * @param {string[]} paths
   */
  async fetch(paths) {
    const files = await Promise.all(paths.map(this.load));
    const found = await unpacked(files, paths.map((path) => (path.startsWith("documents-") ? this.dictionary : undefined)));
    paths.forEach((path, at) => this.files.has(path) || this.files.set(path, this.parse(path, found[at])));
  }

  /**
   * Run a function until all that it looks up is loaded.
   * @template T
   * @param {() => T} work
   * @param {() => boolean} [stale] whether nobody waits for the answer any more
   * @returns {Promise<T | undefined>}
   */
  async run(work, stale = () => false) {
    for (;;) {
      if (stale()) return undefined;
      try {
        this.wanted.clear();
        const found = work();
        this.settle();
        return found;
      } catch (problem) {
        if (!(problem instanceof Missing)) throw problem;
        await this.fetch(problem.paths);
      }
    }
  }

  /**
   * Do several things, each as far as it gets, so that what any of them misses is loaded at once.
   * @param {(() => void)[]} works
   */
  each(works) {
    /** @type {Set<string>} */
    const missing = new Set();
    for (const work of works) {
      try {
        work();
        this.settle();
      } catch (problem) {
        if (!(problem instanceof Missing)) throw problem;
        for (const path of problem.paths) missing.add(path);
      }
    }
    if (missing.size) throw new Missing([...missing]);
  }

  /**
   * @param {string} path
   * @param {Uint8Array} bytes
   */
  parse(path, bytes) {
    const name = path.slice(0, path.indexOf("-"));
    if (this.manifest.tables[name]) return readShard(bytes, POSTINGS.has(name));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /**
   * The contents of a file, if it is loaded.
   * @param {string} path
   */
  file(path) {
    const found = this.files.get(path);
    if (found === undefined) this.wanted.add(path);
    return found;
  }

  /**
   * A part of a table.
   * @param {string} name
   * @param {number} number
   * @returns {Shard | undefined}
   */
  shard(name, number) {
    const { shelves, first } = this.manifest.tables[name];
    return first.length ? this.file(place(name, shelves, number)) : undefined;
  }

  /**
   * Ask for the shard of a key that will be looked up later, so that fewer rounds are needed.
   * @param {string} name
   * @param {string} key
   */
  touch(name, key) {
    const { first } = this.manifest.tables[name];
    if (key) this.shard(name, lastNotAfter(first, key));
  }

  /**
   * Documents of an index term, or of a facet as `field:value`.
   * @param {string} term
   */
  postings(term) {
    return this.entry("terms", term);
  }

  /**
   * @param {string} name
   * @param {string} key
   * @returns {Postings | null}
   */
  entry(name, key) {
    const place = `${name} ${key}`;
    const known = this.decoded.get(place);
    if (known !== undefined) return known;
    const marked = name === "terms" && key.startsWith(MARKS);
    const shard = marked ? this.marks : this.shard(name, lastNotAfter(this.manifest.tables[name].first, key));
    if (!shard) return null;
    const at = firstNotBefore(shard.keys, key);
    const found = shard.keys[at] === key ? readPostings(shard, at) : null;
    if (this.decoded.size > KEPT * 8) this.decoded.clear();
    this.decoded.set(place, found);
    return found;
  }

  /**
   * Entries that begin so, in order: shard and place in it. Lists of the best are left out where they are not asked for.
   * @param {string} name
   * @param {string} prefix
   * @param {number} limit
   * @returns {[Shard, number][]}
   */
  range(name, prefix, limit) {
    const listed = prefix.includes(HEAVY);
    /** @type {[Shard, number][]} */
    const found = [];
    const { first } = this.manifest.tables[name];
    for (let number = Math.max(0, lastNotAfter(first, prefix)); number < first.length; number++) {
      if (order(first[number], prefix) > 0 && !first[number].startsWith(prefix)) break;
      const shard = this.shard(name, number);
      if (!shard) continue;
      for (let at = firstNotBefore(shard.keys, prefix); at < shard.keys.length; at++) {
        const key = shard.keys[at];
        if (found.length >= limit || !key.startsWith(prefix)) return found;
        if (listed || !key.includes(HEAVY)) found.push([shard, at]);
      }
    }
    return found;
  }

  /**
   * Documents with a key that begins so, each with its byte.
   * @param {"keys" | "initials"} space
   * @param {string} prefix
   * @returns {Pairs}
   */
  begun(space, prefix) {
    const heavy = this.entry(space, prefix + HEAVY);
    this.touch(space, prefix);
    if (heavy) return pairs(heavy);
    this.settle();
    return this.range(space, prefix, EVERY).flatMap(([shard, at]) => pairs(readPostings(shard, at)));
  }

  /**
   * Words (as strokes) that begin so, with how common they are.
   * @param {string} prefix
   * @returns {[string, number][]}
   */
  common(prefix) {
    const mark = prefix + HEAVY;
    const heavy = this.scan("words", mark, EVERY);
    if (heavy.length) return heavy.map(([key, byte]) => [key.slice(mark.length + 1), byte]);
    this.settle();
    const found = this.scan("words", prefix, EVERY);
    if (found.length <= HEAVY_WORDS) return found;
    return found.sort(([one, often], [other, oftener]) => oftener - often || order(one, other)).slice(0, BEST_WORDS);
  }

  /**
   * The first entries that begin so, in order. Synonyms stand among the terms that they begin with.
   * @param {string} name
   * @param {string} prefix
   * @param {number} limit
   * @returns {[string, number][]}
   */
  scan(name, prefix, limit) {
    return this.range(name === "synonyms" ? "terms" : name, prefix, limit).map(([shard, at]) => [shard.keys[at], shard.heads[at]]);
  }

  /**
   * @param {number} number
   * @returns {Shown | undefined}
   */
  document(number) {
    const block = this.blocks[number];
    const row = this.file(place("documents", this.manifest.documents.shelves, block))?.[number - this.begins[block]];
    if (!row) return undefined;
    const [id, title, url, language, kind, record, names, sections] = row;
    return { id, title, url, language, kind, record, names, sections };
  }

  /**
   * How people say it, and the words that documents use, if a word may be among them.
   * @param {string} word
   * @returns {string[]}
   */
  paraphrases(word) {
    const { path, begin } = this.manifest.paraphrases;
    return (begin.includes(word[0]) && this.file(path)) || [];
  }
}

/**
 * The path of a part of a table.
 * @param {string} name
 * @param {string[]} shelves
 * @param {number} number
 */
function place(name, shelves, number) {
  return `${name}-${shelves[number >> SHELF]}/${number}.bin`;
}

/** @param {Postings} postings */
function pairs({ documents, bytes }) {
  /** @type {Pairs} */
  const found = [];
  documents.forEach((number, at) => found.push([number, bytes[at]]));
  return found;
}

/**
 * By code point, as Python sorts: characters of two units come after all others.
 * @param {string} one
 * @param {string} other
 */
export function order(one, other) {
  const size = Math.min(one.length, other.length);
  for (let at = 0; at < size; at++) {
    const first = one.charCodeAt(at);
    const second = other.charCodeAt(at);
    if (first !== second) return lifted(first) - lifted(second);
  }
  return one.length - other.length;
}

/** @param {number} unit */
const lifted = (unit) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

/**
 * The last place whose key does not come after another, or 0.
 * @param {string[]} ordered
 * @param {string} key
 */
function lastNotAfter(ordered, key) {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(ordered[middle], key) <= 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * The first place whose key does not come before another.
 * @param {string[]} ordered
 * @param {string} key
 */
function firstNotBefore(ordered, key) {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(ordered[middle], key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The keys of a shard, what stands beside each (a byte, or how many documents), and where its gaps and bytes begin.
 * @param {Uint8Array} bytes
 * @param {boolean} hasPostings
 * @returns {Shard}
 */
function readShard(bytes, hasPostings) {
  let at = 0;
  const varint = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      number |= (byte & 127) << shift;
      if (!(byte > 127)) return number;
    }
  };
  const size = varint();
  const sizes = Int32Array.from({ length: 2 * size }, varint);
  const keys = readKeys(bytes, at, sizes);
  for (let entry = 0; entry < size; entry++) at += sizes[2 * entry + 1];
  const heads = Int32Array.from({ length: size }, hasPostings ? varint : () => bytes[at++]);
  const gaps = new Int32Array(size);
  const values = new Int32Array(size);
  if (hasPostings) {
    for (let entry = 0; entry < size; entry++) {
      gaps[entry] = at;
      for (let left = heads[entry]; left; at++) if (!(bytes[at] > 127)) left--;
    }
    for (let entry = 0; entry < size; entry++) {
      values[entry] = at;
      at += heads[entry];
    }
  }
  return { keys, heads, gaps, values, bytes };
}

/**
 * Keys of which only what differs from the one before is given. They are decoded in one go and cut where the characters are.
 * @param {Uint8Array} bytes
 * @param {number} at where they begin
 * @param {Int32Array} sizes for each the bytes it shares with the one before, and the others
 */
function readKeys(bytes, at, sizes) {
  const all = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const ends = new Int32Array(sizes.length >> 1);
  let before = 0;
  let to = 0;
  let units = 0;
  for (let entry = 0; entry < ends.length; entry++) {
    const begin = to;
    const shared = sizes[2 * entry];
    const rest = sizes[2 * entry + 1];
    all.copyWithin(to, before, before + shared);
    all.set(bytes.subarray(at, at + rest), to + shared);
    at += rest;
    // A character is one unit of a string, or two where it takes four bytes.
    for (const end = to + shared + rest; to < end; to++) units += all[to] >= 0xf0 ? 2 : (all[to] & 0xc0) === 0x80 ? 0 : 1;
    ends[entry] = units;
    before = begin;
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(all);
  return Array.from(ends, (end, entry) => text.slice(entry ? ends[entry - 1] : 0, end));
}

/**
 * @param {Shard} shard
 * @param {number} entry
 * @returns {Postings}
 */
function readPostings({ heads, gaps, values, bytes }, entry) {
  const count = heads[entry];
  const documents = new Int32Array(count);
  let at = gaps[entry];
  let number = -1;
  for (let place = 0; place < count; place++) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      gap |= (byte & 127) << shift;
      if (!(byte > 127)) break;
    }
    number += gap + 1;
    documents[place] = number;
  }
  return { documents, bytes: bytes.subarray(values[entry], values[entry] + count) };
}
