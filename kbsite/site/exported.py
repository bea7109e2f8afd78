"""The exports of a site: their files, and what each page says of them and of itself to machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from kbsite.exports import opensearch
from kbsite.exports.formats import every_file
from kbsite.exports.jsonld import Facts, page_data
from kbsite.exports.offers import Offer, offers, site_offers
from kbsite.exports.publication import File, Publication
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.site.engine import Engine
from kbsite.site.frame import Away, Way
from kbsite.site.kept_parts import KeptParts
from kbsite.site.output import Output
from kbsite.site.page import Page
from kbsite.site.strings import say
from kbsite.words import Words


def publication(catalog: Catalog, engines: Mapping[str, Engine], changed: Mapping[str, dt.date]) -> Publication:
    """A catalog with what the settings of its languages say."""
    settings = {language: engine.settings for language, engine in engines.items()}
    first = next(iter(settings.values()))
    return Publication(
        catalog,
        first.site_url,
        {language: one.site_name for language, one in settings.items()},
        {language: one.description for language, one in settings.items()},
        changed,
        first.edit_base,
    )


class Exported:
    """The exports of a publication, and what pages say of them."""

    def __init__(self, publication: Publication, strings: Mapping[str, Words]) -> None:
        self.publication = publication
        self._strings = strings
        self.parts: KeptParts | None = None
        """What is known of the last build's files of many parts; None where nothing of them is to be used."""
        self._everywhere: dict[tuple[str, str], tuple[Way, ...]] = {}

    def files(self) -> Iterator[Output]:
        """Every file of every format but those that stand `apart`, none made yet."""
        parts = self.parts
        for file in self._few if parts and parts.renews else every_file(self.publication):
            if parts is None:
                yield as_output(file)
            elif not parts.puts_apart(file):
                yield parts.output(file)

    def apart(self) -> Iterator[Output]:
        """Files that take long beside the others, where few are made again: first those of many parts."""
        if self.parts is not None:
            files = [file for file in self._few if self.parts.puts_apart(file)]
            yield from (self.parts.output(file) for file in sorted(files, key=lambda file: file.slow))

    @cached_property
    def _few(self) -> tuple[File, ...]:
        """All that is made again where few are, listed once."""
        return tuple(every_file(self.publication)) if self.parts and self.parts.renews else ()

    def away(self, page: Page, root: str, url: str, card: str, updated: dt.date | None) -> Away:
        """What can be taken away from a page; `root` leads from it to the site's root, `url` and `card` are whole addresses."""
        record = None if page.hub else self.record(page)
        own = list(offers(self.publication, record, page.language)) if record else []
        shown = own or (list(site_offers(self.publication, page.language)) if page.kind == "home" else [])
        return Away(
            data=page_data(self.publication, self._facts(page, url, card, updated), record) if url else "",
            groups=tuple(self._groups(page, root, shown)),
            links=(*self._links(page, root, own, page.title), *self._of_every_page(page, root)),
        )

    def _of_every_page(self, page: Page, root: str) -> tuple[Way, ...]:
        """What the heads of all pages of a language name that lie as deep as this one: made for the first of them."""
        known = page.language, root
        if known not in self._everywhere:
            name = self.publication.names[page.language]
            whole = list(site_offers(self.publication, page.language))
            search = Way(name, root + self.publication.path(page.language, opensearch.NAME), opensearch.MEDIA_TYPE, "search")
            self._everywhere[known] = (*self._links(page, root, whole, name), search)
        return self._everywhere[known]

    def record(self, page: Page) -> Record | None:
        """The record that a page is of, or that the list is of which it is a page."""
        catalog = self.publication.catalog
        kinds: Mapping[str, Mapping[str, Record]] = {
            "event": catalog.events,
            "talk": catalog.talks,
            "speaker": catalog.speakers,
            "technique": catalog.techniques,
            "tag": catalog.tags,
            "snippet": catalog.snippets,
        }
        return kinds[page.kind].get(page.address.split("/")[1]) if page.kind in kinds else None

    def _facts(self, page: Page, url: str, card: str, updated: dt.date | None) -> Facts:
        home = url.removesuffix(page.address) if page.address else url
        way = [(say(self._strings, "frame.home", page.language), home)]
        way += [(crumb.title, home + crumb.address) for crumb in page.crumbs if crumb.address]
        way += [(page.title, url)] if page.address else []
        return Facts(url, page.language, page.title, page.description, updated.isoformat() if updated else "", tuple(way), card)

    def _groups(self, page: Page, root: str, shown: list[Offer]) -> Iterator[tuple[str, tuple[Way, ...]]]:
        for group in dict.fromkeys(offer.group for offer in shown):
            words = say(self._strings, f"exports.group_{group}", page.language)
            ways = [
                Way(offer.name or say(self._strings, "exports.whole", page.language), root + offer.path, offer.media_type)
                for offer in shown
                if offer.group == group
            ]
            yield words, tuple(ways)

    def _links(self, page: Page, root: str, every: list[Offer], title: str) -> Iterator[Way]:
        for offer in every:
            if offer.main:
                kind = say(self._strings, f"exports.group_{offer.group}", page.language)
                yield Way(f"{title} ({offer.name or kind})", root + offer.path, offer.media_type)


def as_output(file: File) -> Output:
    """A file of an export as one of a site."""
    return Output(file.path, file.make, file.of, lasting=file.lasting)
