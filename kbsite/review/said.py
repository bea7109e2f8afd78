"""A review to text, to Markdown that holds no markup of the records, and to JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kbsite.problems import Problem
from kbsite.review.compare import Asked, Change, Item, Review
from kbsite.site.strings import load_strings
from kbsite.text.github import code, plain, safe
from kbsite.words import Language, Words

MOST = 40
"""Entries of a section; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How words and addresses of records are written."""

    words: Callable[[str], str]
    code: Callable[[str], str]
    heading: str
    bullet: str


MARKDOWN = Ink(safe, code, "### ", "- ")
PLAIN = Ink(plain, plain, "", "  ")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the entries under it."""

    title: Words
    entries: Sequence[str]
    warns: bool = False


def as_markdown(review: Review, language: Language) -> str:
    """For the summary of a workflow or a comment; much text is folded."""
    lines = [f"## {TITLE.say(language)}", "", _lead(review, language, MARKDOWN)]
    for section in _sections(review, language, MARKDOWN):
        mark = "⚠️ " if section.warns else ""
        summary = f"{mark}{section.title.say(language)} ({len(section.entries)})"
        folded = len(section.entries) > 8
        lines += ["", f"<details><summary>{summary}</summary>" if folded else f"### {summary}", "", *_listed(section, language, MARKDOWN)]
        lines += ["", "</details>"] if folded else []
    return "\n".join(lines)


def as_text(review: Review, language: Language) -> str:
    """For a terminal."""
    lines = [_lead(review, language, PLAIN)]
    for section in _sections(review, language, PLAIN):
        lines += [
            "",
            f"{'! ' if section.warns else ''}{section.title.say(language)} ({len(section.entries)})",
            *_listed(section, language, PLAIN),
        ]
    return "\n".join(lines)


def as_json(review: Review, language: Language) -> str:
    """Everything, with nothing left out."""

    def page(change: Change) -> dict[str, object]:
        return {"address": change.address, "kind": change.kind, "titles": dict(change.titles)}

    def item(one: Item) -> dict[str, object]:
        return {"what": one.words, "path": one.path, "line": one.line}

    def problem(one: Problem) -> dict[str, object]:
        said = {"ko": one.message.say("ko"), "en": one.message.say("en")}
        return {"path": one.place.path, "line": one.place.line, "rule": one.rule, "severity": one.severity, "message": said}

    def asked(one: Asked) -> dict[str, object]:
        return {"query": one.query, "wanted": list(one.wanted), "before": one.before, "after": one.after}

    shown = {
        "version": 1,
        "base": review.base,
        "pages_compared": review.whole,
        "refused": list(review.refused),
        "problems": {"new": [*map(problem, review.problems_new)], "gone": [*map(problem, review.problems_gone)]},
        "pages": {
            "added": [*map(page, review.pages_added)],
            "changed": [*map(page, review.pages_changed)],
            "gone": [*map(page, review.pages_gone)],
            "redirects_missing": list(review.redirects_missing),
        },
        "links": {"new": [*map(item, review.links_new)], "dead": [*map(item, review.links_dead)]},
        "searches": {
            "found": [*map(asked, review.searches_found)],
            "lost": [*map(asked, review.searches_lost)],
            "missed": [*map(asked, review.searches_missed)],
        },
        "unsourced": [*map(item, review.unsourced)],
        "gaps": [*map(item, review.gaps)],
        "untranslated": [*map(item, review.untranslated)],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Review, Language], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _lead(review: Review, language: Language, ink: Ink) -> str:
    words = LEAD if review.whole else NOT_COMPARED
    counts = {"added": len(review.pages_added), "changed": len(review.pages_changed), "gone": len(review.pages_gone)}
    lead = words.fill(base=ink.code(review.base), errors=len(review.errors), **counts).say(language)
    return lead if any(True for _ in _sections(review, language, ink)) else f"{lead} {NOTHING.say(language)}"


def _listed(section: Section, language: Language, ink: Ink) -> Iterator[str]:
    for entry in section.entries[:MOST]:
        yield ink.bullet + entry
    if len(section.entries) > MOST:
        yield ink.bullet + MORE.fill(count=len(section.entries) - MOST).say(language)


