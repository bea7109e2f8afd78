"""Seconds from a saved record to its page, as `kbsite serve` serves it: `python tests/bench/saved.py PROJECT`; prints JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from projects import edit, first_talk

from kbsite.records.kept import Kept
from kbsite.site.preview import Preview

TIMES = 3
WORDS = "A title that has just been saved"


def main() -> None:
    """Start, then save several times; the quickest counts."""
    root = Path(sys.argv[1])
    begin = time.perf_counter()
    preview = Preview(root, Kept(root), listed=False)  # as the command does
    assert not preview.broken, preview.problems[:3]
    started = time.perf_counter() - begin
    stop, told = threading.Event(), threading.Semaphore(0)
    following = threading.Thread(target=preview.follow, args=(stop, lambda _: told.release()))
    following.start()
    talk = first_talk(root)
    before = talk.read_text("utf-8")
    address = f"talks/{talk.parent.name}-{talk.stem}/index.html"
    found = []
    for number in range(TIMES):
        found.append(shown(preview, talk, address, f"{WORDS} {number}"))
        assert preview.file("index.html"), "what needs the list of all files waits for it"
        while told.acquire(timeout=5):
            """The next save comes when nothing is left to do for this one."""
    stop.set()
    following.join()
    talk.write_text(before, "utf-8")
    print(json.dumps({"started": started, "saved": min(found)}))


def shown(preview: Preview, talk: Path, address: str, words: str) -> float:
    """Seconds from a save until browsers are told and the page has the words; what is done after that is not counted."""
    version = preview.version
    begin = time.perf_counter()
    edit(talk, words)
    while preview.version == version:
        preview.wait(version, 600)
    page = preview.file(address) or b""
    seconds = time.perf_counter() - begin
    assert words.encode() in page, preview.problems[:3]
    return seconds


main()
