"""What the YAML reader says when it refuses something."""

from __future__ import annotations

from kbsite.words import Words

TOO_BIG = Words("the file has {size} KiB; at most {limit} KiB are read", "파일 크기가 {size} KiB입니다. {limit} KiB까지만 읽습니다")
SPLIT = Words("shorten it; a record holds text, not data", "내용을 줄이세요. 기록에는 자료가 아니라 글을 담습니다")
NOT_UTF8 = Words("the file is not UTF-8 (byte {byte})", "UTF-8이 아닌 파일입니다(바이트 {byte})")
SAVE_UTF8 = Words("save it as UTF-8", "UTF-8로 저장하세요")
BAD_CHARACTER = Words("the character {character} cannot be shown and is not allowed", "보이지 않는 문자 {character}은/는 쓸 수 없습니다")
REMOVE_IT = Words("remove it", "지우세요")
SECOND_DOCUMENT = Words("a second document begins here ('---')", "둘째 문서가 시작됩니다('---')")
ONE_RECORD = Words("put each record in a file of its own", "기록마다 파일을 따로 두세요")
ALIAS = Words("the alias '*{name}' is not allowed", "별칭 '*{name}'은/는 쓸 수 없습니다")
ANCHOR = Words("the anchor '&{name}' is not allowed", "앵커 '&{name}'은/는 쓸 수 없습니다")
WRITE_AGAIN = Words("write the value out; quote it if it is meant as text", "값을 풀어 쓰세요. 글자 그대로라면 따옴표로 감싸세요")
TAG = Words("the YAML tag '{tag}' is not allowed", "YAML 태그 '{tag}'은/는 쓸 수 없습니다")
REMOVE_TAG = Words("remove it; quote the value if it begins with '!'", "지우세요. 값이 '!'로 시작한다면 따옴표로 감싸세요")
TOO_DEEP = Words("nested deeper than {limit} levels", "{limit}단계보다 깊게 들어가 있습니다")
FLATTEN = Words(
    "no record needs more; look for a '[' or '{{' too many", "기록에는 그만큼 필요하지 않습니다. '['나 '{{'가 남지 않았는지 보세요"
)
BAD_KEY = Words("a key must be plain text", "키는 글자여야 합니다")
PLAIN_KEY = Words("write 'key: value'", "'키: 값' 형식으로 쓰세요")
DUPLICATE = Words("the key '{key}' is used again (first on line {line})", "키 '{key}'이/가 다시 나왔습니다(처음은 {line}행)")
KEEP_ONE = Words("keep one of the two", "둘 중 하나만 남기세요")
SYNTAX_OTHER = Words("not valid YAML: {what}", "올바른 YAML이 아닙니다: {what}")
