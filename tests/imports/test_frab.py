from __future__ import annotations

import copy
from typing import Any

import pytest
from importkit import SESSION, Empty, schedule

EVENT, TALK, SPEAKER = "talks/smallconf/event.yml", "talks/smallconf/1-on-disks.yml", "talks/speakers/ada-example.yml"
XML = """\
<?xml version='1.0' encoding='UTF-8'?>
<schedule>
  <generator name="pretalx" version="2.3.1"/>
  <version>1.1</version>
  <conference>
    <title>Small Conf 2024</title>
    <acronym>smallconf</acronym>
    <start>2024-05-04</start><end>2024-05-04</end><days>1</days>
    <timeslot_duration>00:05</timeslot_duration>
    <time_zone_name>Europe/Berlin</time_zone_name>
    <track name="Storage" color="#fff"/>
  </conference>
  <day index="1" date="2024-05-04" start="2024-05-04T04:00:00+02:00" end="2024-05-05T03:59:00+02:00">
    <room name="Main hall" guid="dfe3cd53-1b3c-5826-80a7-6aaab973d7e6">
      <event guid="9d5bb625-dd26-56f3-9b7f-8bface8e5173" id="1">
        <room>Main hall</room><title>On disks</title><subtitle></subtitle><type>Talk</type>
        <date>2024-05-04T10:00:00+02:00</date><start>10:00</start><duration>00:45</duration>
        <abstract>What a disk does.</abstract><slug>smallconf-1-on-disks</slug><track>Storage</track>
        <persons><person guid="p1">Ada Example</person></persons>
        <language>en</language><description></description>
        <recording><license>CC BY 4.0</license><optout>true</optout></recording>
        <links><link href="https://slides.example/d.pdf">Slides</link><link href="javascript:alert(1)">x</link></links>
        <url>https://pretalx.example/smallconf/talk/ABC123/</url>
      </event>
    </room>
  </day>
</schedule>
"""


def test_a_schedule_becomes_records_that_pass_the_check(empty: Empty) -> None:
    taken = empty.take("frab-json", empty.file("schedule.json", schedule({})))
    assert (taken.code, taken.err) == (0, "records: 4 new, 0 updated, 0 already there, 0 there with something else and left as they are\n")
    assert empty.problems() == []
    assert empty.texts()[TALK] == (
        "language: en\n"
        "title: On disks\n"
        "speakers: [ada-example]\n"
        "date: 2024-05-04\n"
        "start: 10:00\n"
        "end: 10:45\n"
        "track: Storage\n"
        "room: Main hall\n"
        "abstract:\n"
        "  text: What a disk does.\n"
        "  source: [smallconf-schedule-json]\n"
        "links:\n"
        "  - type: page\n"
        "    url: https://pretalx.example/smallconf/talk/ABC123/\n"
        "sources: [smallconf-schedule-json]\n"
    )
    assert empty.value(EVENT) == {
        "name": "Small Conf 2024", "language": "en", "time_zone": "Europe/Berlin", "days": [{"date": "2024-05-04"}],
        "tracks": [{"id": "Storage", "name": "Storage"}], "sources": ["smallconf-schedule-json"],
    }  # fmt: skip


def test_xml_says_the_same_as_json(empty: Empty) -> None:
    taken = empty.take("frab-xml", empty.file("schedule.xml", XML))
    assert taken.code == 0
    assert empty.errors() == []
    talk = empty.value(TALK)
    assert talk["license"] == "CC BY 4.0"
    assert talk["links"] == [
        {"type": "page", "url": "https://pretalx.example/smallconf/talk/ABC123/"},
        {"type": "slides", "url": "https://slides.example/d.pdf", "title": "Slides"},
    ]
    assert (talk["start"], talk["end"], talk["room"], talk["track"]) == ("10:00", "10:45", "Main hall", "Storage")
    assert "schedule.xml:22:71: warning: event.links.href 'javascript:alert(1)': is no http or https address and was left out" in taken.out
    assert "schedule.xml:21:48: warning: event.do_not_record 'true': records have no field for it [import-left-out]" in taken.out


def test_a_second_time_nothing_changes(empty: Empty) -> None:
    file = empty.file(
        "schedule.json",
        schedule({}, {"title": "세션", "language": "ko", "start": "11:00", "slug": "", "date": "2024-05-04T11:00:00+02:00"}),
    )
    empty.take("frab-json", file)
    before = empty.texts()
    taken = empty.take("frab-json", file)
    assert (taken.code, taken.err) == (0, "records: 0 new, 0 updated, 5 already there, 0 there with something else and left as they are\n")
    assert empty.texts() == before
    assert empty.take("frab-json", file, "--update").err.startswith("records: 0 new, 0 updated, 5 already")
    assert empty.texts() == before


