"""Two snapshots to what changed between them, as a visitor and a reviewer see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbsite.problems import Problem
from kbsite.records.models import Record, Search, Speaker, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.records.text import Text
from kbsite.review.snapshot import Seen, Snapshot

MOST_QUERIES = 300


@dataclass(frozen=True, slots=True)
class Change:
    """One page that is new, not the same, or gone: its titles by language."""

    address: str
    kind: str
    titles: Mapping[str, str]
    """Of the languages in which it changed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and what it finds first on either side."""

    query: str
    wanted: tuple[str, ...]
    before: str
    after: str
    judged: bool
    """Whether an editor wrote it down; else it is a title or name that the change brings."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something at a place of a file."""

    words: str
    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """What a change means."""

    base: str
    whole: bool
    """Whether the pages of both sides could be made and compared."""
    refused: tuple[str, ...]
    problems_new: tuple[Problem, ...]
    problems_gone: tuple[Problem, ...]
    pages_added: tuple[Change, ...]
    pages_changed: tuple[Change, ...]
    pages_gone: tuple[Change, ...]
    redirects_missing: tuple[str, ...]
    links_new: tuple[Item, ...]
    links_dead: tuple[Item, ...]
    """Known to be dead and named by the change, or dead only since."""
    searches_found: tuple[Asked, ...]
    searches_lost: tuple[Asked, ...]
    searches_missed: tuple[Asked, ...]
    """Titles and names that the change brings, and that do not find their own record first."""
    unsourced: tuple[Item, ...]
    gaps: tuple[Item, ...]
    """`words` is the kind of gap."""
    untranslated: tuple[Item, ...]
    """`words` names the fields."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """New problems that keep the site from being built."""
        return tuple(problem for problem in self.problems_new if problem.severity == "error")


def compare(base: str, before: Snapshot, after: Snapshot, refused: Sequence[str] = ()) -> Review:
    """What is different in `after`."""
    whole = before.whole and after.whole
    gone = tuple(_pages(before, after, gone=True)) if whole else ()
    asked = list(_asked(before, after))
    right = [bool({one.after} & set(one.wanted)) for one in asked]
    was = [bool({one.before} & set(one.wanted)) for one in asked]
    return Review(
        base,
        whole,
        tuple(refused),
        _only(after.problems, before.problems),
        _only(before.problems, after.problems),
        tuple(_pages(after, before, gone=True)) if whole else (),
        tuple(_pages(after, before, gone=False)) if whole else (),
        gone,
        tuple(change.address for change in gone if change.address not in after.pages and change.address not in after.redirects),
        tuple(Item(url, place.path, place.line) for url, place in after.links.items() if url not in before.links),
        tuple(
            Item(url, place.path, place.line)
            for url, place in after.links.items()
            if url in after.dead and (url not in before.links or url not in before.dead)
        ),
        tuple(one for one, now, then in zip(asked, right, was, strict=True) if now and not then),
        tuple(one for one, now, then in zip(asked, right, was, strict=True) if then and not now),
        tuple(one for one, now, then in zip(asked, right, was, strict=True) if not then and not now and not one.judged),
        tuple(
            Item(key.partition(": ")[2], place.path, place.line) for key, place in after.unsourced.items() if key not in before.unsourced
        ),
        tuple(Item(kind, path) for kind, path in sorted(after.gaps - before.gaps)),
        tuple(
            Item(", ".join(sorted(new)), path)
            for path, fields in after.untranslated.items()
            if (new := fields - before.untranslated.get(path, frozenset()))
        ),
    )


def _only(mine: Sequence[Problem], theirs: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems that the other side has not as often; lines move, so that they do not count."""
    left = Counter(map(_known_by, theirs))
    found = []
    for problem in mine:
        key = _known_by(problem)
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _known_by(problem: Problem) -> tuple[str, str, str]:
    return problem.place.path, problem.rule, problem.message.say("en")


def _pages(mine: Snapshot, theirs: Snapshot, *, gone: bool) -> Iterator[Change]:
    """With `gone`, the pages that the other side has not; else those that are not the same there."""
    for address, pages in mine.pages.items():
        others = theirs.pages.get(address, {})
        found = {language: page for language, page in pages.items() if _differs(page, others.get(language), gone)}
        if found:
            titles = {language: page.title for language, page in found.items()}
            yield Change(address, next(iter(found.values())).kind, titles)


def _differs(page: Seen, other: Seen | None, gone: bool) -> bool:
    return other is None if gone else other is not None and other.digest != page.digest


def _asked(before: Snapshot, after: Snapshot) -> Iterator[Asked]:
    """Queries that editors judged, and the titles and names of records that changed."""
    queries: dict[tuple[str, str], tuple[str, ...]] = {}
    for record in (*before.records.values(), *after.records.values()):
        if isinstance(record, Search):
            queries[record.id, record.language or ""] = record.finds
    known, judged = before.records, set(queries)
    for key, record in after.records.items():
        if known.get(key) != record and len(queries) < MOST_QUERIES:
            for name in _names(record):
                finds = queries.get((name, ""), ())
                queries[name, ""] = finds if record.id in finds else (*finds, record.id)
    for (query, language), wanted in queries.items():
        yield Asked(query, wanted, before.first(query, language), after.first(query, language), (query, language) in judged)


def _names(record: Record) -> Iterator[str]:
    """What a visitor who knows of a record would type."""
    named: Text | None = None
    if isinstance(record, Talk):
        named = record.title if record.publish else None
    elif isinstance(record, Snippet):
        named = record.title
    elif isinstance(record, Speaker | Technique):
        named = record.name
    elif isinstance(record, Tag):
        named = record.label
    yield from dict.fromkeys(words for _, words in named.variants) if named else ()
