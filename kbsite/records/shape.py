"""Plain values to typed records; whatever does not fit becomes problems with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kbsite.problems import Problem, Replacement
from kbsite.records import shape_words as say
from kbsite.records.document import Document, Path
from kbsite.records.fields import choices, field_names, needed_names
from kbsite.records.models import ID, Record
from kbsite.records.part import Part
from kbsite.records.suggest import did_you_mean, surely
from kbsite.records.text import LANGUAGE_TAG
from kbsite.words import Language, Words

R = TypeVar("R", bound=Record)
SHOWN = 60
TAG = re.compile(LANGUAGE_TAG)


def shape(
    kind: type[R], document: Document, injected: dict[str, str], *, inside: Path = (), language: str = "ko"
) -> tuple[R | None, list[Problem]]:
    """A document (or the part of it at `inside`) as a record of a kind, or the problems that keep it from being one.

    `injected` are the fields that follow from the path; writing them in the file is a problem.
    """
    value = document.value
    for step in inside:
        value = value[step]
    if value is None and inside:
        return None, [_empty_problem(document, inside)]
    if not isinstance(value, dict):
        place = document.place(inside)
        message = say.NOT_A_MAPPING if value is not None else say.EMPTY_FILE
        return None, [Problem(place, "record-shape", message, say.KEYS_AND_VALUES, line_text=document.line(place.line))]
    written = [
        _problem(
            document,
            (*inside, key),
            "field-derived",
            say.DERIVED.fill(key=key),
            say.DELETE_LINE,
            key=True,
            instead=_same(document, key, injected),
        )
        for key in injected
        if key in value
    ]
    blank = list(empty(value))
    problems = [*written, *(_empty_problem(document, (*inside, *path)) for path in blank)]
    try:
        record = modelled(kind, _without_empty(value) if blank else value, injected, language)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            loc = _as_written(value, (*detail["loc"], *again(detail)))
            told = loc in blank if detail["type"] == "missing" else detail["type"] == "too_short" and detail["input"]
            if not told:  # a list whose entries are wrong counts as empty, too
                problems.append(_explain(kind, document, inside, {**detail, "loc": loc}))
        return None, _once(problems)
    return (None if problems else record), problems


def modelled(kind: type[R], value: dict[str, Any], injected: dict[str, str], language: str) -> R:
    """Values, none of them empty, as a record; strings without a language are in the record's own, or else in that given.

    Raises pydantic's ValidationError.
    """
    spoken = value.get("language")
    if isinstance(spoken, str) and TAG.match(spoken):
        language = spoken
    return kind.model_validate({**value, **injected}, context={"language": language})


def empty(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values that are empty."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from empty(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from empty(inner, (*path, index))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value if inner is not None]
    return value


def again(error: ErrorDetails) -> Path:
    """Where in a list the entry stands that should not be there again."""
    if error["type"] != "repeated":
        return ()
    value = error["ctx"]["value"]
    places = [index for index, entry in enumerate(error["input"]) if str(entry).strip() == value]
    return tuple(places[1:2])


def _as_written(value: Any, loc: Path) -> Path:
    """A place among the values without the empty ones as a place in the file, where these still count."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(value, list) and isinstance(step, int):
            step = [index for index, inner in enumerate(value) if inner is not None][step]  # noqa: PLW2901
            value = value[step]
        else:
            value = value.get(step) if isinstance(value, dict) else None
        path.append(step)
    return tuple(path)


def _empty_problem(document: Document, path: Path) -> Problem:
    if isinstance(path[-1], int):
        return _problem(document, path, "value-empty", say.EMPTY_ENTRY.fill(key=_named(path)), say.FILL_OR_DELETE)
    return _problem(document, path, "value-empty", say.EMPTY.fill(key=path[-1]), say.FILL_OR_DELETE, key=True)


def _once(problems: list[Problem]) -> list[Problem]:
    """Each problem once: a list of some length and a list of another are one mistake."""
    seen: dict[Any, Problem] = {}
    for problem in problems:
        seen.setdefault((problem.place, problem.message.say("en")), problem)
    return list(seen.values())


def _same(document: Document, key: str, injected: dict[str, str]) -> Replacement | None:
    """The change that takes out what the path says, too, where both say the same."""
    return document.without((key,)) if (key,) in document.spans and document.value[key] == injected[key] else None


