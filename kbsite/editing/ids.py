"""Ids that exist in a project, from the names of its files alone, which is quick enough while somebody types."""

from __future__ import annotations

from pathlib import Path

from kbsite.records.yaml import read

FOLDERS = {"speaker": "speakers", "technique": "techniques", "source": "sources"}
NOT_EVENTS = {*FOLDERS.values()}


def ids(root: Path, kind: str) -> list[str]:
    """The ids of a kind of records (talk, speaker, technique, event, source, tags, snippet) in the project at `root`."""
    talks = root / "talks"
    if kind in FOLDERS:
        return sorted(path.stem for path in talks.glob(f"{FOLDERS[kind]}/*.yml"))
    if kind == "event":
        return sorted(path.parent.name for path in talks.glob("*/event.yml"))
    if kind == "snippet":
        return sorted(path.parent.name for path in root.glob("content/snippets/*/snippet.yml"))
    if kind == "talk":
        found = (path for path in talks.glob("*/*.yml") if path.parent.name not in NOT_EVENTS and path.stem != "event")
        return sorted(f"{path.parent.name}-{path.stem}" for path in found)
    return _tags(talks / "tags.yml")


def _tags(path: Path) -> list[str]:
    try:
        value = read(path.name, path.read_bytes()).value
    except OSError:
        return []
    return sorted(str(key) for key in value) if isinstance(value, dict) else []
