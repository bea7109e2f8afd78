"""What a machine lacks, all of it at once, with what brings it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from snippetkit import VALUES

from kbsite.records.snippets import Snippet
from kbsite.snippets.needs import cures, lacks


def needing(**needs: Any) -> Snippet:
    return Snippet.model_validate({**VALUES, "id": "two-rows", "path": "", "needs": needs})


def test_nothing_is_missing() -> None:
    assert lacks(needing(tools=[{"name": "sh", "package": "dash"}], disk="0.001", memory="0.001", devices=["/dev/null"])) == []


def test_everything_is_missing() -> None:
    tools = [
        {"name": "no-tool-a", "package": "package-a"},
        {"name": "sh", "package": "dash"},
        {"name": "no-tool-b", "package": "package-b"},
    ]
    missing = lacks(needing(tools=tools, disk="1e9", memory="1e9", devices=["/dev/none"]))
    said = [lack.what.say("en") for lack in missing]
    assert said[:3] == ["'no-tool-a' is not installed", "'no-tool-b' is not installed", "there is no device /dev/none"]
    assert said[3].endswith("GiB free, 1e+09 are needed")
    assert said[4].endswith("GiB of memory are free, 1e+09 are needed")
    assert [cure.say("en") for cure in cures(missing)] == [
        "apt-get install --no-install-recommends package-a package-b",
        "set TMPDIR to a folder on a disk",
    ]
    assert [lack.what.say("ko") for lack in missing[:3]] == [
        "'no-tool-a'가 설치되어 있지 않습니다", "'no-tool-b'가 설치되어 있지 않습니다", "/dev/none 장치가 없습니다",
    ]  # fmt: skip
    assert cures(missing)[1].say("ko") == "TMPDIR를 디스크에 있는 폴더로 지정하세요"


@pytest.mark.skipif(os.geteuid() == 0, reason="root is root")
def test_root_is_needed() -> None:
    (lack,) = lacks(needing(root="true"))
    assert lack.what.say("en") == "it must run as root"
    assert lack.what.say("ko") == "root로 실행해야 합니다"
    assert lack.cure is not None
    assert lack.cure.say("en") == "sudo kbsite run two-rows"


def test_a_disk_that_is_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/shm").is_dir():  # noqa: S108
        pytest.skip("no folder in memory here")
    monkeypatch.setenv("TMPDIR", "/dev/shm")  # noqa: S108
    (lack,) = lacks(needing(disk="0.001"))
    assert lack.what.say("en") == "/dev/shm is memory, and the example measures a disk"  # noqa: S108
    assert lack.what.say("ko") == "/dev/shm은 메모리인데 이 예제는 디스크를 씁니다"  # noqa: S108
