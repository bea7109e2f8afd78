// The worker that runs Python: loads Pyodide when it is first asked, keeps it, and sends output as it comes.

const HERE = "/here";
const EVERY_MS = 50;
const START = `
import builtins, os, runpy, shutil, sys, traceback

HERE, WORK = "/here", "/work"
plain_print = builtins.print
sys.stdout.reconfigure(line_buffering=True)
os.environ.update(HOME=WORK, TMPDIR=WORK, KBSITE_WORK=WORK)


def run(file, draw):
    """Run a file as a program in an empty folder; whether it went well."""

    def print_and_draw(*things, **options):
        for thing in things:
            if hasattr(type(thing), "_repr_svg_"):
                draw(thing._repr_svg_())
        plain_print(*things, **options)

    os.chdir("/")
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK, exist_ok=True)
    os.chdir(WORK)
    path = os.path.join(HERE, file)
    sys.argv[:] = [path]
    sys.path.insert(0, HERE)
    builtins.print = print_and_draw
    loaded = set(sys.modules)
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            plain_print(end.code, file=sys.stderr)
        return end.code in (None, 0)
    except BaseException as error:
        place = error.__traceback__
        while place and not place.tb_frame.f_code.co_filename.startswith(HERE):
            place = place.tb_next
        traceback.print_exception(type(error), error, place)
        return False
    finally:
        sys.stdout.flush()
        builtins.print = plain_print
        sys.path.remove(HERE)
        for name in set(sys.modules) - loaded:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(HERE):
                del sys.modules[name]
    return True


run
`;

/** @type {Promise<{python: any, run: (file: string, draw: (svg: string) => void) => boolean}> | undefined} */
let ready;
let waiting = "";
let sent = 0;

/** @param {string} text */
function say(text) {
  waiting += text;
  if (performance.now() - sent > EVERY_MS) send();
}

function send() {
  if (waiting) self.postMessage({ kind: "output", text: waiting });
  waiting = "";
  sent = performance.now();
}

/** @param {string} folder */
async function load(folder) {
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: folder });
  for (const set of [python.setStdout, python.setStderr]) {
    const decoder = new TextDecoder();
    set.call(python, {
      isatty: false,
      write(/** @type {Uint8Array} */ bytes) {
        say(decoder.decode(bytes, { stream: true }));
        return bytes.length;
      },
    });
  }
  return { python, run: python.runPython(START) };
}

/**
 * Put the files where the program finds them, in place of those of the run before.
 * @param {any} fs Emscripten's file system
 * @param {Record<string, string>} files
 */
function lay(fs, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = `${HERE}/${name}`;
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, text);
  }
}

self.addEventListener("message", async ({ data: { folder, files, file } }) => {
  try {
    ready ??= load(folder);
    const { python, run } = await ready;
    lay(python.FS, files);
    self.postMessage({ kind: "started" });
    const start = performance.now();
    const well = run(file, (svg) => self.postMessage({ kind: "drawing", text: svg }));
    send();
    self.postMessage({ kind: "ended", well, seconds: (performance.now() - start) / 1000 });
  } catch (error) {
    send();
    self.postMessage({ kind: "broken", text: error instanceof Error ? error.message : String(error) });
  }
});
