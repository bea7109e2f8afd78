// The service worker: what was visited works without a network, and no two versions of the site are mixed.
//
//   <scope>@<version>   pages and files whose name stays, all of one version of the site
//   <scope>#files       files whose name is their contents, the least recently used left out where there are too many
//   <scope>#whole       the same for a copy of the whole site, without a limit
//   <scope>#python      Pyodide
//
// A page comes from the network if that answers within some seconds. It is kept only if the site still has this worker's
// version; when the site has another, the next worker fetches what this one kept, and waits until the visitor says so.

/** @typedef {{version: string, shell: string[], offline: Record<string, string>, python: string, marker: string, files: string}} Build */

const scope = /** @type {any} */ (globalThis);
/** @type {Build} */
const BUILD = JSON.parse("BUILD");
const ROOT = new URL("./", scope.location.href);
const [PAGES, FILES, WHOLE, PYTHON] = [`@${BUILD.version}`, "#files", "#whole", "#python"].map((name) => ROOT.pathname + name);
const PATIENCE = 4000;
const MOST_BYTES = 60_000_000;
const MOST_PAGES = 400;
const SEARCH = "assets/kb/search/";
const MOST_SEARCH = 8_000_000;
const BATCH = 20;
const SIZE = "x-kb-size";
/** Marks what came with a copy of the whole site and was not visited since. */
const COPIED = "x-kb-copied";
/** A name that is the file's contents: another file would have another name. */
const HASHED = /[.-][0-9a-f]{10,64}(?=[./-])/;

/** @param {string} path from the root of the site */
const at = (path) => new URL(path, ROOT).href;

/** The address that a page or file is kept under. @param {string} url */
function key(url) {
  const address = new URL(url);
  address.search = address.hash = "";
  address.pathname = address.pathname.replace(/\/index\.html$/, "/");
  return address.href;
}

/** Where a file belongs; null where it is not kept. @param {string} url */
function home(url) {
  const path = new URL(url).pathname.slice(ROOT.pathname.length);
  if (BUILD.python && path.startsWith(BUILD.python)) return PYTHON;
  if (!path.startsWith("assets/") || path === BUILD.marker) return null;
  return HASHED.test(path) ? FILES : PAGES;
}

/** @param {string} name @param {string} url @param {Response} answer a whole one @param {boolean} [copied] */
async function put(name, url, answer, copied = false) {
  const body = await answer.arrayBuffer();
  const headers = new Headers(answer.headers);
  headers.set(SIZE, String(body.byteLength));
  if (copied) headers.set(COPIED, "1");
  headers.delete("content-encoding");
  await (await caches.open(name)).put(url, new Response(body, { status: 200, headers }));
}

/** Leave out what was not used for longest until the rest has room; the order of a cache is that of use. @param {string} name */
async function trim(name) {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  const sizes = await Promise.all(keys.map(async (one) => Number((await cache.match(one))?.headers.get(SIZE) ?? 0)));
  let sum = sizes.reduce((total, size) => total + size, 0);
  for (let oldest = 0; sum > MOST_BYTES && oldest < keys.length; oldest++) {
    await cache.delete(keys[oldest]);
    sum -= sizes[oldest];
  }
}

/** Whether an answer may be kept: a whole file of this site. @param {Response} answer */
const sound = (answer) => answer.status === 200 && answer.type === "basic" && !answer.redirected;

/** The version that the site has now. */
async function current() {
  const answer = await fetch(at(BUILD.marker), { cache: "no-store" });
  return answer.ok ? (await answer.text()).trim() : "";
}

/** @type {Promise<string> | undefined} */
let asked;

/** The same, asked once for all that comes within a moment, and after all that. */
function currentSoon() {
  asked ??= new Promise((resolve) => setTimeout(resolve, 200)).then(() => {
    asked = undefined;
    return current();
  });
  return asked;
}

