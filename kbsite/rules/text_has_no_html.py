"""Text of records holds no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.walk import proses, without_code, words
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("Text holds no HTML.", "글에 HTML을 쓰지 않습니다.")
WHY = Words(
    "Pages show text as text; an element would stand there as angle brackets.",
    "화면은 글을 글로 보여 줍니다. 태그를 쓰면 꺾쇠가 그대로 보입니다.",
)
HTML = Words("HTML '{tag}' in text", "글에 HTML '{tag}'이/가 있습니다")
USE_MARKDOWN = Words(
    "use Markdown: *emphasis*, **strong**, `code`; put code in backquotes",
    "Markdown을 쓰세요: *강조*, **굵게**, `코드`. 코드는 백틱으로 감쌉니다",
)
ELEMENT = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--|<![A-Za-z]|<\?")
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    if not any("<" in text for prose in proses(record) for _, text in prose.variants):
        return
    for found in words(record):
        if found.prose and (match := ELEMENT.search(without_code(found.text))):
            tag = match[0].split("\n")[0]
            yield Broken(places.find(record, found.path, tag), HTML.fill(tag=tag[:60]), USE_MARKDOWN)
