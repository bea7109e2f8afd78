"""The whole build as a command: the same bytes every time, built aside, and never half a site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sitekit.builds import ENVIRONMENT, ROOT, build, build_anew, content, differences, environment, files, kbsite
from sitekit.small import write_project

from kbsite.site.build import build_site
from kbsite.site.swap import MARKER

BROKEN = {"title": "x", "sources": ["nowhere"]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


@pytest.fixture
def site(project: Path) -> Path:
    """A project's site, already built."""
    return build(project, project / "site", "--no-cards")


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}"))


@pytest.mark.xdist_group("built")
def test_the_real_site_is_the_same_to_the_byte_wherever_it_is_built(built: Path, tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Kiritimati", "LC_ALL": "ko_KR.UTF-8", "LANG": "tr_TR.UTF-8", "COLUMNS": "40"}
    again = build_anew(ROOT, tmp_path / "other" / "folder", **{**ENVIRONMENT, **elsewhere, "KBSITE_LANG": "ko"})
    assert differences(built, again) == []


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_order_of_sets_does_not_show(project: Path, site: Path, tmp_path: Path, seed: str) -> None:
    assert differences(site, build_anew(project, tmp_path / "again", "--no-cards", PYTHONHASHSEED=seed)) == []


def test_a_project_gives_the_same_site_from_any_folder(site: Path, tmp_path: Path) -> None:
    copy = write_project(tmp_path / "다른 폴더" / "copy")
    assert differences(site, build_anew(copy, tmp_path / "again", "--no-cards")) == []


def test_files_carry_the_date_of_the_sources_where_one_is_given(project: Path) -> None:
    target = build(project, project / "site", "--no-cards", SOURCE_DATE_EPOCH="1477353600")
    assert {int(path.stat().st_mtime) for name, path in files(target).items() if name != MARKER} == {1477353600}


def test_what_did_not_change_stays_the_file_it_was(project: Path, site: Path, tmp_path: Path) -> None:
    before = {name: path.stat() for name, path in files(site).items()}
    write_project(project, {"content/ko/about.md": "# 새 소개\n"})
    (site / "robots.txt").write_text("spoiled", "utf-8")
    spoiled = (site / "talks/index.html").read_bytes()
    (site / "talks/index.html").write_bytes(spoiled.replace(b"<html", b"<HTML"))
    (site / "speakers/index.html").rename(tmp_path / "moved.html")
    (site / "speakers/index.html").symlink_to(tmp_path / "moved.html")
    build(project, site, "--no-cards")
    assert differences(site, build_anew(project, tmp_path / "again", "--no-cards")) == []
    after = {name: path.lstat() for name, path in files(site).items()}
    same = {name for name, stat in after.items() if name in before and stat.st_ino == before[name].st_ino}
    assert {stat.st_mtime_ns - before[name].st_mtime_ns for name, stat in after.items() if name in same} == {0}
    assert {stat.st_nlink for stat in after.values()} == {1}
    assert len(same) > 0.9 * len(after)
    assert not {"about/index.html", "robots.txt", "talks/index.html", "speakers/index.html", "sw.js"} & same


def test_a_build_says_how_much_it_wrote(project: Path) -> None:
    done = kbsite("-C", project, "build", "--no-cards")
    count = len(files(project / "site")) - 1
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.startswith(f"{count} files, ")
    assert done.stderr.endswith(" MB in site/\n")


def test_a_project_may_be_named_by_a_path_from_here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "content" / "about.md").write_text("# About\n\n[Home](index.md)\n", "utf-8")
    (project / "content" / "index.md").write_text("# Home\n", "utf-8")
    monkeypatch.chdir(project)
    assert [problem.message.say("en") for problem in build_site(Path(), cards=False).problems if problem.severity == "error"] == []
    assert (project / "site" / "about" / "index.html").is_file()


def test_progress_counts_every_file(project: Path) -> None:
    seen: list[tuple[int, int]] = []
    result = build_site(project, progress=lambda done, total: seen.append((done, total)), cards=False)
    assert [done for done, _ in seen] == list(range(1, result.files + 1))
    assert all(done <= total <= result.files for done, total in seen)  # the files of the search are not counted before they are made
    assert seen[-1] == (result.files, result.files)
    assert result.size == sum(path.stat().st_size for path in files(project / "site").values())


def test_a_broken_record_leaves_the_site_as_it_was(project: Path, site: Path) -> None:
    before = content(site)
    write_project(project, {"talks/conf/103-third.yml": BROKEN})
    done = kbsite("-C", project, "build", "--no-cards")
    assert done.returncode == 1
    assert "talks/conf/103-third.yml:4:3: unknown source 'nowhere' [source-exists]" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert content(site) == before
    assert beside(site) == []


