"""What the YAML parser says of broken text, put in words for somebody who writes records, at the place to mend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from kbsite.words import Words


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in YAML: where it can be mended, what is wrong, and the cure."""

    line: int
    column: int
    message: Words
    cure: Words | None


@dataclass(frozen=True, slots=True)
class _Saying:
    """What to say where the parser's own words match a pattern."""

    pattern: str
    message: Words
    cure: Words
    at_start: bool = False
    """Whether the place to mend is where the broken piece begins, and not where the parser gave up."""


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Slip:
    """A parser's error as a slip in these lines."""
    for number, line in enumerate(lines, 1):
        if CONFLICT.match(line):
            return Slip(number, 1, MERGE, CHOOSE)
    said = f"{error.context or ''}: {error.problem or ''}"
    start, mark = error.context_mark or error.problem_mark, error.problem_mark or error.context_mark
    if mark is None or start is None:
        return Slip(1, 1, OTHER.fill(what=said), None)
    saying = next((saying for saying in SAYINGS if re.search(saying.pattern, said)), None)
    at = start if saying and saying.at_start else mark
    if not any(line.strip() for line in lines[at.line :]):
        at = _last_word(lines)
    line = lines[at.line]
    message, cure = (saying.message, saying.cure) if saying else (OTHER.fill(what=error.problem or said), None)
    before, character = line[: at.column], line[at.column : at.column + 1]
    column = at.column
    if message is COLON and KEY.fullmatch(before):
        message, cure, column = KEY_HERE, LINE_UP_OR_QUOTE, len(before) - len(before.lstrip(" -"))
    elif message is BAD_START and character == "\t":
        message, cure = TAB, USE_BLANKS
    elif message is FLOW and character == ":" and not (start.line < at.line and KEY.fullmatch(before)):
        message, cure = COLON_IN_LIST, QUOTE_OR_COMMA
    elif message is INDENT and before.rstrip().endswith(CLOSING):
        message, cure = AFTER, QUOTE_ALL
    message = message.fill(character=character)
    if not (saying and saying.at_start) and start.line < at.line:
        message = message + SINCE.fill(line=start.line + 1)
    return Slip(at.line + 1, column + 1, message, cure)


def _last_word(lines: Sequence[str]) -> yaml.Mark:
    """Just behind the last line that is not blank, for what the parser misses at the end of the text."""
    number = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), 0)
    return yaml.Mark("", 0, number, len(lines[number].rstrip()), None, 0)


CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7}) ")
KEY = re.compile(r" *(?:- +)*[^\s:'\"\[\]{}#-][^\s:'\"\[\]{}#]*")
CLOSING = ('"', "'", "]", "}")

