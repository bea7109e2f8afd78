"""Modules for browsers to one file: as a script, and as a module that imports nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kbsite.site.bundle import bundle, bundle_module

MODULES = {
    "a/entry.js": 'import { twice } from "../b/twice.js";\nconst three = 3;\nexport const start = () => twice(three);\n',
    "b/twice.js": 'import { three } from "./three.js";\nexport const twice = (number) => (three === "three" ? 2 * number : 0);\n',
    "b/three.js": 'export const three = "three";\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, script: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not here; install Node.js")
    return subprocess.run(
        [node, "--input-type=module", "-e", script], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_module_brings_all_that_it_imports(folder: Path) -> None:
    made = bundle_module(folder, "a/entry.js")
    (folder / "made.mjs").write_bytes(made)
    assert b"import" not in made
    assert run(folder, 'import { start } from "./made.mjs"; console.log(start(), globalThis.three)') == "6 undefined"


def test_a_script_keeps_what_its_module_exports_under_a_name(folder: Path) -> None:
    (folder / "made.cjs").write_bytes(bundle(folder, "a/entry.js", "entry"))
    assert run(folder, 'import "./made.cjs"; console.log(globalThis.kbModules.entry.start())') == "6"
