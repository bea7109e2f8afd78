"""Plain values to typed records; whatever does not fit becomes problems with places."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from kbsite.problems import Problem
from kbsite.records.models import Part, Record
from kbsite.records.suggest import did_you_mean, nearest
from kbsite.records.yaml import Document, Path
from kbsite.words import Words

R = TypeVar("R", bound=Record)
SHOWN = 60


def shape(
    kind: type[R], document: Document, injected: dict[str, str], *, inside: Path = (), language: str = "ko"
) -> tuple[R | None, list[Problem]]:
    """A document (or the part of it at `inside`) as a record of a kind, or the problems that keep it from being one.

    `injected` are the fields that follow from the path; writing them in the file is a problem.
    """
    value = document.value
    for step in inside:
        value = value[step]
    if not isinstance(value, dict):
        place = document.place(inside)
        message = NOT_A_MAPPING if value is not None else EMPTY_FILE
        return None, [Problem(place, "record-shape", message, KEYS_AND_VALUES, line_text=document.line(place.line))]
    written = [_problem(document, (*inside, key), "field-derived", DERIVED.fill(key=key), DELETE_LINE, key=True) for key in injected if key in value]
    empty = [_problem(document, (*inside, *path), "value-empty", EMPTY.fill(key=path[-1]), FILL_OR_DELETE) for path in _empty(value)]
    values = {**_without_empty(value), **injected}
    spoken = values.get("language")
    try:
        record = kind.model_validate(values, context={"language": spoken if isinstance(spoken, str) else language})
    except ValidationError as error:
        wrong = [_explain(kind, document, inside, dict(detail)) for detail in error.errors(include_url=False)]
        return None, _once([*written, *empty, *wrong])
    problems = [*written, *empty]
    return (None if problems else record), problems


def _empty(value: Any, path: Path = ()) -> Iterator[Path]:
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _empty(inner, (*path, index))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value if inner is not None]
    return value


def _once(problems: list[Problem]) -> list[Problem]:
    """One problem a place: a missing value is not also a value of the wrong kind."""
    seen: dict[Any, Problem] = {}
    for problem in problems:
        seen.setdefault((problem.place, problem.message.say("en")), problem)
    return list(seen.values())


def _problem(document: Document, path: Path, rule: str, message: Words, cure: Words | None, *, key: bool = False) -> Problem:
    place = document.place(path, key=key)
    return Problem(place, rule, message, cure, line_text=document.line(place.line))


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
        return _problem(document, path, "language-tag", BAD_LANGUAGE.fill(key=name), LANGUAGE_CURE, key=True)
    if what == "missing":
        return _problem(document, path[:-1], "field-missing", MISSING.fill(key=name), ADD_IT.fill(key=name))
    if what == "extra_forbidden":
        names = _field_names(kind, loc[:-1])
        fallback = KNOWN_KEYS.fill(keys=", ".join(sorted(names)))
        return _problem(document, path, "field-unknown", UNKNOWN_KEY.fill(key=name), did_you_mean(name, names) or fallback, key=True)
    if what == "literal_error":
        choices = _choices(kind, loc)
        close = nearest(str(value), choices)
        cure = ONE_OF.fill(choices=", ".join(choices))
        if close is not None:
            cure = did_you_mean(str(value), choices) or cure
        return _problem(document, path, "value-choice", BAD_CHOICE.fill(value=shown, key=_named(loc)), cure)
    message, cure = _value_words(what, context, shown, _named(loc))
    return _problem(document, path, "value-shape", message, cure)


def _named(loc: Path) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")


def _value_words(what: str, context: dict[str, Any], shown: str, key: str) -> tuple[Words, Words | None]:
    if what == "string_pattern_mismatch":
        message, cure = PATTERNS.get(str(context.get("pattern")), (BAD_FORM, None))
    elif what in VALUES:
        message, cure = VALUES[what]
    else:
        message, cure = OTHER, None
    filled = {"value": shown, "key": key, **{str(k): v for k, v in context.items() if k not in {"error", "value"}}}
    if "value" in context:
        filled["value"] = str(context["value"])
    return message.fill(**filled), cure.fill(**filled) if cure else None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else "…" if isinstance(value, dict | list | tuple) else str(value)
    text = text.replace("\n", " ")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _field_names(kind: Any, path: Path) -> set[str]:
    """Keys an editor may write in the part of a record at `path`."""
    model = _model_at(kind, path)
    if model is None:
        return set()
    hidden = {"id", "path", "event"} if issubclass(model, Record) else set()
    return {info.alias or name for name, info in model.model_fields.items() if name not in hidden}


def _model_at(kind: Any, path: Path) -> type[BaseModel] | None:
    for step in path:
        model = _as_model(kind)
        if isinstance(step, int):
            kind = _item(kind)
        elif model is not None:
            field = next((info for name, info in model.model_fields.items() if step in (name, info.alias)), None)
            if field is None:
                return None
            kind = field.annotation
    return _as_model(kind)


def _unwrapped(kind: Any) -> Iterator[Any]:
    """The types a type is made of, without `Annotated` and `| None`."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        yield from _unwrapped(typing.get_args(kind)[0])
    elif origin in (typing.Union, types.UnionType):
        for part in typing.get_args(kind):
            yield from _unwrapped(part)
    else:
        yield kind


