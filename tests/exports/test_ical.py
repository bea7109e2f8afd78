"""Calendars as the parser of icalendar reads them: valid, whole, stable, and text whatever the record says."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from exports.conftest import published
from projectkit import Folder, small_project

from kbsite.exports import ical
from kbsite.exports._ical_lines import escaped, folded
from kbsite.exports._ical_zone import time_zone
from kbsite.exports.publication import Publication, talk_title

SEOUL = ZoneInfo("Asia/Seoul")


def made(publication: Publication) -> dict[str, bytes]:
    return {file.path: file.make() for file in ical.files(publication)}


def read(data: bytes) -> Any:
    calendar = icalendar.Calendar.from_ical(data)
    assert [(part.name, part.errors) for part in calendar.walk() if part.errors] == []
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def test_there_is_a_calendar_for_event_days_tracks_speakers_and_talks_in_both_languages(real: Publication) -> None:
    paths = set(made(real))
    for prefix in ("", "en/"):
        event = f"{prefix}events/deview2016"
        assert {f"{event}/calendar.ics", f"{event}/days/2016-10-24.ics", f"{event}/days/2016-10-25.ics", f"{event}/tracks/4.ics"} <= paths
        assert f"{prefix}speakers/byun-ilsoo/calendar.ics" in paths
        assert {f"{prefix}talks/{talk}/calendar.ics" for talk in real.catalog.talks} <= paths


def test_every_calendar_parses_without_an_error_and_no_line_is_longer_than_75_octets(real: Publication) -> None:
    for path, data in made(real).items():
        read(data)
        assert max(map(len, data.split(b"\r\n"))) <= 75, path
        assert b"\n" not in data.replace(b"\r\n", b""), path


def test_a_talk_has_its_times_place_and_address(real: Publication) -> None:
    (entry,) = read(made(real)["en/talks/deview2016-244-ceph-on-ssd/calendar.ics"]).events
    assert entry["uid"] == "deview2016-244-ceph-on-ssd@kb.example.sub"
    assert entry.decoded("dtstart") == dt.datetime(2016, 10, 25, 14, 0, tzinfo=SEOUL)
    assert entry.decoded("dtend") == dt.datetime(2016, 10, 25, 14, 45, tzinfo=SEOUL)
    assert entry["summary"] == "CEPH Optimization on SSD"
    assert entry["location"] == "Track 4, COEX Grand Ballroom, Seoul"
    assert entry["url"] == "https://kb.example/sub/en/talks/deview2016-244-ceph-on-ssd/"
    assert entry.categories == ["Storage", "Performance", "Linux", "Open source"]
    assert "CC BY 4.0" in entry["description"]
    assert "transp" not in entry


def test_the_stamp_is_the_day_of_the_last_change_of_talk_event_or_speaker(real: Publication) -> None:
    talk = real.catalog.talks["deview2016-244-ceph-on-ssd"]
    paths = (talk.path, "talks/deview2016/event.yml", "talks/speakers/byun-ilsoo.yml")
    (entry,) = read(made(real)["talks/deview2016-244-ceph-on-ssd/calendar.ics"]).events
    day = max(real.changed[path] for path in paths)
    assert entry.decoded("dtstamp") == entry.decoded("last-modified") == dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def test_a_talk_without_a_clock_time_stands_on_its_whole_day_as_free_and_says_so(real: Publication) -> None:
    (entry,) = read(made(real)["en/talks/deview2016-111-indoor-positioning/calendar.ics"]).events
    assert entry.decoded("dtstart") == dt.date(2016, 10, 24)
    assert entry.decoded("dtend") == dt.date(2016, 10, 25)
    assert entry["transp"] == "TRANSPARENT"
    assert "No source gives the clock time; the talk was in slot 1 of the day." in entry["description"]
    (korean,) = read(made(real)["talks/deview2016-111-indoor-positioning/calendar.ics"]).events
    assert "시각은 알려지지 않았고, 그날 1번째 시간대의 발표입니다." in korean["description"]


def test_a_calendar_has_a_name_a_licence_and_a_source(real: Publication) -> None:
    calendar = read(made(real)["en/events/deview2016/calendar.ics"])
    assert calendar["name"] == calendar["x-wr-calname"] == "DEVIEW 2016"
    assert calendar["source"] == "https://kb.example/sub/en/events/deview2016/calendar.ics"
    assert calendar["link"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Talks whose clock time no source gives stand on their whole day" in calendar["description"]
    assert len(calendar.events) == 44
    assert calendar.get_missing_tzids() == set()


def test_talks_without_a_day_are_left_out_and_named(project: Folder) -> None:
    project.change("talks/conf2020/102-cluster.yml", "date: 2020-05-01\n", "")
    project.change("talks/conf2020/102-cluster.yml", "slot: 1\n", "")
    calendars = made(published(project.catalog()))
    calendar = read(calendars["events/conf2020/calendar.ics"])
    assert [entry["uid"] for entry in calendar.events] == ["conf2020-101-storage@kb.example.sub"]
    assert calendar["description"].endswith("날짜가 알려지지 않아 뺀 발표: 클러스터 이야기")
    assert "talks/conf2020-102-cluster/calendar.ics" not in calendars
    assert "speakers/lee-junho/calendar.ics" not in calendars


def test_a_talk_that_is_kept_off_the_site_is_in_no_calendar(project: Folder) -> None:
    project.add("talks/conf2020/101-storage.yml", "publish: false\n")
    calendars = made(published(project.catalog()))
    assert "talks/conf2020-101-storage/calendar.ics" not in calendars
    assert not any("저장소 이야기".encode() in data.replace(b"\r\n ", b"") for data in calendars.values())


def test_a_start_without_an_end_has_no_end_and_a_talk_past_midnight_ends_the_next_day(project: Folder) -> None:
    project.change("talks/conf2020/101-storage.yml", "slot: 1\n", "start: 23:30\nend: 00:15\n")
    project.change("talks/conf2020/102-cluster.yml", "slot: 1\n", "start: 12:00\n")
    late, open_ended = read(made(published(project.catalog()))["events/conf2020/calendar.ics"]).events[::-1]
    assert late.decoded("dtend") == dt.datetime(2020, 5, 2, 0, 15, tzinfo=SEOUL)
    assert "dtend" not in open_ended
    assert "끝난 시각은 알려지지 않았습니다." in open_ended["description"]


def test_tracks_whose_ids_are_no_file_names_are_numbered(tmp_path: object, project: Folder) -> None:
    project.change("talks/conf2020/event.yml", "id: B", "id: ../B")
    project.change("talks/conf2020/102-cluster.yml", "track: B", "track: ../B")
    assert {path for path in made(published(project.catalog())) if "/tracks/" in path} == {
        "events/conf2020/tracks/1.ics",
        "events/conf2020/tracks/2.ics",
    }


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"])
def test_a_time_zone_gives_the_same_offsets_as_the_system(zone: str) -> None:
    lines = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *time_zone(zone, 2016, 2017), "END:VCALENDAR", ""))
    (component,) = read(lines.encode()).timezones
    mine, theirs = component.to_tz(lookup_tzid=False), ZoneInfo(zone)
    for hours in range(0, 24 * 730, 5):
        moment = (dt.datetime(2016, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hours)).astimezone(theirs)
        assert moment.replace(tzinfo=mine).utcoffset() == moment.utcoffset() or moment.fold, moment


def test_hostile_text_stays_text_in_its_property(hostile: Publication) -> None:
    for path, data in made(hostile).items():
        assert max(map(len, data.split(b"\r\n"))) <= 75, path
        calendar = read(data)
        assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT"}
        language = "en" if path.startswith("en/") else "ko"
        for entry in calendar.events:
            talk = hostile.catalog.talks[entry["uid"].partition("@")[0]]
            assert entry["summary"] == talk_title(talk, language).text
            assert entry["description"].count("\n") < 20


def test_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "가나다\U0001f600" * 40
    pieces = folded(line).split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert "".join(piece.decode().removeprefix(" ") if at else piece.decode() for at, piece in enumerate(pieces)) == line


def test_every_kind_of_line_end_is_one_and_controls_are_blanks() -> None:
    assert escaped("a\r\nb\rc\nd\u2028e\x85f\x00g\\;,") == "a\\nb\\nc\\nd\\ne\\nf g\\\\\\;\\,"
    assert escaped("a\n\nb, c\n") == "a\\n\\nb\\, c\\n"


def test_a_small_project_gives_the_same_bytes_twice(tmp_path: object, project: Folder) -> None:
    catalog = project.catalog()
    assert made(published(catalog)) == made(published(small_project(project.root).catalog()))


def test_a_talk_has_the_same_entry_in_every_calendar_that_it_stands_in(real: Publication) -> None:
    found = made(real)
    for talk in real.catalog.talks.values():
        entry = ical.entry(real, talk, "en")
        holders = [f"en/talks/{talk.id}/calendar.ics", f"en/events/{talk.event}/calendar.ics"]
        holders += [f"en/speakers/{role.id}/calendar.ics" for role in talk.speakers]
        assert [path for path in holders if found[path].count(entry) != 1] == []
