"""Which file of fonts a page needs."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from kbsite.site.asset_names import ASSETS
from kbsite.site.fonts import Fonts

FONTS = Fonts()


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("<p>plain</p>", "kb-sans-latin"),
        ("<p>Łukasz – “naïve” → γ̂ ≥ 3</p>", "kb-sans-latin"),
        ("<p>병목을 찾다</p>", "kb-sans"),
        ("<p>ㅂㅁ</p>", "kb-sans"),
        ("<p>뷁</p>", ""),
        ("<p>日本語</p>", ""),
        ("<p>Привет, ไทย, \U0001f600, \ud800</p>", "kb-sans-latin"),
    ],
)
def test_the_smallest_that_has_all_letters_that_any_has(text: str, file: str) -> None:
    path = FONTS.file([FONTS.enough(text)])
    assert path.rpartition("/")[2].partition(".")[0] == file


def test_all_parts_of_a_page_count() -> None:
    latin, korean, rare = map(FONTS.enough, ("a", "가", "뷁"))
    assert FONTS.file([latin, korean]) == FONTS.file([korean, latin]) == FONTS.file([korean])
    assert FONTS.file([rare, korean]) == ""


def test_each_file_is_there_under_the_name_of_its_bytes() -> None:
    for text in ("a", "가"):
        path = ASSETS / Path(FONTS.file([FONTS.enough(text)])).relative_to("assets/kb")
        assert path.suffixes == [f".{sha256(path.read_bytes()).hexdigest()[:10]}", ".woff2"]
