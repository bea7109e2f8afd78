"""The one style of records: the same values and comments, in the order, quotes and line breaks of the house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kbsite.records.document import Document
from kbsite.records.fields import field_types, item_of, model_of, unwrapped
from kbsite.records.models import Search
from kbsite.records.scalars import WIDTH, block, cells, inline
from kbsite.records.snippets import Series, Tool
from kbsite.records.text import Text
from kbsite.records.tree import Collection, Item, Scalar, grow
from kbsite.records.yaml import read

SHORT_PARTS = (Search, Series, Tool)
"""What is written in braces on one line where it fits, as texts by language are."""
SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)\s*")


def restyled(document: Document, kind: Any, schema: str | None = None) -> str:
    """The text of a file in the style of the house.

    `kind` is the type of its record; of a file of many, `dict[str, T]`. With `schema`, the line that names it to editors is
    added. Text is returned as it is where its value is no mapping, or where writing it anew would lose a value or a comment.
    """
    if not isinstance(document.value, dict) or document.problems:
        return document.text
    text = written(document.text, kind, schema)
    if text == document.text:
        return text
    again = read(document.path, text.encode())
    kept = again.value == document.value and not again.problems and comments(text) == comments(document.text)
    return text if kept else document.text


def composed(values: Mapping[str, Any], kind: Any, schema: str | None = None) -> str:
    """New values (texts, lists and mappings) of a kind as the text of a file; what is empty is left out."""
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*lines, *_items(_planted(values), kind, 0), ""])


def _planted(value: Any) -> Any:
    if isinstance(value, str):
        return Scalar(value)
    if isinstance(value, Mapping):
        return Collection(True, 0, [Item(_planted(inner), key) for key, inner in value.items() if inner])
    return Collection(False, 0, [Item(_planted(inner)) for inner in value])


def comments(text: str) -> list[str]:
    """Every comment of a text but the line that names its schema, sorted."""
    tree = grow(text)
    found = [*tree.head, *_comments(Item(tree.root))]
    return sorted(line for line in found if line and not SCHEMA_LINE.fullmatch(line))


def _comments(item: Item) -> Iterator[str]:
    yield from (*item.before, item.note)
    if isinstance(item.node, Collection):
        yield from item.node.tail
        for inner in item.node.items:
            yield from _comments(inner)


def written(text: str, kind: Any, schema: str | None = None) -> str:
    """The text of a file of a kind written anew. Raises ValueError where its value is no mapping."""
    tree = grow(text)
    if not isinstance(tree.root, Collection):
        raise ValueError("no mapping")
    named = next(iter([*_pulled(tree.head)[1], *_schemas(Item(tree.root))]), None)
    shown = named if named and (schema is None or named.startswith("http")) else schema
    lines = [f"# yaml-language-server: $schema={shown}"] if shown else []
    head = _tidy(_pulled(tree.head)[0], first=True)
    if head:
        lines += [*head, ""]
        if tree.root.items and tree.root.items[0].before[:1] == [""]:
            del tree.root.items[0].before[0]
    return "\n".join([*lines, *_items(tree.root, kind, 0, spaced=_is_listing(kind)), ""])


def _schemas(item: Item) -> list[str]:
    """Take the lines that name a schema out of an item and all in it; what they name."""
    found: list[str] = []
    item.before, named = _pulled(item.before)
    found += named
    if match := SCHEMA_LINE.fullmatch(item.note):
        found.append(match[1])
        item.note = ""
    if isinstance(item.node, Collection):
        for inner in item.node.items:
            found += _schemas(inner)
        item.node.tail, named = _pulled(item.node.tail)
        found += named
    return found


def _pulled(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Comments without the lines that name a schema, and what those name."""
    kept: list[str] = []
    named: list[str] = []
    for line in lines:
        match = SCHEMA_LINE.fullmatch(line)
        (named if match else kept).append(match[1] if match else line)
    return kept, named


