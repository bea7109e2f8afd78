"""Records that need not be looked at again, because they are the same."""

from __future__ import annotations

from collections.abc import Iterable

from projectkit import OTHER, TALK, Folder

from kbsite.records.load import Memo, load_catalog
from kbsite.records.models import Record
from kbsite.records.sound import Remembered


class Before:
    """Says that every record is sound, and listens."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def is_sound(self, record: Record) -> bool:
        return True

    def found_sound(self, records: Iterable[Record]) -> None:
        self.told += [record.path for record in records]


def records(project: Folder, memo: Memo) -> dict[str, Record]:
    catalog, _ = load_catalog(project.root, memo)
    assert catalog is not None
    return {record.path: record for record in catalog.every_talk.values()}


def test_only_the_very_record_counts(project: Folder) -> None:
    memo: Memo = {}
    sound, first = Remembered(), records(project, memo)
    assert not sound.is_sound(first[TALK])
    sound.found_sound(first.values())
    project.change(TALK, "On storage", "On stories")
    second = records(project, memo)
    assert [sound.is_sound(second[path]) for path in (TALK, OTHER)] == [False, True]
    sound.only_these(second.values())
    assert not sound.is_sound(first[TALK])
    assert not sound.is_sound(records(project, {})[OTHER]), "an equal record that was read again is another"


def test_what_another_says_counts_for_the_first_check_alone(project: Folder) -> None:
    before, read = Before(), records(project, {})
    sound = Remembered(before)
    assert sound.is_sound(read[TALK])
    sound.found_sound([read[OTHER]])
    assert before.told == [OTHER]
    again = records(project, {})
    assert [sound.is_sound(read[TALK]), sound.is_sound(again[TALK])] == [True, False]
