"""The misbehaving server, and one look at one address."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from linkkit import QUICK, TODAY, Server, running

from kbsite.links.found import Found
from kbsite.links.manners import Manners
from kbsite.links.visit import Visitor

Look = Callable[..., Found]


@pytest.fixture
def server() -> Iterator[Server]:
    """The misbehaving server."""
    with running() as server:
        yield server


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[Server]:
    """A server with a certificate that it made itself."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    try:
        subprocess.run([*command, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with running(context) as server:
        yield server


@pytest.fixture
def look() -> Look:
    """One look at one address."""

    def looking(url: str, manners: Manners = QUICK) -> Found:
        async def run() -> Found:
            async with Visitor(manners) as visitor:
                return await visitor.look(url, TODAY)

        return asyncio.run(run())

    return looking
