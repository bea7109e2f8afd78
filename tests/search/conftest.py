"""Indexes that several tests share: a small corpus written here, and the Kubernetes documentation where it is at hand."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from kbsite.search.api import build, shards
from kbsite.search.document import Document, Section, read_documents
from kbsite.search.index import WhooshSource

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "korean-docs-kubernetes.jsonl.gz"
ASSETS = ROOT / "kbsite" / "site" / "assets" / "search"

SMALL = (
    Document("scheduler", "쿠버네티스 스케줄러", (Section("", "", "스케줄러는 파드를 노드에 배치한다."), Section("score", "점수 매기기", "노드마다 점수를 매긴다.")), kind="page", facets=(("tag", "core"), ("tag~", "핵심")), language="ko"),
    Document("bluestore", "BlueStore 최적화", (Section("", "", "블루스토어(BlueStore)는 병목을 줄인다. bluestore_finisher_threads 값을 정한다."),), kind="talk", names=("블루스토어", "RDB"), facets=(("tag", "storage"), ("day", "2016-10-25")), language="ko"),
    Document("bluestore-en", "BlueStore optimisation", (Section("why", "Why", "BlueStore writes straight to the device; the write-ahead log takes small writes."),), kind="talk", record="talk:bluestore", facets=(("tag", "storage"),), language="en"),
    Document("bluestore-ko", "블루스토어 이야기", (Section("", "", "장치에 바로 쓰는 저장 방식."),), kind="talk", names=("BlueStore story",), record="talk:bluestore", facets=(("tag", "storage"),), language="ko"),
    Document("memory", "공유메모리와 캐시", (Section("", "", "공유메모리는 프로세스가 함께 쓴다."),), kind="page", language="ko"),
    Document("balancing", "Load balancing in practice", (Section("", "", "How a load balancer spreads requests across servers."),), kind="page", language="en"),
    Document("python", "파이썬으로 만드는 챗봇", (Section("", "", "사람과 대화하는 챗봇을 만든다."),), kind="talk", language="ko"),
)  # fmt: skip


@pytest.fixture(scope="session")
def small() -> WhooshSource:
    """An index of a few documents, in memory."""
    return build(SMALL)


@pytest.fixture(scope="session")
def small_shards(small: WhooshSource, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its shards in a folder."""
    return written(small, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def kubernetes() -> list[Document]:
    """The Kubernetes documentation in Korean."""
    if not CORPUS.is_file():
        pytest.skip("../shared/corpus/korean-docs-kubernetes.jsonl.gz is not here")
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        return list(read_documents(file))


@pytest.fixture(scope="session")
def node() -> str:
    """The Node executable."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not here; install it with: apt-get install nodejs")
    return found


def written(source: WhooshSource, folder: Path) -> Path:
    """Shards of an index as files, with the name of the manifest in manifest.txt."""
    made = shards(source)
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "manifest.txt").write_text(made.manifest, "utf-8")
    return folder
