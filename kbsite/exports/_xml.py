"""Values to XML 1.0, with everything left out that the format cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN = {"\r": "&#13;"}
_BLANKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}

HEADER = '<?xml version="1.0" encoding="UTF-8"?>'


def clean(text: str) -> str:
    """A text without the characters that XML 1.0 (2.2) forbids."""
    return _NOT_XML.sub("", text)


def tag(name: str, /, **attributes: object) -> str:
    """An opening tag without its brackets; attributes that are None are left out, and `xml_lang` is `xml:lang`."""
    given = ((key.replace("xml_", "xml:"), clean(str(value))) for key, value in attributes.items() if value is not None)
    return " ".join((name, *(f"{key}={quoteattr(value, _BLANKS)}" for key, value in given)))


def leaf(name: str, text: str = "", /, **attributes: object) -> str:
    """An element with words alone in it."""
    opening = tag(name, **attributes)
    # a reader of XML makes a newline of any other end of a line
    return f"<{opening}>{escape(clean(text), _RETURN)}</{name}>" if text else f"<{opening}/>"


def branch(name: str, inside: Iterable[str], /, **attributes: object) -> str:
    """An element with elements in it, each on a line of its own; not indented, since lines of texts would be too."""
    opening = tag(name, **attributes)
    lines = "\n".join(inside)
    return f"<{opening}>\n{lines}\n</{name}>" if lines else f"<{opening}/>"


def document(*elements: str) -> bytes:
    """Elements as a file."""
    return "\n".join((HEADER, *elements, "")).encode()
