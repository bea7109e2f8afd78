"""What is left of the last build: whatever is not made again would have had the same bytes, after any changes of talks and speakers."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from damagekit import into_folder, into_link
from sitekit.builds import ROOT, build, build_anew, differences, files, kbsite
from sitekit.many import write_many
from sitekit.small import SETTINGS, write_project

from kbsite.records.catalog import Catalog
from kbsite.records.kept import Kept
from kbsite.records.load import load_catalog
from kbsite.records.models import Talk
from kbsite.search.files import make_catalog
from kbsite.site import kept_index, renewal
from kbsite.site.build import Built, build_site, make_site
from kbsite.site.concern import NUMEROUS, concerned
from kbsite.site.last_build import LastBuild
from kbsite.site.ledger import BASE, END, MOST
from kbsite.site.sources import Sources
from kbsite.site.survey import sources
from kbsite.site.swap import MARKER

Json = dict[str, Any]


@pytest.fixture(params=["swapped", "in place"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How files that changed come into the site: in a new folder that is swapped in, or one by one, as in large sites."""
    if request.param == "in place":
        monkeypatch.setattr(renewal, "MANY", -1)
    return str(request.param)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def talk_files(root: Path) -> list[Path]:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return [root / talk.path for talk in catalog.every_talk.values()]


