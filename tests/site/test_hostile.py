"""Whatever text a record holds, a page shows it as text: its elements are the same as for harmless words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sitekit.builds import build, files, kbsite
from sitekit.hostile import LABELS, PROSE, RUN, taking_turns
from sitekit.reader import Document
from sitekit.small import plain_label, records, write_project

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Source, Speaker, Tag, Talk, Technique
from kbsite.records.project import Project, open_project
from kbsite.site.engine import Engine
from kbsite.site.outputs import Site

HARMLESS = {"a", "blockquote", "br", "code", "del", "div", "em", "li", "ol", "p", "pre", "q", "span", "strong", "ul"}
KINDS: Mapping[str, type[Record]] = {"speakers": Speaker, "techniques": Technique, "sources": Source}
LINKS = {"href", "src", "action", "formaction", "xlink:href", "data"}
DRAWN = {"node", "detail", "edge", "group"}
"""Words in drawings, which are broken into lines there."""


class Renderer:
    """Pages of records that exist only in memory."""

    def __init__(self, folder: Path) -> None:
        project, _ = open_project(write_project(folder))
        assert project is not None
        self.project: Project = project
        self.engines = {language: Engine(project, language) for language in project.languages}
        self.harmless = {shape for document in self.documents(records()).values() for shape in shapes(document)}
        """Every kind of element that pages of harmless words have."""

    def documents(self, found: Mapping[str, Any], *only: str) -> dict[str, Document]:
        """Pages by language and address: every one, or some."""
        site = Site(Catalog(self.project, list(models(found))), self.engines, None, {})
        assert site.problems == ()
        pages = {f"{language} {address}": page for (language, address), page in site.pages.items()}
        return {name: Document(site.render(page)) for name, page in pages.items() if not only or name in only}


def models(found: Mapping[str, Any]) -> Iterator[Record]:
    for path, value in found.items():
        folder, _, name = path.removeprefix("talks/").removesuffix(".yml").rpartition("/")
        if path == "talks/tags.yml":
            yield from (Tag.model_validate({"id": id_, "path": path, **tag}) for id_, tag in value.items())
        elif folder in KINDS:
            yield KINDS[folder].model_validate({"id": name, "path": path, **value})
        elif name == "event":
            yield Event.model_validate({"id": folder, "path": path, **value})
        else:
            yield Talk.model_validate({"id": f"{folder}-{name}", "event": folder, "path": path, **value})


Shape = tuple[str, tuple[str, ...]]


def shapes(document: Document) -> set[Shape]:
    """The elements of a document, each with the names of its attributes; drawings left out."""
    kept = (element for element in document.elements if "svg" not in {one.tag for one in (element, *element.above())})
    return {(element.tag, tuple(sorted(element.attributes))) for element in kept}


def harm(document: Document) -> list[str]:
    """Whatever in a document could run or reach out because of a record."""
    every = [(e, name, value) for e in document.elements for name, value in e.attributes.items()]
    found = [f"<{e.tag} {name}>" for e, name, value in every if name.startswith("on") or (name in LINKS and "javascript:" in value)]
    found += [f"<{e.tag}> loads {url}" for e, url in document.loaded() if "other.example" in url]
    data = [script for script in document.all("script") if script.get("type") == "application/ld+json"]  # read, and never run
    found += [f"<script> of data holds {mark}" for script in data for mark in "<>&" if mark in script.text]
    return found + [f"<script> {script.text[:40]}" for script in document.all("script") if RUN in script.text and script not in data]


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    return Renderer(tmp_path_factory.mktemp("hostile") / "project")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site in which every text is hostile."""
    project = write_project(tmp_path_factory.mktemp("built") / "project", label=taking_turns(LABELS), prose=taking_turns(PROSE))
    return build(project, project / "site")


@pytest.mark.parametrize("start", range(0, len(LABELS), 5))
def test_no_label_makes_an_element(renderer: Renderer, start: int) -> None:
    for address, document in renderer.documents(records(label=taking_turns(LABELS, start))).items():
        assert shapes(document) - renderer.harmless == set(), address
        assert document.wrong == [], address
        assert harm(document) == [], address