/** Keep a page, unless it may be one of another version. @param {string} url @param {Response} answer */
async function keepPage(url, answer) {
  if ((await currentSoon().catch(() => "")) === BUILD.version) return put(PAGES, url, answer);
  if (!scope.registration.waiting && !scope.registration.installing) await scope.registration.update().catch(() => undefined);
  (scope.registration.waiting ?? scope.registration.installing)?.postMessage({ type: "keep", paths: [url] });
}

/** Files whose name is their contents. @param {FetchEvent_} event @param {string} url @param {string} name */
async function cacheFirst(event, url, name) {
  for (const one of name === FILES ? [WHOLE, FILES] : [name]) {
    const found = await (await caches.open(one)).match(url);
    if (!found) continue;
    if (one === FILES) event.waitUntil(put(FILES, url, found.clone()));
    return found;
  }
  const answer = await fetch(event.request);
  if (sound(answer)) {
    const copy = answer.clone();
    event.waitUntil(put(name, url, copy).then(() => (name === FILES ? trim(name) : undefined)).catch(() => undefined));
  }
  return answer;
}

/**
 * Pages, and files whose name stays.
 * @param {FetchEvent_} event
 * @param {string} url
 */
async function networkFirst(event, url) {
  const page = event.request.mode === "navigate";
  const kept = () => caches.open(PAGES).then((cache) => cache.match(url));
  // What a browser takes for fresh may be of the version before.
  const answered = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(answered.then(async (answer) => {
    if (sound(answer)) await keepPage(url, answer.clone());
  }).catch(() => undefined));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(kept);
  try {
    const answer = /** @type {Response} */ (await Promise.race([answered, late.then((found) => found ?? answered)]));
    return answer.status >= 500 ? (await kept()) ?? answer : answer;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    if (page) return instead(url);
    throw error;
  }
}

/** The page for those without a network, in the language of the page they wanted. @param {string} url */
async function instead(url) {
  const path = new URL(url).pathname.slice(ROOT.pathname.length);
  const language = Object.keys(BUILD.offline).find((prefix) => prefix && path.startsWith(prefix)) ?? "";
  const target = new URL(at(BUILD.offline[language]));
  target.searchParams.set("for", path);
  return Response.redirect(target.href, 302);
}

/**
 * Fetch files and keep them; rejected where one cannot be had, and only when nothing of this is still under way.
 * @param {string[]} urls
 * @param {string} pages
 * @param {boolean} whole
 * @param {AbortSignal} [signal]
 */
async function fetchAll(urls, pages, whole, signal) {
  for (let begin = 0; begin < urls.length; begin += BATCH) {
    const ended = await Promise.allSettled(urls.slice(begin, begin + BATCH).map(async (url) => {
      const place = home(url) ?? pages;
      const name = place === FILES && whole ? WHOLE : place;
      if (name !== pages && (await (await caches.open(name)).match(url))) return;
      const answer = await fetch(url, { cache: "no-cache", signal });
      if (!sound(answer)) throw new Error(`${answer.status} ${url}`);
      await put(name, key(url), answer, whole);
    }));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  }
}

/** @type {Promise<unknown>} */
let last = Promise.resolve();
let removal = new AbortController();

/** What is asked about the copy of the whole site is done one after the other: nothing comes in once it is removed. @param {() => Promise<any>} work */
function inTurn(work) {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

/** Remove the copy, and stop what is still being fetched for it; what was visited stays. */
async function forget() {
  removal.abort();
  removal = new AbortController();
  await inTurn(async () => {
    await Promise.all([WHOLE, PYTHON].map((name) => caches.delete(name)));
    const cache = await caches.open(PAGES);
    await Promise.all((await cache.keys()).map(async (one) => (await cache.match(one))?.headers.has(COPIED) && cache.delete(one)));
  });
}

/** The pages that the version before kept, now as they are; those that are gone are left out. */
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(`${ROOT.pathname}@`) && name !== PAGES);
  for (const name of others) {
    const cache = await caches.open(name);
    const urls = (await cache.keys()).map(({ url }) => url).slice(-MOST_PAGES);
    for (let begin = 0; begin < urls.length; begin += BATCH) {
      await Promise.all(urls.slice(begin, begin + BATCH).map(async (url) => {
        const copied = (await cache.match(url))?.headers.has(COPIED) ?? false;
        await fetchAll([url], PAGES, copied).catch(() => undefined);
      }));
    }
  }
}

