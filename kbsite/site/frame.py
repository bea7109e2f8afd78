"""The frame around a page: what the layout template needs to know beside the page itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from kbsite.site.iframe import HEIGHTS, iframe
from kbsite.site.mending import Mending
from kbsite.site.page import Page
from kbsite.site.strings import interface_language, say
from kbsite.words import Words


def relative(start: str, end: str) -> str:
    """A relative URL from one address to another, both relative to the same root; addresses end in `/` or are files.

    >>> relative("talks/a/", "techniques/b/")
    '../../techniques/b/'
    """
    address, mark, anchor = end.partition("#")
    *here, _ = start.split("/")
    *there, name = address.split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    path = "../" * (len(here) - shared) + "".join(f"{folder}/" for folder in there[shared:]) + name
    return (path or "./") + mark + anchor


WAY_MARK = "kbsite:way:"
"""Stands in a shell, with a language and a colon after it, for the address of the page in that language."""
ELSEWHERE = "elsewhere/"
"""Address of a page in a shell that is not the page its section begins with."""


class Entry(NamedTuple):
    """An entry of the main navigation."""

    title: str
    url: str
    active: bool


class Alternate(NamedTuple):
    """The same page in a language."""

    language: str
    name: str
    """The language's name in itself."""
    url: str
    """Relative to the page."""
    absolute: str
    """With the site's own address; empty where none is set."""
    current: bool


class Way(NamedTuple):
    """A file that goes with a page."""

    name: str
    url: str
    """Relative to the page."""
    media_type: str
    rel: str = "alternate"


@dataclass(frozen=True, slots=True)
class Away:
    """What visitors and machines can take away from a page."""

    data: str = ""
    """Linked data, fit to stand in a script element."""
    groups: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    """What is shown: names of groups, and the files of each."""
    links: tuple[Way, ...] = ()
    """What the page's head names."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Given to the layout as `kb`; see `theme/main.html`."""

    page: Page
    strings: Mapping[str, Words] = field(compare=False)
    """The same for every page of a site."""
    said: dict[str, str] = field(compare=False)
    """Those that were asked for in the page's language, kept for all its pages."""
    site_name: str
    site_url: str
    root: str
    """From the page to the root of the whole site: `../../`, or an absolute path on the page for lost visitors."""
    home: str
    """From the page to the root of its language."""
    navigation: tuple[Entry, ...]
    alternates: tuple[Alternate, ...]
    canonical: str
    mending: Mending
    repository_url: str
    updated: dt.date | None
    card_url: str
    """Absolute address of the picture for link previews; empty where there is none."""
    csp: str
    finder: str = ""
    """Folder of the search's scripts."""
    start: str = ""
    """The file the search begins with."""
    stylesheets: tuple[str, ...] = ()
    fonts: str = ""
    """The style sheet that names all fonts."""
    scripts: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    """Scripts that are modules."""
    away: Away = Away()
    offline: bool = False
    """Whether pages may be kept for use without a network."""
    runs_python: bool = False
    """Whether the page may run code in a worker; see policy.py."""
    generator: str = ""

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.page.language

    @property
    def interface(self) -> str:
        """Language of the interface on it: `ko` or `en`."""
        return interface_language(self.page.language)

    def t(self, key: str, **values: Any) -> str:
        """Words of the interface."""
        if values:
            return say(self.strings, key, self.page.language, **values)
        words = self.said.get(key)
        if words is None:  # most have no gaps: the same every time, on every page
            words = self.said[key] = say(self.strings, key, self.page.language)
        return words

    def for_scripts(self, prefix: str) -> dict[str, str]:
        """Words whose keys begin so, by the rest of the key, for scripts to fill."""
        return {key.removeprefix(prefix): getattr(words, self.interface) for key, words in self.strings.items() if key.startswith(prefix)}

    def shell(self) -> Frame:
        """What of the frame is the same for many pages, with marks for the addresses that are not: a value to know the shell by."""
        page = self.page
        return replace(
            self,
            page=Page(
                page.kind, page.section if page.address == page.section else ELSEWHERE, page.language, "", "", "", section=page.section
            ),
            alternates=tuple(other._replace(url=f"{WAY_MARK}{other.language}:", absolute="") for other in self.alternates),
            canonical="",
            mending=Mending(),
            updated=None,
            card_url="",
            away=Away(),
        )

    @property
    def embed(self) -> str:
        """Whole address of the small page for frames of other sites; empty where there is none."""
        if self.page.kind not in HEIGHTS or self.page.hub or not self.canonical:
            return ""
        return self.canonical.removesuffix(self.page.address) + "embed/" + self.page.address.partition("/")[2]

    @property
    def embed_code(self) -> str:
        """What another site writes to show it."""
        return iframe(self.embed, self.page.title, self.page.kind)

    def url(self, address: str) -> str:
        """From the page to an address of its language."""
        return (self.home + address) or "./"

    def asset(self, path: str) -> str:
        """From the page to a shared file, e.g. `assets/kb/site.css`."""
        return self.root + path
