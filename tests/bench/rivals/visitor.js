// Engines as a page uses them. Each is opened with what it needs, then told a query; `first` says when there are hits (ours with
// excerpts), `all` when there are all hits of a page with excerpts.

import { Line } from "./start.js";

/** One answer at a time, by its type. */
class Ear {
  constructor() {
    this.heard = new Map();
    this.hear = (data) => this.heard.get(`${data.type} ${data.id ?? ""}${data.more ? " begun" : ""}`)?.(data);
  }

  wait(type, id = "") {
    return new Promise((done) => this.heard.set(`${type} ${id}`, done));
  }
}

async function ours(names) {
  const ear = new Ear();
  const ready = ear.wait("ready");
  const line = new Line(names, new URL("./", location.href), ear.hear, () => {});
  await ready;
  let id = 0;
  return (text) => {
    id += 1;
    const all = ear.wait("excerpts", id);
    const answer = { first: Promise.race([ear.wait("excerpts", `${id} begun`), all]), all };
    line.put({ type: "query", id, text });
    return answer;
  };
}

async function material() {
  const ear = new Ear();
  const worker = new Worker("material.js");
  worker.onmessage = ({ data }) => ear.hear(data);
  const ready = ear.wait(1);
  worker.postMessage({ type: 0, data: await (await fetch("material.json")).json() });
  await ready;
  return (text) => {
    const first = ear.wait(3);
    worker.postMessage({ type: 2, data: text });
    return { first, all: first };
  };
}

async function pagefind() {
  const engine = await import(new URL("pagefind/pagefind.js", location.href).href);
  await engine.options({ baseUrl: "/" });
  await engine.init("ko");
  return (text) => {
    const found = engine.search(text).then(({ results }) => results.slice(0, 10));
    return { first: found.then((results) => results[0]?.data()), all: found.then((results) => Promise.all(results.map((result) => result.data()))), found };
  };
}

const engines = { ours, material, pagefind };
let ask;
let latest;

/** Milliseconds until an engine can be asked. */
export async function open(name, needs) {
  const begun = performance.now();
  ask = await engines[name](needs);
  return performance.now() - begun;
}

/** Milliseconds until there are titles. */
export async function first(text) {
  const begun = performance.now();
  latest = ask(text);
  await latest.first;
  return performance.now() - begun;
}

/** Wait for the excerpts of the latest query. */
export const all = () => latest.all.then(() => undefined);

/** Milliseconds of every keystroke of some queries, once all that they need is there. */
export async function typed(queries) {
  const found = [];
  for (const query of queries) {
    const texts = [...query].map((_, end) => [...query].slice(0, end + 1).join(""));
    for (const text of texts) await ask(text).all;
    for (const text of texts) {
      const begun = performance.now();
      const answer = ask(text);
      await (answer.found ?? answer.first);
      found.push(performance.now() - begun);
      await answer.all;
    }
  }
  return found;
}