class Editor:
    """Changes talks and speakers of a project as somebody might, in ways chosen by chance."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._chance = random.Random(seed)  # noqa: S311 - the same changes every time
        self._names = 0
        self.done: list[str] = []

    def edit(self) -> None:
        catalog, _ = load_catalog(self._root)
        assert catalog is not None
        ways: list[Callable[[Catalog], None]] = [
            *([self._remove] if len(catalog.every_talk) > 1 else []),
            self._rename,
            self._add,
            *[partial(self._change, way) for way in self._ways()],
        ]
        if catalog.speakers:
            ways += [partial(self._change_speaker, way) for way in ("name", "about", "aliases", "former_ids", "differs_from")]
            ways += [self._remove_speaker, self._add_speaker]
        way = self._chance.choice(ways)
        way(catalog)

    def _ways(self) -> list[str]:
        return ["title", "abstract", "takeaways", "speakers", "tags", "techniques", "related", "date", "publish", "aliases", "sources"]

    def _talk(self, catalog: Catalog) -> Talk:
        return self._chance.choice([*catalog.every_talk.values()])

    def _change(self, field: str, catalog: Catalog) -> None:
        talk = self._talk(catalog)
        path = self._root / talk.path
        value: Json = yaml.safe_load(path.read_text("utf-8"))
        self._names += 1
        words = {"ko": f"새 말 {self._names}", "en": f"New words {self._names}"}
        source = talk.sources[0]
        if field == "title":
            value[field] = words
        elif field == "abstract":
            value[field] = {"text": words, "source": [source]}
        elif field == "takeaways":
            value[field] = [{"text": words, "by": "editor", "source": [source]}] * self._chance.randrange(3)
        elif field == "speakers":
            value[field] = self._some([*catalog.speakers], 1, 3)
        elif field == "tags":
            value[field] = self._some([*catalog.tags], 0, 4)
        elif field == "techniques":
            value[field] = [{"id": one, "note": words, "source": [source]} for one in self._some([*catalog.techniques], 0, 3)]
            value.pop("figures", None)
        elif field == "related":
            value[field] = [one for one in self._some([*catalog.every_talk], 0, 3) if one != talk.id]
        elif field == "date":
            value[field] = self._chance.choice([day.date for day in catalog.events[talk.event].days]).isoformat()
            value.pop("slot", None)
        elif field == "publish":
            value[field] = not talk.publish
        elif field == "aliases":
            value[field] = [f"former-{self._names}"]
        else:
            value[field] = [*dict.fromkeys([*talk.sources, *self._some([*catalog.sources], 1, 2)])]
        path.write_text(json.dumps(value, ensure_ascii=False, default=str), "utf-8")
        self.done.append(f"{talk.id}: {field}")

    def _change_speaker(self, field: str, catalog: Catalog) -> None:
        speaker = self._chance.choice([*catalog.speakers.values()])
        path = self._root / speaker.path
        value: Json = yaml.safe_load(path.read_text("utf-8"))
        self._names += 1
        words = {"ko": f"새 사람 {self._names}", "en": f"A person {self._names}"}
        source = next((talk.sources[0] for talk in catalog.talks.values()), "note")
        others = [one for one in catalog.speakers if one != speaker.id]
        lists = {
            "aliases": [f"Somebody {self._names}"],
            "former_ids": [f"somebody-{self._names}"],
            "differs_from": self._some(others, 0, 2),
        }
        value[field] = {"name": words, "about": [{"text": words, "source": [source]}], **lists}[field]
        path.write_text(json.dumps(value, ensure_ascii=False, default=str), "utf-8")
        self.done.append(f"{speaker.id}: {field}")

    def _remove_speaker(self, catalog: Catalog) -> None:
        alone = [speaker for speaker in catalog.speakers.values() if not catalog.talks_by(speaker.id)]
        speaker = self._chance.choice(alone or [*catalog.speakers.values()])
        (self._root / speaker.path).unlink()
        self.done.append(f"{speaker.id}: removed")

    def _add_speaker(self, catalog: Catalog) -> None:
        path = self._root / self._chance.choice([*catalog.speakers.values()]).path
        self._names += 1
        shutil.copy(path, path.with_name(f"another-{self._names}.yml"))
        self.done.append(f"another-{self._names}: copied from {path.stem}")

    def _some(self, of: list[str], least: int, most: int) -> list[str]:
        return self._chance.sample(of, min(len(of), self._chance.randint(least, most)))

    def _remove(self, catalog: Catalog) -> None:
        talk = self._talk(catalog)
        (self._root / talk.path).unlink()
        self.done.append(f"{talk.id}: removed")

    def _rename(self, catalog: Catalog) -> None:
        talk = self._talk(catalog)
        path = self._root / talk.path
        self._names += 1
        path.rename(path.with_name(f"renamed-{self._names}.yml"))
        self.done.append(f"{talk.id}: renamed")

    def _add(self, catalog: Catalog) -> None:
        talk = self._talk(catalog)
        path = self._root / talk.path
        self._names += 1
        shutil.copy(path, path.with_name(f"added-{self._names}.yml"))
        self.done.append(f"{talk.id}: copied")


class Follower:
    """Makes every file after each change, and looks whether those that could have stayed are the same."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: Sources | None = None
        self._made: Mapping[str, bytes] = {}
        self._signatures: Mapping[str, str] = {}

    def look(self) -> tuple[list[str], int]:
        """Paths of files that would have stayed and should not have, and how many would have stayed."""
        catalog, _ = load_catalog(self._root)
        assert catalog is not None
        site = make_site(catalog, offline=True)
        now = sources(site, ())
        changed = now.changed(self._sources) if self._sources else None
        names = concerned(catalog, changed) if changed is not None else None
        pages = {f"{site.engines[page.language].prefix}{page.address}index.html": page for page in site.pages.values()}
        made, stale, stayed = {}, [], 0
        for output in site.outputs.values():
            of = output.of
            made[output.path] = output.make()
            if names is None:
                continue
            if isinstance(of, NUMEROUS) and (type(of), of.id) not in names:
                stays = True
            else:
                page = pages.get(output.path)
                signed = page is not None and page.signature != "" and page.signature == self._signatures.get(output.path)
                stays = page is not None and signed and names.isdisjoint((type(one), one.id) for one in page.tells)
            if stays:
                stayed += 1
                if made[output.path] != self._made.get(output.path):
                    stale.append(output.path)
        self._sources, self._made = now, made
        self._signatures = {path: page.signature for path, page in pages.items()}
        return stale, stayed


def follow(root: Path, seed: int, steps: int) -> int:
    """How many files stayed over some changes; none that should not have."""
    editor, follower, stayed = Editor(root, seed), Follower(root), 0
    follower.look()
    for _ in range(steps):
        editor.edit()
        stale, some = follower.look()
        assert stale == [], (editor.done[-1], len(stale))
        stayed += some
    return stayed


