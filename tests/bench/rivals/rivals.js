// Other engines on the same documents and queries: node rivals.js ENGINE DOCS.jsonl [WORKER] < QUERIES.jsonl
//
// ENGINE is material, minisearch, minisearch-2gram or pagefind; WORKER is Material's search worker, from its wheel. The first
// line out says how long setting up took; then come lines of {"qid", "ids", "ms"}. Packages are looked for in $BENCH_NODE.
// As `files DOCS.jsonl FOLDER` it writes what Material's and Pagefind's pages load, and answers nothing.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const require = createRequire(join(process.env.BENCH_NODE ?? process.cwd(), "x.js"));
const [engine, path, worker] = process.argv.slice(2);
const lines = (text) => text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
const documents = lines(readFileSync(path, "utf8"));
const sections = (document) => document.sections ?? [{ anchor: "", title: document.title, text: document.text }];
const escape = (text) => text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);

function materialIndex() {
  const fields = { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1e6 } };
  const docs = documents.flatMap((document, at) =>
    sections(document).map((section, number) => ({
      location: `${at}/${number ? `#s${number}` : ""}`, title: escape(number ? section.title : document.title), text: escape(section.text),
    })));
  return { config: { lang: ["en"], separator: "[\\s\\-]+", pipeline: [], fields }, docs, options: { suggest: false } };
}

async function material() {
  let handle;
  let answer;
  Object.assign(globalThis, { self: globalThis, addEventListener: (_, found) => (handle = found), postMessage: (data) => answer(data) });
  vm.runInThisContext(readFileSync(worker, "utf8"));
  const ask = (data) => new Promise((done) => { answer = done; handle({ data }); });
  await ask({ type: 0, data: materialIndex() });
  return async (query) => (await ask({ type: 2, data: query })).data.items.slice(0, 10).map((group) => documents[parseInt(group[0].location, 10)].id);
}

function grams(text) {
  const found = [];
  for (const [run] of text.normalize("NFC").toLowerCase().matchAll(/[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}])+/gu)) {
    if (run < "가" || run.length === 1) found.push(run);
    else for (let at = 0; at + 2 <= run.length; at++) found.push(run.slice(at, at + 2));
  }
  return found;
}

async function minisearch(tokenize) {
  const MiniSearch = require("minisearch");
  const searchOptions = { prefix: true, fuzzy: 0.2, boost: { title: 3, headings: 1.5 } };
  const index = new MiniSearch({ fields: ["title", "headings", "text"], idField: "id", searchOptions, ...(tokenize ? { tokenize } : {}) });
  index.addAll(documents.map(({ id, title, headings = "", text }) => ({ id, title, headings, text })));
  return async (query) => index.search(query).slice(0, 10).map((hit) => hit.id);
}

async function writePagefind(folder) {
  const { createIndex, close } = await import(pathToFileURL(join(process.env.BENCH_NODE ?? process.cwd(), "node_modules/pagefind/lib/index.js")).href);
  const { index } = await createIndex({ forceLanguage: "ko" });
  for (const [at, document] of documents.entries()) {
    const body = sections(document).map((section, number) => `${number ? `<h2 id="s${number}">${escape(section.title)}</h2>` : ""}<p>${escape(section.text)}</p>`);
    await index.addHTMLFile({ url: `/${at}/`, content: `<html lang="ko"><body><h1>${escape(document.title)}</h1>${body.join("")}</body></html>` });
  }
  await index.writeFiles({ outputPath: folder });
  await close();
}

async function pagefind() {
  const folder = mkdtempSync(join(tmpdir(), "pagefind-"));
  await writePagefind(folder);
  globalThis.fetch = async (address) => new Response(readFileSync(join(folder, new URL(address, "http://x/").pathname)));
  globalThis.window = globalThis;
  globalThis.location = new URL("http://x/");
  globalThis.document = { querySelector: () => ({ getAttribute: () => "ko" }), currentScript: null, body: {} };
  const found = await import(pathToFileURL(join(folder, "pagefind.js")).href);
  await found.options({ basePath: "/", baseUrl: "/" });
  await found.init("ko");
  return async (query) => {
    const { results } = await found.search(query);
    const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return hits.map((hit) => documents[parseInt(hit.url.replace(/^\//, ""), 10)].id);
  };
}

if (engine === "files") {
  writeFileSync(join(worker, "material.json"), JSON.stringify(materialIndex()));
  await writePagefind(join(worker, "pagefind"));
  process.exit(0);
}
const engines = { material, minisearch: () => minisearch(), "minisearch-2gram": () => minisearch(grams), pagefind };
const begun = performance.now();
const search = await engines[engine]();
process.stdout.write(`${JSON.stringify({ setup: performance.now() - begun })}\n`);
for (const { qid, q } of lines(readFileSync(0, "utf8"))) {
  const started = performance.now();
  let ids = [];
  try {
    ids = await search(q);
  } catch {
    ids = [];
  }
  process.stdout.write(`${JSON.stringify({ qid, ids, ms: performance.now() - started })}\n`);
}
process.exit(0);
