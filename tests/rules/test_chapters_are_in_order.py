"""Chapters of a recording follow one another."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_a_chapter_before_the_last(project: Folder) -> None:
    project.add(
        TALK,
        """\
chapters:
  - {at: 0:00, title: 시작}
  - {at: 12:30, title: 본론}
  - {at: 2:00, title: 끝}
""",
    )
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:25:10: 2:00 is not after the chapter before it [chapters-are-in-order] → sort the chapters by time",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:25:10: 2:00이 앞 구간보다 늦지 않습니다 [chapters-are-in-order] → 시간 순서로 늘어놓으세요",
    ]


def test_a_chapter_at_the_same_time(project: Folder) -> None:
    project.add(TALK, "chapters: [{at: 0:10, title: 시작}, {at: 0:10, title: 본론}]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:40: 0:10 is not after the chapter before it [chapters-are-in-order] → sort the chapters by time",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:40: 0:10이 앞 구간보다 늦지 않습니다 [chapters-are-in-order] → 시간 순서로 늘어놓으세요",
    ]


def test_an_hour_comes_after_its_minutes(project: Folder) -> None:
    project.add(TALK, "chapters: [{at: 59:59, title: 시작}, {at: 1:00:00, title: 끝}]\n")
    assert project.said() == []
