"""Three ways to use perf on one program: count events, sample them, trace them.

Counting says how many; sampling says where, roughly; tracing says how, one event after another.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = {"gcc": "gcc", "perf": "linux-perf"}
PROGRAM = ["./worker", "settings.txt"]
SETTINGS = "color=blue\n" * 50  # 550 bytes
READS = "syscalls:sys_enter_read"  # a tracepoint: a place in the kernel that can report itself
EVENTS = ["page-faults", "context-switches", READS, "cycles", "instructions"]
PERIOD = 100  # sampling: keep one page fault in a hundred


def run(command: list[str]) -> str:
    """Everything a command prints; where it fails, what it said, and the end of this program."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said, _ = process.communicate()
    except BaseException:
        process.terminate()  # perf ends the program it watches when it is asked to end
        process.wait()
        raise
    if process.returncode:
        words = [line for line in said.splitlines() if line.strip()] or ["no message"]
        sys.exit(f"{' '.join(command[:2])} failed: {words[0]}")
    return said


def read_counts(text: str) -> dict[str, int | None]:
    """Counts by event out of `perf stat -j`; None for what this machine cannot count.

    perf ends with exit code 0 even if it counted nothing: only the value tells.
    """
    counts: dict[str, int | None] = {}
    for line in text.splitlines():
        if line.startswith("{"):
            entry = json.loads(line)
            value = entry["counter-value"]
            counted = not value.startswith("<")  # "<not supported>", "<not counted>"
            counts[entry["event"]] = round(float(value)) if counted else None
    return counts


def read_samples(text: str) -> dict[str, int]:
    """Samples by function out of the rows `samples;symbol` of perf's report."""
    rows = re.findall(r"^\s*(\d+)\s*;\[[.k]\]\s*(\S+)", text, flags=re.MULTILINE)
    return {function: int(samples) for samples, function in rows}


def read_trace(text: str) -> list[str]:
    """The calls of read in a trace, in order, without the time they took."""
    found = re.findall(r"\b(read\(.*?\))\s+= (-?\d+)", text)
    return [f"{call} = {result}" for call, result in found]


def one_byte_calls(calls: list[str]) -> int:
    """How many of the calls ask for a single byte."""
    return sum("count: 1)" in call for call in calls)


def count() -> int:
    """perf stat: how often did things happen, exactly?"""
    counts = read_counts(run(["perf", "stat", "-j", "-e", ",".join(EVENTS), *PROGRAM]))
    for event in EVENTS:
        value = counts.get(event)
        print(f"  {event:24} {'not supported' if value is None else format(value, ',d')}")
    if counts.get("cycles") is None:
        print("  (cycles and instructions are counted by the processor itself, and a virtual")
        print("   machine often does not pass its counters on; the other events are the kernel's)")
    faults, reads = counts.get("page-faults"), counts.get(READS)
    if not faults or not reads:
        sys.exit("perf counted no page faults or no calls of read on this machine.")
    print(f"page faults counted: {faults}")
    print(f"calls of read counted: {reads}")
    return faults


def sample(faults: int) -> None:
    """perf record: in which function do they happen? One fault in PERIOD is looked at."""
    event = ["-e", "page-faults", "-c", str(PERIOD)]
    run(["perf", "record", "-q", "-N", *event, "-o", "perf.data", "--", *PROGRAM])
    report = ["perf", "report", "-i", "perf.data", "--stdio", "-s", "sym", "-F", "sample,sym"]
    samples = read_samples(run([*report, "--field-separator=;"]))
    total = sum(samples.values())
    if not total:
        sys.exit("perf took no samples.")
    for function, number in sorted(samples.items(), key=lambda item: -item[1])[:3]:
        print(f"  {100 * number / total:5.1f} % {function}")
    print(f"share of load_records: {100 * samples.get('load_records', 0) / total:.1f} %")
    print(f"estimate: {total} samples x {PERIOD} = {total * PERIOD} page faults")
    print(f"the estimate is off by {100 * abs(total * PERIOD - faults) / faults:.2f} %")


def trace(*mode: str) -> int:
    """perf trace: each call of read, in order. Returns how many there were."""
    run(["perf", "trace", "-e", "read", "-o", "trace.txt", "--", *PROGRAM, *mode])
    calls = read_trace(Path("trace.txt").read_text())
    print(f"  {' '.join([*PROGRAM, *mode])}")
    for call in calls[-3:]:
        print(f"    {call}")
    print(f"  one-byte reads: {one_byte_calls(calls)} of {len(calls)} calls")
    return len(calls)


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("Stopped."))  # run() ends its program on the way
    missing = [f"{tool} (package {PACKAGES[tool]})" for tool in PACKAGES if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}")
    if os.geteuid() != 0:
        sys.exit("Tracing the kernel is for root only: run this as root.")
    Path("settings.txt").write_text(SETTINGS)
    run(["gcc", "-O1", "-g", "-fno-inline", str(HERE / "worker.c"), "-o", "worker"])

    print("1. Counting (perf stat): how often?")
    faults = count()
    print("\n2. Sampling (perf record): where?")
    sample(faults)
    print("\n3. Tracing (perf trace): how? The last calls of each run:")
    slow = trace()
    fast = trace("block")
    print(f"reading a block at a time needs {slow / fast:.0f} times fewer calls")


if __name__ == "__main__":
    main()
