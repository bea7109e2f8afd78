// Runs the worker's code, which a page unpacks, since many hosts send scripts as they are. Other messages wait until it is there.

(() => {
  const scope = /** @type {any} */ (globalThis);
  /** @type {unknown[]} */
  const waiting = [];
  const hear = (/** @type {MessageEvent<{type: string, code?: string}>} */ { data }) => {
    if (data.type !== "code") return waiting.push(data);
    try {
      scope.importScripts(data.code);
      URL.revokeObjectURL(/** @type {string} */ (data.code));
    } catch {
      // There is no code, or a host forbids scripts that have no address of their own.
      scope.importScripts("PLAIN");
    }
    removeEventListener("message", hear);
    for (const data of waiting) dispatchEvent(new MessageEvent("message", { data }));
  };
  addEventListener("message", hear);
})();
