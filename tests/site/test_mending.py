"""The ways to set a page right lead to its file, at its line, and tell the editors where they were taken."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from projectkit import TALK, Folder

from kbsite.site.mending import Menders, Mending, Repository
from kbsite.site.page import Page
from kbsite.words import Words

HERE = Repository("https://git.example/kb", "https://git.example/kb/edit/main/")
NOWHERE = Repository("", "")
REPORT = Words("Page: {page}\nRecord: {place}\n", "페이지: {page}\n기록: {place}\n")


def ways(project: Folder, repository: Repository = HERE, kind: str = "talk", language: str = "en", **page: object) -> Mending:
    shown = Page(kind=kind, address="talks/x/", language=language, title="", description="", body="", **page)  # type: ignore[arg-type]
    return Menders(project.catalog()).ways(shown, "https://kb.example/talks/x/", repository, REPORT)


def test_a_record_is_changed_in_the_form_or_in_the_repository(project: Folder) -> None:
    found = ways(project, edit=TALK)
    assert found.edit_url == f"https://git.example/kb/edit/main/{TALK}"
    assert found.form == f"contribute/form/?edit={TALK}"


def test_a_record_in_a_file_of_many_is_found_at_its_line(project: Folder) -> None:
    found = ways(project, edit="talks/tags.yml", line=4)
    assert found.edit_url == "https://git.example/kb/edit/main/talks/tags.yml#L4"
    assert found.form == "", "the form writes one record a file"


def test_a_report_names_page_and_place(project: Folder) -> None:
    address = urlsplit(ways(project, edit=TALK, line=1).report_url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://git.example/kb/issues/new"
    asked = parse_qs(address.query)
    assert asked["title"] == [f"[{TALK}] "]
    assert asked["body"] == [f"Page: https://kb.example/talks/x/\nRecord: {TALK}:1\n"]
    korean = parse_qs(urlsplit(ways(project, language="ko", edit=TALK).report_url).query)
    assert korean["body"] == [f"페이지: https://kb.example/talks/x/\n기록: {TALK}:1\n"]


def test_a_page_of_many_records_can_be_reported_too(project: Folder) -> None:
    found = ways(project, kind="talks")
    assert (found.edit_url, found.form) == ("", "")
    assert parse_qs(urlsplit(found.report_url).query)["title"] == ["[talks/x/] "]
    assert ways(project, kind="not-found").report_url == ""


def test_without_a_repository_there_is_the_form(project: Folder) -> None:
    found = ways(project, NOWHERE, edit=TALK)
    assert found == Mending(form=f"contribute/form/?edit={TALK}")
