"""YAML text in which nothing is to be refused to plain values, without the place of each.

Nearly every file is in order, and of such a file hardly anybody asks where its values stand; to find that out takes longer than all else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml

LIMIT_DEPTH = 20
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null")
"""How no value is written without quotes."""
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)


class Refused(Exception):
    """There is something in the text that is not to be there."""


def values_of(text: str) -> Any:
    """The values of a text in NFC without unprintable characters.

    Raises Refused or yaml.YAMLError where `yaml.read` has a problem to tell of.
    """
    top: list[Any] = []
    open_: list[Any] = [top]
    keys: list[str | None] = [None]
    documents = 0
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _put(open_, keys, _scalar(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor or event.tag or len(open_) > LIMIT_DEPTH:
                raise Refused
            value: Any = {} if kind is yaml.MappingStartEvent else []
            _put(open_, keys, value)
            open_.append(value)
            keys.append(None)
        elif kind in _ENDS:
            open_.pop()
            keys.pop()
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise Refused
        elif kind not in _AROUND:
            raise Refused
    return top[0] if top else None


def _scalar(event: Any) -> str | None:
    if event.anchor or event.tag:
        raise Refused
    value: str = event.value
    if not event.style:  # as the parsers in Python and in C say that there are no quotes
        return None if value in EMPTY else value
    if event.style == '"' and not value.isascii():  # it may be written as an escape
        value = unicodedata.normalize("NFC", value)
    if event.style == '"' and UNPRINTABLE.search(value):
        raise Refused
    return value


def _put(open_: list[Any], keys: list[str | None], value: Any) -> None:
    """Put a value where it belongs; a mapping's scalar at key position becomes the next key."""
    container = open_[-1]
    if type(container) is list:
        container.append(value)
    elif (key := keys[-1]) is None:
        if type(value) is not str or value in container:
            raise Refused
        keys[-1] = value
    else:
        container[key] = value
        keys[-1] = None
