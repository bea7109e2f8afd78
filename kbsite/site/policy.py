"""The content security policy of a page: nothing from other hosts, and of scripts only the layout's own."""

from __future__ import annotations

import base64
import hashlib
import re

POLICY_MARK = "kbsite:policy"
"""Stands in the layout where the policy goes; `Frame.csp` holds it until the layout's scripts are known."""

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?(?:application/(?:ld\+)?json|text/plain|importmap)""", re.IGNORECASE)


def policy(html: str, *, runs_python: bool = False) -> str:
    """The policy that allows the inline scripts of a layout by hash (W3C CSP Level 3) and everything else from the site only.

    The layout must not yet hold the page's body: what stands in a body gets no hash, so a script there never runs.
    A page that runs Python may compile WebAssembly, and start workers that hold to its own policy, as those of `blob:` do.
    """
    hashes = []
    for match in _INLINE.finditer(html):
        if "src=" in match["attributes"] or _DATA.search(match["attributes"]):
            continue
        digest = base64.b64encode(hashlib.sha256(match["code"].encode()).digest()).decode()
        hashes.append(f"'sha256-{digest}'")
    scripts = " ".join(["'self'", *(["'wasm-unsafe-eval'"] if runs_python else []), *dict.fromkeys(hashes)])
    workers = "'self' blob:" if runs_python else "'self'"
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; worker-src {workers}; manifest-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def with_policy(html: str, mark: str = POLICY_MARK, *, runs_python: bool = False) -> str:
    """The layout with its policy put in place of the mark."""
    return html.replace(mark, policy(html, runs_python=runs_python), 1) if mark else html
