"""A page to the ways of setting it right: its record in the form and in the repository, and a report of a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

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
        self._ends: dict[str, str] = {}

    def ways(self, page: Page, address: str, repository: Repository, report: Words) -> Mending:
        """The ways for a page with this absolute address; `report` is the text of an issue, with `{page}` and `{place}`."""
        line = f"#L{page.line}" if page.line > 1 else ""
        edit = f"{repository.edit_base}{quote(page.edit)}{line}" if repository.edit_base and page.edit else ""
        return Mending(
            edit,
            self._report(page, address, repository, report) if repository.url and page.kind != "not-found" else "",
            f"{FORM}?edit={quote(page.edit)}" if page.edit in self._forms and page.edit else "",
            repository.edit_base,
        )

    def _report(self, page: Page, address: str, repository: Repository, report: Words) -> str:
        place = f"{page.edit}:{page.line}" if page.edit else "-"
        body = report.fill(page=address or page.address, place=place).say("ko" if page.language == "ko" else "en")
        end = (report.ko if page.language == "ko" else report.en).rpartition("}")[2]
        body = quote(body.removesuffix(end)) + self._quoted(end) if body.endswith(end) else quote(body)
        title = quote(f"[{page.edit or page.address or '/'}] ")
        return f"{repository.url}/issues/new?title={title}&body={body}"

    def _quoted(self, end: str) -> str:
        """What stands after the last gap of a report as part of an address, kept: quoting Korean is slow, and every page has it."""
        if end not in self._ends:
            self._ends[end] = quote(end)
        return self._ends[end]
