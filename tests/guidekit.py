"""Guides as steps: what their code blocks tell a reader to do, done to the letter in a copy of the project.

- A `console` block holds commands behind `$ ` and, below each, lines that its output must have; `…` stands for any text.
- A block with a `title` is a file to write at that path; a `diff` block with one is a change to it.
- `make serve` and `kbsite serve` would never end: the same pages are built, as these do it, without the pictures for sharing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from projectkit import ROOT

BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
TIMEOUT = 300


@dataclass(frozen=True)
class Step:
    """A command with what it prints, or a file with what it holds."""

    kind: str
    what: str
    text: str


def steps(guide: Path) -> list[Step]:
    """Every step of a guide in order."""
    found: list[Step] = []
    for block in BLOCK.finditer(guide.read_text("utf-8")):
        if block["kind"] == "console":
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, _, output = part.replace("\\\n", " ").partition("\n")
                found.append(Step("run", command.partition("  #")[0].strip(), output))
        elif block["title"]:
            found.append(Step("change" if block["kind"] == "diff" else "write", block["title"], block["body"]))
    return found


def copy_of_project(target: Path) -> Path:
    """The files of this project as a repository of its own, with a place to push to, and this environment as its own."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    for name in ("pyproject.toml", "requirements.lock"):
        os.utime(target / name, (0, 0))  # older than the environment: `make setup` must not install the copy into it
    (target / ".venv").symlink_to(ROOT / ".venv")
    (target / ".cache").mkdir()
    for kept in ROOT.glob(".cache/pyodide-*"):
        (target / ".cache" / kept.name).hardlink_to(kept)
    origin = target.with_name("origin.git")
    for command in (
        f"git init -q --bare {origin}",
        "git init -q -b main",
        f"git remote add origin {origin}",
        "git add -A",
        "git commit -q -m start",
    ):
        subprocess.run(command, shell=True, cwd=target, env=_environment(), check=True)  # noqa: S602 - our own words
    return target


def follow(every: list[Step], folder: Path) -> None:
    """Do the steps in one shell's worth of state; a command that fails or prints something else fails the test."""
    here, environment = folder, _environment()
    for step in every:
        if step.kind == "write":
            (here / step.what).parent.mkdir(parents=True, exist_ok=True)
            (here / step.what).write_text(step.text, "utf-8")
        elif step.kind == "change":
            _change(here / step.what, step.text)
        elif step.what.startswith("cd "):
            here = (here / step.what.removeprefix("cd ")).resolve()
        elif step.what.startswith("export PATH="):
            environment["PATH"] = _run(Step("run", f'{step.what}; printf %s "$PATH"', ""), here, environment)
        else:
            _run(step, here, environment)


def _change(path: Path, diff: str) -> None:
    lines = diff.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} has these lines {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def _run(step: Step, folder: Path, environment: dict[str, str]) -> str:
    built = "kbsite build --no-cards"
    command = step.what.replace("make serve", f"make setup && .venv/bin/{built}").replace("kbsite serve", built)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    said = done.stdout + done.stderr
    fails = step.text.rstrip().endswith("[1]")
    assert done.returncode == (1 if fails else 0), f"$ {step.what}\n{said}"
    for line in filter(None, (line.strip() for line in step.text.splitlines())):
        if line != "[1]":
            pattern = ".*".join(re.escape(piece) for piece in line.split("…"))
            assert re.search(pattern, said), f"$ {step.what}\nhas not: {line}\n{said}"
    return done.stdout


def _environment() -> dict[str, str]:
    person = {"GIT_AUTHOR_NAME": "editor", "GIT_AUTHOR_EMAIL": "editor@kb.example"}
    keep = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "npm_config_registry")}
    return {
        **keep,
        **person,
        "GIT_COMMITTER_NAME": "editor",
        "GIT_COMMITTER_EMAIL": "editor@kb.example",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LANG": "C.UTF-8",
        "KBSITE_LANG": "en",
    }
