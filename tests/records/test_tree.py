"""Text to a tree: where each comment goes."""

from __future__ import annotations

import pytest

from kbsite.records.tree import Collection, Item, Node, Scalar, grow


def drawn(node: Node) -> object:
    """A tree as plain values, each item with its comments where it has any."""
    if isinstance(node, Scalar):
        return node.value
    items = [drawn_item(item) for item in node.items]
    return [*items, ("tail", node.tail)] if node.tail else items


def drawn_item(item: Item) -> object:
    about = [*item.before, *([f"note {item.note}"] if item.note else [])]
    value = drawn(item.node)
    plain = value if item.key is None else (item.key, value)
    return (about, plain) if about else plain


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 1 # x\n", [(["note # x"], ("a", "1"))]),
        ("# x\na: 1\n", [(["# x"], ("a", "1"))]),
        ("a:\n  # x\n  b: 1\n", [("a", [(["# x"], ("b", "1"))])]),
        ("a:\n  b: 1\n  # x\n# y\nc: 2\n", [("a", [("b", "1"), ("tail", ["# x"])]), (["# y"], ("c", "2"))]),
        ("a:\n- 1\n# y\nc: 2\n", [("a", ["1"]), (["# y"], ("c", "2"))]),
        ("a:\n  - b: 1\n    # x\n  # y\n# z\n", [("a", [[("b", "1"), ("tail", ["# x"])], ("tail", ["# y"])]), ("tail", ["# z"])]),
        ("a: [1, # x\n  2]  # y\n", [(["note # y"], ("a", [(["note # x"], "1"), "2"]))]),
        ("a: # x\n  - 1\n", [(["note # x"], ("a", ["1"]))]),
        ("a:\n  - # x\n    b: 1\n", [("a", [(["# x"], [("b", "1")])])]),
        ("a: >- # x\n  one\n  # two\nb: 1 # y\n", [(["# x"], ("a", "one # two")), (["note # y"], ("b", "1"))]),
        ("a:\n  # x\n  1 # y\n", [(["# x", "note # y"], ("a", "1"))]),
        ("a: [\n  # x\n]\n", [("a", [("tail", ["# x"])])]),
        ("a: '#1'\nb: c#d\n", [("a", "#1"), ("b", "c#d")]),
        ("a:\nb: ~\nc: ''\n", [("a", None), ("b", None), ("c", "")]),
        ("a: 1\n\n# x\nb: 2\n", [("a", "1"), (["", "# x"], ("b", "2"))]),
        ("가: 나 # 다\r\n라: 1 # 마\r\n", [(["note # 다"], ("가", "나")), (["note # 마"], ("라", "1"))]),
        ("{a: 1} # x\n", [("a", "1"), ("tail", ["# x"])]),
        ("--- # x\na: 1\n... # y\n# z\n", [(["# x"], ("a", "1")), ("tail", ["# y", "# z"])]),
    ],
)
def test_comments_belong_to_what_they_are_about(text: str, tree: object) -> None:
    assert drawn(grow(text).root) == tree


@pytest.mark.parametrize(
    ("text", "head", "before"),
    [
        ("# x\n\na: 1\n", ["# x"], [""]),
        ("# x\n# y\n\n# z\na: 1\n", ["# x", "# y"], ["", "# z"]),
        ("# x\na: 1\n", [], ["# x"]),
        ("\n\na: 1\n", [], [""]),
    ],
)
def test_comments_at_the_top_are_those_of_the_file_where_a_blank_line_follows(text: str, head: list[str], before: list[str]) -> None:
    tree = grow(text)
    assert isinstance(tree.root, Collection)
    assert list(tree.head) == head
    assert tree.root.items[0].before == before
