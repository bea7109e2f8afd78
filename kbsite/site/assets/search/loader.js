// Starts the worker's code from a packed file, since many hosts send scripts as they are. Messages wait until it is there, but not
// what the first one asks to load.

(async () => {
  const scope = /** @type {any} */ (globalThis);
  /** @type {import("./worker.js").Message[]} */
  const waiting = [];
  const wait = (/** @type {MessageEvent<import("./worker.js").Message>} */ { data }) => {
    if (data.type === "init") {
      data.begun = fetch(new URL(data.manifest, data.folder));
      data.begun.catch(() => {});
    }
    waiting.push(data);
  };
  scope.addEventListener("message", wait);
  try {
    const { body } = await fetch("PACKED");
    const stream = /** @type {ReadableStream} */ (body).pipeThrough(new DecompressionStream("deflate"));
    const script = new Blob([await new Response(stream).arrayBuffer()], { type: "text/javascript" });
    scope.importScripts(URL.createObjectURL(script));
  } catch {
    // A host may forbid scripts that have no address of their own.
    scope.importScripts("PLAIN");
  }
  scope.removeEventListener("message", wait);
  for (const data of waiting) scope.dispatchEvent(new MessageEvent("message", { data }));
})();
