"""Rules as a whole: found by listing the folder, named for good, run one after the other."""

from __future__ import annotations

import pytest
from projectkit import EVENT, OTHER, TALK, Folder

from kbsite.records.catalog import Catalog
from kbsite.rules import Rule, check, in_report_order, rules
from kbsite.rules._times import overlapping
from kbsite.rules.chapters_are_in_order import seconds
from kbsite.rules.link_is_safe import wrong_with

NAMES = [
    "alias-is-unique",
    "chapters-are-in-order",
    "diagram-is-whole",
    "drawing-is-plain",
    "event-exists",
    "event-is-sound",
    "field-derived",
    "field-missing",
    "field-unknown",
    "file-name",
    "file-name-begins-with-code",
    "file-place",
    "file-readable",
    "file-regular",
    "file-size",
    "inferred-field-is-given",
    "language-exists",
    "language-tag",
    "link-is-safe",
    "link-stands-once",
    "note-has-source",
    "official-title-is-given",
    "project-folder",
    "project-settings",
    "record-is-used",
    "record-shape",
    "related-talk-exists",
    "room-holds-one-talk",
    "searched-record-exists",
    "site-address-is-set",
    "snippet-exists",
    "snippet-file-exists",
    "snippet-is-recorded",
    "snippet-record-holds",
    "snippet-record-is-current",
    "snippet-record-is-fresh",
    "snippet-shows-what-exists",
    "source-exists",
    "speaker-exists",
    "speaker-is-in-one-place",
    "speakers-are-told-apart",
    "tag-exists",
    "tag-has-one-spelling",
    "talk-stands-in-its-event",
    "technique-exists",
    "text-has-no-hidden-characters",
    "text-has-no-html",
    "title-is-unique",
    "utf-8",
    "value-choice",
    "value-empty",
    "value-shape",
    "yaml-alias",
    "yaml-characters",
    "yaml-depth",
    "yaml-duplicate-key",
    "yaml-key",
    "yaml-one-document",
    "yaml-syntax",
    "yaml-tag",
]


def test_names_are_permanent() -> None:
    """A name stands in addresses, ignore lists and other people's notes: add to this list, take nothing away."""
    assert set(NAMES) <= {rule.name for rule in rules()}


def test_rules_are_in_the_order_of_their_names() -> None:
    names = [rule.name for rule in rules()]
    assert names == sorted(names)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_says_what_and_why_in_both_languages(rule: Rule) -> None:
    for words in (rule.says, rule.why):
        assert words.say("en") != words.say("ko")
        assert any("가" <= letter <= "힣" for letter in words.say("ko"))
        assert not any("가" <= letter <= "힣" for letter in words.say("en"))


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.check], ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_where_nothing_is_wrong(project: Folder, rule: Rule) -> None:
    assert rule.check is not None
    assert list(rule.check(project.catalog())) == []


def test_what_rules_find_comes_with_the_line(project: Folder) -> None:
    project.change(TALK, "tags: [storage]", "tags: [storag]")
    (problem,) = check(project.catalog())
    assert (problem.rule, problem.line_text, problem.severity) == ("tag-exists", "tags: [storag]", "error")


def overlaps(project: Folder, *times: str) -> list[tuple[str, str]]:
    """Which of some sessions of the first day overlap, by their number."""
    for number, time in enumerate(times):
        project.write(f"talks/conf2020/s{number}.yml", f"title: 이야기 {number}\ndate: 2020-05-01\nsources: [programme]\n{time}\n")
    catalog = project.catalog()
    sessions = [talk for talk in catalog.talks.values() if "-s" in talk.id and talk.id[-1].isdigit()]
    return [(first.id[-1], second.id[-1]) for first, second in overlapping(catalog, sessions)]


@pytest.mark.parametrize(
    ("times", "pairs"),
    [
        (["start: 10:00\nend: 11:00", "start: 11:00\nend: 12:00"], []),
        (["start: 10:00\nend: 11:01", "start: 11:00\nend: 12:00"], [("0", "1")]),
        (["start: 11:00\nend: 12:00", "start: 10:00\nend: 11:01"], [("1", "0")]),
        (["start: 10:00\nend: 13:00", "start: 10:30\nend: 11:00", "start: 11:30\nend: 12:00"], [("0", "1"), ("0", "2")]),
        (["slot: 1", "slot: 1"], [("0", "1")]),
        (["slot: 1", "slot: 2"], []),
        (["slot: 1", "start: 10:30\nend: 11:00"], [("0", "1")]),
        (["start: 10:00", "start: 10:00"], []),
    ],
)
def test_sessions_overlap_by_slot_or_by_time(project: Folder, times: list[str], pairs: list[tuple[str, str]]) -> None:
    assert overlaps(project, *times) == pairs


def test_sessions_of_two_days_never_overlap(project: Folder) -> None:
    project.change(EVENT, "slots:\n", "slots:\n  - date: 2020-05-02\n    number: 1\n    start: 10:00\n    end: 10:45\n")
    project.change(OTHER, "2020-05-01", "2020-05-02")
    catalog = project.catalog()
    assert list(overlapping(catalog, catalog.talks.values())) == []


@pytest.mark.parametrize(("clock", "total"), [("0:00", 0), ("12:30", 750), ("1:02:03", 3723)])
def test_a_time_from_the_start_in_seconds(clock: str, total: int) -> None:
    assert seconds(clock) == total


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://a.example", True),
        ("http://a.example:8080/b?c=d#e", True),
        ("HTTPS://A.example/", True),
        ("https://발표.example/발표", True),
        ("https://a.example/%3Cb%3E", True),
        ("https://[::1]/", True),
        ("", False),
        ("https:", False),
        ("https:///a", False),
        ("//a.example", False),
        ("mailto:a@b.example", False),
        ("java\tscript:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/\n", False),
        ("https://a@b.example/", False),
        ("https://:80/", False),
        ("https://a.example:0/", False),
        ("https://a.example:x/", False),
        ("https://[::1/", False),
        ("https://a.example\\@b.example/", False),
        ("https://a.example/\u202e", False),
        ("file:///etc/passwd", False),
        ("blob:https://a.example/", False),
    ],
)
def test_what_is_a_link(url: str, is_link: bool) -> None:
    assert (wrong_with(url) is None) is is_link


def test_several_processes_find_what_one_finds(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    project.change(TALK, "tags: [storage]", "tags: [storag]")
    project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
    project.write("talks/conf2020/103-html.yml", "title: <b>a</b>\nabstract: {text: <b>a</b>, source: nothing}\nsources: [programme]\n")
    catalog = project.catalog()
    found = list(check(catalog))
    assert len({problem.rule for problem in found}) == 4
    monkeypatch.setattr("kbsite.rules.MANY", 0)
    monkeypatch.setattr("kbsite.rules.TURN", 2)
    assert in_report_order(check(catalog)) == in_report_order(found)


def test_rules_for_one_record_need_no_other(project: Folder) -> None:
    """They find the same in a record where it is the only one there is, which is why it can be kept."""
    project.change(TALK, "https://slides.example/101", "javascript:alert(1)")
    catalog = project.catalog()
    single = [rule for rule in rules() if rule.check_record]
    assert len(single) == 10
    for looks, looks_at in ((rule.check, rule.check_record) for rule in single):
        assert looks is not None
        assert looks_at is not None
        for record in catalog.records():
            alone = Catalog(catalog.project, [record], [catalog.documents[record.path]])
            assert list(looks(alone)) == list(looks_at(catalog, record))
        assert list(looks(catalog)) == [broken for record in catalog.records() for broken in looks_at(catalog, record)]
