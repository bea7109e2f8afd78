"""Values to JSON: without any blanks, or with each on a line of its own, as `json.dumps(…, ensure_ascii=False, indent=1)` writes it.

That function leaves its code in C as soon as it is to indent, and takes three times as long as this one.
"""

from __future__ import annotations

import json
from typing import Any

_written = json.JSONEncoder(ensure_ascii=False).encode
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact(value: Any) -> bytes:
    """A value without any blanks."""
    return _compact(value).encode()


def laid_out(value: Any, level: int = 0) -> str:
    """A value whose keys are all strings, `level` deep in others."""
    if isinstance(value, dict) and value:
        return _in("{", "}", [f"{_written(key)}: {laid_out(one, level + 1)}" for key, one in value.items()], level)
    if isinstance(value, list | tuple) and value:
        return _in("[", "]", [laid_out(one, level + 1) for one in value], level)
    return _written(value)


def _in(opening: str, closing: str, inside: list[str], level: int) -> str:
    line = "\n" + " " * level
    lines = f",{line} ".join(inside)
    return f"{opening}{line} {lines}{line}{closing}"
