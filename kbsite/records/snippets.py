"""The recipe of a runnable example, `content/snippets/<id>/snippet.yml`: what it shows, needs, does, and must print."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kbsite.records.models import Flag, Id, Ids, Line, Lines, Part, Record, Section, Whole, as_list, described
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


class Shows(Part):
    """What an example has to do with a talk; with `takeaway` or `figure`, which of its claims it puts to the test."""

    talk: Id = described("Id of the talk.", "발표 id.", "pycon2016-231-zinst")
    takeaway: Id | None = described("Id of one of its takeaways.", "그 발표의 배울 점 id.", default=None)
    figure: Id | None = described("Id of one of its figures.", "그 발표의 수치 id.", default=None)
    note: Prose | None = described("How the run bears on it.", "실행 결과가 그 주장과 어떻게 이어지는지.", default=None)
    source: Ids = described("Works that the note rests on.", "그 근거.", default=())


class Tool(Part):
    """A program that must be on the machine."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+$")] = described("Name of the program.", "프로그램 이름.", "perf")
    package: Line = described("Debian package that brings it.", "그 프로그램이 든 데비안 패키지.", "linux-perf")
    version: Line | None = described("Argument that prints its version.", "버전을 찍는 인자.", "--version", default=None)


class Needs(Part):
    """What a machine must have before anything is started."""

    tools: tuple[Tool, ...] = described("Programs.", "프로그램.", default=())
    python: Lines = described("Packages of the Python registry, pinned.", "버전을 못 박은 파이썬 패키지.", ["numpy==2.4.6"], default=())
    root: Flag = described("Whether it must run as root.", "root로 실행해야 하는지.", default=False)
    disk: Number | None = described("Free disk in GiB.", "빈 디스크(GiB).", 4, default=None)
    memory: Number | None = described("Free memory in GiB.", "빈 메모리(GiB).", 2, default=None)
    network: Literal["none", "loopback", "internet"] = described(
        "loopback: a private 127.0.0.1 of its own; internet: package registries.",
        "loopback: 자기만의 127.0.0.1, internet: 패키지 저장소.",
        default="none",
    )
    devices: Lines = described("Device files it opens.", "여는 장치 파일.", ["/dev/loop-control"], default=())


class Step(Part):
    """One command of a run. `{python}`, `{here}` (the folder's copy), `{work}` (an empty folder on a disk) and, with
    `network: internet`, `{cache}` (a folder that is kept between runs, read-only in steps without the network) are filled in."""

    run: Command = described("The command and its arguments.", "명령과 인자.", ["{python}", "{here}/main.py"])
    title: Label | None = described("What it does.", "무엇을 하는지.", default=None)
    internet: Flag = described(
        "With `network: internet`: where a step says so, only such steps reach the registries, the others have a private 127.0.0.1.",
        "`network: internet`일 때, 이렇게 적은 단계가 있으면 그 단계만 저장소에 닿고 나머지는 자기만의 127.0.0.1을 씁니다.",
        default=False,
    )


class Measured(Part):
    """A number of the output, and within what bounds it must lie for the claim to hold."""

    id: Id = described("Name.", "이름.", "speed-up")
    label: Label = described("What it is.", "무슨 값인지.")
    line: Annotated[str, StringConstraints(min_length=3, max_length=300), AfterValidator(_has_one_gap)] = described(
        "Part of the line that prints it, with {} for the number.", "그 값을 찍는 줄. 숫자 자리는 {}.", "{} times faster"
    )
    unit: Line | None = described("Unit.", "단위.", "KiB", default=None)
    at_least: Number | None = described("Lower bound.", "하한.", 3, default=None)
    at_most: Number | None = described("Upper bound.", "상한.", default=None)
    near: Number | None = described(
        "Value of a seeded run, to be met to six digits.", "시드를 준 실행의 값. 여섯 자리까지 같아야 함.", default=None
    )


class Series(Part):
    """One line, set of bars or set of points of a plot."""

    column: Line = described("Column of the table.", "표의 열 이름.")
    label: Label = described("Name in the legend.", "범례 이름.")


