"""Ledgers in their folder: the last one is found, most of it is written once, and none is believed that is not whole."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from filekit import file, held

from kbsite.site.inventory import Inventory
from kbsite.site.ledger import BASE, END, FOLDER, LedgerFolder, size_of
from kbsite.site.ledger_text import Ledger
from kbsite.site.sources import Sources
from kbsite.site.target import Written

pytestmark = pytest.mark.usefixtures("own_key")


@pytest.fixture
def ledgers(tmp_path: Path) -> LedgerFolder:
    return LedgerFolder(tmp_path, tmp_path / "site")


def first(tmp_path: Path) -> Ledger:
    inventory = Inventory.of((file(f"{number}"), f"Talk {number}") for number in range(32))
    return Ledger(tmp_path / "site", Sources("rest", {"a": "b"}, {}, "order"), True, inventory, {})


def marks(tmp_path: Path) -> dict[str, tuple[int, int]]:
    """What tells a file from the one that was there before it: numbers of inodes are given again."""
    return {path.suffix: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (tmp_path / FOLDER).glob("[!.]*")}


def after(ledger: Ledger | None, *numbers: int) -> Ledger:
    """The ledger of a build that has made the files of some talks again."""
    assert ledger is not None
    again = [(file(f"{number}", 2), f"Talk {number}") for number in numbers]
    return replace(ledger, inventory=ledger.inventory.renewed([owner for _, owner in again], again))


def test_few_changes_leave_most_of_it_as_it_is(ledgers: LedgerFolder, tmp_path: Path) -> None:
    ledgers.write(first(tmp_path))
    before = marks(tmp_path)
    ledgers.write(after(ledgers.read(), 3))
    now = marks(tmp_path)
    assert (now[BASE] == before[BASE], now[END] == before[END]) == (True, False)
    read = ledgers.read()
    assert read is not None
    assert held(read.inventory)["3"] == (file("3", 2), "Talk 3")
    assert len(read.inventory) == 32


def test_after_many_all_is_written_anew(ledgers: LedgerFolder, tmp_path: Path) -> None:
    ledgers.write(first(tmp_path))
    before = marks(tmp_path)
    for number in range(5):
        ledgers.write(after(ledgers.read(), number))
    read = ledgers.read()
    assert read is not None
    assert marks(tmp_path)[BASE] != before[BASE]
    assert (read.inventory.more.blocks, read.inventory.replaced) == ({}, frozenset())
    assert held(read.inventory) == held(after(first(tmp_path), *range(5)).inventory)


def test_one_of_another_base_is_not_believed(ledgers: LedgerFolder, tmp_path: Path) -> None:
    ledgers.write(first(tmp_path))
    (tmp_path / FOLDER / "kept").mkdir()
    base = next((tmp_path / FOLDER).glob(f"*{BASE}"))
    old = base.read_bytes()
    ledgers.write(first(tmp_path))
    assert ledgers.read() is not None
    base.write_bytes(old)
    assert ledgers.read() is None


def test_one_that_is_forgotten_is_not_there(ledgers: LedgerFolder, tmp_path: Path) -> None:
    ledgers.write(first(tmp_path))
    mark = ledgers.mark()
    assert mark != ()
    ledgers.forget()
    assert (ledgers.read(), ledgers.mark()) == (None, ())


def test_the_size_is_known_where_all_files_are_as_they_were(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    names = ("a/one", "two")
    for name in names:
        (site / name).write_text(name, "utf-8")
    facts = {name: (site / name).stat() for name in names}
    files = [Written(name, about.st_size, bytes(32), about.st_ino, about.st_mtime_ns) for name, about in facts.items()]
    inventory = Inventory.of((one, "") for one in files)
    assert size_of(site, inventory) == len("a/onetwo")
    (site / "three").write_text("", "utf-8")
    assert size_of(site, inventory) is None
    (site / "three").unlink()
    os.utime(site / "two", ns=(1, 1))
    assert size_of(site, inventory) is None
    (site / "two").unlink()
    assert size_of(site, inventory) is None
