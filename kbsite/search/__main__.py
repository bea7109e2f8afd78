"""The search from the shell.

python -m kbsite.search build DOCS.jsonl OUT     an index in OUT, and its shards in OUT/shards
python -m kbsite.search query OUT                lines of {"qid", "q"} in, lines of {"qid", "ids", "ms"} out
python -m kbsite.search query OUT --engine shards   the same from the shards, through Node
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kbsite.search.api import Searcher, build, open_searcher, shards
from kbsite.search.document import read_documents

MANIFEST = "manifest.txt"
"""Names the file of the shards to begin with."""
TERMINAL = Path(__file__).parents[1] / "site" / "assets" / "search" / "terminal.js"


def main(arguments: list[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m kbsite.search")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("build", help="documents as JSON lines to an index and its shards")
    making.add_argument("documents", type=Path)
    making.add_argument("folder", type=Path)
    asking = commands.add_parser("query", help="lines of {qid, q} on standard input, answers on standard output")
    asking.add_argument("folder", type=Path)
    asking.add_argument("-n", "--count", type=int, default=10)
    asking.add_argument("--engine", choices=("whoosh", "shards"), default="whoosh")
    given = parser.parse_args(arguments)
    if given.command == "build":
        return _build(given.documents, given.folder)
    if not (given.folder / "shards" / MANIFEST).is_file():
        sys.stderr.write(f"{given.folder}: no index here; make one with: python -m kbsite.search build DOCS.jsonl {given.folder}\n")
        return 2
    if given.engine == "shards":
        return through_node(given.folder / "shards", given.count)
    answer_all(open_searcher(given.folder), sys.stdin, sys.stdout, given.count)
    return 0


def _build(path: Path, folder: Path) -> int:
    index = build(read_documents(_lines(path)), folder)
    made = shards(index)
    for name, data in made.files.items():
        target = folder / "shards" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "shards" / MANIFEST).write_text(made.manifest, "utf-8")
    sys.stderr.write(f"{index.count} documents, {len(made.files)} files of {made.size} bytes\n")
    return 0


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


def answer_all(searcher: Searcher, questions: TextIO, answers: TextIO, count: int = 10) -> None:
    """Answer lines of {"qid", "q"} with lines of {"qid", "ids", "ms"}."""
    for line in questions:
        if line.strip():
            asked = json.loads(line)
            started = time.perf_counter()
            ids = searcher.ids(asked["q"], count)
            spent = (time.perf_counter() - started) * 1000
            answers.write(json.dumps({"qid": asked["qid"], "ids": ids, "ms": round(spent, 3)}) + "\n")
            answers.flush()


def through_node(folder: Path, count: int = 10) -> int:
    """Answer standard input from the shards in a folder, as a browser would."""
    manifest = (folder / MANIFEST).read_text("utf-8").strip()
    return subprocess.run(["node", str(TERMINAL), str(folder), manifest, str(count)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
