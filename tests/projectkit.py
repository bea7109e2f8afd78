"""A small project folder without a fault, for tests that change one thing in it and read what is said of that."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.part import Part
from kbsite.rules import check, in_report_order
from kbsite.words import Language

ROOT = Path(__file__).parent.parent
"""This project's own folder."""

EVENT = "talks/conf2020/event.yml"
TALK = "talks/conf2020/101-storage.yml"
OTHER = "talks/conf2020/102-cluster.yml"
SPEAKER = "talks/speakers/kim-minji.yml"
TECHNIQUE = "talks/techniques/bluestore.yml"
SOURCE = "talks/sources/programme.yml"
TAGS = "talks/tags.yml"

FILES: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: 작은 지식 베이스
site_url: https://kb.example/
theme:
  name: kbsite
  language: ko
""",
    EVENT: """\
name: {ko: 작은 행사, en: Small Conference}
time_zone: Asia/Seoul
days:
  - date: 2020-05-01
  - date: 2020-05-02
tracks:
  - id: A
    name: {ko: 가, en: A}
  - id: B
    name: {ko: 나, en: B}
slots:
  - date: 2020-05-01
    number: 1
    start: 10:00
    end: 10:45
  - date: 2020-05-01
    number: 2
    start: 11:00
    end: 11:45
sources: [programme]
""",
    TALK: """\
code: 101
title: {ko: 저장소 이야기, en: On storage}
speakers:
  - id: kim-minji
    affiliation: {ko: 저장소 회사, en: Storage Inc.}
date: 2020-05-01
track: A
slot: 1
abstract:
  text: SSD에서 저장소를 빠르게 한다.
  source: [programme]
techniques:
  - id: bluestore
    note: 메타데이터를 줄였다.
    source: [programme]
links:
  - type: slides
    url: https://slides.example/101
tags: [storage]
related: [conf2020-102-cluster]
sources: [programme]
""",
    OTHER: """\
code: 102
title: {ko: 클러스터 이야기, en: On clusters}
speakers: [lee-junho]
date: 2020-05-01
track: B
slot: 1
tags: [cluster]
sources: [programme]
""",
    SPEAKER: """\
name: {ko: 김민지, en: Minji Kim}
sources: [programme]
""",
    "talks/speakers/lee-junho.yml": """\
name: {ko: 이준호}
sources: [programme]
""",
    TECHNIQUE: """\
name: {ko: 블루스토어, en: BlueStore}
topic: storage
definition: 장치에 바로 쓰는 저장 방식.
sources: [programme]
""",
    SOURCE: """\
type: list
title: {ko: 프로그램, en: Programme}
""",
    TAGS: """\
storage:
  label: {ko: 저장소, en: Storage}
  aliases: [스토리지, disk]
cluster:
  label: {ko: 클러스터, en: Clusters}
""",
}


@dataclass(frozen=True)
class Folder:
    """A project folder on disk."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        """Make a file, with its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace the one place in a file that reads `old`."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def add(self, path: str, text: str) -> None:
        """Write at the end of a file."""
        self.write(path, (self.root / path).read_text("utf-8") + text)

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def catalog(self) -> Catalog:
        """The records, which have to be free of refusals."""
        catalog, problems = load_catalog(self.root)
        assert catalog is not None
        assert problems == []
        return catalog

    def problems(self) -> list[Problem]:
        """Everything the check finds, in the order of its report."""
        catalog, problems = load_catalog(self.root)
        return in_report_order([*problems, *check(catalog)]) if catalog else problems

    def said(self, language: Language = "en") -> list[str]:
        """The same, each on one line, as `said` puts it."""
        return [said(problem, language) for problem in self.problems()]


P = TypeVar("P", bound=Part)


def changed(part: P, **values: object) -> P:
    """A part of a record with other values, which nobody checks."""
    other = copy(part)
    for name, value in values.items():
        object.__setattr__(other, name, value)
    return other


def said(problem: Problem, language: Language = "en") -> str:
    """One problem on one line: place, severity unless it is an error, message, rule, cure."""
    place = f"{problem.place.path}:{problem.place.line}:{problem.place.column}:"
    severity = "" if problem.severity == "error" else f" {problem.severity}:"
    cure = f" → {problem.cure.say(language)}" if problem.cure else ""
    return f"{place}{severity} {problem.message.say(language)} [{problem.rule}]{cure}"


def marked(problem: Problem) -> str:
    """The piece of the line that a problem's caret underlines."""
    at = problem.place.column - 1
    return problem.line_text[at : at + problem.place.length]


def small_project(root: Path) -> Folder:
    """The small project in a folder."""
    folder = Folder(root)
    for path, text in FILES.items():
        folder.write(path, text)
    return folder


def real_records() -> list[str]:
    """Every record file of this project, relative to it."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "talks").rglob("*.yml"))
