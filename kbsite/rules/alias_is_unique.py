"""Ids, former ids and names of techniques belong to one record each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Event, Record, Speaker, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._letters import letters_of_name
from kbsite.rules._looks import looks
from kbsite.words import Words

SAYS = Words("A former id, and a name of a technique, belongs to one record.", "예전 id와 기술의 이름은 기록 하나에만 속합니다.")
WHY = Words(
    "A redirect can lead to one page only, and a search synonym must mean one thing.",
    "옮겨진 주소는 한 곳으로만 이어질 수 있고, 검색 동의어는 하나만 뜻해야 합니다.",
)
IN_USE = Words("'{name}' is the id of a record", "'{name}'은/는 지금 쓰이는 id입니다")
CHOOSE_ANOTHER = Words("remove it: only ids that are no longer used belong here", "지우세요. 더는 쓰지 않는 id만 여기에 적습니다")
TAKEN = Words("'{name}' already belongs to '{id}'", "'{name}'은/는 이미 '{id}'에 속합니다")
REMOVE = Words("remove it from one of the two", "둘 중 하나에서 지우세요")
LOOKS_AT = looks(
    {Talk: ("aliases",), Event: ("aliases",), Speaker: ("former_ids",), Technique: ("former_ids", "name", "aliases"), Snippet: ("aliases",)}
)


def check(catalog: Catalog) -> Iterator[Broken]:
    yield from _former_ids(catalog, catalog.every_talk, ((t, "aliases", t.aliases) for t in catalog.every_talk.values()))
    yield from _former_ids(catalog, catalog.events, ((e, "aliases", e.aliases) for e in catalog.events.values()))
    yield from _former_ids(catalog, catalog.speakers, ((s, "former_ids", s.former_ids) for s in catalog.speakers.values()))
    yield from _former_ids(catalog, catalog.techniques, ((t, "former_ids", t.former_ids) for t in catalog.techniques.values()))
    yield from _former_ids(catalog, catalog.snippets, ((s, "aliases", s.aliases) for s in catalog.snippets.values()))
    yield from _technique_names(catalog)


def _former_ids(catalog: Catalog, known: Mapping[str, object], lists: Iterable[tuple[Record, str, tuple[str, ...]]]) -> Iterator[Broken]:
    taken: dict[str, str] = {}
    for record, field, ids in lists:
        for index, former in enumerate(ids):
            if former in known:
                yield Broken(catalog.place(record, field, index), IN_USE.fill(name=former), CHOOSE_ANOTHER)
            elif former in taken:
                yield Broken(catalog.place(record, field, index), TAKEN.fill(name=former, id=taken[former]), REMOVE)
            taken.setdefault(former, record.id)


def _technique_names(catalog: Catalog) -> Iterator[Broken]:
    taken: dict[str, str] = {}
    listed = [(technique, path, name) for technique in catalog.techniques.values() for path, name in _names(technique)]
    for technique, path, name in sorted(listed, key=lambda item: item[1][0] == "aliases"):
        owner = taken.setdefault(letters_of_name(name), technique.id)
        if owner != technique.id:
            yield Broken(catalog.place(technique, *path), TAKEN.fill(name=name, id=owner), REMOVE)


def _names(technique: Technique) -> Iterator[tuple[Path, str]]:
    for language, text in technique.name.variants:
        yield ("name", language), text
    for index, alias in enumerate(technique.aliases):
        yield ("aliases", index), alias
