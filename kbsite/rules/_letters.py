"""What is left of a name where case, spaces and signs do not count."""

from __future__ import annotations

import re

SIGNS = re.compile(r"[\W_]+")
SIGNS_BUT_OF_NAMES = re.compile(r"[^\w+#]|_")
"""C, C++ and C# are three names."""


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return SIGNS.sub("", text.casefold())


def letters_of_name(name: str) -> str:
    """The letters and digits of a name, and the signs that tell some names apart."""
    return SIGNS_BUT_OF_NAMES.sub("", name.casefold())
