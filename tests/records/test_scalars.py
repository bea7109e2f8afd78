"""Texts as they are written: bare, in quotes, in blocks."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbsite.records.scalars import WIDTH, block, cells, fold, inline

anything = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from(" \n\t:#-,[]{}\"'\\|>?&*!%@`~가é\u2028\x85\ufeff")
)


@given(anything)
def test_inline_reads_the_same(value: str) -> None:
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        for shown in (f"k: {inline(value)}\n", f"k: [{inline(value, brackets=True)}, b]\n", f"{{{inline(value, brackets=True)}: k}}\n"):
            try:
                events = [event.value for event in yaml.parse(shown, Loader=loader) if isinstance(event, yaml.ScalarEvent)]
            except yaml.reader.ReaderError:
                continue  # letters beyond those YAML allows, which records refuse
            assert value in events


@given(anything, st.integers(0, 20))
def test_a_block_reads_the_same(value: str, indent: int) -> None:
    lines = block(value, indent + 1)
    if lines is not None:
        text = f"{' ' * indent}k: " + "\n".join(lines) + "\n"
        values = [event.value for event in yaml.parse(text, Loader=yaml.SafeLoader) if isinstance(event, yaml.ScalarEvent)]
        assert values == ["k", value]


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("가나", 4), ("ㄱ", 2), ("é", 1), ("e\u0301", 1), ("…", 1)])
def test_wide_letters_take_two_columns(text: str, width: int) -> None:
    assert cells(text) == width


def test_folding_fills_lines_and_breaks_at_single_blanks_only() -> None:
    assert fold("가나 다라 마바", 9) == ["가나 다라", "마바"]
    assert fold("ab cd ef", 5) == ["ab cd", "ef"]
    assert fold("abcdefgh ij", 5) == ["abcdefgh", "ij"]
    assert fold("ab  cd ef", 3) == ["ab  cd", "ef"]
    assert all(cells(line) <= WIDTH for line in fold("한글 " * 100 + "끝", WIDTH))


@pytest.mark.parametrize(
    ("value", "header"),
    [
        ("a\nb", "|-"),
        ("a\nb\n", "|"),
        ("a\nb\n\n", "|+"),
        ("word " * 30 + "x", ">-"),
        (f"{'word ' * 30}x\ny", ">-"),
        (" a", None),
        ("", None),
    ],
)
def test_headers_of_blocks(value: str, header: str | None) -> None:
    lines = block(value, 2)
    assert (lines[0] if lines else None) == header
