"""What a search costs a visitor in Chromium: bytes and time with nothing kept, and each keystroke, beside Material's and Pagefind's.

    make bench-search                                    44 talks, 2,000 and 21,715 documents
    KBSITE_BENCH_SIZES=44,2000 make bench-search

Files are served as static hosts do: scripts, styles and JSON are packed with gzip, other files are sent as they are. Bytes are those of
responses with their heads.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from email.utils import formatdate
from functools import partial
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from statistics import median, quantiles
from typing import Any
from urllib.parse import unquote

import pytest
from browser.conftest import ARGUMENTS, chromium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError
from rivals.engines import HERE, WORKER, node_folder

from kbsite.records.load import load_catalog
from kbsite.search.api import build, shards
from kbsite.search.browser import ASSETS as SCRIPTS
from kbsite.search.browser import worker_scripts
from kbsite.search.document import Document, Section
from kbsite.search.documents import documents
from kbsite.site.policy import policy

ROOT = Path(__file__).parents[3]
PYVIDEO = ROOT.parent / "shared" / "corpus" / "pyvideo.jsonl.gz"
SIZES = [int(size) for size in os.environ.get("KBSITE_BENCH_SIZES", "44,2000,21715").split(",")]
TALKS = 44
"""The size that stands for this project's own records."""
MATERIAL_MOST = 5000
"""Documents beyond which Material's worker takes minutes before it answers."""
QUERIES = {
    True: ["블루스토어 병목", "quic 네트워크", "챗봇", "ceph 최적화", "graphql relay", "로봇 강화학습", "스케줄러", "code review"],
    False: ["machine learning pipelines", "django rest framework", "asyncio", "testing with pytest", "Alex Martelli", "data science pandas", "web scraping", "파이썬 테스트"],
}  # fmt: skip
"""By whether they are asked of this project's records."""
PACKED = {".js", ".json", ".html", ".css"}
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
WAIT = 600_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over queries with nothing kept, and the keystrokes of all of them: kilobytes, requests, milliseconds."""

    first_kb: float
    first_requests: float
    all_kb: float
    ready_ms: float
    again_ms: float
    """Until the engine can be asked on a visitor's second page: what it loads to be so is in the browser's cache."""
    first_ms: float
    keystroke_p50: float
    keystroke_p95: float


class Served(StreamRequestHandler):
    """Sends answers that are ready, so that what a server takes to make them does not count for engines that ask for many files."""

    disable_nagle_algorithm = True

    def __init__(self, *rest: Any, answers: Mapping[str, bytes], sent: list[int]) -> None:
        self._answers = answers
        self._sent = sent
        super().__init__(*rest)

    def handle(self) -> None:
        while (line := self.rfile.readline()).strip():
            while self.rfile.readline().strip():
                pass
            answer = self._answers.get(unquote(line.split()[1].decode()).partition("?")[0], MISSING)
            self._sent.append(len(answer))
            self.wfile.write(answer)


@contextmanager
def counted(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a folder, and the bytes of each response so far."""
    sent: list[int] = []
    answers = {f"/{path.relative_to(folder).as_posix()}": answer(path) for path in folder.rglob("*") if path.is_file()}
    with Server(("127.0.0.1", 0), partial(Served, answers=answers, sent=sent)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        server.shutdown()


class Server(ThreadingTCPServer):
    """Holds any number of connections, and lets visitors leave at any time."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


def answer(path: Path) -> bytes:
    """The whole response with a file."""
    data = path.read_bytes()
    packed = path.suffix in PACKED
    if packed:
        data = gzip.compress(data, 6)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    head = f"HTTP/1.1 200 OK\r\nServer: bench\r\nDate: {formatdate(usegmt=True)}\r\nContent-Type: {kind}\r\nCache-Control: max-age=3600\r\n"
    encoding = "Content-Encoding: gzip\r\n" if packed else ""
    return f"{head}{encoding}Content-Length: {len(data)}\r\n\r\n".encode() + data


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        path = chromium(started)
        if path is None:
            pytest.skip("needs Chromium: apt-get install chromium (or name one with KBSITE_CHROMIUM)")
        try:
            opened = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        except BrowserError as error:
            pytest.skip(f"Chromium does not start: {error.message.splitlines()[0]}")
        yield opened
        opened.close()


@pytest.mark.bench
@pytest.mark.parametrize("size", SIZES)
def test_cost_beside_other_engines(size: int, browser: Browser, tmp_path: Path) -> None:
    """Ours needs fewer bytes and less time than Pagefind before the first hit."""
    found = own() if size == TALKS else pyvideo(size)
    needs = write_ours(found, tmp_path)
    folder = node_folder()
    names = ["ours"]
    if folder:
        write_others(found, tmp_path, folder)
        names += ["pagefind", *(["material"] if len(found) <= MATERIAL_MOST else [])]
    with counted(tmp_path) as (address, sent):
        costs = {name: cost(browser, address, sent, name, needs, QUERIES[size == TALKS]) for name in names}
    table(f"{size} {'talks' if size == TALKS else 'documents'} ({len(found)} documents)", costs)
    if folder:
        ours, other = costs["ours"], costs["pagefind"]
        assert ours.first_kb < other.first_kb
        assert ours.ready_ms + ours.first_ms < other.ready_ms + other.first_ms


def own() -> list[Document]:
    """This project's records as documents."""
    catalog, problems = load_catalog(ROOT)
    assert catalog is not None, problems[:3]
    return documents(catalog)


def pyvideo(size: int) -> list[Document]:
    """Talks from all over the list of recorded Python talks."""
    if not PYVIDEO.is_file():
        pytest.skip("../shared/corpus/pyvideo.jsonl.gz is not here")
    with gzip.open(PYVIDEO, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [talk(rows[number * len(rows) // size]) for number in range(min(size, len(rows)))]


def talk(row: dict[str, Any]) -> Document:
    """A recorded talk as a document."""
    name = f"{row['event']}/{row['slug']}"
    facets = tuple(("speaker", person) for person in row.get("persons") or ())
    section = Section("", "", row.get("description") or "")
    return Document(name, row["title"], (section,), f"talks/{name}/", str(row.get("language") or "en"), "talk", facets=facets)


def write_ours(found: Sequence[Document], folder: Path) -> dict[str, str]:
    """Our index and scripts, and what the page must know of them."""
    index = build(found)
    made, scripts = shards(index), worker_scripts()
    index.close()
    for name, data in {**made.files, **scripts.files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy("")}">'
    (folder / "ours.html").write_text(f'<!doctype html><html lang="ko">{head}<title>ours</title>', "utf-8")
    shutil.copy(HERE / "visitor.js", folder)
    shutil.copy(SCRIPTS / "start.js", folder)
    return {"worker": scripts.start, "engine": scripts.engine, "manifest": made.manifest}


def write_others(found: Sequence[Document], folder: Path, packages: Path) -> None:
    """What Material's and Pagefind's pages load."""
    path = folder / "documents.jsonl"
    path.write_text("".join(json.dumps(asdict(document)) + "\n" for document in found), "utf-8")
    command = ["node", str(HERE / "rivals.js"), "files", str(path), str(folder)]
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={**os.environ, "BENCH_NODE": str(packages)}
    )
    shutil.copy(WORKER, folder / "material.js")
    for name in ("material", "pagefind"):
        (folder / f"{name}.html").write_text(f'<!doctype html><html lang="ko"><title>{name}</title>', "utf-8")


def cost(browser: Browser, address: str, sent: list[int], name: str, needs: dict[str, str], queries: Sequence[str]) -> Cost:
    """Each query in a fresh profile, then all of them typed in one."""
    rows = []
    for query in queries:
        with visiting(browser, f"{address}{name}.html") as page:
            sent.clear()
            ready = ask(page, "open", [name, needs])
            first = ask(page, "first", [query])
            before, requests = sum(sent), len(sent)
            ask(page, "all", [])
            after = sum(sent)
            again = ask(opened(page.context, f"{address}{name}.html"), "open", [name, needs])
            rows.append((before / 1024, requests, after / 1024, ready, again, first))
    with visiting(browser, f"{address}{name}.html") as page:
        ask(page, "open", [name, needs])
        cuts = quantiles(ask(page, "typed", [list(queries)]), n=20)
    first_kb, requests, all_kb, ready, again, first = (median(column) for column in zip(*rows, strict=True))
    return Cost(first_kb, requests, all_kb, ready, again, first, cuts[9], cuts[18])


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a profile of its own, with what asks the engines loaded."""
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    yield opened(context, address)
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """A page that can ask engines."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("import('./visitor.js').then((found) => { window.visitor = found; })")
    return page


def ask(page: Page, name: str, arguments: Sequence[Any]) -> Any:
    """What a function of visitor.js gives."""
    return page.evaluate("([name, rest]) => visitor[name](...rest)", [name, arguments])


def table(title: str, costs: dict[str, Cost]) -> None:
    """Costs of each engine, a column each."""
    print(f"\n| {title} | " + " | ".join(costs) + " |\n|---|" + "---:|" * len(costs))
    for row in asdict(next(iter(costs.values()))):
        print(f"| {row.replace('_', ' ')} | " + " | ".join(f"{getattr(found, row):.1f}" for found in costs.values()) + " |")
