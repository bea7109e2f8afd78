"""Status and date go into records, and nothing else of them changes."""

from __future__ import annotations

import datetime as dt

import pytest
from projectkit import SOURCE, TALK, Folder, said

from kbsite.links.found import Found
from kbsite.links.marks import Mark, marked, marks, write_marks
from kbsite.links.targets import targets
from kbsite.records.yaml import read

URL = "https://slides.example/101"
TODAY = dt.date(2026, 11, 23)
MARK = Mark(("links", 0), "live", TODAY)
LIVE = Found(URL, TODAY, "live", code=200)
DEAD = Found(URL, TODAY, "gone", code=404, gone_since=dt.date(2026, 11, 16))
SEEN_ONCE = Found(URL, TODAY, "gone", code=404, gone_since=TODAY)


def write(project: Folder, *found: Found) -> tuple[list[str], list[str]]:
    catalog = project.catalog()
    return write_marks(project.root, marks(catalog, targets(catalog), found))


def text(project: Folder) -> str:
    return (project.root / TALK).read_text("utf-8")


def test_a_live_link(project: Folder) -> None:
    before = text(project)
    assert write(project, LIVE) == ([TALK], [])
    assert text(project) == before.replace(f"    url: {URL}\n", f"    url: {URL}\n    status: live\n    checked: 2026-11-23\n")
    assert [said(problem) for problem in project.problems()] == []
    assert write(project, LIVE) == ([], [])


def test_of_a_dead_link_the_first_day_stays(project: Folder) -> None:
    write(project, LIVE)
    write(project, DEAD)
    assert "    status: dead\n    checked: 2026-11-16\n" in text(project)
    assert write(project, Found(URL, dt.date(2026, 12, 1), "gone", code=404, gone_since=dt.date(2026, 11, 20))) == ([], [])
    project.change(TALK, f"    url: {URL}\n", f"    url: {URL}\n    archived_url: https://kept.example/\n")
    write(project, DEAD)
    assert "    status: archived\n    checked: 2026-11-16\n" in text(project)
    write(project, LIVE)
    assert "    status: live\n    checked: 2026-11-23\n" in text(project)


def test_what_is_not_certain_is_not_written(project: Folder) -> None:
    unsure = Found(URL, TODAY, "unsure", "timeout", gone_since=dt.date(2026, 11, 1))
    assert write(project, SEEN_ONCE, unsure, Found(URL, TODAY, "barred", "private")) == ([], [])


def test_a_work(project: Folder) -> None:
    project.add(SOURCE, "url: https://slides.example/101 # as printed\nnote: |\n  Read\n  twice.\n\n# the end\n")
    assert write(project, LIVE) == ([TALK, SOURCE], [])
    assert (
        (project.root / SOURCE)
        .read_text("utf-8")
        .endswith("# as printed\nnote: |\n  Read\n  twice.\n\nstatus: live\nchecked: 2026-11-23\n# the end\n")
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("links:\n  - url: U\n", "links:\n  - url: U\n    status: live\n    checked: 2026-11-23\n"),
        ("links:\n- {url: U}\n", "links:\n- {url: U, status: live, checked: 2026-11-23}\n"),
        ('links: [{"url": "U", "type": "page"}]', 'links: [{"url": "U", "type": "page", status: live, checked: 2026-11-23}]'),
        (
            "links:\n  - url: U\r\n    type: page\r\n",
            "links:\n  - url: U\r\n    type: page\r\n    status: live\r\n    checked: 2026-11-23\r\n",
        ),
        ("links:\n  - url: U # why\n", "links:\n  - url: U # why\n    status: live\n    checked: 2026-11-23\n"),
        ("links:\n  - url: U", "links:\n  - url: U\n    status: live\n    checked: 2026-11-23"),
        (
            "links:\n  - url: U\n    status: 'dead' # was\n    checked: 2020-01-01\n",
            "links:\n  - url: U\n    status: live # was\n    checked: 2026-11-23\n",
        ),
        (
            "links:\n  - url: U\n    title:\n      ko: 하나\n      en: >-\n        one\n        more\n  - url: V\n",
            "links:\n  - url: U\n    title:\n      ko: 하나\n      en: >-\n        one\n        more\n    status: live\n    checked: 2026-11-23\n"
            "  - url: V\n",
        ),
        ("\ufefflinks:\n  - url: U\n", "\ufefflinks:\n  - url: U\n    status: live\n    checked: 2026-11-23\n"),
    ],
)
def test_every_way_to_write_a_link(before: str, after: str) -> None:
    changed = marked("a.yml", before.encode(), MARK)
    assert changed is not None
    assert changed.decode() == after
    assert read("a.yml", changed).value["links"][0] | {} == read("a.yml", before.encode()).value["links"][0] | dict(MARK.values)


def test_a_file_that_cannot_be_changed_safely_is_left() -> None:
    decomposed = "links:\n  - url: U\n    title: \u1112\u1161\u11ab\n"
    assert marked("a.yml", decomposed.encode(), MARK) is None
