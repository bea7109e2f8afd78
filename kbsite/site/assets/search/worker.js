// The search in a worker. Messages are objects with a `type`; answers name the `id` of the query they answer.
//
//   in   {type: "init", manifest: string, folder: string, begun?: ArrayBuffer}   address of the manifest within the folder of the
//                                                            index, and its bytes if they are loaded
//   in   {type: "query", id, text, language?, count?, literal?, facets?}
//   in   {type: "cancel", id}                                nobody waits for this query any more; a new query cancels older ones
//   out  {type: "ready", count}                              how many documents there are
//   out  {type: "results", id, text, more, total, hits, groups, notes, words, suggestions}    titles, kinds and addresses
//   out  {type: "excerpts", id, more, excerpts}              for each hit the section to link to, its text, and places to mark;
//                                                            both come again with all hits where `more` says that these must be loaded
//   out  {type: "facets", id, facets}                        only where asked for
//   out  {type: "failed", id?, reason}

import { excerpt, marks } from "./excerpt.js";
import { countFacets } from "./facets.js";
import { openEngine } from "./open.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {{type: "query", id: number, text: string, language?: string, count?: number, literal?: boolean, facets?: boolean}} Asked */
/** @typedef {{type: "init", manifest: string, folder: string, begun?: ArrayBuffer}} Begin */
/** @typedef {Begin | {type: "code"} | Asked | {type: "cancel", id: number}} Message */
/** @typedef {(answer: Record<string, unknown>) => void} Tell */

/** @param {string} address */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Hits that are shown before the others where these must be loaded. */
const FIRST = 4;

/** Answers messages; one for each worker. */
export class Desk {
  /** @param {Tell} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Promise<Engine> | undefined} */
    this.engine = undefined;
    this.latest = 0;
  }

  /** @param {Message} message */
  async take(message) {
    try {
      if (message.type === "init") await this.open(message);
      else if (message.type === "cancel") this.latest = Math.max(this.latest, message.id + 1);
      else if (message.type === "query") await this.answer(message);
    } catch (problem) {
      this.tell({ type: "failed", id: "id" in message ? message.id : undefined, reason: String(problem) });
    }
  }

  /** @param {Begin} message */
  async open({ manifest, folder, begun }) {
    this.engine = openEngine(manifest, async (path) => (path === manifest && begun ? new Uint8Array(begun) : load(new URL(path, folder).href)));
    this.tell({ type: "ready", count: (await this.engine).source.count });
  }

  /** @param {Asked} asked */
  async answer(asked) {
    this.latest = Math.max(this.latest, asked.id);
    const engine = await this.engine;
    if (!engine) throw new Error("not opened");
    const stale = () => asked.id < this.latest;
    const { source } = engine;
    const begun = await source.run(() => engine.search(asked.text, { ...asked, first: FIRST }), stale);
    if (!begun) return;
    this.show(asked, begun);
    const answer = begun.more.length ? await source.run(() => engine.search(asked.text, asked), stale) : begun;
    if (!answer) return;
    if (answer !== begun) this.show(asked, answer);
    if (!asked.facets) return;
    const facets = await source.run(() => countFacets(answer, source), stale);
    if (facets) this.tell({ type: "facets", id: asked.id, facets });
  }

  /**
   * @param {Asked} asked
   * @param {Answer} answer
   */
  show({ id, text }, answer) {
    const more = answer.more.length > 0;
    this.tell({ type: "results", id, text, more, ...shown(answer) });
    this.tell({ type: "excerpts", id, more, excerpts: answer.hits.map(({ document }) => excerpt(document.sections, answer.words)) });
  }
}

/** @param {Answer} answer */
function shown({ hits, total, notes, words, query, suggestions }) {
  /** @type {Record<string, number>} */
  const groups = {};
  const found = hits.map(({ document: { sections: _, names: __, ...document }, score }) => {
    groups[document.kind] = (groups[document.kind] ?? 0) + 1;
    return { ...document, score, marks: marks(document.title, words) };
  });
  return { hits: found, groups, total, notes, words, suggestions, filters: query.filters };
}

const scope = /** @type {any} */ (globalThis);
if (scope.postMessage && !scope.document && scope.addEventListener) {
  const desk = new Desk((answer) => scope.postMessage(answer));
  scope.addEventListener("message", (/** @type {MessageEvent<Message>} */ event) => void desk.take(event.data));
}
