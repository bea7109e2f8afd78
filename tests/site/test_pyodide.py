"""Pyodide for pages: from the cache or a registry by its hash, and without it a plain warning."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kbsite.site import pyodide
from kbsite.site.pyodide import FILES, FOLDER, VERSION, get_pyodide

NOBODY = "http://127.0.0.1:9"


def package(names: tuple[str, ...] = FILES) -> bytes:
    """A small package with these files, each holding its own name."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    return gzip.compress(made.getvalue(), mtime=0)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A registry that gives a small package, whose hash is the known one for this test; what it was asked for."""
    asked: list[str] = []
    data = package()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
            return

    monkeypatch.setattr(pyodide, "INTEGRITY", f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_address[1]}/npm/")
        yield asked
        server.shutdown()
        thread.join()


def test_it_is_fetched_once_and_then_comes_from_the_cache(registry: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        found, problems = get_pyodide(tmp_path / "cache")
        assert problems == []
        assert found is not None
        assert {name: found.file(name) for name in found.names} == {FOLDER + name: name.encode() for name in FILES}
    assert registry == [f"/npm/pyodide/-/pyodide-{VERSION}.tgz"]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [f"pyodide-{VERSION}.tgz"]


def test_a_spoilt_cache_is_fetched_anew(registry: list[str], tmp_path: Path) -> None:
    kept = tmp_path / f"pyodide-{VERSION}.tgz"
    kept.write_bytes(b"spoilt")
    assert get_pyodide(tmp_path)[0] is not None
    assert kept.read_bytes() == package()
    assert len(registry) == 1


@pytest.mark.usefixtures("registry")
def test_other_bytes_than_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pyodide, "INTEGRITY", "sha512-AAAA")
    found, (problem,) = get_pyodide(tmp_path)
    assert found is None
    assert list(tmp_path.iterdir()) == []
    assert (problem.rule, problem.severity) == ("run-in-page", "warning")
    start = f"pages go without their Run button: Pyodide {VERSION} could not be fetched"
    assert problem.message.say("en") == f"{start} (the registry gave other bytes than the known ones)"
    start = f"페이지에 실행 단추를 넣지 못합니다: Pyodide {VERSION}을 받지 못했습니다"
    assert problem.message.say("ko") == f"{start}(저장소가 알려진 것과 다른 바이트를 주었습니다)"


def test_without_a_network_it_says_so_and_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("npm_config_registry", NOBODY)
    found, (problem,) = get_pyodide(tmp_path)
    assert found is None
    assert problem.message.say("en").endswith("could not be fetched (ConnectError)")
    assert problem.cure is not None
    assert problem.cure.say("en") == "build again with a network, or name a registry: npm_config_registry=https://…"
    assert problem.cure.say("ko") == "네트워크가 있는 곳에서 다시 빌드하거나 저장소를 정해 주세요: npm_config_registry=https://…"


def test_a_registry_that_is_no_address_is_a_warning_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("npm_config_registry", "none of your business: secret@")
    found, (problem,) = get_pyodide(tmp_path)
    assert found is None
    assert "secret" not in problem.message.say("en")


def test_a_folder_that_cannot_be_written_to_does_without_a_cache(registry: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert get_pyodide(tmp_path / "file")[0] is not None
    assert len(registry) == 1
