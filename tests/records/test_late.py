"""A file whose text is read only when somebody asks where something stands in it."""

from __future__ import annotations

from kbsite.problems import Place
from kbsite.records.late import LateDocument
from kbsite.records.yaml import read

PATH, TEXT = "talks/conf/a.yml", "title: One\nsources: [a, b]\n"


class Disk:
    """Gives a text, and counts how often."""

    def __init__(self, text: str) -> None:
        self.text, self.times = text, 0

    def read(self, _: str) -> bytes | None:
        """What there is now."""
        self.times += 1
        return self.text.encode() if self.text else None


def late(disk: Disk) -> LateDocument:
    whole = read(PATH, TEXT.encode())
    return LateDocument(PATH, whole.value, whole.digest, disk.read)


def test_it_is_as_if_it_had_been_read_at_once() -> None:
    whole, found = read(PATH, TEXT.encode()), late(Disk(TEXT))
    assert (found.path, found.value, found.digest, found.problems) == (whole.path, whole.value, whole.digest, whole.problems)
    assert (found.text, found.spans, found.lines) == (whole.text, whole.spans, whole.lines)
    assert found.place(("sources", 1)) == whole.place(("sources", 1)) == Place(PATH, 2, 14, 1)


def test_it_is_read_once_and_only_when_asked_for_places() -> None:
    disk = Disk(TEXT)
    found = late(disk)
    assert (found.value["title"], disk.times) == ("One", 0)
    assert found.line(1) == "title: One"
    assert found.place(("title",)) == Place(PATH, 1, 8, 3)
    assert disk.times == 1
    assert not hasattr(found, "other")


def test_places_are_those_in_the_text_that_was_read_even_if_the_file_was_changed_between() -> None:
    disk = Disk(TEXT)
    found = late(disk)
    assert found.text == TEXT
    disk.text = "language: en\n" + TEXT
    assert found.spans == read(PATH, TEXT.encode()).spans
    assert disk.times == 1


def test_a_file_that_has_gone_has_no_places() -> None:
    found = late(Disk(""))
    assert (found.text, found.place(("title",))) == ("", Place(PATH))


def test_what_was_changed_meanwhile_has_no_places() -> None:
    found = late(Disk("language: en\n" + TEXT))
    assert found.value == {"title": "One", "sources": ["a", "b"]}
    assert found.place(("title",)) == Place(PATH)
    assert found.line(1) == ""
