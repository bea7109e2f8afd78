"""Text of records to safe HTML: the small Markdown of records, with nothing in it that could do harm.

Two walls stand one behind the other. Markdown runs without its HTML rules, so angle brackets become text; and what it
makes is cleaned by an allow-list of elements, attributes and link schemes.
"""

from __future__ import annotations

import re

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup, escape

from kbsite.text.plain import plain

ELEMENTS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "a", "blockquote"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https"}
DEEPEST_QUOTE = 8
MOST_TANGLED = 300_000
"""Opening brackets times characters, over all paragraphs: Markdown looks from each bracket to the end of its paragraph."""
_BLOCKS = re.compile(r"<(?:p|pre|ul|ol|li|blockquote)\b")
_MARK = re.compile(r"[\\`*_{}\[\]<>]")
_REFERENCE = re.compile(r"&(?! )")
_BEGIN = re.compile(r"[ \n+-]|\d+[.)]")
_LINE = re.compile(r"\n(?:[ +-]|\d+[.)])")
_STANDS_FOR = "\ue000"
"""A letter that no printable text has, and that Markdown leaves as it is: a paragraph that need not be read."""
_NESTING = re.compile(rf"^(?:[ \t]*(?:>|(?:[-*+]|\d+[.)])(?=[ \t]))){{{DEEPEST_QUOTE + 1},}}", re.MULTILINE)


class _NoHtml(Extension):
    """Takes out of Markdown what passes HTML, images or references through."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name in ("image_link", "image_reference", "short_image_ref", "automail", "autolink", "entity"):
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.deregister("hashheader")
        md.parser.blockprocessors.deregister("setextheader")
        md.parser.blockprocessors.deregister("hr")


class Markdowner:
    """Renders many texts with one parser; the result depends on the text alone."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=[_NoHtml(), "sane_lists"], output_format="html")

    def block(self, text: str) -> Markup:
        """Paragraphs and lists: what `whole` makes of them, of which most paragraphs need nothing but to be put between tags."""
        if not text.replace("\n", "").isprintable():
            return self.whole(text)
        paragraphs = text.split("\n\n")
        meant = [part if _may_mean_more(part) else _STANDS_FOR for part in paragraphs]
        plain = [part.replace("&", "&amp;") for part, read in zip(paragraphs, meant, strict=True) if read is _STANDS_FOR]
        if len(plain) == len(paragraphs):
            return Markup("<p>" + "</p>\n<p>".join(plain) + "</p>")
        kept = iter(plain)
        return Markup(re.sub(_STANDS_FOR, lambda _: next(kept), self.whole("\n\n".join(meant))))

    def whole(self, text: str) -> Markup:
        """The same with every paragraph read as Markdown."""
        if _NESTING.search(text) or _tangle(text) > MOST_TANGLED:
            return _as_written(text)
        try:
            html = self._markdown.reset().convert(text.replace("\x02", "").replace("\x03", ""))
        except (RecursionError, ValueError):
            return _as_written(text)
        return Markup(_clean(html))

    def line(self, text: str) -> Markup:
        """The same for a place inside a paragraph: paragraphs become lines, and lists and quotations plain words."""
        inner = str(self.block(text)).removeprefix("<p>").removesuffix("</p>").replace("</p>\n<p>", "<br>")
        return Markup(inner) if not _BLOCKS.search(inner) else escape(plain(text))


def _may_mean_more(part: str) -> bool:
    """Whether Markdown or HTML may take any character of a printable paragraph, or beginning or end of its lines, for more than letters."""
    if not part or _MARK.search(part) or _BEGIN.match(part) or part.endswith((" ", "\n")):
        return True
    return ("\n" in part and (" \n" in part or _LINE.search(part) is not None)) or ("&" in part and _REFERENCE.search(part) is not None)


def _tangle(text: str) -> int:
    return sum(part.count("[") * len(part) for part in text.split("\n\n"))


def _as_written(text: str) -> Markup:
    return Markup("<p>%s</p>") % escape(plain(text))


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=ELEMENTS,
        attributes={name: set(keys) for name, keys in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
        strip_comments=True,
        generic_attribute_prefixes=None,
        attribute_filter=_of_the_web,
    )


def _of_the_web(element: str, name: str, value: str) -> str | None:
    """Drops addresses without a scheme, which `url_schemes` lets pass: they would lead elsewhere from every page."""
    return None if name == "href" and not value.lower().startswith(("https://", "http://")) else value
