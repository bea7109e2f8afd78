"""Every tag comes from the vocabulary."""

from __future__ import annotations

from projectkit import TALK, TECHNIQUE, Folder


def test_a_near_miss(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [storag]")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:8: unknown tag 'storag' [tag-exists] → did you mean 'storage'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:8: 모르는 태그 'storag'입니다 [tag-exists] → 혹시 'storage'인가요?",
    ]


def test_another_spelling(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [Disk]")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:8: unknown tag 'Disk' [tag-exists] → 'Disk' is another spelling of 'storage': write 'storage'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:8: 모르는 태그 'Disk'입니다 [tag-exists] → 'Disk'는 'storage'의 다른 표기입니다. 'storage'로 적으세요",
    ]


def test_a_korean_label(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [저장소]")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:8: unknown tag '저장소' [tag-exists] → '저장소' is another spelling of 'storage': write 'storage'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:8: 모르는 태그 '저장소'입니다 [tag-exists] → '저장소'는 'storage'의 다른 표기입니다. 'storage'로 적으세요",
    ]


def test_a_korean_spelling_alone(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: 스토리지")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:7: unknown tag '스토리지' [tag-exists] → '스토리지' is another spelling of 'storage': write 'storage'",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:7: 모르는 태그 '스토리지'입니다 [tag-exists] → '스토리지'는 'storage'의 다른 표기입니다. 'storage'로 적으세요",
    ]


def test_tags_without_brackets(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: storage, cluster")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:7: unknown tag 'storage, cluster' [tag-exists] → write a list in brackets: [storage, cluster]",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:7: 모르는 태그 'storage, cluster'입니다 [tag-exists] → 대괄호로 묶은 목록으로 적으세요: [storage, cluster]",
    ]


def test_a_new_word(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [gpu-computing]")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:19:8: unknown tag 'gpu-computing' [tag-exists] → add 'gpu-computing' to talks/tags.yml with a label, or choose one from there",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:19:8: 모르는 태그 'gpu-computing'입니다 [tag-exists] → talks/tags.yml에 'gpu-computing'을 이름과 함께 더하거나, 있는 것 중에서 고르세요",
    ]


def test_a_topic(project: Folder) -> None:
    project.change(TECHNIQUE, "topic: storage", "topic: store")
    assert project.said("en") == [
        "talks/techniques/bluestore.yml:2:8: unknown tag 'store' [tag-exists] → did you mean 'storage'?",
    ]
    assert project.said("ko") == [
        "talks/techniques/bluestore.yml:2:8: 모르는 태그 'store'입니다 [tag-exists] → 혹시 'storage'인가요?",
    ]


def test_a_tag_of_a_technique(project: Folder) -> None:
    project.add(TECHNIQUE, "tags: [cluster, clusters]\n")
    assert project.said("en") == [
        "talks/techniques/bluestore.yml:5:17: unknown tag 'clusters' [tag-exists] → 'clusters' is another spelling of 'cluster': write 'cluster'",
    ]
    assert project.said("ko") == [
        "talks/techniques/bluestore.yml:5:17: 모르는 태그 'clusters'입니다 [tag-exists] → 'clusters'는 'cluster'의 다른 표기입니다. 'cluster'로 적으세요",
    ]


def test_a_tag_of_the_vocabulary_passes(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [storage, cluster]")
    assert project.said() == []
