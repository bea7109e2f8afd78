"""MkDocs as a library: settings and hand-written pages as values, and its complaints as problems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sitekit.small import SETTINGS, write_project

from kbsite.problems import Problem
from kbsite.records.project import Project, open_project
from kbsite.site.build import build_site
from kbsite.site.engine import Engine, EngineFault, Settings
from kbsite.site.page import HandWritten

TWO = {"content/ko/guide/index.md": "# 안내\n\n[소개](../about.md#who)\n"}


def project(folder: Path, files: dict[str, Any] | None = None) -> Project:
    found, problems = open_project(write_project(folder, files))
    assert problems == []
    assert found is not None
    return found


def written(folder: Path, text: str, *addresses: str) -> tuple[HandWritten, list[Problem]]:
    """The page `about.md` with this text, and what is said of it."""
    pages, problems = Engine(project(folder, {"content/ko/about.md": text}), "ko").hand_written(addresses)
    return next(page for page in pages if page.address == "about/"), problems


def said(problems: list[Problem]) -> list[str]:
    return [f"{problem.place.path}:{problem.place.line}: {problem.message.say('en')} [{problem.rule}]" for problem in problems]


def test_settings_of_each_language(tmp_path: Path) -> None:
    engine = Engine(project(tmp_path, {"mkdocs.yml": f"{SETTINGS}repo_url: https://git.example/kb/\nedit_uri: edit/main/\n"}), "en")
    assert engine.prefix == "en/"
    assert engine.settings == Settings(
        site_name="Small conference",
        site_url="https://kb.example/sub/",
        description="Talks of a small conference",
        repository_url="https://git.example/kb",
        edit_base="https://git.example/kb/edit/main/",
        navigation=(("Schedule", "events/conf/"), ("Talks", "talks/"), ("Contribute", "contribute/")),
    )


def test_without_a_repository_there_is_nowhere_to_edit(tmp_path: Path) -> None:
    settings = Engine(project(tmp_path), "ko").settings
    assert (settings.repository_url, settings.edit_base) == ("", "")


def test_a_page_is_read_with_its_headings_and_what_its_head_says(tmp_path: Path) -> None:
    page, problems = written(
        tmp_path, "---\ntitle: 소개\ndescription: 누가 만드는지\n---\n\n# 큰 제목\n\n## 누구 {: #who }\n\n글.\n\n### 더\n"
    )
    assert problems == []
    assert (page.address, page.language, page.path) == ("about/", "ko", "content/ko/about.md")
    assert (page.title, page.description) == ("소개", "누가 만드는지")
    assert [(heading.id, heading.title, heading.level) for heading in page.headings] == [("who", "누구", 2), ("_2", "더", 3)]
    assert page.body.startswith('<h2 id="who">누구</h2>')
    assert "큰 제목" not in page.body


def test_without_a_head_the_first_heading_is_the_title(tmp_path: Path) -> None:
    page, _ = written(tmp_path, "# 큰 제목\n\n글.\n")
    assert (page.title, page.description) == ("큰 제목", "")


def test_pages_may_link_to_each_other_and_to_pages_of_records(tmp_path: Path) -> None:
    engine = Engine(project(tmp_path, TWO), "ko")
    pages, problems = engine.hand_written(["talks/", "contribute/"])
    assert said(problems) == []
    bodies = {page.address: page.body for page in pages}
    assert 'href="../about/#who"' in bodies["guide/"]
    assert 'href="../talks/"' in bodies["about/"]


def test_a_link_to_no_page_is_a_problem_of_its_file(tmp_path: Path) -> None:
    _, problems = written(tmp_path, "# 소개\n\n[없음](nowhere.md) [있음](contribute/index.md)\n")
    assert [(problem.place.path, problem.rule) for problem in problems] == [("content/ko/about.md", "page-link")]
    assert "nowhere.md" in problems[0].message.say("ko")


def test_an_anchor_that_no_page_has_is_a_problem(tmp_path: Path) -> None:
    files = {"content/ko/guide.md": "# 안내\n\n[소개](about.md#nobody) [여기](#here) [있음](about.md#who)\n"}
    pages, problems = Engine(project(tmp_path, files), "ko").hand_written(["talks/"])
    assert len(pages) == 3
    assert [(problem.place.path, problem.rule) for problem in problems] == [("content/ko/guide.md", "page-link")] * 2
    assert ["nobody" in problems[0].message.say("en"), "here" in problems[1].message.say("en")] == [True, True]


def test_a_page_that_an_extension_chokes_on_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    files = {"content/ko/bad.md": b"\xff\xfe".decode("latin-1"), "content/ko/worse.md": "---\ntitle: [\n---\n\n# 글\n"}
    found = project(tmp_path, files)
    (tmp_path / "content/ko/bad.md").write_bytes(b"# a\n\n\xff\xfe\n")
    pages, problems = Engine(found, "ko").hand_written(["talks/"])
    assert {page.address for page in pages} >= {"about/", "contribute/"}
    assert ("content/ko/bad.md", "page-readable") in [(problem.place.path, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("theme: {name: nosuch}\n", "the settings cannot be used: Config value 'theme': Unrecognised theme name: 'nosuch'."),
        ("docs_dir: nowhere\n", "the settings cannot be used: Config value 'docs_dir': The path '"),
        (
            "markdown_extensions: [nosuch]\n",
            "the settings cannot be used: Config value 'markdown_extensions': Failed to load extension 'nosuch'.",
        ),
    ],
)
def test_settings_that_are_no_use_say_why(tmp_path: Path, settings: str, message: str) -> None:
    language = "INHERIT: mkdocs.yml\n"
    found = project(tmp_path, {"mkdocs.en.yml": language + settings})
    with pytest.raises(EngineFault) as fault:
        Engine(found, "en")
    assert [problem.place.path for problem in fault.value.problems] == ["mkdocs.en.yml"]
    assert fault.value.problems[0].message.say("en").startswith(message)
    assert fault.value.problems[0].rule == "project-settings"


def test_a_page_at_the_address_of_a_record_is_a_problem(tmp_path: Path) -> None:
    write_project(tmp_path, {"content/ko/talks/conf-101-first.md": "# 내 것\n"})
    problems = build_site(tmp_path, cards=False).problems
    assert said(list(problems)) == [
        "content/ko/talks/conf-101-first.md:1: two pages have the address 'talks/conf-101-first/' [page-address]"
    ]
    assert problems[0].message.say("ko") == "'talks/conf-101-first/' 주소를 가진 화면이 둘입니다"


def test_files_beside_pages_go_with_them(tmp_path: Path) -> None:
    files = {"content/ko/picture.svg": "<svg/>", "content/en/picture.svg": "<svg id='en'/>", "content/ko/.hidden.md": "# x\n"}
    write_project(tmp_path, files)
    assert not build_site(tmp_path, cards=False).failed
    assert (tmp_path / "site/picture.svg").read_text("utf-8") == "<svg/>"
    assert (tmp_path / "site/en/picture.svg").read_text("utf-8") == "<svg id='en'/>"
    assert not list((tmp_path / "site").rglob("*hidden*"))
