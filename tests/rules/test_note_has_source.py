"""What is said of a technique in a talk names its source."""

from __future__ import annotations

from projectkit import TALK, Folder


def test_a_note_without_a_source(project: Folder) -> None:
    project.change(TALK, "    source: [programme]\nlinks", "links")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:14:11: the note on 'bluestore' names no source [note-has-source] → add 'source:' with the id of a work",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:14:11: 'bluestore'에 대한 설명에 출처가 없습니다 [note-has-source] → 'source:'에 출처 id를 더하세요",
    ]


def test_no_note_needs_no_source(project: Folder) -> None:
    project.change(TALK, "    note: 메타데이터를 줄였다.\n    source: [programme]\n", "")
    assert project.said() == []