def test_what_changed_at_the_source_is_told_and_only_taken_over_with_update(empty: Empty) -> None:
    empty.take("frab-json", empty.file("schedule.json", schedule({})))
    chapters = "chapters:\n  - at: 0:10\n    title: One\n"
    empty.change(TALK, "sources: [smallconf-schedule-json]\n", f"{chapters}sources: [smallconf-schedule-json]  # kept by hand\n")
    before = empty.texts()
    later = schedule({"title": "On discs", "slug": "smallconf-1-on-discs"})
    taken = empty.take("frab-json", empty.file("schedule.json", later))
    assert taken.code == 1
    assert (
        "schedule.json:27:8: record: 'talks/smallconf/1-on-disks.yml' is there already and says something else in: title; "
        "it was left as it is (--update takes over what the file says) (at /schedule/conference/days/0/rooms/Main hall/0) [import-differs]"
    ) in taken.out
    assert empty.texts() == before
    taken = empty.take("frab-json", empty.file("schedule.json", later), "--update")
    assert taken.code == 0, taken.out
    after = empty.texts()
    assert after[TALK] == before[TALK].replace("title: On disks", "title: On discs")
    assert [path for path in after if path not in before] == []


def test_korean_messages(empty: Empty) -> None:
    taken = empty.take("frab-json", empty.file("schedule.json", schedule({"duration": "lang"})), lang="ko")
    assert "주의: event.duration 'lang': 길이가 아니어서 옮기지 않았습니다. 00:45처럼 적습니다 (위치 " in taken.out
    assert taken.err == "기록: 새로 4건, 고침 0건, 이미 있음 0건, 내용이 달라 그대로 둠 0건\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "tomorrow"}, "event.date 'tomorrow': is no point in time and was left out, and the times with it;"),
        ({"duration": "48:00"}, "event.duration '48:00': ends on another day, for which records have no field; only the start was carried"),
        ({"start": "11:00"}, "event.start '11:00': is not the time that 'date' says where the conference is; that of 'date' was taken"),
        ({"type": "Ball pit"}, "event.type 'Ball pit': is no kind of session that records know; 'other' was written"),
        ({"language": "xx"}, "event.language 'xx': is no language of ISO 639 and was left out"),
        ({"url": "ftp://a.example/"}, "event.url 'ftp://a.example/': is no http or https address and was left out"),
        ({"persons": "Ada"}, "event.persons 'Ada': is no list here and was left out"),
        ({"persons": ["Ada"]}, "event.persons 'Ada': is no object here and was left out"),
        ({"persons": [{"id": 3}]}, "person.name: is missing; the person was left out"),
        ({"title": {"en": "x"}}, "event.title \"{'en': 'x'}\": is no text here and was left out".replace('"', "'")),
        ({"feedback_url": "https://f.example/"}, "event.feedback_url 'https://f.example/': records have no field for it"),
        ({"abstract": "a\u202eb"}, "event.abstract: control or invisible characters were taken out"),
        ({"title": "x" * 400}, "event.title '" + "x" * 59 + "…': is longer than 300 characters and was shortened"),
    ],
)
def test_what_cannot_be_carried_is_told(empty: Empty, change: dict[str, Any], said: str) -> None:
    taken = empty.take("frab-json", empty.file("schedule.json", schedule(change)))
    assert said in taken.out.replace("''{", "'{").replace("}''", "}'") or said in taken.out
    assert empty.errors() == []


def test_every_field_of_the_source_is_carried_or_named(empty: Empty) -> None:
    session = {**copy.deepcopy(SESSION), "something": {"deep": [1]}, "answers": [{"q": "a"}], "logo": "/x.png", "do_not_record": True}
    taken = empty.take("frab-json", empty.file("schedule.json", schedule(session, keywords=["a"])), "--json").json
    named = {remark["field"]: remark for remark in taken["remarks"]}
    assert {"event.something", "event.answers", "event.logo", "event.do_not_record", "conference.keywords", "event.guid"} <= set(named)
    assert named["event.something"]["places"][0]["pointer"] == "/schedule/conference/days/0/rooms/Main hall/0/something"
    assert named["event.something"]["message"] == {"ko": "기록에 담을 항목이 없습니다", "en": "records have no field for it"}
    assert {record["verdict"] for record in taken["records"]} == {"new"}


