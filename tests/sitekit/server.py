"""A folder of files behind a small web server of this machine, at a path of choice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder under a path, and its page for lost visitors for everything else, as static hosts do."""

    def __init__(self, *rest: object, base: str, folder: Path) -> None:
        self._base = base
        self._lost = (folder / "404.html").read_bytes()
        super().__init__(*rest, directory=str(folder))  # type: ignore[arg-type]

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        path = urlsplit(self.path).path
        if not path.startswith(self._base):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = f"/{path.removeprefix(self._base)}"
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self._lost)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(self._lost)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers hang up when a page is left; that is no error."""


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """The address at which a folder is served, e.g. `http://127.0.0.1:40001/sub/`."""
    with _Server(("127.0.0.1", 0), partial(_Handler, base=base, folder=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
        server.shutdown()
        thread.join()
