"""Single values of other systems to the forms that records allow: lines, addresses, days, times, durations, languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kbsite.records.text import LANGUAGE_TAG
from kbsite.records.yaml_values import UNPRINTABLE
from kbsite.rules.language_exists import COUNTRIES, exists
from kbsite.rules.link_is_safe import wrong_with
from kbsite.rules.text_has_no_hidden_characters import INVISIBLE
from kbsite.words import Words

LONGEST_URL = 2000
_PAIRS = """
    ara=ar bul=bg cat=ca ces=cs cze=cs cmn=zh chi=zh zho=zh dan=da deu=de ger=de dut=nl nld=nl ell=el eng=en est=et eus=eu
    fas=fa fin=fi fra=fr fre=fr glg=gl heb=he hin=hi hrv=hr hun=hu ind=id ita=it jpn=ja kor=ko lav=lv lit=lt nor=no pol=pl
    por=pt ron=ro rum=ro rus=ru slk=sk slo=sk slv=sl spa=es srp=sr swe=sv tha=th tur=tr ukr=uk vie=vi
"""
THREE_LETTERS = dict(pair.split("=") for pair in _PAIRS.split())
"""ISO 639-2 to 639-1, as far as lists of talks use it."""
LANGUAGE_NAMES = {
    "english": "en", "korean": "ko", "japanese": "ja", "chinese": "zh", "german": "de", "french": "fr", "spanish": "es",
    "portuguese": "pt", "italian": "it", "russian": "ru", "polish": "pl", "deutsch": "de", "한국어": "ko", "영어": "en",
    "일본어": "ja", "중국어": "zh", "日本語": "ja", "中文": "zh", "français": "fr", "español": "es",
}  # fmt: skip
SCRIPTS = (("ko", re.compile("[가-힣ㄱ-ㅣ]")), ("ja", re.compile("[\u3040-\u30ff]")), ("zh", re.compile("[\u4e00-\u9fff]")))


def clean(text: str) -> str:
    """Composed text without control, invisible and reordering characters; lines end in a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return INVISIBLE.sub("", UNPRINTABLE.sub("", unicodedata.normalize("NFC", text)))


def line(text: str) -> str:
    """Text on one line, with single blanks."""
    return " ".join(clean(text).split())


def shortened(text: str, most: int = 300) -> str:
    """A line of at most so many characters, ended by an ellipsis where it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def address(text: str) -> str:
    """A web address with odd characters percent-encoded; empty where it cannot be a link."""
    text = text.strip()
    if not text or len(text) > LONGEST_URL or UNPRINTABLE.search(text):
        return ""
    encoded = re.sub(r"[\s<>\"`{}|\\^\u200b-\u206f]", lambda found: quote(found[0]), unicodedata.normalize("NFC", text))
    return "" if wrong_with(encoded) or len(encoded) > LONGEST_URL or INVISIBLE.search(encoded) else encoded


class Moment(NamedTuple):
    """A day, and the time of day where one was given, with its distance from UTC where that was."""

    day: dt.date
    clock: str
    offset: dt.timedelta | None


def moment(text: str) -> Moment | None:
    """A day or point in time: ISO 8601, or a day as 2016/10/25, 2016.10.25. or 2016년 10월 25일; None where it is neither."""
    text = line(text)
    if match := NUMERIC_DAY.fullmatch(text):
        try:
            return Moment(dt.date(int(match[1]), int(match[2]), int(match[3])), "", None)
        except ValueError:
            return None
    try:
        at = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    has_time = len(text) > 10 and "T" in text.upper().replace(" ", "T")
    return Moment(at.date(), f"{at:%H:%M}" if has_time else "", at.utcoffset())


def clock(text: str) -> str:
    """A time of day as HH:MM; empty where it is none. Twelve-hour times need am or pm."""
    match = CLOCK.fullmatch(line(text).lower())
    if not match:
        return ""
    hours, minutes, half = int(match[1]), int(match[2] or 0), match[3]
    if (match[2] is None and not half) or (half and not 1 <= hours <= 12):
        return ""
    hours = hours % 12 + (12 if half == "pm" else 0) if half else hours
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else ""


def minutes(text: str) -> int | None:
    """Whole minutes of a duration: `45`, `45 min`, `00:45`, `1:30:00`, `PT45M`; None where it is none."""
    text = line(text).lower()
    if match := re.fullmatch(r"(\d{1,4})(?:\.0+)?\s*(?:m|min|mins|minutes|분)?\.?", text):
        return int(match[1])
    if match := re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", text):
        if match[1] is None:
            return int(match[2]) * 60 + int(match[3])
        return int(match[1]) * 60 + int(match[2])
    if match := re.fullmatch(r"p?t?(?:(\d{1,3})\s*(?:h|시간))?\s*(?:(\d{1,4})\s*(?:m|분))?(?:\d+s)?", text):
        return int(match[1] or 0) * 60 + int(match[2] or 0) if match[1] or match[2] else None
    return None


def later(start: str, by: int) -> str:
    """The time of day some minutes later; empty where that is another day."""
    total = int(start[:2]) * 60 + int(start[3:]) + by
    return f"{total // 60:02}:{total % 60:02}" if total < 24 * 60 else ""


def length(seconds: float) -> str:
    """Seconds as HH:MM, to the nearest minute and at least one; empty where it is not less than a day."""
    total = max(1, round(seconds / 60))
    return f"{total // 60:02}:{total % 60:02}" if seconds > 0 and total < 24 * 60 else ""


def language(text: str) -> str:
    """A BCP 47 tag for a tag, an ISO 639-2 code or the name of a language; empty where it is none."""
    text = line(text)
    if named := LANGUAGE_NAMES.get(text.lower()):
        return named
    primary, *rest = text.replace("_", "-").split("-")
    primary = primary.lower()
    primary = THREE_LETTERS.get(primary, primary)
    if not exists(primary):
        primary = COUNTRIES.get(primary, "")
    tag = "-".join([primary, *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest)])
    return tag if re.fullmatch(LANGUAGE_TAG, tag) else ""


def slot_number(text: str) -> int | None:
    """The number of a slot, from 1 to 99; None where it is none."""
    return int(text) if re.fullmatch("[1-9][0-9]?", text) else None


def time_zone(text: str) -> str:
    """The name of a time zone of the IANA database; empty where it is none."""
    name = line(text)
    try:
        return name if name and ZoneInfo(name) else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def script_language(text: str, otherwise: str) -> str:
    """The language whose script a text is in, where the script tells it."""
    return next((tag for tag, script in SCRIPTS if script.search(text)), otherwise)


NUMERIC_DAY = re.compile(r"(\d{4})\s*(?:[-/.]|년)\s*(\d{1,2})\s*(?:[-/.]|월)\s*(\d{1,2})\s*(?:\.|일)?")
CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})(?::\d{2})?)?\s*(am|pm)?")
NO_ZONE = Words("is no time zone of the IANA database and was left out", "IANA 시간대 이름이 아니어서 옮기지 않았습니다")
NO_SLOT = Words("is no number from 1 to 99 and was left out", "1부터 99까지의 수가 아니어서 옮기지 않았습니다")
