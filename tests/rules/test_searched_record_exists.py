"""Every search that must find something names a record that the site shows."""

from __future__ import annotations

from projectkit import TALK, TECHNIQUE, Folder

SEARCHES = "talks/searches.yml"


def test_a_near_miss(project: Folder) -> None:
    project.write(SEARCHES, "세프를: {finds: [bluestor]}\n")
    assert project.said("en") == [
        f"{SEARCHES}:1:15: no record with the id 'bluestor' is shown [searched-record-exists] → did you mean 'bluestore'?"
    ]
    assert project.said("ko") == [
        f"{SEARCHES}:1:15: 공개된 기록 가운데 id가 'bluestor'인 것이 없습니다 [searched-record-exists] → 혹시 'bluestore'인가요?"
    ]


def test_nothing_like_it(project: Folder) -> None:
    project.write(SEARCHES, "세프를: {finds: quantum}\n")
    assert project.said("en") == [
        f"{SEARCHES}:1:14: no record with the id 'quantum' is shown [searched-record-exists] → name a talk, technique, speaker, tag, event, work or example by its id"
    ]


def test_a_talk_that_is_kept_off_the_site(project: Folder) -> None:
    project.write(SEARCHES, "저장소: {finds: conf2020-101-storage}\n")
    project.add(TALK, "publish: false\n")
    assert any("no record with the id 'conf2020-101-storage' is shown [searched-record-exists]" in line for line in project.said("en"))


def test_a_record_that_cannot_be_read_is_one_problem(project: Folder) -> None:
    project.write(SEARCHES, "블루스토어: {finds: bluestore}\n")
    project.add(TECHNIQUE, "colour: blue\n")
    assert [line.rpartition("[")[2].partition("]")[0] for line in project.said()] == ["field-unknown"]


def test_records_of_every_kind_pass(project: Folder) -> None:
    ids = "conf2020-101-storage, bluestore, kim-minji, storage, conf2020, programme"
    project.write(SEARCHES, f"저장소: {{finds: [{ids}]}}\n")
    assert project.said() == []
