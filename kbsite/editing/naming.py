"""What an editor types to the id that is meant: ids, names in any script, aliases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbsite.records.catalog import Catalog


def resolved(catalog: Catalog, kind: str, typed: str, known: Sequence[str]) -> str | None:
    """The known id that is typed, or that of the one record of that name; None where there is none, or several."""
    if typed in known:
        return typed
    named = {id_ for id_, name in _names(catalog, kind) if name.casefold() == typed.casefold() and id_ in known}
    return named.pop() if len(named) == 1 else None


def _names(catalog: Catalog, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "tags":
        for tag in catalog.tags.values():
            yield from ((tag.id, name) for name in (*tag.aliases, *(text for _, text in tag.label.variants)))
    for records in (catalog.speakers, catalog.techniques) if kind in ("speaker", "technique") else ():
        for record in records.values():
            yield from ((record.id, name) for name in (*record.aliases, *(text for _, text in record.name.variants)))
    if kind == "talk":
        for talk in catalog.every_talk.values():
            yield from ((talk.id, name) for name in (talk.code or "", *(text for _, text in talk.title.variants)) if name)
    if kind == "source":
        for source in catalog.sources.values():
            yield from ((source.id, text) for _, text in source.title.variants)
