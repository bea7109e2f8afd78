"""A talk's file name begins with its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.rules import Broken
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


def check(catalog: Catalog) -> Iterator[Broken]:
    for talk in catalog.every_talk.values():
        if talk.code is None:
            continue
        code = re.sub(r"[^a-z0-9]+", "-", talk.code.lower()).strip("-")
        name = talk.path.rpartition("/")[2]
        if code and not re.match(rf"{re.escape(code)}[-.]", name):
            yield Broken(catalog.place(talk, "code"), OTHER.fill(code=talk.code, name=name), RENAME.fill(code=code))
