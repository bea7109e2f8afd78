"""Many queries to their answers, as JSON lines: from the index, or from the browser's shards through Node."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from kbsite.search.api import Searcher
from kbsite.search.kept import MANIFEST

TERMINAL = Path(__file__).parents[1] / "site" / "assets" / "search" / "terminal.js"


class NotAsked(ValueError):
    """A line that is no question; `line` is its number, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class NoNode(RuntimeError):
    """Node is not on this machine, or too old to run the browser's modules."""


def questions(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Questions from lines of {"qid", "q"}. Raises NotAsked."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                asked = json.loads(line)
                yield {"qid": asked["qid"], "q": str(asked["q"])}
            except (ValueError, KeyError, TypeError) as error:
                raise NotAsked(number) from error


def answer_all(searcher: Searcher, lines: Iterable[str], answers: TextIO, count: int = 10) -> None:
    """Answer lines of {"qid", "q"} with lines of {"qid", "ids", "ms"}. Raises NotAsked."""
    for asked in questions(lines):
        started = time.perf_counter()
        ids = searcher.ids(asked["q"], count)
        spent = (time.perf_counter() - started) * 1000
        answers.write(json.dumps({"qid": asked["qid"], "ids": ids, "ms": round(spent, 3)}) + "\n")
        answers.flush()


def answer_through_node(folder: Path, lines: Iterable[str], answers: TextIO, count: int = 10) -> None:
    """The same from the shards of an index, as a browser would answer. Raises NotAsked and NoNode."""
    for answer in through_node(folder, questions(lines), count):
        answers.write(json.dumps({"qid": answer["qid"], "ids": answer["ids"], "ms": round(answer["ms"], 3)}) + "\n")
        answers.flush()


def through_node(folder: Path, asked: Iterable[dict[str, Any]], count: int = 10) -> Iterator[dict[str, Any]]:
    """Answers with ids, scores, notes and milliseconds from the shards of the index in a folder. Raises NoNode."""
    manifest = (folder / "shards" / MANIFEST).read_text("utf-8").strip()
    lines = "".join(json.dumps(question) + "\n" for question in asked)
    try:
        command = ["node", str(TERMINAL), str(folder / "shards"), manifest, str(count)]
        done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoNode from error
    yield from map(json.loads, done.stdout.splitlines())
