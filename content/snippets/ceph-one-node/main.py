"""The three ways in which an OSD can keep data, each in a cluster of its own, under the same work.

Usage: python3 main.py [FOLDER]
"""

import csv
import re
import subprocess

from cluster import Cluster, work_folder

STORES = ("bluestore", "filestore", "memstore")
LAST_WITH_FILESTORE = 17


def rbd_speed(cluster):
    """Operations a second on a virtual disk: `rbd bench`, small writes all over the image."""
    image = "pool-0/disk"
    cluster.run("rbd", "create", image, "--size", "256M")
    words = "bench --io-type write --io-size 4K --io-threads 16 --io-pattern rand --io-total 16M"
    output = cluster.run("rbd", *words.split(), image)
    return float(re.findall(r"ops/sec: ([0-9.]+)", output)[-1])


def measure(store, folder):
    """One row of the table: what a cluster with this kind of store does."""
    with Cluster(folder, store) as cluster:
        cluster.make_pools()
        writes, latency = cluster.write(seconds=2)
        if store == STORES[0]:
            print(cluster.run("ceph", "status"), flush=True)
        reads, _ = cluster.read(seconds=1)
        print(
            f"{store}: {writes:.0f} writes/s of 4 KiB, {latency:.2f} ms each; {reads:.0f} reads/s",
            flush=True,
        )
        disk = rbd_speed(cluster)
        print(f"{store}: {disk:.0f} writes/s of 4 KiB on an RBD image", flush=True)
        print(f"{store}: the OSD uses {cluster.resident_mib():.0f} MiB\n", flush=True)
    return {"store": store, "writes": writes, "reads": reads, "rbd": disk}


def has_filestore(version):
    """Whether a Ceph that says this of itself, as `ceph version 16.2.15 (...)`, has FileStore."""
    return int(re.search(r"version (\d+)", version).group(1)) <= LAST_WITH_FILESTORE


def main():
    """Measure the stores one after the other, and write the table that is drawn."""
    folder = work_folder()
    version = subprocess.run(["ceph", "--version"], capture_output=True, text=True, check=True)
    stores = [one for one in STORES if one != "filestore" or has_filestore(version.stdout)]
    rows = [measure(store, folder) for store in stores]
    with (folder / "stores.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    speed = {row["store"]: row["writes"] for row in rows}
    gain = speed["memstore"] / speed["bluestore"]
    print(f"clusters that came up and were measured: {len(rows)}")
    print(f"with storage in memory, writes are {gain:.2f} times as many as with BlueStore")


if __name__ == "__main__":
    main()
