"""What a recipe promises of a run, held against an output: broken promises as values with what was expected and what was seen."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from kbsite.records.snippets import Measured, Snippet
from kbsite.words import Words

NUMBER = re.compile(r"(?<![\w.,])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\d])")
SIX_DIGITS = 1e-6


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that does not hold."""

    path: tuple[str | int, ...]
    """Where the recipe makes it."""
    what: Words
    expected: Words
    seen: Words

    def words(self) -> Words:
        """All of it in a sentence."""
        return SENTENCE.fill(what=self.what, expected=self.expected, seen=self.seen)


def numbers(snippet: Snippet, output: str) -> dict[str, float]:
    """The numbers of a run by their ids; those that the output does not have exactly once are left out."""
    lines = [" ".join(line.split()) for line in output.split("\n")]
    found = {}
    for measured in snippet.measured:
        seen = _seen(measured, lines)
        if len(seen) == 1:
            found[measured.id] = seen.pop()
    return found


def broken(snippet: Snippet, output: str, recorded: str | None = None) -> list[Broken]:
    """Every promise that an output breaks; an exact example has to print what is recorded, where something is."""
    lines = [" ".join(line.split()) for line in output.split("\n")]
    found = []
    for index, measured in enumerate(snippet.measured):
        bad = _measure(index, measured, _seen(measured, lines))
        found.extend([bad] if bad else [])
    for index, text in enumerate(snippet.contains):
        if not any(" ".join(text.split()) in line for line in lines):
            found.append(Broken(("contains", index), OUTPUT, quoted(text), NO_SUCH_LINE))
    if snippet.exact and recorded is not None and output != recorded:
        found.append(_first_difference(recorded, output))
    return found


def _seen(measured: Measured, lines: list[str]) -> set[float]:
    """Every value that stands in the gap of the line; blanks count alike however many there are."""
    before, after = " ".join(measured.line.split()).split("{}")
    return {
        float(match[0].replace(",", ""))
        for line in lines
        for match in NUMBER.finditer(line)
        if line[: match.start()].endswith(before) and line[match.end() :].startswith(after)
    }


def _measure(index: int, measured: Measured, seen: set[float]) -> Broken | None:
    path = ("measured", index)
    if len(seen) != 1:
        many = SEVERAL.fill(values=", ".join(f"{value:g}" for value in sorted(seen)[:5])) if seen else NO_SUCH_LINE
        return Broken((*path, "line"), _name(measured), ONE_LINE.fill(line=measured.line), many)
    (value,) = seen
    for bound, limit, holds, words in (
        ("at_least", measured.at_least, lambda limit: value >= limit, AT_LEAST),
        ("at_most", measured.at_most, lambda limit: value <= limit, AT_MOST),
        ("near", measured.near, lambda limit: math.isclose(value, limit, rel_tol=SIX_DIGITS, abs_tol=1e-12), NEAR),
    ):
        if limit is not None and not holds(limit):
            return Broken((*path, bound), _name(measured), words.fill(limit=f"{limit:.10g}"), plain(f"{value:.10g}"))
    return None


def _name(measured: Measured) -> Words:
    return Words("{en} ({id})", "{ko} ({id})").fill(en=measured.label.say("en"), ko=measured.label.say("ko"), id=measured.id)


def _first_difference(recorded: str, output: str) -> Broken:
    before, now = recorded.split("\n"), output.split("\n")
    at = next((i for i, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]), min(len(before), len(now)))
    expected, seen = (quoted(lines[at]) if at < len(lines) else END for lines in (before, now))
    return Broken(("exact",), LINE.fill(number=at + 1), expected, seen)


def plain(text: str) -> Words:
    """Text that is the same in both languages."""
    return Words("{text}", "{text}").fill(text=text)


def quoted(text: str) -> Words:
    """A piece of an output, cut where it is long."""
    return plain(f"'{text}'" if len(text) <= 200 else f"'{text[:200]}…'")


SENTENCE = Words("{what}: expected {expected}, seen {seen}", "{what}: 기대한 값 {expected}, 실제 값 {seen}")
OUTPUT = Words("the output", "출력")
LINE = Words("line {number} of the output", "출력 {number}번째 줄")
END = Words("the end of the output", "출력의 끝")
NO_SUCH_LINE = Words("no such line", "그런 줄 없음")
ONE_LINE = Words("one value in the line '{line}'", "'{line}' 줄의 값 하나")
SEVERAL = Words("several values: {values}", "여러 값: {values}")
AT_LEAST = Words("at least {limit}", "{limit} 이상")
AT_MOST = Words("at most {limit}", "{limit} 이하")
NEAR = Words("{limit}, to six digits", "{limit}(여섯 자리까지)")
