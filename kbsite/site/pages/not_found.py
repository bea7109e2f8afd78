"""The page for lost visitors, in every language of the site at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.site.page import Page
from kbsite.site.pages.view import View
from kbsite.site.strings import say

ADDRESS = "404.html"
ROOT = "kb-root:/"
"""Stands for the root of the whole site in links of this page, which is served at any address; the layout fills it in."""
PLACES = ("home", "search", "talks", "techniques", "takeaways", "corrections", "missing")
"""Pages it leads to; keys of `not_found` in the words of the interface."""


@dataclass(frozen=True, slots=True)
class Message:
    """What it says in one language."""

    language: str
    prefix: str
    """What addresses of the language begin with, from the root of the whole site."""
    title: str
    text: str
    suggestions: str
    links: tuple[tuple[str, str], ...]
    """Words and address."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page, its own language first."""
    languages = sorted(catalog.project.languages, key=lambda language: language != view.language)
    messages = tuple(_message(catalog, view, language) for language in languages)
    yield Page(
        kind="not-found",
        address=ADDRESS,
        language=view.language,
        title=view.t("not_found.title"),
        description=view.t("not_found.text"),
        body=view.render("not-found", ADDRESS, messages=messages),
        listed=False,
    )


def _message(catalog: Catalog, view: View, language: str) -> Message:
    def words(key: str) -> str:
        return say(view.strings, f"not_found.{key}", language)

    prefix = "" if language == catalog.project.languages[0] else f"{language}/"
    links = tuple((words(place), ROOT + prefix + ("" if place == "home" else f"{place}/")) for place in PLACES)
    return Message(language, prefix, words("title"), words("text"), words("suggestions"), links)
