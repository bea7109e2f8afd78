"""`kbsite new`: what it asks, what it writes, and that the check has nothing to say about it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from click.testing import Result
from projectkit import Folder

Run = Callable[..., Result]
NEW = "talks/conf2020/103-disks-fail.yml"


def text(project: Folder, path: str) -> str:
    return (project.root / path).read_text("utf-8")


def in_style(run: Run) -> bool:
    return run("fmt", "--check").exit_code == 0


def test_a_talk_from_options(project: Folder, run: Run) -> None:
    (project.root / "schema").mkdir()
    done = run(
        "new", "talk", "--no-input", "--code", "103", "--title-ko", "디스크가 죽는 법", "--title-en", "How the disks fail", "--words", "disks-fail",
        "--speaker", "김민지", "--date", "2020-05-01", "--track", "A", "--slot", "2", "--technique", "bluestore", "--tag", "디스크" , "--tag", "cluster",
        "--slides", "https://slides.example/103", "--source", "programme",
    )  # fmt: skip
    assert (done.exit_code, done.stderr) == (2, "'디스크' is not known: choose one that exists\n")
    done = run(
        "new", "talk", "--no-input", "--code", "103", "--title-ko", "디스크가 죽는 법", "--title-en", "How the disks fail", "--words", "disks-fail",
        "--speaker", "김민지", "--date", "2020-05-01", "--track", "A", "--slot", "2", "--technique", "블루스토어", "--tag", "disk", "--tag", "cluster",
        "--slides", "https://slides.example/103", "--source", "programme",
    )  # fmt: skip
    assert (done.exit_code, done.stdout) == (0, f"{NEW}\n")
    assert done.stderr == (f"Next: write what the talk is about under 'abstract:' in {NEW}, then `kbsite check` and `kbsite serve`.\n")
    assert (
        text(project, NEW)
        == """\
# yaml-language-server: $schema=../../schema/talk.json
code: 103
title: {ko: 디스크가 죽는 법, en: How the disks fail}
speakers:
  - id: kim-minji
date: 2020-05-01
track: A
slot: 2
techniques:
  - id: bluestore
links:
  - type: slides
    url: https://slides.example/103
