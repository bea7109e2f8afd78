// Engines as a page uses them. Each is opened with what it needs, then told a query; `first` says when there are hits (ours with
// excerpts), `all` when there are all hits of a page with excerpts.

/** One answer at a time from a worker, by its type. */
class Line {
  constructor(address) {
    this.worker = new Worker(address);
    this.heard = new Map();
    this.worker.onmessage = ({ data }) => this.heard.get(`${data.type} ${data.id ?? ""}${data.more ? " begun" : ""}`)?.(data);
  }

  wait(type, id = "") {
    return new Promise((done) => this.heard.set(`${type} ${id}`, done));
  }
}

async function ours({ worker, manifest }) {
  const line = new Line(worker);
  const ready = line.wait("ready");
  line.worker.postMessage({ type: "init", manifest, folder: new URL("./", location.href).href });
  await ready;
  let id = 0;
  return (text) => {
    id += 1;
    const all = line.wait("excerpts", id);
    const answer = { first: Promise.race([line.wait("excerpts", `${id} begun`), all]), all };
    line.worker.postMessage({ type: "query", id, text });
    return answer;
  };
}

async function material() {
  const line = new Line("material.js");
  const ready = line.wait(1);
  line.worker.postMessage({ type: 0, data: await (await fetch("material.json")).json() });
  await ready;
  return (text) => {
    const first = line.wait(3);
    line.worker.postMessage({ type: 2, data: text });
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
