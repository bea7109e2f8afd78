"""All problems of a project; of what is as it was when they were last told, they are told again without being looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.changes import note
from kbsite.records.kept import Kept
from kbsite.records.load import Memo, load_catalog
from kbsite.records.places import Places
from kbsite.records.sound import Sound
from kbsite.records.told import Last, last_told, surroundings, tell
from kbsite.rules import Rule, check, check_alone, in_report_order, rules


def verdict(root: Path, kept: Kept | None = None, memo: Memo | None = None, sound: Sound | None = None) -> tuple[list[Problem], int | None]:
    """Every problem in report order, and the number of records; None where there is no project.

    With a `memo`, or without what is `kept`, everything is read.
    """
    last = last_told(root, kept) if kept and memo is None else None
    if kept and last and _asked_again(last) == frozenset():
        return _renewed(last, kept)
    catalog, problems = _read(root, kept, memo, sound or kept, last)
    return problems, None if catalog is None else sum(1 for _ in catalog.records())


def catalog_and_verdict(root: Path, kept: Kept | None = None) -> tuple[Catalog | None, list[Problem]]:
    """The catalog, and every problem in report order."""
    last = last_told(root, kept, whole=True) if kept else None
    if kept and last and not last.changes:
        note(last.project, (), kept)  # so that no file is compared with what is kept a second time
    return _read(root, kept, None, kept, last)


def _read(root: Path, kept: Kept | None, memo: Memo | None, sound: Sound | None, last: Last | None) -> tuple[Catalog | None, list[Problem]]:
    around = surroundings(root) if kept else ""  # as it is before anything is read
    catalog, problems = load_catalog(root, memo, kept)
    if catalog is None:
        return None, problems
    still = last if kept and last and last.digests == kept.digests() and last.around == around == surroundings(root) else None
    if still and not still.changes:
        return catalog, still.told.problems
    again = _asked_again(still) if still else None
    found = in_report_order([*problems, *_told_before(still, again), *check(catalog, sound, again)])
    if kept:
        tell(found, sum(1 for _ in catalog.records()), around, kept)
    return catalog, found


def _told_before(last: Last | None, again: Collection[str] | None) -> Iterator[Problem]:
    """What was found by those rules across records that are not asked again."""
    if last and again is not None:
        names = {rule.name for rule in rules() if _is_across(rule)} - {*again}
        yield from (problem for problem in last.told.problems if problem.rule in names)


def _renewed(last: Last, kept: Kept) -> tuple[list[Problem], int]:
    """The same where no rule across records is concerned, so that the changed records alone have to be looked at."""
    note(last.project, last.changes, kept)
    if not last.changes:
        return last.told
    paths = _paths(last)
    single = {rule.name for rule in rules() if rule.check_record}
    stays = [problem for problem in last.told.problems if problem.rule not in single or problem.place.path not in paths]
    places = Places(last.project, {change.document.path: change.document for change in last.changes})
    found, sound = check_alone(places, [change.now for change in last.changes])
    kept.found_sound(sound)
    problems = in_report_order([*stays, *found])
    tell(problems, last.told.records, last.around, kept)
    return problems, last.told.records


def _asked_again(last: Last) -> frozenset[str] | None:
    """The rules across records that may find something else than before; None where the records themselves have to be put together anew."""
    if not last.changes:
        return frozenset()
    paths = _paths(last)
    places_moved = {problem.rule for problem in last.told.problems if problem.place.path in paths}
    every = rules()
    if any(rule.check is None and rule.name in places_moved for rule in every):
        return None
    return frozenset(rule.name for rule in every if _is_across(rule) and (rule.name in places_moved or _is_concerned(rule, last)))


def _paths(last: Last) -> set[str]:
    return {change.document.path for change in last.changes}


def _is_across(rule: Rule) -> bool:
    return rule.check is not None and rule.check_record is None


def _is_concerned(rule: Rule, last: Last) -> bool:
    look = rule.looks_at
    return look is None or any(look(change.before) != look(change.now) for change in last.changes)
