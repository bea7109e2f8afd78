"""An empty project to import into, schedules to import, and what was said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from projectkit import Folder

from kbsite.cli import main
from kbsite.records.yaml import read

SETTINGS = "site_name: 모음\nsite_url: https://kb.example/\ntheme:\n  name: kbsite\n  language: ko\n"


@dataclass(frozen=True)
class Imported:
    """What the command did and said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))


@dataclass(frozen=True)
class Empty(Folder):
    """A project without records, to import into."""

    def file(self, name: str, content: str | bytes | Mapping[str, Any] | list[Any]) -> str:
        """A file beside the project, to be imported."""
        data = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False, indent=1)
        path = self.root.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    def take(self, *arguments: str, lang: str = "en") -> Imported:
        """Run the command over the project."""
        result = CliRunner(catch_exceptions=False).invoke(main, ["-C", str(self.root), "--lang", lang, "import", *arguments])
        return Imported(result.exit_code, result.stdout.replace(f"{self.root.parent}/", ""), result.stderr)

    def value(self, path: str) -> Any:
        """What a record holds."""
        return read(path, (self.root / path).read_bytes()).value

    def texts(self) -> dict[str, str]:
        """Every record."""
        return {path.relative_to(self.root).as_posix(): path.read_text("utf-8") for path in sorted((self.root / "talks").rglob("*.yml"))}

    def errors(self) -> list[str]:
        """What the check refuses."""
        return [problem.message.say() for problem in self.problems() if problem.severity == "error"]


def empty_project(root: Path) -> Empty:
    """The same in a folder."""
    (root / "talks").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return Empty(root)


def schedule(*sessions: Mapping[str, Any], **conference: Any) -> dict[str, Any]:
    """A schedule.json with some sessions, as pretalx writes them."""
    rooms: dict[str, list[Any]] = {}
    for number, session in enumerate(sessions):
        whole = {**SESSION, "guid": f"9d5bb625-dd26-56f3-9b7f-8bface8e51{number:02}", "id": number + 1, **session}
        rooms.setdefault(str(whole["room"]), []).append(whole)
    day = {"index": 1, "date": "2024-05-04", "day_start": "2024-05-04T04:00:00+02:00", "day_end": "2024-05-05T03:59:00+02:00"}
    return {"schedule": {"version": "1.1", "conference": {**CONFERENCE, **conference, "days": [{**day, "rooms": rooms}]}}}


CONFERENCE = {
    "acronym": "smallconf", "title": "Small Conf 2024", "start": "2024-05-04", "end": "2024-05-04", "daysCount": 1,
    "timeslot_duration": "00:05", "time_zone_name": "Europe/Berlin", "rooms": [], "tracks": [{"name": "Storage", "color": "#fff"}],
}  # fmt: skip
SESSION = {
    "date": "2024-05-04T10:00:00+02:00", "start": "10:00", "duration": "00:45", "room": "Main hall", "slug": "smallconf-1-on-disks",
    "url": "https://pretalx.example/smallconf/talk/ABC123/", "title": "On disks", "subtitle": "", "track": "Storage", "type": "Talk",
    "language": "en", "abstract": "What a disk does.", "description": "", "persons": [{"name": "Ada Example", "guid": "p1"}], "links": [],
}  # fmt: skip
