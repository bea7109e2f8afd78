"""What a kind of record is made of."""

from __future__ import annotations

from kbsite.records.fields import annotation_at, choices, field_names, field_types, item_of, model_of
from kbsite.records.models import Correction, Event, Link, Section, Slot, Tag, Talk
from kbsite.records.snippets import Snippet


def test_keys_stand_in_the_order_of_the_house() -> None:
    assert list(field_types(Section)) == ["heading", "text", "source"]
    assert list(field_types(Correction))[:3] == ["was", "is", "reason"]
    assert list(field_types(Talk))[:3] == ["code", "type", "language"]
    assert list(field_types(Tag)) == ["label", "description", "aliases"]


def test_what_the_path_says_is_no_key() -> None:
    assert {"id", "path", "event"}.isdisjoint(field_names(Talk, ()))
    assert "id" in field_names(Talk, ("takeaways", 0))
    assert field_names(Talk, ("nothing",)) == set()


def test_types_are_found_by_path() -> None:
    assert model_of(annotation_at(Event, ("slots", 3))) is Slot
    assert model_of(annotation_at(Talk, ("links", 0))) is Link
    assert annotation_at(Talk, ("links", 0, "colour")) is None
    assert model_of(item_of(annotation_at(Talk, ("links",)))) is Link


def test_choices_of_a_closed_list() -> None:
    assert choices(Talk, ("links", 0, "type"))[:2] == ["slides", "video"]
    assert choices(Talk, ("inferred", 1))[0] == "code"
    assert choices(Snippet, ("language",)) == ["python", "shell", "java", "c", "yaml"]
    assert choices(Talk, ("title",)) == []
    assert choices(Talk, ()) == []
