"""Ids, former ids and names of techniques belong to one record each."""

from __future__ import annotations

from projectkit import OTHER, SPEAKER, TALK, TECHNIQUE, Folder

YARN = """\
name: {en: YARN}
topic: cluster
definition: 자원 관리자.
sources: [programme]
"""


def test_an_id_in_use_is_no_former_id(project: Folder) -> None:
    project.add(TALK, "aliases: [conf2020-102-cluster]\n")
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:22:11: 'conf2020-102-cluster' is the id of a record [alias-is-unique] → remove it: only ids that are no longer used belong here",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:22:11: 'conf2020-102-cluster'는 지금 쓰이는 id입니다 [alias-is-unique] → 지우세요. 더는 쓰지 않는 id만 여기에 적습니다",
    ]


def test_one_former_id_of_two_talks(project: Folder) -> None:
    project.add(TALK, "aliases: [conf2020-old]\n")
    project.add(OTHER, "aliases: [conf2020-old]\n")
    assert project.said("en") == [
        "talks/conf2020/102-cluster.yml:9:11: 'conf2020-old' already belongs to 'conf2020-101-storage' [alias-is-unique] → remove it from one of the two",
    ]
    assert project.said("ko") == [
        "talks/conf2020/102-cluster.yml:9:11: 'conf2020-old'는 이미 'conf2020-101-storage'에 속합니다 [alias-is-unique] → 둘 중 하나에서 지우세요",
    ]


def test_a_former_id_of_a_speaker_that_is_in_use(project: Folder) -> None:
    project.add(SPEAKER, "former_ids: [lee-junho]\n")
    assert project.said("en") == [
        "talks/speakers/kim-minji.yml:3:14: 'lee-junho' is the id of a record [alias-is-unique] → remove it: only ids that are no longer used belong here",
    ]
    assert project.said("ko") == [
        "talks/speakers/kim-minji.yml:3:14: 'lee-junho'는 지금 쓰이는 id입니다 [alias-is-unique] → 지우세요. 더는 쓰지 않는 id만 여기에 적습니다",
    ]


def test_one_name_of_two_techniques(project: Folder) -> None:
    project.write("talks/techniques/yarn.yml", YARN + "aliases: [Blue Store]\n")
    project.change(TALK, "techniques:\n", "techniques:\n  - id: yarn\n")
    assert project.said("en") == [
        "talks/techniques/yarn.yml:5:11: 'Blue Store' already belongs to 'bluestore' [alias-is-unique] → remove it from one of the two",
    ]
    assert project.said("ko") == [
        "talks/techniques/yarn.yml:5:11: 'Blue Store'는 이미 'bluestore'에 속합니다 [alias-is-unique] → 둘 중 하나에서 지우세요",
    ]


def test_former_ids_and_names_of_their_own_pass(project: Folder) -> None:
    project.add(TALK, "aliases: [conf2020-old]\n")
    project.add(SPEAKER, "former_ids: [kim-min-ji]\n")
    project.add(TECHNIQUE, "former_ids: [blue-store]\naliases: [블루 스토어]\n")
    assert project.said() == []


def test_names_that_differ_in_a_sign_pass(project: Folder) -> None:
    for id_, name in (("c", "C"), ("cpp", "C++"), ("csharp", "C#")):
        project.write(f"talks/techniques/{id_}.yml", YARN.replace("YARN", name))
        project.change(TALK, "techniques:\n", f"techniques:\n  - id: {id_}\n")
    assert project.said() == []