def _sections(review: Review, language: Language, ink: Ink) -> Iterator[Section]:
    every = (
        Section(REFUSED, [ink.code(path) for path in review.refused], warns=True),
        Section(PROBLEMS_NEW, [_problem(one, language, ink) for one in review.problems_new], warns=True),
        Section(PROBLEMS_GONE, [_problem(one, language, ink) for one in review.problems_gone]),
        Section(REDIRECTS, [ink.code(f"/{address}") for address in review.redirects_missing], warns=True),
        Section(GONE, [_page(change, ink) for change in review.pages_gone]),
        Section(ADDED, [_page(change, ink) for change in review.pages_added]),
        Section(CHANGED, [_page(change, ink) for change in _telling_first(review.pages_changed)]),
        Section(LOST, [_asked(one, language, ink) for one in review.searches_lost], warns=True),
        Section(MISSED, [_asked(one, language, ink) for one in review.searches_missed], warns=True),
        Section(FOUND, [_asked(one, language, ink) for one in review.searches_found]),
        Section(DEAD, [_place(one, ink) for one in review.links_dead], warns=True),
        Section(LINKS, [_place(one, ink) for one in review.links_new]),
        Section(UNSOURCED, [_place(one, ink) for one in review.unsourced], warns=True),
        Section(GAPS, [f"{_gap(one.words, language)} — {ink.code(one.path)}" for one in review.gaps]),
        Section(UNTRANSLATED, [f"{ink.code(one.path)}: {ink.words(one.words)}" for one in review.untranslated]),
    )
    yield from (section for section in every if section.entries)


def _telling_first(changes: Sequence[Change]) -> list[Change]:
    """Pages of single records before the lists that name them."""
    return sorted(changes, key=lambda change: change.kind not in ("talk", "technique", "speaker", "snippet", "event", "prose"))


def _page(change: Change, ink: Ink) -> str:
    titles = " / ".join(dict.fromkeys(ink.words(title) for title in change.titles.values()))
    return f"{titles} — {ink.code(f'/{change.address}')} ({', '.join(change.titles)})"


def _problem(problem: Problem, language: Language, ink: Ink) -> str:
    place = problem.place
    where = ink.code(f"{place.path}:{place.line}:{place.column}")
    return f"{where} {ink.words(problem.message.say(language))} {ink.code(f'[{problem.rule}]')}"


def _asked(one: Asked, language: Language, ink: Ink) -> str:
    def shown(found: str) -> str:
        return ink.code(found) if found else NO_RECORD.say(language)

    return f"{ink.words(one.query)}: {shown(one.before)} → {shown(one.after)}"


def _place(one: Item, ink: Ink) -> str:
    return f"{ink.code(one.words)} — {ink.code(f'{one.path}:{one.line}')}"


def _gap(kind: str, language: Language) -> str:
    return load_strings()[f"missing.{kind}"].say(language)


TITLE = Words("What this changes for visitors", "방문자에게 달라지는 것")
LEAD = Words(
    "Compared with {base}: pages {added} added, {changed} changed, {gone} gone; {errors} new errors.",
    "{base}과/와 견주어 화면 추가 {added}, 변경 {changed}, 삭제 {gone}, 새 오류 {errors}.",
)
NOT_COMPARED = Words(
    "Compared with {base}: {errors} new errors. The pages could not be compared, because one side has errors.",
    "{base}과/와 견주어 새 오류 {errors}. 한쪽에 오류가 있어 화면은 비교하지 못했습니다.",
)
NOTHING = Words("Nothing changes.", "달라지는 것이 없습니다.")
REFUSED = Words("Files of the base that are links and were left out", "기준 쪽에서 링크라서 뺀 파일")
PROBLEMS_NEW, PROBLEMS_GONE = Words("New problems", "새로 생긴 문제"), Words("Problems that are gone", "없어진 문제")
REDIRECTS = Words("Addresses that will lead nowhere: keep the old id as an alias", "갈 곳이 없어지는 주소: 예전 id를 별칭으로 남기세요")
ADDED, CHANGED, GONE = Words("Pages added", "새 화면"), Words("Pages changed", "바뀐 화면"), Words("Pages gone", "없어진 화면")
FOUND = Words("Searches that find it first now", "이제 맨 앞에 찾는 검색")
LOST = Words("Searches that no longer find it first", "더는 맨 앞에 찾지 못하는 검색")
MISSED = Words("Titles and names that do not find their own page first", "제 화면을 맨 앞에 찾지 못하는 제목과 이름")
LINKS, DEAD = Words("New links", "새 링크"), Words("Dead links", "끊긴 링크")
UNSOURCED = Words("Statements without a source", "출처가 없는 글")
GAPS = Words("New gaps", "새로 빈 곳")
UNTRANSLATED = Words("Texts that are not in every language", "아직 모든 언어로 적지 않은 글")
NO_RECORD = Words("nothing", "없음")
MORE = Words("and {count} more", "그 밖에 {count}개")
