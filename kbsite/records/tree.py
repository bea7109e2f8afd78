"""YAML text to a tree of its values that keeps the comments, each with the item it belongs to, for writing it anew.

A comment on a line of its own belongs to the item below it; one that is indented deeper than that, to the end of the block it is in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from kbsite.records.document import split_lines

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text, or nothing."""

    value: str | None


@dataclass(slots=True)
class Collection:
    """A list, or with `keyed` a mapping."""

    keyed: bool
    column: int
    """Where its items begin, from 0; -1 in brackets."""
    items: list[Item] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    """Comments below its last item."""


Node = Scalar | Collection


@dataclass(slots=True)
class Item:
    """A value of a list or mapping with its key, if it has one, and the comments about it."""

    node: Node
    key: str | None = None
    before: list[str] = field(default_factory=list)
    """Lines above it: comments, and "" for a blank line."""
    note: str = ""
    """The comment at the end of its first line."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's value, and the comments above it that a blank line sets apart."""

    root: Node
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    column: int
    blank: bool
    """Whether a blank line stands above."""


def grow(text: str) -> Tree:
    """The tree of a text that the reader accepts. Raises yaml.YAMLError on other text."""
    gardener = _Gardener(text)
    for event in yaml.parse(text, Loader=_Loader):
        gardener.take(event)
    return gardener.tree()


class _Gardener:
    def __init__(self, text: str) -> None:
        self.text, self.lines = text, split_lines(text)
        self.root: Node = Scalar(None)
        self.head: tuple[str, ...] = ()
        self._open: list[tuple[Collection, Item]] = []
        """Collections that are not closed, with the items that hold them."""
        self._key: Item | None = None
        """The item whose value comes next."""
        self._last: Item | None = None
        """The item that a comment at the end of the line is about."""
        self._pending: list[_Comment] = []
        self._seen, self._seen_line = 0, 0
        """Everything before this index and on lines before this one, both from 0, has been taken in."""

    def take(self, event: Any) -> None:
        mark: Any = event.start_mark
        self._gap(mark.index, mark.line)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            keyed = isinstance(event, yaml.MappingStartEvent)
            node = Collection(keyed, -1 if event.flow_style else mark.column)
            self._open.append((node, self._add(node, mark.line)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        if event.end_mark.index > self._seen:
            self._seen, self._seen_line = event.end_mark.index, event.end_mark.line

    def tree(self) -> Tree:
        self._gap(len(self.text), len(self.lines) - 1)
        if isinstance(self.root, Collection):
            self.root.tail += self._comments()
        return Tree(self.root, self.head)

    def _gap(self, end: int, end_line: int) -> None:
        """Take in the comments between what was read last and an index of the text."""
        if end <= self._seen:
            return
        gap = self.text[self._seen : end]
        if "#" in gap:
            behind = self._seen > 0 and self.text[self._seen - 1] not in ENDS
            for index, line in enumerate(split_lines(gap)):
                before, sign, words = line.partition("#")
                if sign and index == 0 and behind and self._last and "-" not in before:
                    self._note(self._last, f"#{words}".rstrip())
                elif sign:
                    self._pending.append(_Comment(f"#{words}".rstrip(), len(before), self._blank_above(self._seen_line + index)))
        self._seen, self._seen_line = end, end_line

    def _note(self, item: Item, comment: str) -> None:
        if item.note:
            item.before.append(comment)
        else:
            item.note = comment

    def _blank_above(self, line: int) -> bool:
        return 0 < line <= len(self.lines) and not self.lines[line - 1].strip()

    def _comments(self) -> list[str]:
        """The lines of the comments that wait for their item."""
        lines = [line for comment in self._pending for line in ([""] if comment.blank else []) + [comment.text]]
        self._pending = []
        return lines

    def _scalar(self, event: Any) -> None:
        value = unicodedata.normalize("NFC", event.value)
        if self._open and self._open[-1][0].keyed and self._key is None:
            self._key = self._new(Item(Scalar(None), value), event.start_mark.line)
            return
        plain = event.style in (None, "")  # as the parsers in Python and in C say it
        item = self._add(Scalar(None if plain and value in ("", "~", "null") else value), event.start_mark.line)
        if event.style in ("|", ">") and (match := HEADER_COMMENT.match(self.text, event.start_mark.index)):
            item.before.append(match[1].rstrip())

    def _add(self, node: Node, line: int) -> Item:
        """Put a value where it belongs; the item it is then in."""
        if not self._open:
            self.root = node
            self._set_apart()
            return Item(node)
        item, self._key = self._key, None
        if item is None:
            return self._new(Item(node), line)
        item.node = node
        if isinstance(node, Scalar) or node.column < 0:
            item.before += self._comments()
        return item

    def _new(self, item: Item, line: int) -> Item:
        item.before = self._comments() or ([""] if self._blank_above(line) else [])
        self._open[-1][0].items.append(item)
        self._last = item
        return item

    def _close(self) -> None:
        closed, holder = self._open.pop()
        self._last = holder if self._open else None
        around = self._open[-1][0].column if self._open else -1
        shallow = (at for at, comment in enumerate(self._pending) if 0 <= closed.column > comment.column or comment.column <= around)
        end = next(shallow, len(self._pending)) if closed.column >= 0 else len(self._pending)
        later = self._pending[end:]
        self._pending = self._pending[:end]
        closed.tail += self._comments()
        self._pending = later

    def _set_apart(self) -> None:
        """Comments at the top are the file's own as far as the last blank line between them and the first item."""
        first = next((at for at, line in enumerate(self.lines) if line.strip() and not line.lstrip().startswith("#")), 0)
        blanks = [at for at, comment in enumerate(self._pending) if comment.blank and at]
        end = len(self._pending) if self._blank_above(first) else blanks[-1] if blanks else 0
        later = self._pending[end:]
        self._pending = self._pending[:end]
        self.head = tuple(self._comments())
        self._pending = later


ENDS = "\r\n\x85\u2028\u2029"
HEADER_COMMENT = re.compile(r"[|>][^\s#]*[ \t]+(#[^\r\n\x85\u2028\u2029]*)")
