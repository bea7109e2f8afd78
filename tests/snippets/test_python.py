"""Interpreters with packages: kept by what is in them, made whole or not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kbsite.snippets.python import READY, NoPackages, environment_folder, homes, installed, interpreter
from kbsite.snippets.sandbox import base_python


def test_without_packages_it_is_the_one_this_came_from(tmp_path: Path) -> None:
    assert interpreter(tmp_path, ()) == base_python()
    assert not (tmp_path / "python").exists()
    assert installed(base_python()) == {}
    done = subprocess.run([base_python(), "-I", "-c", "import sys; print(sys.prefix == sys.base_prefix)"], capture_output=True, check=True)
    assert done.stdout == b"True\n"


def test_a_folder_is_named_by_its_packages_in_any_order(tmp_path: Path) -> None:
    one = environment_folder(tmp_path, ("a==1", "b==2"))
    assert one == environment_folder(tmp_path, ("b==2", "a==1"))
    assert one != environment_folder(tmp_path, ("a==1", "b==3"))
    assert one.parent == tmp_path / "python"


def test_packages_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NoPackages) as raised:
        interpreter(tmp_path, ("no-such-package==1",))
    english, korean = raised.value.said.say("en"), raised.value.said.say("ko")
    assert (
        english
        == "the Python packages no-such-package==1 could not be installed: ERROR: No matching distribution found for no-such-package==1"
    )
    assert korean.startswith("파이썬 패키지 no-such-package==1을 설치하지 못했습니다: ERROR: No matching distribution")
    assert not (environment_folder(tmp_path, ("no-such-package==1",)) / READY).exists()


def test_an_environment_that_is_ready_is_used_as_it_is(tmp_path: Path) -> None:
    folder = environment_folder(tmp_path, ("a==1",))
    folder.mkdir(parents=True)
    (folder / READY).touch()
    assert interpreter(tmp_path, ("a==1",)) == folder / "bin/python"
    assert homes(folder / "bin/python")[0] == folder
