"""The certificates that a connection to another host is judged by."""

from __future__ import annotations

import ssl

import certifi


def trusted() -> ssl.SSLContext:
    """What this system trusts (a company's own proxy among it; SSL_CERT_FILE and SSL_CERT_DIR are heeded), and what Mozilla does.

    httpx alone trusts only the latter, and fails where SSL_CERT_FILE names a file that is not there.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
