"""The lists of all pages after some of them changed: the same as made from all, or not renewed at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from kbsite.site.inventory import NOBODY, Inventory
from kbsite.site.ledger_text import Ledger
from kbsite.site.page import Page
from kbsite.site.page_lists import PageLists, Pages
from kbsite.site.renewal import Renewal
from kbsite.site.sitemap import Location
from kbsite.site.sources import Sources
from kbsite.site.target import Written

SITE = "https://kb.example/a&b/"
TALK = "Talk"


def page(address: str, title: str = "") -> Page:
    kind = "talk" if address.startswith("talks/") else "home"
    return Page(kind=kind, address=address, language="en", title=title or address, description="", body="")  # type: ignore[arg-type]


def pages(*every: Page) -> Pages:
    return {(one.language, one.address): one for one in every}


LISTS = PageLists(SITE, lambda page: Location(SITE + page.address, (("en", SITE + page.title),), None))
HOME, ONE, TWO, THREE = page(""), page("talks/one/"), page("talks/two/"), page("talks/three/")


def made(*every: Page) -> Mapping[str, bytes]:
    return {output.path: output.make() for output in LISTS.files(pages(*every))}


def renewal(folder: Path, last: Sequence[Page], stay: Sequence[Page]) -> Renewal:
    """After a build of some pages, of which some stay."""
    files = []
    for path, data in made(*last).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        files.append((Written(path, len(data), sha256(data).digest()), NOBODY))
    files += [(Written(f"{one.address}index.html", 0, b""), TALK if one in stay else NOBODY) for one in last]
    return Renewal(Ledger(folder, Sources("", {}, {}, ""), True, Inventory.of(files), {}), folder, frozenset())


def test_pages_that_stay_keep_their_entries(tmp_path: Path) -> None:
    again = page("talks/two/", "Two & more")
    renewed = LISTS.renewed(pages(HOME, again), renewal(tmp_path, (HOME, ONE, TWO, THREE), (ONE, THREE)))
    assert renewed is not None
    assert {output.path: output.make() for output in renewed} == made(HOME, ONE, again, THREE)


@pytest.mark.parametrize(
    ("now", "stay"),
    [((HOME, TWO, THREE), (ONE,)), ((HOME, TWO), (THREE, ONE)), ((HOME,), (ONE,)), ((TWO, HOME), (ONE,))],
    ids=["one came", "none", "one went", "moved"],
)
def test_all_are_told_anew_where_pages_came_went_or_moved(tmp_path: Path, now: Sequence[Page], stay: Sequence[Page]) -> None:
    last = (HOME, ONE, TWO)
    known = renewal(tmp_path, last, stay)
    changed = {*now} != {*last} - {*stay} or now[0] != HOME
    assert (LISTS.renewed(pages(*now), known) is None) == changed
    every = pages(HOME, ONE, TWO, THREE)
    outputs = {output.path: output.make() for output in LISTS.files(pages(*now), known, lambda: every)}
    assert not changed or outputs == made(HOME, ONE, TWO, THREE)


def test_all_are_told_anew_where_the_last_was_touched(tmp_path: Path) -> None:
    known = renewal(tmp_path, (HOME, ONE), (ONE,))
    assert LISTS.renewed(pages(HOME), known) is not None
    (tmp_path / "sitemap.xml").write_text("touched", "utf-8")
    assert LISTS.renewed(pages(HOME), known) is None
