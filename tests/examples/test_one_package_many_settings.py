"""The package of the example, and what it reads out of Ansible's last lines."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from examplekit import EXAMPLES, example

packages = example("one-package-many-settings")
RECAP = """\
PLAY RECAP *********************************************************************
news01                     : ok=2    changed=1    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
web01                      : ok=2    changed=0    unreachable=0    failed=0    skipped=0    rescued=0    ignored=0
"""
needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(packages, "WORK", tmp_path)
    return tmp_path


def test_reads_how_much_changed_on_each_host() -> None:
    assert packages.read_recap(RECAP) == {"news01": 1, "web01": 0}


@needs_dpkg
def test_builds_one_package_for_all_hosts(work: Path) -> None:
    packages.prepare()
    built = work / "packages/hello-web_1.1_all.deb"
    field = subprocess.run(["dpkg-deb", "--field", built, "Version"], capture_output=True, text=True, check=True)
    assert field.stdout == "1.1\n"
    content = subprocess.run(["dpkg-deb", "--contents", built], capture_output=True, text=True, check=True).stdout
    assert "./usr/bin/hello-web" in content
    assert "maxclient" not in content
    assert "/etc" not in content
    assert sorted(path.name for path in (work / "hosts").iterdir()) == sorted(packages.HOSTS)


@needs_dpkg
def test_wants_an_empty_folder(work: Path) -> None:
    (work / "hosts").mkdir()
    with pytest.raises(SystemExit, match=r"^Start this in an empty folder: packages/ or hosts/ is here already\.$"):
        packages.prepare()


def test_the_program_says_how_it_is_set_up(work: Path) -> None:
    for folder in ("usr/bin", "usr/share/hello-web", "etc"):
        (work / folder).mkdir(parents=True)
    (work / "usr/share/hello-web/version").write_text("1.0")
    (work / "etc/hello-web.conf").write_text("maxclient = 32\n")
    shutil.copy(EXAMPLES / "one-package-many-settings/hello-web", work / "usr/bin/hello-web")
    assert packages.run(["sh", str(work / "usr/bin/hello-web")]) == "version 1.0, maxclient 32\n"


def test_a_command_that_fails_is_shown_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match=r"^sh failed:\nbad\n$"):
        packages.run(["sh", "-c", "echo bad; exit 3"])
