"""A file of parts made from its last version is the one that is made whole, whatever has happened to its records."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

import pytest
from exports.conftest import published
from hypothesis import given
from hypothesis import strategies as st
from projectkit import OTHER, TALK, Folder

from kbsite.exports import api, bibtex, csl, csv, jsonld, llms
from kbsite.exports._jsonld_nodes import node, site
from kbsite.exports.citation import citation
from kbsite.exports.joined import Cut, Joined
from kbsite.exports.publication import Publication
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Speaker, Tag

Name = tuple[type[Record], str]
Told = Mapping[Name, bytes]
"""What is told of each record."""

IDS = st.sampled_from(["a", "b", "c", "d", "e", "storage-1", "kim"])
NAMES = st.tuples(st.sampled_from([Tag, Speaker]), IDS)
VALUES: Mapping[type[Record], Mapping[str, object]] = {Tag: {"label": "a"}, Speaker: {"name": "a", "sources": ["a"]}}
TOLD: st.SearchStrategy[Told] = st.builds(dict, st.lists(st.tuples(NAMES, st.binary(max_size=4)), max_size=9))
"""In any order, so that of two the second adds, leaves out, moves and edits."""


def joined(told: Told, head: bytes = b"", between: bytes = b",", tail: bytes = b"") -> Joined[Record]:
    records = [kind.model_validate({"id": id_, "path": "", **VALUES[kind]}) for kind, id_ in told]
    return Joined(lambda: head, lambda: records, lambda record: told[type(record), record.id], between, tail)


@given(TOLD, st.binary(max_size=3), st.binary(max_size=2), st.binary(max_size=3))
def test_a_file_is_its_parts_one_after_the_other(told: Told, head: bytes, between: bytes, tail: bytes) -> None:
    file = joined(told, head, between, tail)
    data, cut = file.cut()
    assert data == file() == head + between.join(told.values()) + tail
    keys = tuple(f"{kind.__name__}/{id_}" for kind, id_ in told)
    assert cut == Cut(len(head), keys, tuple(map(len, told.values())), b"".join(sha256(part).digest() for part in told.values()))
    places = zip(cut.ends(len(between)), cut.lengths, strict=True)
    assert [data[end - length : end] for end, length in places] == [*told.values()]


@given(TOLD, TOLD, st.binary(max_size=3), st.binary(max_size=3), st.binary(max_size=2))
def test_a_file_made_from_its_last_version_is_the_one_made_whole(first: Told, then: Told, head: bytes, tail: bytes, between: bytes) -> None:
    last, cut = joined(first, b"[", between, b"]").cut()
    file = joined(then, head, between, tail)
    renewed, places = file.renewed(cut, len(last), lambda one: first.get(name := (type(one), one.id)) == then[name])
    data, cut = file.cut()
    assert (renewed.of(last), renewed.of(last).digest, len(renewed), places) == (data, data.digest, len(data), cut)


@given(TOLD, TOLD, st.binary(max_size=2))
def test_files_with_the_same_digest_hold_the_same(first: Told, then: Told, head: bytes) -> None:
    one, other = joined(first, head).cut()[0], joined(then).cut()[0]
    same = (head, *first.values()) == (b"", *then.values())
    assert (one.digest == other.digest) == same
    assert one == other or not same


def test_nothing_is_made_of_what_stays_and_stood_there() -> None:
    first: Told = {(Tag, "a"): b"one", (Speaker, "a"): b"two", (Tag, "b"): b"three"}
    then: Told = {(Tag, "b"): b"THREE", (Tag, "new"): b"four", (Tag, "a"): b"ONE", (Speaker, "a"): b"TWO"}
    last, cut = joined(first).cut()
    made, _ = joined(then).renewed(cut, len(last), lambda record: isinstance(record, Tag))
    assert made.of(last) == b"three,four,one,TWO"
    assert [one for one in made.pieces if isinstance(one, range)] == [range(8, 13), range(3)]


@given(TOLD, st.integers(0, 10**9))
def test_a_cut_comes_back(told: Told, start: int) -> None:
    cut = replace(joined(told).cut()[1], start=start)
    assert Cut.from_bytes(cut.to_bytes()) == cut


DIGESTS = bytes(range(64))
GOOD = Cut(3, ("Talk/a", "Tag/b"), (10, 20), DIGESTS).to_bytes()
BAD: Mapping[str, bytes] = {
    "nothing": b"",
    "cut off": GOOD[:-1],
    "a key without its length": GOOD[:-8],
    "a key without its digest": GOOD[:-32],
    "a key without length and digest": GOOD[:-40],
    "a length without its key": GOOD.replace(b"Tag/b\n", b""),
    "no digests": GOOD[:-64],
    "something after it": GOOD + b"1",
    "another number of parts": GOOD.replace(b"3 2", b"3 1"),
    "more parts than there are bytes": GOOD.replace(b"3 2", b"3 2000000000"),
    "before the beginning": b"-" + GOOD,
    "a beginning with a sign": b"+" + GOOD,
    "a number with a line in it": GOOD.replace(b"3 2", b"1_0 2"),
    "one number": GOOD.replace(b"3 2", b"3"),
    "a key twice": GOOD.replace(b"Tag/b", b"Talk/a"),
    "no text": GOOD.replace(b"Tag", b"\xff\xfe"),
    "none, and a line": b"3 0\n\n",
}


def test_a_cut_is_lines_and_lengths() -> None:
    assert b"3 2\nTalk/a\nTag/b\n" + array("Q", (10, 20)).tobytes() + DIGESTS == GOOD
    assert Cut(0, (), (), b"").to_bytes() == b"0 0\n"


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_cut_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        Cut.from_bytes(BAD[name])


@given(st.binary(max_size=60) | st.integers(0, len(GOOD)).map(lambda at: GOOD[:at] + GOOD[at + 1 :]))
def test_any_other_bytes_are_refused_or_come_back(data: bytes) -> None:
    try:
        cut = Cut.from_bytes(data)
    except ValueError:
        return
    assert cut.to_bytes() == data and len(cut.keys) == len(cut.lengths) and min(cut.start, *cut.lengths, 0) == 0


def test_the_cut_of_a_longer_file_is_refused() -> None:
    told: Told = {(Tag, "a"): b"one", (Tag, "b"): b"two"}
    data, cut = joined(told).cut()
    with pytest.raises(ValueError, match="beyond the end"):
        joined(told).renewed(cut, len(data) - 1, lambda _: True)


def of(publication: Publication, path: str) -> bytes:
    """A file of all formats that have files of every record."""
    makers = (api.files, bibtex.files, csl.files, csv.files, jsonld.files, llms.files)
    return next(file.make() for maker in makers for file in maker(publication) if file.path == path)


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def graph(publication: Publication) -> bytes:
    catalog = publication.catalog
    kinds = (catalog.events, catalog.talks, catalog.speakers, catalog.techniques, catalog.tags, catalog.snippets)
    nodes = [node(publication, record, "ko") for kind in kinds for record in kind.values()]
    return compact({"@context": "https://schema.org", "@graph": [site(publication, "ko"), *nodes]})


def items(publication: Publication) -> bytes:
    return compact([csl.item(citation(publication, talk)) for talk in publication.catalog.talks.values()])


def entries(publication: Publication) -> bytes:
    return "\n".join(bibtex.entry(citation(publication, talk)) for talk in publication.catalog.talks.values()).encode()


def listed(publication: Publication) -> bytes:
    whole = json.loads(of(publication, "api/v1/talks.json"))
    assert whole["count"] == len(whole["items"]) == len(publication.catalog.talks)
    assert [item["id"] for item in whole["items"]] == [*publication.catalog.talks]
    return compact(whole)


WHOLE: Mapping[str, Callable[[Publication], bytes]] = {
    jsonld.ALL: graph,
    csl.ALL: items,
    bibtex.ALL: entries,
    "api/v1/talks.json": listed,
}


@pytest.mark.parametrize("path", WHOLE)
@pytest.mark.parametrize("left_out", [[], [TALK], [TALK, OTHER]], ids=["two talks", "one talk", "no talk"])
def test_the_parts_of_exports_make_what_is_written_at_once(project: Folder, path: str, left_out: list[str]) -> None:
    for name in left_out:
        project.add(name, "publish: false\n")
    publication = published(project.catalog())
    assert len(publication.catalog.talks) == 2 - len(left_out)
    assert of(publication, path) == WHOLE[path](publication)


def test_of_nothing_at_all_the_files_are_whole_too(project: Folder) -> None:
    publication = published(Catalog(project.catalog().project, ()))
    assert of(publication, "data/talks.csv") == b"\xef\xbb\xbf"
    assert (of(publication, csl.ALL), of(publication, bibtex.ALL)) == (b"[]\n", b"")
    assert of(publication, jsonld.ALL) == compact({"@context": "https://schema.org", "@graph": [site(publication, "ko")]})
    full = of(publication, llms.FULL).decode().split("\n\n")
    assert (full[0][0], full[1][0], len(full), full[-1][-1]) == ("#", ">", 3, "/")
