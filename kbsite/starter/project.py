"""Answers to a handful of questions, to every file of a new project folder: settings, an event, pages, and how to publish."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).parent / "files"
PLACE = re.compile("@([A-Z_]+)@")
WHOLE = {"gitignore": ".gitignore", "Makefile": "Makefile", "tags.yml": "talks/tags.yml", "workflow.yml": ".github/workflows/site.yml"}
"""Files that are the same in every project: their name here, and their place there."""
NAV: tuple[tuple[str, str, str], ...] = (
    ("events/@EVENT@/index.md", "Schedule", "일정"),
    ("talks/index.md", "Talks", "발표"),
    ("techniques/index.md", "Techniques", "기술"),
    ("takeaways/index.md", "Takeaways", "배울 점"),
    ("contribute/index.md", "Contribute", "참여"),
)
SPOKEN = {"ko": "{name} 지식 베이스", "en": "{name} Knowledge Base"}
DESCRIBED = {
    "ko": "{name}의 발표를 기술과 배울 점, 근거까지 이어 찾아 읽는 지식 베이스",
    "en": "The talks of {name}, joined by technique and takeaway, each statement with its source",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a conference when its project begins."""

    event: str
    """Id, e.g. `pycon2025`."""
    names: Mapping[str, str]
    """Name by language; the first language is the site's own."""
    days: tuple[dt.date, ...]
    time_zone: str
    page: str = ""
    """Address of the conference's own site."""
    site_url: str = "http://127.0.0.1:8000/"
    repo_url: str = ""
    engine: str = "kbsite"
    """What pip installs the command from: a requirement, an address or a path."""


def project_files(answers: Answers) -> Mapping[str, str]:
    """Every file of the folder, by path. Deterministic; whatever is not known is left out."""
    main = next(iter(answers.names))
    found = {place: _read(name) for name, place in WHOLE.items()}
    found["README.md"] = _fill("README.md", TITLE=answers.names.get("en", answers.names[main]), EVENT=answers.event)
    found["requirements.txt"] = _fill("requirements.txt", ENGINE=answers.engine)
    found[f"talks/{answers.event}/event.yml"] = _event(answers, main)
    programme = {language: PROGRAMMES[_spoken(language)].format(name=name) for language, name in answers.names.items()}
    url = f"url: {answers.page}" if answers.page else "# url: the address of the programme"
    found[f"talks/sources/{answers.event}-programme.yml"] = _fill("programme.yml", PROGRAMME=_texts(programme), URL=url)
    for language, name in answers.names.items():
        found |= dict(_of_language(answers, language, name, main))
    return found


PROGRAMMES = {"ko": "{name} 프로그램", "en": "Programme of {name}"}


def _of_language(answers: Answers, language: str, name: str, main: str) -> Iterator[tuple[str, str]]:
    spoken = _spoken(language)
    nav = "\n".join(f"  - {ko if spoken == 'ko' else en}: {path.replace('@EVENT@', answers.event)}" for path, en, ko in NAV)
    first = language == main
    yield (
        "mkdocs.yml" if first else f"mkdocs.{language}.yml",
        _fill(
            "mkdocs.yml" if first else "mkdocs.other.yml",
            SITE_NAME=_quoted(SPOKEN[spoken].format(name=name)),
            DESCRIPTION=_quoted(DESCRIBED[spoken].format(name=name)),
            LANGUAGE=language,
            SITE_URL=_quoted(answers.site_url),
            REPO_URL=_quoted(answers.repo_url),
            NAV=nav,
        ),
    )
    yield f"content/{language}/about.md", _fill(f"about.{spoken}.md", SITE_TITLE=name)
    yield f"content/{language}/contribute/index.md", _fill(f"contribute.{spoken}.md")


def _event(answers: Answers, main: str) -> str:
    links = f"links:\n  - type: page\n    url: {answers.page}\n" if answers.page else ""
    return _fill(
        "event.yml",
        NAMES=_texts(answers.names),
        LANGUAGE=main,
        TIME_ZONE=answers.time_zone,
        DAYS="\n".join(f"  - date: {day.isoformat()}" for day in answers.days),
        LINKS=links,
        EVENT=answers.event,
    )


def _spoken(language: str) -> str:
    """The language in which texts of ours are written for a site's language: Korean for Korean, English for every other."""
    return "ko" if language.split("-", maxsplit=1)[0] == "ko" else "en"


def _texts(texts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {_quoted(text)}" for language, text in texts.items()) + "}"


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar: JSON's strings are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _read(name: str) -> str:
    return (FILES / name).read_text("utf-8")


def _fill(name: str, **values: str) -> str:
    """A file with its `@NAME@` places filled, in one pass so that a value is never filled again."""
    return PLACE.sub(lambda match: values[match[1]], _read(name))
