"""A built site to one with small twins of its texts beside them, which servers that can send as they are (RFC 1952, RFC 7932)."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {
    ".atom", ".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".md", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml",
}  # fmt: skip
"""Ends of names of what gets smaller; fonts, pictures and archives are packed already."""
LEAST = 1024
"""Bytes that fit into one packet of a network in any case."""
SMALL, BEST, QUICK = 64_000, 11, 9
"""Up to so many bytes brotli tries its best, above it is content with 9: a seventh of the time for a twentieth more bytes."""


def compress(folder: Path) -> Iterator[int]:
    """Write `NAME.gz` and `NAME.br` for every text; yields the size of each in bytes. The same files give the same bytes."""
    texts = [path for path in sorted(folder.rglob("*")) if path.suffix in TEXTS and path.is_file() and path.stat().st_size >= LEAST]
    with ThreadPoolExecutor(os.cpu_count()) as cores:  # both libraries work outside the interpreter's lock
        for sizes in cores.map(_twins, texts):
            yield from sizes


def _twins(path: Path) -> list[int]:
    data = path.read_bytes()
    packed = {
        ".gz": gzip.compress(data, 9, mtime=0),
        ".br": brotli.compress(data, quality=BEST if len(data) <= SMALL else QUICK),
    }
    return [path.with_name(path.name + end).write_bytes(small) for end, small in packed.items() if len(small) < len(data)]
