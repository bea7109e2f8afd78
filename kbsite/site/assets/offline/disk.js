// In place of a web server, for a folder opened from a disk: browsers there load classic scripts and nothing else. What pages fetch
// stands in scripts beside it (`x.json.js`), the search answers in the page, and addresses of folders get their file's name.

/** @typedef {{kbFile: (text: string) => void, kbEngine: (scope: object) => void, fetch: typeof fetch, Worker: typeof Worker}} Disk */

const disk = /** @type {Disk} */ (/** @type {unknown} */ (globalThis));
/** @type {Map<string, string>} */
const files = new Map();
/** @type {Map<string, Promise<void>>} */
const loading = new Map();

disk.kbFile = (/** @type {string} */ text) => {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) files.set(script.src, text);
};

/** @param {string} address of a script */
function load(address) {
  const known = loading.get(address) ?? new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new TypeError(address));
    document.head.append(script);
  });
  loading.set(address, known);
  return known;
}

/** @param {RequestInfo | URL} wanted */
async function fromDisk(wanted) {
  const address = new URL(wanted instanceof Request ? wanted.url : wanted, document.baseURI);
  address.search = address.hash = "";
  const script = `${address.href}.js`;
  await load(script);
  return new Response(Uint8Array.from(atob(files.get(script) ?? ""), (letter) => letter.charCodeAt(0)));
}

/** The search, answering in the page. */
class InPage {
  constructor() {
    /** @type {((event: {data: unknown}) => void) | undefined} */
    this.onmessage = undefined;
    /** @type {((event: unknown) => void) | undefined} */
    this.onerror = undefined;
    /** @type {((event: {data: unknown}) => void) | undefined} */
    this.take = undefined;
    disk.kbEngine({
      postMessage: (/** @type {unknown} */ data) => this.onmessage?.({ data }),
      addEventListener: (/** @type {string} */ _, /** @type {(event: {data: unknown}) => void} */ take) => { this.take = take; },
    });
  }

  /** @param {unknown} data */
  postMessage(data) {
    queueMicrotask(() => this.take?.({ data }));
  }

  terminate() {
    this.onmessage = this.take = undefined;
  }
}

if (location.protocol === "file:") {
  disk.fetch = fromDisk;
  disk.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (InPage));
  const name = (/** @type {Event} */ { target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const kind of ["click", "auxclick", "focusin", "pointerdown"]) document.addEventListener(kind, name, true);
}
