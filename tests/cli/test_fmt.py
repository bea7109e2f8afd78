"""`kbsite fmt`: what it writes, names and leaves alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from projectkit import OTHER, ROOT, SPEAKER, TAGS, TALK, Folder

Run = Callable[..., Result]
MESSY = "sources: [ programme ]\n# the only name\nname:   {'ko': '김민지', \"en\": Minji Kim}\n\n"
NEAT = "# the only name\nname: {ko: 김민지, en: Minji Kim}\nsources: [programme]\n"


def text(project: Folder, path: str) -> str:
    return (project.root / path).read_text("utf-8")


def test_everything_is_in_style(run: Run) -> None:
    done = run("fmt", "--check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "8 files: all in style\n")
    assert run("fmt", lang="ko").stderr == "파일 8개: 모두 모양이 맞습니다\n"


def test_a_file_is_rewritten_once(project: Folder, run: Run) -> None:
    project.write(SPEAKER, MESSY)
    (project.root / SPEAKER).chmod(0o640)
    done = run("fmt")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{SPEAKER}\n", "1 of 8 files put in style\n")
    assert text(project, SPEAKER) == NEAT
    assert (project.root / SPEAKER).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (project.root / SPEAKER).parent.iterdir() if path.name.startswith(".")] == []
    before = (project.root / SPEAKER).stat().st_mtime_ns
    assert run("fmt").stdout == ""
    assert (project.root / SPEAKER).stat().st_mtime_ns == before


def test_check_writes_nothing_and_fails(project: Folder, run: Run) -> None:
    project.write(SPEAKER, MESSY)
    done = run("fmt", "--check")
    assert (done.exit_code, done.stdout) == (1, f"{SPEAKER}\n")
    assert done.stderr == "1 of 8 files are in another style; `kbsite fmt` mends them\n"
    assert run("fmt", "--check", lang="ko").stderr == "파일 8개 가운데 1개의 모양이 다릅니다. `kbsite fmt`로 맞추세요\n"
    shown = run("fmt", "--check", "--diff").stdout
    assert shown.startswith(f"{SPEAKER}\n--- {SPEAKER}\n+++ {SPEAKER}\n@@ -1,4 +1,3 @@\n-sources: [ programme ]\n # the only name\n")
    assert text(project, SPEAKER) == MESSY


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_and_what_is_composed_of_two(project: Folder, run: Run, ending: str) -> None:
    import unicodedata

    project.write(SPEAKER, ("\ufeff" + unicodedata.normalize("NFD", NEAT)).replace("\n", ending))
    assert run("fmt").stdout == f"{SPEAKER}\n"
    assert (project.root / SPEAKER).read_bytes() == NEAT.encode()


def test_what_cannot_be_read_is_told_as_the_check_does_and_left_alone(project: Folder, run: Run) -> None:
    project.change(TALK, "code: 101", "code: 101: 1")
    project.write(OTHER, text(project, OTHER) + "code: 103\n")
    project.write("talks/odd/deep/er.yml", "b: 1\na: 2\n")
    before = {path: text(project, path) for path in (TALK, OTHER, "talks/odd/deep/er.yml")}
    done = run("fmt")
    assert done.exit_code == 1
    checked = run("check").stdout
    for line in (
        f"{TALK}:1:10: a ':' followed by a blank stands inside a plain value [yaml-syntax]",
        f"{OTHER}:9:1: the key 'code' is used again (first on line 1) [yaml-duplicate-key]",
        "talks/odd/deep/er.yml:1:1: no record belongs at this place [file-place]",
    ):
        assert line in done.stdout
        assert line in checked
    assert {path: text(project, path) for path in before} == before


def test_a_record_that_breaks_rules_is_put_in_style_all_the_same(project: Folder, run: Run) -> None:
    project.write(SPEAKER, MESSY.replace("programme", "nowhere"))
    done = run("fmt")
    assert (done.exit_code, done.stdout) == (0, f"{SPEAKER}\n")


def test_paths_are_those_of_the_current_folder_or_the_project(project: Folder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(SPEAKER, MESSY)
    project.write(TAGS, text(project, TAGS) + "\n\n\n")
    assert run("fmt", "--check", "talks/speakers").stdout == f"{SPEAKER}\n"
    assert run("fmt", "--check", TALK).stdout == ""
    monkeypatch.chdir(project.root / "talks/speakers")
    assert run("fmt", "--check", "kim-minji.yml").stdout == f"{SPEAKER}\n"
    assert run("fmt", "--check", ".").stdout == f"{SPEAKER}\n"
    assert run("fmt", "--check", str(project.root)).stdout == f"{SPEAKER}\n{TAGS}\n"
    for lang, said in (("en", "no record at 'mkdocs.yml'\n"), ("ko", "'mkdocs.yml'에 기록이 없습니다\n")):
        done = run("fmt", "mkdocs.yml", lang=lang)
        assert (done.exit_code, done.stderr) == (2, said)


def test_the_schema_is_named_where_the_project_has_schemas(project: Folder, run: Run) -> None:
    (project.root / "schema").mkdir()
    project.write("content/snippets/sum/snippet.yml", "title: {en: Sum}\n")
    run("fmt")
    for path, line in (
        (TALK, "../../schema/talk.json"),
        ("talks/conf2020/event.yml", "../../schema/event.json"),
        (SPEAKER, "../../schema/speaker.json"),
        (TAGS, "../schema/tags.json"),
        ("content/snippets/sum/snippet.yml", "../../../schema/snippet.json"),
    ):
        assert text(project, path).startswith(f"# yaml-language-server: $schema={line}\n")
        assert (project.root / path).parent.joinpath(line).resolve().parent == project.root / "schema"
    assert run("fmt", "--check").exit_code == 0


def test_no_project(tmp_path: Path, run: Run) -> None:
    done = run("-C", str(tmp_path), "fmt")
    assert done.exit_code == 2
    assert "no project here" in done.stdout


def test_the_real_records_are_in_style_and_it_takes_no_time(run: Run) -> None:
    begun = time.process_time()
    done = run("-C", str(ROOT), "fmt", "--check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert time.process_time() - begun < 6  # seconds of a processor; about one on an idle machine
