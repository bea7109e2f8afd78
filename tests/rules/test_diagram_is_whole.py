"""A diagram's arrows and frames name its own boxes, and no two boxes share a place."""

from __future__ import annotations

from projectkit import TALK, Folder

DIAGRAM = """\
diagrams:
  - id: path
    title: 쓰기
    description: 쓰기가 지나는 길.
    nodes:
      - {id: client, label: 클라이언트, column: 0, row: 0}
      - {id: disk, label: 디스크, column: 1, row: 0}
    edges:
      - {from: client, to: disk}
    groups:
      - {label: 서버, nodes: [disk]}
    source: [programme]
"""


def test_an_arrow_to_no_box(project: Folder) -> None:
    project.add(TALK, DIAGRAM.replace("to: disk", "to: disc"))
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:30:28: no box 'disc' in this diagram [diagram-is-whole] → did you mean 'disk'?",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:30:28: 이 그림에 상자 'disc'가 없습니다 [diagram-is-whole] → 혹시 'disk'인가요?",
    ]


def test_a_frame_around_no_box(project: Folder) -> None:
    project.add(TALK, DIAGRAM.replace("nodes: [disk]", "nodes: [network]"))
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:32:29: no box 'network' in this diagram [diagram-is-whole] → add it to 'nodes', or correct the id",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:32:29: 이 그림에 상자 'network'가 없습니다 [diagram-is-whole] → 'nodes'에 더하거나 id를 바로잡으세요",
    ]


def test_a_wide_box_over_another(project: Folder) -> None:
    project.add(TALK, DIAGRAM.replace("column: 0,", "column: 0, width: 2,"))
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:28:40: the box 'disk' covers column 1, row 0, as 'client' does [diagram-is-whole] → give it another column or row",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:28:40: 상자 'disk'가 'client'와 같은 1열 0행에 있습니다 [diagram-is-whole] → 다른 열이나 행에 두세요",
    ]


def test_two_boxes_of_one_id(project: Folder) -> None:
    project.add(TALK, DIAGRAM.replace("id: disk,", "id: client,").replace("to: disk", "to: client").replace("[disk]", "[client]"))
    assert project.said("en") == [
        "talks/conf2020/101-storage.yml:28:14: a second box 'client' in this diagram [diagram-is-whole] → give it an id of its own",
    ]
    assert project.said("ko") == [
        "talks/conf2020/101-storage.yml:28:14: 이 그림에 상자 'client'가 둘입니다 [diagram-is-whole] → 다른 id를 주세요",
    ]


def test_a_whole_diagram_passes(project: Folder) -> None:
    project.add(TALK, DIAGRAM)
    assert project.said() == []
