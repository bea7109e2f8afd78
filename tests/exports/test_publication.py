"""What every format asks of a publication: it is made once, and is of one record in one language."""

from __future__ import annotations

from exports.conftest import published
from projectkit import changed

from kbsite.exports.publication import Publication
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk


def test_what_is_said_of_a_record_is_made_once_for_each_language_and_for_each_maker(catalog: Catalog) -> None:
    publication, talk = published(catalog), next(iter(catalog.talks.values()))
    asked: list[tuple[str, str]] = []

    def one(_: Publication, record: Talk, language: str) -> str:
        asked.append((record.id, language))
        return f"{record.id} {language}"

    def other(_: Publication, record: Talk, language: str) -> int:
        return len(record.id + language)

    assert [publication.once(one, talk, language) for language in ("ko", "en", "ko")] == [f"{talk.id} {tag}" for tag in ("ko", "en", "ko")]
    assert publication.once(other, talk, "ko") == len(talk.id) + 2
    assert asked == [(talk.id, "ko"), (talk.id, "en")]


def test_records_of_different_kinds_may_share_an_id_and_do_not_share_a_page(catalog: Catalog) -> None:
    publication = published(catalog)
    speaker, tag = next(iter(catalog.speakers.values())), next(iter(catalog.tags.values()))
    namesake: Record = changed(tag, id=speaker.id)
    assert publication.page(speaker, "ko").endswith(f"/speakers/{speaker.id}/")
    assert publication.page(namesake, "ko").endswith(f"/tags/{speaker.id}/")


def test_another_publication_of_the_same_records_says_them_anew(catalog: Catalog) -> None:
    first, talk = published(catalog), next(iter(catalog.talks.values()))
    moved = Publication(catalog, "https://elsewhere.example/", first.names, first.descriptions, first.changed)
    assert (first.page(talk, "ko"), moved.page(talk, "ko")) == (
        f"https://kb.example/sub/talks/{talk.id}/",
        f"https://elsewhere.example/talks/{talk.id}/",
    )


def test_the_list_of_speakers_that_is_handed_out_is_the_askers_own(catalog: Catalog) -> None:
    publication = published(catalog)
    talk = next(talk for talk in catalog.talks.values() if talk.speakers)
    names = publication.speaker_names(talk, "ko")
    publication.speaker_names(talk, "ko").clear()
    assert publication.speaker_names(talk, "ko") == names != []
