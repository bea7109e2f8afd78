// The page's side of the service worker: registers it, tells of a new version, and offers a copy of the whole site.

import { make } from "../mine/dom.js";
import { KeepAll } from "./all.js";
import { ask } from "./ask.js";

const link = document.querySelector("link[data-kb-worker]");

/** Say that the next version is there; nothing is loaded anew before the visitor wants it. @param {() => void} reload @param {Record<string, string>} words */
function tell(reload, words) {
  document.querySelector(".kb-new-version")?.remove();
  const bar = make("div", { class: "kb-new-version", role: "status" }, make("p", {}, words.new ?? ""),
    make("button", { type: "button", class: "kb-action kb-action-main", onclick: reload }, words.reload ?? ""),
    make("button", { type: "button", class: "kb-action", onclick: () => bar.remove() }, words.later ?? ""));
  document.body.append(bar);
}

/**
 * Have the worker keep what this page loaded without it: the page itself, what came before there was a worker, and what was
 * still on its way when the worker took over.
 * @param {ServiceWorker} worker
 * @param {string} root
 */
async function keepOwn(worker, root) {
  /** @param {string} url */
  const keep = (url) => ask(worker, { type: "keep", paths: [url.split(/[?#]/)[0]] });
  /** @param {PerformanceEntry[]} entries */
  const passedBy = (entries) => entries.filter((one) => one.name.startsWith(`${root}assets/`) && !/** @type {PerformanceResourceTiming} */ (one).workerStart);
  new PerformanceObserver((list) => passedBy(list.getEntries()).forEach(({ name }) => void keep(name))).observe({ type: "resource" });
  const before = passedBy(performance.getEntriesByType("resource")).map(({ name }) => name);
  for (const url of [location.href, ...before]) await keep(url);
}

/** @param {string} address @param {Record<string, string>} words */
async function start(address, words) {
  const workers = navigator.serviceWorker;
  const had = workers.controller !== null;
  const registration = await workers.register(address, { updateViaCache: "none" });
  let wanted = false;
  const offer = () => {
    const next = registration.waiting;
    if (next && workers.controller) tell(() => { wanted = true; next.postMessage({ type: "take-over" }); }, words);
  };
  offer();
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && offer());
  });
  workers.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    else if (had) tell(() => location.reload(), words);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
  const ready = await workers.ready;
  if (!had && ready.active) await keepOwn(ready.active, new URL("./", new URL(address, document.baseURI)).href);
  document.documentElement.dataset.kbOffline = "ready";
  if (ready.active) fill(ready.active);
}

/** What can be opened, on the page for those without a network. @param {ServiceWorker} worker */
async function fill(worker) {
  const all = document.querySelector("[data-kb-keep-all]");
  if (all instanceof HTMLElement) void new KeepAll(all, link?.getAttribute("data-kb-files") ?? "", worker).show();
  const place = document.querySelector("[data-kb-kept]");
  if (!(place instanceof HTMLElement)) return;
  const root = new URL("./", worker.scriptURL);
  const wanted = new URL(new URLSearchParams(location.search).get("for") ?? "", root);
  const again = place.querySelector("[data-kb-again]");
  if (wanted.href.startsWith(root.href)) again?.setAttribute("href", wanted.href);
  /** @type {{found: {url: string, title: string}[]}} */
  const { found } = await ask(worker, { type: "pages" });
  const decoder = document.createElement("textarea");
  const own = found.filter(({ url }) => !url.endsWith("/offline/")).sort((one, other) => (one.title < other.title ? -1 : 1));
  const items = own.map(({ url, title }) => {
    decoder.innerHTML = title;
    return make("li", {}, make("a", { href: url }, decoder.value));
  });
  place.querySelector("ul")?.replaceChildren(...(items.length ? items : [make("li", {}, place.dataset.none ?? "")]));
}

if (link instanceof HTMLElement && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
  start(link.dataset.kbWorker ?? "", JSON.parse(link.dataset.kbSays ?? "{}")).catch(() => undefined);
}
