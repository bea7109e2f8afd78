"""The machine a run takes place on, and the versions of what it uses; nothing that names its owner."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from kbsite.records.runs import Machine, shown_text
from kbsite.records.snippets import Snippet, Tool
from kbsite.snippets.places import PATHS
from kbsite.snippets.python import installed
from kbsite.snippets.sandbox import Sandbox

ASKING = {"PATH": PATHS, "LANG": "C.UTF-8", "HOME": "/nonexistent"}
LONGEST = 200


def machine(sandbox: Sandbox) -> Machine:
    """What this machine is."""
    named = platform.freedesktop_os_release() if Path("/etc/os-release").exists() else {}
    return Machine(
        system=named.get("PRETTY_NAME", platform.system())[:LONGEST],
        kernel=platform.release()[:LONGEST],
        architecture=platform.machine(),
        cpu=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_mib=os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20,
        sandbox=sandbox.version or None,
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named[:LONGEST] or platform.machine()


def versions(snippet: Snippet, python: Path) -> dict[str, str]:
    """Versions of Python, its packages, and every tool of a recipe."""
    own = _first_line([str(python), "-I", "-c", "import platform; print(platform.python_version())"])
    return {"python": own or "?", **installed(python), **{tool.name: _version(tool) for tool in snippet.needs.tools}}


def _version(tool: Tool) -> str:
    """What the tool says of itself, or else what the system's package list says of it."""
    asked = _first_line([tool.name, *tool.version.split()]) if tool.version else ""
    return asked or _first_line(["dpkg-query", "--show", "--showformat=${Version}\\n", tool.package.split()[0]]) or "?"


def _first_line(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20, stdin=subprocess.DEVNULL, env=ASKING)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (line.strip() for line in shown_text(done.stdout or done.stderr).splitlines())
    return next((line[:LONGEST] for line in lines if line), "") if done.returncode == 0 else ""
