"""The record of a run is not older than its recipe allows."""

from __future__ import annotations

import datetime as dt

from projectkit import Folder
from snippetkit import RECORD, record, write

RULE = "[snippet-record-is-fresh]"
CURE = "run it and record it: kbsite run two-rows --record"


def days_ago(days: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days)


def test_an_old_record_is_a_warning(project: Folder) -> None:
    write(project, days_fresh="30")
    record(project, date=days_ago(40))
    assert project.said("en") == [f"{RECORD}:1:1: warning: the run was recorded 40 days ago; the recipe allows 30 {RULE} → {CURE}"]
    assert project.said("ko")[0].startswith(f"{RECORD}:1:1: warning: 40일 전에 기록한 실행입니다. 레시피는 30일까지로 정했습니다 {RULE}")


def test_a_record_within_its_days(project: Folder) -> None:
    write(project, days_fresh="30")
    record(project, date=days_ago(29))
    assert project.said() == []


def test_a_record_from_the_future(project: Folder) -> None:
    write(project)
    record(project, date=days_ago(-10))
    assert project.said("en") == [f"{RECORD}:1:1: the run was recorded on {days_ago(-10)}, which has not come yet {RULE} → {CURE}"]
    assert project.said("ko")[0].startswith(f"{RECORD}:1:1: 아직 오지 않은 {days_ago(-10)}에 기록한 실행입니다 {RULE}")
