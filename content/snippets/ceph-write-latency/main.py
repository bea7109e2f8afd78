"""Where a write spends its time in BlueStore, by the OSD's own counters: metadata against data.

Usage: python3 main.py [FOLDER]
"""

import csv

from cluster import Cluster, work_folder

# On a disk that says it rotates, BlueStore hides small data in the metadata's log at first. An SSD
# gets it straight away, so that is asked for here: data and metadata can then be told apart.
AS_ON_AN_SSD = "".join(
    f"bluestore_prefer_deferred_size{suffix} = 0\n" for suffix in ("", "_hdd", "_ssd")
)
SIZES = {"4 KiB": 4096, "4 MiB": 4 * 2**20}
STEPS = {
    "before": "prepared, checksums, admission",
    "data": "data written to the disk",
    "flush": "data flushed, so that it stays",
    "metadata": "metadata committed to RocksDB",
}


def mean_ms(before, after, name):
    """The mean of a counter between two readings, in milliseconds."""
    count = after[name]["avgcount"] - before[name]["avgcount"]
    return (after[name]["sum"] - before[name]["sum"]) / count * 1000 if count else 0.0


def split(before, after):
    """Milliseconds of a mean commit by step, from two readings of `perf dump`'s BlueStore part.

    A thread takes what waits in the queue, flushes the disk for the data and then commits to
    RocksDB. Waiting for that thread counts as flush and commit in the proportion of its own time.
    """
    commit = "txc_commit_lat" if "txc_commit_lat" in after else "commit_lat"  # new and old name
    ms = {
        name: mean_ms(before, after, name)
        for name in (
            commit,
            "state_aio_wait_lat",
            "state_kv_queued_lat",
            "state_kv_commiting_lat",  # spelt so in Ceph
            "kv_flush_lat",
            "kv_commit_lat",
        )
    }
    thread = ms["state_kv_queued_lat"] + ms["state_kv_commiting_lat"]
    busy = ms["kv_flush_lat"] + ms["kv_commit_lat"]
    flush = thread * ms["kv_flush_lat"] / busy if busy else 0.0
    steps = {"data": ms["state_aio_wait_lat"], "flush": flush, "metadata": thread - flush}
    return {"before": max(0.0, ms[commit] - sum(steps.values()))} | steps


def share(steps):
    """Percent of a commit that metadata takes."""
    return 100 * steps["metadata"] / sum(steps.values())


def measure(cluster, name):
    """Write for some seconds, and print the steps of a commit."""
    before = cluster.counters()["bluestore"]
    speed, _ = cluster.write(size=SIZES[name], seconds=5)
    after = cluster.counters()["bluestore"]
    steps = split(before, after)
    print(f"Writes of {name}: {speed:.0f} a second, {sum(steps.values()):.2f} ms to commit one")
    for step, ms in steps.items():
        print(f"  {ms:8.2f} ms  {STEPS[step]}")
    print(f"  metadata is {share(steps):.1f} % of a {name} commit\n", flush=True)
    return steps


def main():
    """Small writes, then large ones, on one cluster."""
    folder = work_folder()
    with Cluster(folder, "bluestore", extra=AS_ON_AN_SSD) as cluster:
        cluster.make_pools()
        cluster.write(seconds=1)  # the first writes are slower, and not the lesson
        rows = {name: measure(cluster, name) for name in SIZES}
    with (folder / "steps.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["size", *STEPS])
        for name, steps in rows.items():
            table.writerow(
                [name, *(f"{100 * ms / sum(steps.values()):.2f}" for ms in steps.values())]
            )
    small, large = rows.values()
    on_data = small["data"] + small["flush"]
    print(f"small writes: metadata takes {small['metadata'] / on_data:.2f} times as long as data")
    print(f"metadata weighs {share(small) / share(large):.2f} times as much in small writes")


if __name__ == "__main__":
    main()
