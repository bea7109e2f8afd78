"""What the pages of lists are made of, from small catalogs made here."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from kbsite.records.catalog import Catalog
from kbsite.records.models import Correction, Event, Record, Source, Speaker, Tag, Takeaway, Talk, Technique
from kbsite.records.part import Part
from kbsite.records.project import Project
from kbsite.records.references import SOURCE_FIELDS
from kbsite.site import letters as alphabet
from kbsite.site.pages import corrections, gaps, papers, relations, rules, speaker, tag, takeaways, technique
from kbsite.site.pages.view import Kit, View

KIT = Kit()


class Elements(HTMLParser):
    """The names of all elements, and all attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs


def source(id_: str = "note", **facts: Any) -> Source:
    return Source.model_validate({"id": id_, "path": f"talks/sources/{id_}.yml", "type": "note", "title": id_, **facts})


def talk(id_: str = "event-one", **facts: Any) -> Talk:
    rest = {"event": "event", "title": {"ko": f"발표 {id_}"}, "sources": ["note"], **facts}
    return Talk.model_validate({"id": id_, "path": f"talks/event/{id_}.yml", **rest})


def person(id_: str, **names: str) -> Speaker:
    return Speaker.model_validate({"id": id_, "path": f"talks/speakers/{id_}.yml", "name": names, "sources": ["note"]})


def method(id_: str, **facts: Any) -> Technique:
    rest = {"name": {"ko": id_, "en": id_}, "topic": "storage", "definition": "-", "sources": ["note"], **facts}
    return Technique.model_validate({"id": id_, "path": f"talks/techniques/{id_}.yml", **rest})


def catalog(*records: Record) -> Catalog:
    return Catalog(Project(Path(), ("ko", "en")), (source(), *records))


def body(module: Any, records: Catalog, address: str, language: str = "ko") -> str:
    return next(str(page.body) for page in module.pages(records, View(records, language)) if page.address == address)


def test_speakers_stand_by_korean_name_under_its_first_consonant() -> None:
    people = catalog(person("c", ko="최가"), person("b", ko="까치"), person("a", ko="강나"), person("z", en="Zed"))
    found = [
        (letter.id, letter.label, [one.speaker.id for one in letter.people])
        for letter in speaker.letters(people, View(people, "ko", kit=KIT))
    ]
    assert found == [("letter-g", "ㄱ", ["a", "b"]), ("letter-ch", "ㅊ", ["c"]), ("letter-latin", "A–Z", ["z"])]


def test_a_work_is_had_by_its_identifiers_and_by_web_addresses_only() -> None:
    work = source(doi="10.1000/a<b>?c", arxiv="1312.5602", url="javascript:alert(1)", archived_url="https://web.example/kept/")
    assert [(way.kind, way.url, way.words) for way in papers.ways(work)] == [
        ("doi", "https://doi.org/10.1000/a%3Cb%3E%3Fc", "doi:10.1000/a<b>?c"),
        ("arxiv", "https://arxiv.org/abs/1312.5602", "arXiv:1312.5602"),
        ("archive", "https://web.example/kept/", "web.example/kept"),
    ]


def test_a_work_names_each_record_that_cites_it_once_with_the_fields() -> None:
    one = talk(abstract={"text": "요약", "source": ["note"]})
    html = body(papers, catalog(one), "papers/")
    assert html.count("../talks/event-one/") == 1
    assert "요약, 출처" in html


def test_only_figures_that_come_out_otherwise_are_listed() -> None:
    same = {"label": "같은 값", "claimed": "10", "recomputed": "10", "source": ["note"]}
    other = {"label": "다른 값", "claimed": "5,040일", "recomputed": "630일", "source": ["note"]}
    alone = {"label": "그대로", "claimed": "3", "source": ["note"]}
    found = list(corrections.differing(catalog(talk(figures=[alone, same, other]))))
    assert [(one.number, one.figure.claimed.get("ko")) for one in found] == [(3, "5,040일")]


def test_a_correction_leads_to_its_place_on_the_talks_page() -> None:
    right = {"was": "틀림", "is": "맞음", "reason": "그래서", "said_in": "note", "source": ["note"]}
    html = body(corrections, catalog(talk(corrections=[right])), "corrections/")
    assert 'id="event-one-correction-1"' in html
    assert 'href="../talks/event-one/#correction-1"' in html


