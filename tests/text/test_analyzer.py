"""Index terms of a text."""

from __future__ import annotations

import pytest

from kbsite.text.analyzer import terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("파드 생성", ["파드", "드생", "생성"]),
        ("파드\n생성", ["파드", "생성"]),
        ("CEPH를", ["ceph", "를"]),
        ("kube-scheduler", ["kube", "scheduler", "kubescheduler"]),
        ("innerHTML", ["innerhtml", "inner", "html"]),
        ("bluestore_finisher_threads", ["bluestore", "finisher", "threads", "bluestorefinisherthreads"]),
        ("C++와 C#", ["c++", "와", "c#"]),
        ("東京タワー", ["東京", "京タ", "タワ", "ワー"]),
        ("ㅋㅋ", []),
        ("", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert list(terms(text)) == found
