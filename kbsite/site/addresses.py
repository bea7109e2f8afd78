"""Where the pages of a site stand: their files, their cards, and their whole addresses."""

from __future__ import annotations

from collections.abc import Mapping

from kbsite.site.engine import Engine
from kbsite.site.page import Page

NOT_FOUND = "404.html"


class Addresses:
    """The places of the pages of all languages."""

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        self._engines = engines

    def file(self, page: Page) -> str:
        """Path of a page's file."""
        prefix = self._engines[page.language].prefix
        return f"{prefix}{NOT_FOUND}" if page.kind == "not-found" else f"{prefix}{page.address}index.html"

    def card(self, page: Page) -> str:
        """Path of the picture that is shown where a page is shared."""
        name = page.address.strip("/").replace("/", "-") or "home"
        return f"assets/cards/{page.language}/{name}.png"

    def absolute(self, page: Page) -> str:
        """A page's whole address; empty where the site has none yet."""
        engine = self._engines[page.language]
        return engine.settings.site_url + engine.prefix + page.address if engine.settings.site_url else ""
