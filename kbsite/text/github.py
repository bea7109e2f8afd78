"""Words of a record to Markdown that GitHub shows as those very words: no markup, HTML, links, mentions or references of issues.

A mention is found after the Markdown is read, so that an escaped `@` still calls somebody: a joiner of no width parts it from
the name. What GitHub makes of plain text is in its "GitHub Flavored Markdown Spec", 6.9 (autolinks) and 6.10 (raw HTML).
"""

from __future__ import annotations

import re
import unicodedata

PART = "\u2060"
"""Word joiner: invisible, and no letter of a name, a number or an address."""
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&$=:])")
CALLS = re.compile(r"(?i)([@#:]|www|mailto|xmpp|\bGH)(?=\S)")
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str) -> str:
    """On one line and in its order, without what cannot be seen."""
    return " ".join("".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or _is_seen(letter)).split())


def safe(text: str, most: int = 200) -> str:
    """Words within a line of Markdown."""
    return MARKUP.sub(r"\\\1", CALLS.sub(rf"\1{PART}", _cut(plain(text), most)))


def code(text: str, most: int = 200) -> str:
    """An address or id within a line of Markdown, as code; backquotes in it become apostrophes."""
    shown = _cut(plain(text).replace("`", "'"), most)
    return f"`{shown}`" if shown else ""


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in HIDDEN


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