class Plot(Part):
    """A drawing of a table (CSV with a first line of names) that the run writes into `{work}`; drawn when the run is recorded."""

    id: Id = described("Name.", "이름.", "learning-curve")
    title: Label = described("What it shows.", "무엇을 보여 주는지.")
    description: Prose = described("The same in words.", "보이지 않아도 알 수 있게 글로.")
    table: FilePath = described("The file in the work folder.", "작업 폴더의 파일.", "curve.csv")
    kind: Literal["line", "bar", "points"] = described("Kind of drawing.", "그림 종류.", default="line")
    x: Line = described("Column along the bottom.", "가로축 열.")
    x_label: Label = described("Words under the bottom axis.", "가로축 이름.")
    y_label: Label = described("Words beside the left axis.", "세로축 이름.")
    series: tuple[Series, ...] = described("What is drawn.", "그릴 것.", min_length=1, max_length=8)
    scale: Literal["linear", "log-x", "log-y", "log-log"] = described("Scale of the axes.", "축 눈금.", default="linear")


class InPage(Part):
    """How the example runs in a page, with the standard library alone."""

    file: FilePath = described("The file that is run.", "실행할 파일.", "main.py")
    time_limit: Annotated[Whole, Field(ge=1, le=600)] = described("Seconds after which it is stopped.", "멈추기까지의 초.", default=60)
    game: FilePath | None = described(
        "A page script that shows the run as something to play with.", "실행 결과를 가지고 놀 수 있게 하는 화면.", default=None
    )


class Snippet(Record):
    """A runnable example: real files in a folder, tied to what a talk said."""

    title: Label = described("Title.", "제목.")
    summary: Prose = described("What one sees by running it, in a sentence or two.", "실행하면 무엇을 보는지 한두 문장.")
    shows: tuple[Shows, ...] = described("Talks and claims it bears on.", "관련된 발표와 주장.", min_length=1)
    techniques: Ids = described("Techniques it uses.", "쓰인 기술.", default=())
    tags: Lines = described("Tags of the vocabulary.", "태그.", default=())
    language: Literal["python", "shell", "java", "c", "yaml"] = described("Main language.", "주된 언어.", default="python")
    explanation: tuple[Section, ...] = described("What to look at, for a first meeting.", "처음 만나는 사람을 위한 설명.", default=())
    files: Annotated[tuple[FilePath, ...], BeforeValidator(as_list)] = described(
        "Files to show, the first one first.", "보여 줄 파일. 먼저 볼 것부터.", ["main.py"], min_length=1, max_length=12
    )
    needs: Needs = described("What a machine must have.", "필요한 것.", default=Needs())
    steps: tuple[Step, ...] = described("Commands in order.", "순서대로 명령.", min_length=1, max_length=12)
    time_limit: Annotated[Whole, Field(ge=1, le=3600)] = described("Seconds for the whole run.", "전체 실행에 줄 초.", 120)
    exact: Flag = described("The output is the same, letter for letter, at every run.", "출력이 실행마다 글자까지 같은지.", default=False)
    measured: tuple[Measured, ...] = described("Numbers and their bounds.", "값과 한계.", default=(), max_length=40)
    contains: Lines = described("Lines, or parts of lines, that the output must have.", "출력에 꼭 있어야 하는 글.", default=())
    plots: tuple[Plot, ...] = described("Drawings.", "그림.", default=(), max_length=8)
    in_page: InPage | None = described("How it runs in the page.", "페이지에서 어떻게 실행되는지.", default=None)
    limits: Prose | None = described("What it cannot show, and why.", "보여 주지 못하는 것과 그 까닭.", default=None)
    days_fresh: Annotated[Whole, Field(ge=1, le=3650)] = described(
        "Days after which the record is too old.", "기록이 낡은 것으로 치는 날수.", default=730
    )
    sources: Ids = described("Works it rests on.", "근거 출처.", default=())
    aliases: Ids = described("Earlier ids.", "예전 id.", default=())

    @model_validator(mode="after")
    def _promises_something(self) -> Snippet:
        if not (self.exact or self.measured or self.contains):
            raise PydanticCustomError("promises_nothing", "says nothing of its output: give `exact`, `measured` or `contains`")
        return self
