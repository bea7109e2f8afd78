"""The project's configuration for nginx, run for real before a folder of releases."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from projectkit import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
AROUND = """
{brotli}
{user}
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
    access_log off;
    {temporary}
    include {folder}/site.conf;
}}
"""


def needs_nginx() -> str:
    """Where nginx is; the test is skipped, or fails where every tool has to be there."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        (pytest.fail if os.environ.get("KBSITE_EVERY_TOOL") else pytest.skip)("needs nginx: apt-get install nginx-light")
    return found


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def behind_nginx(folder: Path, others: Mapping[str, str] | None = None) -> Iterator[httpx.Client]:
    """A client of nginx before `folder/current`, with other lines in place of some; its own files are written to `folder`."""
    nginx, port = needs_nginx(), free_port()
    text = CONFIGURATION.read_text("utf-8")
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "/srv/kb/current;": f"{folder}/current;", **(others or {})}
    if BROTLI.exists():
        changes["# brotli_static on;"] = "brotli_static on;"
    for before, after in changes.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    (folder / "site.conf").write_text(text, "utf-8")
    temporary = " ".join(f"{name}_temp_path {folder}/temporary;" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "" if os.geteuid() else "user root;"  # folders of tests are closed to the account that nginx would take
    brotli = f"load_module {BROTLI};" if BROTLI.exists() else ""
    around = AROUND.format(folder=folder, temporary=temporary, brotli=brotli, user=user)
    (folder / "nginx.conf").write_text(around, "utf-8")
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/", trust_env=False) as client:
        try:
            _wait_for(process, client)
            yield client
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _wait_for(process: subprocess.Popen[str], client: httpx.Client) -> None:
    for _ in range(200):
        assert process.poll() is None, process.communicate()[1]
        try:
            client.get("robots.txt")
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer")