def _is_listing(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is dict


def _tidy(lines: Iterable[str], *, first: bool, spaced: bool = False) -> list[str]:
    """Comments with at most one blank line above each, none at the top of a block, and one below only where items are `spaced`."""
    tidy: list[str] = []
    for line in lines:
        if line or ((tidy or not first) and tidy[-1:] != [""]):
            tidy.append(line)
    return tidy[:-1] if tidy[-1:] == [""] and not (spaced and len(tidy) == 1) else tidy


def _items(node: Any, kind: Any, indent: int, *, spaced: bool = False) -> list[str]:
    """A mapping or list as lines."""
    lines: list[str] = []
    margin = " " * indent
    for item in _ordered(node, kind):
        own = _entry(item, _type_of(item, kind), indent)
        before = _tidy(item.before, first=not lines, spaced=spaced)
        lines += [*(margin + line if line else "" for line in before), *own]
    return [*lines, *(margin + line if line else "" for line in _tidy(node.tail, first=not lines))]


def _type_of(item: Item, kind: Any) -> Any:
    if item.key is None:
        return item_of(kind)
    if _is_listing(kind):
        return kind.__args__[1]
    model = model_of(kind)
    return field_types(model).get(item.key) if model else kind if _is_text(kind) else None


def _ordered(node: Collection, kind: Any) -> list[Item]:
    """Items in the order of the model; a key the model does not know stays behind the one it follows."""
    model = model_of(kind) if node.keyed and not _is_listing(kind) else None
    if model is None:
        return node.items
    known = {key: number for number, key in enumerate(field_types(model))}
    ranks: list[int] = []
    for item in node.items:
        ranks.append(known.get(str(item.key), ranks[-1] if ranks else -1))
    return [node.items[at] for at in sorted(range(len(ranks)), key=lambda at: (ranks[at], node.items[at].key not in known, at))]


def _entry(item: Item, kind: Any, indent: int) -> list[str]:
    """One item as lines, its key or dash included."""
    margin = " " * indent
    head = margin + (inline(item.key) + ":" if item.key is not None else "-")
    short = _on_one_line(item.node, kind, cells(head) + 1)
    if short is not None:
        return [*_hoisted(item, margin), f"{head} {short}".rstrip() + (f"  {item.note}" if item.note else "")]
    if isinstance(item.node, Scalar):
        folded = block(item.node.value or "", indent + 2) or [inline(item.node.value)]
        item.before += [item.note] if item.note else []
        return [f"{head} {folded[0]}", *folded[1:]]
    if item.key is not None:
        return [head + (f"  {item.note}" if item.note else ""), *_items(item.node, kind, indent + 2)]
    item.before += [item.note] if item.note else []
    lines = _items(item.node, kind, indent + 2)
    first = next(at for at, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    item.before += [line.strip() for line in lines[:first]]
    return [f"{head} {lines[first].lstrip()}", *lines[first + 1 :]]


def _hoisted(item: Item, margin: str) -> list[str]:
    """Comments inside empty brackets, which have no line of their own."""
    return [margin + line for line in item.node.tail if line] if isinstance(item.node, Collection) else []


def _on_one_line(node: Any, kind: Any, column: int) -> str | None:
    """A value on the line of its key, or None where it has to go below it."""
    if isinstance(node, Collection):
        line = _in_brackets(node, kind)
        return line if line is not None and (not node.items or column + cells(line) <= WIDTH) else None
    line = inline(node.value, text=not _is_number(kind))
    if node.value and "\n" in node.value and block(node.value, 2):
        return None
    folds = kind is None or _is_text(kind)
    return None if folds and column + cells(line) > WIDTH and block(node.value or "", 2) else line


def _in_brackets(node: Any, kind: Any) -> str | None:
    if isinstance(node, Scalar):
        return None if node.value and "\n" in node.value else inline(node.value, brackets=True, text=not _is_number(kind))
    if not node.items:
        return "{}" if node.keyed else "[]"
    if node.tail or any(item.note or any(item.before) for item in node.items) or not _may_be_short(node, kind):
        return None
    parts = []
    for item in _ordered(node, kind):
        part = _in_brackets(item.node, _type_of(item, kind))
        if part is None:
            return None
        parts.append(part if item.key is None else f"{inline(item.key, brackets=True)}: {part}")
    return ("{%s}" if node.keyed else "[%s]") % ", ".join(parts)


def _may_be_short(node: Collection, kind: Any) -> bool:
    if node.keyed:
        return _is_text(kind) or model_of(kind) in SHORT_PARTS or (kind is None and all(isinstance(i.node, Scalar) for i in node.items))
    return all(isinstance(item.node, Scalar) for item in node.items)


def _is_text(kind: Any) -> bool:
    return any(isinstance(part, type) and issubclass(part, Text) for part in unwrapped(kind))


def _is_number(kind: Any) -> bool:
    return any(part in (bool, int, float) for part in unwrapped(kind))
