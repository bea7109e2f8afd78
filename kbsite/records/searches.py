"""A file of judged queries to values: YAML as in `talks/searches.yml`, or JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

from kbsite.problems import Place, Problem
from kbsite.records.entries import LISTINGS, SEARCHES, entries
from kbsite.records.file import UNREADABLE
from kbsite.records.models import Search
from kbsite.records.yaml import read
from kbsite.words import Words


def read_searches(path: Path) -> tuple[list[Search], list[Problem]]:
    """The queries of a file, and what is wrong with it.

    A line of JSON holds `q`, `finds` (ids of records) and, if wanted, `class`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [Problem(Place(str(path)), "file-readable", UNREADABLE.fill(why=error.strerror or str(error)))]
    if path.suffix == ".jsonl":
        return _lines(str(path), data.decode("utf-8", "replace"))
    document = read(str(path), data)
    found, problems = entries(document, LISTINGS[SEARCHES], "en")
    return [search for search in found if isinstance(search, Search)], [*document.problems, *problems]


def _lines(path: str, text: str) -> tuple[list[Search], list[Problem]]:
    found: list[Search] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            values = {"id": asked["q"], "path": path, "finds": asked["finds"], "kind": asked.get("class")}
            found.append(Search.model_validate(values))
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(Problem(Place(path, number), "value-shape", NO_QUERY, EXAMPLE, line_text=line))
    return found, problems


NO_QUERY = Words("this line is no judged query", "판정된 검색어가 아닙니다")
EXAMPLE = Words(
    'write {{"q": "ceph", "finds": ["ceph"], "class": "name"}}', '{{"q": "ceph", "finds": ["ceph"], "class": "name"}} 형식으로 적으세요'
)
