"""A real Ceph cluster of child processes, in one folder and on 127.0.0.1: starts and ends with a block."""

import ctypes
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

PACKAGES = {
    "ceph": "ceph-common",
    "rados": "ceph-common",
    "rbd": "ceph-common",
    "ceph-mon": "ceph-mon",
    "monmaptool": "ceph-common",
    "ceph-mgr": "ceph-mgr",
    "ceph-osd": "ceph-osd",
}
WAIT = 60  # seconds for any one thing to happen
LONGEST_FOLDER = 80  # the path of a socket has at most 107 bytes
FREE_GIB = 4
GROUPS = 16  # placement groups of a pool: parts that work independently

SETTINGS = """\
[global]
fsid = {fsid}
mon_host = [v2:127.0.0.1:{port}]
public_network = 127.0.0.0/8
# Who may talk to whom is not the lesson, and only this machine can reach the ports.
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = false
# One copy of everything: there is one machine. A warning for that would not be news.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
osd_crush_chooseleaf_type = 0
osd_crush_update_on_start = false
mon_data_avail_warn = 1
mon_data_avail_crit = 0
osd_pool_default_pg_autoscale_mode = off
mgr_initial_modules =
mgr_stats_period = 1
mgr_tick_period = 1
mon_mgr_digest_period = 1
run_dir = {folder}
admin_socket = {folder}/$name.asok
log_file = {folder}/$name.log
keyring = {folder}/keyring
debug_ms = 0
[mon]
mon_data = {folder}/$name
[mgr]
mgr_data = {folder}/$name
[osd]
osd_data = {folder}/$name
osd_memory_target = 939524096
# BlueStore wants a block device; a file that takes space only where it is written will do.
bluestore_block_create = true
bluestore_block_size = 4294967296
{settings}
"""
STORES = {
    "bluestore": "",
    "memstore": "enable_experimental_unrecoverable_data_corrupting_features = memstore",
    # An ext4 folder cannot hold the attributes of longer names.
    "filestore": (
        "osd_journal = {folder}/$name/journal\n"
        "osd_journal_size = 256\n"
        "osd_max_object_name_len = 256\n"
        "osd_max_object_namespace_len = 64"
    ),
}


