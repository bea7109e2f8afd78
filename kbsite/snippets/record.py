"""A run that holds to `run.json` and its drawings, written whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from kbsite.records.claims import numbers
from kbsite.records.folders import DRAWINGS, RECORD
from kbsite.records.regular import regular
from kbsite.records.runs import LIMIT_OUTPUT, Run, recipe_hash, sha256, shown_text, write_run
from kbsite.records.snippets import Snippet
from kbsite.snippets.machine import machine, versions
from kbsite.snippets.runner import Order, Outcome
from kbsite.words import Words


class NoTable(Exception):
    """A table that is to be drawn is not there, or is not fit to be read; `said` is why."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.say())
        self.said = said


def tables(snippet: Snippet, work: Path) -> dict[str, str]:
    """Text of every table that a recipe draws; raises `NoTable`."""
    return {name: _table(work, name) for name in dict.fromkeys(plot.table for plot in snippet.plots)}


def _table(work: Path, name: str) -> str:
    """What an example wrote is not trusted: a link in it could lead anywhere."""
    try:
        if any((work / part).is_symlink() for part in (name, *map(str, Path(name).parents))):
            raise NoTable(NOT_FIT.fill(name=name))
        with regular(work / name) as file:
            data = file.read(LIMIT_OUTPUT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoTable(NOT_THERE.fill(name=name)) from error
    except OSError as error:
        raise NoTable(NOT_FIT.fill(name=name)) from error
    if not data or len(data) > LIMIT_OUTPUT:
        raise NoTable(NOT_FIT.fill(name=name))
    return shown_text(data)


def run_of(order: Order, outcome: Outcome, python: Path, read: Mapping[str, str], drawings: Mapping[str, str]) -> Run:
    """What is recorded of a run."""
    snippet = order.snippet
    return Run(
        example=snippet.id,
        date=dt.datetime.now(dt.UTC).date(),
        files=order.folder.hashes(),
        recipe=recipe_hash(snippet),
        output=outcome.text,
        steps=tuple(outcome.steps),
        seconds=round(outcome.seconds, 2),
        peak_memory_mib=round(outcome.peak_mib, 1),
        numbers=numbers(snippet, outcome.text),
        machine=machine(order.sandbox),
        versions=versions(snippet, python),
        tables=dict(read),
        drawings={name: sha256(text) for name, text in drawings.items()},
    )


def write(folder: Path, run: Run, drawings: Mapping[str, str]) -> None:
    """Put the record into an example's folder; drawings first, so that `run.json` never names one that is not there."""
    (folder / DRAWINGS).mkdir(exist_ok=True)
    for name, text in drawings.items():
        _replace(folder / name, text)
    _replace(folder / RECORD, write_run(run))
    for left in (folder / DRAWINGS).glob("*.svg"):
        if f"{DRAWINGS}/{left.name}" not in drawings:
            left.unlink()
    if not drawings:
        (folder / DRAWINGS).rmdir()


def _replace(target: Path, text: str) -> None:
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(text.encode())
    fresh.replace(target)


NOT_THERE = Words("the run did not write the table '{name}'", "실행이 표 '{name}'을/를 만들지 않았습니다")
NOT_FIT = Words(
    "the table '{name}' is empty, longer than 200,000 bytes, or no file",
    "표 '{name}'이/가 비었거나, 200,000바이트보다 길거나, 파일이 아닙니다",
)