def test_labels_are_shown_as_they_stand(renderer: Renderer) -> None:
    said: dict[str, str] = {}
    word = taking_turns(LABELS)

    def label(place: str) -> dict[str, str]:
        words: dict[str, str] = word(place)
        said[place] = words["en"]
        return words

    documents = renderer.documents(records(label=label))
    shown = " ".join(" ".join(document.text.split()) for document in documents.values())
    missing = [place for place, words in said.items() if place.split("-")[0] not in DRAWN and " ".join(words.split()) not in shown]
    assert missing == []
    assert "49" not in documents["en talks/conf-101-first/"].text


def test_titles_and_descriptions_are_whole_in_the_head(renderer: Renderer) -> None:
    for number, text in enumerate(LABELS):
        address = "en talks/conf-101-first/"
        document = renderer.documents(records(label=taking_turns(LABELS, number)), address)[address]
        title = f"{text} title-first"
        assert document.meta("og:title") == title
        assert next(one for one in document.all("title") if one.parent and one.parent.tag == "head").words == [
            f"{title} · Small conference"
        ]


def test_no_prose_makes_more_than_the_small_markdown(renderer: Renderer) -> None:
    for start in range(0, len(PROSE), 3):
        for address, document in renderer.documents(records(prose=taking_turns(PROSE, start))).items():
            more = shapes(document) - renderer.harmless
            assert {tag for tag, _ in more} <= HARMLESS, address
            assert {name for _, names in more for name in names} <= {"href", "rel", "start", "title"}, address
            assert harm(document) == [], address
            assert document.wrong == [], address


MARKS = [*"<>\"'&`*/=\\", "{{", "}}", "{%", "%}", "{#", "<!--", "-->", "</", "](", "\u202e", "\ufeff"]
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=8)
TEXTS = st.lists(st.one_of(LETTERS, st.sampled_from(MARKS)), max_size=10).map(lambda pieces: f"x{''.join(pieces)}")
PAGES = ("ko talks/conf-101-first/", "en talks/conf-101-first/", "en techniques/method/", "ko events/conf/", "en speakers/kim/")


@settings(deadline=None, max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_no_text_at_all_makes_an_element(renderer: Renderer, texts: list[str]) -> None:
    for address, document in renderer.documents(records(label=taking_turns(texts)), *PAGES).items():
        assert shapes(document) - renderer.harmless == set(), address
        assert document.wrong == [], address


def test_the_check_lets_these_texts_pass(site: Path) -> None:
    done = kbsite("-C", site.parent, "check")
    assert (done.returncode, done.stdout) == (0, "")


def test_no_file_of_the_machine_or_the_project_is_in_the_site(site: Path) -> None:
    for name, path in files(site).items():
        data = path.read_bytes()
        assert b"root:x:0:0" not in data, name
        assert b"docs_dir" not in data, name


def test_every_built_page_is_free_of_harm(site: Path) -> None:
    for name, path in files(site).items():
        if name.endswith(".html"):
            document = Document(path.read_text("utf-8"))
            assert harm(document) == [], name
            assert document.wrong == [], name


def test_addresses_for_lost_visitors_keep_titles_as_text(site: Path) -> None:
    entries = json.loads((site / "assets/kb/paths.json").read_text("utf-8"))
    assert any(
        entry["title"]["en"].endswith("title-first") and entry["title"]["en"] != plain_label("title-first")["en"] for entry in entries
    )


def test_hand_written_pages_hold_no_script_and_read_no_file(tmp_path: Path) -> None:
    text = "\n\n".join(
        [
            "# About",
            f"<script>{RUN}</script><img src=x onerror={RUN}>",
            f"[a](javascript:{RUN}) {{{{ 7*7 }}}} {{% include '/etc/passwd' %}}",
            '--8<-- "mkdocs.yml"',
            f"words\n{{: onclick={RUN} }}",
            f"<div markdown onclick={RUN}>\n\n*a*\n\n</div>",
        ]
    )
    project = write_project(tmp_path, {"content/en/about.md": text})
    document = Document((build(project, project / "site", "--no-cards") / "en/about/index.html").read_text("utf-8"))
    assert harm(document) == []
    assert "{{ 7*7 }} {% include '/etc/passwd' %}" in document.text
    assert '--8<-- "mkdocs.yml"' in document.text
    assert document.wrong == []
