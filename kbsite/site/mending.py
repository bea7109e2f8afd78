"""A page to the ways of setting it right: its record in the form and in the repository, and a report of a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kbsite.records.catalog import Catalog
from kbsite.site.form_data import form_paths
from kbsite.site.page import Page
from kbsite.words import Words

FORM = "contribute/form/"


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the files of a project are; both empty where its settings name none."""

    url: str
    edit_base: str
    """Address to which a file's path is added to edit it."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Addresses; empty where there is no such way."""

    edit_url: str = ""
    """The file in the repository, at its line."""
    report_url: str = ""
    """A new issue that names the page, the file and the line."""
    form: str = ""
    """The form with the page's record in it, from the root of the language."""
    edit_base: str = ""
    """Address to which a file's path is added to edit it."""


class Menders:
    """Finds the ways for the pages of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._forms = frozenset(form_paths(catalog))

    def ways(self, page: Page, address: str, repository: Repository, report: Words) -> Mending:
        """The ways for a page with this absolute address; `report` is the text of an issue, with `{page}` and `{place}`."""
        line = f"#L{page.line}" if page.line > 1 else ""
        edit = f"{repository.edit_base}{quote(page.edit)}{line}" if repository.edit_base and page.edit else ""
        place = f"{page.edit}:{page.line}" if page.edit else "-"
        body = report.fill(page=address or page.address, place=place).say("ko" if page.language == "ko" else "en")
        asked = urlencode({"title": f"[{page.edit or page.address or '/'}] ", "body": body}, quote_via=quote, safe="/")
        return Mending(
            edit,
            f"{repository.url}/issues/new?{asked}" if repository.url and page.kind != "not-found" else "",
            f"{FORM}?edit={quote(page.edit)}" if page.edit in self._forms and page.edit else "",
            repository.edit_base,
        )
