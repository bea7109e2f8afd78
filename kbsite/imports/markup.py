"""HTML, Markdown or plain text to the small Markdown of records, with nothing in it that the check would refuse.

What records cannot show is written in another way (headings as strong words, images as links) or told to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kbsite.imports.values import address, clean
from kbsite.records.text import PROSE_LIMIT
from kbsite.records.walk import without_code
from kbsite.rules.link_is_safe import wrong_with
from kbsite.rules.text_has_no_html import ELEMENT

MEANT_AS_HTML = re.compile(
    r"</?(?:p|br|a|ul|ol|li|b|strong|i|em|u|s|code|pre|kbd|tt|h[1-6]|div|span|blockquote|img|hr|table|t[rdh]|thead|tbody|dl|d[td]"
    r"|sup|sub|font|center|small|script|style|iframe|object|embed|svg|form|input|button|video|audio|link|meta|body|html|title)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
UNSEEN = frozenset({"script", "style", "iframe", "object", "embed", "svg", "template", "noscript", "title"})
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
BREAKS = {"br": "\n", "hr": "\n\n"}
BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "tr",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "form",
        "center",
    ]
)
LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)")
DEFINITION = re.compile(r"^( {0,3})(\[[^\[\]\n]+\]: *\n? *<?([^\s>]+)>?)", re.MULTILINE)
OPENING = re.compile(r"\](?=\(\s*<?((?:[^\s()>]|\([^\s()]*\))*))")
HEADING = re.compile(r"^ {0,3}#{1,6} +(.+?) *#* *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prose:
    """Text fit for records, and what of the original is not in it."""

    text: str
    dropped: tuple[str, ...] = ()
    """Addresses that are no links, and elements that are not shown."""


def prose(text: str) -> Prose:
    """Any text as prose of a record; the limit of length is the caller's."""
    text = clean(text)
    dropped: list[str] = []
    if MEANT_AS_HTML.search(without_code(text)):
        reader = _Reader(dropped)
        reader.feed(text)
        reader.close()
        text = reader.text()
    text = HEADING.sub(r"**\1**", text)
    text = LINK.sub(lambda match: _link(match, dropped), text)
    text = DEFINITION.sub(lambda match: match[0] if address(match[3]) == match[3] else f"{match[1]}\\{match[2]}", text)
    text = OPENING.sub(lambda match: "] " if wrong_with(match[1]) else "]", text)
    text = _without_elements(text)
    lines = [line.rstrip() for line in text.replace("\t", "    ").split("\n")]
    return Prose(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(dropped))


