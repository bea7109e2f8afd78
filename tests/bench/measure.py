"""A command to what it costs, as JSON: `python tests/bench/measure.py FOLDER COMMAND …`.

A process of its own, since what a process may say of its children's memory begins with the memory of the process that
started them: measured from inside pytest, nothing would be smaller than pytest.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main() -> None:
    """Run the command in the folder; its own output is shown only where it fails."""
    folder, *command = sys.argv[1:]
    if hasattr(os, "sync"):
        os.sync()  # what a command before it has left for the disk to write is not its own
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(said.decode("utf-8", "replace"))
    print(
        json.dumps(
            {
                "cpu": usage.ru_utime + usage.ru_stime,
                "wall": time.perf_counter() - begin,
                "memory": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
            }
        )
    )


if __name__ == "__main__":
    main()
