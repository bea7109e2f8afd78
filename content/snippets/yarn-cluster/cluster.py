"""Starts a real YARN cluster on this machine, with stand-in GPUs, and lets two teams share it.

Usage: python3 cluster.py WORK CLASSPATH, with a file that lists the jars (see pom.xml).
"""

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
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
NODES = {"node-1": 4, "node-2": 2}  # GPUs of each
GPUS = sum(NODES.values())
TRAININGS = 8  # each wants one GPU, so two too many
PORTS = ("CLIENT_PORT", "SCHEDULER_PORT", "TRACKER_PORT", "ADMIN_PORT", "WEB_PORT")
QUICK_START = ["-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
JAVA = [
    "java",
    *QUICK_START,
    # Hadoop's web server reaches into java.lang, which Java 17 guards.
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    # In some sandboxes Java 17 fails when it looks for the limits of its control group.
    "-XX:-UseContainerSupport",
]
SERVER = "org.apache.hadoop.yarn.server"
MANAGER = f"{SERVER}.resourcemanager.ResourceManager"
NODE_MANAGER = f"{SERVER}.nodemanager.NodeManager"
NODE_TOOL = "org.apache.hadoop.yarn.client.cli.NodeCLI"
SHELL = "org.apache.hadoop.yarn.applications.distributedshell"
WAIT = 90  # seconds for any one thing to happen; a loaded machine is slow


def end_with_parent():
    """Have the kernel end this process when the one that started it is gone, however it went."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


def free_ports(count):
    """Numbers of ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [str(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def gpus_of(resource):
    """The GPUs in a resource as the ResourceManager's REST interface writes it."""
    kinds = resource["resourceInformations"]["resourceInformation"]
    return next((kind["value"] for kind in kinds if kind["name"] == "yarn.io/gpu"), 0)


def first_sentence(log, error):
    """The first sentence of the first line of a log that names the error."""
    found = re.search(rf"{error}: (.*?)(?: specified|\.\s|$)", log, re.MULTILINE)
    return found.group(1) if found else "no such error"


def errors(log, limit=8):
    """The first lines of a log that name an error: the cause, not the long traces after it."""
    lines = [line for line in log.splitlines() if re.search(r"ERROR|FATAL|Exception|Error:", line)]
    return "\n".join(line.strip()[:300] for line in (lines or log.splitlines())[:limit])


class Cluster:
    """A ResourceManager and NodeManagers as child processes, ended by pid on leaving."""

    def __init__(self, work, calculator):
        self.work = work / calculator
        self.work.mkdir()
        self.classpath = f"{HERE / 'conf'}:{Path(sys.argv[2]).read_text().strip()}"
        self.running = {}
        self.variables = dict(
            os.environ,
            CLUSTER_DIR=str(self.work),
            CLUSTER_CLASSPATH=self.classpath,
            CALCULATOR=calculator,
            JAVA_HOME=str(Path(shutil.which("java")).resolve().parent.parent),
            HADOOP_HOME=str(self.work),
            **dict(zip(PORTS, free_ports(len(PORTS)), strict=True)),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        (self.work / "over").touch()  # what still trains in a container sees it and ends
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def java(self, main, *arguments):
        """The command line that runs one of Hadoop's classes."""
        folders = (f"-Duser.home={self.work}", f"-Djava.io.tmpdir={self.work}")
        return [*JAVA, *folders, "-cp", self.classpath, main, *arguments]

    def start(self, name, main, *arguments, **variables):
        """Start a class of Hadoop as a child; what it prints goes to a file of its own."""
        with (self.work / f"{name}.log").open("w") as log:
            self.running[name] = subprocess.Popen(
                self.java(main, *arguments),
                env=self.variables | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - there are no threads here
            )

    def start_nodes(self):
        """One NodeManager for each machine that we pretend to have."""
        for name, gpus in NODES.items():
            devices = ",".join(f"{number}:{number}" for number in range(gpus))
            folder = self.work / name
            (port,) = free_ports(1)
            own = {"NODE_DIR": str(folder), "LOCALIZER_PORT": port, "GPU_DEVICES": devices}
            self.start(name, NODE_MANAGER, **own)

    def log(self, name):
        """Everything a child has printed."""
        return (self.work / f"{name}.log").read_text(errors="replace")

    def ask(self, path):
        """The ResourceManager's REST answer, or None while it does not answer."""
        url = f"http://127.0.0.1:{self.variables['WEB_PORT']}/ws/v1/cluster/{path}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError):
            return None

    def wait_until(self, what, is_so):
        """Look again and again, and give up when a daemon has ended or time is over."""
        end = time.monotonic() + WAIT
        while not is_so():
            self.look_for_failure()
            if time.monotonic() > end:
                sys.exit(f"waited {WAIT} s in vain: {what}")
            time.sleep(0.3)

    def look_for_failure(self):
        """Stop with the errors of a child that has failed."""
        for name, process in self.running.items():
            if process.poll():
                sys.exit(f"{name} ended with code {process.returncode}:\n{errors(self.log(name))}")

    def submit(self, name, framework, containers, request):
        """Have the distributed shell run train.sh in so many containers of YARN's."""
        jar = next(jar for jar in self.classpath.split(":") if "distributedshell" in jar)
        # Not -shell_script: its copy is renamed by one thread for every container, at the same
        # time, and all but the first fail ("ExecScript does not exist").
        words = ["-appname", name, "-jar", jar, "-shell_command", f"sh {HERE / 'train.sh'}"]
        words += ["-num_containers", str(containers), "-container_resources", request]
        words += ["-master_memory", "256"]
        for setting in (f"TRAINING={name}", f"FRAMEWORK={framework}", f"WORK={self.work}"):
            words += ["-shell_env", setting]
        self.start(f"client of {name}", f"{SHELL}.Client", *words)

    def used(self):
        """Containers that run, those that wait, GPUs handed out, as the ResourceManager counts."""
        nodes = self.ask("nodes")["nodes"]["node"]
        metrics = self.ask("metrics")["clusterMetrics"]
        gpus = sum(gpus_of(node["usedResource"]) for node in nodes)
        return metrics["containersAllocated"], metrics["containersPending"], gpus

    def release(self, *names):
        """Let the trainings of these applications go on, and wait until the applications end."""
        for name in names:
            (self.work / f"go-{name}").touch()
        clients = [self.running[f"client of {name}"] for name in names]
        self.wait_until(
            "the applications should end",
            lambda: all(client.poll() is not None for client in clients),
        )
        self.look_for_failure()

    def results(self):
        """The lines that the trainings printed since the last call."""
        files = sorted((self.work / "results").iterdir())
        lines = [file.read_text().strip() for file in files]
        for file in files:
            file.unlink()
        return lines


def make_frameworks(work):
    """Two folders, each with its own `train`: the part that container images play in the talk."""
    (work / "results").mkdir()
    commands = {
        "python": f'exec "{sys.executable}" "{HERE / "train.py"}"',
        "java": f'exec java -XX:TieredStopAtLevel=1 -cp "{work}" Train',
    }
    subprocess.run(["javac", "-d", work, HERE / "Train.java"], check=True, timeout=WAIT)
    for name, command in commands.items():
        folder = work / "frameworks" / name / "bin"
        folder.mkdir(parents=True)
        (folder / "train").write_text(f"#!/bin/sh\n{command}\n")
        (folder / "train").chmod(0o755)


def show_refusal(work):
    """A ResourceManager that is to know GPUs, but to calculate with memory alone."""
    with Cluster(work, "DefaultResourceCalculator") as cluster:
        cluster.start("manager", MANAGER)
        process = cluster.running["manager"]
        process.wait(WAIT)
        print("1. GPUs as a resource, and DefaultResourceCalculator")
        print(f"   the ResourceManager ended with code {process.returncode}:")
        print(f"   {first_sentence(cluster.log('manager'), 'YarnRuntimeException')}\n")


def show_nodes(cluster):
    """What `yarn node -list -showDetails` prints, and the same from REST."""
    print("2. GPUs as a resource, and DominantResourceCalculator")
    print("   $ yarn node -list -showDetails")
    answer = subprocess.run(
        cluster.java(NODE_TOOL, "-list", "-showDetails"),
        env=cluster.variables, capture_output=True, text=True, timeout=WAIT, check=True,
    )  # fmt: skip
    for line in answer.stdout.splitlines():
        if re.search("Total|RUNNING|Configured", line):
            print("   " + " ".join(line.split()))
    for node in cluster.ask("nodes")["nodes"]["node"]:
        print(
            f"   GET /ws/v1/cluster/nodes: {node['id']} has {gpus_of(node['totalResource'])} GPUs"
        )
    total = cluster.ask("metrics")["clusterMetrics"]["totalClusterResourcesAcrossPartition"]
    print(f"   GPUs of the cluster: {gpus_of(total)}\n")


def show_unasked(cluster):
    """As in 2016: the request can only name memory and CPU."""
    cluster.submit("unasked", "python", TRAININGS, "memory-mb=128,vcores=1")
    # The application's master is one container more.
    cluster.wait_until("all start", lambda: cluster.used()[0] == TRAININGS + 1)
    running, _, gpus = cluster.used()
    print(f"3. {TRAININGS} trainings for one GPU each, asking for memory and CPU only")
    print(f"   trainings at once, GPUs not asked for: {running - 1}")
    print(f"   GPUs that YARN knows to be in use: {gpus}")
    print(f"   trainings that would fight for a GPU: {running - 1 - GPUS}")
    cluster.release("unasked")
    print(f"   finished: {len(cluster.results())}\n")


def show_asked(cluster):
    """Two teams, two frameworks, and GPUs in the request."""
    request = "memory-mb=128,vcores=1,yarn.io/gpu=1"
    teams = {"vision": "python", "speech": "java"}
    for team, framework in teams.items():
        cluster.submit(team, framework, TRAININGS // len(teams), request)
    settled = (GPUS + len(teams), TRAININGS - GPUS, GPUS)
    cluster.wait_until("GPUs are handed out", lambda: cluster.used() == settled)
    # Nothing more may start while the GPUs are held: look a few heartbeats later.
    time.sleep(3)
    running, waiting, gpus = cluster.used()
    print(f"4. The same {TRAININGS}, of two teams, with yarn.io/gpu=1 in the request")
    print(f"   trainings at once, GPUs asked for: {running - len(teams)}")
    print(f"   trainings that wait for a GPU: {waiting}")
    print(f"   GPUs in use: {gpus}")
    cluster.release(*teams)
    lines = cluster.results()
    print(f"   finished: {len(lines)}, each in the environment of its framework:")
    for line in sorted(set(lines)):
        print(f"   {lines.count(line)} times {line}")
    for app in cluster.ask("apps")["apps"]["app"]:
        print(f"   GET /ws/v1/cluster/apps: {app['name']} {app['finalStatus']}")


def main():
    """Run the four scenes; the daemons start while the first one is played."""
    if len(sys.argv) != 3 or not Path(sys.argv[2]).is_file():
        sys.exit("usage: cluster.py WORK CLASSPATH, with the list of jars that Maven wrote")
    if not shutil.which("javac"):
        sys.exit("javac is not installed (Debian: apt-get install openjdk-17-jdk-headless)")
    sys.stdout.reconfigure(line_buffering=True)  # show each line when it is printed
    # Ending politely when asked to, so that the daemons are ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended on request"))
    work = Path(sys.argv[1]).resolve()
    with Cluster(work, "DominantResourceCalculator") as cluster:
        make_frameworks(cluster.work)
        cluster.start("manager", MANAGER)
        cluster.start_nodes()
        show_refusal(work)
        cluster.wait_until(
            "both nodes report",
            lambda: (
                (cluster.ask("metrics") or {}).get("clusterMetrics", {}).get("activeNodes") == 2
            ),
        )
        show_nodes(cluster)
        show_unasked(cluster)
        show_asked(cluster)


if __name__ == "__main__":
    main()
