"""Where the values of records stand in their files."""

from __future__ import annotations

import hashlib

from projectkit import OTHER, TAGS, TALK, Folder

from kbsite.problems import Place
from kbsite.records.catalog import Catalog

ONE = "conf2020-101-storage"


def test_places_in_files(project: Folder) -> None:
    catalog = project.catalog()
    talk, tag, speaker = catalog.talks[ONE], catalog.tags["cluster"], catalog.speakers["kim-minji"]
    assert catalog.place(talk, "title", "en") == Place(TALK, 2, 26)
    assert catalog.place(talk, "title", key=True) == Place(TALK, 2, 1)
    assert catalog.place(tag) == Place("talks/tags.yml", 4, 1)
    assert catalog.place(tag, "label", "en") == Place("talks/tags.yml", 5, 25)
    assert catalog.find(talk, ("abstract", "text", "ko"), "저장소") == Place(TALK, 10, 15)
    assert catalog.line_text(catalog.place(speaker, "name")) == "name: {ko: 김민지, en: Minji Kim}"
    assert catalog.is_written(talk, "title", "en")
    assert not catalog.is_written(talk, "abstract", "text", "ko")
    assert catalog.is_written(tag, "label", "ko")


def test_a_digest_is_of_the_bytes_of_the_record_s_file(project: Folder) -> None:
    before = project.catalog()
    talk = before.talks[ONE]
    assert before.digest(talk) == before.digests[TALK] == hashlib.blake2b((project.root / TALK).read_bytes(), digest_size=20).hexdigest()
    assert before.digest(before.tags["cluster"]) == before.digest(before.tags["storage"]) == before.digests[TAGS]
    project.add(TALK, "# a comment\n")
    after = project.catalog()
    assert after.digest(talk) != before.digest(talk)
    assert after.digests[OTHER] == before.digests[OTHER]


def test_a_record_without_a_file_has_no_digest(project: Folder) -> None:
    whole = project.catalog()
    bare = Catalog(whole.project, whole.records())
    assert bare.digest(bare.talks[ONE]) == ""
