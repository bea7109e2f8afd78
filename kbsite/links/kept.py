"""What was found, kept in the project's cache: a line a look, written as it comes, so that an interrupted round goes on where it ended."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kbsite.links.found import Found

FILE = Path("links") / "found.jsonl"
"""In the folder `.cache` of a project."""


class Kept:
    """Last findings by address."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, Found] = {}
        self._held: list[Found] = []
        self._reached = False
        for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
            found = _found(line)
            if found:
                self._found[found.url] = found

    @property
    def found(self) -> Mapping[str, Found]:
        """The last finding of each address."""
        return self._found

    def is_fresh(self, url: str, today: dt.date, max_age: int) -> bool:
        """Whether an address need not be asked again: it was live less than `max_age` days ago, or anything else today."""
        last = self._found.get(url)
        if last is None or last.verdict == "barred":
            return False
        age = (today - last.day).days
        return 0 <= age < (max_age if last.verdict == "live" else min(max_age, 1))

    def add(self, found: Found) -> None:
        """Keep a finding. Hosts that are not found are kept only once another was reached: else it is this machine that is cut off."""
        self._reached = self._reached or found.code > 0
        if found.reason == "no-host" and not self._reached:
            self._held.append(found)
            return
        held, self._held = self._held, []
        for one in (*held, found):
            self.put(one.after(self._found.get(one.url)))

    @property
    def cut_off(self) -> bool:
        """Whether no host at all was found."""
        return bool(self._held)

    def put(self, found: Found) -> None:
        """Write a finding as it is, in the place of the one before it."""
        self._found[found.url] = found
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(_line(found))

    def tidy(self) -> None:
        """Leave one line an address in the file; written aside and moved in place."""
        if not self._found:
            return
        aside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        aside.write_text("".join(map(_line, self._found.values())), "utf-8")
        aside.replace(self._path)


def _line(found: Found) -> str:
    return json.dumps({key: value for key, value in asdict(found).items() if value}, default=str, ensure_ascii=False) + "\n"


def _found(line: str) -> Found | None:
    """A line as it was written; None where it is cut off or was tampered with."""
    try:
        values = json.loads(line)
        days = {key: dt.date.fromisoformat(values[key]) for key in ("day", "gone_since") if values.get(key)}
        return Found(**{**values, **days})
    except (ValueError, TypeError, AttributeError):
        return None
