"""A git revision of a project to a folder: its records and pages, and nothing that could be run.

What comes from the revision is data only. Settings can name code (hooks, themes, YAML that builds objects), so the settings
used for both sides are those that stand in the project's own folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from kbsite.records.project import CONFIG, open_project
from kbsite.words import Words

MOST_BYTES = 256 * 1024 * 1024
MOST_FILES = 50_000
PARTS = ("talks", "content")
SECONDS = 120


class NoBase(Exception):
    """The revision cannot be had; says why."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.say("en"))
        self.said = said


def export(root: Path, revision: str, folder: Path) -> list[str]:
    """Write the records and pages of a revision into a folder. Returns the paths that were refused: links and the like.

    Raises NoBase where there is no such revision, or it is too big.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    if not commit:
        raise NoBase(UNKNOWN.fill(revision=revision))
    names = os.fsdecode(_git(root, "ls-tree", "--name-only", "-z", commit)).split("\0")
    wanted = [name for name in names if name in PARTS or CONFIG.match(name)]
    refused = _unpack(root, commit, wanted, folder) if wanted else []
    _settle(root, folder)
    return refused


def _settle(root: Path, folder: Path) -> None:
    """Put the project's own settings in the place of those of the revision, for the languages that it had."""
    project, _ = open_project(folder)
    languages = project.languages if project else ()
    for file in list(folder.glob("mkdocs*.yml")):
        file.unlink()
    if not languages:
        return
    for file in root.glob("mkdocs*.yml"):
        match = CONFIG.match(file.name)
        if match and (match["language"] is None or match["language"] in languages):
            shutil.copyfile(file, folder / file.name)
    for language in languages:
        (folder / "content" / language).mkdir(parents=True, exist_ok=True)


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoBase(NO_GIT.fill(why=str(error))) from error
    return done.stdout if done.returncode == 0 else b""


def _unpack(root: Path, commit: str, names: list[str], folder: Path) -> list[str]:
    command = ["git", "-C", str(root), "archive", "--format=tar", commit, "--", *names]
    refused: list[str] = []
    files = size = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                for member in archive:
                    files, size = files + 1, size + member.size
                    if files > MOST_FILES or size > MOST_BYTES:
                        raise NoBase(TOO_BIG.fill(files=MOST_FILES, size=MOST_BYTES // 1024 // 1024))
                    if not member.isdir() and not _write(archive, member, folder):
                        refused.append(member.name)
        except tarfile.TarError as error:
            raise NoBase(NO_GIT.fill(why=str(error))) from error
        finally:
            process.kill()
    return refused


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> bool:
    """Write a member as a plain file, whatever its mode; False where it is none, or would stand elsewhere."""
    path = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or path.is_absolute() or ".." in path.parts:
        return False
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)
    return True


UNKNOWN = Words(
    "there is no revision '{revision}' here; in a shallow clone, fetch its history first",
    "'{revision}' 리비전이 여기에 없습니다. 얕은 복제라면 이력을 먼저 받으세요",
)
NO_GIT = Words("git cannot give the revision: {why}", "git에서 리비전을 꺼낼 수 없습니다: {why}")
TOO_BIG = Words(
    "the revision is too big to compare: more than {files} files or {size} MiB",
    "리비전이 너무 커서 비교할 수 없습니다. 파일 {files}개 또는 {size} MiB를 넘습니다",
)
