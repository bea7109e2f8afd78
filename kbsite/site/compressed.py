"""A built site to one with small twins of its texts beside them, which servers that can send as they are (RFC 1952, RFC 7932)."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from kbsite.site.output import Output
from kbsite.site.target import Target, Written

ENDS = (".gz", ".br")
"""Of the names of twins."""
TEXTS = {
    ".atom", ".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".md", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml",
}  # fmt: skip
"""Ends of names of what gets smaller; fonts, pictures and archives are packed already."""
LEAST = 1024
"""Bytes that fit into one packet of a network in any case."""
SMALL, BEST, QUICK = 64_000, 11, 9
"""Up to so many bytes brotli tries its best, above it is content with 9: a seventh of the time for a twentieth more bytes."""


def compress(folder: Path, files: Iterable[Written]) -> Iterator[Written]:
    """Write `NAME.gz` and `NAME.br` for every text among some files of a folder; yields what was written. The same files give the same bytes."""
    texts = [one for one in files if one.size >= LEAST and os.path.splitext(one.path)[1] in TEXTS]  # noqa: PTH122
    with ThreadPoolExecutor(os.cpu_count()) as cores:  # both libraries work outside the interpreter's lock
        for twins in cores.map(partial(_twins, folder), texts):
            yield from twins


def _twins(folder: Path, text: Written) -> list[Written]:
    data = (folder / text.path).read_bytes()
    packed = {
        ".gz": gzip.compress(data, 9, mtime=0),
        ".br": brotli.compress(data, quality=BEST if len(data) <= SMALL else QUICK),
    }
    target = Target(folder)
    return [target.write(Output(text.path + end, partial(bytes, small))) for end, small in packed.items() if len(small) < len(data)]