def end_with_parent():
    """Have the kernel end this process when the one that started it is gone, however it went."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


def look_around(folder):
    """Stop with one line when this machine or folder will not do."""
    missing = sorted({package for tool, package in PACKAGES.items() if not shutil.which(tool)})
    if missing:
        sys.exit(f"Ceph is not installed (Debian: apt-get install {' '.join(missing)})")
    if len(str(folder)) > LONGEST_FOLDER:
        sys.exit(f"the path {folder} is too long for Ceph's sockets: choose a shorter one")
    free = shutil.disk_usage(folder).free / 2**30
    if free < FREE_GIB:
        sys.exit(f"{folder} has {free:.1f} GiB free, {FREE_GIB} are needed")


def settings_text(folder, port, store, extra=""):
    """The text of ceph.conf for a cluster in a folder, whose OSDs keep their data in `store`."""
    text = SETTINGS.format(
        fsid=uuid.uuid4(),
        port=port,
        folder=folder,
        settings=f"osd_objectstore = {store}\n{STORES[store].format(folder=folder)}\n",
    )
    return text + extra


class Cluster:
    """One monitor, one manager and some OSDs. `extra` is text for the end of ceph.conf."""

    def __init__(self, folder, store="bluestore", osds=1, extra=""):
        self.folder = Path(folder).resolve() / store
        self.osds = osds
        look_around(self.folder.parent)
        self.folder.mkdir()
        self.running = {}
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.conf = self.folder / "ceph.conf"
        self.conf.write_text(settings_text(self.folder, self.port, store, extra))

    def __enter__(self):
        # Ending politely when asked to, so that the daemons are ended too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended on request"))
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.running.values():
            process.kill()  # nothing that they hold is wanted any more
        for process in self.running.values():
            process.wait()
        shutil.rmtree(self.folder)

    def run(self, tool, *words, seconds=WAIT):
        """What one of Ceph's tools prints on its standard output."""
        command = [tool, "-c", self.conf, *words]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
                preexec_fn=end_with_parent,
            )
        except subprocess.TimeoutExpired:
            self.look_for_failure()
            sys.exit(f"{tool} {words[0]} did not end within {seconds} s")
        if done.returncode:
            self.look_for_failure()
            sys.exit(f"{tool} {' '.join(words)}: {done.stderr.strip()[-800:]}")
        return done.stdout

    def order(self, *lines):
        """Have the monitor carry out these lines: one call of `ceph`, which is slow to start."""
        command = ["ceph", "-c", self.conf]
        done = subprocess.run(
            command, input="\n".join(lines) + "\n",
            capture_output=True, text=True, timeout=WAIT, check=False,
            preexec_fn=end_with_parent,
        )  # fmt: skip
        if done.returncode or re.search(r"^Error|Invalid command", done.stderr, re.MULTILINE):
            self.look_for_failure()
            sys.exit(f"ceph {'; '.join(lines)}: {done.stderr.strip()[-800:]}")

    def daemon(self, tool, name):
        """Start a daemon as a child, in the foreground, so that its pid is known."""
        output = (self.folder / f"{tool}-{name}.out").open("w")
        with output:
            self.running[f"{tool} {name}"] = subprocess.Popen(
                [tool, "-c", self.conf, "-f", "-i", name],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - there are no threads here
            )

    def look_for_failure(self):
        """Stop with the last words of a daemon that has ended."""
        for name, process in self.running.items():
            if process.poll() is not None:
                output = (self.folder / f"{name.replace(' ', '-')}.out").read_text(errors="replace")
                sys.exit(f"{name} ended with code {process.returncode}: {output.strip()[-800:]}")

    def wait_until(self, what, is_so):
        """Look again and again, and give up when a daemon has ended or time is over."""
        end = time.monotonic() + WAIT
        while not is_so():
            self.look_for_failure()
            if time.monotonic() > end:
                sys.exit(f"waited {WAIT} s in vain: {what}")
            time.sleep(0.2)

    def start(self):
        """Bring up the monitor, then the manager and the OSDs, and wait for health."""
        (self.folder / "keyring").touch()
        monmap = str(self.folder / "monmap")
        # Named here, because a monitor that finds itself by mon_host has no name and no quorum.
        address = f"[v2:127.0.0.1:{self.port}]"
        fsid = re.search("fsid = (.*)", self.conf.read_text()).group(1)
        self.run("monmaptool", "--create", "--addv", "a", address, "--fsid", fsid, monmap)
        (self.folder / "mon.a").mkdir()
        self.run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap)
        self.daemon("ceph-mon", "a")
        (self.folder / "mgr.x").mkdir()
        self.daemon("ceph-mgr", "x")
        own = [str(uuid.uuid4()) for _ in range(self.osds)]
        # Every OSD is a tree of its own, so that a pool can be kept on one OSD. The first one is
        # the default tree, where the manager's own small pool goes.
        names = ["default", *(f"tree-{number}" for number in range(1, self.osds))]
        trees = [
            [
                f"osd new {own[number]}",
                f"osd crush create-or-move {number} 1.0 host=host-{number} root={names[number]}",
                f"osd crush rule create-simple only-{number} {names[number]} osd",
            ]
            for number in range(self.osds)
        ]
        self.order(*(line for lines in trees for line in lines))
        for number in range(self.osds):
            (self.folder / f"osd.{number}").mkdir()
            self.run("ceph-osd", "-i", str(number), "--mkfs", "--osd-uuid", own[number])
            self.daemon("ceph-osd", str(number))
        self.wait_until("the OSDs should be up", self.all_up)

    def all_up(self):
        """Whether every OSD has reported."""
        return json.loads(self.run("ceph", "osd", "stat", "-f", "json"))["num_up_osds"] == self.osds

    def make_pools(self):
        """A pool on every OSD, `pool-0` and so on, ready when this returns."""
        for number in range(self.osds):
            self.order(
                f"osd pool create pool-{number} {GROUPS} {GROUPS} replicated only-{number}",
                f"osd pool application enable pool-{number} rbd",
            )
        self.wait_until("placement groups and health", self.ready)

    def ready(self):
        """Whether every placement group works and the cluster has nothing to complain of."""
        status = json.loads(self.run("ceph", "status", "-f", "json"))
        groups = status["pgmap"]
        states = {each["state_name"]: each["count"] for each in groups["pgs_by_state"]}
        enough = groups["num_pgs"] == states.get("active+clean") >= GROUPS * self.osds
        return enough and status["health"]["status"] == "HEALTH_OK"

    def write(self, osd=0, size=4096, seconds=4, at_once=16):
        """`rados bench`: objects of `size` bytes, so many writes under way at any time."""
        words = (
            "bench",
            str(seconds),
            "write",
            "-b",
            str(size),
            "-t",
            str(at_once),
            "--no-cleanup",
        )
        return bench_numbers(self.run("rados", "-p", f"pool-{osd}", *words, seconds=seconds + WAIT))

    def read(self, osd=0, seconds=2, at_once=16):
        """`rados bench`: read what was written, in any order."""
        words = ("bench", str(seconds), "rand", "-t", str(at_once))
        return bench_numbers(self.run("rados", "-p", f"pool-{osd}", *words, seconds=seconds + WAIT))

    def counters(self, osd=0):
        """What an OSD has counted since its start: `perf dump`, asked through its socket."""
        return json.loads(
            self.run("ceph", "--admin-daemon", str(self.folder / f"osd.{osd}.asok"), "perf", "dump")
        )

    def resident_mib(self, osd=0):
        """Memory that an OSD uses."""
        pid = self.running[f"ceph-osd {osd}"].pid
        status = Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def bench_numbers(output):
    """Operations a second and mean latency in milliseconds, out of what `rados bench` prints."""
    speed = re.search(r"^Average IOPS:\s+(\d+)", output, re.MULTILINE)
    latency = re.search(r"^Average Latency\(s\):\s+([0-9.e-]+)", output, re.MULTILINE)
    if not speed or not latency:
        sys.exit(f"rados bench printed no result: {output.strip()[-300:]}")
    return float(speed.group(1)), float(latency.group(1)) * 1000


def work_folder():
    """The folder named as first argument, or by the environment, or the current one."""
    return Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("KBSITE_WORK", "."))
