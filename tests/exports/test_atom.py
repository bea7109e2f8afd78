"""Feeds as feedparser reads them, and what RFC 4287 asks of them."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import Any

from exports.conftest import published
from lxml import etree
from projectkit import Folder

from kbsite.exports import atom
from kbsite.exports.publication import Publication, talk_title

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of its own imports
    import feedparser

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def made(publication: Publication) -> dict[str, bytes]:
    return {file.path: file.make() for file in atom.files(publication)}


def read(data: bytes) -> Any:
    feed = feedparser.parse(data, sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_there_is_a_feed_of_all_and_one_for_each_event_speaker_tag_and_technique(real: Publication) -> None:
    paths, catalog = set(made(real)), real.catalog
    records = [*catalog.events.values(), *catalog.speakers.values(), *catalog.tags.values(), *catalog.techniques.values()]
    assert len(paths) == 2 * (1 + len(records))
    assert {"feed.atom", "en/feed.atom", "techniques/bluestore/feed.atom", "en/tags/storage/feed.atom"} <= paths


def test_every_feed_has_what_it_must_have(real: Publication, hostile: Publication) -> None:
    for publication in (real, hostile):
        for path, data in made(publication).items():
            feed = read(data)
            tree = etree.fromstring(data)
            assert tree.findtext("a:id", namespaces=ATOM) == feed.feed.id
            assert feed.feed.title and feed.feed.updated and feed.feed.author
            links = {link.rel: link.href for link in feed.feed.links}
            assert links["self"] == f"https://kb.example/sub/{path}"
            assert links["license"] == "https://creativecommons.org/licenses/by/4.0/"
            assert feed.feed.rights == "CC BY 4.0"
            assert len(feed.entries) <= atom.NEWEST
            assert len({entry.id for entry in feed.entries}) == len(feed.entries)
            for entry in feed.entries:
                assert entry.title and entry.summary and entry.link == entry.id
            days = [entry.updated for entry in feed.entries]
            assert days == sorted(days, reverse=True)
            assert not days or feed.feed.updated == days[0]


def test_titles_and_summaries_are_text_whatever_they_hold(hostile: Publication) -> None:
    for path, data in made(hostile).items():
        tree, language = etree.fromstring(data), "en" if path.startswith("en/") else "ko"
        for entry in tree.iterfind("a:entry", ATOM):
            talk = next(
                one for one in hostile.catalog.talks.values() if hostile.page(one, language) == entry.findtext("a:id", namespaces=ATOM)
            )
            assert entry.findtext("a:title", namespaces=ATOM) == talk_title(talk, language).text
            assert {child.tag.partition("}")[2] for child in entry} <= {
                "id", "title", "updated", "link", "contributor", "category", "rights", "summary",
            }  # fmt: skip


def test_the_newest_come_first_and_no_more_than_fifty(project: Folder) -> None:
    for number in range(60):
        project.write(f"talks/conf2020/3{number:02}-more.yml", f"title: 발표 {number}\nsources: [programme]\n")
    publication = published(project.catalog())
    newest = max(publication.changed.values())
    publication.changed["talks/conf2020/330-more.yml"] = newest + dt.timedelta(days=1)  # type: ignore[index]
    feed = read(made(publication)["feed.atom"])
    assert len(feed.entries) == 50
    assert feed.entries[0].id == "https://kb.example/sub/talks/conf2020-330-more/"


def test_what_is_kept_off_the_site_is_in_no_feed(project: Folder) -> None:
    project.add("talks/conf2020/101-storage.yml", "publish: false\n")
    feeds = made(published(project.catalog()))
    assert not any(b"101" in data for data in feeds.values())
    assert read(feeds["techniques/bluestore/feed.atom"]).entries == []
