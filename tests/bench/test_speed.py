"""Everything a project costs at each size, beside its peer in the same run: `make bench`, which also renews the page "how fast".

    make bench                                 44, 1,000, 5,000 and 21,715 talks; takes long
    make bench KBSITE_BENCH=44,1000            only these, and the page stays as it is, unless KBSITE_BENCH_KEEP is set

Prints one table and asserts nothing about time.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import mkdocs as mkdocs_package
import pytest
import whoosh
from figures import Figure, Measured, this_machine, write
from material import __version__ as material_version
from page import PAGES, page, table
from projects import HERE, Spent, edit, first_talk, kbsite, last_json, make, make_plain, mkdocs, run, spent
from test_lighthouse import lighthouse_version, scored
from test_load import loaded

ALL = (44, 1000, 5000, 21_715)
SIZES = tuple(int(size) for size in os.environ.get("KBSITE_BENCH", ",".join(map(str, ALL))).split(","))
MEGA = 1e6
EDITS = 3


@pytest.mark.bench
@pytest.mark.timeout(0)
def test_everything_at_every_size(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "bench" not in request.config.getoption("markexpr"):
        pytest.skip("takes long: run `make bench`")
    figures: list[Figure] = []
    talks = ""
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        project, talks = make(size, folder)
        figures += measured(project, folder, size)
        shutil.rmtree(folder)
    versions = {"MkDocs": mkdocs_package.__version__, "Material": material_version, "Whoosh": whoosh.versionstring()}
    site = tmp_path / "site"
    scores = tuple(scored(site))
    found = Measured(this_machine(), talks, tuple(figures), tuple(loaded(site)), scores, {**versions, **lighthouse_version()})
    print("\n\n" + "\n".join(table(found, "en")))
    if SIZES == ALL or os.environ.get("KBSITE_BENCH_KEEP"):
        write(found)
        for language, path in PAGES.items():
            path.write_text(page(found, language), "utf-8")


def measured(project: Path, folder: Path, size: int) -> Iterator[Figure]:
    """Every measure of one project."""

    def paired(name: str, ours: Spent, peer: Spent) -> Iterator[Figure]:
        yield Figure(f"{name}_wall", size, ours.wall, peer.wall)
        yield Figure(f"{name}_cpu", size, ours.cpu, peer.cpu)

    plain = make_plain(project, folder)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    peer, yaml = spent(plain, *mkdocs(), "build", "--quiet"), spent(folder, sys.executable, HERE / "read_yaml.py", project / "talks")
    cold = spent(project, *kbsite(), "check")
    yield from paired("check_cold", cold, yaml)
    yield from paired("check_warm", spent(project, *kbsite(), "check"), yaml)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    first = spent(project, *kbsite(), "build", "--no-cards")
    yield from paired("build_cold", first, peer)
    yield from paired("build_warm", spent(project, *kbsite(), "build", "--no-cards"), peer)
    talk = first_talk(project)
    before = talk.read_text("utf-8")
    yield from paired("build_edit", median(edited(project, talk)), peer)
    talk.write_text(before, "utf-8")
    served = last_json(run(sys.executable, HERE / "saved.py", project))
    yield Figure("serve_start", size, served["started"], peer.wall)
    yield Figure("serve_saved", size, served["saved"], peer.wall)
    asked = last_json(run(sys.executable, HERE / "asked.py", project))
    yield Figure("search_index", size, asked["built"], asked["built_plain"])
    yield Figure("search_query", size, asked["ours"], asked["plain"])
    yield Figure("memory", size, first.memory / MEGA, peer.memory / MEGA)
    yield from written(project / "site", plain / "site", size)


def edited(project: Path, talk: Path) -> Iterator[Spent]:
    """What a build takes after a change of a title, made some times."""
    for number in range(EDITS):
        edit(talk, f"A title that has just been changed, {number + 1}")
        yield spent(project, *kbsite(), "build", "--no-cards")


def median(several: Iterable[Spent]) -> Spent:
    """The middle one by the clock."""
    return sorted(several, key=lambda one: one.wall)[EDITS // 2]


def written(ours: Path, theirs: Path, size: int) -> Iterator[Figure]:
    """What the two sites weigh."""
    yield Figure("pages", size, *(len(list(site.rglob("*.html"))) for site in (ours, theirs)))
    yield Figure("files", size, *(sum(path.is_file() for path in site.rglob("*")) for site in (ours, theirs)))
    yield Figure("bytes", size, *(sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / MEGA for site in (ours, theirs)))
    index = sum(packed(path) for path in (ours / "assets/kb/search").rglob("*") if path.suffix in (".bin", ".json"))
    yield Figure("search_bytes", size, index / MEGA, packed(theirs / "search/search_index.json") / MEGA)
    yield Figure("page_most", size, *(max(path.stat().st_size for path in site.rglob("*.html")) / 1000 for site in (ours, theirs)))


def packed(path: Path) -> int:
    """Bytes of a file as it is sent: text is packed, what is packed already is not."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".bin" else len(gzip.compress(data, 6))
