"""A project as it is edited: what can be shown at once is, and it is what a build makes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from projectkit import ROOT
from sitekit.small import write_project

from kbsite.records.catalog import Catalog
from kbsite.site.build import make_site
from kbsite.site.output import Abandoned, Output
from kbsite.site.outputs import Site
from kbsite.site.preview import Preview
from kbsite.site.reading import Reading
from kbsite.site.small_files import small_files

TALK = "talks/conf/101-first.yml"
PAGE = "talks/conf-101-first/index.html"
GUARD = 60.0


@pytest.fixture(scope="module")
def whole(catalog: Catalog) -> Site:
    site = make_site(catalog)
    assert site.outputs
    return site


def titled(root: Path, title: str) -> None:
    path = root / TALK
    record = json.loads(path.read_text("utf-8"))
    record["title"] = dict.fromkeys(record["title"], title)
    path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def test_a_page_made_alone_is_the_page_of_a_build(catalog: Catalog, whole: Site) -> None:
    site = make_site(catalog)
    kinds = (catalog.talks, catalog.speakers, catalog.techniques, catalog.snippets, catalog.events)
    folders = ("talks", "speakers", "techniques", "snippets", "events")
    paths = [
        f"{prefix}{folder}/{id_}/index.html"
        for prefix in ("", "en/")
        for folder, kind in zip(folders, kinds, strict=True)
        for id_ in [*kind][:: max(1, len(kind) // 12)]
    ]
    lists = (
        "talks", "speakers", "techniques", "snippets", "tags", "papers", "takeaways", "corrections", "map", "missing", "data", "rules", "mine",
        "search", "contribute/form", "contribute/fields", "contribute/commands", "tags/storage", "tags/game",
    )  # fmt: skip
    paths += [f"{prefix}{address}/index.html" for prefix in ("", "en/") for address in lists]
    assert len(paths) > 120
    for path in paths:
        alone = site.at_once(path)
        assert alone is not None, path
        assert (alone.path, alone.make()) == (path, whole.outputs[path].make()), path
    assert "made" not in site.__dict__


def test_what_no_record_changes_is_there_at_once(catalog: Catalog, whole: Site) -> None:
    site = make_site(catalog)
    assert {path.rpartition(".")[2] for path in site.fixed} >= {"css", "js", "woff2", "svg"}
    for path in list(site.fixed)[::20]:
        alone = site.at_once(path)
        assert alone is not None
        assert alone.make() == whole.outputs[path].make()
    assert "made" not in site.__dict__


@pytest.mark.parametrize(
    "path", ["index.html", "en/about/index.html", "talks/none/index.html", "tags/none/index.html", "speakers/deview2016-231-zinst/index.html", "tags.json"]
)  # fmt: skip
def test_what_needs_the_others_is_not_made_alone(catalog: Catalog, path: str) -> None:
    site = make_site(catalog)
    assert site.at_once(path) is None
    assert "made" not in site.__dict__


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Preview, threading.Event]:
    """A preview whose next list of all files comes when the event is set."""
    preview = Preview(write_project(tmp_path / "project"))
    let, whole = threading.Event(), Preview._list
    listing: Callable[..., object] = lambda self, site: let.wait(GUARD) and whole(self, site)  # noqa: E731 - it stands for a method
    monkeypatch.setattr(Preview, "_list", listing)
    return preview, let


def test_a_saved_record_shows_before_all_files_are_known(held: tuple[Preview, threading.Event]) -> None:
    preview, let = held
    version = preview.version
    titled(preview.root, "Saved just now")
    renewing = threading.Thread(target=preview.renew)
    renewing.start()
    try:
        assert preview.wait(version, GUARD) == version + 1
        assert not preview.broken
        assert b"Saved just now" in (preview.file(PAGE) or b"")
        assert preview.has(PAGE)
        style = next(path for path in small_files().values() if path[0].endswith(".css"))
        assert preview.file(style[0]) == style[1]
        assert renewing.is_alive()
    finally:
        let.set()
        renewing.join()
    assert b"Saved just now" in (preview.file("talks/index.html") or b"")
    assert preview.version == version + 1


def test_other_pages_wait_for_the_list(held: tuple[Preview, threading.Event]) -> None:
    preview, let = held
    version = preview.version
    titled(preview.root, "Saved just now")
    threads = [threading.Thread(target=preview.renew)]
    threads[0].start()
    preview.wait(version, GUARD)
    found: list[bytes | None] = []
    threads.append(threading.Thread(target=lambda: found.append(preview.file("index.html"))))
    threads[1].start()
    assert found == []
    let.set()
    for thread in threads:
        thread.join()
    assert b"Saved just now" in (found[0] or b"")


def test_problems_of_hand_written_pages_are_told_after_the_record(held: tuple[Preview, threading.Event]) -> None:
    preview, let = held
    version = preview.version
    (preview.root / "content/ko/about.md").write_text("# About\n\n[nowhere](nowhere.md)\n", "utf-8")
    renewing = threading.Thread(target=preview.renew)
    renewing.start()
    assert preview.wait(version, GUARD) == version + 1
    assert not preview.problems
    let.set()
    renewing.join()
    assert preview.version == version + 2
    assert [problem.rule for problem in preview.problems] == ["page-link"]


def test_the_real_project_has_no_problems() -> None:
    preview = Preview(ROOT)
    assert preview.problems == ()
    assert not preview.broken


@pytest.fixture
def unjudged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Preview, threading.Event]:
    """A preview in which the rules say what they find when the event is set."""
    preview = Preview(write_project(tmp_path / "project"))
    let, judged = threading.Event(), Reading.judged
    waiting: Callable[..., object] = lambda self, *rest: let.wait(GUARD) and judged(self, *rest)  # noqa: E731 - it stands for a method
    monkeypatch.setattr(Reading, "judged", waiting)
    return preview, let


def changed(root: Path, change: Callable[[dict[str, object]], object]) -> None:
    record = json.loads((root / TALK).read_text("utf-8"))
    change(record)
    (root / TALK).write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def test_a_saved_record_shows_before_the_rules_have_been_asked(unjudged: tuple[Preview, threading.Event]) -> None:
    preview, let = unjudged
    version = preview.version
    titled(preview.root, "Saved just now")
    renewing = threading.Thread(target=preview.renew, args=({TALK},))
    renewing.start()
    try:
        assert preview.wait(version, GUARD) == version + 1
        assert b"Saved just now" in (preview.file(PAGE) or b"")
    finally:
        let.set()
        renewing.join()
    assert (preview.version, preview.problems) == (version + 1, ())


def test_what_a_browser_asks_for_when_it_is_told_is_made_before_the_rules_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for whom there is not: the grace is longer than any test may take."""
    monkeypatch.setattr("kbsite.site.preview.GRACE", 3600)
    preview = Preview(write_project(tmp_path))
    done: list[str] = []

    def noted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def works(*asked: object) -> object:
            done.append(name)
            return work(*asked)

        return works

    monkeypatch.setattr(Reading, "judged", noted("judged", Reading.judged))
    monkeypatch.setattr(Site, "render", noted("page", Site.render))
    titled(preview.root, "Nobody waits")
    preview.renew({TALK})
    assert done[0] == "judged"
    done.clear()
    version = preview.version

    def browser() -> None:
        preview.wait(version, GUARD)
        assert b"A browser waits" in (preview.file(PAGE) or b"")

    asking = threading.Thread(target=browser)
    asking.start()
    while not preview.awaited:
        asking.join(0.01)
    titled(preview.root, "A browser waits")
    preview.renew({TALK})
    asking.join()
    assert done[:2] == ["page", "judged"]
    assert preview.version == version + 1


