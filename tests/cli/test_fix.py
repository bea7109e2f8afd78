"""`kbsite fix`: what it mends, what it says, and what it lets stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from projectkit import EVENT, OTHER, SPEAKER, TAGS, TALK, Folder

Run = Callable[..., Result]
KIM = "talks/speakers/kim-minji.yml"


def text(project: Folder, path: str) -> str:
    return (project.root / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (TALK, "id: bluestore", "id: bluestor  # it", f"{TALK}:13:9: 'bluestor' → 'bluestore' (unknown technique 'bluestor')"),
        (TALK, "type: slides", "typ: slides", f"{TALK}:17:5: 'typ' → 'type' (unknown key 'typ')"),
        (TALK, "type: slides", 'type: "slide"', f"{TALK}:17:11: 'slide' → 'slides' ('slide' is no value of 'type')"),
        (OTHER, "tags: [cluster]", "tags: [clusters]", f"{OTHER}:7:8: 'clusters' → 'cluster' (unknown tag 'clusters')"),
        (TALK, "tags: [storage]", "tags: [disk]", f"{TALK}:19:8: 'disk' → 'storage' (unknown tag 'disk')"),
        (OTHER, "[lee-junho]", "[lee-jnuho]", f"{OTHER}:3:12: 'lee-jnuho' → 'lee-junho' (unknown speaker 'lee-jnuho')"),
        (OTHER, "[programme]", "[program]", f"{OTHER}:8:11: 'program' → 'programme' (unknown source 'program')"),
        (EVENT, "Asia/Seoul", "Asia/Soul", f"{EVENT}:2:12: 'Asia/Soul' → 'Asia/Seoul' (unknown time zone 'Asia/Soul')"),
        (TALK, "ko: 저장소 이야기", "kr: 저장소 이야기", f"{TALK}:2:9: 'kr' → 'ko' ('kr' is no language of ISO 639-1)"),
        (TALK, "저장소 이야기", "저\u200b장소 이\u200b야기", f"{TALK}:2:14: removed (hidden character U+200B (ZERO WIDTH SPACE))"),
        (TALK, "저장소 이야기", "저\x08장소 이야기", f"{TALK}:2:14: removed (the character U+0008 cannot be shown and is not allowed)"),
        (TALK, "tags: [storage]", "tags: [storage, storage]", f"{TALK}:19:17: removed ('storage' stands twice in 'tags')"),
        (TALK, "code: 101", "event: conf2020\ncode: 101", f"{TALK}:1:1: removed ('event' follows from the file's path and must not be written)"),
        (
            TALK,
            "tags: [",
            "  - type: slides\n    url: https://slides.example/101\ntags: [",
            f"{TALK}:20:10: removed (the address of link 1 again)",
        ),
        (TALK, "[conf2020-102-cluster]", "[conf2020-101-storage, conf2020-102-cluster]", f"{TALK}:20:11: removed (the talk names itself as related)"),
        (TALK, "code: 101\n", "code: 101 \t\n", f"{TALK}:1:10: removed blanks at the end of the line"),
        (TALK, "code: 101\n", "code: 101\r\n", f"{TALK}:1:1: line ends are plain line feeds now"),
    ],
)  # fmt: skip
def test_what_is_certain_is_mended_at_its_place(project: Folder, run: Run, path: str, old: str, new: str, said: str) -> None:
    whole = text(project, path)
    project.change(path, old, new)
    broken = (project.root / path).read_bytes()
    would = run("fix", "--check")
    assert (would.exit_code, would.stdout.splitlines()) == (1, [said])
    assert would.stderr == "1 can be mended by `kbsite fix`\n"
    assert (project.root / path).read_bytes() == broken
    done = run("fix")
    assert (done.exit_code, done.stdout.splitlines()) == (0, [said])
    assert done.stderr == "1 mended, 0 problems left\n"
    assert text(project, path) == whole.replace(old, f"{old}  # it" if "# it" in new else old)
    assert run("fix").stderr == "0 mended, 0 problems left\n"


def test_letters_are_composed_and_the_last_line_ends(project: Folder, run: Run) -> None:
    whole = text(project, SPEAKER)
    project.write(SPEAKER, "\ufeff" + unicodedata.normalize("NFD", whole).rstrip("\n"))
    done = run("fix", lang="ko")
    assert done.stdout.splitlines() == [
        f"{SPEAKER}:1:1: 바이트 순서 표시를 지움",
        f"{SPEAKER}:1:12: 글자를 조합형에서 완성형으로 바꿈(NFC)",
        f"{SPEAKER}:2:21: 마지막 줄을 줄 바꿈으로 끝냄",
    ]
    assert done.stderr == "3건을 고쳤고 문제 0건이 남았습니다\n"
    assert text(project, SPEAKER) == whole


def test_keys_are_put_in_order(project: Folder, run: Run) -> None:
    whole = text(project, SPEAKER)
    project.write(SPEAKER, "sources: [programme]\nname: {ko: 김민지, en: Minji Kim}\n")
    assert run("fix", "--check", lang="ko").stdout == f"{SPEAKER}:2:1: 키의 순서를 맞춤: 'name'이 'sources'보다 먼저\n"
    assert run("fix").stdout == f"{SPEAKER}:2:1: put the keys in order: 'name' comes before 'sources'\n"
    assert text(project, SPEAKER) == whole


def test_one_cure_brings_another_to_light(project: Folder, run: Run) -> None:
    project.change(TALK, "tags: [storage]", "tag: [storage, disk]")
    done = run("fix")
    assert [line.partition(": ")[2] for line in done.stdout.splitlines()] == [
        "'tag' → 'tags' (unknown key 'tag')",
        "'disk' → 'storage' (unknown tag 'disk')",
        "removed ('storage' stands twice in 'tags')",
    ]
    assert "tags: [storage]\n" in text(project, TALK)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: bluestore", "id: btrfs", "unknown technique 'btrfs'"),
        ("related: [conf2020-102-cluster]", "related: [conf2020-103-cluster]", "unknown talk 'conf2020-103-cluster'"),
        ("track: A", "track: C", "unknown track 'C'"),
        ("code: 101", "titel: x\ncode: 101", "unknown key 'titel'"),
        ("    note: 메타데이터를 줄였다.\n", "    note: 메타데이터를 줄였다.\n    note: 다시\n", "the key 'note' is used again"),
        ("date: 2020-05-01", "date:", "'date' has no value"),
    ],
)
def test_what_is_not_certain_stands_and_is_told(project: Folder, run: Run, old: str, new: str, said: str) -> None:
    project.change(TALK, old, new)
    before = text(project, TALK)
    done = run("fix")
    assert done.exit_code == 1
    assert said in done.stdout
    assert "→ '" not in done.stdout
    assert text(project, TALK) == before


def test_two_names_as_near_as_each_other(project: Folder, run: Run) -> None:
    project.write(
        "talks/techniques/bluestork.yml", text(project, "talks/techniques/bluestore.yml").replace("블루", "푸른").replace("Blue", "Blew")
    )
    project.change(TALK, "id: bluestore", "id: bluestor")
    assert "unknown technique 'bluestor'" in run("fix").stdout
    assert "id: bluestor\n" in text(project, TALK)


def test_blanks_that_mean_something_stay(project: Folder, run: Run) -> None:
    project.change(TALK, "  text: SSD에서 저장소를 빠르게 한다.\n", "  text: |-\n    첫 줄  \n    둘째 줄\n")
    before = text(project, TALK)
    assert run("fix").stderr == "0 mended, 0 problems left\n"
    assert text(project, TALK) == before


def test_only_what_is_named(project: Folder, run: Run) -> None:
    project.change(TALK, "id: bluestore", "id: bluestor")
    project.change(OTHER, "[lee-junho]", "[lee-jnuho]")
    assert run("fix", OTHER).stdout.splitlines()[0] == f"{OTHER}:3:12: 'lee-jnuho' → 'lee-junho' (unknown speaker 'lee-jnuho')"
    assert "bluestor\n" in text(project, TALK)
    assert run("fix", "nowhere").exit_code == 2


def test_what_cannot_be_read_is_left_alone(project: Folder, run: Run, tmp_path: Path) -> None:
    project.write(KIM, "name: 김민지".encode("cp949"))
    before = (project.root / KIM).read_bytes()
    done = run("fix")
    assert "the file is not UTF-8" in done.stdout
    assert (project.root / KIM).read_bytes() == before
    assert run("-C", str(tmp_path / "none"), "fix").exit_code == 2
    project.write(TAGS, "- a\n")
    assert run("fix").exit_code == 1


def test_a_link_is_not_followed(project: Folder, run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("name: 김민지  \n", "utf-8")
    project.remove(SPEAKER)
    (project.root / SPEAKER).symlink_to(outside)
    assert "[file-regular]" in run("fix").stdout
    assert "[file-regular]" in run("fmt").stdout
    assert (project.root / SPEAKER).is_symlink()
    assert outside.read_text("utf-8") == "name: 김민지  \n"
