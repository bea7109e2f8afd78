"""A project served while it is edited: pages are made when asked for, and browsers follow every save."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

from kbsite.site.addresses import NOT_FOUND
from kbsite.site.preview import Preview
from kbsite.site.problem_page import LIVE_SCRIPT, problem_page
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
        beside = is_page and not path.endswith(".html") and not self.preview.broken and self.preview.has(f"{path}/index.html")
        data = None if is_page and (beside or self.preview.broken) else self.preview.file(path)
        if is_page and self.preview.broken:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", problem_page(self.preview.problems, self.language).encode())
        elif beside:
            self._move(f"/{path}/")
        elif data is None:
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
