"""The recorded run of an example, `run.json`: text to a checked value, and back. It comes from pull requests: nothing in it is trusted."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError
from pydantic_core import to_jsonable_python

from kbsite.problems import Place, Problem
from kbsite.records.models import Date, Id, Line
from kbsite.records.part import Part, part
from kbsite.records.snippets import FilePath, Snippet
from kbsite.records.text import Text
from kbsite.records.walk import fields
from kbsite.words import Words

LIMIT_OUTPUT = 200_000
"""Characters of output, and of each table."""
LIMIT_BYTES = 2_000_000

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(strict=True, ge=0, le=10**9)]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Body = Annotated[str, StringConstraints(max_length=LIMIT_OUTPUT)]


@part
class Machine(Part):
    """Where a run took place, without anything that names its owner."""

    system: Line
    kernel: Line
    architecture: Line
    cpu: Line
    cores: Count
    memory_mib: Count
    sandbox: Line | None
    """Name and version of the sandbox, None where there was none."""


@part
class StepRun(Part):
    """One step as it went."""

    exit: Annotated[int, Field(strict=True, ge=0, le=255)]
    seconds: Amount


@part
class Run(Part):
    """A recorded run: what was run, what it printed, on what."""

    example: Id
    date: Date
    """Day, in UTC."""
    files: Annotated[dict[FilePath, Hash], Field(min_length=1, max_length=100)]
    """SHA-256 of every source file."""
    recipe: Hash
    """SHA-256 of what the recipe says of the run; see `recipe_hash`."""
    output: Body
    steps: Annotated[tuple[StepRun, ...], Field(min_length=1, max_length=12)]
    seconds: Amount
    peak_memory_mib: Amount
    numbers: Annotated[dict[Id, Annotated[float, Field(allow_inf_nan=False)]], Field(max_length=40)]
    machine: Machine
    versions: Annotated[dict[Line, Line], Field(max_length=200)]
    tables: Annotated[dict[FilePath, Body], Field(max_length=8)]
    """Text of every table that is drawn."""
    drawings: Annotated[dict[FilePath, Hash], Field(max_length=16)]
    """SHA-256 of every drawing, by its path in the example's folder."""


def sha256(data: str | bytes) -> str:
    """The hash by which files are told apart, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def recipe_hash(snippet: Snippet) -> str:
    """Hash of what a recipe says of how to run and draw; not of its explanations, nor of the bounds, which are looked at anew."""
    parts = {"exact": str(snippet.exact), "root": str(snippet.needs.root), "network": snippet.needs.network, "python": snippet.needs.python}
    said = [*parts.items(), *(step.run for step in snippet.steps), *(_plain(plot) for plot in snippet.plots)]
    return sha256(_canonical(said))


def _plain(part: Part) -> list[Any]:
    return [(path, value.variants if isinstance(value, Text) else value) for path, value in fields(part)]


def write_run(run: Run) -> str:
    """The text of `run.json`, which ends in a hash of itself."""
    values = to_jsonable_python(run)
    return _written(values, sha256(_canonical(values)))


def _written(values: dict[str, Any], whole: str) -> str:
    return json.dumps({**values, "whole": whole}, ensure_ascii=False, indent=1) + "\n"


def read_run(path: str, data: bytes) -> tuple[Run | None, list[Problem]]:
    """The run that a file holds; problems say why it holds none."""
    if len(data) > LIMIT_BYTES:
        return None, [Problem(Place(path), "file-size", TOO_BIG.fill(size=len(data) // 1000, limit=LIMIT_BYTES // 1000), again(path))]
    try:
        values = json.loads(data.decode(), object_pairs_hook=_distinct, parse_constant=_refuse)
        whole = values.pop("whole", None) if isinstance(values, dict) else _refuse("no object")
        if whole != sha256(_canonical(values)) or data.decode() != _written(values, whole):
            return None, [Problem(Place(path), "snippet-is-recorded", CHANGED, again(path))]
        run = Run.model_validate(values)
    except json.JSONDecodeError as error:
        return None, [_odd(Place(path, error.lineno, error.colno), error.msg)]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return None, [_odd(Place(path), f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}"[:200])]
    except (ValueError, RecursionError) as error:
        return None, [_odd(Place(path), str(error).partition("\n")[0][:120])]
    hidden = hidden_character("".join((run.output, *run.tables.values())))
    return (None, [_odd(Place(path), f"U+{ord(hidden):04X}")]) if hidden else (run, [])


def hidden_character(text: str) -> str | None:
    """The first character that would change how text around it is shown."""
    return next((c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co")), None)


def shown_text(data: bytes) -> str:
    """What a program printed as plain text: colours taken away, what a terminal would have obeyed as a sign."""
    lines = harmless(data.decode("utf-8", "replace")).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rpartition("\r")[2] for line in lines)


def harmless(text: str) -> str:
    """Text that no terminal obeys, but for the ends of its lines: no colour, title, clipboard or writing from right to left."""
    text = ESCAPE.sub("", text)
    return "".join("\ufffd" if c != "\r" and hidden_character(c) else c for c in text)


def again(path: str) -> Words:
    """How a record is made anew, by the path of any file of an example."""
    return RECORD_AGAIN.fill(id=path.split("/")[-2])


def _odd(place: Place, what: str) -> Problem:
    return Problem(place, "snippet-is-recorded", ODD.fill(what=what), again(place.path))


def _canonical(values: object) -> str:
    return json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])")
"""Control sequences, commands and strings for the system or the terminal, and the shorter ones (ECMA-48, ECMA-35)."""
TOO_BIG = Words("the record has {size} kB; at most {limit} kB are read", "기록이 {size} kB입니다. {limit} kB까지만 읽습니다")
CHANGED = Words("the record was changed after it was made", "기록이 만들어진 뒤에 바뀌었습니다")
ODD = Words("the record cannot be read: {what}", "기록을 읽을 수 없습니다: {what}")
RECORD_AGAIN = Words("run it and record it: kbsite run {id} --record", "실행해서 다시 기록하세요: kbsite run {id} --record")
