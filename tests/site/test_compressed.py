"""Compressed twins of a site's texts: whole, smaller, and the same each time."""

from __future__ import annotations

import gzip
from hashlib import sha256, shake_256
from pathlib import Path

import brotli
import pytest
from sitekit.builds import content

from kbsite.site.compressed import LEAST, SMALL, compress
from kbsite.site.target import Written


def every(folder: Path) -> list[Written]:
    return [Written(name, len(data), sha256(data).digest()) for name, data in content(folder).items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks").mkdir()
    (tmp_path / "index.html").write_text("<p>같은 말 same words</p>\n" * 200, "utf-8")
    (tmp_path / "talks" / "long.json").write_text('{"a": "b", "c": ["d"]}\n' * (SMALL // 10), "utf-8")
    (tmp_path / "short.txt").write_text("x" * (LEAST - 1), "utf-8")
    (tmp_path / "font.woff2").write_bytes(bytes(5000))
    return tmp_path


def test_texts_get_twins_that_unpack_to_them(folder: Path) -> None:
    before = content(folder)
    twins = list(compress(folder, every(folder)))
    made = {name: data for name, data in content(folder).items() if name not in before}
    assert sorted(made) == ["index.html.br", "index.html.gz", "talks/long.json.br", "talks/long.json.gz"]
    assert {one.path: (one.size, one.digest) for one in twins} == {name: (len(data), sha256(data).digest()) for name, data in made.items()}
    for name, data in made.items():
        unpacked = gzip.decompress(data) if name.endswith(".gz") else brotli.decompress(data)
        assert unpacked == before[name[:-3]]
        assert len(data) < len(unpacked)
    assert {name: data for name, data in content(folder).items() if name in before} == before


def test_the_same_texts_give_the_same_bytes(folder: Path) -> None:
    list(compress(folder, every(folder)))
    first = content(folder)
    for name in first:
        if name.endswith((".gz", ".br")):
            (folder / name).unlink()
    list(compress(folder, every(folder)))
    assert content(folder) == first


def test_what_does_not_get_smaller_has_no_twin(tmp_path: Path) -> None:
    (tmp_path / "noise.json").write_bytes(shake_256(b"kb").digest(LEAST * 2))
    assert list(compress(tmp_path, every(tmp_path))) == []