ELSEWHERE: Mapping[str, Json] = {
    "named as related": {"talks/conf/101-first.yml": {"related": ["other-1-one"]}},
    "naming it as related": {"talks/other/1-one.yml": {"related": ["conf-101-first"]}},
    "on a route with it": {
        "talks/other/event.yml": {
            "routes": [{"id": "way", "title": {"ko": "길", "en": "Way"}, "talks": ["conf-101-first", "other-1-one"], "source": ["note"]}]
        }
    },
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nothing_stays_of_a_talk_of_another_event_that_would_be_another(project: Path, name: str) -> None:
    words, days = {"ko": "딴 모임", "en": "Elsewhere"}, [{"date": "2021-05-01"}]
    write_project(
        project,
        {
            "talks/other/event.yml": {"name": words, "time_zone": "Asia/Seoul", "days": days, "sources": ["note"]},
            "talks/other/1-one.yml": {"title": words, "date": "2021-05-01", "sources": ["note"]},
        },
    )
    for path, values in ELSEWHERE[name].items():
        change(project / path, **values)
    follower = Follower(project)
    follower.look()
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    stale, stayed = follower.look()
    assert stale == [] and stayed > 0
    (project / TALK).unlink()
    assert follower.look()[0] == []


def test_nothing_stays_of_a_speaker_that_names_another_one(project: Path) -> None:
    change(project / "talks/speakers/kim.yml", differs_from=["lee"])
    follower = Follower(project)
    follower.look()
    change(project / "talks/speakers/lee.yml", name={"ko": "리 아무개", "en": "Somebody Lee"})
    stale, stayed = follower.look()
    assert stale == [] and stayed > 0


@pytest.mark.parametrize("seed", range(3))
def test_nothing_stays_that_would_be_another(project: Path, seed: int) -> None:
    follow(project, seed, 10)


def test_nothing_stays_of_the_real_site_that_would_be_another(tmp_path: Path) -> None:
    assert follow(own_project(tmp_path / "project"), 2016, 7) > 4000


def test_nothing_stays_of_long_lists_that_would_be_another(tmp_path: Path) -> None:
    assert follow(write_many(tmp_path), 8, 4) > 15_000


def builds_after(editor: Editor, project: Path, target: Path, steps: int) -> int:
    """How many of some changes gave a site, each the same as one from nothing; the others are taken back."""
    good = 0
    for step in range(steps):
        before = shutil.copytree(project / "talks", target.with_name(f"talks-{step}"))
        editor.edit()
        if build_site(project, cards=False, kept=Kept(project)).failed:  # a talk may be missed by one that names it
            shutil.rmtree(project / "talks")
            shutil.copytree(before, project / "talks")
            continue
        build_site(project, target, cards=False)
        assert differences(project / "site", target) == [], editor.done[-1]
        good += 1
    return good


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("seed", range(2))
def test_builds_after_any_changes_give_what_one_from_nothing_gives(project: Path, tmp_path: Path, seed: int) -> None:
    built(project)
    assert builds_after(Editor(project, seed), project, tmp_path / "cold", 6) > 1


@pytest.mark.usefixtures("place")
def test_builds_of_long_lists_after_any_changes_give_what_one_from_nothing_gives(tmp_path: Path) -> None:
    project = write_many(tmp_path / "project")
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    assert builds_after(Editor(project, 3), project, tmp_path / "cold", 2)


TALK = "talks/conf/101-first.yml"
PAGE = "site/talks/conf-101-first/index.html"


def built(project: Path, **options: Any) -> Built:
    """A build in a project that has no problems, with what the last one left."""
    result = build_site(project, cards=False, kept=Kept(project), **options)
    assert result.problems == ()
    return result


def from_nothing(project: Path, target: Path) -> Path:
    assert build_site(project, target, cards=False).problems == ()
    return target


def change(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}, ensure_ascii=False), "utf-8")


def inodes(folder: Path) -> dict[str, int]:
    return {name: path.lstat().st_ino for name, path in files(folder).items()}


@pytest.mark.usefixtures("place")
def test_a_build_after_a_change_gives_what_one_from_nothing_gives(project: Path, tmp_path: Path) -> None:
    first = built(project)
    before = inodes(project / "site")
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    second = built(project)
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []
    assert (second.files, second.records) == (first.files, first.records)
    after = inodes(project / "site")
    new = {name for name, inode in after.items() if before.get(name) != inode}
    assert {"talks/conf-101-first/index.html", "en/talks/conf-101-first/index.html", "index.html", "sw.js"} <= new
    assert not {"speakers/lee/index.html", "assets/kb/form/talks/speakers/kim.json"} & new


