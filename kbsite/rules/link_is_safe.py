"""Links go to http or https addresses and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.records.places import Places
from kbsite.records.walk import addresses
from kbsite.rules import Broken, in_each
from kbsite.words import Words

SAYS = Words("Links are http or https addresses of a host, without user names.", "링크는 사용자 이름이 없는 http 또는 https 주소입니다.")
WHY = Words(
    "A link of another scheme can run script or open a local file; one with a user name can hide where it goes.",
    "다른 방식의 주소는 스크립트를 돌리거나 파일을 열 수 있고, 사용자 이름이 든 주소는 어디로 가는지 감출 수 있습니다.",
)
SCHEME = Words("'{url}' is not an http or https address", "'{url}'은/는 http나 https 주소가 아닙니다")
WRITE = Words("begin it with https://", "https://로 시작하세요")
HOST = Words("'{url}' names no host", "'{url}'에 호스트가 없습니다")
WRITE_HOST = Words("write it as https://host/path", "https://호스트/경로처럼 적으세요")
PORT = Words("'{url}' has a port that does not exist", "'{url}'의 포트 번호가 잘못되었습니다")
REMOVE_PORT = Words("correct or remove what stands after the ':' of the host", "호스트 뒤 ':' 다음을 바로잡거나 지우세요")
USER = Words("'{url}' has a user name before its host", "'{url}'의 호스트 앞에 사용자 이름이 있습니다")
REMOVE = Words("remove what stands before '@'", "'@' 앞부분을 지우세요")
ODD = Words("'{url}' holds a character that addresses do not have", "'{url}'에 주소에 쓸 수 없는 문자가 있습니다")
ENCODE = Words("percent-encode it", "퍼센트 인코딩으로 적으세요")
FORBIDDEN = set('<>"`{}|\\^') | {chr(code) for code in range(0x21)} | {chr(0x7F)}

COMMON = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_.~%!$&'()*+,;=:@/?#-]*)?")
"""Addresses of a host alone, without a port or a user: nearly all, and there is nothing wrong with them."""
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    return in_each(catalog, check_record)


def check_record(places: Places, record: Record) -> Iterator[Broken]:
    for path, url in addresses(record):
        wrong = None if COMMON.fullmatch(url) else wrong_with(url)
        if wrong:
            message, cure = wrong
            yield Broken(places.find(record, path, url), message.fill(url=_short(url)), cure)


def wrong_with(url: str) -> tuple[Words, Words] | None:
    """What keeps an address from being a link, if anything does."""
    if any(letter in FORBIDDEN or 0x200B <= ord(letter) <= 0x206F for letter in url):
        return ODD, ENCODE
    parts = _split(url)
    if parts and parts.scheme.lower() not in ("http", "https"):
        return SCHEME, WRITE
    if not parts or not parts.hostname:
        return HOST, WRITE_HOST
    if not _port_fits(parts):
        return PORT, REMOVE_PORT
    if "@" in parts.netloc:
        return USER, REMOVE
    return None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _port_fits(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _short(url: str) -> str:
    return url if len(url) <= 80 else url[:79] + "…"
