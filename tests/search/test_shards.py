"""Files for browsers: named by their contents, the same every time, and all that an index holds."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from kbsite.search.api import build, shards
from kbsite.search.browser import ASSETS, worker, worker_scripts
from kbsite.search.document import Document, Section
from kbsite.search.index import WhooshSource
from kbsite.search.postings import varint
from tests.search.conftest import SMALL


def test_the_same_documents_give_the_same_bytes(small: WhooshSource) -> None:
    assert shards(build(SMALL)) == shards(small)


def test_files_are_named_by_what_they_hold(small: WhooshSource) -> None:
    made = shards(small)
    data = zlib.decompress(made.files[made.manifest])
    assert made.manifest == f"manifest-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    manifest = json.loads(data)
    assert manifest["count"] == len(SMALL)
    folders = {table["path"] for table in (*manifest["tables"].values(), *manifest["blocks"].values()) if table.get("first") != []}
    assert {path.partition("/")[0] for path in made.files if "/" in path} == folders | {
        manifest["facets"]["path"],
        manifest["facets"]["values"],
    }


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


def test_the_worker_is_sent_packed_and_as_it_is() -> None:
    scripts = worker_scripts()
    packed, plain = (next(name for name in scripts.files if name.startswith("engine-") and name.endswith(end)) for end in (".bin", ".js"))
    assert zlib.decompress(scripts.files[packed]) == scripts.files[plain] == worker()
    start = scripts.files[scripts.start].decode()
    assert f'fetch("{packed}")' in start
    assert f'importScripts("{plain}")' in start
    assert len(scripts.files[packed]) + len(start) < 20_000


def test_texts_are_packed_with_a_dictionary(node: str, tmp_path: Path) -> None:
    words = [f"단어{number} word{number * 7919 % 1000}" for number in range(4000)]
    texts = [Document(str(at), f"T{at}", (Section("", "", " ".join(words[at * 100 : at * 100 + 200])),)) for at in range(38)]
    made = shards(build(texts))
    block = json.loads(zlib.decompress(made.files[made.manifest]))["blocks"]["texts"]
    known = zlib.decompress(made.files[block["dictionary"]])
    packed = made.files[f"{block['path']}/1.bin"]
    whole = zlib.decompressobj(-zlib.MAX_WBITS, zdict=known).decompress(packed)
    assert len(known) > 1000
    assert json.loads(whole)[0] == [["", "", texts[block["size"]].sections[0].text]]
    for name, data in (("worker.js", worker()), ("known", known), ("packed", packed)):
        (tmp_path / name).write_bytes(data)
    script = """
    const fs = require("fs"), vm = require("vm"), folder = process.argv[1] + "/";
    globalThis.fetch = async (address) => new Response(fs.readFileSync(folder + address));
    vm.runInThisContext(fs.readFileSync(folder + "worker.js", "utf8") + ";globalThis.unpacked = $worker.unpacked");
    unpacked("packed", Promise.resolve(fs.readFileSync(folder + "known"))).then((bytes) => process.stdout.write(bytes));
    """
    done = subprocess.run([node, "-e", script, str(tmp_path)], capture_output=True, check=True)
    assert done.stdout == whole


def test_the_modules_are_typed() -> None:
    if shutil.which("tsc") is None:
        pytest.skip("tsc is not here; install it with: npm install --global typescript")
    assert subprocess.run(["tsc", "-p", str(ASSETS)], capture_output=True, text=True, check=False).stdout == ""
