"""Files to import: their bytes, unpacked and bounded, and the work that records made of one cite."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from kbsite.imports.found import FoundSource
from kbsite.imports.json_text import Unreadable
from kbsite.imports.romanise import slug
from kbsite.imports.values import line, shortened
from kbsite.words import Words

LIMIT_BYTES = 256 * 1024 * 1024
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class File:
    """A file and what it holds, unpacked."""

    path: str
    """As it was named."""
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Its own name, without what says that it was packed."""
        return Path(self.path).name.removesuffix(".gz")

    def text(self) -> str:
        """What it holds as text, in UTF-8 (or UTF-16 with a byte order mark). Raises Unreadable."""
        try:
            return self.data.decode(BOMS.get(self.data[:2], "utf-8-sig"))
        except UnicodeDecodeError as error:
            before = self.data[: error.start]
            column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
            raise Unreadable(NOT_UTF8.fill(byte=f"0x{self.data[error.start]:02x}"), before.count(b"\n") + 1, column) from error


def read(path: Path, shown: str) -> File:
    """A file, unpacked where it is packed with gzip. Raises OSError, and Unreadable where it is too big or broken."""
    if path.stat().st_size > LIMIT_BYTES:
        raise Unreadable(TOO_BIG.fill(limit=LIMIT_BYTES // 1024**2))
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(LIMIT_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(BROKEN_GZIP) from error
        if len(data) > LIMIT_BYTES:
            raise Unreadable(TOO_BIG.fill(limit=LIMIT_BYTES // 1024**2))
    return File(shown, data)


def source(file: File, title: str, *, under: str = "", revision: str = "", url: str = "", what: Words | None = None) -> FoundSource:
    """The work that records made of a file cite; `under` stands before its name in the id."""
    own = slug(file.name) or "import"
    id_ = own if not under or own.startswith(under) else slug(f"{under} {own}")
    digest = hashlib.sha256(file.data).hexdigest()[:16]
    shown = f"{line(title)}: {line(file.name)}" if title else line(file.name)
    return FoundSource(id_, shortened(shown), shortened(f"{line(revision)} (sha256 {digest})".strip()), what or PLAIN, url)


NOT_UTF8 = Words("the byte {byte} is no UTF-8; save the file as UTF-8", "{byte} 바이트는 UTF-8이 아닙니다. 파일을 UTF-8로 저장하세요")
TOO_BIG = Words("the file holds more than {limit} MiB", "파일이 {limit} MiB를 넘습니다")
BROKEN_GZIP = Words("the file is packed with gzip, and broken", "gzip으로 묶인 파일이 깨졌습니다")
PLAIN = Words("The file that was imported; read by a program.", "가져온 파일. 프로그램이 읽었다.")
