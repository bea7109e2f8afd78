"""A project folder: where its records, pages and settings are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kbsite.problems import Place, Problem
from kbsite.records.document import split_lines
from kbsite.records.syntax import explain
from kbsite.words import Words

LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"
CONFIG = re.compile(rf"^mkdocs(?:\.(?P<language>{LANGUAGE}))?\.yml$")
SITE = "site"
"""Folder of a project that its site is written to."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `mkdocs.yml`, `talks/` and `content/`.

    The first language is that of `mkdocs.yml`; every `mkdocs.<language>.yml` beside it adds one.
    """

    root: Path
    languages: tuple[str, ...] = ("ko",)
    site_url: str = ""
    site_url_line: int = 0
    site_url_words: str = ""
    """The line of `mkdocs.yml` that sets it."""

    @property
    def talks(self) -> Path:
        """Folder of the records."""
        return self.root / "talks"

    @property
    def content(self) -> Path:
        """Folder of the hand-written pages, one folder a language, and of the snippets."""
        return self.root / "content"

    @property
    def snippets(self) -> Path:
        """Folder of the runnable examples, a folder each."""
        return self.content / "snippets"

    @property
    def site(self) -> Path:
        """Folder the site is written to."""
        return self.root / SITE

    def config(self, language: str) -> Path:
        """The settings file of a language."""
        own = self.root / f"mkdocs.{language}.yml"
        return own if own.exists() else self.root / "mkdocs.yml"


class _SettingsLoader(yaml.SafeLoader):
    """Reads settings as plain data: `!ENV` gives its default, any other tag its bare value."""


def _plain(loader: Any, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        values = loader.construct_sequence(node)
        return values[-1] if suffix == "ENV" and values else values
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node)
    return None if suffix == "ENV" else loader.construct_scalar(node)


_SettingsLoader.add_multi_constructor("!", _plain)
_SettingsLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)


def open_project(root: Path) -> tuple[Project | None, list[Problem]]:
    """Find out what a folder holds; problems say why it is no project."""
    try:
        return _open(root)
    except OSError as error:
        return None, [Problem(Place("mkdocs.yml"), "project-settings", BAD_SETTINGS.fill(what=error.strerror or str(error)))]


def _open(root: Path) -> tuple[Project | None, list[Problem]]:
    path, shown = root / "mkdocs.yml", os.fsencode(root).decode("utf-8", "replace")
    if not path.is_file():
        return None, [Problem(Place("mkdocs.yml"), "project-folder", NO_PROJECT.fill(folder=shown), GO_THERE)]
    if not (root / "talks").is_dir():
        return None, [Problem(Place("talks"), "project-folder", NO_TALKS.fill(folder=shown), MAKE_TALKS)]
    try:
        text = path.read_text("utf-8")
        settings = yaml.load(text, _SettingsLoader)  # noqa: S506 - it is a SafeLoader
    except yaml.MarkedYAMLError as error:
        slip = explain(error, lines := split_lines(text))
        place = Place("mkdocs.yml", slip.line, slip.column)
        return None, [Problem(place, "project-settings", BAD_SETTINGS.fill(what=slip.message), slip.cure, line_text=lines[slip.line - 1])]
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        what = ODD_VALUE if isinstance(error, LookupError | TypeError | AttributeError) else str(error).partition("\n")[0]
        return None, [Problem(Place("mkdocs.yml"), "project-settings", BAD_SETTINGS.fill(what=what))]
    if not isinstance(settings, dict):
        return None, [Problem(Place("mkdocs.yml"), "project-settings", BAD_SETTINGS.fill(what=NO_KEYS))]
    theme = settings.get("theme")
    named = theme.get("language") if isinstance(theme, dict) else None
    first = named if isinstance(named, str) and re.fullmatch(LANGUAGE, named) else "en"
    others = sorted(match["language"] for file in root.iterdir() if (match := CONFIG.match(file.name)) and match["language"])
    languages = (first, *(language for language in others if language != first))
    line, words = next(((number, words) for number, words in enumerate(text.splitlines(), 1) if words.startswith("site_url:")), (0, ""))
    return Project(root, languages, str(settings.get("site_url") or ""), line, words), []


NO_PROJECT = Words("no project here: '{folder}' has no mkdocs.yml", "프로젝트 폴더가 아닙니다. '{folder}'에 mkdocs.yml이 없습니다")
GO_THERE = Words("go to the project's folder, or name it with -C DIR", "프로젝트 폴더로 옮기거나 -C DIR로 지정하세요")
NO_TALKS = Words("no records here: '{folder}' has no folder talks/", "기록이 없습니다. '{folder}'에 talks/ 폴더가 없습니다")
MAKE_TALKS = Words("make talks/<event>/event.yml and a record for each talk", "talks/<행사>/event.yml과 발표 기록을 만드세요")
ODD_VALUE = Words("a value does not fit its tag ('!!…')", "태그('!!…')에 맞지 않는 값이 있습니다")
NO_KEYS = Words("it has no 'key: value' lines", "'키: 값' 줄이 없습니다")
BAD_SETTINGS = Words("the settings cannot be read: {what}", "설정을 읽을 수 없습니다: {what}")
