"""What was found is kept, line by line, and what it says of days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kbsite.links.found import Found, Reason, Verdict
from kbsite.links.kept import Kept

URL = "https://a.example/x"


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def found(number: int, verdict: Verdict, reason: Reason = "answer", code: int = 200, url: str = URL) -> Found:
    return Found(url, day(number), verdict, reason, code)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "links" / "found.jsonl"


def test_an_address_is_dead_when_it_was_not_there_on_two_days(path: Path) -> None:
    for number, dead in ((1, False), (1, False), (2, True), (9, True)):
        Kept(path).add(found(number, "gone", code=404))
        last = Kept(path).found[URL]
        assert (last.dead, last.gone_since) == (dead, day(1))


def test_a_fault_that_passes_neither_makes_dead_nor_revives(path: Path) -> None:
    kept = Kept(path)
    kept.add(found(1, "gone", code=404))
    kept.add(found(2, "unsure", "timeout", 0))
    assert not kept.found[URL].dead
    kept.add(found(3, "gone", code=404))
    assert kept.found[URL].gone_since == day(1)
    kept.add(found(4, "live"))
    kept.add(found(5, "gone", code=404))
    assert (kept.found[URL].dead, kept.found[URL].gone_since) == (False, day(5))


@pytest.mark.parametrize(
    ("verdict", "age", "max_age", "fresh"),
    [
        ("live", 0, 7, True),
        ("live", 6, 7, True),
        ("live", 7, 7, False),
        ("live", 0, 0, False),
        ("unsure", 0, 7, True),
        ("unsure", 1, 7, False),
        ("gone", 1, 7, False),
        ("barred", 0, 7, False),
        ("live", -1, 7, False),
    ],
)
def test_what_need_not_be_asked_again(path: Path, verdict: Verdict, age: int, max_age: int, fresh: bool) -> None:
    kept = Kept(path)
    kept.add(found(10, verdict))
    assert kept.is_fresh(URL, day(10 + age), max_age) is fresh
    assert not kept.is_fresh("https://other.example/", day(10), max_age)


def test_a_machine_without_a_network_notes_nothing(path: Path) -> None:
    kept = Kept(path)
    kept.add(found(1, "gone", "no-host", 0))
    assert (kept.cut_off, dict(kept.found), path.exists()) == (True, {}, False)
    kept.add(found(1, "live", url="https://b.example/"))
    assert (kept.cut_off, set(kept.found)) == (False, {URL, "https://b.example/"})


def test_a_line_that_was_cut_off_is_passed_over(path: Path) -> None:
    kept = Kept(path)
    kept.add(found(1, "live"))
    with path.open("a") as file:
        file.write(
            '{"url": "https://b.example/", "day": "2026-1\n[]\n{"url": 1}\n{"url": "c", "day": "2026-11-01", "other": 1}\n{"url": "htt'
        )
    again = Kept(path)
    assert again.found == kept.found
    again.tidy()
    assert path.read_text("utf-8").count("\n") == 1
    assert Kept(path).found == kept.found