def test_gaps_name_the_records_that_lack_something() -> None:
    with_video = talk("event-two", recordings=[{"url": "https://video.example/"}], speakers=["kim"], inferred=["code", "slot"])
    records = catalog(talk(), with_video, person("kim", ko="김가"), person("lee", ko="이나", en="Na Yi"), method("dqn"))
    found = {kind.id: [gap.record.id for gap in kind.gaps] for kind in gaps.missing(records, "en")}
    assert found["videos"] == ["event-one"]
    assert found["speakers"] == ["event-one"]
    assert found["titles"] == ["event-one", "event-two"]
    assert found["inferred"] == ["event-two"]
    assert found["latin-names"] == ["kim"]
    assert found["references"] == ["dqn"]
    assert found["addresses"] == ["note"]


def test_texts_in_one_language_and_talks_without_tags_are_gaps() -> None:
    both = {"text": {"ko": "둘 다", "en": "both"}, "source": ["note"]}
    korean = {"text": {"ko": "하나만"}, "source": ["note"]}
    records = catalog(talk(abstract=both, title="제목만"), talk("event-two", abstract=korean, tags=["storage"]))
    found = {kind.id: [gap.record.id for gap in kind.gaps] for kind in gaps.missing(records, "en")}
    assert found["translations"] == ["event-two"]
    assert found["tags"] == ["event-one"]
    assert "translations" not in {kind.id for kind in gaps.missing(records, "ko") if kind.gaps}


def test_a_gap_leads_to_the_form_with_its_record_in_it() -> None:
    html = body(gaps, catalog(talk()), "missing/")
    path = talk().path
    assert f'href="../contribute/form/?edit={path}"' in html
    assert f'aria-label="{path} 고치기"' in html


def test_a_dead_link_with_a_kept_copy_is_no_gap_but_counts_as_dead() -> None:
    link = {"type": "video", "url": "https://video.example/", "status": "dead"}
    kept = {**link, "archived_url": "https://kept.example/"}
    records = catalog(talk("event-one", links=[link]), talk("event-two", links=[kept]))
    found = {kind.id: [gap.record.id for gap in kind.gaps] for kind in gaps.missing(records, "ko")}
    assert found["dead-links"] == ["event-one"]
    assert gaps.health(records).dead == 2


def test_takeaways_that_name_a_technique_are_always_shown_and_a_few_others() -> None:
    lessons = [{"text": words, "by": "editor", "source": ["note"]} for words in ("하나", "둘", "셋", "넷", "DQN은 다섯")]
    records = catalog(talk(techniques=[{"id": "dqn"}], takeaways=lessons), method("dqn", name={"ko": "딥 Q", "en": "DQN"}))
    (use,) = technique.uses(records, View(records, "ko", kit=KIT), records.techniques["dqn"])
    assert [number for number, _ in use.takeaways] == [1, 2, 5]
    assert use.other_takeaways == 2


def test_takeaways_say_who_says_them_and_lead_to_the_talk() -> None:
    lessons = [{"text": "하나", "by": "speaker", "source": ["note"]}, {"text": "둘", "by": "attendee", "source": ["note"]}]
    html = body(takeaways, catalog(talk(takeaways=lessons)), "takeaways/")
    assert 'data-voices="speaker attendee"' in html
    assert 'href="../talks/event-one/#takeaway-2"' in html


def test_a_tag_lists_talks_techniques_and_the_tags_beside_it() -> None:
    tags = [Tag.model_validate({"id": id_, "path": "talks/tags.yml", "label": id_}) for id_ in ("storage", "linux", "idle")]
    records = catalog(*tags, talk(tags=["storage", "linux"]), method("dqn"))
    html = body(tag, records, "tags/storage/")
    assert all(link in html for link in ("../../talks/event-one/", "../../techniques/dqn/", "../linux/"))
    assert "../idle/" not in html


