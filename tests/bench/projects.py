"""Projects of a size, each with its peer: the same pages' Markdown as a project for plain MkDocs with Material.

Talks are those of pyvideo (CC0) where that list is beside this folder, brought in by the project's own importer; else copies of this
project's own (`generate.py`). The smallest size stands for the project as it is.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "pyvideo.jsonl.gz"
OWN = 44
"""The number of talks of this project."""
SETTINGS = """\
site_name: Talks
site_url: https://talks.example/
docs_dir: content
theme:
  name: kbsite
  language: en
  font: false
"""
PLAIN = """\
site_name: Talks
site_url: https://talks.example/
theme:
  name: material
  language: {language}
plugins: [search, tags]
nav: [index.md]
not_in_nav: "*"
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds of processor (user and system) and on the clock, bytes of memory at most."""

    cpu: float
    wall: float
    memory: int


def make(size: int, folder: Path) -> tuple[Path, str]:
    """A project with so many talks in one language, and where its talks are from."""
    target = folder / "project"
    if size == OWN or not CORPUS.is_file():
        run(sys.executable, HERE / "generate.py", target, "--talks", size, "--languages", 1)
        return target, "deview2016"
    lines = [line for line in gzip.decompress(CORPUS.read_bytes()).split(b"\n") if line]
    chosen = [lines[number * len(lines) // size] for number in range(size)]
    (folder / "talks.jsonl").write_bytes(b"\n".join(chosen) + b"\n")
    (target / "talks").mkdir(parents=True)
    (target / "content").mkdir()
    (target / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    run(*kbsite(), "-C", target, "import", "pyvideo", folder / "talks.jsonl")
    return target, "pyvideo"


def make_plain(project: Path, folder: Path) -> Path:
    """The Markdown of every page of a project, as a project for MkDocs with Material and no more settings than it needs."""
    language = "ko" if "language: ko" in (project / "mkdocs.yml").read_text("utf-8") else "en"
    run(*kbsite(), "-C", project, "export", "markdown", "-o", folder / "markdown")
    docs = folder / "plain" / "docs"
    for path in (folder / "markdown").rglob("*.md"):
        page = path.relative_to(folder / "markdown")
        target = docs / (page.parent if page.name == "index.md" else page).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (docs / "index.md").write_text("# Talks\n", "utf-8")
    (folder / "plain" / "mkdocs.yml").write_text(PLAIN.format(language=language), "utf-8")
    return folder / "plain"


def first_talk(project: Path) -> Path:
    """The record of a talk."""
    talks = (path for path in sorted(project.glob("talks/*/*.yml")) if path.parent.name not in ("speakers", "techniques", "sources"))
    return next(path for path in talks if path.name != "event.yml")


def edit(talk: Path, words: str) -> None:
    """Give a record of a talk another title, in one of its languages."""
    lines = talk.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    if lines[at].strip() == "title:":
        at += 1
    key = lines[at].partition(":")[0]
    lines[at] = f"{key}: {json.dumps(words, ensure_ascii=False)}"
    talk.write_text("\n".join(lines), "utf-8")


def kbsite() -> tuple[str, ...]:
    """The command line of this project."""
    return sys.executable, "-m", "kbsite.cli"


def mkdocs() -> tuple[str, ...]:
    """The command line of MkDocs."""
    return sys.executable, "-m", "mkdocs"


def spent(folder: Path, *command: object) -> Spent:
    """What a command takes in a folder; it has to succeed."""
    return Spent(**json.loads(run(sys.executable, HERE / "measure.py", folder, *command)))


def run(*command: object) -> str:
    """What a command prints; it has to succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "KBSITE_LANG": "en"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's command compiles its own code each time
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout


def last_json(lines: str) -> dict[str, float]:
    """What a script said in its last line."""
    found: Sequence[str] = lines.strip().split("\n")
    return dict(json.loads(found[-1]))
