"""What a rule says it looks at is all that it looks at: else what it found would be told again where it is no longer so."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from projectkit import changed, small_project
from snippetkit import VALUES, write

from kbsite.records.catalog import Catalog
from kbsite.records.load import load_catalog
from kbsite.records.models import Record
from kbsite.rules import Rule, rules

ACROSS = [rule for rule in rules() if rule.check and not rule.check_record]
RICH = """\
title: {ko: 저장소 이야기, en: On storage}
speakers: [kim-minji, nobody]
date: 2020-05-03
start: 10:00
end: 09:00
track: A
room: Hall
slot: 7
inferred: [code]
techniques: [{id: bluestor}, {id: bluestore, note: 참고, source: unread}]
takeaways: [{id: first, text: 하나, by: editor, source: unread}]
figures: [{id: count, label: 수, claimed: "3", source: [programme, unread]}]
snippets: [no-rows]
tags: [storag, disk]
references: [unread]
related: [conf2020-103-rich, conf2020-109-none]
aliases: [conf2020-102-cluster, conf2020-old]
publish: false
sources: [programme]
"""
EARLY = """\
title: An early one
speakers: [kim-minji, lee-junho]
date: 2020-05-01
start: 09:30
end: 10:30
track: A
room: Hall
tags: [cluster]
related: [conf2020-103-rich]
aliases: [conf2020-old]
sources: [programme]
"""
CLASH = """\
title: A clash
speakers: [lee-junho]
date: 2020-05-01
start: 10:00
end: 11:00
room: Hall
sources: [programme]
"""
SAME_SLOT = """\
title: In the same slot
speakers: [kim-minji]
inferred: [date, start, end, track, slot, room]
date: 2020-05-01
track: A
slot: 1
tags: [스토리지]
sources: [programme]
"""
NO_TIME = """\
title: At no time
inferred: [date, start, end, track, slot, room]
sources: [programme]
"""
OTHER_EVENT = """\
name: Other
aliases: [conf2020]
time_zone: Asia/Seul
days: [{date: 2020-05-03}, {date: 2020-05-03}]
tracks: [{id: C, name: C}, {id: C, name: D}]
slots: [{date: 2020-05-01, number: 7, start: 10:00, end: 10:20}, {date: 2020-05-04, number: 1}]
routes: [{id: one, title: One, talks: [conf2020-103-rich, conf2020-109-none], source: programme}, {id: one, title: Two, talks: [conf2020-104-early], source: programme}]
sources: [programme]
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A project with something to find for nearly every rule, and with values that are others where they stand elsewhere."""
    project = small_project(tmp_path_factory.mktemp("rich"))
    write(
        project, shows=[{"talk": "conf2020-103-rich", "takeaway": "first", "figure": "count"}], tags=["storage"], techniques=["bluestore"]
    )
    three = {"shows": [{"talk": "none"}], "files": ["nothing.py"], "tags": ["storag"], "techniques": ["none"], "aliases": ["two-rows"]}
    project.write("content/snippets/three-rows/snippet.yml", json.dumps({**VALUES, **three}, ensure_ascii=False))
    project.write("talks/conf2020/103-rich.yml", RICH)
    project.write("talks/conf2020/104-early.yml", EARLY)
    project.write("talks/conf2020/105-clash.yml", CLASH)
    project.write("talks/conf2020/106-same-slot.yml", SAME_SLOT)
    project.write("talks/conf2020/107-no-time.yml", NO_TIME)
    project.write("talks/other/event.yml", OTHER_EVENT)
    project.write(
        "talks/speakers/minji-kimm.yml",
        "name: Minji Kim\naliases: [이준호]\ndiffers_from: [kim-minji, none]\nformer_ids: [lee-junho]\nsources: [programme]\n",
    )
    project.write(
        "talks/techniques/rocks.yml",
        "name: Blue store\ntopic: storag\ntags: [disk]\nformer_ids: [bluestore]\naliases: [Blue]\nrelated: [none]\ndefinition: a\nsources: [spare]\n",
    )
    project.write("talks/sources/spare.yml", "type: list\ntitle: Spare\n")
    project.write("talks/searches.yml", "blue: {finds: [bluestore]}\nrich: {finds: [conf2020-103-rich, none]}\n")
    project.add("talks/tags.yml", "disc:\n  label: Storage\n  aliases: [스토리지, clusters]\n")
    found, problems = load_catalog(project.root)
    assert found is not None
    assert problems == []
    return found


def others(catalog: Catalog) -> Iterator[tuple[Record, Record]]:
    """Every record with one of its values in turn replaced by what stands there in another record of its kind, or in none."""
    records = list(catalog.records())
    for record in records:
        kind = type(record)
        for name, info in kind.model_fields.items():
            if name in ("id", "path", "event"):  # these follow from the path
                continue
            values = [] if info.is_required() else [info.default]
            for value in (getattr(other, name) for other in records if type(other) is kind):
                values += [] if value in values else [value]
            yield from ((record, changed(record, **{name: value})) for value in values if value != getattr(record, name))


def with_other(catalog: Catalog, before: Record, now: Record) -> Catalog:
    """The records with one in place of another, all places as they were."""
    records = [now if record is before else record for record in catalog.records()]
    return Catalog(catalog.project, records, catalog.documents.values(), catalog.unread, catalog.folders)


@pytest.mark.parametrize("rule", ACROSS, ids=lambda rule: rule.name)
def test_while_it_looks_the_same_a_rule_finds_the_same(catalog: Catalog, rule: Rule) -> None:
    assert rule.check is not None
    assert rule.looks_at is not None, "without it, the rule is asked again at every change"
    found = list(rule.check(catalog))
    finds_other = False
    for before, now in others(catalog):
        looks_the_same = rule.looks_at(before) == rule.looks_at(now)
        if looks_the_same or not finds_other:
            again = list(rule.check(with_other(catalog, before, now)))
            assert again == found or not looks_the_same, (before.path, now)
            finds_other = finds_other or again != found
    assert finds_other is (rule.name not in NO_FIELDS | OF_RUNS)


NO_FIELDS = {"event-exists", "site-address-is-set"}
"""Rules for which it is enough which files there are, and how the project is set."""
OF_RUNS = {"snippet-is-recorded", "snippet-record-holds", "snippet-record-is-current", "snippet-record-is-fresh"}
"""Rules that look at everything in a recipe, and find nothing where no run is recorded, or that none is."""


def test_the_way_a_list_is_written_does_not_count(catalog: Catalog) -> None:
    talk = catalog.every_talk["conf2020-101-storage"]
    (rule,) = (rule for rule in ACROSS if rule.name == "technique-exists")
    assert rule.looks_at is not None
    noted = changed(talk, techniques=tuple(changed(use, note=None) for use in talk.techniques))
    assert rule.looks_at(noted) == rule.looks_at(talk)
    assert rule.looks_at(changed(talk, techniques=())) != rule.looks_at(talk)
