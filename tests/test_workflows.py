"""GitHub's workflows: safe for forks by their form, and every command in them is run here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from projectkit import ROOT, Folder
from sitekit.small import SITE_URL, write_project

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^(actions/[a-z-]+(?:/[a-z]+)?)@([0-9a-f]{40})$")
RIGHTS = {("pages", "deploy"): {"pages": "write", "id-token": "write"}, ("weekly", "tell"): {"issues": "write"}}
"""The only jobs that may write, and what; they have no checkout, so that they run nothing but their own lines."""
TRUSTED = re.compile(
    r"github\.(?:ref|run_id|server_url|repository|token|event_name|event\.pull_request\.base\.sha)|steps\.[a-z]+\.outputs\.(?:base_url|page_url)"
    r"|needs\.[a-z]+\.result|cancelled\(\)|hashFiles\('[a-z/.]+'\)|'[a-z/_]*'|[!&|=() ]+"
)
"""What expressions may be made of: nothing that somebody else can word, as titles, branches and comments are."""


class Step(NamedTuple):
    """A step with the place it has."""

    workflow: str
    job: str
    values: Mapping[str, Any]


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - strings only; `on` stays `on`


def jobs() -> Iterator[tuple[str, str, Any]]:
    for path in FILES:
        for name, job in read(path)["jobs"].items():
            yield path.stem, name, job


def steps() -> Iterator[Step]:
    for workflow, name, job in jobs():
        for values in job["steps"]:
            yield Step(workflow, name, values)


def step(workflow: str, name: str) -> Mapping[str, Any]:
    (found,) = (one.values for one in steps() if one.workflow == workflow and one.values.get("name") == name)
    return found


def test_there_are_four() -> None:
    assert [path.name for path in FILES] == ["check.yml", "pages.yml", "test.yml", "weekly.yml"]


def test_actions_are_pinned_by_hash_and_name_their_version() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        assert len(re.findall(r"\buses:", text)) == len(re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+\n", text)), path.name
    pins: dict[str, set[str]] = {}
    for one in steps():
        if "uses" in one.values:
            match = PINNED.match(one.values["uses"])
            assert match, one.values["uses"]
            pins.setdefault("/".join(match[1].split("/")[:2]), set()).add(match[2])
    assert {name for name, hashes in pins.items() if len(hashes) > 1} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rights_by_default_and_no_event_that_brings_some(path: Path) -> None:
    flow = read(path)
    assert flow["permissions"] == {}
    assert set(flow["on"]) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert not isinstance(flow["on"].get("push"), dict) or flow["on"]["push"] == {"branches": ["main"]}
    assert "group" in flow["concurrency"]
    assert "secrets" not in path.read_text("utf-8").replace("no secrets", "")


def test_a_job_has_the_least_rights_and_a_limit() -> None:
    for workflow, name, job in jobs():
        rights = dict(job["permissions"])
        assert {key: value for key, value in rights.items() if value == "write"} == RIGHTS.get((workflow, name), {})
        if "pull_request" in read(ROOT / ".github" / "workflows" / f"{workflow}.yml")["on"]:
            assert rights == {"contents": "read"}
        assert 0 < int(job["timeout-minutes"]) <= 120
        assert job["runs-on"] == "ubuntu-24.04"
        assert "container" not in job
        assert "uses" not in job


def test_who_may_write_runs_no_code_of_the_repository() -> None:
    for one in steps():
        if (one.workflow, one.job) in RIGHTS:
            assert not one.values.get("uses", "").startswith("actions/checkout")
            assert not re.search(r"\b(kbsite|python3?|make|pip|npm|bash|source)\b", one.values.get("run", ""))


def test_credentials_are_not_kept() -> None:
    checkouts = [one for one in steps() if one.values.get("uses", "").startswith("actions/checkout")]
    assert len(checkouts) == 4
    assert all(one.values["with"]["persist-credentials"] == "false" for one in checkouts)
    assert all(not {"ref", "repository", "token"} & set(one.values["with"]) for one in checkouts)


def test_no_expression_is_part_of_a_command() -> None:
    for one in steps():
        assert "${{" not in one.values.get("run", "")
        assert "github-script" not in one.values.get("uses", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_expressions_hold_nothing_that_others_can_word(path: Path) -> None:
    for expression in re.findall(r"\$\{\{(.*?)\}\}", path.read_text("utf-8")):
        assert TRUSTED.sub("", expression) == "", expression


def test_deployment_and_weekly_rounds_are_of_main_alone() -> None:
    for workflow, first in (("pages", "build"), ("weekly", "look")):
        every = {name: job for flow, name, job in jobs() if flow == workflow}
        assert every[first]["if"] == "${{ github.ref == 'refs/heads/main' }}"
        assert all(name == first or job["needs"] == first for name, job in every.items())


def test_what_steps_call_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for one in steps():
        for target in re.findall(r"\bmake ([a-z]+)", one.values.get("run", "")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert step("test", "Tests")["run"] == "sudo .ci/run"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A project in a repository, in the one style, whose links all lead to a private network, which nobody asks."""
    root = write_project(tmp_path_factory.mktemp("workflows") / "project")
    for path in root.rglob("*.yml"):
        path.write_text(re.sub(r"https://([a-z]+)\.example/(?!sub)", r"http://10.0.0.1/\1/", path.read_text("utf-8")), "utf-8")
    paper = root / "talks/sources/paper.yml"
    paper.write_text(paper.read_text("utf-8").replace(',\n "doi": "10.1145/3341301.3359656"', ""), "utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(SITE_URL, f'!ENV [KBSITE_SITE_URL, "{SITE_URL}"]'), "utf-8")
    for command in (["kbsite", "fmt"], ["git", "init", "-q"], ["git", "add", "-A"], [*GIT, "commit", "-qm", "state"]):
        done = subprocess.run(command, cwd=root, env=environment(root), capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    return Folder(root)


GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]


def environment(root: Path, **more: str) -> dict[str, str]:
    """What a runner gives to a step."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KBSITE_", "SOURCE_DATE_EPOCH"))}
    path = f"{root}/tools:{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**kept, "PATH": path, "KBSITE_LANG": "en", "GITHUB_STEP_SUMMARY": str(root / ".summary"), **more}


def run(root: Path, workflow: str, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step's lines in the shell that a runner uses; every variable that the step sets must be given."""
    values = step(workflow, name)
    assert set(variables) == {key for key, value in values.get("env", {}).items() if "${{" in value}
    fixed = {key: value for key, value in values.get("env", {}).items() if "${{" not in value}
    shell = ["bash", "--noprofile", "--norc", "-e", "-c", values["run"]]
    return subprocess.run(shell, cwd=root, env=environment(root, **fixed, **variables), capture_output=True, text=True, check=False)


def test_every_step_with_kbsite_is_run_below() -> None:
    found = {(one.workflow, one.values["name"]) for one in steps() if re.search(r"\bkbsite ", one.values.get("run", ""))}
    assert found == {(workflow, name) for workflow, name, _ in RUN}


RUN: list[tuple[str, str, dict[str, str]]] = [
    ("check", "Records", {}),
    ("check", "Style", {}),
    ("check", "Examples", {}),
    ("check", "What changes for visitors", {"BASE": "HEAD"}),
    ("check", "Site", {}),
    ("pages", "Site", {"BASE_URL": "https://kb.example/there", "KBSITE_REPO_URL": "https://git.example/a/b"}),
    ("weekly", "Links", {}),
    ("weekly", "Examples", {}),
]


@pytest.mark.parametrize(("workflow", "name", "variables"), RUN, ids=lambda value: str(value).replace(" ", "-")[:30])
def test_a_step(project: Folder, workflow: str, name: str, variables: dict[str, str]) -> None:
    done = run(project.root, workflow, name, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    proofs = {
        ("check", "What changes for visitors"): (".summary", "Compared with `HEAD`: pages 0 added"),
        ("pages", "Site"): (
            "site/talks/conf-101-first/index.html",
            'rel="canonical" href="https://kb.example/there/talks/conf-101-first/"',
        ),
        ("weekly", "Links"): ("told/links.md", "0 live, 0 dead, 0 not found today, 0 unsure, 8 not asked"),
        ("weekly", "Examples"): ("told/examples.code", "0\n"),
    }
    if (workflow, name) in proofs:
        path, words = proofs[workflow, name]
        assert words in (project.root / path).read_text("utf-8")


def test_a_mistake_is_shown_on_its_line(project: Folder, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(project.root, root)
    first = root / "talks/conf/101-first.yml"
    first.write_text(first.read_text("utf-8").replace("storage", "storag"), "utf-8")
    done = run(root, "check", "Records")
    assert done.returncode == 1
    assert re.search(
        r"^::error file=talks/conf/101-first\.yml,line=\d+,col=\d+,endColumn=\d+,title=tag-exists::", done.stdout, re.MULTILINE
    )


GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> gh.log
case "$2" in list) cat open 2>/dev/null || true;; create|edit) cp issue.md sent.md;; esac
"""


@pytest.mark.parametrize(
    ("links", "examples", "is_open", "called"),
    [
        ("0", "0", "", None),
        ("0", "0", "7", "issue close 7 --comment All is well again."),
        ("1", "0", "", "issue create --title Weekly check: links and examples --body-file issue.md"),
        ("1", "0", "7", "issue edit 7 --body-file issue.md"),
        ("0", "1", "", "issue create --title Weekly check: links and examples --body-file issue.md"),
        ("", "", "", "issue create --title Weekly check: links and examples --body-file issue.md"),
    ],
)
def test_one_issue_tells(tmp_path: Path, links: str, examples: str, is_open: str, called: str | None) -> None:
    folder = Folder(tmp_path)
    folder.write("tools/gh", GH)
    (tmp_path / "tools/gh").chmod(0o755)
    folder.write("open", is_open)
    if links:
        folder.write("told/links.md", "## Links\n\n- `https://a.example/`\n")
        folder.write("told/links.code", f"{links}\n")
        folder.write("told/examples.txt", "한 줄\n```\n@team <b>\x1b[31mred\n")
        folder.write("told/examples.code", f"{examples}\n")
    done = run(tmp_path, "weekly", "Issue", GH_TOKEN="none", GH_REPO="a/b", RUN="https://git.example/run/1")  # noqa: S106
    assert done.returncode == 0, done.stderr
    log = (tmp_path / "gh.log").read_text("utf-8").splitlines()
    assert log[0].startswith("issue list --state open --app github-actions")
    assert log[1:] == ([called] if called else [])
    if called and "issue.md" in called:
        sent = (tmp_path / "sent.md").read_text("utf-8")
        assert sent.startswith("Found by [the weekly check](https://git.example/run/1).")
        assert ("## Links" in sent) == bool(links)
        assert ("The links could not be looked at." in sent) == (not links)
        if links:
            assert sent.endswith("## Examples\n\n    한 줄\n    ```\n    @team <b>[31mred\n")


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("ISSUE_TEMPLATE/[0-9]*.yml")), ids=lambda path: path.stem)
def test_forms_of_issues(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    assert all(re.search("[가-힣]", form[key]) and " · " in form[key] for key in ("name", "description"))
    assert len({field["id"] for field in form["body"]}) == len(form["body"])
    assert all(" · " in field["attributes"]["label"] for field in form["body"])


@pytest.mark.parametrize("workflow", ["check", "pages"])
def test_a_cache_is_of_the_runs_and_not_of_the_repository(workflow: str) -> None:
    names = [one.values.get("name") for one in steps() if one.workflow == workflow]
    gone, kept = names.index("A cache that came with the records counts for nothing"), names.index("What was read last time")
    first = next(
        index for index, one in enumerate(one for one in steps() if one.workflow == workflow) if "kbsite " in one.values.get("run", "")
    )
    assert gone < kept < first
    assert step(workflow, "A cache that came with the records counts for nothing")["run"] == "rm -rf .cache"
    assert step(workflow, "What was read last time")["with"]["path"].split() == [".cache/records", "~/.cache/kbsite/key"]
