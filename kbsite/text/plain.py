"""The small Markdown of records to plain words, for descriptions, alt texts and search."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_KEPT = "\x02"
_LINK = re.compile(r"\[([^\]\[]*)\]\((?:[^\s()]|\([^\s()]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
_STARS = re.compile(r"(?<![\\*])\*+")
_UNDERLINED = re.compile(r"(?<![\w\\])(_{1,2})(?=\S)([^_\n]+)(?<=\S)\1(?!\w)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|>)[ \t]+", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_MARKS = ("`", "[", "*", "_", "\\", _KEPT)
_FIRST, _LATER = (re.compile(rf"{before}[ \t]*(?:[-*+>]|\d+[.)])[ \t]") for before in ("", r"\n"))
"""The mark of an item at the beginning of a text, and of any other line: to look for a letter first is quicker than to try every place."""


def plain(text: str) -> str:
    """Words alone on one line: links by their text, marks of emphasis, code and lists left out; code as it stands."""
    if any(map(text.__contains__, _MARKS)) or _has_items(text):
        text = _without_marks(text)
    return " ".join(text.split())


def _has_items(text: str) -> bool:
    return _FIRST.match(text) is not None or _LATER.search(text) is not None


def _without_marks(text: str) -> str:
    codes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        codes.append(match[2])
        return _KEPT

    text = text.replace(_KEPT, "")
    if "`" in text:  # to look for a letter is quick, to try a pattern at every place is not
        text = _CODE.sub(keep, text)
    if _has_items(text):
        text = _ITEM.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        text = _STARS.sub(_unless_alone, text)
    if "_" in text:
        text = _UNDERLINED.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    kept = iter(codes)
    return re.sub(_KEPT, lambda _: next(kept), text) if codes else text


def _unless_alone(stars: re.Match[str]) -> str:
    """Nothing, except for stars with a blank on either side, which are not marks: `2 * 3`."""
    before, after = stars.string[max(0, stars.start() - 1) : stars.start()], stars.string[stars.end() : stars.end() + 1]
    return "" if before.strip() or after.strip() else stars[0]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a blank where one is near the end, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit * 0.6 else cut).rstrip(" ,.;:·") + "…"
