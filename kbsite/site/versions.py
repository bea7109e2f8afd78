"""A page to its versions in other languages, and to its entry in the site map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbsite.site.addresses import Addresses
from kbsite.site.engine import Engine
from kbsite.site.frame import Alternate
from kbsite.site.page import Page
from kbsite.site.sitemap import Location, newest

LANGUAGE_NAMES = {"ko": "한국어", "en": "English", "ja": "日本語", "zh": "中文", "de": "Deutsch", "fr": "Français", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Versions:
    """The pages of a site in all of its languages."""

    engines: Mapping[str, Engine]
    at: Addresses
    has: Callable[[str, str], bool]
    """Whether a language has a page at an address."""
    changed: Mapping[str, dt.date]
    """Day of the last change of each file, as far as it is known."""

    def alternates(self, page: Page, root: str) -> tuple[Alternate, ...]:
        """A page in every language that has it, or the list that it is a page of; `root` leads from it to the root of the site."""
        found = []
        for language, engine in self.engines.items():
            there = next((address for address in (page.address, page.hub) if self.has(language, address)), None)
            if there is not None:
                address = engine.prefix + there
                url = (root + address) or "./"
                same = engine.settings.site_url + address if there == page.address else ""
                found.append(Alternate(language, LANGUAGE_NAMES.get(language, language), url, same, language == page.language))
        return tuple(found)

    def location(self, page: Page) -> Location:
        """What the site map says of a page."""
        others = ((other.language, other.absolute) for other in self.alternates(page, "") if other.absolute)
        return Location(self.at.absolute(page), tuple(others), newest(page.made_from, self.changed))
