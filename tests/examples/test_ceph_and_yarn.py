"""What the Ceph and YARN examples work out for themselves; the clusters are started by running the examples."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "content/snippets"
CEPH = ("ceph-one-node", "ceph-write-latency", "ceph-queue-shards")
BENCH = "Total time run: 2.0\nAverage IOPS:           4096\nAverage Latency(s):     0.00390625\n"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Import a module of an example, as its own folder would."""

    def load(folder: str, name: str) -> ModuleType:
        monkeypatch.syspath_prepend(str(EXAMPLES / folder))
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        for each in ("main", "cluster"):
            monkeypatch.delitem(sys.modules, each, raising=False)
        return import_module(name)

    yield load
    for each in ("main", "cluster"):
        sys.modules.pop(each, None)


def test_the_ceph_examples_share_one_cluster() -> None:
    texts = {(EXAMPLES / folder / "cluster.py").read_text() for folder in CEPH}
    assert len(texts) == 1, "copy cluster.py of ceph-one-node to the other two"


def test_bench_numbers_are_read(example) -> None:  # type: ignore[no-untyped-def]
    assert example("ceph-one-node", "cluster").bench_numbers(BENCH) == (4096.0, 3.90625)


def test_a_bench_without_numbers_is_one_line(example) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit, match="rados bench printed no result: error: no pool"):
        example("ceph-one-node", "cluster").bench_numbers("error: no pool\n")


@pytest.mark.parametrize("store", ["bluestore", "filestore", "memstore"])
def test_ceph_settings_name_folder_port_and_store(example, store) -> None:  # type: ignore[no-untyped-def]
    text = example("ceph-one-node", "cluster").settings_text("/x", 4711, store, "[osd.0]\na = 1\n")
    assert "mon_host = [v2:127.0.0.1:4711]" in text
    assert f"osd_objectstore = {store}\n" in text
    assert text.endswith("[osd.0]\na = 1\n")
    assert "{" not in text


def test_missing_packages_are_named(example, monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    cluster = example("ceph-one-node", "cluster")
    monkeypatch.setattr(cluster.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"apt-get install ceph-common ceph-mgr ceph-mon ceph-osd\)"):
        cluster.look_around(tmp_path)


def counters(**ms: float) -> dict[str, dict[str, float]]:
    return {name: {"avgcount": 10, "sum": value / 100} for name, value in ms.items()}


@pytest.mark.parametrize(("version", "has"), [("ceph version 16.2.15 (618f) pacific", True), ("ceph version 19.2.1 (9e) squid", False)])
def test_filestore_is_measured_where_there_is_one(example, version, has) -> None:  # type: ignore[no-untyped-def]
    assert example("ceph-one-node", "main").has_filestore(version) is has


@pytest.mark.parametrize("commit", ["commit_lat", "txc_commit_lat"], ids=["Ceph 16", "Ceph 18"])
def test_a_commit_is_split_into_steps(example, commit) -> None:  # type: ignore[no-untyped-def]
    main = example("ceph-write-latency", "main")
    names = (commit, "state_aio_wait_lat", "state_kv_queued_lat", "state_kv_commiting_lat", "kv_flush_lat", "kv_commit_lat")
    before = {name: {"avgcount": 0, "sum": 0.0} for name in names}
    after = counters(**dict(zip(names, (10, 1, 4, 4, 1, 3), strict=True)))
    steps = main.split(before, after)
    assert steps == pytest.approx({"before": 1, "data": 1, "flush": 2, "metadata": 6})
    assert main.share(steps) == pytest.approx(60)


def test_steps_of_no_writes_are_zero(example) -> None:  # type: ignore[no-untyped-def]
    assert example("ceph-write-latency", "main").mean_ms(counters(a=1), counters(a=1), "a") == 0


def test_every_osd_gets_its_queues(example) -> None:  # type: ignore[no-untyped-def]
    text = example("ceph-queue-shards", "main").sections()
    assert text.count("[osd.") == 3
    assert "[osd.2]\nosd_op_num_shards = 4\nosd_op_num_threads_per_shard = 1\n" in text


def test_gpus_are_read_from_a_resource(example) -> None:  # type: ignore[no-untyped-def]
    kinds = [{"name": "memory-mb", "value": 2048}, {"name": "yarn.io/gpu", "value": 4}]
    cluster = example("yarn-cluster", "cluster")
    assert cluster.gpus_of({"resourceInformations": {"resourceInformation": kinds}}) == 4
    assert cluster.gpus_of({"resourceInformations": {"resourceInformation": kinds[:1]}}) == 0


def test_the_cause_is_shown_and_not_the_trace(example) -> None:  # type: ignore[no-untyped-def]
    cluster = example("yarn-cluster", "cluster")
    log = "12:00 WARN x: harmless\njava.io.IOException: no room\n\tat a.b.C\n12:01 ERROR RM: not started\n"
    assert cluster.errors(log) == "java.io.IOException: no room\n12:01 ERROR RM: not started"


def test_the_refusal_is_one_sentence(example) -> None:  # type: ignore[no-untyped-def]
    cluster = example("yarn-cluster", "cluster")
    log = "org.apache.YarnRuntimeException: RM uses DefaultResourceCalculator. Use another\n\tat x\n"
    assert cluster.first_sentence(log, "YarnRuntimeException") == "RM uses DefaultResourceCalculator"


def test_yarn_settings_are_sound_and_their_variables_are_set() -> None:
    source = (EXAMPLES / "yarn-cluster/cluster.py").read_text()
    for path in (EXAMPLES / "yarn-cluster/conf").glob("*.xml"):
        for value in ElementTree.parse(path).getroot().iterfind("property/value"):
            for part in (value.text or "").split("${env.")[1:]:
                assert part.split("}")[0] in source, f"{path.name}: {part}"
