"""A small project with every kind of record and every field of a talk, written where a test wants it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Wording = Callable[[str], Any]
"""Text for a place in a record, given the name of the place: a string, or a mapping by language."""

SITE_URL = "https://kb.example/sub/"
SETTINGS = f"""\
site_name: 작은 모임
site_description: 작은 모임의 발표
site_url: {SITE_URL}
docs_dir: content/ko
theme: {{name: kbsite, language: ko, font: false}}
markdown_extensions: [attr_list, tables]
validation: {{links: {{anchors: warn}}}}
nav:
  - 일정: events/conf/index.md
  - 발표: talks/index.md
  - 참여: contribute/index.md
"""
ENGLISH = """\
INHERIT: mkdocs.yml
site_name: Small conference
site_description: Talks of a small conference
docs_dir: content/en
theme: {name: kbsite, language: en, font: false}
nav:
  - Schedule: events/conf/index.md
  - Talks: talks/index.md
  - Contribute: contribute/index.md
"""


def plain_label(place: str) -> dict[str, str]:
    """The name of the place itself, so that a test can look for it."""
    return {"ko": f"{place} 글", "en": f"{place} words"}


def records(label: Wording = plain_label, prose: Wording = plain_label) -> dict[str, Any]:
    """Records by path; `label` words their one-line texts, `prose` those that are Markdown."""
    cited = {"source": ["note"]}

    def statement(place: str) -> dict[str, Any]:
        return {"text": prose(place), **cited}

    def link(kind: str) -> dict[str, Any]:
        return {"type": kind, "url": f"https://{kind}.example/a?b=1&c=2", "title": label(f"link-{kind}"), "note": label(f"note-{kind}")}

    def node(id_: str, column: int) -> dict[str, Any]:
        return {"id": id_, "label": label(f"node-{id_}"), "detail": label(f"detail-{id_}"), "column": column, "row": 0, "kind": "accent"}

    first = {
        "code": "101",
        "language": "ko",
        "title": label("title-first"),
        "official_title": ["ko"],
        "speakers": [{"id": "kim", "affiliation": label("affiliation"), "role": label("role")}],
        "date": "2020-05-01",
        "track": "a",
        "slot": 1,
        "inferred": ["code"],
        "inferred_note": prose("inferred"),
        "abstract": statement("abstract"),
        "problem": statement("problem"),
        "approach": statement("approach"),
        "result": statement("result"),
        "description": [{"heading": label("heading"), **statement("description")}],
        "techniques": [{"id": "method", "note": prose("use"), **cited}, {"id": "other-method"}],
        "takeaways": [{"by": by, **statement(f"takeaway-{by}")} for by in ("speaker", "attendee", "editor")],
        "figures": [
            {
                "label": label("figure"),
                "claimed": label("claimed"),
                "recomputed": label("recomputed"),
                "note": prose("figure-note"),
                **cited,
            }
        ],
        "questions": [{"q": prose("question"), "a": prose("answer"), **cited}],
        "diagrams": [
            {
                "id": "drawing",
                "title": label("drawing"),
                "description": prose("drawing-words"),
                "nodes": [node("one", 0), node("two", 1)],
                "edges": [{"from": "one", "to": "two", "label": label("edge")}],
                "groups": [{"label": label("group"), "nodes": ["one", "two"]}],
                **cited,
            }
        ],
        "corrections": [
            {
                "was": prose(f"was-{status}"),
                "is": prose(f"is-{status}"),
                "reason": prose(f"why-{status}"),
                "said_in": "note",
                "status": status,
                **cited,
            }
            for status in ("corrected", "open", "noted")
        ],
        "links": [link(kind) for kind in ("slides", "video", "page", "repository", "paper", "profile", "other")],
        "recordings": [{"url": "https://video.example/", "language": "ko"}],
        "chapters": [{"at": "1:30", "title": label("chapter")}],
        "tags": ["storage"],
        "references": ["paper"],
        "related": ["conf-102-second"],
        "sources": ["note"],
        "aliases": ["conf-100-first"],
    }
    second = {
        "code": "102",
        "title": label("title-second"),
        "speakers": ["lee"],
        "date": "2020-05-01",
        "track": "b",
        "slot": 1,
        "sources": ["note"],
    }
    return {
        "talks/conf/event.yml": {
            "name": label("event"),
            "language": "ko",
            "organiser": label("organiser"),
            "time_zone": "Asia/Seoul",
            "venue": {"name": label("venue"), "city": label("city"), "country": "KR"},
            "days": [{"date": "2020-05-01", "label": label("day"), "note": prose("day-note")}],
            "tracks": [{"id": "a", "name": label("track-a")}, {"id": "b", "name": label("track-b")}],
            "slots": [{"date": "2020-05-01", "number": 1, "start": "10:00", "end": "10:45"}],
            "summary": statement("summary"),
            "notes": [{"heading": label("event-heading"), **statement("event-note")}],
            "routes": [{"id": "walk", "title": label("route"), "note": prose("route-note"), "talks": ["conf-101-first"], **cited}],
            "links": [link("page")],
            "aliases": ["old-conf"],
            "sources": ["note"],
        },
        "talks/conf/101-first.yml": first,
        "talks/conf/102-second.yml": second,
        "talks/speakers/kim.yml": {
            "name": label("kim"),
            "name_note": prose("kim-note"),
            "former_ids": ["gim"],
            "about": [statement("kim-about")],
            "links": [link("profile")],
            "sources": ["note"],
        },
        "talks/speakers/lee.yml": {"name": label("lee"), "sources": ["note"]},
        "talks/techniques/method.yml": {
            "name": label("method"),
            "former_ids": ["old-method"],
            "topic": "storage",
            "definition": prose("definition"),
            "why": prose("why"),
            "today": statement("today"),
            "tags": ["storage"],
            "references": ["paper"],
            "related": ["other-method"],
            "sources": ["note"],
        },
        "talks/techniques/other-method.yml": {
            "name": label("other-method"),
            "topic": "storage",
            "definition": prose("other"),
            "sources": ["note"],
        },
        "talks/tags.yml": {"storage": {"label": label("storage"), "description": prose("storage-words")}},
        "talks/sources/note.yml": {
            "type": "note",
            "title": label("note"),
            "authors": ["Editor"],
            "language": "ko",
            "note": prose("note-note"),
        },
        "talks/sources/paper.yml": {
            "type": "paper",
            "title": label("paper"),
            "authors": ["A. Author", "B. Author"],
            "venue": "Venue 2019",
            "year": 2019,
            "doi": "10.1145/3341301.3359656",
            "language": "en",
        },
    }


def pages() -> dict[str, str]:
    """Hand-written pages by path."""
    return {
        "content/ko/about.md": "---\ntitle: 소개\n---\n\n# 소개\n\n## 누구 {: #who }\n\n[발표](talks/index.md)\n",
        "content/en/about.md": "---\ntitle: About\n---\n\n# About\n\n## Who {: #who }\n\n[Talks](talks/index.md)\n",
        "content/ko/contribute/index.md": "---\ntitle: 참여\n---\n\n# 참여\n\n글.\n",
        "content/en/contribute/index.md": "---\ntitle: Contribute\n---\n\n# Contribute\n\nWords.\n",
    }


def write_project(
    folder: Path, files: Mapping[str, Any] | None = None, *, label: Wording = plain_label, prose: Wording = plain_label
) -> Path:
    """The project in a folder; `files` adds files to it or replaces some (None leaves one out, a mapping is a record)."""
    every: dict[str, Any] = {"mkdocs.yml": SETTINGS, "mkdocs.en.yml": ENGLISH, **records(label, prose), **pages(), **(files or {})}
    for name, content in every.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return folder
