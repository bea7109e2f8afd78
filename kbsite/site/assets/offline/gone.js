// A site that is built without offline use: takes the place of an older service worker, clears what that kept, and goes.
{
  const scope = /** @type {any} */ (globalThis);
  const root = new URL("./", scope.location.href).pathname;

  scope.addEventListener("install", () => void scope.skipWaiting());
  scope.addEventListener("activate", (/** @type {any} */ event) => {
    event.waitUntil((async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(`${root}@`) || name.startsWith(`${root}#`));
      await Promise.all(names.map((name) => caches.delete(name)));
      await scope.registration.unregister();
    })());
  });
}
