// The browser's search in Node: lines of {"qid", "q"} in, lines of {"qid", "ids", "ms"} out. Arguments: folder, manifest, how many.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openEngine } from "./open.js";

const [folder, manifest, count = "10"] = process.argv.slice(2);
const engine = await openEngine(manifest, async (path) => readFile(join(folder, path)));
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { qid, q, language } = JSON.parse(line);
  const started = performance.now();
  const answer = await engine.source.run(() => engine.search(q, { count: Number(count), language }));
  const ms = performance.now() - started;
  const hits = answer?.hits ?? [];
  const notes = answer?.notes ?? [];
  process.stdout.write(`${JSON.stringify({ qid, ids: hits.map((hit) => hit.document.id), ms, scores: hits.map((hit) => hit.score), total: answer?.total ?? 0, notes, suggestions: answer?.suggestions ?? [] })}\n`);
}
