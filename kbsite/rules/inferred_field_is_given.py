"""What is marked as inferred is there."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Talk
from kbsite.rules import Broken
from kbsite.rules._looks import TIMES, looks
from kbsite.words import Words

SAYS = Words("A field marked as inferred has a value.", "추론했다고 표시한 항목에는 값이 있습니다.")
WHY = Words(
    "The mark tells readers which values no source states.", "출처에 없는 값이 어느 것인지 읽는 사람에게 알리는 표시이기 때문입니다."
)
ABSENT = Words("'{field}' is marked as inferred and has no value", "'{field}'은/는 추론했다고 표시했지만 값이 없습니다")
ADD = Words("add '{field}:', or take it out of 'inferred'", "'{field}:'을/를 더하거나 'inferred'에서 빼세요")
LOOKS_AT = looks({Talk: ("inferred", "code", *TIMES), Event: ("slots",)})


def check(catalog: Catalog) -> Iterator[Broken]:
    for talk in catalog.every_talk.values():
        session = catalog.session(talk)
        for index, field in enumerate(talk.inferred):
            if getattr(talk, field) is None and getattr(session, field, None) is None:
                yield Broken(catalog.place(talk, "inferred", index), ABSENT.fill(field=field), ADD.fill(field=field))
