"""An address that has moved to the page that leads on from it, without scripts."""

from __future__ import annotations

from html import escape

from kbsite.site.frame import relative
from kbsite.site.page import Redirect


def moved(redirect: Redirect, language: str, words: str, absolute: str) -> bytes:
    """The document at the old address; `absolute` is the whole new one, for search engines."""
    target = escape(relative(redirect.address, redirect.target))
    html = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{escape(absolute)}">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(words)}</title>\n</head>\n'
        f'<body><p><a href="{target}">{escape(words)}</a></p></body>\n</html>\n'
    )
    return html.encode()
