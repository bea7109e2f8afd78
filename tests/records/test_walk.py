"""Every text, address and reference inside a record."""

from __future__ import annotations

import pytest
from projectkit import TALK, Folder

from kbsite.records.catalog import Catalog
from kbsite.records.text import Prose, Text
from kbsite.records.walk import addresses, fields, proses, without_code, words


def talk_with(project: Folder, text: str) -> list[tuple[tuple[str | int, ...], str]]:
    """Addresses of a talk whose abstract is this text."""
    block = "".join(f"    {line}\n" for line in text.split("\n"))
    project.change(TALK, "  text: SSD에서 저장소를 빠르게 한다.\n", f"  text: |\n{block}")
    return [(path, url) for path, url in addresses(project.catalog().talks["conf2020-101-storage"]) if path[0] == "abstract"]


def test_values_come_with_the_keys_that_an_editor_wrote(project: Folder) -> None:
    project.add(TALK, "corrections: [{was: 가, is: 나, reason: 다, said_in: programme, source: [programme]}]\n")
    found = dict(fields(project.catalog().talks["conf2020-101-storage"]))
    assert found["code",] == "101"
    assert found["speakers", 0, "id"] == "kim-minji"
    assert found["corrections", 0, "source", 0] == "programme"
    assert isinstance(found["corrections", 0, "is"], Text)
    assert ("corrections", 0, "now") not in found


def test_words_say_whether_they_may_use_markdown(project: Folder) -> None:
    found = {text.path: text for text in words(project.catalog().talks["conf2020-101-storage"])}
    title, abstract, code = found["title", "en"], found["abstract", "text", "ko"], found["code",]
    assert (title.language, title.text, title.prose) == ("en", "On storage", False)
    assert (abstract.language, abstract.text, abstract.prose) == ("ko", "SSD에서 저장소를 빠르게 한다.", True)
    assert (code.language, code.text, code.prose) == ("", "101", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](https://a.example/)", ["https://a.example/"]),
        ("[a](<https://a.example/>)", ["https://a.example/"]),
        ('[a]( https://a.example/ "t")', ["https://a.example/"]),
        ("[a](https://a.example/b_(c)) 글", ["https://a.example/b_(c)"]),
        ("[a](javascript:alert(1))", ["javascript:alert(1)"]),
        ("[a]()", [""]),
        ("[a](x) [b](y)", ["x", "y"]),
        ("[a]: https://a.example/", ["https://a.example/"]),
        ("[a]: javascript:x 'title'", ["javascript:x"]),
        ("[a]:\njavascript:x\n(title)", ["javascript:x"]),
        ("[주의]: 이 값은 다르다", []),
        ("`[a](x)`", []),
        ("`` ` [a](x) ` ``", []),
        ("` [a](x)", ["x"]),
        ("[a] (x)", []),
        ("https://a.example/", []),
    ],
)
def test_links_in_prose(project: Folder, text: str, found: list[str]) -> None:
    assert talk_with(project, text) == [(("abstract", "text", "ko"), url) for url in found]


def test_fields_of_addresses_are_links(project: Folder) -> None:
    project.change(
        TALK, "    url: https://slides.example/101\n", "    url: https://slides.example/101\n    archived_url: https://kept.example/\n"
    )
    assert list(addresses(project.catalog().talks["conf2020-101-storage"])) == [
        (("links", 0, "url"), "https://slides.example/101"),
        (("links", 0, "archived_url"), "https://kept.example/"),
    ]


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("a `b` c", "a     c"),
        ("a ``b`c`` d", "a         d"),
        ("a `b", "a `b"),
        ("a `b``c", "a `b``c"),
        ("`a\nb` c", "      c"),
        ("`a\n\nb` c", "`a\n\nb` c"),
        (r"\`a `b`", r"\`a    "),
        (r"\\`a` b", r"\\    b"),
        ("````", "````"),
        ("", ""),
    ],
)
def test_code_is_blanked_and_nothing_moves(text: str, blanked: str) -> None:
    assert without_code(text) == blanked
    assert len(without_code(text)) == len(text)


@pytest.mark.parametrize("piece", ["`", "` ", "`a``", "``a`", "[", "[a](", "]( ", "[a]: ", "[a]:\n", "(", "\\`"])
def test_no_text_takes_long(project: Folder, piece: str) -> None:
    """A regular expression that goes back and forth would not come to an end here."""
    text = (piece * 20_000)[:20_000].strip()
    project.change(TALK, "  text: SSD에서 저장소를 빠르게 한다.\n", "  text: |\n" + "".join(f"    {line}\n" for line in text.split("\n")))
    catalog = Folder(project.root).catalog()
    list(addresses(catalog.talks["conf2020-101-storage"]))
    assert len(without_code(text)) == len(text)


def test_every_text_of_the_real_records_is_found_in_its_file(catalog: Catalog) -> None:
    """Each text's place is inside its own value, never somewhere else."""
    for record in catalog.records():
        for found in words(record):
            first = found.text.split()[0]
            place = catalog.find(record, found.path, first)
            line = catalog.line_text(place)
            value = catalog.place(record, *found.path)
            assert place.line >= value.line
            assert first in line or line[value.column - 1] in ">|\"'" or place == value


def test_texts_with_markdown_are_found_without_their_paths(catalog: Catalog) -> None:
    for record in catalog.records():
        assert list(proses(record)) == [value for _, value in fields(record) if isinstance(value, Prose)], record.id
