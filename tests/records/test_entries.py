"""Files of many records: what their keys may be, and what is said of those that may not."""

from __future__ import annotations

import pytest
from projectkit import TAGS, Folder

from kbsite.records.entries import is_id, is_query

SEARCHES = "talks/searches.yml"


@pytest.mark.parametrize("name", ["storage", "deep-learning", "k8s", "2016"])
def test_an_id(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize("name", ["", "Storage", "deep--learning", "-a", "저장소", "a_b", "a b"])
def test_no_id(name: str) -> None:
    assert not is_id(name)


def test_a_query_is_a_line() -> None:
    assert is_query("세프를 왜 쓰나")
    assert not is_query(" ")
    assert not is_query("a\nb")
    assert not is_query("a" * 201)


def test_searches_are_read(project: Folder) -> None:
    project.write(SEARCHES, "세프를: {finds: bluestore, kind: particle, language: ko}\n'no': {finds: [bluestore, storage]}\n")
    found = project.catalog().searches
    assert {query: search.finds for query, search in found.items()} == {"세프를": ("bluestore",), "no": ("bluestore", "storage")}
    assert (found["세프를"].kind, found["세프를"].language, found["no"].kind) == ("particle", "ko", None)
    assert project.said() == []


def test_a_query_that_finds_nothing_named(project: Folder) -> None:
    project.write(SEARCHES, "세프를: {}\n")
    assert project.said() == [f"{SEARCHES}:1:6: 'finds' is missing [field-missing] → add 'finds:'"]


def test_a_list_of_queries(project: Folder) -> None:
    project.write(SEARCHES, "- 세프를\n")
    assert project.said() == [
        f"{SEARCHES}:1:1: searches.yml must hold a key for each query [record-shape] → write the query, a colon, and below it, indented, 'finds: <id>'"
    ]
    assert project.said("ko") == [
        f"{SEARCHES}:1:1: searches.yml에는 검색어마다 키가 하나씩 있어야 합니다 [record-shape] → 검색어와 쌍점을 적고 그 아래에 들여 써서 'finds: <id>'를 적으세요"
    ]


def test_a_query_that_is_too_long(project: Folder) -> None:
    project.write(SEARCHES, f"? {'가' * 201}\n: {{finds: bluestore}}\n")
    assert project.said()[0].endswith("' cannot be a query [file-name] → one line of at most 200 characters")


def test_a_near_miss_of_the_file(project: Folder) -> None:
    project.write("talks/search.yml", "세프를: {finds: bluestore}\n")
    assert project.said() == ["talks/search.yml:1:1: no record belongs at this place [file-place] → did you mean 'searches.yml'?"]


def test_tags_that_are_no_mapping(project: Folder) -> None:
    project.write(TAGS, "[storage, cluster]\n")
    assert project.said("ko")[0] == (
        f"{TAGS}:1:1: tags.yml에는 태그마다 키가 하나씩 있어야 합니다 [record-shape] → 'storage:'를 적고 그 아래에 들여 써서 'label: …'을 적으세요"
    )