/** The index of the search, where the version before had used its own and it is not too large: what was kept of that is of no use now. */
async function takeOverSearch() {
  if (!(await (await caches.open(PAGES)).keys()).some(({ url }) => url.startsWith(at(`${SEARCH}start.`)))) return;
  /** @type {[string, number][]} */
  const list = await (await fetch(at(BUILD.files), { cache: "no-cache" })).json();
  const index = list.filter(([path]) => path.startsWith(SEARCH));
  if (index.reduce((sum, [, size]) => sum + size, 0) < MOST_SEARCH) await fetchAll(index.map(([path]) => at(path)), PAGES, false);
}

/** @typedef {Event & {waitUntil: (work: Promise<any>) => void, request: Request, respondWith: (answer: Promise<Response>) => void, clientId: string}} FetchEvent_ */

scope.addEventListener("install", (/** @type {FetchEvent_} */ event) => {
  event.waitUntil(fetchAll(BUILD.shell.map(at), PAGES, false).then(takeOver).then(takeOverSearch).then(async () => {
    // What was fetched is this version's only if the site had no other meanwhile.
    if ((await current()) !== BUILD.version) throw new Error("another version");
  }));
});

scope.addEventListener("activate", (/** @type {FetchEvent_} */ event) => {
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`${ROOT.pathname}@`) && name !== PAGES);
    await Promise.all(names.map((name) => caches.delete(name)));
    const python = await caches.open(PYTHON);
    for (const one of await python.keys()) if (home(one.url) !== PYTHON) await python.delete(one);
    await scope.clients.claim();
  })());
});

scope.addEventListener("fetch", (/** @type {FetchEvent_} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(ROOT.href)) return;
  const url = key(request.url);
  const name = request.mode === "navigate" ? PAGES : home(url);
  if (name === null) return;
  event.respondWith(name === PAGES ? networkFirst(event, url) : cacheFirst(event, url, name));
});

scope.addEventListener("message", (/** @type {MessageEvent & FetchEvent_} */ event) => {
  const { type, paths = [], whole = false } = event.data;
  const answer = (/** @type {object} */ value) => event.ports[0]?.postMessage(value);
  const urls = paths.map(at).filter((/** @type {string} */ url) => url.startsWith(ROOT.href));
  if (type === "take-over") void scope.skipWaiting();
  if (type === "keep") {
    const fetched = whole ? inTurn(() => fetchAll(urls, PAGES, true, removal.signal)) : fetchAll(urls, PAGES, false);
    const work = fetched.then(() => answer({ done: true }), () => answer({ done: false }));
    event.waitUntil(work);
  }
  if (type === "kept") {
    event.waitUntil(Promise.all(urls.map(async (/** @type {string} */ url) => {
      const names = home(url) === PYTHON ? [PYTHON] : home(url) === FILES ? [WHOLE, FILES] : [PAGES];
      for (const name of names) if (await (await caches.open(name)).match(key(url))) return true;
      return false;
    })).then((found) => answer({ found })));
  }
  if (type === "pages") {
    const titles = async () => Promise.all((await (await caches.open(PAGES)).keys()).map(({ url }) => url).filter((url) => url.endsWith("/")).map(async (url) => {
      const html = (await (await (await caches.open(PAGES)).match(url))?.text()) ?? "";
      return { url, title: /<title>([^<]*)/.exec(html)?.[1] ?? url };
    }));
    event.waitUntil(titles().then((found) => answer({ found })));
  }
  if (type === "tidy") {
    event.waitUntil(inTurn(async () => {
      const cache = await caches.open(WHOLE);
      for (const one of await cache.keys()) if (!urls.includes(one.url)) await cache.delete(one);
    }).then(() => answer({})));
  }
  if (type === "forget") event.waitUntil(forget().then(() => answer({})));
});
