"""Seconds from a saved record to its page, as `kbsite serve` serves it: `python tests/bench/saved.py PROJECT`; prints JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from projects import edit, first_talk

from kbsite.site.preview import Preview

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
    found = []
    for number in range(TIMES):
        edit(talk, f"{WORDS} {number}")
        found.append(shown(preview, address, f"{WORDS} {number}"))
    talk.write_text(before, "utf-8")
    print(json.dumps({"started": started, "saved": min(found)}))


def shown(preview: Preview, address: str, words: str) -> float:
    """Seconds until browsers are told and the page has the words; what is done after that is waited for, and not counted."""
    version = preview.version
    renewing = threading.Thread(target=preview.renew)
    begin = time.perf_counter()
    renewing.start()
    preview.wait(version, 600)
    page = preview.file(address) or b""
    seconds = time.perf_counter() - begin
    assert words.encode() in page, preview.problems[:3]
    renewing.join()
    return seconds


main()
