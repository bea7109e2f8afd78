"""HTML documents as tests look at them: elements with their attributes, words and languages, and what is wrong with the nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENDS_PARAGRAPH = {
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(slots=True)
class Element:
    """An element, with all words inside it."""

    tag: str
    attributes: dict[str, str]
    line: int
    language: str
    parent: Element | None
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words with blanks folded."""
        return " ".join("".join(self.words).split())

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name, "")

    def above(self) -> Iterator[Element]:
        """The elements around it, nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


@dataclass(frozen=True, slots=True)
class Piece:
    """Words without an element in between, and the element they stand in."""

    words: str
    inside: Element


class Document(HTMLParser):
    """A document as read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.wrong: list[str] = []
        self.pieces: list[Piece] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{element.tag}> of line {element.line} is not closed" for element in self._open]

    def all(self, *tags: str) -> list[Element]:
        """Elements of these names, in order."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element of a name with these attributes (`_` stands for `-`, `http_equiv` for `http-equiv`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = [element for element in self.all(tag) if all(element.get(name) == value for name, value in wanted.items())]
        assert len(found) == 1, f"{len(found)} <{tag}> with {wanted}"
        return found[0]

    def meta(self, name: str) -> str:
        """Content of a meta element by name or property; empty where there is none."""
        return next((element.get("content") for element in self.all("meta") if name in (element.get("name"), element.get("property"))), "")

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def classes(self) -> set[str]:
        """Every class that an element has."""
        return {name for element in self.elements for name in element.get("class").split()}

    @property
    def text(self) -> str:
        """All words of the body."""
        return self.one("body").text

    def loaded(self) -> Iterator[tuple[Element, str]]:
        """Every address that a browser loads of itself, with the element that names it."""
        for element in self.elements:
            for name in ("src", "poster", "data", "background"):
                if name in element.attributes and not (name == "data" and element.tag != "object"):
                    yield element, element.get(name)
            for name in ("srcset", "imagesrcset"):
                yield from ((element, part.split()[0]) for part in element.get(name).split(",") if part.strip())
            if element.tag == "link" and not {"canonical", "alternate", "author", "license", "next", "prev"} & set(
                element.get("rel").split()
            ):
                yield element, element.get("href")
            if element.tag in ("use", "image", "feimage"):
                yield element, element.get("href") or element.get("xlink:href")
            css = element.get("style") + ("".join(element.words) if element.tag == "style" else "")
            yield from ((element, address) for address in URL.findall(css))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID and not any(above.tag in ("svg", "math") for above in (element, *element.above())):
            self.wrong.append(f"<{tag}/> of line {element.line} closes itself")

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        parent = self._open[-1] if self._open else None
        attributes = {name: value or "" for name, value in attrs}
        language = attributes.get("lang", parent.language if parent else "")
        element = Element(tag, attributes, self.getpos()[0], language, parent)
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> of line {element.line} has an attribute twice")
        around = [above.tag for above in element.above()]
        if tag in ENDS_PARAGRAPH and "p" in around:
            self.wrong.append(f"<{tag}> of line {element.line} stands in a <p>")
        if tag in ("a", "button") and {"a", "button"} & set(around):
            self.wrong.append(f"<{tag}> of line {element.line} stands in another link or button")
        self.elements.append(element)
        return element

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.wrong.append(f"</{tag}> of line {self.getpos()[0]} closes <{self._open[-1].tag if self._open else ''}>")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)
        if data.strip() and self._open:
            self.pieces.append(Piece(data.strip(), self._open[-1]))
