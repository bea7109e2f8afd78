"""Talks of an event in the rows and columns of its days: only what the records say, and every talk once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.models import Event, Talk
from kbsite.records.project import Project
from kbsite.site.timetable import Row, Timetable, timetable

ROOT = Path(__file__).parents[2]
DAY, NEXT = "2016-10-24", "2016-10-25"
TWO_TRACKS = [{"id": "1", "name": "One"}, {"id": "2", "name": "Two"}]


def event(**facts: Any) -> Event:
    rest = {"name": "Conf", "language": "en", "time_zone": "Asia/Seoul", "days": [{"date": DAY}], "sources": ["note"], **facts}
    return Event.model_validate({"id": "conf", "path": "talks/conf/event.yml", **rest}, context={"language": "en"})


def talk(name: str, **facts: Any) -> Talk:
    rest = {"title": name, "sources": ["note"], "date": DAY, **facts}
    return Talk.model_validate(
        {"id": f"conf-{name}", "path": f"talks/conf/{name}.yml", "event": "conf", **rest}, context={"language": "en"}
    )


def table(one: Event, *talks: Talk) -> Timetable:
    return timetable(Catalog(Project(Path(), ("en",)), (one, *talks)), one)


def shown(row: Row) -> tuple[object, ...]:
    """A row in short: slot, times, names in each column, names across all."""
    cells = tuple(" ".join(talk.id.removeprefix("conf-") for talk in cell) for cell in row.cells)
    return row.slot, row.start, row.end, cells, " ".join(talk.id.removeprefix("conf-") for talk in row.everyone)


def rows(found: Timetable, day: int = 0) -> list[tuple[object, ...]]:
    return [shown(row) for row in found.days[day].rows]


def test_slots_stand_down_and_tracks_across() -> None:
    slots = [{"date": DAY, "number": 1, "start": "10:00", "end": "10:45"}, {"date": DAY, "number": 2, "start": "11:00", "end": "11:45"}]
    found = table(
        event(tracks=TWO_TRACKS, slots=slots),
        talk("d", track="2", slot="2"),
        talk("a", track="1", slot="1"),
        talk("c", track="1", slot="2"),
        talk("key", type="keynote", start="09:00", end="09:50"),
    )
    assert [column.id for column in found.days[0].columns] == ["1", "2"]
    assert rows(found) == [
        (None, "09:00", "09:50", ("", ""), "key"),
        (1, "10:00", "10:45", ("a", ""), ""),
        (2, "11:00", "11:45", ("c", "d"), ""),
    ]
    assert [one.id for one in found.days[0].talks] == ["conf-key", "conf-a", "conf-c", "conf-d"]


def test_times_that_no_record_gives_are_not_made_up() -> None:
    found = table(event(tracks=TWO_TRACKS, slots=[{"date": DAY, "number": n} for n in (1, 2)]), talk("b", track="1", slot="2"), talk("key"))
    assert rows(found) == [
        (None, None, None, ("", ""), "key"),
        (1, None, None, ("", ""), ""),
        (2, None, None, ("b", ""), ""),
    ]


def test_a_slot_without_times_has_those_that_its_talks_share() -> None:
    one = talk("a", track="1", slot="1", start="10:00", end="10:30")
    other = talk("b", track="2", slot="1", start="10:00", end="10:45")
    assert rows(table(event(tracks=TWO_TRACKS), one, other)) == [(1, "10:00", None, ("a", "b"), "")]


def test_a_start_that_is_a_slots_start_is_in_the_slots_row() -> None:
    slots = [{"date": DAY, "number": 1, "start": "10:00", "end": "10:45"}]
    assert rows(table(event(tracks=TWO_TRACKS, slots=slots), talk("a", track="1", start="10:00"))) == [(1, "10:00", "10:45", ("a", ""), "")]


def test_without_tracks_there_is_one_column() -> None:
    found = table(event(), talk("a", start="10:00"), talk("b", start="10:00"))
    assert [(column.id, column.name) for column in found.days[0].columns] == [("", None)]
    assert rows(found) == [(None, "10:00", None, ("a b",), "")]


def test_a_track_that_the_event_does_not_name_gets_a_column_after_the_others() -> None:
    found = table(event(tracks=TWO_TRACKS), talk("a", track="9", slot="1"))
    assert [(column.id, column.name is None) for column in found.days[0].columns] == [("1", False), ("2", False), ("9", True)]


def test_days_are_those_of_the_event_and_of_its_talks_in_order_and_an_unknown_one_last() -> None:
    found = table(event(days=[{"date": NEXT}]), talk("a", date=DAY), talk("lost", date=None))
    assert [(day.id, day.number, day.date, day.day is not None) for day in found.days] == [
        ("day-1", 1, dt.date(2016, 10, 24), False),
        ("day-2", 2, dt.date(2016, 10, 25), True),
        ("day-unknown", None, None, False),
    ]
    assert rows(found, 1) == []
    assert rows(found, 2) == [(None, None, None, ("lost",), "")]


def test_a_route_has_numbered_stops_and_says_where_the_next_one_is() -> None:
    talks = [talk(f"{letter}{slot}", track=track, slot=slot) for slot in "123" for letter, track in (("a", "1"), ("b", "2"))]
    route = {"id": "r", "title": "Path", "talks": ["conf-a1", "conf-b2", "conf-b3"], "source": ["note"]}
    found = table(event(tracks=TWO_TRACKS, routes=[route]), *talks)
    assert {id_: [(stop.name, stop.shift) for stop in stops] for id_, stops in found.stops.items()} == {
        "conf-a1": [("1", 1)],
        "conf-b2": [("2", 0)],
        "conf-b3": [("3", None)],
    }


def test_a_route_that_skips_a_row_draws_no_line() -> None:
    talks = [talk(f"a{slot}", track="1", slot=slot) for slot in "123"]
    route = {"id": "r", "title": "Path", "talks": ["conf-a1", "conf-a3"], "source": ["note"]}
    assert [stop.shift for stop in table(event(tracks=TWO_TRACKS, routes=[route]), *talks).stops["conf-a1"]] == [None]


def test_several_routes_have_letters() -> None:
    routes = [{"id": id_, "title": id_, "talks": ["conf-a"], "source": ["note"]} for id_ in ("r", "s")]
    found = table(event(routes=routes), talk("a"))
    assert [stop.name for stop in found.stops["conf-a"]] == ["A1", "B1"]
    assert dict(found.letters) == {"r": "A", "s": "B"}


TALKS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "date": st.sampled_from([DAY, NEXT, "2016-11-01", None]),
            "track": st.sampled_from(["1", "2", "9"]),
            "slot": st.integers(1, 4),
            "start": st.sampled_from(["09:00", "10:00", "23:59"]),
        },
    ),
    max_size=8,
)
SLOTS = st.lists(
    st.fixed_dictionaries({"date": st.just(DAY), "number": st.integers(1, 3)}, optional={"start": st.just("10:00")}), max_size=3
)


@settings(deadline=None, max_examples=150)
@given(TALKS, SLOTS, st.booleans())
def test_every_talk_stands_once_on_its_day(talks: list[dict[str, Any]], slots: list[dict[str, Any]], tracks: bool) -> None:
    records = [talk(f"t{number}", **facts) for number, facts in enumerate(talks)]
    found = table(event(tracks=TWO_TRACKS if tracks else [], slots=slots), *records)
    placed = [(one.id, day.date) for day in found.days for one in day.talks]
    assert sorted(placed) == sorted((one.id, one.date) for one in records)


def test_deview_2016_as_its_sources_give_it() -> None:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    found = timetable(catalog, catalog.events["deview2016"])
    assert [(day.id, len(day.talks), len(day.columns)) for day in found.days] == [("day-1", 20, 4), ("day-2", 24, 4)]
    assert {(row.start, row.end) for row in found.days[0].rows} == {(None, None)}
    assert [row.start for row in found.days[1].rows] == ["10:00", "11:00", "12:00", "14:00", "15:00", "16:00"]
    assert [one.id for one in found.days[0].rows[0].everyone] == ["deview2016-keynote"]
    stops = sorted((stop.name, id_) for id_, stops in found.stops.items() for stop in stops)
    assert [id_ for _, id_ in stops] == [
        "deview2016-231-zinst",
        "deview2016-232-perf",
        "deview2016-223-alpharun",
        "deview2016-244-ceph-on-ssd",
        "deview2016-225-yarn-deep-learning",
        "deview2016-216-statistics",
    ]


def test_some_talks_of_a_day_stand_in_their_rows_and_rows_without_any_are_left_out() -> None:
    slots = [{"date": DAY, "number": number} for number in (1, 2, 3)]
    talks = [talk("a", track="1", slot="1"), talk("b", track="2", slot="1"), talk("c", track="1", slot="2"), talk("key", slot="3")]
    found = table(event(tracks=TWO_TRACKS, slots=slots), *talks).days[0]
    some = found.only({"conf-b", "conf-key"})
    assert [shown(row) for row in some.rows] == [(1, None, None, ("", "b"), ""), (3, None, None, ("", ""), "key")]
    assert (some.id, some.columns, some.date) == (found.id, found.columns, found.date)
    assert found.only(set()).rows == ()
