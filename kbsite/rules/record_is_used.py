"""Every speaker, technique, tag and work is named by some record."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import both, looks, works
from kbsite.words import Words

SAYS = Words("Every speaker, technique, tag and work is used.", "발표자, 기술, 태그, 출처는 어디선가 쓰입니다.")
WHY = Words("A record nobody names is usually a slip in an id elsewhere.", "아무도 부르지 않는 기록은 대개 다른 곳의 id 실수입니다.")
UNUSED_SPEAKER = Words("the speaker '{id}' gives no talk", "발표자 '{id}'에게 발표가 없습니다")
UNUSED_TECHNIQUE = Words("no talk uses the technique '{id}'", "기술 '{id}'을/를 쓴 발표가 없습니다")
UNUSED_TAG = Words("nothing is tagged '{id}'", "'{id}' 태그가 붙은 것이 없습니다")
UNUSED_SOURCE = Words("nothing cites the work '{id}'", "출처 '{id}'을/를 인용한 곳이 없습니다")
USE_OR_DELETE = Words("name it where it belongs, or delete it", "다른 기록에서 쓰거나, 필요 없으면 지우세요")
LOOKS_AT = both(looks({Talk: ("speakers.id", "techniques.id", "tags"), Snippet: ("tags",), Technique: ("topic", "tags")}), works)


def check(catalog: Catalog) -> Iterator[Broken]:
    if catalog.unread:
        return  # what names the record may stand in a file that could not be read
    every = catalog.every_talk.values()
    techniques = catalog.techniques.values()
    spoken = {role.id for talk in every for role in talk.speakers}
    used = {use.id for talk in every for use in talk.techniques}
    tags = {tag for talk in every for tag in talk.tags} | {tag for snippet in catalog.snippets.values() for tag in snippet.tags}
    tags |= {tag for t in techniques for tag in (t.topic, *t.tags)}
    for records, named, message in (
        (catalog.speakers, spoken, UNUSED_SPEAKER),
        (catalog.techniques, used, UNUSED_TECHNIQUE),
        (catalog.tags, tags, UNUSED_TAG),
        (catalog.sources, catalog.cited, UNUSED_SOURCE),
    ):
        for id_, record in records.items():
            if id_ not in named:
                yield Broken(catalog.place(record), message.fill(id=id_), USE_OR_DELETE, "warning")