def test_where_nothing_has_changed_nothing_is_written(project: Path) -> None:
    first = built(project)
    folder, before = (project / "site").stat(), inodes(project / "site")
    assert built(project) == replace(first, stayed=True)
    assert (project / "site").stat().st_ino == folder.st_ino
    assert inodes(project / "site") == before
    size = sum(path.stat().st_size for path in files(project / "site").values()) / 1e6
    said = {language: kbsite("-C", project, "build", "--no-cards", KBSITE_LANG=language) for language in ("ko", "en")}
    assert f"nothing has changed: {first.files} files, {size:.1f} MB in site/" in said["en"].stderr
    assert f"바뀐 것이 없습니다: site/에 파일 {first.files}개, {size:.1f} MB" in said["ko"].stderr


def test_in_a_large_site_only_what_changed_is_put_in_place(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "MANY", -1)
    built(project)
    folder, before = (project / "site").stat(), inodes(project / "site")
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project)
    after = inodes(project / "site")
    assert (project / "site").stat().st_ino == folder.st_ino
    new = {name for name, inode in after.items() if before.get(name) != inode}
    assert {"talks/conf-101-first/index.html", "en/talks/conf-101-first/index.html", "sw.js", "sitemap.xml", "data/talks.csv"} <= new | {
        "sitemap.xml"
    }
    assert not {"speakers/lee/index.html", "robots.txt", "404.html", "sitemap.xml"} & new
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


THIRD: Mapping[str, Json] = {
    "talks/conf/103-third.yml": {"title": {"ko": "셋째", "en": "Third"}, "date": "2020-05-01", "sources": ["note"]}
}


@pytest.mark.usefixtures("place")
def test_a_site_of_which_two_records_want_a_file_is_made_whole(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    monkeypatch.setattr(renewal.Renewal, "is_taken", lambda *_: True)
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project)
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []


@pytest.mark.usefixtures("place")
def test_a_change_that_makes_pages_collide_is_not_written(project: Path) -> None:
    (project / "content/ko/talks").mkdir()
    (project / "content/ko/talks/conf-103-third.md").write_text("# 먼저 있던 화면\n", "utf-8")
    built(project)
    before = inodes(project / "site")
    write_project(project, THIRD)
    failed = build_site(project, cards=False, kept=Kept(project))
    assert [problem.rule for problem in failed.problems if problem.severity == "error"] == ["page-address"]
    assert failed.failed
    assert inodes(project / "site") == before
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.usefixtures("place")
def test_links_of_hand_written_pages_are_looked_at_as_in_a_build_of_everything(project: Path, tmp_path: Path) -> None:
    write_project(project, THIRD)
    (project / "content/ko/about.md").write_text("# 소개\n\n[발표](talks/conf-103-third/index.md)\n", "utf-8")
    built(project)
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project)
    (project / "talks/conf/103-third.yml").unlink()
    told = build_site(project, cards=False, kept=Kept(project)).problems
    assert [problem.rule for problem in told] == ["page-link"]
    assert told == build_site(project, tmp_path / "cold", cards=False).problems


@pytest.mark.usefixtures("place")
def test_pictures_are_those_of_a_build_of_everything(project: Path, tmp_path: Path) -> None:
    assert build_site(project, kept=Kept(project)).problems == ()
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    for _ in range(2):
        assert build_site(project, kept=Kept(project)).problems == ()
        assert build_site(project, tmp_path / "cold").problems == ()
        assert differences(project / "site", tmp_path / "cold") == []
        change(project / "talks/conf/102-second.yml", title={"ko": "둘째 새 제목", "en": "Another new title"})
    notes = json.loads((project / ".cache/cards/cards.json").read_bytes()[32:])
    assert {path for path, _ in notes.values()} == {name for name in files(project / "site") if name.startswith("assets/cards/")}


RELEASES: Mapping[str, Json] = {"plain": {}, "with twins": {"twins": True}}


