"""The files of "my schedule": whose each is, and that those of events that stay are named without being made."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sitekit.small import SITE_URL, write_project

from kbsite.exports.publication import File, Publication
from kbsite.records.load import load_catalog
from kbsite.records.models import Event, Record, Talk
from kbsite.site import mine_files as mine
from kbsite.site.build import make_site
from kbsite.site.mine_files import FOLDER, Last, index_path, mine_files
from kbsite.site.pages.view import View

INDEX = index_path("en")
Files = Mapping[str, File]


def event(name: str) -> dict[str, Any]:
    return {"name": {"ko": name, "en": name}, "time_zone": "Asia/Seoul", "days": [{"date": "2021-05-01"}], "sources": ["note"]}


def talk(title: str, **more: str) -> dict[str, Any]:
    return {"title": {"ko": title, "en": title}, "sources": ["note"], **more}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with four events; two of them have no talk with a day."""
    return write_project(
        tmp_path / "project",
        {
            "talks/other/event.yml": event("Other"),
            "talks/other/1-one.yml": talk("One", date="2021-05-01", start="10:00", end="10:30"),
            "talks/vague/event.yml": event("Vague"),
            "talks/vague/1-some.yml": talk("Some"),
            "talks/vaguer/event.yml": event("Vaguer"),
        },
    )


def listed(root: Path, last: Last | None = None) -> Files:
    """The files of a language by path, none twice."""
    catalog, problems = load_catalog(root)
    assert catalog is not None and problems == []
    publication = Publication(catalog, SITE_URL, {"en": "KB"}, {}, dict.fromkeys(catalog.documents, dt.date(2022, 1, 1)))
    files = [*mine_files(publication, View(catalog, "en"), last)]
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


def made(files: Files) -> dict[str, bytes]:
    return {path: file.make() for path, file in files.items()}


def index(files: Files) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(files[INDEX].make())
    return value


def whose(files: Files) -> dict[str, str]:
    """The event that each file is of, by path."""
    return {path: file.of.id for path, file in files.items() if isinstance(file.of, Event)}


def stays(*changed: str) -> Callable[[Record], bool]:
    return lambda record: isinstance(record, Event | Talk) and record.id not in changed


def calendar(files: Files, event: str) -> str:
    """Where the calendar of an event lies."""
    return FOLDER + str(json.loads(files[FOLDER + index(files)["events"][event]].make())["calendar"])


def test_every_file_says_which_event_it_is_of(root: Path) -> None:
    files = listed(root)
    events = index(files)["events"]
    assert [*events] == ["conf", "other", "vague", "vaguer"]
    own = {FOLDER + name: id_ for id_, name in events.items()}
    assert whose(files) == {**own, calendar(files, "conf"): "conf", calendar(files, "other"): "other"}
    assert {*files} - {*whose(files)} == {INDEX, FOLDER + index(files)["reading"], calendar(files, "vague")}


def test_the_calendar_of_events_without_a_day_is_one_and_nobodys(root: Path) -> None:
    files = listed(root)
    shared = calendar(files, "vague")
    assert calendar(files, "vaguer") == shared
    assert (json.loads(files[shared].make()), files[shared].of) == ({"zones": [], "entries": {}}, None)
    for name in ("vague/1-some", "vague/event", "vaguer/event"):
        (root / f"talks/{name}.yml").unlink()
    assert shared not in listed(root)


def test_the_files_of_events_that_stay_are_not_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = listed(root)
    monkeypatch.setattr(mine, "_entries", None)
    files = listed(root, Last(stays(), made(whole).get))
    assert made(files) == {path: data for path, data in made(whole).items() if path not in whose(whole)}


def test_after_a_change_the_files_of_its_event_are_made(root: Path) -> None:
    before = listed(root)
    path = root / "talks/other/1-one.yml"
    path.write_text(path.read_text("utf-8").replace("One", "Another"), "utf-8")
    whole, files = listed(root), listed(root, Last(stays("other"), made(before).get))
    assert {*whose(files).values()} == {"other"} and len(whose(files)) == 2
    stayed = {path: data for path, data in made(before).items() if whose(before).get(path, "other") != "other"}
    assert {**stayed, **made(files)} == made(whole)
    assert index(files)["events"]["other"] != index(before)["events"]["other"]


def test_an_event_that_is_new_or_gone_is_so_in_the_index(root: Path) -> None:
    before = made(listed(root))
    for name in ("vague/1-some", "vague/event"):
        (root / f"talks/{name}.yml").unlink()
    write_new = {"talks/new/event.yml": event("New"), "talks/new/1-new.yml": talk("New talk", date="2021-05-01")}
    for name, value in write_new.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(json.dumps(value), "utf-8")
    files = listed(root, Last(stays("new"), before.get))
    assert index(files) == index(listed(root))
    assert {*whose(files).values()} == {"new"}


def altered(**values: object) -> Callable[[dict[str, Any]], bytes]:
    return lambda index: json.dumps({**index, **values}).encode()


SPOILED: Mapping[str, Callable[[dict[str, Any]], bytes | None]] = {
    "not as it was": lambda _: None,
    "empty": lambda _: b"",
    "cut off": lambda index: json.dumps(index).encode()[:-1],
    "no text": lambda _: b"\xff\xfe\x00",
    "no index": lambda _: b"[]",
    "of another version": altered(version=2),
    "without events": altered(events=None),
    "with a list of events": altered(events=["conf", "other"]),
    "with no names": altered(events={"conf": 1, "other": None, "vague": ["a"]}),
}


@pytest.mark.parametrize("name", SPOILED)
def test_all_is_made_where_the_last_index_cannot_be_read(root: Path, name: str) -> None:
    whole = listed(root)
    spoiled = SPOILED[name](index(whole))
    files = listed(root, Last(stays(), {INDEX: spoiled}.get))
    assert (made(files), whose(files)) == (made(whole), whose(whole))


def test_what_a_last_index_does_not_name_is_made(root: Path) -> None:
    whole = listed(root)
    events = {id_: name for id_, name in index(whole)["events"].items() if id_ != "conf"}
    files = listed(root, Last(stays(), {INDEX: altered(events=events)(index(whole))}.get))
    assert {*whose(files).values()} == {"conf"}
    assert files[INDEX].make() == whole[INDEX].make()


def test_a_site_lists_them_in_every_language(root: Path) -> None:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    visitors = make_site(catalog).visitors
    files = {file.path: file for file in visitors.files()}
    assert {index_path("ko"), INDEX} <= {*files}
    visitors.last = Last(stays(), made(files).get)
    again = {file.path: file for file in visitors.files()}
    assert {files[path].of for path in {*files} - {*again}} == {*catalog.events.values()}
    assert again[index_path("ko")].make() == files[index_path("ko")].make()
