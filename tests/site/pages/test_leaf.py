"""What pages of long lists share, and where what they list is found; from small catalogs made here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kbsite.records.catalog import Catalog
from kbsite.records.models import Event, Record, Source, Talk, Technique
from kbsite.records.project import Project
from kbsite.site.leaves import NAMES, PROGRAMME, Leaf, Part
from kbsite.site.page import Page
from kbsite.site.pages import event as event_pages
from kbsite.site.pages import events, home, technique
from kbsite.site.pages.leaf import Told, _signed, by_letter, by_year, year
from kbsite.site.pages.view import Kit, View
from kbsite.site.timetable import timetable

KIT = Kit()


def talk(number: int, event: str = "event", **facts: Any) -> Talk:
    rest = {"event": event, "title": f"Talk {number}", "sources": ["note"], **facts}
    return Talk.model_validate({"id": f"{event}-{number}", "path": f"talks/{event}/{number}.yml", **rest})


def held(id_: str, *dates: str) -> Event:
    facts = {"name": id_, "time_zone": "Asia/Seoul", "days": [{"date": date} for date in dates], "sources": ["note"]}
    return Event.model_validate({"id": id_, "path": f"talks/{id_}/event.yml", **facts})


def catalog(*records: Record) -> Catalog:
    note = Source.model_validate({"id": "note", "path": "talks/sources/note.yml", "type": "note", "title": "note"})
    return Catalog(Project(Path(), ("ko", "en")), (note, *records))


def view(records: Catalog, language: str = "en") -> View:
    return View(records, language, kit=KIT)


def test_talks_stand_under_their_year_the_latest_first_and_those_without_a_day_last() -> None:
    dates = {1: "2014-05-01", 2: "2016-05-01", 3: None, 4: "2014-01-01"}
    talks = [talk(number, date=date) for number, date in dates.items()]
    records = catalog(*talks)
    for language, labels in (("en", ["2016", "2014", "Date unknown"]), ("ko", ["2016년", "2014년", "날짜 미상"])):
        parts = by_year(records, view(records, language), talks, lambda one: one)
        assert [part.label for part in parts] == labels
        assert [part.key for part in parts] == ["2016", "2014", "undated"]
        assert [[one.id for one in part.entries] for part in parts] == [["event-2"], ["event-1", "event-4"], ["event-3"]]


def test_a_talk_without_a_day_was_held_in_the_year_of_its_event() -> None:
    records = catalog(held("event", "2015-03-01"), talk(1), talk(1, "other"))
    assert [year(records, one) for one in records.talks.values()] == [2015, None]


def test_names_stand_under_letters_with_words_of_the_language() -> None:
    records = catalog()
    names = ["나래", "Zoë", "가온", "Ada", "3M"]
    labels = {language: [part.label for part in by_letter(view(records, language), names, str)] for language in ("ko", "en")}
    assert labels == {"ko": ["ㄱ", "ㄴ", "A", "Z", "기타"], "en": ["ㄱ G/K", "ㄴ N", "A", "Z", "Other"]}


@pytest.mark.parametrize("count", [PROGRAMME.whole - 2, PROGRAMME.whole - 1])
def test_the_days_of_an_event_are_found_on_its_page_or_on_their_own(count: int) -> None:
    talks = [talk(number, date=f"2020-05-0{1 + number % 2}") for number in range(count)]
    records = catalog(held("event", "2020-05-01", "2020-05-02", "2020-05-03"), *talks)
    table = timetable(records, records.events["event"])
    split = count + 2 > PROGRAMME.whole  # the heads of two days
    assert event_pages.day_addresses(view(records), table) == {
        "day-1": "events/event/all/day-1/#day-1" if split else "events/event/#day-1",
        "day-2": "events/event/all/day-2/#day-2" if split else "events/event/#day-2",
        "day-3": "events/event/#day-3",
    }
    pages = [page.address for page in event_pages.pages(records, view(records))]
    assert pages == ["events/event/", *(["events/event/all/day-1/", "events/event/all/day-2/"] if split else [])]


def test_an_event_that_goes_on_for_years_is_split_by_year_and_a_day_by_number() -> None:
    dates = ["2019-05-01"] * 150 + ["2020-05-01"] * 30
    records = catalog(held("event", "2019-05-01", "2020-05-01"), *(talk(number, date=date) for number, date in enumerate(dates)))
    addresses = ["events/event/", "events/event/all/2019/", "events/event/all/2019/2/", "events/event/all/2020/"]
    pages = {page.address: page for page in event_pages.pages(records, view(records))}
    assert list(pages) == addresses
    assert str(pages["events/event/all/2019/2/"].body).count('class="kb-slot-talk') == 51
    assert [page.previous for page in pages.values()] == ["", *addresses[:-1]]
    assert [page.next for page in pages.values()] == [*addresses[1:], ""]


def test_events_have_a_list_where_the_home_page_does_not_show_all() -> None:
    few = catalog(*(held(f"event-{number}", f"{2000 + number}-01-01") for number in range(event_pages.MANY)))
    assert list(events.pages(few, view(few))) == []
    many = catalog(*(held(f"event-{number}", f"{2000 + number}-01-01") for number in range(event_pages.MANY + 1)))
    (page,) = events.pages(many, view(many))
    assert page.address == "events/"
    assert [heading.title for heading in page.headings][:2] == ["2012", "2011"]
    body = str(page.body)
    assert [body.index(f"event-{number}/") for number in (12, 3, 0)] == sorted(body.index(f"event-{number}/") for number in (12, 3, 0))
    (start,) = home.written_pages(many, view(many))
    assert "13 events" in start.description
    assert 'href="events/"' in str(start.body)
    assert str(start.body).count('class="kb-programme"') == event_pages.MANY


def test_very_many_events_stand_on_pages_by_year() -> None:
    records = catalog(*(held(f"event-{number}", f"{2000 + number % 3}-01-01") for number in range(NAMES.whole + 1)))
    pages = list(events.pages(records, view(records)))
    assert [page.address for page in pages] == ["events/", "events/all/2002/", "events/all/2001/", "events/all/2000/"]
    assert sum(str(page.body).count("<li><a href") for page in pages[1:]) >= NAMES.whole + 1


@pytest.mark.parametrize("count", [30, 31])
def test_what_a_talk_says_of_a_technique_is_found_on_its_page_or_on_one_of_a_year(count: int) -> None:
    said = {"text": "said", "by": "speaker", "source": ["note"]}
    talks = [talk(number, date="2020-05-01", techniques=[{"id": "way"}], takeaways=[said, said]) for number in range(count)]
    facts = {"name": "way", "topic": "storage", "definition": "-", "sources": ["note"]}
    way = Technique.model_validate({"id": "way", "path": "talks/techniques/way.yml", **facts})
    records = catalog(way, *talks)
    pages = {page.address: str(page.body) for page in technique.pages(records, view(records))}
    for id_, where in technique.use_addresses(records, view(records), way).items():
        address, _, anchor = where.partition("#")
        assert address.startswith("techniques/way/all/2020/") == (count > 30)
        assert f'id="{anchor}"' in pages[address]
        assert anchor == f"talk-{id_}"


def test_which_entry_says_more_counts_for_what_a_page_shows() -> None:
    one, other = (talk(number) for number in (1, 2))
    page = Page("gaps", "missing/", "en", "Missing", "", "")
    leaf = Leaf("missing/all/tags/", Part("tags", "Tags", (one, other)), 1, 1, 1, (one, other))
    told: tuple[list[Told], ...] = ([(one, "room"), (other,)], [(one,), (other, "room")], [(one,), (other,)])
    assert len({_signed(page, leaf, each).signature for each in told}) == len(told)
