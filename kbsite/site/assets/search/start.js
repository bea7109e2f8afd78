// The search of a page in a worker. What that needs first is loaded beside it and not after it: that is one way to the host and back
// instead of two.

/** @typedef {{worker: string, engine: string, manifest: string}} Names files in the folder of the index */

/** A worker and what is on its way to it. */
export class Line {
  /**
   * @param {Names} names
   * @param {URL} folder
   * @param {(answer: any) => void} hear
   * @param {() => void} fail
   */
  constructor({ worker, engine, manifest }, folder, hear, fail) {
    const code = load(new URL(engine, folder)).then(unpacked);
    const begun = load(new URL(manifest, folder)).then((response) => response.arrayBuffer());
    this.worker = new Worker(new URL(worker, folder));
    this.worker.onmessage = ({ data }) => hear(data);
    this.fail = fail;
    this.worker.onerror = () => this.fail();
    // Without the code the worker helps itself to that as it is.
    void code.catch(() => undefined).then((found) => this.send({ type: "code", code: found }));
    this.sent = begun.then((bytes) => this.send({ type: "init", manifest, folder: folder.href, begun: bytes }, bytes));
    this.sent.catch(() => this.fail());
  }

  /**
   * Put a message behind those that were put before.
   * @param {object} message
   */
  put(message) {
    this.sent.then(() => this.send(message)).catch(() => undefined);
  }

  /** Nobody listens any more. */
  end() {
    this.fail = () => undefined;
    this.worker.terminate();
  }

  /**
   * @param {object} message
   * @param {ArrayBuffer} [bytes] to hand over
   */
  send(message, bytes) {
    this.worker.postMessage(message, bytes ? [bytes] : []);
  }
}

/** @param {URL} address */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

/**
 * The address of a script that comes packed.
 * @param {Response} response
 */
async function unpacked({ body }) {
  const stream = /** @type {ReadableStream} */ (body).pipeThrough(new DecompressionStream("deflate"));
  return URL.createObjectURL(new Blob([await new Response(stream).arrayBuffer()], { type: "text/javascript" }));
}
