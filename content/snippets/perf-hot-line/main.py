"""Find the line that makes a C program slow, with perf; fix it; see how much was gained.

The program is watched from outside: perf notes where it is, about a thousand times for each
second of computing. Where the notes pile up, the time goes.
"""

import csv
import resource
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = "knapsack.c"
PROGRAM = "./knapsack"
PACKAGES = {"gcc": "gcc", "perf": "linux-perf", "addr2line": "binutils"}
# -g: names of lines for perf. -O1, no inlining: machine code that still follows the source.
COMPILER = ["gcc", "-O1", "-g", "-fno-inline", "-fno-omit-frame-pointer"]
# cpu-clock is a timer of the kernel, so this works where there is no hardware counter.
RECORD = ["perf", "record", "-q", "-N", "-e", "cpu-clock:u", "-F", "999", "-o", "perf.data"]


@dataclass(frozen=True)
class Spot:
    """A place in the program and how many notes perf took there."""

    function: str
    line: str
    samples: int


def run(command: list[str]) -> str:
    """What a command prints; where it fails, its last words and the end of this program."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        said, complaint = process.communicate()
    except BaseException:
        process.terminate()  # perf ends the program it watches when it is asked to end
        process.wait()
        raise
    if process.returncode:
        words = complaint.strip().splitlines() or ["no message"]
        hint = words[0] if command[0] != "perf" else explain(complaint)
        sys.exit(f"{' '.join(command[:2])} failed: {hint}")
    return said


def explain(message: str) -> str:
    """A refusal of perf in one line, with what may be done about it."""
    if "perf_event_paranoid" in message or "ermission" in message or "not permitted" in message:
        level = Path("/proc/sys/kernel/perf_event_paranoid").read_text().strip()
        return (
            f"the kernel does not allow it (perf_event_paranoid is {level}, 2 is enough; "
            "containers often forbid perf altogether)"
        )
    return next((line for line in message.splitlines() if line.strip()), "no message")


def read_report(text: str) -> list[Spot]:
    """The rows `samples;symbol;file:line` of perf's report, the most frequent first."""
    spots = []
    for row in text.splitlines():
        cells = [cell.strip() for cell in row.split(";")]
        if len(cells) == 3 and cells[0].isdigit():
            spots.append(Spot(cells[1].removeprefix("[.] "), cells[2], int(cells[0])))
    return sorted(spots, key=lambda spot: -spot.samples)


def samples_by(spots: list[Spot], name: str) -> dict[str, int]:
    """Samples summed over each `function` or each `line`, the most frequent first."""
    sums: dict[str, int] = {}
    for spot in spots:
        key = getattr(spot, name)
        sums[key] = sums.get(key, 0) + spot.samples
    return dict(sorted(sums.items(), key=lambda item: -item[1]))


def profile() -> list[Spot]:
    """Run the slow program under perf and read what it noted."""
    run([*RECORD, "--", PROGRAM, "slow"])
    report = ["perf", "report", "-i", "perf.data", "--stdio", "-s", "sym,srcline"]
    return read_report(run([*report, "-F", "sample,sym,srcline", "--field-separator=;"]))


def seconds_of_cpu(variant: str) -> tuple[str, float]:
    """Answer and computing time of one run; waiting for other programs does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = run([PROGRAM, variant]).strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answer, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best_of(variant: str, runs: int = 3) -> tuple[str, float]:
    """The shortest of some runs, the one that was disturbed least."""
    return min((seconds_of_cpu(variant) for _ in range(runs)), key=lambda run: run[1])


def show_hot_lines(spots: list[Spot], total: int) -> None:
    """Print the lines around the hottest one, each with its share; the same as a table."""
    shares = samples_by(spots, "line")
    hottest = next(iter(shares))
    number = int(hottest.rsplit(":", 1)[1])
    source = dict(enumerate((HERE / SOURCE).read_text().splitlines(), start=1))
    rows = [
        (at, 100 * shares.get(f"{SOURCE}:{at}", 0) / total) for at in range(number - 5, number + 4)
    ]
    for at, percent in rows:
        print(f"  {percent:5.1f} % {at:3d} {source.get(at, '')}")
    print(f"hottest line: {hottest}")
    with Path("lines.csv").open("w", newline="") as table:
        csv.writer(table).writerows([("line", "percent"), *rows])


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("Stopped."))  # run() ends its program on the way
    missing = [f"{tool} (package {PACKAGES[tool]})" for tool in PACKAGES if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}")
    run([*COMPILER, str(HERE / SOURCE), "-o", PROGRAM])

    spots = profile()
    total = sum(spot.samples for spot in spots)
    if not total:
        sys.exit("perf took no samples at all.")
    print(f"perf took {total} samples. By function:")
    functions = samples_by(spots, "function")
    for function, samples in functions.items():
        print(f"  {100 * samples / total:5.1f} % {function}")
    hot = next(iter(functions))
    print(f"hottest function: {hot} with {100 * functions[hot] / total:.0f} % of the samples\n")
    print("By line of the source:")
    show_hot_lines(spots, total)

    slow_answer, slow = best_of("slow")
    fast_answer, fast = best_of("fast")
    if slow_answer != fast_answer:
        sys.exit(f"The fixed function is wrong: {fast_answer} instead of {slow_answer}")
    print(f"\nBoth ways find the same best value: {slow_answer}")
    print(f"before the fix {slow * 1000:.0f} ms, after it {fast * 1000:.1f} ms of computing")
    print(f"the fixed function makes the program {slow / fast:.0f} times faster")


if __name__ == "__main__":
    main()