def test_settings_that_cannot_be_used_leave_the_site_as_it_was(project: Path, site: Path) -> None:
    before = content(site)
    (project / "mkdocs.en.yml").write_text("INHERIT: mkdocs.yml\ntheme: {name: nosuch}\n", "utf-8")
    done = kbsite("-C", project, "build", "--no-cards")
    assert done.returncode == 2
    assert "mkdocs.en.yml:1:1: the settings cannot be used: Config value 'theme': Unrecognised theme name: 'nosuch'." in done.stdout
    assert "[project-settings]" in done.stdout
    assert done.stderr == ""
    assert content(site) == before


def test_a_page_that_links_nowhere_is_told(project: Path) -> None:
    (project / "content/ko/about.md").write_text("# 소개\n\n[없음](nowhere.md)\n", "utf-8")
    done = kbsite("-C", project, "build", "--no-cards")
    assert "content/ko/about.md:1:1:" in done.stdout
    assert "nowhere.md" in done.stdout
    assert done.returncode == 1


def test_a_folder_with_files_of_others_is_refused(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "papers"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", "utf-8")
    done = kbsite("-C", project, "build", "--no-cards", "-o", target)
    assert done.returncode == 2
    assert f"'{target}' holds files that no build put there [site-folder]" in done.stdout
    assert "move them away, or choose another folder with --output" in done.stdout
    assert content(target) == {"thesis.txt": b"years of work"}


def test_a_folder_that_cannot_be_written_is_told(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = kbsite("-C", project, "build", "--no-cards", "-o", tmp_path / "file" / "site")
    assert done.returncode == 2
    assert "the site cannot be written: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def started(project: Path, target: Path) -> subprocess.Popen[bytes]:
    """A build under way that has written some of its files and is stopped there."""
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(project), "build", "--no-cards", "-o", str(target)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    aside = target.parent / f".{target.name}.{process.pid}"
    while not (aside.exists() and len(files(aside)) > 2):
        assert process.poll() is None, "the build ended before it was seen at work"
        time.sleep(0.002)
    process.send_signal(signal.SIGSTOP)
    return process


def test_a_killed_build_leaves_the_site_as_it_was_and_the_next_one_clears_up(project: Path, site: Path) -> None:
    before = content(site)
    write_project(project, {"content/ko/about.md": "# 새 소개\n"})
    process = started(project, site)
    process.kill()
    process.wait()
    assert content(site) == before
    assert beside(site) == [f".site.{process.pid}"]
    build(project, site, "--no-cards")
    assert beside(site) == []
    assert "새 소개" in (site / "about/index.html").read_text("utf-8")


@pytest.mark.parametrize("taken_back", [False, True])
def test_a_second_build_of_the_same_folder_is_refused_while_the_first_is_at_work(project: Path, site: Path, taken_back: bool) -> None:
    page = project / "content/ko/about.md"
    before = page.read_text("utf-8")
    page.write_text("# 새 소개\n", "utf-8")
    process = started(project, site)
    if taken_back:  # there is nothing to write then, but what the first one writes is another site
        page.write_text(before, "utf-8")
    try:
        done = kbsite("-C", project, "build", "--no-cards", "-o", site)
        assert done.returncode == 2
        assert f"another build is at work (process {process.pid}) [site-folder]" in done.stdout
        assert "wait for it to end" in done.stdout
    finally:
        process.send_signal(signal.SIGCONT)
    assert process.wait(120) == 0
    assert beside(site) == []
    assert (site / MARKER).exists()


def test_two_builds_at_once_into_two_folders_do_not_disturb_each_other(project: Path, site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kbsite.cli", "-C", str(project), "build", "--no-cards", "-o"]
    targets = [tmp_path / "one", tmp_path / "two"]
    processes = [subprocess.Popen([*command, str(target)], env=environment(), stderr=subprocess.DEVNULL) for target in targets]
    assert [process.wait(120) for process in processes] == [0, 0]
    assert [differences(site, target) for target in targets] == [[], []]


def test_the_build_needs_no_network(project: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('the network was asked for')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from kbsite.cli import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(project), "build", "--no-cards"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_folder_of_the_site_may_be_read_only_to_others(project: Path) -> None:
    site = build(project, project / "site", "--no-cards")
    assert os.access(site, os.R_OK | os.X_OK)
    assert site.stat().st_mode & 0o077 == (0o777 & ~_umask()) & 0o077


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
