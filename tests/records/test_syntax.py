"""What the YAML parser says, in words, at the place to mend."""

from __future__ import annotations

import pytest
from projectkit import said

from kbsite.records.syntax import SAYINGS
from kbsite.records.yaml import read

BROKEN = [
    pytest.param(
        'title: "저장소\ncode: 1\n',
        (1, 8),
        "a quote is not closed → close it with the same quote it began with",
        "따옴표가 닫히지 않았습니다 → 시작한 따옴표와 같은 것으로 닫으세요",
        id="a quote that is not closed",
    ),
    pytest.param(
        "title: 'it\ncode: 1\n",
        (1, 8),
        "a quote is not closed → close it with the same quote it began with",
        "따옴표가 닫히지 않았습니다 → 시작한 따옴표와 같은 것으로 닫으세요",
        id="a single quote that is not closed",
    ),
    pytest.param(
        'title: "a\n---\nb"\n',
        (1, 8),
        "a quote is not closed → close it with the same quote it began with",
        "따옴표가 닫히지 않았습니다 → 시작한 따옴표와 같은 것으로 닫으세요",
        id="a separator inside quotes",
    ),
    pytest.param(
        "tags: [a, b\ncode: 1\n",
        (2, 5),
        "a list in [ ] or { } is not closed, or a ',' is missing or stands twice (in what begins on line 1) → add the missing ',' or bracket",
        "[ ]나 { } 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다 (1행에서 시작한 부분) → 빠진 쉼표나 괄호를 넣으세요",
        id="a list that is not closed",
    ),
    pytest.param(
        "title: {ko: a, en: b\ncode: 1\n",
        (2, 5),
        "a list in [ ] or { } is not closed, or a ',' is missing or stands twice (in what begins on line 1) → add the missing ',' or bracket",
        "[ ]나 { } 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다 (1행에서 시작한 부분) → 빠진 쉼표나 괄호를 넣으세요",
        id="a mapping that is not closed",
    ),
    pytest.param(
        "title: {\n\n",
        (1, 9),
        "a list in [ ] or { } is not closed, or a ',' is missing or stands twice → add the missing ',' or bracket",
        "[ ]나 { } 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다 → 빠진 쉼표나 괄호를 넣으세요",
        id="a lonely brace at the end",
    ),
    pytest.param(
        "title: {ko: a, en: b: c}\n",
        (1, 21),
        "a ':' stands inside a value in [ ] or { } → if it is text, put the value in double quotes; if a key begins before it, add the ',' that is missing there",
        "[ ]나 { } 안의 값에 ':'이 들어 있습니다 → 글이라면 값을 큰따옴표로 감싸고, 그 앞에서 새 키가 시작된다면 빠진 쉼표를 넣으세요",
        id="a colon in a value of a mapping in braces",
    ),
    pytest.param(
        "title: {ko: a en: b}\n",
        (1, 17),
        "a ':' stands inside a value in [ ] or { } → if it is text, put the value in double quotes; if a key begins before it, add the ',' that is missing there",
        "[ ]나 { } 안의 값에 ':'이 들어 있습니다 → 글이라면 값을 큰따옴표로 감싸고, 그 앞에서 새 키가 시작된다면 빠진 쉼표를 넣으세요",
        id="a comma missing between keys in braces",
    ),
    pytest.param(
        "tags: [a,, b]\n",
        (1, 10),
        "a list in [ ] or { } is not closed, or a ',' is missing or stands twice → add the missing ',' or bracket",
        "[ ]나 { } 목록이 닫히지 않았거나, 쉼표가 빠졌거나 겹쳤습니다 → 빠진 쉼표나 괄호를 넣으세요",
        id="two commas",
    ),
    pytest.param(
        "title:\n\tko: a\n",
        (2, 1),
        "a tab stands where only blanks may → indent with blanks",
        "공백만 쓸 수 있는 자리에 탭이 있습니다 → 들여쓰기는 공백으로 하세요",
        id="a tab as indentation",
    ),
    pytest.param(
        "title:\n  ko: a\n\ten: b\n",
        (3, 1),
        "a tab stands where only blanks may (in what begins on line 2) → indent with blanks",
        "공백만 쓸 수 있는 자리에 탭이 있습니다 (2행에서 시작한 부분) → 들여쓰기는 공백으로 하세요",
        id="a tab between blanks",
    ),
    pytest.param(
        "title: |\n\tabc\n",
        (2, 1),
        "a tab stands where only blanks may (in what begins on line 1) → indent with blanks",
        "공백만 쓸 수 있는 자리에 탭이 있습니다 (1행에서 시작한 부분) → 들여쓰기는 공백으로 하세요",
        id="a tab in a folded text",
    ),
    pytest.param(
        "title: YARN: GPU\n",
        (1, 12),
        "a ':' followed by a blank stands inside a plain value → put the value in double quotes: title: \"YARN: GPU\"",
        "값 안에 ':'과 공백이 이어져 있습니다 → 값을 큰따옴표로 감싸세요: title: \"YARN: GPU\"",
        id="a colon in a value",
    ),
    pytest.param(
        "title: 한글: 둘\n",
        (1, 10),
        "a ':' followed by a blank stands inside a plain value → put the value in double quotes: title: \"YARN: GPU\"",
        "값 안에 ':'과 공백이 이어져 있습니다 → 값을 큰따옴표로 감싸세요: title: \"YARN: GPU\"",
        id="a colon after Hangul",
    ),
    pytest.param(
        "title: 😀: x\n",
        (1, 9),
        "a ':' followed by a blank stands inside a plain value → put the value in double quotes: title: \"YARN: GPU\"",
        "값 안에 ':'과 공백이 이어져 있습니다 → 값을 큰따옴표로 감싸세요: title: \"YARN: GPU\"",
        id="a colon after an emoji",
    ),
    pytest.param(
        "title:\n  ko: a\n   en: b\n",
        (3, 4),
        "a key cannot begin here, where the value above goes on → line it up with the keys around it, or add the ':' that is missing above; if it is text, put the whole value in quotes",
        "위 값이 이어지는 자리라서 키가 시작될 수 없습니다 → 위아래 키와 줄을 맞추거나 위에서 빠진 ':'을 넣으세요. 글이라면 값 전체를 따옴표로 감싸세요",
        id="a key indented too far",
    ),
    pytest.param(
        "links:\n  - type: a\n      url: b\n",
        (3, 7),
        "a key cannot begin here, where the value above goes on → line it up with the keys around it, or add the ':' that is missing above; if it is text, put the whole value in quotes",
        "위 값이 이어지는 자리라서 키가 시작될 수 없습니다 → 위아래 키와 줄을 맞추거나 위에서 빠진 ':'을 넣으세요. 글이라면 값 전체를 따옴표로 감싸세요",
        id="a key in a list indented too far",
    ),
    pytest.param(
        "title:\n  ko: a\n en: b\n",
        (3, 2),
        "the indentation does not fit, or a quote or ':' is missing (in what begins on line 1) → line it up with the keys around it",
        "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다 (1행에서 시작한 부분) → 위아래 키와 줄을 맞추세요",
        id="a key indented too little",
    ),
    pytest.param(
        " title: a\ncode: b\n",
        (2, 1),
        "the indentation does not fit, or a quote or ':' is missing → line it up with the keys around it",
        "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다 → 위아래 키와 줄을 맞추세요",
        id="a first line indented",
    ),
    pytest.param(
        "tags:\n  - a\n  b: c\n",
        (3, 3),
        "the indentation does not fit, or a quote or ':' is missing (in what begins on line 2) → line it up with the keys around it",
        "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다 (2행에서 시작한 부분) → 위아래 키와 줄을 맞추세요",
        id="a key after a list",
    ),
    pytest.param(
        "title abc\ncode: 1\n",
        (2, 1),
        "a key cannot begin here, where the value above goes on → line it up with the keys around it, or add the ':' that is missing above; if it is text, put the whole value in quotes",
        "위 값이 이어지는 자리라서 키가 시작될 수 없습니다 → 위아래 키와 줄을 맞추거나 위에서 빠진 ':'을 넣으세요. 글이라면 값 전체를 따옴표로 감싸세요",
        id="a line without a colon",
    ),
    pytest.param(
        "title: abc\ncode\n",
        (2, 1),
        "a ':' and a blank are missing after a key → write 'key: value'",
        "키 뒤에 ':'과 공백이 없습니다 → '키: 값' 형식으로 쓰세요",
        id="a last line without a colon",
    ),
    pytest.param(
        "title: x\ncode:1\n",
        (2, 1),
        "a ':' and a blank are missing after a key → write 'key: value'",
        "키 뒤에 ':'과 공백이 없습니다 → '키: 값' 형식으로 쓰세요",
        id="a colon without a blank",
    ),
    pytest.param(
        "title: @foo\n",
        (1, 8),
        "a plain value cannot begin with '@' → put the value in quotes",
        "따옴표 없는 값은 '@' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="an at sign",
    ),
    pytest.param(
        "title: %foo\n",
        (1, 8),
        "a plain value cannot begin with '%' → put the value in quotes",
        "따옴표 없는 값은 '%' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="a percent sign",
    ),
    pytest.param(
        "title: `foo`\n",
        (1, 8),
        "a plain value cannot begin with '`' → put the value in quotes",
        "따옴표 없는 값은 '`' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="a backquote",
    ),
    pytest.param(
        "title: **foo** bar\n",
        (1, 8),
        "a plain value cannot begin with '*' → put the value in quotes",
        "따옴표 없는 값은 '*' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="a star",
    ),
    pytest.param(
        "title: & bar\n",
        (1, 8),
        "a plain value cannot begin with '&' → put the value in quotes",
        "따옴표 없는 값은 '&' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="an ampersand",
    ),
    pytest.param(
        "title: !x!y z\n",
        (1, 8),
        "a plain value cannot begin with '!' → put the value in quotes",
        "따옴표 없는 값은 '!' 문자로 시작할 수 없습니다 → 값을 따옴표로 감싸세요",
        id="an exclamation mark",
    ),
    pytest.param(
        'title: "a" b\n',
        (1, 12),
        'something stands after a closing quote or bracket → put the whole value in double quotes, and write a double quote inside as \\"',
        '닫는 따옴표나 괄호 뒤에 다른 것이 있습니다 → 값 전체를 큰따옴표로 감싸고, 그 안의 큰따옴표는 \\"로 적으세요',
        id="words after a quote",
    ),
    pytest.param(
        "title: 'it's'\n",
        (1, 12),
        'something stands after a closing quote or bracket → put the whole value in double quotes, and write a double quote inside as \\"',
        '닫는 따옴표나 괄호 뒤에 다른 것이 있습니다 → 값 전체를 큰따옴표로 감싸고, 그 안의 큰따옴표는 \\"로 적으세요',
        id="a quote inside quotes",
    ),
    pytest.param(
        "title: [N.E.O.] 실내\n",
        (1, 17),
        'something stands after a closing quote or bracket → put the whole value in double quotes, and write a double quote inside as \\"',
        '닫는 따옴표나 괄호 뒤에 다른 것이 있습니다 → 값 전체를 큰따옴표로 감싸고, 그 안의 큰따옴표는 \\"로 적으세요',
        id="words after a bracket",
    ),
    pytest.param(
        "tags: [a, b]]\n",
        (1, 13),
        'something stands after a closing quote or bracket → put the whole value in double quotes, and write a double quote inside as \\"',
        '닫는 따옴표나 괄호 뒤에 다른 것이 있습니다 → 값 전체를 큰따옴표로 감싸고, 그 안의 큰따옴표는 \\"로 적으세요',
        id="a bracket too many",
    ),
    pytest.param(
        "tags: - a\n",
        (1, 7),
        "a '- ' list item cannot stand here → begin the list on its own line below the key",
        "여기에는 '- ' 목록 항목이 올 수 없습니다 → 목록은 키 아래 새 줄에서 시작하세요",
        id="a dash behind a key",
    ),
    pytest.param(
        'title: "C:\\qb"\n',
        (1, 11),
        "an unknown '\\' escape in double quotes → use single quotes, or write '\\\\'",
        "큰따옴표 안에 알 수 없는 '\\' 표기가 있습니다 → 작은따옴표를 쓰거나 '\\\\'로 적으세요",
        id="an unknown escape",
    ),
    pytest.param(
        'title: "a\\xzz"\n',
        (1, 12),
        "an unknown '\\' escape in double quotes → use single quotes, or write '\\\\'",
        "큰따옴표 안에 알 수 없는 '\\' 표기가 있습니다 → 작은따옴표를 쓰거나 '\\\\'로 적으세요",
        id="half an escape",
    ),
    pytest.param(
        'title: "a\\ud800b"\n',
        (1, 12),
        "an unknown '\\' escape in double quotes → use single quotes, or write '\\\\'",
        "큰따옴표 안에 알 수 없는 '\\' 표기가 있습니다 → 작은따옴표를 쓰거나 '\\\\'로 적으세요",
        id="half a character",
    ),
    pytest.param(
        "title: >-abc\n  abc\n",
        (1, 10),
        "after '>' or '|' the text begins on the next line → move it to a line of its own, indented",
        "'>'나 '|' 뒤의 글은 다음 줄에서 시작합니다 → 새 줄로 옮겨 들여 쓰세요",
        id="words behind a fold mark",
    ),
    pytest.param(
        "title: >-\n    a\n  b\n",
        (3, 3),
        "the indentation does not fit, or a quote or ':' is missing (in what begins on line 1) → line it up with the keys around it",
        "들여쓰기가 맞지 않거나 따옴표 또는 ':'이 빠졌습니다 (1행에서 시작한 부분) → 위아래 키와 줄을 맞추세요",
        id="less indentation in a folded text",
    ),
    pytest.param(
        "%YAML 3.0\n---\na: b\n",
        (1, 1),
        "a line that begins with '%' is an instruction to YAML → delete the line",
        "'%'로 시작하는 줄은 YAML에 내리는 지시입니다 → 이 줄을 지우세요",
        id="a directive",
    ),
    pytest.param(
        "a: b\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n",
        (2, 1),
        "a merge left both versions in the file → keep one version and delete the lines of '<', '=' and '>'",
        "병합이 끝나지 않아 두 판이 함께 남아 있습니다 → 한쪽만 남기고 '<', '=', '>' 줄을 지우세요",
        id="an unfinished merge",
    ),
]


@pytest.mark.parametrize(("text", "place", "english", "korean"), BROKEN)
def test_broken_yaml_is_explained_where_it_can_be_mended(text: str, place: tuple[int, int], english: str, korean: str) -> None:
    document = read("talks/a.yml", text.encode())
    (problem,) = document.problems
    assert said(problem, "en") == f"talks/a.yml:{place[0]}:{place[1]}: {english.replace(' →', ' [yaml-syntax] →')}"
    assert said(problem, "ko") == f"talks/a.yml:{place[0]}:{place[1]}: {korean.replace(' →', ' [yaml-syntax] →')}"
    assert problem.line_text == text.split("\n")[place[0] - 1]
    assert document.value is None


def test_every_saying_is_said_of_something() -> None:
    said_of = " ".join(read("a.yml", str(param.values[0]).encode()).problems[0].message.say("en") for param in BROKEN)
    for saying in SAYINGS:
        assert saying.message.fill(character="").say("en").partition("'")[0] in said_of


def test_what_follows_from_a_refusal_on_the_same_line_is_not_said_too() -> None:
    document = read("talks/a.yml", b"title: *storage of disks\n")
    assert [problem.rule for problem in document.problems] == ["yaml-alias"]
    assert document.value is None
