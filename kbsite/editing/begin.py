"""Answers to the files of a new record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kbsite.editing.draft import Draft, draft
from kbsite.editing.questions import QUESTIONS, Answers
from kbsite.records.project import Project

PROGRAM = '''"""{title}"""


def main() -> None:
    """Print what the recipe promises."""
    numbers = [1, 2, 3]
    print(f"sum of {{len(numbers)}} numbers: {{sum(numbers)}}")


if __name__ == "__main__":
    main()
'''


def begin(project: Project, kind: str, answers: Answers) -> Draft:
    """The draft of a record of a kind from its answers, each under the key of its question."""
    values = _values(kind, answers)
    if kind == "talk":
        _speak(values)
    if kind == "snippet":
        return _example(project, values, answers)
    return draft(project, path_of(kind, answers), values)


def path_of(kind: str, answers: Answers) -> str:
    """Where the record goes."""
    if kind == "talk":
        code = re.sub(r"[^a-z0-9]+", "-", str(answers.get("code") or "").lower()).strip("-")
        return f"talks/{answers['event']}/{'-'.join(part for part in (code, answers['words']) if part)}.yml"
    if kind == "event":
        return f"talks/{answers['id']}/event.yml"
    if kind == "snippet":
        return f"content/snippets/{answers['id']}/snippet.yml"
    return f"talks/{kind}s/{answers['id']}.yml"


def _values(kind: str, answers: Answers) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for question in QUESTIONS[kind]:
        answer = answers.get(question.key)
        if not answer or not question.into:
            continue
        first, *rest = question.into
        if first == "links":
            values.setdefault(first, []).append({"type": rest[0], "url": answer})
        elif rest and question.many:
            values[first] = [{rest[0]: each} for each in answer]
        elif rest:
            values.setdefault(first, {})[rest[0]] = answer
        else:
            values[first] = list(answer) if question.many else answer
    return values


def _speak(values: dict[str, Any]) -> None:
    """A talk's language is written where it is not the usual one; titles in no language spoken there are the official ones."""
    language = values.get("language", "ko")
    titles = list(values.get("title", {}))
    if language not in titles:
        values["official_title"] = titles
    if language == "ko":
        values.pop("language", None)


def _example(project: Project, values: Mapping[str, Any], answers: Answers) -> Draft:
    title = values["title"].get("en") or values["title"]["ko"]
    recipe = {
        **values,
        "summary": values.get("summary", values["title"]),
        "language": "python",
        "files": ["main.py"],
        "steps": [{"run": ["{python}", "{here}/main.py"]}],
        "time_limit": "60",
        "exact": "true",
        "contains": ["sum of 3 numbers: 6"],
    }
    path = path_of("snippet", answers)
    return draft(
        project, path, recipe, {path.replace("snippet.yml", "main.py"): PROGRAM.format(title=title.replace('"', "'").replace("\\", ""))}
    )
