"""Human text in one or more languages, as records hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Any, NamedTuple, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, ValidatorFunctionWrapHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""BCP 47, as far as records need it: a primary language and subtags."""

LABEL_LIMIT = 300
PROSE_LIMIT = 20_000


class Said(NamedTuple):
    """Text as shown to a reader: the words, the language they are in, and whether that is the language asked for."""

    text: str
    language: str
    wanted: bool

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in several languages, in the order of the record.

    In YAML it is either one string, in the language of its record, or a mapping by language tag.
    """

    variants: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str | None:
        """The words in exactly this language, or None."""
        for tag, words in self.variants:
            if tag == language:
                return words
        return None

    def words(self, language: str) -> str:
        """The words in this language, or else as the record has them first."""
        variants = self.variants
        return (len(variants) > 1 and self.get(language)) or variants[0][1]

    def say(self, language: str) -> Said:
        """The words in this language, or else as the record has them first, with the language they are in."""
        exact = self.get(language)
        if exact is not None:
            return Said(exact, language, wanted=True)
        first, words = self.variants[0]
        return Said(words, first, wanted=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages the text exists in."""
        return tuple(tag for tag, _ in self.variants)

    @classmethod
    def _limit(cls, words: str) -> None:
        """Raise PydanticCustomError where words are not fit for this kind of text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        words = core_schema.str_schema(min_length=1, strip_whitespace=True)
        variants = core_schema.dict_schema(core_schema.str_schema(pattern=LANGUAGE_TAG), words, min_length=1)
        frozen = core_schema.no_info_after_validator_function(cls._freeze, variants)
        every = core_schema.with_info_before_validator_function(_spread, frozen)
        return core_schema.with_info_wrap_validator_function(cls._single, every)

    @classmethod
    def _single(cls, value: Any, every: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Self:
        """Nearly all texts are one string with nothing wrong, which need not be made a mapping first."""
        tag = _tag((info.context or {}).get("language", "ko"))
        if tag and type(value) is str and value and value == value.strip() and _is_writable(value):
            cls._limit(value)
            return cls(((tag, value),))
        text: Self = every(value)
        return text

    @classmethod
    def _freeze(cls, variants: Mapping[str, str]) -> Self:
        for words in variants.values():
            cls._limit(words)
        return cls(tuple((intern(tag), words) for tag, words in variants.items()))  # so that a tag is found without being read

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        words = {"type": "string", "minLength": 1}
        by_language = {"type": "object", "patternProperties": {LANGUAGE_TAG: words}, "additionalProperties": False, "minProperties": 1}
        return {"anyOf": [words, by_language]}


class Label(Text):
    """Text shown as plain words on one line: titles, names, labels."""

    __slots__ = ()

    @classmethod
    def _limit(cls, words: str) -> None:
        if len(words.splitlines()) > 1:
            raise PydanticCustomError("one_line", "must stand on one line")
        if len(words) > LABEL_LIMIT:
            raise PydanticCustomError("too_long", "longer than {limit} characters", {"limit": LABEL_LIMIT})


class Prose(Text):
    """Text that may use the small Markdown of records: paragraphs, lists, emphasis, code, links."""

    __slots__ = ()

    @classmethod
    def _limit(cls, words: str) -> None:
        if len(words) > PROSE_LIMIT:
            raise PydanticCustomError("too_long", "longer than {limit} characters", {"limit": PROSE_LIMIT})


def _is_writable(words: str) -> bool:
    """Whether words can stand in a file: half of a surrogate pair cannot."""
    try:
        return words.isascii() or bool(words.encode())
    except UnicodeEncodeError:
        return False


@cache
def _tag(language: str) -> str:
    """The language tag, the same object each time, so that it is found without being read; empty where it is none."""
    return intern(language) if re.fullmatch(LANGUAGE_TAG, language) else ""


def _spread(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Text):
        return dict(value.variants)
    if isinstance(value, str):
        return {(info.context or {}).get("language", "ko"): value}
    return value
