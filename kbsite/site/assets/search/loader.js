// Starts the worker's code from a packed file, since many hosts send scripts as they are. Messages wait until it is there.

(async () => {
  const scope = /** @type {any} */ (globalThis);
  /** @type {MessageEvent[]} */
  const waiting = [];
  const wait = (/** @type {MessageEvent} */ event) => void waiting.push(event);
  scope.addEventListener("message", wait);
  try {
    const response = await fetch("PACKED");
    const stream = /** @type {ReadableStream} */ (response.body).pipeThrough(new DecompressionStream("deflate"));
    const script = new Blob([await new Response(stream).arrayBuffer()], { type: "text/javascript" });
    scope.importScripts(URL.createObjectURL(script));
  } catch {
    // A host may forbid scripts that have no address of their own.
    scope.importScripts("PLAIN");
  }
  scope.removeEventListener("message", wait);
  for (const { data } of waiting) scope.dispatchEvent(new MessageEvent("message", { data }));
})();