def test_text_of_records_stays_text() -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}\"onload='x' [a](javascript:alert(1))"
    link = {"type": "profile", "url": "javascript:alert(1)", "title": evil, "note": evil}
    said = {"text": evil, "source": ["bad"]}
    records = catalog(
        source(
            "bad", title=evil, authors=[evil], venue=evil, note=evil, revision=evil, url="javascript:alert(1)", doi='10.1000/"><script>'
        ),
        Tag.model_validate({"id": "storage", "path": "talks/tags.yml", "label": evil, "description": evil, "aliases": [evil]}),
        Speaker.model_validate(
            {
                "id": "kim",
                "path": "x.yml",
                "name": evil,
                "name_note": evil,
                "aliases": [evil],
                "about": [said],
                "links": [link],
                "sources": ["bad"],
            }
        ),
        method(
            "dqn", name=evil, aliases=[evil], definition=evil, why=evil, today=said, tags=["storage"], references=["bad"], sources=["bad"]
        ),
        talk(
            title=evil,
            speakers=[{"id": "kim", "affiliation": evil, "role": evil}],
            techniques=[{"id": "dqn", "note": evil, "source": ["bad"]}],
            takeaways=[{**said, "by": "editor"}],
            figures=[{"label": evil, "claimed": evil, "recomputed": "x", "note": evil, "source": ["bad"]}],
            questions=[{"q": evil, "a": evil, "source": ["bad"]}],
            corrections=[{"was": evil, "is": evil, "reason": evil, "said_in": "bad", "source": ["bad"]}],
            tags=["storage"],
        ),
    )
    for module in (technique, speaker, tag, takeaways, papers, corrections, gaps, relations, rules):
        for page in module.pages(records, View(records, "ko", kit=KIT)):
            found = Elements()
            found.feed(str(page.body))
            assert "script" not in found.names
            assert not [name for name, _ in found.attributes if name.startswith("on")]
            assert not [value for _, value in found.attributes if (value or "").startswith("javascript")]


def choices(record: type[Part], field: str) -> set[str]:
    """The words a field may hold."""
    found: set[str] = set()
    kinds: list[Any] = [record.model_fields[field].annotation]
    while kinds:
        kind = kinds.pop()
        found.update(one for one in get_args(kind) if isinstance(one, str))
        kinds += [one for one in get_args(kind) if not isinstance(one, str)]
    return found


def test_every_word_of_the_vocabulary_of_records_has_its_own_words() -> None:
    assert choices(Source, "type") == set(papers.KINDS)
    assert choices(Correction, "status") == set(corrections.STATUSES)
    assert choices(Takeaway, "by") == set(takeaways.VOICES)
    kinds = {f"papers.kind_{kind}" for kind in papers.KINDS}
    statuses = {f"papers.status_{status}" for status in choices(Source, "status")}
    inferred = {f"missing.field_{field}" for field in choices(Talk, "inferred")}
    letters = {f"speaker.letter_{letter}" for letter in alphabet.ANCHORS.values()}
    gap_words = {f"missing.{kind.id}{end}" for kind in gaps.missing(catalog(), "ko") for end in ("", "_why")}
    assert kinds | statuses | inferred | letters | gap_words <= set(KIT.strings)


@pytest.mark.parametrize("record", [Talk, Technique, Speaker, Event])
def test_every_field_that_cites_works_has_a_name(record: type[Part]) -> None:
    def cites(part: type[Part]) -> bool:
        return any(name in SOURCE_FIELDS or any(map(cites, parts(field.annotation))) for name, field in part.model_fields.items())

    def parts(kind: Any) -> list[type[Part]]:
        own = [kind] if isinstance(kind, type) and issubclass(kind, Part) else []
        return [*own, *(part for one in get_args(kind) if one is not Ellipsis for part in parts(one))]

    fields = {name for name, field in record.model_fields.items() if name in SOURCE_FIELDS or any(map(cites, parts(field.annotation)))}
    assert {f"papers.field_{name}" for name in fields} <= set(KIT.strings)


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
def test_empty_catalogs_make_pages_too(language: str) -> None:
    empty = Catalog(Project(Path(), (language,)), ())
    for module in (technique, speaker, tag, takeaways, papers, corrections, gaps):
        for page in module.pages(empty, View(empty, language, kit=KIT)):
            assert str(page.body).count("<h1") == 1
