from __future__ import annotations

import gzip
from itertools import islice

import pytest
from importkit import Empty
from projectkit import ROOT

VIDEO = {
    "title": "On disks", "description": "Speaker: Ada\n\nWhat a disk <b>does</b>.", "summary": "Disks.", "speakers": ["Ada Example", "Various"],
    "recorded": "2016-04-28", "language": "eng", "duration": 1650, "copyright_text": "CC BY", "tags": ["storage"], "slug": "on-disks",
    "thumbnail_url": "https://i.example/x.jpg", "quality_notes": "", "related_urls": ["https://github.com/a/b", {"label": "slides", "url": "https://s.example/1"}],
    "videos": [{"type": "youtube", "url": "https://www.youtube.com/watch?v=A"}],
}  # fmt: skip


def test_files_of_the_repository(empty: Empty) -> None:
    files = [
        empty.file("bay-conf/category.json", {"title": "Bay Conf 2016"}),
        empty.file("bay-conf/videos/on-disks.json", VIDEO),
        empty.file("bay-conf/videos/two.json", {"title": "Two", "recorded": "2016-04-29", "videos": []}),
    ]
    taken = empty.take("pyvideo", *files, "--time-zone", "America/Los_Angeles")
    assert taken.code == 0, taken.out
    assert empty.problems() == []
    assert empty.value("talks/bay-conf/event.yml") == {
        "name": "Bay Conf 2016", "language": "en", "time_zone": "America/Los_Angeles",
        "days": [{"date": "2016-04-28"}, {"date": "2016-04-29"}], "sources": ["bay-conf-pyvideo"],
    }  # fmt: skip
    assert empty.value("talks/bay-conf/on-disks.yml") == {
        "language": "en", "title": "On disks", "speakers": ["ada-example"], "date": "2016-04-28",
        "abstract": {"text": "Disks.", "source": ["bay-conf-pyvideo"]},
        "description": [{"text": "Speaker: Ada\n\nWhat a disk **does**.", "source": ["bay-conf-pyvideo"]}],
        "links": [{"type": "repository", "url": "https://github.com/a/b"}, {"type": "slides", "url": "https://s.example/1", "title": "slides"}],
        "recordings": [{"url": "https://www.youtube.com/watch?v=A", "language": "en", "duration": "00:28"}],
        "tags": ["storage"], "sources": ["bay-conf-pyvideo"], "license": "CC BY",
    }  # fmt: skip
    assert "bay-conf/videos/on-disks.json:7:3: warning: speakers 'Various': is nobody's name and was left out (at /speakers/1)" in taken.out
    assert "thumbnail_url 'https://i.example/x.jpg': records have no field for it" in taken.out
    assert "duration '1650': was rounded to whole minutes" in taken.out


def test_a_category_without_videos(empty: Empty) -> None:
    taken = empty.take("pyvideo", empty.file("bay-conf/category.json", {"title": "Bay Conf 2016"}))
    assert (taken.code, empty.texts()) == (0, {})
    assert "bay-conf/category.json:1:1: warning: event 'Bay Conf 2016': no talk of it is in the files, and it was left out" in taken.out


def test_a_sample_of_the_corpus(empty: Empty) -> None:
    corpus = ROOT.parent / "shared" / "corpus" / "pyvideo.jsonl.gz"
    if not corpus.is_file():
        pytest.skip("the corpus is not beside this folder (../shared/corpus)")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        sample = "".join(islice(lines, 0, None, 44))
    file = empty.file("pyvideo.jsonl", sample)
    taken = empty.take("pyvideo", file)
    assert taken.code == 0
    assert empty.errors() == []
    assert len(empty.catalog().talks) == sample.count("\n") == 494
    before = empty.texts()
    assert empty.take("pyvideo", file).code == 0
    assert empty.texts() == before