@pytest.mark.parametrize("name", RELEASES)
def test_a_new_folder_begins_from_the_last_one_that_was_built(project: Path, tmp_path: Path, name: str) -> None:
    built(project, target=tmp_path / "releases/1", **RELEASES[name])
    before = inodes(tmp_path / "releases/1")
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    for target in ("releases/2", "cold"):
        kept = Kept(project) if target == "releases/2" else None
        assert build_site(project, tmp_path / target, cards=False, kept=kept, **RELEASES[name]).problems == ()
    assert differences(tmp_path / "releases/2", tmp_path / "cold") == []
    assert inodes(tmp_path / "releases/1") == before
    after = inodes(tmp_path / "releases/2")
    same = {path for path, inode in after.items() if before.get(path) == inode}
    assert {"speakers/lee/index.html", "robots.txt"} <= same
    assert "talks/conf-101-first/index.html" not in same
    assert name == "plain" or {"speakers/lee/index.html.br", "404.html.gz"} <= same


def test_a_new_folder_does_not_begin_from_one_that_somebody_changed(project: Path, tmp_path: Path) -> None:
    built(project, target=tmp_path / "releases/1")
    (tmp_path / "releases/1/speakers/lee/index.html").write_text("spoiled", "utf-8")
    built(project, target=tmp_path / "releases/2")
    assert differences(tmp_path / "releases/2", from_nothing(project, tmp_path / "cold")) == []


@pytest.mark.usefixtures("place")
def test_twins_of_what_stays_stay(project: Path, tmp_path: Path) -> None:
    first = built(project, twins=True)
    before = inodes(project / "site")
    assert built(project, twins=True) == replace(first, stayed=True)
    for step in range(2):
        change(project / TALK, title={"ko": f"새 제목 {step}", "en": f"A new title {step}"})
        second = built(project, twins=True)
        cold = build_site(project, tmp_path / "cold", cards=False, twins=True)
        assert differences(project / "site", tmp_path / "cold") == []
        assert (second.files, second.size) == (cold.files, cold.size)
    after = inodes(project / "site")
    stay = {"speakers/lee/index.html.br", "404.html.gz", "schema/talk.json.br"}
    assert {path: after[path] for path in stay} == {path: before[path] for path in stay}
    (project / "site/speakers/lee/index.html.br").write_bytes(b"spoiled")
    built(project, twins=True)
    assert differences(project / "site", tmp_path / "cold") == []


def test_warnings_are_told_again_where_nothing_is_written(project: Path) -> None:
    for name in ("lee", "leeh"):
        write_project(project, {f"talks/speakers/{name}.yml": {"name": {"ko": "이현", "en": "Lee Hyun"}, "sources": ["note"]}})
    first = build_site(project, cards=False, kept=Kept(project))
    assert first.problems and not first.failed
    assert build_site(project, cards=False, kept=Kept(project)) == replace(first, stayed=True)