def _problem(
    document: Document,
    path: Path,
    rule: str,
    message: Words,
    cure: Words | None,
    *,
    key: bool = False,
    meant: str | None = None,
    instead: Replacement | None = None,
) -> Problem:
    """A problem of the value at a path, or its key; with `meant`, that is what has to stand there."""
    place = document.place(path, key=key)
    if meant is not None and path in document.spans:
        instead = place.replaced_by(meant)
    return Problem(place, rule, message, cure, line_text=document.line(place.line), replacement=instead)


def _explain(kind: type[Part], document: Document, inside: Path, error: dict[str, Any]) -> Problem:
    """One error of the model in words, at its place."""
    loc: Path = tuple(error["loc"])
    at_key = bool(loc) and loc[-1] == "[key]"
    if at_key:
        loc = loc[:-1]
    path = (*inside, *loc)
    name = str(loc[-1]) if loc else ""
    what, context, value = str(error["type"]), error.get("ctx") or {}, error.get("input")
    shown = _shown(value)
    if at_key:
        return _problem(document, path, "language-tag", say.BAD_LANGUAGE.fill(key=name), say.LANGUAGE_CURE, key=True)
    if what == "missing":
        return _problem(document, path[:-1], "field-missing", say.MISSING.fill(key=name), say.ADD_IT.fill(key=name))
    if what == "unexpected_keyword_argument":
        names = field_names(kind, loc[:-1])
        known = did_you_mean(name, names) or _keys(names, name)
        meant = surely(name, names)
        free = None if meant is None or (*path[:-1], meant) in document.spans else meant
        return _problem(document, path, "field-unknown", say.UNKNOWN_KEY.fill(key=name), known, key=True, meant=free)
    if what == "literal_error":
        values = choices(kind, loc)
        choose = did_you_mean(str(value), values) or say.ONE_OF.fill(choices=", ".join(values))
        meant = surely(str(value), values)
        return _problem(document, path, "value-choice", say.BAD_CHOICE.fill(value=shown, key=_named(loc)), choose, meant=meant)
    if what == "dataclass_type":
        names = field_names(kind, loc)
        meant = f"{{id: {value}}}" if needed_names(kind, loc) == {"id"} and re.match(ID, str(value)) else None
        stated = say.WITH_SOURCE.fill(key=_named(loc)) if {"text", "source"} <= names else _keys(names)
        write = say.AS_ID.fill(id=value) if meant else stated
        return _problem(document, path, "value-shape", say.A_MAPPING.fill(value=shown, key=_named(loc)), write, meant=meant)
    written = loc if path in document.spans else loc[:-1]  # a plain text has no language in the file
    message, cure = _value_words(what, context, shown, _named(written))
    at = (*inside, *written)
    twice = document.without(at) if what == "repeated" and at in document.spans else None
    return _problem(document, at, "value-shape", message, cure, instead=twice)


def _keys(names: set[str], instead_of: str = "") -> Words:
    """What to write where a key is unknown or there is none."""
    if "text" in names and instead_of in get_args(Language):
        return say.IN_TEXT
    return say.KNOWN_KEYS.fill(keys=", ".join(sorted(names)))


def _named(loc: Path) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")


def _value_words(what: str, context: dict[str, Any], shown: str, key: str) -> tuple[Words, Words | None]:
    if what == "string_pattern_mismatch":
        message, cure = say.PATTERNS.get(str(context.get("pattern")), (say.BAD_FORM, None))
        if cure is say.ID_CURE and "," in shown:
            cure = say.LIST_CURE
    elif what == "too_long" and "max_length" in context:
        message, cure = say.TOO_MANY
    elif what in say.VALUES:
        message, cure = say.VALUES[what]
    else:
        message, cure = say.OTHER, None
    filled = {"value": shown, "key": key, **{str(k): v for k, v in context.items() if k not in {"error", "value"}}}
    if "value" in context:
        filled["value"] = str(context["value"])
    return message.fill(**filled), cure.fill(**filled) if cure else None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else "…" if isinstance(value, dict | list | tuple) else str(value)
    text = text.replace("\n", " ")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
