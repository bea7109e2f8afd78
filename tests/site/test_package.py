"""Installed as a package, away from its sources: the same commands on any project from any folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from sitekit.builds import ROOT, build, differences, environment
from sitekit.small import write_project

pytestmark = pytest.mark.xdist_group("package")


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environment(), capture_output=True, text=True, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from this folder without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet")
    done = run(sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, ROOT, folder=folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("kbsite-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment of its own, which borrows the dependencies of this one."""
    home = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", home, folder=home)
    python = home / "bin" / "python"
    offline = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    done = run(sys.executable, "-m", "pip", "--python", python, "install", *offline, wheel, folder=home)
    assert done.returncode == 0, done.stderr
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home / "bin" / "kbsite"


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if not name.startswith(f"kbsite-{wheel.name.split('-')[1]}.dist-info/")}
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "kbsite"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode != 0:
        pytest.skip("this folder is no git checkout")
    there = {name for name in tracked.stdout.splitlines() if (ROOT / name).is_file()}
    assert inside == there


def test_it_is_the_installed_package_that_runs(installed: Path, tmp_path: Path) -> None:
    done = run(installed.parent / "python", "-c", "import kbsite.site.theme; print(kbsite.__file__)", folder=tmp_path)
    assert done.stdout.startswith(str(installed.parents[1]))


def test_check_from_another_folder(installed: Path, tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(installed, "-C", project, "check", folder=elsewhere)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "10 records: no problems\n"
    done = run(installed, "-C", "../project", "check", folder=elsewhere)
    assert done.returncode == 0
    done = run(installed, "check", folder=elsewhere)
    assert done.returncode == 2
    assert f"no project here: '{elsewhere}' has no mkdocs.yml" in done.stdout


def test_build_from_another_folder_gives_the_same_site(installed: Path, tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(installed, "-C", "../project", "build", folder=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(elsewhere.iterdir()) == []
    assert differences(project / "site", build(project, tmp_path / "from-sources")) == []
    done = run(installed, "-C", "../project", "build", "-o", "here", "--no-cards", folder=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (elsewhere / "here" / "index.html").exists()