@pytest.mark.parametrize("asked", [{"flavour": "online"}, {"twins": True}, {"flavour": "disk"}])
def test_another_kind_of_site_is_made_as_one(project: Path, tmp_path: Path, asked: Json) -> None:
    built(project)
    built(project, **asked)
    assert build_site(project, tmp_path / "cold", cards=False, **asked).problems == ()
    assert differences(project / "site", tmp_path / "cold") == []


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a speaker": lambda project: change(project / "talks/speakers/kim.yml", name={"ko": "김새로", "en": "Kim Saero"}),
    "an event": lambda project: change(project / "talks/conf/event.yml", name={"ko": "새 행사", "en": "New event"}),
    "tags": lambda project: change(project / "talks/tags.yml", storage={"label": {"ko": "새 저장소", "en": "New storage"}}),
    "a page": lambda project: (project / "content/ko/about.md").write_text("# 새 소개\n", "utf-8"),
    "a file beside the pages": lambda project: (project / "content/ko/picture.svg").write_text("<svg/>", "utf-8"),
    "the settings": lambda project: (project / "mkdocs.en.yml").write_text(
        (project / "mkdocs.en.yml").read_text("utf-8").replace("site_name:", "site_name: New"), "utf-8"
    ),
    "what settings take over": lambda project: (project / "mkdocs.yml").write_text(
        (project / "mkdocs.yml").read_text("utf-8").replace("site_name:", "site_name: 새"), "utf-8"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_else_changes_is_seen(project: Path, tmp_path: Path, name: str) -> None:
    built(project)
    CHANGES[name](project)
    built(project)
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []


def test_what_settings_take_from_the_environment_is_seen(tmp_path: Path) -> None:
    settings = re.sub("^site_name: .*", "site_name: !ENV [KB_NAME, one]", SETTINGS, count=1, flags=re.MULTILINE)
    project = write_project(tmp_path / "project", {"mkdocs.yml": settings})
    build(project, project / "site", "--no-cards")
    build(project, project / "site", "--no-cards", KB_NAME="another")
    assert differences(project / "site", build_anew(project, tmp_path / "cold", "--no-cards", KB_NAME="another")) == []


def test_what_an_extension_reads_is_seen(tmp_path: Path) -> None:
    more = f"\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: ['{tmp_path}']\n"
    project = write_project(
        tmp_path / "project", {"mkdocs.yml": SETTINGS + more, "content/ko/about.md": '# 소개\n\n--8<-- "elsewhere.md"\n'}
    )
    for words in ("처음", "나중"):
        (tmp_path / "elsewhere.md").write_text(words, "utf-8")
        built(project)
        assert words in (project / "site/about/index.html").read_text("utf-8")


@pytest.mark.usefixtures("place")
def test_the_days_of_changes_are_seen(project: Path, tmp_path: Path) -> None:
    def git(*arguments: str, day: str = "2020-01-02") -> None:
        dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@kb.example")
        subprocess.run(["git", *who, "-C", project, *arguments], check=True, capture_output=True, env={**os.environ, **dated})

    (project / ".gitignore").write_text("site\n.cache\n", "utf-8")
    git("init", "-q")
    for step, day in enumerate(("2020-01-02", "2021-03-04", "2019-05-06")):
        change(project / TALK, title={"ko": f"제목 {step}", "en": f"Title {step}"})
        built(project)
        git("add", "-A")
        git("commit", "-qm", "a change", day=day)
        built(project)
        assert differences(project / "site", from_nothing(project, tmp_path / f"cold-{step}")) == []


SPOILED: Mapping[str, Callable[[Path], object]] = {
    "changed": lambda page: page.write_text("spoiled", "utf-8"),
    "changed without another size": lambda page: page.write_bytes(page.read_bytes().replace(b"<html", b"<HTML")),
    "replaced": lambda page: shutil.copy2(page, page.with_suffix(".tmp")) and page.with_suffix(".tmp").replace(page),
    "removed": lambda page: page.unlink(),
    "a link": lambda page: into_link(page, Path("/dev/zero")),
    "a folder": into_folder,
    "not alone": lambda page: page.with_name("foreign.html").write_text("foreign", "utf-8"),
}


@pytest.mark.parametrize(
    ("name", "edited"), [*((name, True) for name in SPOILED), ("changed", False), ("removed", False), ("not alone", False)]
)
def test_what_somebody_did_to_the_site_does_not_stay(project: Path, tmp_path: Path, name: str, edited: bool) -> None:
    built(project)
    SPOILED[name](project / PAGE)
    if edited:
        change(project / "talks/conf/102-second.yml", aliases=["former"])
    built(project)
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []


DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[:-9],
    "another byte": lambda data: data[:-1] + bytes((data[-1] ^ 1,)),
}


@pytest.mark.parametrize("end", [END, BASE])
@pytest.mark.parametrize("name", DAMAGE)
def test_a_ledger_that_somebody_touched_is_not_believed(project: Path, name: str, end: str) -> None:
    first = built(project)
    folder = (project / "site").stat()
    for path in (project / ".cache/site").glob(f"*{end}"):
        path.write_bytes(DAMAGE[name](path.read_bytes()))
    assert built(project) == first
    assert (project / "site").stat().st_ino != folder.st_ino, "everything was made again"


def test_a_ledger_of_another_folder_is_not_believed(project: Path, tmp_path: Path) -> None:
    built(project)
    other = write_project(tmp_path / "other", {TALK: json.loads((project / TALK).read_text("utf-8")) | {"tags": []}})
    for name in (".cache", "site"):
        shutil.copytree(project / name, other / name)
    built(other)
    assert differences(other / "site", from_nothing(other, tmp_path / "cold")) == []


@pytest.mark.parametrize("name", [".cache", ".cache/site", ".cache/index"])
def test_nothing_is_written_or_removed_where_a_cache_is_a_link(project: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index").write_text("somebody's", "utf-8")
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).symlink_to(elsewhere)
    built(project)
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project)
    assert [path.name for path in elsewhere.iterdir()] == ["index"]
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []


def test_nothing_of_the_last_build_is_used_or_noted_where_nothing_is_to_be_kept(project: Path) -> None:
    assert build_site(project, cards=False).problems == ()
    assert not (project / ".cache/site").exists()


def test_of_few_folders_the_last_build_is_known(project: Path, tmp_path: Path) -> None:
    for number in range(MOST + 2):
        built(project, target=tmp_path / f"site-{number}")
    assert [len([*(project / ".cache/site").glob(f"*{end}")]) for end in (END, BASE)] == [MOST, MOST]


def test_files_carry_the_date_of_the_sources_after_a_change_too(project: Path) -> None:
    dated = {"SOURCE_DATE_EPOCH": "1477353600"}
    site = build(project, project / "site", "--no-cards", **dated)
    before = inodes(site)
    build(project, site, "--no-cards", **dated)
    assert inodes(site) == before
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    build(project, site, "--no-cards", **dated)
    assert {int(path.stat().st_mtime) for name, path in files(site).items() if name != MARKER} == {1477353600}
    assert len(set(inodes(site).values()) & set(before.values())) > len(before) / 2


def own_project(folder: Path) -> Path:
    """A copy of this project's own records and pages."""
    folder.mkdir()
    for name in ("talks", "content", "mkdocs.yml", "mkdocs.en.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    return folder


def test_the_index_is_renewed_where_the_words_of_a_talk_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def noted(*given: Any) -> Any:
        (tmp_path / "made").touch()
        return make_catalog(*given)

    project = own_project(tmp_path / "project")
    monkeypatch.setattr(kept_index, "make_catalog", noted)
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    for path in talk_files(project):  # some change the dictionary of all, and so the whole
        (tmp_path / "made").unlink()
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^  en: .*$", "  en: A title unheard of", text, count=1), "utf-8")
        assert not build_site(project, cards=False, kept=Kept(project)).failed
        if not (tmp_path / "made").exists():
            break
    assert not (tmp_path / "made").exists()
    build_site(project, tmp_path / "cold", cards=False)
    assert differences(project / "site", tmp_path / "cold") == []


@pytest.mark.parametrize("spoil", ["the notes", "a shard"])
def test_an_index_is_made_again_where_something_is_wrong_with_the_last(tmp_path: Path, spoil: str) -> None:
    project = own_project(tmp_path / "project")
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    spoiled = [*(project / ".cache/index").iterdir()] if spoil == "the notes" else [*(project / "site/assets/kb/search").rglob("*.bin")]
    for path in spoiled:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    path = talk_files(project)[-1]
    path.write_text(re.sub(r"(?m)^  en: .*$", "  en: A title unheard of", path.read_text("utf-8"), count=1), "utf-8")
    assert not build_site(project, cards=False, kept=Kept(project)).failed
    build_site(project, tmp_path / "cold", cards=False)
    assert differences(project / "site", tmp_path / "cold") == []


@pytest.mark.usefixtures("place")
def test_a_twin_that_somebody_brings_is_left_as_it_is(project: Path, tmp_path: Path) -> None:
    (project / "content/ko/notes.txt").write_text("words " * 400, "utf-8")
    (project / "content/ko/notes.txt.gz").write_bytes(b"somebody's own")
    built(project, twins=True)
    assert (project / "site/notes.txt.gz").read_bytes() == b"somebody's own"
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project, twins=True)
    assert build_site(project, tmp_path / "cold", cards=False, twins=True).problems == ()
    assert differences(project / "site", tmp_path / "cold") == []
    assert not (project / "site/notes.txt.br").exists()


@pytest.mark.usefixtures("place")
def test_a_site_that_another_build_has_changed_meanwhile_is_made_whole(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    last = LastBuild(project, (project / "site").resolve())
    last.stop()
    assert last.is_current()
    seen: list[bool] = []

    def meanwhile(self: LastBuild) -> bool:
        seen.append(is_current(self))
        return False

    is_current = LastBuild.is_current
    monkeypatch.setattr(LastBuild, "is_current", meanwhile)
    change(project / TALK, title={"ko": "새 제목", "en": "A new title"})
    built(project)
    assert seen == [True]
    assert not is_current(last)
    assert differences(project / "site", from_nothing(project, tmp_path / "cold")) == []
