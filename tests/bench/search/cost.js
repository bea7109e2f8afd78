// What a search costs a visitor: node cost.js SHARDS MANIFEST < QUERIES.jsonl
//
// For each query: bytes loaded with nothing kept, before titles and before excerpts, and of which tables they are on average; then
// milliseconds of processor time of each keystroke, warm.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync, inflateSync } from "node:zlib";
import { excerpt } from "../../../kbsite/site/assets/search/excerpt.js";
import { openEngine } from "../../../kbsite/site/assets/search/open.js";

const [folder, manifest] = process.argv.slice(2);
const queries = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).q);
let bytes = 0;
let files = 0;
/** @type {Record<string, number>} */
const tables = {};
const load = async (path, dictionary) => {
  const { size } = statSync(join(folder, path));
  const table = path.slice(0, path.indexOf("-"));
  tables[table] = (tables[table] ?? 0) + size / 1024;
  bytes += size;
  files += 1;
  const packed = readFileSync(join(folder, path));
  return new Uint8Array(dictionary ? inflateRawSync(packed, { dictionary: await dictionary }) : inflateSync(packed));
};
const at = (values, share) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))];
const columns = { titles: [], files: [], excerpts: [], ready: [] };
for (const query of queries) {
  [bytes, files] = [0, 0];
  const begun = performance.now();
  const engine = await openEngine(manifest, load);
  columns.ready.push(performance.now() - begun);
  const answer = await engine.source.run(() => engine.search(query));
  columns.titles.push(bytes / 1024);
  columns.files.push(files);
  await engine.source.run(() => answer.hits.map((hit) => excerpt(engine.source.sections(hit.number) ?? [], answer.words)));
  columns.excerpts.push(bytes / 1024);
}
const mean_kb = Object.fromEntries(Object.entries(tables).map(([name, size]) => [name, Math.round((10 * size) / queries.length) / 10]));
const engine = await openEngine(manifest, load);
const warm = [];
for (const query of queries) {
  const typed = [...query].map((_, end) => [...query].slice(0, end + 1).join(""));
  for (const text of typed) await engine.source.run(() => engine.search(text));
  for (const text of typed) {
    const begun = process.cpuUsage();
    await engine.source.run(() => engine.search(text));
    const { user, system } = process.cpuUsage(begun);
    warm.push((user + system) / 1000);
  }
}
const row = (values) => ({ p50: at(values, 0.5), p95: at(values, 0.95), max: Math.max(...values) });
console.log(JSON.stringify({ ready_ms: row(columns.ready), titles_kb: row(columns.titles), files: row(columns.files), excerpts_kb: row(columns.excerpts), keystroke_ms: row(warm), mean_kb }));
