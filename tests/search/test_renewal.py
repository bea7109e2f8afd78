"""An index of which some documents changed: what is made from the last one is what would be made from nothing, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from projectkit import changed

from kbsite.records.catalog import Catalog
from kbsite.search.document import Document, Section
from kbsite.search.documents import documents_of
from kbsite.search.files import catalog_shards, make_catalog, renew_catalog
from kbsite.search.languages import untold
from kbsite.search.packing import PIECE, unpacked
from kbsite.search.renewal import Made, Renewed, make, renew
from kbsite.search.stretches import Grain

ROOT = Path(__file__).parents[2]

KOREAN = [
    "스케줄러",
    "스케줄러는",
    "스케일",
    "스캔",
    "저장소",
    "저장소를",
    "병목",
    "병목을",
    "캐시",
    "캐시는",
    "파드",
    "노드",
    "노드에",
    "갈",
    "값",
    "장치",
    "장치에",
    "사이드카(sidecar)",
    "사이드",
    "카(sidecar)",
    "챗봇(chatbot)",
]
LATIN = [
    "scheduler",
    "schedule",
    "scan",
    "cache",
    "caching",
    "BlueStore",
    "blueStore",
    "node",
    "nodes",
    "write-ahead",
    "log",
    "C++",
    "sidecar",
    "RDB",
    "x86",
    "élan",
]
WORDS = st.sampled_from([*KOREAN, *LATIN, "", "?", "ㅋㅋ", "\U0001f600"])
LINES = st.lists(WORDS, max_size=5).map(" ".join)
TITLES = st.one_of(LINES, LINES.map(lambda line: f"{line} (요약)"))
SECTIONS = st.lists(st.builds(Section, st.sampled_from(["", "why"]), LINES, st.lists(WORDS, max_size=12).map(" ".join)), max_size=3)
WORDING = st.tuples(TITLES, SECTIONS.map(tuple), st.lists(LINES, max_size=2).map(tuple))
EDITS = st.lists(st.lists(st.tuples(st.integers(0, 99), WORDING), min_size=1, max_size=3), min_size=1, max_size=3)


@pytest.fixture(params=["in stretches", "in a row"])
def small_parts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Bounds so low that a few documents have many parts and heavy beginnings, and a dictionary that changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kbsite.search.stretches.FEW", 0 if request.param == "in stretches" else 4096)
        patch.setattr("kbsite.search.postings.STEP", 16.0)
        patch.setattr("kbsite.search.packing.LOOKED_AT", 1000)
        patch.setattr("kbsite.search.shards.KNOWN", 40)
        for module in ("shards", "table"):
            patch.setattr(f"kbsite.search.{module}.TABLE", Grain(parts=12, smallest=24, largest=160))
        for module in ("shards", "blocks"):
            patch.setattr(f"kbsite.search.{module}.BLOCK", Grain(parts=4, smallest=120, largest=300))
        for module in ("ranges", "edits"):
            patch.setattr(f"kbsite.search.{module}.HEAVY_KEYS", 6)
            patch.setattr(f"kbsite.search.{module}.BEST_KEYS", 3)
            patch.setattr(f"kbsite.search.{module}.HEAVY_WORDS", 3)
            patch.setattr(f"kbsite.search.{module}.BEST_WORDS", 2)
        yield


def corpus(wordings: Sequence[tuple[str, tuple[Section, ...], tuple[str, ...]]]) -> list[Document]:
    """Documents with ids, some of them about one record."""
    return [
        Document(f"d{at}", title, sections, f"u{at}/", "ko" if at % 2 else "en", "talk", names, f"talk:{at // 2}", (("tag", f"t{at % 3}"),))
        for at, (title, sections, names) in enumerate(wordings)
    ]


def reworded(document: Document, wording: tuple[str, tuple[Section, ...], tuple[str, ...]]) -> Document:
    """A document with other words."""
    title, sections, names = wording
    return replace(document, title=title, sections=sections, names=names)


def renewed(made: Made, changed: Sequence[Document]) -> Renewed | None:
    """What a change makes of an index."""
    return renew(changed, made.shards.manifest, made.notes.get, made.shards.files.get)


def assert_same(last: Made, found: Renewed, made: Made) -> None:
    """What was renewed is what was made from nothing."""
    assert not found.files.keys() & found.taken.keys()
    assert {**found.files, **{path: last.shards.files[old] for path, old in found.taken.items()}} == made.shards.files
    assert {**last.notes, **found.notes} == made.notes
    assert all(last.notes[name] != note for name, note in found.notes.items())
    assert found.manifest == made.shards.manifest
    assert not set(found.files.values()) & set(last.shards.files.values())


@pytest.mark.usefixtures("small_parts")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(WORDING, min_size=3, max_size=16), EDITS)
def test_what_is_renewed_is_what_is_made_from_nothing(wordings: list[tuple[str, tuple[Section, ...], tuple[str, ...]]], edits: list[list[tuple[int, tuple[str, tuple[Section, ...], tuple[str, ...]]]]]) -> None:  # fmt: skip
    now = corpus(wordings)
    last = make(now)
    for edit in edits:
        changed = {at % len(now): reworded(now[at % len(now)], wording) for at, wording in edit}
        now = [changed.get(at, document) for at, document in enumerate(now)]
        made = make(now)
        found = renewed(last, [*changed.values(), now[0]])
        event("made again" if found is None else "renewed")
        if found is not None:
            assert_same(last, found, made)
        last = made


def long_corpus() -> list[Document]:
    """Documents enough that most of them are no samples."""
    words = [*KOREAN, *LATIN]
    return corpus(
        [
            (
                f"{words[at % 29]} {words[at * 7 % 31]} {at}",
                (Section("", words[at % 5], " ".join(words[(at * at + n) % 31] + str(n % 3) for n in range(9))),),
                (words[at % 11],) if at % 4 == 0 else (),
            )
            for at in range(60)
        ]
    )


@pytest.mark.usefixtures("small_parts")
def test_one_document_after_another_is_renewed() -> None:
    now, renewals = long_corpus(), 0
    last = make(now)
    for at, document in enumerate(now):
        other = now[(at + 7) % len(now)]
        for after in (replace(document, title=other.title), replace(document, sections=(Section("", "", other.title),)), document):
            now[at] = after
            found, made = renewed(last, [after]), make(now)
            if found is not None:
                renewals += 1
                assert_same(last, found, made)
            last = made
    assert renewals > 100


@pytest.mark.usefixtures("small_parts")
def test_what_did_not_change_is_taken_as_it_is() -> None:
    last = make(long_corpus())
    assert renewed(last, long_corpus()[:9]) == Renewed({}, {path: path for path in last.shards.files}, last.shards.manifest, {})


def steady(at: int, last: Made, now: list[Document]) -> Document:
    """A document near a place that may be renewed, as it is after a small change."""
    for number in range(at, at + 9):
        after = replace(now[number], title=f"{now[number].title[:-1]}9")
        if renewed(last, [after]):
            return after
    raise AssertionError


@pytest.mark.usefixtures("small_parts")
def test_all_is_made_again_where_more_than_words_changed() -> None:
    now = long_corpus()
    last = make(now)
    after = steady(20, last, now)
    for other in (
        replace(after, id="other"),
        replace(after, url="other/"),
        replace(after, language="fr"),
        replace(after, kind="page"),
        replace(after, record="talk:other"),
        replace(after, facets=()),
        replace(after, minor=True),
        replace(after, title="\ud800"),
        replace(after, sections=(Section("", "", "scheduler " * 100_000),)),
    ):
        assert renewed(last, [other]) is None
    assert renewed(last, [after, replace(after, title="캐시")]) is None
    assert renewed(last, [after, after]) is not None
    twice = make([*now, now[3]])
    assert renewed(twice, [replace(now[3], title="캐시")]) is None


@pytest.mark.usefixtures("small_parts")
def test_all_is_made_again_where_a_document_is_to_be_absent() -> None:
    now = long_corpus()
    last = make(now)
    after = steady(20, last, now)
    assert renew([after], last.shards.manifest, last.notes.get, last.shards.files.get, ["other"]) == renewed(last, [after])
    assert renew([after], last.shards.manifest, last.notes.get, last.shards.files.get, ["d4"]) is None


def test_a_language_in_which_a_record_has_no_words_any_more(catalog: Catalog) -> None:
    speaker = next(one for one in catalog.speakers.values() if len(documents_of(catalog, [one])) == 2)
    assert untold(catalog, [speaker]) == []
    fewer = changed(speaker, name=replace(speaker.name, variants=speaker.name.variants[:1]), about=())
    there = [document.id for document in documents_of(catalog, [fewer])]
    assert sorted([*there, *untold(catalog, [fewer])]) == sorted(document.id for document in documents_of(catalog, [speaker]))
    last = make_catalog(catalog)
    assert renew_catalog(catalog, [fewer], last.shards.manifest, last.notes.get, last.shards.files.get) is None


def test_samples_of_the_dictionary_are_renewed_and_all_blocks_with_another_one() -> None:
    now = [replace(one, sections=tuple(replace(part, text=" ".join([part.text] * 20)) for part in one.sections)) for one in long_corpus()]
    last = make(now)
    assert len(known(last)) > PIECE
    for after, same in ((replace(now[5], title="캐시"), True), (replace(now[5], sections=now[8].sections), False)):
        found, made = renewed(last, [after]), make([*now[:5], after, *now[6:]])
        assert (known(made) == known(last)) is same
        assert found is not None
        assert_same(last, found, made)


def known(made: Made) -> bytes:
    """The dictionary."""
    head, _, rest = unpacked(made.shards.files[made.shards.manifest]).partition(b"\n")
    return rest[: json.loads(head)["dictionary"]]


@pytest.mark.usefixtures("small_parts")
def test_lone_surrogates_that_an_index_lost_are_not_guessed() -> None:
    now = long_corpus()
    at = next(at for at in range(20, 29) if renewed(make(now), [replace(now[at], title=now[at].title[:-1])]))
    now[at] = replace(now[at], title=now[at].title + "?")
    assert renewed(make(now), [replace(now[at], title=now[at].title[:-1])])
    now[at] = replace(now[at], title=now[at].title[:-1] + "\udfff")
    assert renewed(make(now), [replace(now[at], title=now[at].title[:-1])]) is None


@pytest.mark.usefixtures("small_parts")
def test_all_is_made_again_where_something_is_damaged_or_missing() -> None:
    now = long_corpus()
    last = make(now)
    after = steady(20, last, now)
    notes, files = asked(last, after)
    assert notes
    assert files
    for kept, names in ((last.notes, notes), (last.shards.files, files)):
        for name in names:
            for data in (None, b"", kept[name][:-1], bytes((kept[name][0] ^ 1,)) + kept[name][1:], kept[name] + b" "):
                changed = {**kept, name: data}
                note, file = (changed.get, last.shards.files.get) if kept is last.notes else (last.notes.get, changed.get)
                assert renew([after], last.shards.manifest, note, file) is None
    assert renew([after], "manifest-none.bin", last.notes.get, last.shards.files.get) is None


def asked(last: Made, after: Document) -> tuple[list[str], list[str]]:
    """Names of the notes and files that a change reads."""
    notes: list[str] = []
    files: list[str] = []

    def kept(names: list[str], data: Mapping[str, bytes], name: str) -> bytes | None:
        names.append(name)
        return data.get(name)

    assert renew(
        [after], last.shards.manifest, lambda name: kept(notes, last.notes, name), lambda name: kept(files, last.shards.files, name)
    )
    return notes, files


@pytest.mark.usefixtures("small_parts")
def test_notes_of_another_index_are_not_believed() -> None:
    now = long_corpus()
    last = make(now)
    after = steady(20, last, now)
    made = make([replace(document, title="캐시", sections=()) for document in now])
    assert renew([after], last.shards.manifest, made.notes.get, last.shards.files.get) is None
    for kind in ("parts-keys", "tallies-"):
        mixed = {name: made.notes[name] if name.startswith(kind) else note for name, note in last.notes.items()}
        assert renew([replace(after, title="", sections=())], last.shards.manifest, mixed.get, last.shards.files.get) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kbsite.search.renewal.rules_bytes", lambda: b"{}")
        assert renewed(last, [after]) is None


@pytest.mark.usefixtures("small_parts")
def test_all_is_made_again_where_texts_are_longer_on_average(monkeypatch: pytest.MonkeyPatch) -> None:
    now = long_corpus()
    after = steady(20, make(now), now)
    longer = replace(after, sections=(Section("", "", "C " * 20),))
    assert renewed(make(now), [longer])
    monkeypatch.setattr("kbsite.search.postings.STEP", 1.001)
    assert renewed(make(now), [longer]) is None


@pytest.mark.usefixtures("small_parts")
def test_borders_far_from_a_change_stay() -> None:
    now = long_corpus()
    last = make(now)
    found = renewed(last, [steady(20, last, now)])
    assert found is not None
    assert len(found.taken) > len(found.files)


def test_talks_of_the_project_itself_are_renewed(catalog: Catalog) -> None:
    last, renewals = make_catalog(catalog), 0
    assert last.shards == catalog_shards(catalog)
    for talk in catalog.talks.values():
        title = replace(talk.title, variants=tuple((language, f"{words} 다시") for language, words in talk.title.variants))
        after = changed(talk, title=title)
        other = copy(catalog)
        other.__dict__.update(every_talk={**catalog.every_talk, talk.id: after}, talks={**catalog.talks, talk.id: after})
        del other.__dict__["_by_speaker"]
        speakers = [catalog.speakers[role.id] for role in talk.speakers if role.id in catalog.speakers]
        found = renew_catalog(other, [after, *speakers], last.shards.manifest, last.notes.get, last.shards.files.get)
        if found is not None:
            renewals += 1
            assert_same(last, found, make_catalog(other))
        if renewals == 5:
            return
    raise AssertionError


def test_a_manifest_reads_on_as_before() -> None:
    made = make(long_corpus())
    assert unpacked(made.shards.files[made.shards.manifest]).startswith(b'{"count":60,')