def _as_model(kind: Any) -> type[BaseModel] | None:
    return next((part for part in _unwrapped(kind) if isinstance(part, type) and issubclass(part, BaseModel)), None)


def _item(kind: Any) -> Any:
    for part in _unwrapped(kind):
        if typing.get_origin(part) is tuple:
            return typing.get_args(part)[0]
    return kind


def _choices(kind: Any, loc: Path) -> list[str]:
    end = next((index for index in range(len(loc) - 1, -1, -1) if isinstance(loc[index], str)), 0)
    model = _model_at(kind, loc[:end])
    field = next((i for n, i in model.model_fields.items() if loc[end] in (n, i.alias)), None) if model else None
    if field is None:
        return []
    kinds = [field.annotation, _item(field.annotation)]
    literals = [part for k in kinds for part in _unwrapped(k) if typing.get_origin(part) is Literal]
    return [str(choice) for choice in typing.get_args(literals[0])] if literals else []


NOT_A_MAPPING = Words("a record must be 'key: value' lines", "기록은 '키: 값' 줄로 이루어져야 합니다")
EMPTY_FILE = Words("the file is empty", "빈 파일입니다")
KEYS_AND_VALUES = Words("begin with the title or name", "제목이나 이름부터 적으세요")
DERIVED = Words("'{key}' follows from the file's path and must not be written", "'{key}'은/는 파일 경로에서 정해지므로 적지 않습니다")
DELETE_LINE = Words("delete the line", "이 줄을 지우세요")
EMPTY = Words("'{key}' has no value", "'{key}'에 값이 없습니다")
FILL_OR_DELETE = Words("give it a value or delete the line", "값을 적거나 줄을 지우세요")
BAD_LANGUAGE = Words("'{key}' is not a language tag", "'{key}'은/는 언어 태그가 아닙니다")
LANGUAGE_CURE = Words("use 'ko', 'en' or another BCP 47 tag", "'ko', 'en' 같은 BCP 47 태그를 쓰세요")
MISSING = Words("'{key}' is missing", "'{key}'이/가 없습니다")
ADD_IT = Words("add '{key}:'", "'{key}:'을/를 더하세요")
UNKNOWN_KEY = Words("unknown key '{key}'", "모르는 키 '{key}'입니다")
KNOWN_KEYS = Words("known here: {keys}", "쓸 수 있는 키: {keys}")
BAD_CHOICE = Words("'{value}' is not a '{key}'", "'{value}'은/는 '{key}'에 쓸 수 없는 값입니다")
ONE_OF = Words("one of: {choices}", "다음 중 하나: {choices}")
OTHER = Words("'{value}' does not fit '{key}'", "'{value}'은/는 '{key}'에 맞지 않습니다")
BAD_FORM = Words("'{value}' does not have the form of '{key}'", "'{value}'은/는 '{key}'의 형식에 맞지 않습니다")
ID_CURE = Words("lower-case letters a-z, digits and single hyphens", "소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요")
PATTERNS: dict[str, tuple[Words, Words | None]] = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": (Words("'{value}' is not an id", "'{value}'은/는 id가 아닙니다"), ID_CURE),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": (Words("'{value}' is not a language tag", "'{value}'은/는 언어 태그가 아닙니다"), LANGUAGE_CURE),
    r"^\S+$": (Words("an address has no blanks: '{value}'", "주소에는 빈칸이 없습니다: '{value}'"), Words("write blanks as %20", "빈칸은 %20으로 적으세요")),
    r"^[^\n\r]*$": (Words("'{key}' must stand on one line", "'{key}'은/는 한 줄이어야 합니다"), Words("remove the line break", "줄바꿈을 없애세요")),
    r"^[A-Z]{2}$": (Words("'{value}' is not a country code", "'{value}'은/는 국가 코드가 아닙니다"), Words("two capitals of ISO 3166-1, as KR", "ISO 3166-1 두 글자, 예: KR")),
    r"^10\.\d{4,9}/\S+$": (Words("'{value}' is not a DOI", "'{value}'은/는 DOI가 아닙니다"), Words("as 10.1145/3341301.3359656, without 'doi:' or address", "10.1145/3341301.3359656처럼 'doi:'나 주소 없이 적으세요")),
    r"^\d{4}\.\d{4,5}$": (Words("'{value}' is not an arXiv id", "'{value}'은/는 arXiv 번호가 아닙니다"), Words("as 1312.5602, without 'arXiv:' or version", "1312.5602처럼 'arXiv:'나 판 번호 없이 적으세요")),
}
A_LIST = Words("'{key}' must be a list", "'{key}'은/는 목록이어야 합니다")
LIST_CURE = Words("write [one, two], or '- ' lines", "[하나, 둘]이나 '- ' 줄로 적으세요")
A_MAPPING = Words("'{key}' must be 'key: value' lines, not '{value}'", "'{key}'은/는 '{value}'이/가 아니라 '키: 값' 줄이어야 합니다")
A_NUMBER = Words("'{value}' is not a whole number", "'{value}'은/는 정수가 아닙니다")
VALUES: dict[str, tuple[Words, Words | None]] = {
    "calendar_date": (Words("'{value}' is not a day of the calendar", "'{value}'은/는 달력에 없는 날짜입니다"), Words("write it as 2016-10-25", "2016-10-25처럼 적으세요")),
    "clock_time": (Words("'{value}' is not a time of day", "'{value}'은/는 시각이 아닙니다"), Words("write it as 09:30", "09:30처럼 적으세요")),
    "flag": (Words("'{value}' is neither true nor false", "'{value}'은/는 true도 false도 아닙니다"), Words("write true or false", "true나 false로 적으세요")),
    "repeated": (Words("'{value}' stands twice in '{key}'", "'{key}'에 '{value}'이/가 두 번 나옵니다"), Words("keep one", "하나만 남기세요")),
    "one_line": (Words("'{key}' must stand on one line", "'{key}'은/는 한 줄이어야 합니다"), Words("remove the line break", "줄바꿈을 없애세요")),
    "too_long": (Words("'{key}' is longer than {limit} characters", "'{key}'이/가 {limit}자를 넘습니다"), Words("shorten it", "줄이세요")),
    "string_too_long": (Words("'{key}' is longer than {max_length} characters", "'{key}'이/가 {max_length}자를 넘습니다"), Words("shorten it", "줄이세요")),
    "string_too_short": (Words("'{key}' is empty", "'{key}'이/가 비어 있습니다"), Words("give it a value or delete the line", "값을 적거나 줄을 지우세요")),
    "too_short": (Words("'{key}' needs at least {min_length}", "'{key}'에는 적어도 {min_length}개가 있어야 합니다"), None),
    "too_long_list": (Words("'{key}' has too many entries", "'{key}'의 항목이 너무 많습니다"), None),
    "string_type": (Words("'{key}' must be text", "'{key}'은/는 글이어야 합니다"), Words("put it in quotes, on one line", "따옴표로 감싸 한 줄로 적으세요")),
    "tuple_type": (A_LIST, LIST_CURE),
    "list_type": (A_LIST, LIST_CURE),
    "dict_type": (Words("'{key}' must be text, or text by language", "'{key}'은/는 글이거나 언어별 글이어야 합니다"), Words("write words, or {{ko: …, en: …}}", "글을 적거나 {{ko: …, en: …}} 꼴로 적으세요")),
    "model_type": (A_MAPPING, None),
    "model_attributes_type": (A_MAPPING, None),
    "int_parsing": (A_NUMBER, None),
    "int_type": (A_NUMBER, None),
    "greater_than_equal": (Words("'{value}' is too small for '{key}'", "'{value}'은/는 '{key}'에 너무 작습니다"), Words("at least {ge}", "{ge} 이상")),
    "less_than_equal": (Words("'{value}' is too large for '{key}'", "'{value}'은/는 '{key}'에 너무 큽니다"), Words("at most {le}", "{le} 이하")),
}
