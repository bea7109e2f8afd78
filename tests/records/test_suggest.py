"""The value somebody probably meant."""

from __future__ import annotations

import pytest

from kbsite.records.suggest import did_you_mean, nearest, surely


@pytest.mark.parametrize(
    ("wrong", "names", "meant"),
    [
        ("titel", ["title", "type", "tags"], "title"),
        ("bluestor", ["bluestore", "filestore"], "bluestore"),
        ("Asia/Soul", ["Asia/Seoul", "Asia/Tokyo"], "Asia/Seoul"),
        ("STORAGE", ["storage", "stores"], "storage"),
        ("스토리쥐", ["스토리지", "클러스터"], "스토리지"),
        ("딥런닝", ["딥러닝", "머신러닝"], "딥러닝"),
        ("programm", ["deview2016-programme", "attendee-review"], "deview2016-programme"),
        ("Seoul", ["Asia/Seoul", "Asia/Tokyo"], "Asia/Seoul"),
        ("fault-injektion", ["fault-injection-in-production", "fault-injection-at-scale"], None),
        ("fault-injektion", ["fault-injection-at-scale", "fault-tree-at-scale"], "fault-injection-at-scale"),
        ("conf2021", ["conf2020-storage", "conf2020-cluster"], None),
        ("검섹", ["검색-엔진", "추천-엔진"], "검색-엔진"),
        ("kim", ["kim-minsu"], None),
        ("a-b-c-d", ["a-b"], None),
        ("zzz", ["storage", "cluster"], None),
        ("kr", ["ko", "en"], None),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_name(wrong: str, names: list[str], meant: str | None) -> None:
    assert nearest(wrong, names) == meant


def test_korean_is_compared_by_letter() -> None:
    assert nearest("검섹", ["검색", "성능"]) == "검색"


def test_of_two_equally_near_names_the_first_in_the_alphabet_is_meant_whatever_their_order() -> None:
    assert nearest("tag", ["tab", "tax"]) == nearest("tag", ["tax", "tab"]) == "tab"


def test_a_suggestion_is_a_question_in_both_languages() -> None:
    words = did_you_mean("titel", ["title"])
    assert words is not None
    assert words.say("en") == "did you mean 'title'?"
    assert words.say("ko") == "혹시 'title'인가요?"
    assert did_you_mean("zzz", ["title"]) is None


@pytest.mark.parametrize(
    ("wrong", "names", "name"),
    [
        ("bluestor", ["bluestore", "rocksdb"], "bluestore"),
        ("blusetor", ["bluestore"], "bluestore"),
        ("bluestor", ["bluestore", "bluestork"], None),
        ("typ", ["type", "url"], "type"),
        ("tpi", ["type", "url"], None),
        ("conf2020", ["conf2021"], None),
        ("conf-2020-x", ["conf-2020-y"], "conf-2020-y"),
        ("딥러님", ["딥러닝"], "딥러닝"),
        ("Storage", ["storage"], "storage"),
        ("anything", [], None),
    ],
)
def test_what_is_surely_meant(wrong: str, names: list[str], name: str | None) -> None:
    assert surely(wrong, names) == name
