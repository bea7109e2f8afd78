"""Judged queries over archives of talks are right by what they are made of."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from relevance.talks import Archive, Talk, make_for_talks, read_talks

TALKS = [
    Talk("0", "쿠버네티스 스케줄러 들여다보기", ("김하나", "이두리"), "파드를 노드에 배치한다."),
    Talk("1", "Profiling Python programs in production", ("Ada Example",), "Where the time goes."),
    Talk("2", "검색 엔진 만들기", ("김하나",), ""),
    Talk("3", "Building Kubernetes 클러스터 운영", (), ""),
    Talk("4", "분산 데이터베이스 운영하기", (), ""),
    Talk("5", "안드로이드 성능 개선기", (), ""),
]


def queries() -> dict[str, dict[str, tuple[str, ...]]]:
    """Right answers of each query, by class."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for query in make_for_talks(Archive(TALKS), 10):
        found.setdefault(query.klass, {})[query.text] = query.right
    return found


def test_every_class_is_made() -> None:
    assert list(queries()) == [
        "title", "title words", "prefix", "half composed", "no spaces", "particle", "typo", "first consonants", "other keys", "full width",
        "speaker", "speaker and word",
    ]  # fmt: skip


def test_right_answers_have_what_is_asked() -> None:
    made = queries()
    assert made["title"]["검색 엔진 만들기"] == ("2",)
    assert made["no spaces"]["쿠버네티스스케줄러들여다보기"] == ("0",)
    assert made["first consonants"]["ㄱㅅㅇㅈㅁㄷㄱ"] == ("2",)
    assert made["speaker"] == {"김하나": ("0", "2"), "Ada Example": ("1",)}
    assert set(made["speaker and word"].values()) == {("0",), ("1",), ("2",)}


def test_archives_are_read_from_a_list_and_from_lines(tmp_path: Path) -> None:
    one = {"title": "한 줄", "author": "김하나, 이두리", "description": "줄 끝\u2028이 아니다"}
    other = {"title": "One line", "persons": ["Ada Example"]}
    (tmp_path / "list.gz").write_bytes(gzip.compress(json.dumps([one, other]).encode()))
    (tmp_path / "lines.gz").write_bytes(gzip.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in (one, other)).encode()))
    expected = [Talk("0", "한 줄", ("김하나", "이두리"), "줄 끝\u2028이 아니다"), Talk("1", "One line", ("Ada Example",), "")]
    assert read_talks(tmp_path / "list.gz") == read_talks(tmp_path / "lines.gz") == expected
