"""Values to XML 1.0, with everything left out that the format cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ACTIVE = re.compile('[&<>"\t\n\r]')
_BLANKS = {ord("\n"): "&#10;", ord("\r"): "&#13;", ord("\t"): "&#9;", ord('"'): "&quot;"}
"""What would not stay as it is between quotes."""

HEADER = '<?xml version="1.0" encoding="UTF-8"?>'


def clean(text: str) -> str:
    """A text without the characters that XML 1.0 (2.2) forbids."""
    return text if text.isprintable() else _NOT_XML.sub("", text)  # whatever is printable is allowed


def tag(name: str, /, **attributes: object) -> str:
    """An opening tag without its brackets; attributes that are None are left out, and `xml_lang` is `xml:lang`."""
    for key, value in attributes.items():
        if value is not None:
            name += f" {key.replace('xml_', 'xml:')}={_quoted(clean(str(value)))}"
    return name


def _quoted(value: str) -> str:
    """A value in quotes; few have anything in them that has to be written otherwise."""
    return f'"{escape(value, quote=False).translate(_BLANKS) if _ACTIVE.search(value) else value}"'


def leaf(name: str, text: str = "", /, **attributes: object) -> str:
    """An element with words alone in it."""
    opening = tag(name, **attributes) if attributes else name
    if not text:
        return f"<{opening}/>"
    text = clean(text)
    # a reader of XML makes a newline of any other end of a line
    shown = escape(text, quote=False).replace("\r", "&#13;") if _ACTIVE.search(text) else text
    return f"<{opening}>{shown}</{name}>"


def branch(name: str, inside: Iterable[str], /, **attributes: object) -> str:
    """An element with elements in it, each on a line of its own; not indented, since lines of texts would be too."""
    opening = tag(name, **attributes)
    lines = "\n".join(inside)
    return f"<{opening}>\n{lines}\n</{name}>" if lines else f"<{opening}/>"


def document(*elements: str) -> bytes:
    """Elements as a file."""
    return "\n".join((HEADER, *elements, "")).encode()
