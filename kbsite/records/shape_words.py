"""What is said of values that do not fit their field."""

from __future__ import annotations

from kbsite.words import Words

NOT_A_MAPPING = Words("a record must be 'key: value' lines", "기록은 '키: 값' 줄로 이루어져야 합니다")
EMPTY_FILE = Words("the file is empty", "빈 파일입니다")
KEYS_AND_VALUES = Words("begin with the title or name", "제목이나 이름부터 적으세요")
DERIVED = Words("'{key}' follows from the file's path and must not be written", "'{key}'은/는 파일 경로에서 정해지므로 적지 않습니다")
DELETE_LINE = Words("delete the line", "이 줄을 지우세요")
EMPTY = Words("'{key}' has no value", "'{key}'에 값이 없습니다")
EMPTY_ENTRY = Words("an entry of '{key}' has no value", "'{key}'에 값이 없는 항목이 있습니다")
FILL_OR_DELETE = Words("give it a value or delete the line", "값을 적거나 줄을 지우세요")
BAD_LANGUAGE = Words("'{key}' is not a language tag", "'{key}'은/는 언어 태그가 아닙니다")
LANGUAGE_CURE = Words("use 'ko', 'en' or another BCP 47 tag", "'ko', 'en' 같은 BCP 47 태그를 쓰세요")
MISSING = Words("'{key}' is missing", "'{key}'이/가 없습니다")
ADD_IT = Words("add '{key}:'", "'{key}:'을/를 더하세요")
UNKNOWN_KEY = Words("unknown key '{key}'", "모르는 키 '{key}'입니다")
KNOWN_KEYS = Words("known here: {keys}", "쓸 수 있는 키: {keys}")
AS_ID = Words("write it as {{id: {id}}}", "{{id: {id}}}처럼 적으세요")
WITH_SOURCE = Words(
    "a statement names its source: write 'text:' and 'source:' under '{key}:'",
    "문장에는 출처를 답니다. '{key}:' 아래에 'text:'와 'source:'를 적으세요",
)
IN_TEXT = Words("languages stand under 'text:', as text: {{ko: …, en: …}}", "언어는 'text:' 아래에 적습니다. 예: text: {{ko: …, en: …}}")
BAD_CHOICE = Words("'{value}' is no value of '{key}'", "'{value}'은/는 '{key}'에 쓸 수 없는 값입니다")
ONE_OF = Words("one of: {choices}", "다음 중 하나: {choices}")
OTHER = Words("'{value}' does not fit '{key}'", "'{value}'은/는 '{key}'에 맞지 않습니다")
BAD_FORM = Words("'{value}' does not have the form of '{key}'", "'{value}'은/는 '{key}'의 형식에 맞지 않습니다")
ID_CURE = Words("lower-case letters a-z, digits and single hyphens", "소문자 a-z, 숫자, 하이픈 하나씩만 쓰세요")
PATTERNS: dict[str, tuple[Words, Words | None]] = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": (Words("'{value}' is not an id", "'{value}'은/는 id가 아닙니다"), ID_CURE),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": (Words("'{value}' is not a language tag", "'{value}'은/는 언어 태그가 아닙니다"), LANGUAGE_CURE),
    r"^\S+$": (
        Words("an address has no blanks: '{value}'", "주소에는 공백이 없습니다: '{value}'"),
        Words("write blanks as %20", "공백은 %20으로 적으세요"),
    ),
    r"^[^\n\r]*$": (
        Words("'{key}' must stand on one line", "'{key}'은/는 한 줄이어야 합니다"),
        Words("remove the line break", "줄바꿈을 없애세요"),
    ),
    r"^[A-Z]{2}$": (
        Words("'{value}' is not a country code", "'{value}'은/는 국가 코드가 아닙니다"),
        Words("two capitals of ISO 3166-1, as KR", "ISO 3166-1 두 글자, 예: KR"),
    ),
    r"^10\.\d{4,9}/\S+$": (
        Words("'{value}' is not a DOI", "'{value}'은/는 DOI가 아닙니다"),
        Words("as 10.1145/3341301.3359656, without 'doi:' or address", "10.1145/3341301.3359656처럼 'doi:'나 주소 없이 적으세요"),
    ),
    r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$": (
        Words("'{value}' is not a time from the start", "'{value}'은/는 시작부터의 시각이 아닙니다"),
        Words("write it as 12:30 or 1:02:30", "12:30이나 1:02:30처럼 적으세요"),
    ),
    r"^\d{4}\.\d{4,5}$": (
        Words("'{value}' is not an arXiv id", "'{value}'은/는 arXiv 번호가 아닙니다"),
        Words("as 1312.5602, without 'arXiv:' or version", "1312.5602처럼 'arXiv:'나 판 번호 없이 적으세요"),
    ),
}
A_LIST = Words("'{key}' must be a list", "'{key}'은/는 목록이어야 합니다")
LIST_CURE = Words("write [one, two], or '- ' lines", "[하나, 둘]이나 '- ' 줄로 적으세요")
A_MAPPING = Words("'{key}' must be 'key: value' lines, not '{value}'", "'{key}'은/는 '{value}'이/가 아니라 '키: 값' 줄이어야 합니다")
A_NUMBER = (
    Words("'{value}' is not a whole number", "'{value}'은/는 정수가 아닙니다"),
    Words("write digits alone, as 3", "3처럼 숫자만 적으세요"),
)
TOO_MANY = (
    Words(
        "'{key}' has {actual_length} entries; at most {max_length} fit",
        "'{key}'의 항목이 {actual_length}개입니다. {max_length}개까지 됩니다",
    ),
    Words("shorten the list", "목록을 줄이세요"),
)
NOT_A_DAY = (
    Words("'{value}' is not a day of the calendar", "'{value}'은/는 달력에 없는 날짜입니다"),
    Words("write it as 2016-10-25", "2016-10-25처럼 적으세요"),
)
VALUES: dict[str, tuple[Words, Words | None]] = {
    "calendar_date": NOT_A_DAY,
    "date_type": NOT_A_DAY,
    "clock_time": (
        Words("'{value}' is not a time of day", "'{value}'은/는 시각이 아닙니다"),
        Words("write it as 09:30", "09:30처럼 적으세요"),
    ),
    "flag": (
        Words("'{value}' is neither true nor false", "'{value}'은/는 true도 false도 아닙니다"),
        Words("write true or false", "true나 false로 적으세요"),
    ),
    "repeated": (
        Words("'{value}' stands twice in '{key}'", "'{key}'에 '{value}'이/가 두 번 나옵니다"),
        Words("keep one", "하나만 남기세요"),
    ),
    "one_line": (
        Words("'{key}' must stand on one line", "'{key}'은/는 한 줄이어야 합니다"),
        Words("remove the line break", "줄바꿈을 없애세요"),
    ),
    "too_long": (Words("'{key}' is longer than {limit} characters", "'{key}'이/가 {limit}자를 넘습니다"), Words("shorten it", "줄이세요")),
    "string_too_long": (
        Words("'{key}' is longer than {max_length} characters", "'{key}'이/가 {max_length}자를 넘습니다"),
        Words("shorten it", "줄이세요"),
    ),
    "string_too_short": (
        Words("'{key}' is empty", "'{key}'이/가 비어 있습니다"),
        Words("give it a value or delete the line", "값을 적거나 줄을 지우세요"),
    ),
    "too_short": (
        Words("'{key}' needs at least {min_length} entry", "'{key}'에는 항목이 적어도 {min_length}개 있어야 합니다"),
        Words("add one", "하나를 더하세요"),
    ),
    "string_type": (
        Words("'{key}' must be text", "'{key}'은/는 글이어야 합니다"),
        Words("put it in quotes, on one line", "따옴표로 감싸 한 줄로 적으세요"),
    ),
    "tuple_type": (A_LIST, LIST_CURE),
    "list_type": (A_LIST, LIST_CURE),
    "dict_type": (
        Words("'{key}' must be text, or text by language", "'{key}'은/는 글이거나 언어별 글이어야 합니다"),
        Words("write words, or {{ko: …, en: …}}", "글을 적거나 {{ko: …, en: …}} 형식으로 적으세요"),
    ),
    "whole_number": A_NUMBER,
    "greater_than_equal": (
        Words("'{value}' is too small for '{key}'", "'{value}'은/는 '{key}'에 너무 작습니다"),
        Words("at least {ge}", "{ge} 이상"),
    ),
    "less_than_equal": (
        Words("'{value}' is too large for '{key}'", "'{value}'은/는 '{key}'에 너무 큽니다"),
        Words("at most {le}", "{le} 이하"),
    ),
}