MERGE = Words("a merge left both versions in the file", "병합이 끝나지 않아 두 판이 함께 남아 있습니다")
CHOOSE = Words("keep one version and delete the lines of '<', '=' and '>'", "한쪽만 남기고 '<', '=', '>' 줄을 지우세요")
OTHER = Words("not valid YAML: {what}", "올바른 YAML이 아닙니다: {what}")
SINCE = Words("(in what begins on line {line})", "({line}행에서 시작한 부분)")
COLON = Words("a ':' followed by a blank stands inside a plain value", "값 안에 ':'과 공백이 이어져 있습니다")
KEY_HERE = Words("a key cannot begin here, where the value above goes on", "위 값이 이어지는 자리라서 키가 시작될 수 없습니다")
LINE_UP_OR_QUOTE = Words(
    "line it up with the keys around it, or add the ':' that is missing above; if it is text, put the whole value in quotes",
    "위아래 키와 줄을 맞추거나 위에서 빠진 ':'을 넣으세요. 글이라면 값 전체를 따옴표로 감싸세요",
)
BAD_START = Words("a plain value cannot begin with '{character}'", "따옴표 없는 값은 '{character}' 문자로 시작할 수 없습니다")
TAB = Words("a tab stands where only blanks may", "공백만 쓸 수 있는 자리에 탭이 있습니다")
USE_BLANKS = Words("indent with blanks", "들여쓰기는 공백으로 하세요")
INDENT = Words("the indentation does not fit, or a quote or ':' is missing", "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다")
AFTER = Words("something stands after a closing quote or bracket", "닫는 따옴표나 괄호 뒤에 다른 것이 있습니다")
QUOTE_ALL = Words(
    'put the whole value in double quotes, and write a double quote inside as \\"',
    '값 전체를 큰따옴표로 감싸고, 그 안의 큰따옴표는 \\"로 적으세요',
)
FLOW = Words(
    "a list in [ ] or {{ }} is not closed, or a ',' is missing or stands twice",
    "[ ]나 {{ }} 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다",
)
COLON_IN_LIST = Words("a ':' stands inside a value in [ ] or {{ }}", "[ ]나 {{ }} 안의 값에 ':'이 들어 있습니다")
QUOTE_OR_COMMA = Words(
    "if it is text, put the value in double quotes; if a key begins before it, add the ',' that is missing there",
    "글이라면 값을 큰따옴표로 감싸고, 그 앞에서 새 키가 시작된다면 빠진 쉼표를 넣으세요",
)
QUOTE_IT = Words("put the value in quotes", "값을 따옴표로 감싸세요")
SAYINGS: tuple[_Saying, ...] = (
    _Saying(
        "mapping values are not allowed",
        COLON,
        Words('put the value in double quotes: title: "YARN: GPU"', '값을 큰따옴표로 감싸세요: title: "YARN: GPU"'),
    ),
    _Saying("tab character", TAB, USE_BLANKS),
    _Saying("cannot start any token", BAD_START, QUOTE_IT),
    _Saying("scanning an (?:alias|anchor): ", BAD_START, QUOTE_IT, at_start=True),
    _Saying("undefined tag handle|scanning a tag", BAD_START, QUOTE_IT, at_start=True),
    _Saying(
        "expected ',' or|expected (?:the )?node content|parsing a flow",
        FLOW,
        Words("add the missing ',' or bracket", "빠진 쉼표나 괄호를 넣으세요"),
    ),
    _Saying(
        "quoted scalar: found unexpected",
        Words("a quote is not closed", "따옴표가 닫히지 않았습니다"),
        Words("close it with the same quote it began with", "시작한 따옴표와 같은 것으로 닫으세요"),
        at_start=True,
    ),
    _Saying(
        "quoted scalar: ",
        Words("an unknown '\\' escape in double quotes", "큰따옴표 안에 알 수 없는 '\\' 표기가 있습니다"),
        Words("use single quotes, or write '\\\\'", "작은따옴표를 쓰거나 '\\\\'로 적으세요"),
    ),
    _Saying(
        "could not find expected ':'",
        Words("a ':' and a blank are missing after a key", "키 뒤에 ':'과 공백이 없습니다"),
        Words("write 'key: value'", "'키: 값' 형식으로 쓰세요"),
        at_start=True,
    ),
    _Saying(
        "sequence entries are not allowed",
        Words("a '- ' list item cannot stand here", "여기에는 '- ' 목록 항목이 올 수 없습니다"),
        Words("begin the list on its own line below the key", "목록은 키 아래 새 줄에서 시작하세요"),
    ),
    _Saying(
        "block scalar: ",
        Words("after '>' or '|' the text begins on the next line", "'>'나 '|' 뒤의 글은 다음 줄에서 시작합니다"),
        Words("move it to a line of its own, indented", "새 줄로 옮겨 들여 쓰세요"),
    ),
    _Saying(
        "directive|incompatible YAML",
        Words("a line that begins with '%' is an instruction to YAML", "'%'로 시작하는 줄은 YAML에 내리는 지시입니다"),
        Words("delete the line", "이 줄을 지우세요"),
        at_start=True,
    ),
    _Saying(
        "expected key|expected <|expected '-' indicator",
        INDENT,
        Words("line it up with the keys around it", "위아래 키와 줄을 맞추세요"),
    ),
)
