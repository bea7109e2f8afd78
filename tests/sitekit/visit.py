"""A visitor in a browser, with everything that happens to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Dialog, Page

WATCH = """
  window.heard = [];
  document.addEventListener("securitypolicyviolation", (event) => window.heard.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
"""Runs in every page before it: listens for breaches of the content security policy."""


TAKEN_UP = """() => {
  const root = document.documentElement;
  return !document.querySelector("meta[name=kb-fonts]") || !root.classList.contains("js") || "kbFonts" in root.dataset;
}"""
"""That a page knows its fonts, which it takes up once it is painted; where scripts are off it does at once."""


@dataclass
class Visit:
    """A visitor with one page open, and what happened there."""

    page: Page
    context: BrowserContext
    address: str
    requests: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    """Requests that came to an end; those of a page that was left may not."""
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go to an address of the site and wait until it is drawn, fonts too."""
        self.page.goto(self.address + path)
        self.page.wait_for_function(TAKEN_UP)
        self.page.evaluate("() => { document.body?.getBoundingClientRect(); return document.fonts.ready.then(() => true); }")
        return self.page

    def dismiss(self, dialog: Dialog) -> None:
        """Note what a dialog says, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def elsewhere(self) -> list[str]:
        """Requests to other hosts."""
        origin = "/".join(self.address.split("/")[:3]) + "/"
        return [url for url in self.requests if not url.startswith((origin, "data:", "blob:"))]

    def complaints(self) -> list[str]:
        """What the browser complained of."""
        return [*self.errors, *self.page.evaluate("window.heard || []")]
