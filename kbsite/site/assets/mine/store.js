// What a visitor keeps: talks of their schedule, and what they have read. In this browser only, under the address of this site.

/** @typedef {{version: 1, talks: string[], read: string[], techniques: string[]}} Kept */

export const ID = /^[a-z0-9][a-z0-9-]*$/i;
const MOST = 2000;

/** @returns {Kept} */
const nothing = () => ({ version: 1, talks: [], read: [], techniques: [] });

/** Lists of names, without what is no name. @param {unknown} value @param {RegExp} shape */
function names(value, shape) {
  const found = Array.isArray(value) ? value.filter((one) => typeof one === "string" && shape.test(one)) : [];
  return /** @type {string[]} */ ([...new Set(found)].slice(0, MOST));
}

export class Store {
  /**
   * @param {string} root path of the site, since sites of one host share their storage
   * @param {Pick<Storage, "getItem" | "setItem"> | null} storage
   */
  constructor(root, storage) {
    this.key = `kb-mine:${root}`;
    this.storage = storage;
    /** Whether what was kept could not be read; it stays beside what is kept from now on. */
    this.damaged = false;
    /** Whether what is kept lasts longer than the page. */
    this.lasting = storage !== null;
    /** @type {Kept} */
    this.kept = nothing();
    this.read();
  }

  /** Take up what is stored now; other tabs may have changed it. */
  read() {
    let text = null;
    try {
      text = this.storage?.getItem(this.key) ?? null;
    } catch {
      this.lasting = false;
      return this.kept;
    }
    if (!this.lasting) return this.kept;
    if (text === null) return (this.kept = nothing());
    try {
      const value = JSON.parse(text);
      if (value?.version !== 1) throw new Error("another version");
      this.kept = { version: 1, talks: names(value.talks, ID), read: names(value.read, /^(talk|work):./), techniques: names(value.techniques, ID) };
    } catch {
      this.damaged = true;
      this.kept = nothing();
      try { this.storage?.setItem(`${this.key}:damaged`, text); } catch { /* no room for it: it is lost */ }
    }
    return this.kept;
  }

  /**
   * Change what is kept, beginning with what is stored now.
   * @param {(kept: Kept) => Partial<Kept>} change
   */
  change(change) {
    /** @type {Kept} */
    const kept = { ...this.read(), ...change(this.kept) };
    this.kept = kept;
    try {
      if (!this.storage) throw new Error("none");
      this.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      this.lasting = false;
    }
  }

  /** @param {string} id @param {boolean} on */
  keep(id, on) {
    this.change(({ talks }) => ({ talks: on ? [...new Set([...talks, id])] : talks.filter((one) => one !== id) }));
  }

  /** @param {string[]} talks */
  replace(talks) {
    this.change(() => ({ talks: [...new Set(talks)] }));
  }

  /**
   * @param {string} item `talk:` or `work:` and an id
   * @param {boolean} on
   * @param {string} technique the page it was ticked off on
   */
  tick(item, on, technique) {
    this.change(({ read, techniques }) => ({
      read: on ? [...new Set([...read, item])] : read.filter((one) => one !== item),
      techniques: technique ? [technique, ...techniques.filter((one) => one !== technique)] : techniques,
    }));
  }
}

/** The storage of this browser, if it lets us. */
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const link = document.querySelector("[data-kb-mine-root]");
/** Address of the root of the whole site. */
export const ROOT = new URL((link instanceof HTMLElement && link.dataset.kbMineRoot) || "./", document.baseURI);
/** @type {Record<string, string>} */
export const WORDS = JSON.parse((link instanceof HTMLElement && link.dataset.kbMineWords) || "{}");
export const store = new Store(ROOT.pathname, storage());
