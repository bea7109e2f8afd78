"""The workflow that every new project gets is as safe as those of this one."""

from __future__ import annotations

import re
from typing import Any

import yaml
from projectkit import ROOT

from kbsite.starter.project import FILES

TEXT = (FILES / "workflow.yml").read_text("utf-8")
FLOW: Any = yaml.load(TEXT, yaml.BaseLoader)  # noqa: S506 - strings only; `on` stays `on`
STEPS = [step for job in FLOW["jobs"].values() for step in job["steps"]]


def test_its_actions_are_the_ones_this_project_uses() -> None:
    used = {pin for path in (ROOT / ".github" / "workflows").glob("*.yml") for pin in re.findall(r"uses: (.+)", path.read_text("utf-8"))}
    assert set(re.findall(r"uses: (.+)", TEXT)) <= used


def test_it_has_no_rights_but_those_that_a_deployment_needs() -> None:
    assert FLOW["permissions"] == {}
    assert FLOW["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert FLOW["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert FLOW["jobs"]["deploy"]["if"] == "${{ github.ref == 'refs/heads/main' }}"
    assert [step for step in FLOW["jobs"]["deploy"]["steps"] if "run" in step or "checkout" in step["uses"]] == []
    assert "pull_request_target" not in FLOW["on"]
    assert "secrets" not in TEXT


def test_no_expression_is_part_of_a_command() -> None:
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []
    assert all(step["with"]["persist-credentials"] == "false" for step in STEPS if "checkout" in step.get("uses", ""))
