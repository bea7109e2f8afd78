"""Cross-record rules, one a module; the folder's listing is the contract for editors.

A rule module has `SAYS` (the rule as a sentence), `WHY`, and `check(catalog)`, which yields problems. Its name is the
module's with hyphens. To add a rule, add a module: nothing else has to know of it.

A rule may have `LOOKS_AT` besides: all that it looks at in one record. While that is the same in every record, and there are the same
records, it is not asked again, but what it found is told again; so it may look at nothing else. Without it, it is asked at every change.

A rule that looks at one record alone has `check_record(places, record)` besides. It may look at nothing but the record and its file,
and its code must stand in this room and in `records`: what it found nothing in is not given to it again while the file is the same.

A rule that objects to something that is there, and never to something that is not, has `OF_PARTS = True` besides: it is asked about what
remains of a file in which other things are refused, so that all of its problems are told in one run.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kbsite.problems import Place, Problem, Replacement, Severity
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.refusals import REFUSALS
from kbsite.records.remains import Remains
from kbsite.records.sound import Sound
from kbsite.words import Words

Check = Callable[[Catalog], Iterable["Broken"]]
CheckRecord = Callable[[Places, Record], Iterable["Broken"]]
LooksAt = Callable[[Record], object]
MANY = 2000
"""Below so many records starting processes costs more than it brings."""
FEW = 4
"""Nor for so few steps."""
TURN = 500
"""Records that are looked at in one turn."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What a rule found: where, what is wrong, and the cure."""

    place: Place
    message: Words
    cure: Words | None = None
    severity: Severity = "error"
    replacement: Replacement | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its permanent name, with what it says and why it exists."""

    name: str
    says: Words
    why: Words
    check: Check | None = None
    """None for what the reader itself refuses."""
    check_record: CheckRecord | None = None
    """The same of one record, where it looks at no other."""
    looks_at: LooksAt | None = None
    """All that it looks at in a record besides the id; None where that may be anything."""
    of_parts: bool = False
    """Whether what it finds in a part of a record is wrong with the whole, too."""


def rules() -> tuple[Rule, ...]:
    """Every rule, by name: those of this folder and the reader's refusals."""
    found = [Rule(name, says, why) for name, (says, why) in REFUSALS.items()]
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            more = getattr(loaded, "check_record", None), getattr(loaded, "LOOKS_AT", None), getattr(loaded, "OF_PARTS", False)
            found.append(Rule(module.name.replace("_", "-"), loaded.SAYS, loaded.WHY, loaded.check, *more))
    return tuple(sorted(found, key=lambda rule: rule.name))


def in_each(catalog: Catalog, check_record: CheckRecord) -> Iterator[Broken]:
    """What a rule for one record finds in all of them."""
    for record in catalog.records():
        yield from check_record(catalog, record)


def check(catalog: Catalog, sound: Sound | None = None, across: Collection[str] | None = None) -> Iterator[Problem]:
    """Every problem that any rule finds.

    `sound` says in which records the rules for single records have nothing to find, and is told of more of them. Of the other rules
    those are asked that are named, or else all.
    """
    every = rules()
    records = [record for record in catalog.records() if sound is None or not sound.is_sound(record)]
    wanted = [rule for rule in every if rule.check and not rule.check_record and (across is None or rule.name in across)]
    steps: list[Step] = [partial(_found, catalog, rule) for rule in wanted]
    single = [rule for rule in every if rule.check_record]
    steps += [partial(_found_in, catalog, single, records[begin : begin + TURN]) for begin in range(0, len(records), TURN)]
    many = len(steps) > FEW and len(catalog.every_talk) + len(catalog.speakers) >= MANY
    if many:
        catalog.ready()  # for all processes
    made = dict(_made(steps, many))
    if sound is not None:
        unsound = {path for found in made.values() for path in found.unsound}
        sound.found_sound(record for record in records if record.path not in unsound)
    for number in sorted(made):
        yield from made[number].problems
    if catalog.unread:
        yield from _in_remains(Remains(catalog), [rule for rule in every if rule.check_record or across is None or rule.name in across])


def check_alone(places: Places, records: Sequence[Record]) -> tuple[tuple[Problem, ...], list[Record]]:
    """What the rules for single records find in some, and those in which they find nothing."""
    found = _found_in(places, [rule for rule in rules() if rule.check_record], records)
    return found.problems, [record for record in records if record.path not in found.unsound]


@dataclass(frozen=True, slots=True)
class _Found:
    problems: tuple[Problem, ...]
    unsound: frozenset[str] = frozenset()
    """Files with records in which a rule for single records found something."""


Step = Callable[[], _Found]


def _made(steps: Sequence[Step], many: bool) -> Iterator[tuple[int, _Found]]:
    """What each step comes to, by its number."""
    if not many:
        yield from ((number, step()) for number, step in enumerate(steps))
        return
    from kbsite.records.crew import in_turns

    for turn in in_turns(lambda numbers: [(number, steps[number]()) for number in numbers], range(len(steps)), 1):
        yield from turn


def _found(catalog: Catalog, rule: Rule) -> _Found:
    return _Found(tuple(_problem(catalog, rule, broken) for broken in (rule.check(catalog) if rule.check else ())))


def _found_in(places: Places, single: Sequence[Rule], records: Sequence[Record]) -> _Found:
    found = [
        (record.path, _problem(places, rule, broken))
        for rule in single
        if rule.check_record
        for record in records
        for broken in rule.check_record(places, record)
    ]
    return _Found(tuple(problem for _, problem in found), frozenset(path for path, _ in found))


def _in_remains(remains: Remains, asked: Iterable[Rule]) -> Iterator[Problem]:
    """What rules find in what remains of files; as for cures, only another text in a place is sure, since places beside it may be gone."""
    paths = {record.path for record in remains.found}
    for rule in asked:
        if rule.of_parts:
            found = _found_in(remains, [rule], remains.found) if rule.check_record else _found(remains, rule)
            for problem in found.problems:
                if problem.place.path in paths:
                    change = problem.replacement
                    sure = change is not None and change == problem.place.replaced_by(change.text)
                    yield problem if sure else replace(problem, replacement=None)


def _problem(places: Places, rule: Rule, broken: Broken) -> Problem:
    line = places.line_text(broken.place)
    return Problem(broken.place, rule.name, broken.message, broken.cure, broken.severity, line, broken.replacement)


def in_report_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each once."""
    unique = {(p.place, p.rule, p.message.say("en")): p for p in problems}
    return sorted(unique.values(), key=Problem.sort_key)


__all__ = ["Broken", "Rule", "check", "check_alone", "in_each", "in_report_order", "rules"]
