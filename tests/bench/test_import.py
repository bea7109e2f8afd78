"""What importing all of pyvideo costs, and checking it: `pytest tests/bench/test_import.py -m bench -s`.

Asserts that everything is imported and passes the check, and nothing about time.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent.parent / "shared" / "corpus"
SETTINGS = "site_name: x\nsite_url: https://kb.example/\ntheme:\n  name: kbsite\n  language: ko\n"


def cost(folder: Path, *command: str) -> dict[str, float]:
    """A command to its seconds and bytes; it has to succeed."""
    measured = subprocess.run(
        [sys.executable, HERE / "measure.py", folder, sys.executable, "-m", "kbsite.cli", *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert measured.returncode == 0, measured.stderr[-3000:]
    return dict(json.loads(measured.stdout))


@pytest.mark.bench
@pytest.mark.parametrize(
    ("format_", "name", "talks"), [("pyvideo", "pyvideo.jsonl.gz", 21_715), ("json", "korean-sessions.json.gz", 2_556)]
)
def test_a_whole_collection(tmp_path: Path, format_: str, name: str, talks: int) -> None:
    if not (CORPUS / name).is_file():
        pytest.skip("the corpus is not beside this folder (../shared/corpus)")
    (tmp_path / "talks").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    for what, command in (
        ("import", ("import", format_, str(CORPUS / name))),
        ("check", ("check",)),
        ("import again", ("import", format_, str(CORPUS / name))),
    ):
        spent = cost(tmp_path, *command)
        print(f"\n{name} {what}: {spent['cpu']:.1f} s of processor, {spent['wall']:.1f} s, {spent['memory'] / 1e6:.0f} MB", end="")
    written = [
        path for path in tmp_path.glob("talks/*/*.yml") if path.parent.name not in ("speakers", "sources") and path.name != "event.yml"
    ]
    packed = gzip.decompress((CORPUS / name).read_bytes())
    assert len(written) == talks == (packed.count(b"\n") if format_ == "pyvideo" else len(json.loads(packed)))
