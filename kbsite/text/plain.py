"""The small Markdown of records to plain words, for descriptions, alt texts and search."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]\[]*)\]\(([^()\s]*)\)")
_MARK = re.compile(r"(?<!\\)(\*\*|__|\*|`+)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|>)[ \t]+", re.MULTILINE)
_BLANK = re.compile(r"\s+")


def plain(text: str) -> str:
    """Words alone on one line: links by their text, marks of emphasis, code and lists left out."""
    text = _LINK.sub(r"\1", _ITEM.sub("", text))
    return _BLANK.sub(" ", _MARK.sub("", text)).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a blank where one is near the end, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit * 0.6 else cut).rstrip(" ,.;:·") + "…"
