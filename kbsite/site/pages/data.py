"""The formats in which the site can be taken away, to the page that explains them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.exports import api, atom, bibtex, csl, csv, frab_json, frab_xml, ical, jsonld, llms
from kbsite.exports.publication import LICENCE, LICENCE_URL
from kbsite.records.catalog import Catalog
from kbsite.site.page import Heading, Page
from kbsite.site.pages.view import View, address_of

ADDRESS = "data/"
NAMED = 100
"""Events whose files are named one by one; of more only the pattern is said."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its words are `data.format_<id>` and `data.how_<id>`."""

    id: str
    name: str
    """By which `kbsite export` knows it."""
    own: tuple[tuple[str, str], ...]
    """Names and paths of files of the page's language."""
    shared: tuple[tuple[str, str], ...] = ()
    """Names and paths of files that all languages share."""
    pattern: str = ""
    """Where the files of other records are."""


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page of formats."""
    formats = tuple(_formats(catalog, view))
    title = view.t("data.title")
    yield Page(
        kind="data",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("data.description"),
        body=view.render("data", ADDRESS, title=title, formats=formats, licence=LICENCE, licence_url=LICENCE_URL),
        headings=tuple(Heading(one.id, view.t(f"data.format_{one.id}")) for one in formats),
    )


def _formats(catalog: Catalog, view: View) -> Iterator[Format]:
    named = catalog.events.values() if len(catalog.events) <= NAMED else ()
    events = [(view.label(event.name), address_of(event)) for event in named]
    calendars = [(view.label(event.name), address_of(event)) for event in named if _has_days(catalog, event.id)]
    pattern = f"talks/<id>/{ical.NAME}" if named else f"events/<id>/{ical.NAME}, talks/<id>/{ical.NAME}"
    yield Format("calendar", "ical", tuple((name, f"{where}{ical.NAME}") for name, where in calendars), pattern=pattern)
    yield Format("feed", "atom", ((view.t("data.all_talks"), atom.NAME),), pattern=f"techniques/<id>/{atom.NAME}")
    schedules = [(f"{name}: {file}", f"{where}{file}") for name, where in events for file in (frab_json.NAME, frab_xml.NAME)]
    pattern = "" if named else f"events/<id>/{frab_json.NAME}, events/<id>/{frab_xml.NAME}"
    yield Format("schedule", "frab-json, frab-xml", tuple(schedules), pattern=pattern)
    documents = (("index.json", f"{api.FOLDER}index.json"), ("OpenAPI 3.1", f"{api.FOLDER}openapi.json"))
    lists = tuple((f"{kind.name}.json", f"{api.FOLDER}{kind.name}.json") for kind in api.KINDS)
    yield Format("api", "api", (), (*documents, *lists), pattern=f"{api.FOLDER}talks/<id>.json")
    yield Format("table", "csv", (), tuple((f"{name}.csv", f"{csv.FOLDER}{name}.csv") for name in csv.TABLES))
    yield Format("citation", "bibtex, csl", (), (("BibTeX", bibtex.ALL), ("CSL-JSON", csl.ALL)), pattern=f"talks/<id>/{bibtex.NAME}")
    yield Format("text", "markdown", ((llms.INDEX, llms.INDEX), (llms.FULL, llms.FULL)), pattern=f"talks/<id>/{llms.NAME}")
    yield Format("linked", "jsonld", (("JSON-LD", jsonld.ALL),))


def _has_days(catalog: Catalog, event: str) -> bool:
    """Whether an event has a calendar: without a dated talk it would be empty."""
    return any(talk.date for talk in catalog.talks_of(event))
