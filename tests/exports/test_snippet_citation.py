"""Examples as entries of lists of references."""

from __future__ import annotations

import json

from projectkit import ROOT

from kbsite.exports.publication import Publication
from kbsite.exports.snippet_citation import entries, items
from kbsite.records.catalog import Catalog


def test_an_entry_and_an_item_stand_beside_every_page(catalog: Catalog) -> None:
    names = {"ko": "모음 & 예제", "en": "Notes"}
    publication = Publication(catalog, "https://kb.example/", names, names, {})
    made = {file.path: file.make().decode() for file in (*entries(publication), *items(publication))}
    assert len(made) == 2 * len(list((ROOT / "content/snippets").glob("*/snippet.yml")))
    entry = made["snippets/game-balance-days/citation.bib"]
    run = catalog.folders["game-balance-days"].run
    assert run is not None
    assert entry.startswith("@misc{game-balance-days,\n  author = {{모음 \\& 예제}},\n  title = {{5,040일의 산수}},\n")
    assert f"  date = {{{run.date.isoformat()}}},\n" in entry
    assert "  url = {https://kb.example/snippets/game-balance-days/},\n" in entry
    (item,) = json.loads(made["snippets/game-balance-days/citation.json"])
    assert (item["type"], item["title"]) == ("software", "5,040일의 산수")
    assert item["issued"]["date-parts"] == [[run.date.year, run.date.month, run.date.day]]
    assert "event-title" not in item
