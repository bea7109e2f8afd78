"""Files for browsers: named by their contents, the same every time, and all that an index holds."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from search.conftest import SMALL, written

from kbsite.search.api import build, shards
from kbsite.search.browser import ASSETS, worker, worker_scripts
from kbsite.search.document import Document, Section
from kbsite.search.index import WhooshSource
from kbsite.search.listed import ListedTables
from kbsite.search.packing import packed, packed_after, packed_columns, unpacked
from kbsite.search.postings import varint
from kbsite.search.shards import Shards, make_shards
from kbsite.search.stretches import place
from kbsite.search.tables import make_tables, together


def begun(made: Shards) -> dict[str, Any]:
    """The first line of a manifest."""
    return dict(json.loads(unpacked(made.files[made.manifest]).partition(b"\n")[0]))


def test_the_same_documents_give_the_same_bytes(small: WhooshSource) -> None:
    assert shards(build(SMALL)) == shards(small)


def test_an_index_that_was_written_gives_the_same_as_one_that_was_not(small: WhooshSource) -> None:
    bare = Document("bare", "제목뿐인 문서", kind="page", language="ko")
    for documents in ((*SMALL, bare), ()):
        assert make_shards(ListedTables(make_tables(together(documents)))) == shards(build(documents))
    assert make_shards(ListedTables(make_tables(together(SMALL)))) == shards(small)


def test_files_are_named_by_what_they_hold(small: WhooshSource) -> None:
    made = shards(small)
    data = unpacked(made.files[made.manifest])
    assert made.manifest == f"manifest-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    manifest = begun(made)
    assert manifest["count"] == sum(manifest["documents"]["sizes"]) == len(SMALL)
    folders = {f"{name}-{shelf}" for name, table in manifest["tables"].items() for shelf in table["shelves"]}
    folders |= {f"documents-{shelf}" for shelf in manifest["documents"]["shelves"]}
    folders |= {manifest["facets"]["path"], manifest["facets"]["values"]}
    assert {path.partition("/")[0] for path in made.files if "/" in path} == folders
    assert {path for path in made.files if "/" not in path} == {made.manifest, manifest["paraphrases"]["path"]}


@pytest.mark.parametrize(("number", "packed"), [(0, b"\x00"), (127, b"\x7f"), (128, b"\x80\x01"), (300, b"\xac\x02")])
def test_varint(number: int, packed: bytes) -> None:
    assert varint(number) == packed


def test_the_worker_answers_from_the_shards(small_shards: Path, node: str, tmp_path: Path) -> None:
    (tmp_path / "worker.js").write_bytes(worker())
    script = """
    const fs = require("fs"), vm = require("vm");
    const [path, folder] = process.argv.slice(1);
    globalThis.fetch = async (address) => new Response(fs.readFileSync(new URL(address)));
    vm.runInThisContext(fs.readFileSync(path, "utf8") + ";globalThis.Desk = $worker.Desk");
    const told = [];
    const desk = new Desk((message) => told.push(message));
    const manifest = fs.readFileSync(folder + "/manifest.txt", "utf8");
    (async () => {
      await desk.take({ type: "init", manifest, folder: "file://" + folder + "/" });
      await desk.take({ type: "query", id: 1, text: "스케줄러", facets: true });
      await Promise.all([desk.take({ type: "query", id: 2, text: "병목" }), desk.take({ type: "query", id: 3, text: "챗봇" })]);
      await desk.take({ type: "cancel", id: 4 });
      await desk.take({ type: "query", id: 4, text: "챗봇" });
      console.log(JSON.stringify(told));
    })();
    """
    done = subprocess.run([node, "-e", script, str(tmp_path / "worker.js"), str(small_shards)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert [(message["type"], message.get("id")) for message in told] == [
        ("ready", None), ("results", 1), ("excerpts", 1), ("facets", 1), ("results", 3), ("excerpts", 3),
    ]  # fmt: skip
    assert told[1]["hits"][0]["id"] == "scheduler"
    assert told[2]["excerpts"][0]["text"][slice(*told[2]["excerpts"][0]["marks"][0])] == "스케줄러"
    assert {"value": "core", "count": 1} in told[3]["facets"]["tag"]


def test_the_worker_shows_the_first_hits_before_the_others_are_loaded(node: str, tmp_path: Path) -> None:
    texts = [Document(str(at), f"챗봇 {at}", (Section("", "", " ".join(f"말{at}w{n}" for n in range(400))),)) for at in range(10)]
    folder = written(build(texts), tmp_path)
    (tmp_path / "worker.js").write_bytes(worker())
    script = """
    const fs = require("fs"), vm = require("vm"), folder = process.argv[1] + "/";
    globalThis.fetch = async (address) => new Response(fs.readFileSync(new URL(address)));
    vm.runInThisContext(fs.readFileSync(folder + "worker.js", "utf8") + ";globalThis.Desk = $worker.Desk");
    const told = [];
    const desk = new Desk((message) => told.push(message));
    (async () => {
      await desk.take({ type: "init", manifest: fs.readFileSync(folder + "manifest.txt", "utf8"), folder: "file://" + folder });
      for (const id of [1, 2]) await desk.take({ type: "query", id, text: "챗봇" });
      console.log(JSON.stringify(told.slice(1).map(({ id, type, more, hits, excerpts, total }) => [id, type, more, (hits ?? excerpts).length, total ?? 0])));
    })();
    """
    done = subprocess.run([node, "-e", script, str(folder)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [
        [1, "results", True, 4, 10], [1, "excerpts", True, 4, 0], [1, "results", False, 10, 10], [1, "excerpts", False, 10, 0],
        [2, "results", False, 10, 10], [2, "excerpts", False, 10, 0],
    ]  # fmt: skip


def test_what_is_likely_to_be_shown_is_loaded_while_other_words_are_looked_up(node: str, tmp_path: Path) -> None:
    """Documents with "지팡" are known after the first files, and that "지팡이춤" begins so; pages come with the terms of that, not after them."""
    fillers = [
        Document(f"f{at}", f"제목 {at}", (Section("", "", " ".join(f"{chr(0xCC28 + at * 70 + n)}자" for n in range(70))),))
        for at in range(10)
    ]
    texts = [*fillers, Document("wand", "지팡이춤 이야기", (Section("", "", "지팡이를 짚고 춘다."),))]
    folder = written(build(texts), tmp_path)
    script = """
    const { openEngine } = await import(process.argv[1]);
    const { readFileSync } = await import("node:fs");
    const folder = process.argv[2] + "/";
    const engine = await openEngine(readFileSync(folder + "manifest.txt", "utf8"), async (path) => readFileSync(folder + path));
    const { source } = engine, rounds = [], load = source.fetch.bind(source);
    source.fetch = (paths) => (rounds.push([...new Set(paths.map((path) => path.split("-")[0]))].sort()), load(paths));
    const { hits } = await source.run(() => engine.search("지팡", { first: 1 }));
    console.log(JSON.stringify([hits[0].document.id, rounds]));
    """
    command = [node, "--input-type=module", "-e", script, (ASSETS / "open.js").as_uri(), str(folder)]
    best, rounds = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert best == "wand"
    assert rounds == [["keys", "sounds", "terms", "words"], ["documents", "terms"]]


def test_the_worker_is_sent_packed_and_as_it_is() -> None:
    scripts = worker_scripts()
    packed, plain = (next(name for name in scripts.files if name.startswith("engine-") and name.endswith(end)) for end in (".bin", ".js"))
    assert zlib.decompress(scripts.files[packed]) == scripts.files[plain] == worker()
    start = scripts.files[scripts.start].decode()
    assert scripts.engine == packed
    assert f'importScripts("{plain}")' in start
    assert len(scripts.files[packed]) + len(start) < 20_000


def test_modules_of_the_worker_share_one_scope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbsite.search.browser.ASSETS", tmp_path)
    (tmp_path / "worker.js").write_text('import { one } from "./other.js";\nconst two = 2;\nexport const three = () => one + two;\n')
    (tmp_path / "other.js").write_text("export const one = 1;\n")
    assert worker() == b'"use strict";const $worker=(()=>{const one=1;const two=2;const three=()=>one+two;return{three};})();'
    (tmp_path / "other.js").write_text("export const one = 1;\nfunction two() {}\n")
    with pytest.raises(ValueError, match="modules of the worker share one scope, and more than one of them declares two"):
        worker()


def test_documents_are_packed_with_a_dictionary(node: str, tmp_path: Path) -> None:
    words = [f"단어{number} word{number * 7919 % 1000}" for number in range(4000)]
    texts = [Document(str(at), f"T{at}", (Section("", "", " ".join(words[at * 100 : at * 100 + 200])),)) for at in range(38)]
    made = shards(build(texts))
    manifest = begun(made)
    known = unpacked(made.files[made.manifest]).partition(b"\n")[2][: manifest["dictionary"]]
    whole = unpacked(made.files[place("documents", manifest["documents"]["shelves"], 1)], known)
    assert len(known) >= 256
    assert json.loads(whole)[0][-1] == [["", "", texts[manifest["documents"]["sizes"][0]].sections[0].text]]


def test_both_homes_unpack_alike(node: str, tmp_path: Path) -> None:
    known, data = b"a dictionary " * 40, b"what follows a dictionary " * 30
    files = [packed(b""), packed_after(known, [data])[0], packed(data), packed_columns([b"abc", b"", b"\0" * 500])]
    (tmp_path / "files.json").write_text(json.dumps([[list(file) for file in files], list(known)]))
    script = """
    const { unpacked } = await import(process.argv[1]);
    const { readFileSync } = await import("node:fs");
    const [files, known] = JSON.parse(readFileSync(process.argv[2]));
    const found = await unpacked(files.map((file) => Uint8Array.from(file)), [undefined, Uint8Array.from(known)]);
    const cut = await unpacked([Uint8Array.from(files[2].slice(0, 9))]).catch(() => "refused");
    console.log(JSON.stringify([found.map((bytes) => [...bytes]), cut]));
    """
    command = [node, "--input-type=module", "-e", script, (ASSETS / "packing.js").as_uri(), str(tmp_path / "files.json")]
    found, cut = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [bytes(one) for one in found] == [b"", data, data, b"abc" + b"\0" * 500]
    assert [unpacked(files[0]), unpacked(files[1], known), *map(unpacked, files[2:])] == [bytes(one) for one in found]
    assert cut == "refused"


def test_the_modules_are_typed() -> None:
    if shutil.which("tsc") is None:
        pytest.skip("tsc is not here; install it with: npm install --global typescript")
    assert subprocess.run(["tsc", "-p", str(ASSETS)], capture_output=True, text=True, check=False).stdout == ""
