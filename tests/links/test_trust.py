"""Whose certificates are trusted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from linkkit import Server

from kbsite.links.found import Found
from kbsite.links.trust import trusted


def test_mozillas_certificates_are_trusted_where_the_system_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert len(trusted().get_ca_certs()) > 100


def test_what_the_system_trusts_is_trusted(
    monkeypatch: pytest.MonkeyPatch, untrusted: Server, look: Callable[..., Found], tmp_path: Path
) -> None:
    assert look(untrusted.url("/")).reason == "tls"
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert look(untrusted.url("/")).verdict == "live"
