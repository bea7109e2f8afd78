"""What an example shows is there: the talk, and its takeaway or figure."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Talk
from kbsite.records.snippets import Shows, Snippet
from kbsite.rules import Broken
from kbsite.rules._looks import looks
from kbsite.rules._missing import missing
from kbsite.words import Words

SAYS = Words("An example names a talk, and a takeaway or figure it has.", "예제는 있는 발표와, 그 발표의 배울 점이나 수치를 가리킵니다.")
WHY = Words(
    "An example is there to put a claim to the test; the claim's page links back to it.",
    "예제는 주장을 시험하려고 있고, 주장이 실린 화면은 예제로 되돌아 이어집니다.",
)
UNKNOWN_TALK = Words("unknown talk '{id}'", "모르는 발표 '{id}'입니다")
TALK_ID = Words("a talk's id is <event>-<file name>, as pycon2016-231-zinst", "발표 id는 <행사>-<파일 이름>입니다. 예: pycon2016-231-zinst")
NO_TAKEAWAY = Words("the talk has no takeaway '{id}'", "발표에 배울 점 '{id}'이/가 없습니다")
NO_FIGURE = Words("the talk has no figure '{id}'", "발표에 수치 '{id}'이/가 없습니다")
GIVE_ID = Words("give it 'id: {id}' in the talk's record", "발표 기록의 그 항목에 'id: {id}'을/를 적으세요")
LOOKS_AT = looks({Snippet: ("shows",), Talk: ("takeaways.id", "figures.id")})


def check(catalog: Catalog) -> Iterator[Broken]:
    for snippet in catalog.snippets.values():
        for index, shows in enumerate(snippet.shows):
            path = ("shows", index)
            yield from missing(catalog, snippet, [((*path, "talk"), shows.talk)], catalog.known(Talk), UNKNOWN_TALK, TALK_ID)
            for key, id_, known, words in _claims(catalog, shows):
                yield from missing(catalog, snippet, [((*path, key), id_)], known, words, GIVE_ID)


def _claims(catalog: Catalog, shows: Shows) -> Iterator[tuple[str, str, list[str], Words]]:
    """What it names of a talk that could be read, and what that talk has."""
    talk = catalog.every_talk.get(shows.talk)
    if talk and shows.takeaway:
        yield "takeaway", shows.takeaway, [takeaway.id for takeaway in talk.takeaways if takeaway.id], NO_TAKEAWAY
    if talk and shows.figure:
        yield "figure", shows.figure, [figure.id for figure in talk.figures if figure.id], NO_FIGURE
