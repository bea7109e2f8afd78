"""A number that only this user's machine knows."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kbsite.records.secret import LENGTH, secret


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the number will be."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "kbsite" / "key"


def test_it_is_made_once_and_is_the_users_alone(key: Path) -> None:
    first = secret()
    assert first is not None
    assert len(first) == LENGTH
    assert secret() == first == key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_every_user_has_another(key: Path) -> None:
    first = secret()
    key.unlink()
    assert secret() != first


@pytest.mark.parametrize("data", [b"", b"short", b"x" * (LENGTH + 1)])
def test_what_is_no_such_number_is_replaced(key: Path, data: bytes) -> None:
    secret()
    key.write_bytes(data)
    assert secret() == key.read_bytes() != data


def test_what_others_could_read_is_replaced(key: Path) -> None:
    first = secret()
    key.chmod(0o644)
    assert secret() != first


def test_a_link_is_not_followed(key: Path, tmp_path: Path) -> None:
    secret()
    (tmp_path / "other").write_bytes(b"y" * LENGTH)
    key.unlink()
    key.symlink_to(tmp_path / "other")
    assert secret() in (None, key.read_bytes())
    assert (tmp_path / "other").read_bytes() == b"y" * LENGTH


def test_where_nothing_can_be_written_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file")
    assert secret() is None
