"""A page as a value: everything a visitor will see of it but the frame around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kbsite.records.models import Record

Kind = Literal[
    "home", "events", "event", "talk", "talks", "speaker", "speakers", "technique", "techniques", "tag", "tags",
    "takeaways", "snippets", "snippet", "papers", "work", "corrections", "map", "gaps", "rules", "search", "data", "form", "fields", "commands", "prose", "mine", "offline", "not-found",
]  # fmt: skip


class Deferred:
    """HTML that is made when asked for, with `str()`; the same every time."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __str__(self) -> str:
        return self._make()

    __html__ = __str__


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the list "on this page"."""

    id: str
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to a page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a page says where its address is shared."""

    title: str
    above: str = ""
    """A short line over the title: event, code."""
    below: str = ""
    """A short line under it: speakers, day."""


class Cards(Protocol):
    """Whatever gives the pictures of cards."""

    def png(self, card: Card, site_name: str) -> bytes:
        """The card as PNG."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    `address` is relative to the root of the language and ends in `/` (the home page is the empty string);
    the same page has the same address in every language. `body` is safe HTML whose links are relative to `address`.
    """

    kind: Kind
    address: str
    language: str
    title: str
    """Plain text."""
    description: str
    """Plain text, for search engines and link previews."""
    body: str | Deferred
    headings: tuple[Heading, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    made_from: tuple[str, ...] = ()
    """Files it is made from, relative to the project: the newest gives `lastmod`."""
    edit: str | None = None
    """The file to edit when something on the page is wrong."""
    line: int = 1
    """The line of that file at which the page's record begins."""
    card: Card | None = None
    listed: bool = True
    """Whether the site map names it."""
    section: str = ""
    """Address of the entry of the main navigation it belongs to."""
    keywords: tuple[str, ...] = field(default=())
    hub: str = ""
    """Address of the list that it is a page of."""
    previous: str = ""
    """Address of the page before it in that list."""
    next: str = ""
    """Address of the page after it."""
    tells: tuple[Record, ...] = ()
    """Records of which there may be many, where the page shows no others."""
    signature: str = ""
    """A digest of all else that its body is made from beside what no talk has a say in; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A page an editor wrote in Markdown, as the engine read it; `layout` may ask for a page of records around it."""

    address: str
    language: str
    title: str
    description: str
    body: str
    """Safe HTML."""
    path: str
    """The Markdown file, relative to the project."""
    headings: tuple[Heading, ...] = ()
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that has moved, in every language."""

    address: str
    target: str
