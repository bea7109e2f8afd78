"""The recipe of a runnable example, `content/snippets/<id>/snippet.yml`: what it shows, needs, does, and must print."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kbsite.records.models import Flag, Id, Ids, Line, Lines, Record, Section, Whole, as_list
from kbsite.records.part import Part, part
from kbsite.records.text import Label, Prose


def _is_inside(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(part in ("", ".", "..") for part in parts):
        raise PydanticCustomError("inside_folder", "must be a path inside the example's folder, as src/main.py")
    return value


def _as_number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?", value):
        return float(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("number", "must be a number")


def _has_one_gap(value: str) -> str:
    if value.count("{}") != 1:
        raise PydanticCustomError("one_gap", "must have one pair of braces, where the number stands")
    return value


FilePath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._/-]+$", max_length=200), AfterValidator(_is_inside)]
Number = Annotated[float, BeforeValidator(_as_number)]
Command = Annotated[tuple[Line, ...], BeforeValidator(as_list), Field(min_length=1)]


@part
class Shows(Part):
    """What an example has to do with a talk; with `takeaway` or `figure`, which of its claims it puts to the test."""

    talk: Id
    takeaway: Id | None = None
    figure: Id | None = None
    note: Prose | None = None
    source: Ids = ()


@part
class Tool(Part):
    """A program that must be on the machine."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+$")]
    package: Line
    version: Line | None = None


@part
class Needs(Part):
    """What a machine must have before anything is started."""

    tools: tuple[Tool, ...] = ()
    python: Lines = ()
    root: Flag = False
    disk: Number | None = None
    memory: Number | None = None
    network: Literal["none", "loopback", "internet"] = "none"
    devices: Lines = ()


@part
class Step(Part):
    """One command of a run. `{python}`, `{here}` (the folder's copy), `{work}` (an empty folder on a disk) and, with
    `network: internet`, `{cache}` (a folder that is kept between runs, read-only in steps without the network) are filled in."""

    run: Command
    title: Label | None = None
    internet: Flag = False


@part
class Measured(Part):
    """A number of the output, and within what bounds it must lie for the claim to hold."""

    id: Id
    label: Label
    line: Annotated[str, StringConstraints(min_length=3, max_length=300), AfterValidator(_has_one_gap)]
    unit: Line | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    near: Number | None = None


@part
class Series(Part):
    """One line, set of bars or set of points of a plot."""

    column: Line
    label: Label


@part
class Plot(Part):
    """A drawing of a table (CSV with a first line of names) that the run writes into `{work}`; drawn when the run is recorded."""

    id: Id
    title: Label
    description: Prose
    table: FilePath
    kind: Literal["line", "bar", "points"] = "line"
    x: Line
    x_label: Label
    y_label: Label
    series: tuple[Series, ...] = Field(min_length=1, max_length=8)
    scale: Literal["linear", "log-x", "log-y", "log-log"] = "linear"


@part
class InPage(Part):
    """How the example runs in a page, with the standard library alone."""

    file: FilePath
    time_limit: Annotated[Whole, Field(ge=1, le=600)] = 60
    game: FilePath | None = None


@part
class Snippet(Record):
    """A runnable example: real files in a folder, tied to what a talk said."""

    title: Label
    summary: Prose
    shows: tuple[Shows, ...] = Field(min_length=1)
    techniques: Ids = ()
    tags: Lines = ()
    language: Literal["python", "shell", "java", "c", "yaml"] = "python"
    explanation: tuple[Section, ...] = ()
    files: Annotated[tuple[FilePath, ...], BeforeValidator(as_list)] = Field(min_length=1, max_length=12)
    needs: Needs = Needs()
    steps: tuple[Step, ...] = Field(min_length=1, max_length=12)
    time_limit: Annotated[Whole, Field(ge=1, le=3600)]
    exact: Flag = False
    measured: tuple[Measured, ...] = Field(default=(), max_length=40)
    contains: Lines = ()
    plots: tuple[Plot, ...] = Field(default=(), max_length=8)
    in_page: InPage | None = None
    limits: Prose | None = None
    days_fresh: Annotated[Whole, Field(ge=1, le=3650)] = 730
    sources: Ids = ()
    aliases: Ids = ()

    @model_validator(mode="after")
    def _promises_something(self) -> Snippet:
        if not (self.exact or self.measured or self.contains):
            raise PydanticCustomError("promises_nothing", "says nothing of its output: give `exact`, `measured` or `contains`")
        return self
