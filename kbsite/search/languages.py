"""Records to the languages of a site in which they have documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.part import Part
from kbsite.records.text import Text
from kbsite.search.addresses import address, works_apart


def told_in(record: Record, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages of the site in which a record has words; the first one where it has them in none."""
    has = {language for text in _texts(record) for language in text.languages}
    return tuple(language for language in languages if language in has) or languages[:1]


def untold(catalog: Catalog, records: Iterable[Record]) -> list[str]:
    """Ids that documents of some records would have in the languages in which there are none."""
    apart = works_apart(catalog)
    languages = catalog.project.languages
    return [
        document_id(language, address(record, apart=apart)[1])
        for record in records
        for language in languages
        if language not in told_in(record, languages)
    ]


def document_id(language: str, where: str) -> str:
    """Id of a document, given the address of its page within a language."""
    return f"{language}/{where}"


def _texts(part: Part) -> Iterator[Text]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item
            elif isinstance(item, Part):
                yield from _texts(item)
