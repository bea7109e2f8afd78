"""Every search that must find something names a record that the site shows."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Search, Source, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("A search in talks/searches.yml names records that are shown.", "talks/searches.yml의 검색어는 공개된 기록을 가리킵니다.")
WHY = Words(
    "A query that is to find a record which is not there can never pass.",
    "없는 기록을 찾아야 하는 검색어는 결코 통과할 수 없습니다.",
)
UNKNOWN = Words("no record with the id '{id}' is shown", "공개된 기록 가운데 id가 '{id}'인 것이 없습니다")
CHOOSE = Words(
    "name a talk, technique, speaker, tag, event, work or example by its id",
    "발표, 기술, 발표자, 태그, 행사, 출처, 예제 중 하나의 id를 적으세요",
)
LOOKS_AT = looks({Search: ("finds",), Talk: ("publish",)})


def check(catalog: Catalog) -> Iterator[Broken]:
    hidden = {id_ for id_, talk in catalog.every_talk.items() if not talk.publish}
    shown = {
        id_: None for kind in (Talk, Technique, Speaker, Tag, Event, Source, Snippet) for id_ in catalog.known(kind) if id_ not in hidden
    }
    unread = {id_ for _, id_ in catalog.unread}
    for search in catalog.searches.values():
        named = [(("finds", index), id_) for index, id_ in enumerate(search.finds) if id_ not in unread]
        yield from missing(catalog, search, named, shown, UNKNOWN, CHOOSE)
