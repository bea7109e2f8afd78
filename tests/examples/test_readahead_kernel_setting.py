"""The loop device of the example is its own, and is given back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from examplekit import example

setting = example("readahead-kernel-setting")
needs_loop = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("losetup") or not Path("/dev/loop-control").exists(),
    reason="needs root, losetup (apt-get install mount) and loop devices",
)


@pytest.fixture(autouse=True)
def small_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "DISK_SIZE", 8 * 2**20)


def read_ahead(device: Path) -> str:
    return Path(setting.queue(device), "read_ahead_kb").read_text()


@needs_loop
def test_the_device_is_given_back(tmp_path: Path) -> None:
    with (tmp_path / "disk").open("w+b") as file:
        setting.fill(file)
        with setting.own_disk(file) as device:
            assert (setting.queue(device).parent / "loop/backing_file").read_text().strip() == str(tmp_path / "disk")
            kept = read_ahead(device)
            with setting.settings_kept(device):
                setting.look_up(device, 16)
                assert read_ahead(device) == "16\n"
            assert read_ahead(device) == kept
    backing = setting.queue(device).parent / "loop/backing_file"
    assert not backing.exists() or backing.read_text().strip() != str(tmp_path / "disk")


@needs_loop
def test_all_is_put_back_when_it_is_stopped(tmp_path: Path) -> None:
    found = ""

    def stopped(device: Path) -> None:
        with setting.settings_kept(device):
            setting.look_up(device, 16)
            raise KeyboardInterrupt

    with (tmp_path / "disk").open("w+b") as file:
        setting.fill(file)
        with setting.own_disk(file) as device:
            found = read_ahead(device)
            with pytest.raises(KeyboardInterrupt):
                stopped(device)
            assert read_ahead(device) == found


@pytest.mark.skipif(not shutil.which("losetup"), reason="needs losetup (apt-get install mount)")
def test_says_in_a_line_what_losetup_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"^No loop device to be had here: .*No such file"):
        setting.losetup("--find", str(tmp_path / "absent"))
