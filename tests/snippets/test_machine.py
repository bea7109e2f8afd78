"""What is said of a machine: enough to judge a number by, nothing that names its owner."""

from __future__ import annotations

import getpass
import platform
import socket

from pydantic_core import to_json
from snippetkit import VALUES

from kbsite.records.snippets import Snippet
from kbsite.snippets.machine import machine, versions
from kbsite.snippets.sandbox import Sandbox, base_python


def test_the_machine() -> None:
    found = machine(Sandbox("bubblewrap 0.8.0"))
    assert found.kernel == platform.release()
    assert found.cores >= 1
    assert found.memory_mib > 100
    assert found.sandbox == "bubblewrap 0.8.0"
    assert machine(Sandbox()).sandbox is None
    said = to_json(found).decode()
    assert f'"{socket.gethostname()}"' not in said
    assert f'"{getpass.getuser()}"' not in said


def test_versions_are_asked_of_tools_or_else_of_the_package_list() -> None:
    tools = [
        {"name": "sh", "package": "no-such-package"},
        {"name": "setpriv", "package": "util-linux", "version": "--version"},
        {"name": "no-such-tool", "package": "no-such-package", "version": "--version"},
    ]
    found = versions(Snippet.model_validate({**VALUES, "id": "a", "path": "", "needs": {"tools": tools}}), base_python())
    assert found["python"].startswith("3.")
    assert found["setpriv"].startswith("setpriv from util-linux")
    assert (found["sh"], found["no-such-tool"]) == ("?", "?")
