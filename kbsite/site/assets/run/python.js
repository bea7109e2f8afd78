// Python in a worker: one run at a time, ended when it takes too long, says too much, or is stopped.

const MOST_OUTPUT = 200_000;

/**
 * @typedef {"done" | "failed" | "stopped" | "late" | "flood"} End
 * @typedef {{output: string, end: End, seconds: number}} Result
 * @typedef {{started?: () => void, output?: (text: string) => void, drawing?: (svg: string) => void}} Hears
 * @typedef {{hears: Hears, limit: number, output: string, timer: number, resolve: (result: Result) => void, reject: (error: Error) => void}} Job
 */

export class Python {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Job | null} */
  #job = null;
  #folder;

  /** @param {string} folder where Pyodide is */
  constructor(folder) {
    this.#folder = new URL(folder, document.baseURI).href;
  }

  get busy() {
    return this.#job !== null;
  }

  /**
   * Run a file among others.
   * @param {Record<string, string>} files
   * @param {string} file
   * @param {number} limit in seconds, from the moment that Python is there
   * @param {Hears} [hears]
   * @returns {Promise<Result>} rejected where Python cannot be started
   */
  run(files, file, limit, hears = {}) {
    this.#worker ??= this.#start();
    this.#worker.postMessage({ folder: this.#folder, files, file });
    return new Promise((resolve, reject) => {
      this.#job = { hears, limit, output: "", timer: 0, resolve, reject };
    });
  }

  /** @param {End} end */
  stop(end = "stopped") {
    this.#drop();
    this.#finish((job) => job.resolve({ output: job.output, end, seconds: job.limit }));
  }

  /** The worker comes from a blob, so that the page's policy is its own too: nothing but this site can be reached from it. */
  #start() {
    const code = `import ${JSON.stringify(new URL("./worker.js", import.meta.url).href)};`;
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data }) => this.#hear(data));
    worker.addEventListener("error", (event) => this.#break(event.message || "worker"));
    return worker;
  }

  /** @param {{kind: string, text: string, seconds: number, well: boolean}} message */
  #hear({ kind, text, seconds, well }) {
    const job = this.#job;
    if (!job) return;
    if (kind === "started") {
      job.timer = window.setTimeout(() => this.stop("late"), job.limit * 1000);
      job.hears.started?.();
    } else if (kind === "output") {
      job.output += text;
      job.hears.output?.(text);
      if (job.output.length > MOST_OUTPUT) this.stop("flood");
    } else if (kind === "drawing") {
      job.hears.drawing?.(text);
    } else if (kind === "ended") {
      this.#finish(({ output, resolve }) => resolve({ output, end: well ? "done" : "failed", seconds }));
    } else {
      this.#break(text);
    }
  }

  /** @param {string} why */
  #break(why) {
    this.#drop();
    this.#finish((job) => job.reject(new Error(why)));
  }

  #drop() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {(job: Job) => void} tell */
  #finish(tell) {
    const job = this.#job;
    this.#job = null;
    if (!job) return;
    clearTimeout(job.timer);
    tell(job);
  }
}
