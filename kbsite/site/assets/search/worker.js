// The search in a worker. Messages are objects with a `type`; answers name the `id` of the query they answer.
//
//   in   {type: "init", manifest: string, folder: string}   address of the manifest within the folder of the index
//   in   {type: "prefetch"}                                  load what every query needs: on focus or hover
//   in   {type: "query", id, text, language?, count?, literal?, facets?}
//   in   {type: "cancel", id}                                nobody waits for this query any more; a new query cancels older ones
//   out  {type: "ready", count}                              how many documents there are
//   out  {type: "results", id, text, total, hits, groups, notes, words, suggestions}    titles, kinds and addresses: at once,
//                                                            and again where texts that had to be loaded first change them
//   out  {type: "excerpts", id, excerpts}                    for each hit the section to link to, its text, and places to mark
//   out  {type: "facets", id, facets}                        only where asked for
//   out  {type: "failed", id?, reason}

import { excerpt, marks } from "./excerpt.js";
import { countFacets } from "./facets.js";
import { openEngine } from "./open.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {{type: "query", id: number, text: string, language?: string, count?: number, literal?: boolean, facets?: boolean}} Asked */
/** @typedef {{type: "init", manifest: string, folder: string} | {type: "prefetch"} | Asked | {type: "cancel", id: number}} Message */
/** @typedef {(answer: Record<string, unknown>) => void} Tell */

/**
 * Unpacked bytes of a file.
 * @param {string} address
 * @param {Promise<Uint8Array>} [dictionary] what it is packed as if it followed
 */
export async function unpacked(address, dictionary) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${address}`);
  if (!dictionary) return inflated(response.body, "deflate");
  const known = await dictionary;
  // A stored block of deflate (RFC 1951, 3.2.4) goes first, since browsers take no dictionary.
  const size = [known.length & 255, known.length >> 8];
  const head = Uint8Array.of(0, ...size, ...size.map((byte) => byte ^ 255));
  const whole = new Blob([head, /** @type {BlobPart} */ (known), await response.arrayBuffer()]);
  return (await inflated(whole.stream(), "deflate-raw")).subarray(known.length);
}

/**
 * @param {ReadableStream} stream
 * @param {CompressionFormat} format
 */
async function inflated(stream, format) {
  return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream(format))).arrayBuffer());
}

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
      if (message.type === "init") await this.open(message.manifest, message.folder);
      else if (message.type === "prefetch") await this.engine;
      else if (message.type === "cancel") this.latest = Math.max(this.latest, message.id + 1);
      else await this.answer(message);
    } catch (problem) {
      this.tell({ type: "failed", id: "id" in message ? message.id : undefined, reason: String(problem) });
    }
  }

  /**
   * @param {string} manifest
   * @param {string} folder
   */
  async open(manifest, folder) {
    this.engine = openEngine(manifest, (path, dictionary) => unpacked(new URL(path, folder).href, dictionary));
    this.tell({ type: "ready", count: (await this.engine).source.count });
  }

  /** @param {Asked} asked */
  async answer(asked) {
    this.latest = Math.max(this.latest, asked.id);
    const engine = await this.engine;
    if (!engine) throw new Error("not opened");
    const stale = () => asked.id < this.latest;
    const { source } = engine;
    const tell = (/** @type {Answer | undefined} */ found) => found && this.tell({ type: "results", id: asked.id, text: asked.text, ...shown(found) });
    /** @type {Answer | undefined} */
    let early;
    const answer = await source.run(() => engine.search(asked.text, asked), stale, async () => {
      early = await source.run(() => engine.search(asked.text, { ...asked, draft: true }), stale);
      tell(early);
    });
    if (!answer) return;
    if (!early || String(order(early)) !== String(order(answer)) || early.total !== answer.total) tell(answer);
    const excerpts = await source.run(() => answer.hits.map((hit) => excerpt(source.sections(hit.number) ?? [], answer.words)), stale);
    if (excerpts) this.tell({ type: "excerpts", id: asked.id, excerpts });
    if (!asked.facets) return;
    const facets = await source.run(() => countFacets(answer, source), stale);
    if (facets) this.tell({ type: "facets", id: asked.id, facets });
  }
}

/** @param {Answer} answer */
const order = ({ hits }) => hits.map(({ number }) => number);

/** @param {Answer} answer */
function shown({ hits, total, notes, words, query, suggestions }) {
  /** @type {Record<string, number>} */
  const groups = {};
  const found = hits.map(({ document, score }) => {
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
