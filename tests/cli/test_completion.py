"""`kbsite completion`: real shells complete commands, options and ids."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from projectkit import ROOT, Folder

Run = Callable[..., Result]
BIN = Path(sys.executable).parent
CASES = [
    ("kbsite che", ["check"]),
    ("kbsite new te", ["technique"]),
    ("kbsite check --format sa", ["sarif"]),
    ("kbsite export fr", ["frab-json", "frab-xml"]),
    ("kbsite schema tec", ["technique"]),
    ("kbsite new talk --type key", ["keynote"]),
    ("kbsite run perf", ["perf-hot-line", "perf-three-uses"]),
    ("kbsite new talk --technique blu", ["bluestore"]),
    ("kbsite new talk --tag stor", ["storage"]),
    ("kbsite new snippet --talk deview2016-24", [f"deview2016-24{rest}" for rest in (
        "1-two-os-one-cpu", "2-quic", "3-kaleido", "4-ceph-on-ssd", "5-visual-question-answering", "6-foursquare-data-lifecycle"
    )]),
    ("kbsite fmt talks/deview2016/23", [f"talks/deview2016/23{rest}.yml" for rest in (
        "1-zinst", "2-perf", "3-apache-slider", "4-toast-cloud-sdn", "5-rubics", "6-kakao-data-pipeline"
    )]),
]  # fmt: skip
SOME = [CASES[at] for at in (0, 2, 6)]
"""For the shells that ask the same command in their own words."""


def shell(name: str, script: str, cwd: Path = ROOT) -> str:
    """What a script prints in a shell that finds our command first."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("KBSITE_EVERY_TOOL") == "1":
            pytest.fail(f"{name} is not installed: apt-get install {name}")
        pytest.skip(f"{name} is not installed: apt-get install {name}")
    if not (BIN / "kbsite").exists():
        pytest.skip("the command kbsite is not installed beside this Python")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "KBSITE_LANG": "en"}
    options = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[name]
    done = subprocess.run([found, *options, "-c", script], capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=environment)
    assert done.stderr == ""
    return done.stdout


def test_bash() -> None:
    asked = "\n".join(
        f'COMP_WORDS=({line}); COMP_CWORD={len(line.split()) - 1}; COMPREPLY=(); _kbsite_completion kbsite; echo "${{COMPREPLY[*]}}"'
        for line, _ in CASES
    )
    said = shell("bash", f'eval "$(kbsite completion bash)"\ncomplete -p kbsite >/dev/null\n{asked}')
    assert [line.split() for line in said.splitlines()] == [found for _, found in CASES]


def test_zsh() -> None:
    """The function that zsh calls runs with the builtins for matches replaced by ones that print them."""
    asked = "\n".join(f"words=({line}); CURRENT={len(line.split())}; _kbsite_completion; print" for line, _ in SOME)
    script = f"""
compdef() {{ }}
compadd() {{ local -a all; eval "all=(\\${{${{@[-1]}}}})"; print -n -- "$all " }}
_describe() {{ local -a all; all=(${{(P)3}}); print -n -- "${{all%%:*}} " }}
eval "$(kbsite completion zsh)"
{asked}"""
    assert [line.split() for line in shell("zsh", script).splitlines()] == [found for _, found in SOME]


def test_fish() -> None:
    asked = "\n".join(f"complete --do-complete '{line}' | string replace -r '\\t.*' '' | string join ' '" for line, _ in SOME)
    said = shell("fish", f"kbsite completion fish | source\n{asked}")
    assert [sorted(line.split()) for line in said.splitlines()] == [found for _, found in SOME]


@pytest.mark.parametrize(
    ("name", "en", "ko"),
    [
        ("bash", '# To install, add this line to ~/.bashrc: eval "$(kbsite completion bash)"', "# 설치하려면 ~/.bashrc에 이 줄을 더하세요: "),
        ("zsh", '# To install, add this line to ~/.zshrc: eval "$(kbsite completion zsh)"', "# 설치하려면 ~/.zshrc에 이 줄을 더하세요: "),
        (
            "fish",
            "# To install, add this line to ~/.config/fish/config.fish: kbsite completion fish | source",
            "# 설치하려면 ~/.config/fish/config.fish에 이 줄을 더하세요: ",
        ),
    ],
)  # fmt: skip
def test_how_to_install_it_stands_at_the_top(run: Run, name: str, en: str, ko: str) -> None:
    assert run("completion", name).stdout.splitlines()[0] == en
    assert run("completion", name, lang="ko").stdout.startswith(ko)
    assert "_KBSITE_COMPLETE" in run("completion", name).stdout


def test_an_unknown_shell(run: Run) -> None:
    done = run("completion", "csh")
    assert done.exit_code == 2
    assert "'csh' is not one of 'bash', 'fish', 'zsh'" in done.stderr


def test_ids_are_those_of_the_project_that_is_named(project: Folder, tmp_path: Path) -> None:
    line = f"kbsite -C {project.root} new talk --technique b"
    asked = f'COMP_WORDS=({line}); COMP_CWORD=6; COMPREPLY=(); _kbsite_completion kbsite; echo "${{COMPREPLY[*]}}"'
    assert shell("bash", f'eval "$(kbsite completion bash)"\n{asked}', tmp_path) == "bluestore\n"
    paths = asked.replace("new talk --technique b", "fmt ''").replace("=6", "=4")
    assert shell("bash", f'eval "$(kbsite completion bash)"\n{paths}', tmp_path) == "project/talks/\n"