def test_what_the_rules_find_is_told_after_that(unjudged: tuple[Preview, threading.Event]) -> None:
    preview, let = unjudged
    version = preview.version
    changed(preview.root, lambda record: record.update(related=["conf-999-none"]))
    renewing = threading.Thread(target=preview.renew, args=({TALK},))
    renewing.start()
    assert preview.wait(version, GUARD) == version + 1
    assert not preview.broken
    let.set()
    renewing.join()
    assert preview.version == version + 2
    assert [problem.rule for problem in preview.problems] == ["related-talk-exists"]


def test_a_page_that_cannot_be_made_waits_for_the_rules(unjudged: tuple[Preview, threading.Event], monkeypatch: pytest.MonkeyPatch) -> None:
    preview, let = unjudged
    version = preview.version
    changed(preview.root, lambda record: record.update(related=["conf-999-none"]))
    monkeypatch.setattr(Site, "at_once", lambda self, path: self.catalog.talks["conf-999-none"])
    threads = [threading.Thread(target=preview.renew, args=({TALK},))]
    threads[0].start()
    preview.wait(version, GUARD)
    found: list[bytes | None] = [b"nothing yet"]
    threads.append(threading.Thread(target=lambda: found.append(preview.file(PAGE))))
    threads[1].start()
    let.set()
    for thread in threads:
        thread.join()
    assert found == [b"nothing yet", None]
    assert preview.broken


def test_what_fails_on_sound_records_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(write_project(tmp_path / "project"))
    monkeypatch.setattr(Output, "make", property(lambda _: 1 / 0), raising=False)
    with pytest.raises(ZeroDivisionError):
        preview.file(PAGE)


def test_a_save_that_was_not_named_is_found(tmp_path: Path) -> None:
    preview = Preview(write_project(tmp_path / "project"))
    version = preview.version
    titled(preview.root, "Saved just now")
    preview.renew({"talks/conf/102-second.yml"})
    assert b"Saved just now" in (preview.file(PAGE) or b"")
    assert preview.version == version + 2


def test_the_list_of_an_older_site_is_not_made_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(write_project(tmp_path / "project"))
    begun, let, made = threading.Event(), threading.Event(), Site._every_output
    abandoned: list[str] = []

    def slowly(site: Site) -> Iterator[Output]:
        begun.set()
        let.wait(GUARD)
        try:
            yield from made(site)
        except (Abandoned, GeneratorExit):
            abandoned.append(next(iter(site.catalog.talks.values())).title.say("ko").text)
            raise

    monkeypatch.setattr(Site, "_every_output", slowly)
    titled(preview.root, "The first")
    first = threading.Thread(target=preview.renew, args=({TALK},))
    first.start()
    begun.wait(GUARD)
    titled(preview.root, "The second")
    version = preview.version
    second = threading.Thread(target=preview.renew, args=({TALK},))
    second.start()
    preview.wait(version, GUARD)
    let.set()
    for thread in (first, second):
        thread.join()
    assert abandoned == ["The first"]
    assert b"The second" in (preview.file("talks/index.html") or b"")


def test_pages_of_records_can_be_had_before_all_files_are_known_for_the_first_time(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    (project / "content/ko/about.md").write_text("# 소개\n\n[없는 화면](none/index.md)\n", "utf-8")
    preview = Preview(project, listed=False)
    assert not preview.broken
    assert b"conf-101-first" in (preview.file(PAGE) or b"")
    stop, told = threading.Event(), threading.Event()
    following = threading.Thread(target=preview.follow, args=(stop, lambda _: told.set()))
    following.start()
    try:
        assert told.wait(GUARD), "what is wrong with hand-written pages is told when these have been read"
        assert [problem.rule for problem in preview.problems] == ["page-link"]
        assert preview.broken
    finally:
        stop.set()
        preview.stop()
        following.join()
