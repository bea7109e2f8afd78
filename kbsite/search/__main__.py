"""The search from the shell.

python -m kbsite.search build DOCS.jsonl OUT     an index in OUT, and its shards in OUT/shards
python -m kbsite.search query OUT                lines of {"qid", "q"} in, lines of {"qid", "ids", "ms"} out
python -m kbsite.search query OUT --engine shards   the same from the shards, through Node
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from kbsite.search.answers import NoNode, NotAsked, answer_all, answer_through_node
from kbsite.search.api import open_searcher
from kbsite.search.document import read_documents
from kbsite.search.kept import MANIFEST, write


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
    try:
        if given.engine == "shards":
            answer_through_node(given.folder, sys.stdin, sys.stdout, given.count)
        else:
            answer_all(open_searcher(given.folder), sys.stdin, sys.stdout, given.count)
    except NotAsked as error:
        sys.stderr.write(f'standard input:{error.line}:1: not a question; a line is {{"qid": …, "q": …}}\n')
        return 2
    except NoNode:
        sys.stderr.write("the shards are read by Node 18 or newer, which is not here; install it from https://nodejs.org/\n")
        return 2
    return 0


def _build(path: Path, folder: Path) -> int:
    try:
        documents = list(read_documents(_lines(path)))
    except OSError as error:
        sys.stderr.write(f"{path}: {error.strerror or error}\n")
        return 2
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stderr.write(f"{path}: not lines of JSON, each a document with id, title and text: {error}\n")
        return 2
    index = write(documents, folder)
    sys.stderr.write(f"{index.count} documents in {folder}\n")
    return 0


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


if __name__ == "__main__":
    raise SystemExit(main())
