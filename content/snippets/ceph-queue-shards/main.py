"""One queue or several in an OSD: the same work, and how long it waits in the queue.

Usage: python3 main.py [FOLDER]
"""

import csv
from statistics import median

from cluster import Cluster, work_folder

# Queues, and threads that serve each. MemStore keeps data in memory, so no disk hides the queue.
OSDS = {"one queue, one thread": (1, 1), "one queue, four threads": (1, 4), "four queues": (4, 1)}
ROUNDS = 3
AT_ONCE = 64  # writes under way: at the top of the load, where bottlenecks show
WAITING = "op_before_dequeue_op_lat"


def sections():
    """The part of ceph.conf that gives every OSD its queues."""
    return "".join(
        f"[osd.{number}]\nosd_op_num_shards = {queues}\nosd_op_num_threads_per_shard = {threads}\n"
        for number, (queues, threads) in enumerate(OSDS.values())
    )


def measure(cluster, osd):
    """Writes a second, and the milliseconds that one waited in the OSD's queue."""
    before = cluster.counters(osd)["osd"][WAITING]
    speed, _ = cluster.write(osd, seconds=2, at_once=AT_ONCE)
    after = cluster.counters(osd)["osd"][WAITING]
    count = after["avgcount"] - before["avgcount"]
    return speed, (after["sum"] - before["sum"]) / count * 1000


def main():
    """Measure in turns, so that whatever else the machine does meets all of them alike."""
    folder = work_folder()
    with Cluster(folder, "memstore", osds=len(OSDS), extra=sections()) as cluster:
        cluster.make_pools()
        rounds = []
        for number in range(1, ROUNDS + 1):
            rounds.append([measure(cluster, osd) for osd in range(len(OSDS))])
            print(f"Round {number}")
            for name, (speed, waited) in zip(OSDS, rounds[-1], strict=True):
                print(
                    f"  {name:24} {speed:6.0f} writes/s, {waited:6.2f} ms in the queue", flush=True
                )
    single, threads, split = (
        [median(each) for each in zip(*one, strict=True)] for one in zip(*rounds, strict=True)
    )
    with (folder / "queues.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["osd", "waited"])
        for name, values in zip(OSDS, (single, threads, split), strict=True):
            table.writerow([name, f"{values[1]:.3f}"])
    print(f"\nIn the middle of {ROUNDS} rounds, against one queue with one thread:")
    print(f"four queues: a write waits {single[1] / split[1]:.2f} times shorter")
    print(f"four queues: {split[0] / single[0]:.2f} times as many writes")
    print(f"four threads on one queue: a write waits {single[1] / threads[1]:.2f} times shorter")
    print(f"four threads on one queue: {threads[0] / single[0]:.2f} times as many writes")


if __name__ == "__main__":
    main()
