"""Records to the languages of a site in which they have documents."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.models import Part, Record
from kbsite.records.text import Text


def told_in(record: Record, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages of the site in which a record has words; the first one where it has them in none."""
    has = {language for text in _texts(record) for language in text.languages}
    return tuple(language for language in languages if language in has) or languages[:1]


def _texts(part: Part) -> Iterator[Text]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Text):
                yield item
            elif isinstance(item, Part):
                yield from _texts(item)
