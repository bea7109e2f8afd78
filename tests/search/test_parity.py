"""Both homes of the search give the same answers in the same order, and analyse alike."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from relevance.make import Corpus, make
from search.conftest import ASSETS, SMALL, written
from search.test_engine import DASHED, HOSTILE

from kbsite.search.api import Searcher
from kbsite.search.document import Document
from kbsite.search.index import WhooshSource, build_index
from kbsite.text.analyzer import terms
from kbsite.text.hangul import as_hangul_keys, as_latin_keys, compose, initials, strokes
from kbsite.text.normalise import compact, folded
from kbsite.text.rules import load_rules, rules_bytes
from kbsite.text.sound import distance, hangul_key, latin_keys
from kbsite.text.stem import english_forms, stem_length

GOLDEN = Path(__file__).parents[1] / "text" / "golden.json"
ASK = """
import { readFileSync } from "node:fs";
const [assets, path, rulesPath] = process.argv.slice(1);
const load = (name) => import(`${assets}/${name}.js`);
const [hangul, analyzer, normal, stem, sound, { makeRules }] = await Promise.all(["hangul", "analyzer", "normalise", "stem", "sound", "rules"].map(load));
const rules = makeRules(JSON.parse(readFileSync(rulesPath, "utf8")));
const each = {
  strokes: hangul.strokes, compose: (text) => hangul.compose(hangul.strokes(text)), initials: hangul.initials, latin: hangul.asLatinKeys,
  hangul: hangul.asHangulKeys, folded: normal.folded, compact: normal.compact, terms: analyzer.terms,
  stem: (text) => stem.stemLength(normal.folded(text), rules), forms: (text) => stem.englishForms(normal.folded(text)),
  key: (text) => sound.hangulKey(normal.folded(text), rules), keys: (text) => sound.latinKeys(normal.folded(text), rules),
  distance: (text) => sound.distance("쿠버네티스", normal.folded(text), rules),
};
const texts = JSON.parse(readFileSync(path, "utf8"));
console.log(JSON.stringify(texts.map((text) => Object.fromEntries(Object.entries(each).map(([name, make]) => [name, make(text)])))));
"""


def analysed(text: str) -> dict[str, object]:
    """Everything the analysis makes of a text."""
    rules = load_rules()
    return {
        "strokes": strokes(text),
        "compose": compose(strokes(text)),
        "initials": initials(text),
        "latin": as_latin_keys(text),
        "hangul": as_hangul_keys(text),
        "folded": folded(text),
        "compact": compact(text),
        "terms": list(terms(text)),
        "stem": stem_length(folded(text), rules),
        "forms": list(english_forms(folded(text))),
        "key": hangul_key(folded(text), rules),
        "keys": list(latin_keys(folded(text), rules)),
        "distance": list(distance("쿠버네티스", folded(text), rules)),
    }


def test_the_golden_vectors_hold() -> None:
    vectors = json.loads(GOLDEN.read_text("utf-8"))
    assert len(vectors) >= 40
    for vector in vectors:
        assert {name: analysed(vector["text"])[name] for name in vector if name != "text"} == {
            k: v for k, v in vector.items() if k != "text"
        }


def test_both_homes_analyse_alike(node: str, tmp_path: Path) -> None:
    texts = [vector["text"] for vector in json.loads(GOLDEN.read_text("utf-8"))]
    texts += [part for document in SMALL for part in (document.title, *document.names, *(s.text for s in document.sections))]
    (tmp_path / "texts.json").write_text(json.dumps(texts), "utf-8")
    (tmp_path / "rules.json").write_bytes(rules_bytes())
    command = [node, "--input-type=module", "-e", ASK, ASSETS.as_uri(), str(tmp_path / "texts.json"), str(tmp_path / "rules.json")]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for text, other in zip(texts, found, strict=True):
        assert other == analysed(text), text


def through_node(node: str, folder: Path, queries: list[str]) -> list[tuple[object, ...]]:
    """Ids of the first ten for each query, what was done, what is suggested, and how many there are, from shards."""
    lines = "".join(json.dumps({"qid": number, "q": query}) + "\n" for number, query in enumerate(queries))
    command = [node, str(ASSETS / "terminal.js"), str(folder), (folder / "manifest.txt").read_text("utf-8")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    rows = map(json.loads, done.stdout.splitlines())
    return [(row["ids"], [tuple(note.values()) for note in row["notes"]], row["suggestions"], row["total"]) for row in rows]


def through_python(searcher: Searcher, query: str) -> tuple[object, ...]:
    """The same from the index."""
    found = searcher.search(query)
    return (
        [hit.document.id for hit in found.hits],
        [(note.kind, note.typed, note.found) for note in found.notes],
        list(found.suggestions),
        found.total,
    )


def differences(source: WhooshSource, node: str, folder: Path, queries: list[str]) -> list[str]:
    """Queries whose answers differ."""
    searcher = Searcher(source)
    others = through_node(node, folder, queries)
    return [query for query, other in zip(queries, others, strict=True) if through_python(searcher, query) != other]


def test_both_homes_answer_alike(small: WhooshSource, node: str, tmp_path: Path) -> None:
    queries = [
        part for document in SMALL for part in (document.title, *document.names, *(w for s in document.sections for w in s.text.split()))
    ]
    queries += [
        '"write-ahead log"',
        "tag:storage -병목",
        "kind:talk lang:ko",
        "-kind:talk",
        "znqjspxltm",
        "ㅋㅂㄴ",
        "스케줄ㄹ",
        "tag:core 챗봇",
        "kind:page 블루스토어",
        "-병목 블루스토어",
        "bluesxyz",
        "스케일",
        "kubernetes scheduler",
        "마을네티즌",
        "스케일러블은 뭐예요",
        "줄러리",
        "병목을 모르는 네티즌의 잔치마당",
        *HOSTILE,
    ]
    assert differences(small, node, written(small, tmp_path), queries) == []


def test_both_homes_take_a_minus_alike(node: str, tmp_path: Path) -> None:
    queries = [
        "Resource manager -overview",
        "resource manager -over",
        "manager -overview",
        "scheduler -overview",
        "딥러닝 -기초부터 응용까지-",
    ]
    queries += [
        "딥러닝 -기초부터",
        "딥러닝 -응용",
        "딥러닝 -'응용' 까지-",
        "Ceph - a story",
        "story -ceph",
        "-ceph",
        "kind:page -story ceph",
    ]
    source = build_index(list(DASHED))
    assert differences(source, node, written(source, tmp_path), queries) == []


@pytest.mark.bench
def test_both_homes_answer_alike_on_every_judged_query(kubernetes: list[Document], node: str, tmp_path: Path) -> None:
    source = build_index(kubernetes)
    queries = [query.text for query in make(Corpus(kubernetes))]
    assert differences(source, node, written(source, tmp_path), queries) == []
