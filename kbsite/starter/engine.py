"""What pip would install this very kbsite from, for the requirements of a new project."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kbsite import __version__

SECONDS = 10


def own_requirement() -> str:
    """A commit of a repository where this kbsite came from one (PEP 610) or is worked on in a clone of one, else its version."""
    try:
        origin = json.loads(distribution("kbsite").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        origin = {}
    if info := origin.get("vcs_info"):
        return f"kbsite @ {info['vcs']}+{origin['url']}@{info['commit_id']}"
    folder = urlsplit(str(origin.get("url", "")))
    cloned = _cloned(url2pathname(folder.path)) if folder.scheme == "file" else None
    return f"kbsite @ git+{cloned}" if cloned else f"kbsite=={__version__}"


def is_version_only(requirement: str) -> bool:
    """Whether a package index must have it."""
    return "@" not in requirement


def _cloned(folder: str) -> str | None:
    """Address and commit of the repository that a folder is a clone of; None where it has no public one."""
    remote, commit = _git(folder, "remote", "get-url", "origin"), _git(folder, "rev-parse", "--verify", "HEAD")
    ssh = re.fullmatch(r"(?:ssh://)?git@([\w.-]+)[:/](.+)", remote)
    address = f"https://{ssh[1]}/{ssh[2]}" if ssh else remote
    parts = urlsplit(address)
    # An address with a name or word in front of its host may hold a secret.
    return f"{address}@{commit}" if parts.scheme == "https" and "@" not in parts.netloc and commit else None


def _git(folder: str, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