tags: [storage, cluster]
sources: [programme]
"""
    )
    assert project.said() == []
    again = run("new", "talk", "--no-input", "--code", "103", "--title-en", "x", "--words", "disks-fail", "--source", "programme")
    assert (again.exit_code, again.stdout, again.stderr) == (2, "", f"'{NEW}' is there already; nothing was written\n")


def test_what_is_unknown_stays_absent(project: Folder, run: Run) -> None:
    done = run("new", "talk", "--no-input", "--title-en", "The cost of a slow disk", "--source", "programme")
    assert done.stdout == "talks/conf2020/cost-slow-disk.yml\n"
    assert text(project, "talks/conf2020/cost-slow-disk.yml") == (
        "title: {en: The cost of a slow disk}\nofficial_title: [en]\nsources: [programme]\n"
    )
    assert project.said() == []
    assert in_style(run)


@pytest.mark.parametrize(
    ("options", "en", "ko"),
    [
        ([], "--title-ko / --title-en is needed: Title in English", "--title-ko / --title-en이 필요합니다: 영어 제목"),
        (["--title-ko", "가"], "--words is needed: Words of the file name", "--words가 필요합니다: 파일 이름에 쓸 낱말"),
        (["--title-en", "x"], "--source is needed: Sources (ids)", "--source가 필요합니다: 출처(id)"),
        (
            ["--title-en", "x", "--speaker", "kim-minjee"],
            "'kim-minjee' is not known: did you mean 'kim-minji'?",
            "'kim-minjee'는 모르는 이름입니다. 혹시 'kim-minji'인가요?",
        ),
        (
            ["--title-en", "x", "--speaker", "park"],
            "'park' is not known: make its record first, with `kbsite new`",
            "'park'는 모르는 이름입니다. 먼저 `kbsite new`로 그 기록을 만드세요",
        ),
        (
            ["--title-en", "x", "--words", "../../x"],
            "'../../x' cannot be an id: lower-case letters a-z, digits and single hyphens, as 231-zinst",
            "'../../x'는 id가 될 수 없습니다. 소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요. 예: 231-zinst",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told(project: Folder, run: Run, options: list[str], en: str, ko: str) -> None:
    before = sorted(path for path in project.root.rglob("*"))
    for lang, said in (("en", en), ("ko", ko)):
        done = run("new", "talk", "--no-input", *options, lang=lang)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"{said}\n"
    assert sorted(path for path in project.root.rglob("*")) == before


def test_what_would_not_pass_is_not_written(project: Folder, run: Run) -> None:
    done = run("new", "talk", "--no-input", "--title-en", "x", "--date", "2021-01-01", "--slides", "javascript:1", "--source", "programme")
    assert done.exit_code == 1
    assert "talks/conf2020/x.yml:3:7: 2021-01-01 is no day of 'conf2020' [talk-stands-in-its-event]" in done.stdout
    assert "[link-is-safe]" in done.stdout
    assert done.stderr == "nothing was written: the record would not pass the check\n"
    assert not (project.root / "talks/conf2020/x.yml").exists()


def test_a_speaker_and_a_technique_by_the_way(project: Folder, run: Run) -> None:
    done = run(
        "new", "talk", "--no-input", "--title-en", "Logs", "--source", "programme", "--new-speaker", "park-jisu", "박지수",
        "--new-technique", "lsm-tree", "LSM tree", "storage", "A tree of sorted runs.",
    )  # fmt: skip
    assert done.stdout.splitlines() == ["talks/speakers/park-jisu.yml", "talks/techniques/lsm-tree.yml", "talks/conf2020/logs.yml"]
    assert text(project, "talks/speakers/park-jisu.yml") == "name: {ko: 박지수}\nsources: [programme]\n"
    assert text(project, "talks/techniques/lsm-tree.yml") == (
        "name: {en: LSM tree}\ntopic: storage\ndefinition: {en: A tree of sorted runs.}\nsources: [programme]\n"
    )
    assert "speakers:\n  - id: park-jisu\n" in text(project, "talks/conf2020/logs.yml")
    assert "techniques:\n  - id: lsm-tree\n" in text(project, "talks/conf2020/logs.yml")
    assert project.said() == []
    assert in_style(run)


def test_a_talk_by_answering(project: Folder, run: Run) -> None:
    answers = [
        *["", "103", "", "", "Slow disks", "", "", "kim-minjee, 박지수", "", ""],  # an event, a number, titles, words, a language, speakers
        *["Jisu Park", "park-jisu", "", "", ""],  # about a speaker
        *["2020-13-01", "2021-05-02", "2020-05-02", "C", "B", "", "bluestor", "y", "storage", "", "", ""],
    ]
    done = run("new", "talk", given="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "talks/speakers/park-jisu.yml\ntalks/conf2020/103-slow-disks.yml\n"
    for said in (
        "Event [conf2020]: ",
        "The organisers' number: ",
        "one of: 2020-05-01, 2020-05-02\nDay: 2020-13-01\n'2020-13-01' is not a day of the calendar: write it as 2016-10-25\n",
        "Day: 2021-05-02\n2021-05-02 is no day of 'conf2020': ",
        "Track: C\nunknown track 'C': ",
        "an answer is needed here\n",
        "Words of the file name [slow-disks]: ",
        "'kim-minjee' is not known\ndid you mean 'kim-minji'? [Y/n]: ",
        "make a record for '박지수'? [Y/n]: ",
        "about '박지수':\n",
        "one of: cluster, storage\n",
    ):
        assert said in done.stderr
    assert text(project, "talks/conf2020/103-slow-disks.yml") == (
        "code: 103\ntitle: {en: Slow disks}\nofficial_title: [en]\nspeakers:\n  - id: kim-minji\n  - id: park-jisu\n"
        "date: 2020-05-02\ntrack: B\ntechniques:\n  - id: bluestore\ntags: [storage]\nsources: [programme]\n"
    )
    assert project.said() == []


def test_answers_are_not_lost_where_the_record_would_not_pass(project: Folder, run: Run) -> None:
    answers = ["", "99", "", "Logs", "", "", "", "2020-05-01", "A", "1", "2", "", "", "", "", "", "y"]
    done = run("new", "talk", "--start", "9:00", given="\n".join([*answers, ""]))
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "talks/conf2020/99-logs.yml"), done.stderr
    assert "Slot of the day: 1\nin track 'A' at the same time as 'conf2020-101-storage': correct the slot" in done.stderr
    assert "'9:00' is not a time of day [value-shape]" in done.stdout
    assert "write it all the same, to be mended in an editor? [Y/n]: y" in done.stderr
    assert "start: 9:00\ntrack: A\nslot: 2\n" in text(project, "talks/conf2020/99-logs.yml")


def test_who_stops_answering_writes_nothing(project: Folder, run: Run) -> None:
    done = run("new", "speaker", given="박지수\n")
    assert done.exit_code == 1
    assert done.stderr.endswith("Aborted!\n")
    assert not list((project.root / "talks/speakers").glob("*park*"))


@pytest.mark.parametrize(
    ("arguments", "path", "whole", "next_"),
    [
        (
            ["speaker", "--name-ko", "박지수", "--name-en", "Jisu Park", "--profile", "https://x.example/", "--source", "programme"],
            "talks/speakers/jisu-park.yml",
            "name: {ko: 박지수, en: Jisu Park}\nlinks:\n  - type: profile\n    url: https://x.example/\nsources: [programme]\n",
            "Next: name 'jisu-park' under 'speakers:' of a talk.\n",
        ),
        (
            ["technique", "--name-en", "Raft", "--topic", "cluster", "--definition-ko", "합의 방법.", "--alias", "래프트", "--related", "bluestore", "--source", "programme"],
            "talks/techniques/raft.yml",
            "name: {en: Raft}\naliases: [래프트]\ntopic: cluster\ndefinition: {ko: 합의 방법.}\nrelated: [bluestore]\nsources: [programme]\n",
            "Next: name 'raft' under 'techniques:' of a talk.\n",
        ),
        (
            [
                "event", "--name-en", "Small Conference 2021", "--id", "conf2021", "--day", "2021-05-01", "--day", "2021-05-02", "--language", "en",
                "--time-zone", "Asia/Seoul", "--source", "programme",
            ],
            "talks/conf2021/event.yml",
            "name: {en: Small Conference 2021}\nlanguage: en\ntime_zone: Asia/Seoul\ndays:\n  - date: 2021-05-01\n  - date: 2021-05-02\n"
            "sources: [programme]\n",
            "Next: `kbsite new talk --event conf2021`.\n",
        ),
        (
            ["source", "--type", "paper", "--title-en", "In Search of an Understandable Consensus Algorithm: Raft", "--id", "ongaro-2014-raft", "--year", "2014"],
            "talks/sources/ongaro-2014-raft.yml",
            'type: paper\ntitle: {en: "In Search of an Understandable Consensus Algorithm: Raft"}\nyear: 2014\n',
            "Next: cite 'ongaro-2014-raft' under 'source:' or 'sources:'.\n",
        ),
    ],
)  # fmt: skip
def test_records_of_other_kinds(project: Folder, run: Run, arguments: list[str], path: str, whole: str, next_: str) -> None:
    done = run("new", *arguments, "--no-input")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{path}\n", next_)
    assert text(project, path) == whole
    assert [problem for problem in project.problems() if problem.severity == "error"] == []
    assert in_style(run)


def test_an_example_that_runs(project: Folder, run: Run) -> None:
    done = run(
        "new", "snippet", "--no-input", "--title-en", 'Sums of "numbers"', "--talk", "101", "--technique", "bluestore", "--tag", "storage"
    )
    assert done.exit_code == 0, done.output
    folder = "content/snippets/sums-numbers"
    assert done.stdout == f"{folder}/snippet.yml\n{folder}/main.py\n"
    assert done.stderr == ("Next: write the program, then `kbsite run sums-numbers --record`; the check asks for a recorded run.\n")
    assert project.said() == [
        f"{folder}/snippet.yml:1:1: the example has no record of a run [snippet-is-recorded]"
        " → run it and record it: kbsite run sums-numbers --record"
    ]
    assert in_style(run)
    if sys.platform == "linux":
        ran = run("run", "sums-numbers", "--no-sandbox", "--record")
        if ran.exit_code == 0:
            assert project.said() == []
        assert "sum of 3 numbers: 6" in ran.output


def test_help_names_every_option(run: Run) -> None:
    for kind in ("talk", "speaker", "technique", "event", "source", "snippet"):
        said = run("new", kind, "--help").stdout
        assert "--no-input" in said
        assert "--source" in said or kind == "source"
    assert run("new", "poem").exit_code == 2