def pieces(text: str) -> list[str]:
    """Text cut where it is longer than a field may be: at the end of a paragraph, a line or a word, in this order."""
    found = []
    while len(text) > PROSE_LIMIT:
        ends = (text.rfind(mark, PROSE_LIMIT // 2, PROSE_LIMIT) for mark in ("\n\n", "\n", " "))
        cut = next((at for at in ends if at > 0), PROSE_LIMIT)
        found.append(text[:cut].rstrip())
        text = text[cut:].strip("\n ")
    return [*found, text] if text else found


def _link(match: re.Match[str], dropped: list[str]) -> str:
    """A link where its address can be one; else its words, and the address as text where it is harmless."""
    words, given = match[2], match[3]
    url = address(given)
    if url:
        shown = words if words or not match[1] else "image"
        return f"[{shown}]({url})" if "(" not in url else f"[{shown}](<{url}>)"
    if not given or re.match(r"[a-zA-Z][\w+.-]*:(?!//)(?!\d)", given):
        if given and not given.lower().startswith("mailto:"):
            dropped.append(given)
            return words
        return f"{words} ({given[7:]})" if given else f"{words} ()"
    return f"{words} ({given})"


def _without_elements(text: str) -> str:
    """Angle brackets that look like HTML, in code spans; where a stray backquote stands in the way, with a blank behind them."""
    if "<" not in text:
        return text
    bare = without_code(text)
    if not ELEMENT.search(bare):
        return text
    out, at = [], 0
    for match in ELEMENT.finditer(bare):
        piece = text[match.start() : match.end()]
        out += [text[at : match.start()], f"`{piece}`" if "\n" not in piece and "`" not in piece else piece.replace("<", "< ")]
        at = match.end()
    coded = "".join([*out, text[at:]])
    return coded if not ELEMENT.search(without_code(coded)) else re.sub(r"<(?=[A-Za-z/!?])", "< ", text)


@dataclass
class _List:
    ordered: bool
    number: int = 0


@dataclass
class _State:
    """Where in the document the reader is."""

    lists: list[_List] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    unseen: int = 0
    code: int = 0
    pre: int = 0


class _Reader(HTMLParser):
    """Writes Markdown while it reads HTML of any quality."""

    def __init__(self, dropped: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._dropped, self._out, self._in = dropped, list[str](), _State()

    def text(self) -> str:
        """What was read so far."""
        return re.sub(r"\n[ ]+\n", "\n\n", "".join(self._out))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in UNSEEN:
            self._in.unseen += 1
            self._dropped.append(f"<{tag}>")
        elif self._in.unseen:
            return
        elif tag in BREAKS:
            self._out.append(BREAKS[tag])
        elif tag in ("ul", "ol"):
            self._out.append("\n\n" if not self._in.lists else "\n")
            self._in.lists.append(_List(tag == "ol"))
        elif tag == "li":
            self._item()
        elif tag == "a":
            self._in.links.append((given.get("href", ""), len(self._out)))
        elif tag == "img":
            self._image(given)
        elif tag == "pre":
            self._in.pre += 1
            self._out.append("\n\n")
        elif re.fullmatch("h[1-6]", tag):
            self._out.append("\n\n**")
        elif tag in ("code", "tt", "kbd") and not self._in.pre:
            self._in.code += 1
            self._out.append("`")
        elif tag in MARKS:
            self._out.append(MARKS[tag])
        elif tag in BLOCKS:
            self._out.append("\n\n" if not self._in.lists else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._in.unseen = max(0, self._in.unseen - 1)
        elif self._in.unseen:
            return
        elif tag in ("ul", "ol") and self._in.lists:
            self._in.lists.pop()
            self._out.append("\n\n" if not self._in.lists else "\n")
        elif tag == "a" and self._in.links:
            self._close_link()
        elif tag == "pre" and self._in.pre:
            self._in.pre -= 1
            self._out.append("\n\n")
        elif re.fullmatch("h[1-6]", tag):
            self._out.append("**\n\n")
        elif tag in ("code", "tt", "kbd") and self._in.code:
            self._in.code -= 1
            self._out.append("`")
        elif tag in MARKS:
            self._out.append(MARKS[tag])
        elif tag in BLOCKS:
            self._out.append("\n\n" if not self._in.lists else "\n")

    def handle_data(self, data: str) -> None:
        if self._in.unseen:
            return
        if self._in.pre:
            data = "\n".join("    " + line for line in data.split("\n"))
        elif self._out and self._out[-1].endswith("\n"):
            data = data.lstrip(" \t") if self._in.lists else data
        self._out.append(data)

    def handle_comment(self, data: str) -> None:
        self._dropped.append(f"<!--{data[:30]}-->")

    def _item(self) -> None:
        depth = max(0, len(self._in.lists) - 1)
        inner = self._in.lists[-1] if self._in.lists else _List(False)
        inner.number += 1
        self._out.append(f"\n{'    ' * depth}{f'{inner.number}.' if inner.ordered else '-'} ")

    def _close_link(self) -> None:
        href, at = self._in.links.pop()
        words = "".join(self._out[at:]).strip()
        url = address(href)
        if url and "[" not in words and "\n\n" not in words:
            self._out[at:] = [f"[{words or url}](<{url}>)" if "(" in url else f"[{words or url}]({url})"]
        elif href.lower().startswith("mailto:") and href[7:] not in words:
            self._out.append(f" ({href[7:]})")
        elif href and not url and not href.lower().startswith("mailto:"):
            self._dropped.append(href)

    def _image(self, given: dict[str, str]) -> None:
        url = address(given.get("src", ""))
        if url:
            self._out.append(f"[{given.get('alt') or 'image'}]({url})")
        elif given.get("alt"):
            self._out.append(given["alt"])
            self._dropped.append("<img>")
        else:
            self._dropped.append("<img>")
