"""An object of an imported file whose fields are asked for by name: what nobody asked for is told, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kbsite.imports.markup import pieces, prose
from kbsite.imports.remarks import Remarks, Spot
from kbsite.imports.values import address, clean, line, shortened
from kbsite.words import Words

LONGEST_FIELD = 200_000
"""Characters of one text that are carried: a record is a file of at most 256 KiB."""


class Fields:
    """The fields of one object."""

    def __init__(self, value: Mapping[str, Any], spot: Spot, name: str, remarks: Remarks) -> None:
        self._left = dict(value)
        self.spot, self.name, self.remarks = spot, name, remarks

    def take(self, key: str) -> Any:
        """The value of a field as it is; None where there is none."""
        return self._left.pop(key, None)

    def remark(self, kind: Any, key: str, why: Words, value: object = "") -> None:
        """Take note of what became of a field."""
        self.remarks.add(self.spot.inside(key), kind, self._called(key), why, value)

    def _called(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def text(self, key: str) -> str:
        """A text or number as text, empty where there is none; what is neither is left out."""
        value = self.take(key)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.remark("import-left-out", key, NO_TEXT, value)
            return ""
        return value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)

    def line(self, key: str, most: int = 300) -> str:
        """A text on one line; characters nobody can see are taken out."""
        raw = self.text(key)
        self._tell_cleaned(key, raw)
        whole = line(raw)
        if len(whole) > most:
            self.remark("import-changed", key, TOO_LONG.fill(most=most), whole)
        return shortened(whole, most)

    def prose(self, key: str) -> tuple[str, ...]:
        """A longer text in the small Markdown of records, in pieces short enough for a field."""
        raw = self.text(key)
        if len(raw) > LONGEST_FIELD:
            self.remark("import-left-out", key, CUT.fill(most=LONGEST_FIELD), raw[LONGEST_FIELD:])
            raw = raw[:LONGEST_FIELD]
        self._tell_cleaned(key, raw)
        made = prose(raw)
        for each in made.dropped:
            self.remark("import-left-out", key, NOT_SHOWN, each)
        return tuple(pieces(made.text))

    def address(self, key: str) -> str:
        """A web address; what cannot be a link is left out."""
        raw = self.text(key)
        url = address(raw)
        if raw.strip() and not url:
            self.remark("import-left-out", key, NO_LINK, raw)
        return url

    def objects(self, key: str) -> Iterator[Fields]:
        """The objects of a list; what is none is left out."""
        value = self.take(key)
        if value is None or value in ("", {}):
            return
        if not isinstance(value, list):
            self.remark("import-left-out", key, NO_LIST, value)
            return
        for index, each in enumerate(value):
            inner = self.spot.inside(key, index)
            if isinstance(each, Mapping):
                yield Fields(each, inner, self._called(key), self.remarks)
            else:
                self.remarks.add(inner, "import-left-out", self._called(key), NO_OBJECT, each)

    def close(self, reasons: Mapping[str, Words] | None = None, *, silent: frozenset[str] = frozenset()) -> None:
        """Tell of every field that was not asked for and holds something; `silent` ones follow from others."""
        for key, value in self._left.items():
            if key not in silent and value not in (None, "", [], {}):
                self.remark("import-left-out", key, (reasons or {}).get(key, NO_PLACE), value)
        self._left.clear()

    def _tell_cleaned(self, key: str, raw: str) -> None:
        if raw and not raw.isprintable() and len(clean(raw)) < len(raw.replace("\r\n", "\n")) - (raw[:1] == "\ufeff"):
            self.remark("import-changed", key, CLEANED)


NO_TEXT = Words("is no text here and was left out", "글이 아니어서 옮기지 않았습니다")
NO_LIST = Words("is no list here and was left out", "목록이 아니어서 옮기지 않았습니다")
NO_OBJECT = Words("is no object here and was left out", "객체가 아니어서 옮기지 않았습니다")
NO_PLACE = Words("records have no field for it", "기록에 담을 항목이 없습니다")
NO_LINK = Words("is no http or https address and was left out", "http나 https 주소가 아니어서 옮기지 않았습니다")
TOO_LONG = Words("is longer than {most} characters and was shortened", "{most}자를 넘어 줄였습니다")
CUT = Words("what stands after {most} characters was left out", "{most}자 뒤는 옮기지 않았습니다")
NOT_SHOWN = Words("holds markup or an address that records do not show; it was left out", "기록에 둘 수 없는 마크업이나 주소를 뺐습니다")
CLEANED = Words("control or invisible characters were taken out", "제어 문자나 보이지 않는 문자를 뺐습니다")
