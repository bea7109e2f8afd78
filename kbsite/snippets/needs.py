"""What an example needs and this machine lacks: all of it at once, each with what brings it. Nothing of the example is started."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbsite.records.snippets import Snippet
from kbsite.snippets.places import PATHS, base_folder
from kbsite.words import Words

GIB = 2**30
IN_MEMORY = {"tmpfs", "ramfs"}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing, and what brings it."""

    what: Words
    cure: Words | None = None
    package: str = ""
    """Debian package, so that all of them can be installed by one command."""


def lacks(snippet: Snippet) -> list[Lack]:
    """Everything that is missing on this machine."""
    if sys.platform != "linux":
        return [Lack(NOT_LINUX)]
    return [*_programs(snippet), *_python(snippet), *_rights(snippet), *_room(snippet)]


def _programs(snippet: Snippet) -> Iterator[Lack]:
    for tool in snippet.needs.tools:
        if shutil.which(tool.name, path=PATHS) is None:
            yield Lack(NO_TOOL.fill(name=tool.name), INSTALL.fill(packages=tool.package), tool.package)


def _python(snippet: Snippet) -> Iterator[Lack]:
    if snippet.needs.python and importlib.util.find_spec("ensurepip") is None:
        yield Lack(NO_TOOL.fill(name="venv"), INSTALL.fill(packages="python3-venv"), "python3-venv")


def _rights(snippet: Snippet) -> Iterator[Lack]:
    if snippet.needs.root and os.geteuid() != 0:
        yield Lack(NOT_ROOT, RUN_AS_ROOT.fill(id=snippet.id))
    for device in snippet.needs.devices:
        if not Path(device).exists():
            yield Lack(NO_DEVICE.fill(device=device))


def _room(snippet: Snippet) -> Iterator[Lack]:
    folder, needs = base_folder(), snippet.needs
    if not os.access(folder, os.W_OK):
        yield Lack(NO_WRITE.fill(folder=folder), SET_TMPDIR)
        return
    if needs.disk:
        free = shutil.disk_usage(folder).free / GIB
        if free < needs.disk:
            yield Lack(TOO_FULL.fill(folder=folder, free=f"{free:.1f}", need=f"{needs.disk:g}"), SET_TMPDIR)
        elif _kind_of(folder) in IN_MEMORY:
            yield Lack(NO_DISK.fill(folder=folder), SET_TMPDIR)
    if needs.memory and (free := _free_memory()) < needs.memory:
        yield Lack(TOO_LITTLE.fill(free=f"{free:.1f}", need=f"{needs.memory:g}"))


def _kind_of(folder: Path) -> str:
    """The file system a folder is on, by the longest mount point above it."""
    found = {}
    for line in Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines():
        _, point, kind, *_ = line.split(" ")
        found[re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)] = kind
    real = folder.resolve()
    return next((found[str(each)] for each in (real, *real.parents) if str(each) in found), "")


def _free_memory() -> float:
    """GiB that can be had without swapping."""
    lines = Path("/proc/meminfo").read_text("ascii", "replace").splitlines()
    return next((int(line.split()[1]) * 1024 / GIB for line in lines if line.startswith("MemAvailable:")), 0.0)


def cures(missing: list[Lack]) -> list[Words]:
    """What to do about all of them: one command for the packages, then the rest."""
    packages = " ".join(dict.fromkeys(lack.package for lack in missing if lack.package))
    others = [lack.cure for lack in missing if lack.cure and not lack.package]
    return [*([INSTALL.fill(packages=packages)] if packages else []), *others]


NOT_LINUX = Words("examples run on Linux only", "예제는 리눅스에서만 실행됩니다")
NO_TOOL = Words("'{name}' is not installed", "'{name}'이/가 설치되어 있지 않습니다")
INSTALL = Words("apt-get install --no-install-recommends {packages}", "apt-get install --no-install-recommends {packages}")
NOT_ROOT = Words("it must run as root", "root로 실행해야 합니다")
RUN_AS_ROOT = Words("sudo kbsite run {id}", "sudo kbsite run {id}")
NO_DEVICE = Words("there is no device {device}", "{device} 장치가 없습니다")
NO_WRITE = Words("the folder {folder} cannot be written to", "{folder} 폴더에 쓸 수 없습니다")
TOO_FULL = Words("{folder} has {free} GiB free, {need} are needed", "{folder}에 {free} GiB가 비어 있는데 {need} GiB가 필요합니다")
NO_DISK = Words("{folder} is memory, and the example measures a disk", "{folder}은/는 메모리인데 이 예제는 디스크를 씁니다")
SET_TMPDIR = Words("set TMPDIR to a folder on a disk", "TMPDIR를 디스크에 있는 폴더로 지정하세요")
TOO_LITTLE = Words("{free} GiB of memory are free, {need} are needed", "메모리가 {free} GiB 남았는데 {need} GiB가 필요합니다")
