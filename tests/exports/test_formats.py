"""All formats together: names, paths, the same bytes twice, and the licence in every file."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kbsite.exports import opensearch
from kbsite.exports._xml import branch, clean, document, leaf
from kbsite.exports.formats import FORMATS, every_file
from kbsite.exports.offers import offers, site_offers
from kbsite.exports.publication import Publication

OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_no_two_formats_write_the_same_file(real: Publication) -> None:
    paths = [file.path for file in every_file(real)]
    assert len(paths) == len(set(paths))
    assert not any(path.startswith(("/", ".")) or ".." in path or "\\" in path for path in paths)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_gives_the_same_bytes_twice(real: Publication, name: str) -> None:
    assert [(file.path, file.make()) for file in FORMATS[name](real)] == [(file.path, file.make()) for file in FORMATS[name](real)]


def test_every_file_names_its_licence(real: Publication) -> None:
    without = [
        file.path
        for file in every_file(real)
        if "/schemas/" not in file.path
        if not any(words in file.make().replace(b"\r\n ", b"") for words in (b"CC BY 4.0", b"CC-BY-4.0", b"licenses/by/4.0"))
    ]
    assert without == []


def test_what_a_page_offers_is_there(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        types = {file.path: file.media_type for file in every_file(publication)}
        catalog = publication.catalog
        for language in publication.languages:
            found = list(site_offers(publication, language))
            for kind in (catalog.events, catalog.talks, catalog.speakers, catalog.techniques, catalog.tags, catalog.snippets):
                for record in kind.values():
                    found += offers(publication, record, language)
            assert {(offer.path, offer.media_type) for offer in found} <= types.items()


def test_the_search_is_described_within_the_limits_of_the_format(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        for file in opensearch.files(publication):
            tree = ElementTree.fromstring(file.make())
            assert len(tree.findtext("o:ShortName", "", OPENSEARCH)) <= 16
            assert len(tree.findtext("o:LongName", "", OPENSEARCH)) <= 48
            template = tree.find("o:Url[@type='text/html']", OPENSEARCH)
            assert template is not None
            prefix = "en/" if file.path.startswith("en/") else ""
            assert template.get("template") == f"https://kb.example/sub/{prefix}search/?q={{searchTerms}}"


def test_xml_holds_any_text_that_xml_can() -> None:
    text = "a <b> & \"c\" 'd' ]]> \r\n\t \U0001f600"
    tree = ElementTree.fromstring(document(branch("r", (leaf("e", text, a=text), leaf("n", a=None)))))
    found = tree.find("e")
    assert found is not None
    assert (found.text, found.get("a")) == (text, text)
    assert clean("a\x00\x0b\ufffe\ud800b") == "ab"
