"""What an address leads to and what a session is, as far as names say; and objects that are closed once read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kbsite.imports.fields import Fields
from kbsite.words import Words

VIDEO = re.compile(
    r"^https?://(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|media\.ccc\.de|tv\.naver\.com|tv\.kakao\.com)/", re.IGNORECASE
)
SLIDES = re.compile(r"slideshare\.net/|speakerdeck\.com/|docs\.google\.com/presentation|\.(?:pdf|pptx?|odp|key)(?:[?#]|$)", re.IGNORECASE)
CODE = re.compile(r"^https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/", re.IGNORECASE)
TYPES = (
    ("keynote", "keynote"), ("lightning", "lightning"), ("workshop", "workshop"), ("tutorial", "tutorial"), ("training", "tutorial"),
    ("panel", "panel"), ("podium", "panel"), ("talk", "talk"), ("lecture", "talk"), ("vortrag", "talk"), ("session", "talk"),
    ("presentation", "talk"), ("other", "other"), ("기조", "keynote"), ("키노트", "keynote"), ("라이트닝", "lightning"), ("워크숍", "workshop"),
    ("워크샵", "workshop"), ("튜토리얼", "tutorial"), ("패널", "panel"), ("발표", "talk"), ("강연", "talk"), ("세션", "talk"), ("기타", "other"),
)  # fmt: skip
"""What the name of a kind of session holds, and what records call it; the first that fits."""


def kind_of_session(name: str) -> str:
    """What records call a kind of session; empty where its name says nothing known."""
    folded = name.casefold()
    return next((kind for word, kind in TYPES if word in folded), "")


def session_type(fields: Fields, key: str) -> str:
    """The kind of session that a field names; a name nobody knows is told, and `other` stands for it."""
    name = fields.line(key)
    kind = kind_of_session(name)
    if name and not kind:
        fields.remark("import-changed", key, OTHER_TYPE, name)
    return kind or ("other" if name else "")


def kind_of_link(url: str, title: str = "") -> str:
    """What an address leads to, as far as it and its title say."""
    folded = title.casefold()
    if VIDEO.match(url) or folded in ("video", "recording", "영상"):
        return "video"
    if SLIDES.search(url) or "slides" in folded or "슬라이드" in folded:
        return "slides"
    return "repository" if CODE.match(url) else "page"


def closed(objects: Iterable[Fields], reasons: Mapping[str, Words]) -> Iterator[Fields]:
    """Objects, each closed when its reader asks for the next."""
    for each in objects:
        yield each
        each.close(reasons)


OTHER_TYPE = Words("is no kind of session that records know; 'other' was written", "기록이 아는 종류가 아니어서 'other'로 적었습니다")
