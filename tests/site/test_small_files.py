"""Style sheets and scripts of every page: few, small, named by their bytes, and meaning what their sources mean."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from kbsite.site.asset_names import ASSETS, asset_names
from kbsite.site.small_files import EVERY_SCRIPT, EVERY_STYLE, FONTS, FONTS_FROM, PARTS, Small, small_files

ADDRESS = re.compile(r"""url\(["']?([^"')]+)""")


@pytest.fixture(scope="module")
def small() -> Small:
    return small_files()


def sources(name: str) -> str:
    parts = {EVERY_STYLE: PARTS, FONTS: FONTS_FROM}.get(name, (name,))
    return "".join((ASSETS / part).read_text("utf-8") for part in parts)


def test_there_is_one_style_sheet_and_one_script_for_every_page(small: Small) -> None:
    assert sorted(small) == sorted({EVERY_STYLE, FONTS, EVERY_SCRIPT, "form.css", "snippet.css"})


def test_names_tell_the_bytes(small: Small) -> None:
    for name, (path, data) in small.items():
        stem, _, ending = name.rpartition(".")
        assert path == f"assets/kb/{stem}.{sha256(data).hexdigest()[:10]}.{ending}"


def test_they_are_smaller_than_their_sources_and_have_no_comments(small: Small) -> None:
    for name, (_, data) in small.items():
        most = 1.01 if name == FONTS else 0.95  # fonts.css comes small already, with the folder left out
        assert len(data) < len(sources(name).encode()) * most
        assert b"/*" not in data


def test_no_rule_is_lost(small: Small) -> None:
    for name in (EVERY_STYLE, FONTS, "form.css", "snippet.css"):
        plain = re.sub(r"/\*.*?\*/", "", sources(name), flags=re.DOTALL)
        made = small[name][1].decode()
        assert (made.count("{"), made.count("}")) == (plain.count("{"), plain.count("}"))


def test_what_a_style_sheet_names_is_where_it_says(small: Small) -> None:
    served = set(asset_names())
    found = [address for name in (EVERY_STYLE, FONTS, "form.css", "snippet.css") for address in ADDRESS.findall(small[name][1].decode())]
    files = [address for address in found if not address.startswith(("data:", "#"))]
    assert len(files) > 90
    assert [address for address in files if address not in served] == []


def test_nothing_that_is_made_small_is_served_as_it_is_too() -> None:
    names = list(asset_names())
    assert [name for name in names if name.endswith((".css", ".js"))] == []
    assert "icon.svg" in names
    assert "fonts/OFL.txt" in names


def test_parts_stand_in_their_order_with_addresses_from_where_they_are_served(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for number, part in enumerate((*PARTS, *FONTS_FROM)):
        (tmp_path / part).write_text(f'.p{number} {{ background: url("x.svg"); mask: url(#m); /* no */ }}\n')
    made = small_files(tmp_path)[EVERY_STYLE][1].decode()
    assert [int(number) for number in re.findall(r"\.p(\d)", made)] == list(range(len(PARTS)))
    assert ADDRESS.findall(made) == ["x.svg", "#m"] * len(PARTS)
    assert ADDRESS.findall(small_files(tmp_path)[FONTS][1].decode()) == ["fonts/x.svg", "#m"] * len(FONTS_FROM)
