"""The folder of an example to values: its source files as text, its recorded run and its drawings. Nothing in it is run."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbsite.problems import Place, Problem
from kbsite.records.drawings import LIMIT_DRAWING, unfit
from kbsite.records.regular import regular
from kbsite.records.runs import Run, again, read_run, sha256
from kbsite.words import Words

RECIPE, RECORD, DRAWINGS = "snippet.yml", "run.json", "plots"
LIMIT_FILE = 256 * 1024
LIMIT_FILES = 60
LIMIT_DEPTH = 6
GOOD_PATH = re.compile(r"[A-Za-z0-9._/-]{1,300}")
MADE_BY_RUNNING = {"__pycache__", "node_modules"}


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of an example, beside its recipe."""

    id: str
    path: str
    """Relative to the project."""
    sources: Mapping[str, str] = field(repr=False)
    """Text of every source file by its path in the folder."""
    programs: frozenset[str] = frozenset()
    """Those of them that may be executed."""
    run: Run | None = None
    recorded: bool = False
    """Whether there is a record, be it readable or not."""
    drawings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """SVG text of every drawing by its path in the folder."""

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every source file."""
        return {name: sha256(text) for name, text in self.sources.items()}


def read_folder(root: Path, path: str) -> tuple[Folder, list[Problem]]:
    """The folder at a path of the project, and what in it is refused: links, devices, large files, what is no text."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    run = None
    programs = set()
    for name in _names(root / path):
        if name == RECIPE:
            continue
        data, executable, wrong = _read(root, f"{path}/{name}", LIMIT_DRAWING if _is_drawing(name) else LIMIT_FILE)
        if name == RECORD:
            run, wrong = read_run(f"{path}/{name}", data) if data is not None else (None, wrong)
        elif data is not None:
            texts[name], wrong = _text(f"{path}/{name}", data)
            programs.update([name] if executable else [])
        problems.extend(wrong)
    sources = {name: text for name, text in texts.items() if not _is_drawing(name)}
    if len(sources) > LIMIT_FILES:
        problems.append(Problem(Place(f"{path}/{RECIPE}"), "file-size", TOO_MANY.fill(count=len(sources), limit=LIMIT_FILES), FEWER))
        sources = {}
    drawings = {}
    for name, text in texts.items():
        if _is_drawing(name) and (why := unfit(text)):
            problems.append(Problem(Place(f"{path}/{name}"), "drawing-is-plain", why, again(f"{path}/{RECIPE}")))
        elif _is_drawing(name):
            drawings[name] = text
    recorded = os.path.lexists(root / path / RECORD)
    return Folder(path.rpartition("/")[2], path, sources, frozenset(programs), run, recorded, drawings), problems


def _names(folder: Path) -> list[str]:
    """Every path below a folder, in order; what is hidden, or made by running, is left out."""
    return sorted(path.relative_to(folder).as_posix() for path in _walk(folder, LIMIT_DEPTH))


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in MADE_BY_RUNNING or entry.name.endswith(".pyc"):
            continue
        if entry.is_dir(follow_symlinks=False) and depth:
            yield from _walk(Path(entry.path), depth - 1)
        else:
            yield Path(entry.path)


def _is_drawing(name: str) -> bool:
    return name.startswith(f"{DRAWINGS}/") and name.endswith(".svg")


def _read(root: Path, path: str, limit: int) -> tuple[bytes | None, bool, list[Problem]]:
    """The bytes of a file, and whether it may be executed."""
    limit = 2_000_001 if path.endswith(f"/{RECORD}") else limit
    shown = os.fsencode(path).decode("utf-8", "replace")
    if not GOOD_PATH.fullmatch(path):
        return None, False, [Problem(Place(shown), "file-name", BAD_PATH.fill(name=shown.rpartition("/")[2]), PLAIN_NAME)]
    try:
        with regular(root / path) as file:
            status, data = os.fstat(file.fileno()), file.read(limit + 1)
    except OSError:
        return None, False, [Problem(Place(shown), "file-regular", NOT_A_FILE, COPY_IT)]
    if len(data) > limit:
        return None, False, [Problem(Place(shown), "file-size", TOO_BIG.fill(size=status.st_size // 1024, limit=limit // 1024), MAKE_IT)]
    return data, bool(status.st_mode & stat.S_IXUSR), []


def _text(path: str, data: bytes) -> tuple[str, list[Problem]]:
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        return "", [Problem(Place(path), "utf-8", NO_TEXT, MAKE_IT)]


BAD_PATH = Words("'{name}' cannot be the name of an example's file", "'{name}'은/는 예제 파일의 이름이 될 수 없습니다")
PLAIN_NAME = Words("use letters A-Z and a-z, digits, and . _ -", "영문자와 숫자, . _ -만 쓰세요")
NOT_A_FILE = Words(
    "what belongs to an example must be files of its own, not links or devices",
    "예제에 드는 것은 링크나 장치가 아니라 진짜 파일이어야 합니다",
)
COPY_IT = Words("put the text itself there", "내용을 그 자리에 두세요")
TOO_BIG = Words(
    "the file has {size} KiB; a file of an example has at most {limit} KiB", "파일이 {size} KiB입니다. 예제 파일은 {limit} KiB까지입니다"
)
MAKE_IT = Words("let the example make or fetch its data", "데이터는 예제가 만들거나 받게 하세요")
NO_TEXT = Words("the file is no UTF-8 text", "파일이 UTF-8 글이 아닙니다")
TOO_MANY = Words("the example has {count} files; at most {limit} are read", "예제의 파일이 {count}개입니다. {limit}개까지만 읽습니다")
FEWER = Words("leave out what one need not read", "읽지 않아도 되는 것은 빼세요")
