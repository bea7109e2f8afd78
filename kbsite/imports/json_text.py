"""JSON text to values, refusing what cannot be trusted, and the line and column of any value in it."""

from __future__ import annotations

import json
import json.decoder
from typing import Any

from kbsite.words import Words

DEEPEST = 60


_string: Any = json.decoder.scanstring  # type: ignore[attr-defined]


class Unreadable(Exception):
    """A text that is not what its format says: why, and where (from 1)."""

    def __init__(self, why: Words, line: int = 1, column: int = 1) -> None:
        super().__init__(why.say())
        self.why, self.line, self.column = why, line, column


def parse(text: str) -> Any:
    """The value of a JSON text. Raises Unreadable where it is broken, nested too deeply, or names a key twice."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Unreadable(NOT_JSON.fill(what=error.msg), error.lineno, error.colno) from error
    except RecursionError as error:
        raise Unreadable(TOO_DEEP) from error
    except ValueError as error:
        raise Unreadable(NOT_JSON.fill(what=error)) from error
    if _is_deep(value):
        raise Unreadable(TOO_DEEP)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key '{next(name for name in names if names.count(name) > 1)}' stands twice in one object")
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in _inside(each) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


class Positions:
    """Where values stand in a JSON text that could be parsed; every object and list is looked through once at most."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder()
        self._inside: dict[int, dict[str | int, int]] = {}

    def at(self, steps: tuple[str | int, ...]) -> tuple[int, int]:
        """Line and column of a value, from 1; of the nearest value around it where there is no such."""
        index = self._blank(0)
        for step in steps:
            inner = self._members(index).get(step)
            if inner is None:
                break
            index = inner
        before = self._text[:index]
        return before.count("\n") + 1, index - before.rfind("\n")

    def _blank(self, index: int) -> int:
        while index < len(self._text) and self._text[index] in " \t\r\n":
            index += 1
        return index

    def _members(self, index: int) -> dict[str | int, int]:
        if index not in self._inside:
            self._inside[index] = self._read(index) if self._text[index : index + 1] in ("{", "[") else {}
        return self._inside[index]

    def _read(self, index: int) -> dict[str | int, int]:
        keyed, found = self._text[index] == "{", dict[str | int, int]()
        index = self._blank(index + 1)
        while self._text[index] not in "}]":
            key: str | int = len(found)
            if keyed:
                key, index = _string(self._text, index + 1, False)
                index = self._blank(self._blank(index) + 1)
            found[key] = index
            _, index = self._decoder.raw_decode(self._text, index)
            index = self._blank(index)
            if self._text[index] == ",":
                index = self._blank(index + 1)
        return found


NOT_JSON = Words("the file is no valid JSON: {what}", "올바른 JSON 파일이 아닙니다: {what}")
TOO_DEEP = Words(
    "the file is nested deeper than a schedule is; nothing of it was read", "일정 파일이라기에는 지나치게 깊게 겹쳐 있어 읽지 않았습니다"
)
