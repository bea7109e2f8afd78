"""A project served while it is edited: pages are made when asked for, and browsers follow every save."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from kbsite.editing.watch import Watch
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import Kept, Memo
from kbsite.records.project import Project
from kbsite.site.build import read_project
from kbsite.site.card import CardMaker
from kbsite.site.dates import last_changes
from kbsite.site.engine import Engine, EngineFault
from kbsite.site.outputs import NOT_FOUND, Output, Site
from kbsite.site.pages.view import Kit
from kbsite.site.problem_page import LIVE_SCRIPT, problem_page
from kbsite.site.search_files import FOLDER, SearchFiles
from kbsite.words import Language

LIVE_EVENTS = "/_kbsite/live"
TYPES = {
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".ics": "text/calendar",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
}
"""Ends of names that not every system knows."""
SCRIPT = """
const stream = new EventSource("/_kbsite/live");
let version = null;
stream.onmessage = (event) => {
  if (version !== null && event.data !== version) location.reload();
  version = event.data;
};
"""


class Preview:
    """The newest site of a project, or the problems that keep it from being one. Threads may share it."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        self.root = root
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        self.base = "/"
        """Path of the published site, under which files are served too: the page for lost visitors names them by it."""
        self._outputs: Mapping[str, Output] = {}
        self._search: SearchFiles | None = None
        self._engines: dict[str, Engine] = {}
        self._cards = CardMaker()
        self._kit = Kit()
        self._memo: Memo = {}
        self._kept = kept
        """Of no more use once everything has been read."""
        self._changed = threading.Condition()
        self._rendering = threading.Lock()
        self.stopped = False
        self._watch = Watch(root)
        self.renew()

    def renew(self, *, settings: bool = False) -> None:
        """Read everything again; `settings` also reads mkdocs.yml and the theme again."""
        found, problems = self._read(settings)
        with self._changed:
            self.problems = tuple(problems)
            if found is not None:
                self._outputs, self._search = found
            self.version += 1
            self._changed.notify_all()

    def _read(self, settings: bool) -> tuple[tuple[Mapping[str, Output], SearchFiles] | None, list[Problem]]:
        catalog, problems = read_project(self.root, self._memo, self._kept)
        self._kept = None
        if catalog is None or any(problem.severity == "error" for problem in problems):
            return None, problems
        with self._rendering:
            try:
                site = Site(catalog, self._renewed_engines(catalog, settings), self._cards, last_changes(self.root), self._kit)
                problems += site.problems
                self.base = urlsplit(next(iter(self._engines.values())).settings.site_url).path or "/"
                return (site.outputs, site.search), problems
            except EngineFault as fault:
                return None, [*problems, *fault.problems]

    def _renewed_engines(self, catalog: Catalog, settings: bool) -> Mapping[str, Engine]:
        project: Project = catalog.project
        if settings or tuple(self._engines) != project.languages:
            self._engines = {language: Engine(project, language) for language in project.languages}
        return self._engines

    @property
    def broken(self) -> bool:
        """Whether what is on disk cannot be shown."""
        return any(problem.severity == "error" for problem in self.problems) or not self._outputs

    def has(self, path: str) -> bool:
        """Whether the site has a file."""
        return path in self._outputs

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site, made now; None where there is none.

        The index is made when its first file is asked for, while pages go on being made.
        """
        output, search = self._outputs.get(path), self._search
        if output is None:
            return search.files.get(path) if search and path.startswith(FOLDER) else None
        with self._rendering:
            return output.make()

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is newer than one already seen, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version or self.stopped, seconds)
            return self.version

    def follow(self, stop: threading.Event, told: Callable[[Preview], None]) -> None:
        """Renew at every save of a record, page, setting or theme file, until told to stop."""
        for settings in self._watch.saves(stop):
            self.renew(settings=settings)
            told(self)

    def stop(self) -> None:
        """Let every waiting browser go."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()


def media_type(path: str) -> str:
    """The media type of a file of the site."""
    end = path[path.rfind(".") :]
    return TYPES.get(end) or mimetypes.guess_type(path)[0] or "application/octet-stream"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    preview: Preview
    language: Language

    def do_GET(self) -> None:
        address = unquote(urlsplit(self.path).path)
        if address == LIVE_EVENTS:
            self._live()
        elif address == LIVE_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", SCRIPT.encode())
        else:
            self._file(address)

    do_HEAD = do_GET  # noqa: N815

    def _file(self, address: str) -> None:
        path = address.removeprefix(self.preview.base).lstrip("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        is_page = path.endswith(".html") or "." not in path.rpartition("/")[2]
        if is_page and self.preview.broken:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", problem_page(self.preview.problems, self.language).encode())
            return
        if is_page and not path.endswith(".html") and self.preview.has(f"{path}/index.html"):
            self._move(f"/{path}/")
            return
        data = self.preview.file(path)
        if data is None:
            lost = self.preview.file(NOT_FOUND) or b"not found"
            self._send(HTTPStatus.NOT_FOUND, "text/html", _with_live_script(lost))
        elif is_page:
            self._send(HTTPStatus.OK, "text/html", _with_live_script(data))
        else:
            self._send(HTTPStatus.OK, media_type(path), data)

    def _live(self) -> None:
        """Server-sent events (WHATWG HTML): the version now and at every change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = self.preview.version
        try:
            while not self.preview.stopped:
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                version = self.preview.wait(version, 15)
        except OSError:
            return  # the browser has gone

    def _move(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(address))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml", "bibtex")) else ""
        self.send_header("Content-Type", kind + charset)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache" if kind.startswith("text/html") else "max-age=5")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def open_server(preview: Preview, host: str, port: int, language: Language) -> ThreadingHTTPServer:
    """A server of a preview, not yet serving. Raises OSError where the port is taken."""
    handler = type("Handler", (_Handler,), {"preview": preview, "language": language})
    return _Server((host, port), handler)


def _with_live_script(html: bytes) -> bytes:
    at = html.rfind(b"</body>")
    tag = f'<script src="{LIVE_SCRIPT}" async></script>'.encode()
    return html[:at] + tag + html[at:] if at >= 0 else html + tag
