"""No two tags mean the same word."""

from __future__ import annotations

from projectkit import OTHER, TAGS, Folder


def test_an_alias_of_another_tag(project: Folder) -> None:
    project.change(TAGS, "en: Clusters}", "en: Clusters}\n  aliases: [DISK]")
    assert project.said("en") == [
        "talks/tags.yml:6:13: 'DISK' already means the tag 'storage' [tag-has-one-spelling] → remove it here, or merge the two tags",
    ]
    assert project.said("ko") == [
        "talks/tags.yml:6:13: 'DISK'는 이미 'storage' 태그를 뜻합니다 [tag-has-one-spelling] → 여기서 지우거나 두 태그를 합치세요",
    ]


def test_the_label_of_another_tag(project: Folder) -> None:
    project.change(TAGS, "ko: 클러스터", "ko: 저장소")
    assert project.said("en") == [
        "talks/tags.yml:5:15: '저장소' already means the tag 'storage' [tag-has-one-spelling] → remove it here, or merge the two tags",
    ]
    assert project.said("ko") == [
        "talks/tags.yml:5:15: '저장소'는 이미 'storage' 태그를 뜻합니다 [tag-has-one-spelling] → 여기서 지우거나 두 태그를 합치세요",
    ]


def test_words_that_differ_in_a_sign_pass(project: Folder) -> None:
    project.add(TAGS, "c:\n  label: C\ncpp:\n  label: C++\n")
    project.change(OTHER, "[cluster]", "[cluster, c, cpp]")
    assert project.said() == []


def test_a_label_counts_before_an_alias_wherever_it_stands(project: Folder) -> None:
    project.change(TAGS, "aliases: [스토리지, disk]", "aliases: [스토리지, Clusters]")
    assert project.said("en") == [
        "talks/tags.yml:3:19: 'Clusters' already means the tag 'cluster' [tag-has-one-spelling] → remove it here, or merge the two tags",
    ]
