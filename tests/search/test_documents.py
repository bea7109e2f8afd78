"""Records as documents: addresses are those of the pages, and every language has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.models import Search
from kbsite.search.addresses import address
from kbsite.search.api import Searcher, build_catalog
from kbsite.search.documents import documents
from kbsite.site.pages.view import address_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The records of this project."""
    found, _ = load_catalog(ROOT)
    assert found is not None
    return found


def test_addresses_are_those_of_the_pages(catalog: Catalog) -> None:
    shown = [record for record in catalog.records() if not isinstance(record, Search)]
    assert {record.path: address(record)[1] for record in shown} == {record.path: address_of(record) for record in shown}


def test_every_document_has_an_id_of_its_own(catalog: Catalog) -> None:
    found = documents(catalog)
    assert len({document.id for document in found}) == len(found)
    assert {document.language for document in found} == set(catalog.project.languages)


def test_every_talk_is_first_for_its_title(catalog: Catalog) -> None:
    searcher = Searcher(build_catalog(catalog))
    lost = []
    for talk in catalog.talks.values():
        for language, title in talk.title.variants:
            if talk.id not in searcher.records(f"kind:talk {title}", 2, language=language)[:1]:
                lost.append((talk.id, title))
    assert lost == []


def test_corrected_wordings_find_the_talk(catalog: Catalog) -> None:
    searcher = Searcher(build_catalog(catalog))
    for talk in catalog.talks.values():
        for words in (words for correction in talk.corrections for words in correction.finds):
            assert talk.id in searcher.records(words, 5), words


def test_an_example_is_found_by_its_code_whole_and_in_parts(catalog: Catalog) -> None:
    searcher = Searcher(build_catalog(catalog))
    for words in ("MADV_RANDOM", "posix_fadvise", "fadvise", "kind:snippet readahead", "미리 읽기가 조회를 느리게"):
        assert "readahead" in searcher.records(words, 5), words
    for words in ("em_step_of_one_spread", "kmeans_step"):
        assert "kmeans-from-em" in searcher.records(words, 3), words


def test_an_example_has_what_it_can_be_filtered_by(catalog: Catalog) -> None:
    for document in documents(catalog):
        if document.kind == "snippet":
            snippet = catalog.snippets[document.record.removeprefix("snippet:")]
            events = {("event", catalog.talks[shows.talk].event) for shows in snippet.shows}
            wanted = {
                ("has", "code"),
                *events,
                *(("technique", id_) for id_ in snippet.techniques),
                *(("tag", id_) for id_ in snippet.tags),
            }
            assert wanted <= set(document.facets), document.id
            assert {section.anchor for section in document.sections} >= {"recorded", "explanation-1"}


def test_a_talk_with_an_example_has_code(catalog: Catalog) -> None:
    for document in documents(catalog):
        if document.kind == "talk" and catalog.snippets_of(document.record.removeprefix("talk:")):
            assert ("has", "code") in document.facets, document.id
