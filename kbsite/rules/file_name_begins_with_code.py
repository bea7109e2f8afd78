"""A talk's file name begins with its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.places import Places
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("The file of a talk with a code is named <code>-<words>.yml.", "번호가 있는 발표의 파일 이름은 <번호>-<낱말>.yml입니다.")
WHY = Words(
    "The folder then lists the talks as the programme does, and the code is in the address.",
    "폴더가 프로그램 순서대로 늘어서고, 주소에 번호가 들어갑니다.",
)
OTHER = Words("the code is '{code}', but the file is '{name}'", "번호는 '{code}'인데 파일 이름은 '{name}'입니다")
RENAME = Words(
    "rename the file to begin with '{code}-', or correct the code", "파일 이름을 '{code}-'로 시작하게 바꾸거나 번호를 바로잡으세요"
)
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    if not isinstance(record, Talk) or record.code is None:
        return
    code = re.sub(r"[^a-z0-9]+", "-", record.code.lower()).strip("-")
    name = record.path.rpartition("/")[2]
    if code and not re.match(rf"{re.escape(code)}[-.]", name):
        yield Broken(places.place(record, "code"), OTHER.fill(code=record.code, name=name), RENAME.fill(code=code))