def test_two_people_of_one_name_stay_two_where_the_source_tells_them_apart(empty: Empty) -> None:
    other = {
        "date": "2024-05-04T11:00:00+02:00",
        "start": "11:00",
        "title": "Other",
        "slug": "",
        "url": "",
        "persons": [{"name": "Ada Example", "guid": "p2"}],
    }
    third = {
        **other,
        "date": "2024-05-04T12:00:00+02:00",
        "start": "12:00",
        "title": "Third",
        "persons": [{"name": "Ada Example", "guid": "p1"}],
    }
    file = empty.file("schedule.json", schedule({}, other, third))
    for _ in range(2):
        assert empty.take("frab-json", file).code == 0
        speakers = [empty.value(f"talks/smallconf/{name}.yml")["speakers"] for name in ("1-on-disks", "other", "third")]
        assert speakers == [["ada-example"], ["ada-example-2"], ["ada-example"]]
        assert empty.problems() == []


def test_speakers_and_tags_there_already_are_used(empty: Empty) -> None:
    empty.write(SPEAKER.replace("ada-example", "example-ada"), "name: {en: Ada Example}\nsources: [smallconf-schedule-json]\n")
    empty.take("frab-json", empty.file("schedule.json", schedule({})))
    assert empty.value(TALK)["speakers"] == ["example-ada"]
    assert "talks/speakers/ada-example.yml" not in empty.texts()


def test_a_clash_of_rooms_or_people_does_not_reach_the_records(empty: Empty) -> None:
    room = {"title": "Same room", "slug": "", "url": "", "persons": []}
    person = {"title": "Elsewhere", "slug": "", "url": "", "room": "Attic"}
    taken = empty.take("frab-json", empty.file("schedule.json", schedule({}, room, person)))
    assert "time '10:00 / smallconf-1-on-disks': the room is taken at this time by the talk named; the time was left out" in taken.out
    assert (
        "time '10:00 / smallconf-1-on-disks': the speaker is elsewhere at this time, in the talk named; the time was left out" in taken.out
    )
    assert empty.errors() == []
    assert "start" not in empty.value("talks/smallconf/same-room.yml")


def test_an_event_there_already_keeps_its_days_without_update(empty: Empty) -> None:
    empty.take("frab-json", empty.file("schedule.json", schedule({})))
    later = schedule({}, {"title": "Next day", "slug": "", "url": "", "date": "2024-05-05T10:00:00+02:00", "track": "Cloud"})
    taken = empty.take("frab-json", empty.file("schedule.json", later))
    assert "date '2024-05-05': is no day of the event there is and was left out; add it to event.yml, or use --update" in taken.out
    assert empty.errors() == []
    (empty.root / "talks/smallconf/next-day.yml").unlink()
    assert empty.take("frab-json", empty.file("schedule.json", later), "--update").code == 0
    assert [day["date"] for day in empty.value(EVENT)["days"]] == ["2024-05-04", "2024-05-05"]
    assert [track["id"] for track in empty.value(EVENT)["tracks"]] == ["Storage", "Cloud"]
    assert empty.value("talks/smallconf/next-day.yml")["track"] == "Cloud"
    assert empty.errors() == []


def test_html_and_long_texts(empty: Empty) -> None:
    long = "<p>" + "word " * 9000 + "</p>"
    empty.take(
        "frab-json",
        empty.file(
            "schedule.json", schedule({"abstract": '<p>A <b>disk</b> <a href="https://a.example">here</a></p>', "description": long})
        ),
    )
    assert empty.errors() == []
    talk = empty.value(TALK)
    assert talk["abstract"]["text"] == "A **disk** [here](https://a.example)"
    assert len(talk["description"]) == 3
    assert sum(part["text"].count("word") for part in talk["description"]) == 9000


def test_a_schedule_of_the_field(empty: Empty) -> None:
    """The sample that the schema of c3voc accepts."""
    from projectkit import ROOT

    sample = ROOT.parent / "shared" / "reference" / "interop"
    if not sample.is_dir():
        pytest.skip("the samples are not beside this folder (../shared/reference/interop)")
    for format_, name in (("frab-json", "deview2016.schedule.json"), ("frab-xml", "deview2016.schedule.xml")):
        taken = empty.take(format_, str(sample / name), "--event", f"conf-{format_}")
        assert taken.code == 0
        assert empty.errors() == []
        assert len([path for path in empty.texts() if path.startswith(f"talks/conf-{format_}/")]) == 7
