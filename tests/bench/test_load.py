"""What nginx with the project's configuration carries of the real site: `pytest tests/bench/test_load.py -m bench -s`.

Every page is asked for in turn over 64 connections by wrk on the same machine. The peer in the same run is the same server packing each
answer anew, as without `--compress`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from figures import Load
from projects import ROOT, kbsite, last_json, run
from sitekit.nginx import BROTLI, behind_nginx

HERE = Path(__file__).parent
SECONDS = 10
CONNECTIONS = 64
TWINS = "gzip_static on;"
ANEW = "gzip on; gzip_types text/css text/javascript application/json;"


@pytest.mark.bench
def test_nothing_fails_under_load(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "bench" not in request.config.getoption("markexpr"):
        pytest.skip("loads the machine: run `make bench`")
    found = list(loaded(tmp_path / "site"))
    for one in found:
        print(
            f"\n{one.what:16} {one.requests_a_second:9,.0f} requests/s  p50 {one.p50:.2f} ms  p99 {one.p99:.2f} ms  {one.errors} errors",
            end="",
        )
    assert found
    assert all(one.errors == 0 for one in found)


def real_site(site: Path) -> Path:
    """This project's site, with packed twins; made where it is not there."""
    if not site.exists():
        run(*kbsite(), "-C", ROOT, "build", "-o", site, "--compress")
    return site


def loaded(site: Path) -> Iterator[Load]:
    """What the server carries with twins of each kind, and without any."""
    wrk = shutil.which("wrk")
    if wrk is None:
        pytest.skip("needs wrk: apt-get install wrk")
    real_site(site)
    ways = {"brotli": ("br", {}), "gzip": ("gzip", {}), "gzip, packed anew": ("gzip", {TWINS: ANEW})}
    for number, (what, (coding, others)) in enumerate(ways.items()):
        if coding == "br" and not BROTLI.exists():
            continue
        folder = site.parent / f"nginx-{number}"
        folder.mkdir()
        (folder / "current").symlink_to(site)
        with behind_nginx(folder, others) as client:
            answer = client.get("", headers={"Accept-Encoding": coding})
            assert answer.headers["content-encoding"] == coding
            yield load(wrk, what, f"{client.base_url}", coding, pages(site, folder / "paths"))


def pages(site: Path, target: Path) -> Path:
    """A file with the path of every page."""
    found = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    target.write_text("".join(f"/{path}/\n" if path != "." else "/\n" for path in found), "utf-8")
    return target


def load(wrk: str, what: str, address: str, coding: str, paths: Path) -> Load:
    """Ask for some seconds, as often as the server answers."""
    os.environ["BENCH_PATHS"] = str(paths)
    arguments = ("-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {coding}", "-s", HERE / "load.lua", address)
    said = last_json(run(wrk, *arguments))
    return Load(what, said["requests"] / said["seconds"], said["p50"], said["p99"], int(said["requests"]), int(said["errors"]))
