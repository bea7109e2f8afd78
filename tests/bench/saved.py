"""Seconds from a saved record to its page, as `kbsite serve` serves it: `python tests/bench/saved.py PROJECT`; prints JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from projects import edit, first_talk

from kbsite.site.serve import Preview

TIMES = 3
WORDS = "A title that has just been saved"


def main() -> None:
    """Start, then save several times; the quickest counts."""
    root = Path(sys.argv[1])
    begin = time.perf_counter()
    preview = Preview(root)
    assert not preview.broken, preview.problems[:3]
    started = time.perf_counter() - begin
    talk = first_talk(root)
    before = talk.read_text("utf-8")
    address = f"talks/{talk.parent.name}-{talk.stem}/index.html"
    assert preview.file(address), address
    found = []
    for number in range(TIMES):
        edit(talk, f"{WORDS} {number}")
        begin = time.perf_counter()
        preview.renew()
        page = preview.file(address) or b""
        found.append(time.perf_counter() - begin)
        assert f"{WORDS} {number}".encode() in page, preview.problems[:3]
    talk.write_text(before, "utf-8")
    print(json.dumps({"started": started, "saved": min(found)}))


main()
