"""Findings to problems with places, to a summary, to JSON, and to the text of an issue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from kbsite.links.found import Found, Reason
from kbsite.links.targets import Mention
from kbsite.problems import Problem
from kbsite.records.models import Event, Source, Speaker, Talk
from kbsite.text.github import code, safe
from kbsite.words import Language, Words

Mentions = Mapping[str, Sequence[Mention]]


def problems(found: Iterable[Found], mentions: Mentions) -> Iterator[Problem]:
    """What to look into, at every place that names the address; dead ones without a kept copy are errors."""
    for one in found:
        rule, message, cure = _said(one)
        for mention in mentions.get(one.url, ()) if rule else ():
            if rule != DEAD or not _has_copy(mention):
                yield Problem(mention.place, rule, message, cure, "error" if rule == DEAD else "warning", mention.line)


def _has_copy(mention: Mention) -> bool:
    record, path = mention.record, mention.path
    if isinstance(record, Talk | Speaker | Event) and path[:1] == ("links",):
        return bool(record.links[int(path[1])].archived_url)
    return isinstance(record, Source) and bool(record.archived_url)


def _said(one: Found) -> tuple[str, Words, Words | None]:
    """Rule, message and cure of a finding; no rule where all is well."""
    why = reason(one)
    copy = COPY.fill(url=one.archived) if one.archived else None
    if one.dead:
        return DEAD, IS_DEAD.fill(url=one.url, why=why, day=one.gone_since), copy or MEND
    if one.verdict == "gone":
        return "link-seems-dead", SEEMS_DEAD.fill(url=one.url, why=why), copy or AGAIN
    if one.verdict == "live":
        return ("link-has-moved", MOVED.fill(url=one.url), WRITE_NEW.fill(url=one.moved_to)) if one.moved_to else ("", Words("", ""), None)
    return "link-is-unsure", (BARRED if one.verdict == "barred" else UNSURE).fill(url=one.url, why=why), None


def reason(one: Found) -> Words:
    """Why the verdict is what it is, in a few words."""
    if one.reason == "answer":
        return ANSWERS.get(one.code, ANSWER).fill(code=one.code)
    return REASONS[one.reason]


def counts(found: Iterable[Found]) -> Mapping[str, int]:
    """How many there are of each kind."""
    kinds = Counter("dead" if one.dead else one.verdict for one in found)
    return {kind: kinds[kind] for kind in ("live", "dead", "gone", "unsure", "barred")}


def summary(found: Sequence[Found]) -> Words:
    """The counts as a sentence."""
    return SUMMARY.fill(total=len(found), **counts(found))


def as_json(found: Sequence[Found], mentions: Mentions) -> str:
    """Everything found, with the places that name each address."""
    links = [
        {
            **asdict(one),
            "dead": one.dead,
            "why": {"ko": reason(one).say("ko"), "en": reason(one).say("en")},
            "places": [{"path": m.place.path, "line": m.place.line, "column": m.place.column} for m in mentions.get(one.url, ())],
        }
        for one in found
    ]
    return json.dumps({"version": 1, "counts": counts(found), "links": links}, ensure_ascii=False, indent=2, default=str)


def as_markdown(found: Sequence[Found], mentions: Mentions, language: Language) -> str:
    """The text of an issue: what is dead first, each with the places to mend."""
    lines = [f"## {HEADING.say(language)}", "", summary(found).say(language)]
    for kind, title in TITLES.items():
        ones = [one for one in found if _kind(one) == kind]
        if ones:
            lines += ["", f"### {title.say(language)} ({len(ones)})", ""]
            lines += [line for one in ones[:MOST] for line in _item(one, mentions, language)]
            lines += [f"- {MORE.fill(count=len(ones) - MOST).say(language)}"] if len(ones) > MOST else []
    return "\n".join(lines)


def _kind(one: Found) -> str:
    return "dead" if one.dead else "moved" if one.verdict == "live" and one.moved_to else one.verdict


def _item(one: Found, mentions: Mentions, language: Language) -> Iterator[str]:
    since = f" · {SINCE.fill(day=one.gone_since).say(language)}" if one.gone_since else ""
    yield f"- {code(one.url)} — {safe(reason(one).say(language))}{since}"
    if one.moved_to:
        yield f"  - {NEW.say(language)}: {code(one.moved_to)}"
    if one.archived:
        yield f"  - {KEPT.say(language)}: {code(one.archived)}"
    for mention in mentions.get(one.url, ())[:5]:
        yield f"  - {code(f'{mention.place.path}:{mention.place.line}')}"


MOST = 100
DEAD = "link-is-dead"
IS_DEAD = Words("dead since {day}: {url} ({why})", "{day}부터 끊긴 주소입니다: {url} ({why})")
MEND = Words(
    "correct the address, or add the 'archived_url' of a kept copy", "주소를 바로잡거나 보관된 사본의 주소를 'archived_url'에 적으세요"
)
COPY = Words("a copy is kept: archived_url: {url}", "보관된 사본이 있습니다: archived_url: {url}")
SEEMS_DEAD = Words("not found today: {url} ({why})", "오늘은 찾을 수 없습니다: {url} ({why})")
AGAIN = Words("it counts as dead once it is not found on another day either", "다른 날에도 찾을 수 없으면 끊긴 것으로 봅니다")
MOVED = Words("moved for good: {url}", "주소가 아주 바뀌었습니다: {url}")
WRITE_NEW = Words("write {url}", "{url}로 적으세요")
UNSURE = Words("no telling whether it is there: {url} ({why})", "열리는지 알 수 없습니다: {url} ({why})")
BARRED = Words("not asked: {url} ({why})", "확인하지 않았습니다: {url} ({why})")
ANSWER = Words("answer {code}", "응답 {code}")
ANSWERS = {
    401: Words("401, wants a login", "401, 로그인이 필요함"),
    403: Words("403, refuses programs or strangers", "403, 프로그램이나 외부인을 거절함"),
    404: Words("404, not there", "404, 없음"),
    410: Words("410, gone for good", "410, 없어짐"),
    429: Words("429, asked too often", "429, 너무 자주 물음"),
    503: Words("503, out of service now", "503, 지금 쉬는 중"),
}
REASONS: Mapping[Reason, Words] = {
    "no-host": Words("there is no such host", "그런 호스트가 없음"),
    "timeout": Words("no answer in time", "제때 답이 없음"),
    "tls": Words("its certificate is not valid", "인증서가 올바르지 않음"),
    "connection": Words("no connection", "연결되지 않음"),
    "cut": Words("the answer breaks off or is no HTTP", "답이 도중에 끊기거나 HTTP가 아님"),
    "loop": Words("its redirects lead nowhere", "넘겨주기가 끝나지 않음"),
    "home": Words("leads to the home page of its site now", "이제 사이트 첫 화면으로 이어짐"),
    "private": Words("an address of a private network", "내부 네트워크 주소"),
    "address": Words("not an address of the web", "웹 주소가 아님"),
}
SUMMARY = Words(
    "{total} addresses: {live} live, {dead} dead, {gone} not found today, {unsure} unsure, {barred} not asked",
    "주소 {total}개: 열림 {live}, 끊김 {dead}, 오늘 못 찾음 {gone}, 알 수 없음 {unsure}, 확인하지 않음 {barred}",
)
HEADING = Words("Links", "링크")
TITLES = {
    "dead": Words("Dead", "끊긴 링크"),
    "gone": Words("Not found today", "오늘 찾지 못한 링크"),
    "moved": Words("Moved for good", "주소가 바뀐 링크"),
    "unsure": Words("No telling", "알 수 없는 링크"),
    "barred": Words("Not asked", "확인하지 않은 링크"),
}
SINCE = Words("since {day}", "{day}부터")
NEW, KEPT = Words("new address", "새 주소"), Words("kept copy", "보관된 사본")
MORE = Words("{count} more", "그 밖에 {count}개")
