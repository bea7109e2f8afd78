"""Hand-written pages as sections to find."""

from __future__ import annotations

import pytest

from kbsite.search.document import Section
from kbsite.site.prose_sections import sections

PAGE = """<p>첫 <em>문단</em>은 <a href="x">여기</a>.</p><ul><li>하나</li><li>둘</li></ul>
<h2 id="what">무엇을 <code>담나</code></h2><p>기록과&nbsp;&lt;근거&gt;</p>
<h3>이름 없는 제목</h3><p>그 아래</p><h3 id="last">끝</h3>"""


def test_every_heading_with_an_anchor_begins_a_section() -> None:
    assert sections(PAGE) == (
        Section("", "", "첫 문단은 여기. 하나 둘"),
        Section("what", "무엇을 담나", "기록과 <근거> 이름 없는 제목 그 아래"),
        Section("last", "끝", ""),
    )


@pytest.mark.parametrize("html", ["", "<p></p>", "<h2></h2>", "\n"])
def test_nothing_makes_no_sections(html: str) -> None:
    assert sections(html) == ()
