// What a search costs a visitor: node cost.js SHARDS MANIFEST < QUERIES.jsonl
//
// For each query: bytes loaded with nothing kept before the first four hits and before ten, with excerpts, and of which tables they are on
// average; then milliseconds of processor time of each keystroke, warm.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "../../../kbsite/site/assets/search/open.js";

const [folder, manifest] = process.argv.slice(2);
const queries = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).q);
let bytes = 0;
let files = 0;
/** @type {Record<string, number>} */
const tables = {};
const load = async (path) => {
  const { size } = statSync(join(folder, path));
  const table = path.slice(0, path.indexOf("-"));
  tables[table] = (tables[table] ?? 0) + size / 1024;
  bytes += size;
  files += 1;
  return readFileSync(join(folder, path));
};
const at = (values, share) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))];
const columns = { first: [], files: [], all: [], ready: [] };
for (const query of queries) {
  [bytes, files] = [0, 0];
  const begun = performance.now();
  const engine = await openEngine(manifest, load);
  columns.ready.push(performance.now() - begun);
  await engine.source.run(() => engine.search(query, { first: 4 }));
  columns.first.push(bytes / 1024);
  columns.files.push(files);
  await engine.source.run(() => engine.search(query));
  columns.all.push(bytes / 1024);
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
console.log(JSON.stringify({ ready_ms: row(columns.ready), first_kb: row(columns.first), files: row(columns.files), all_kb: row(columns.all), keystroke_ms: row(warm), mean_kb }));
