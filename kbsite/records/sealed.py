"""Files of a cache that are believed only where this machine has written them, and as it wrote them.

A cache lies in the project's folder, and so can come with a project: in a pull request, say, that adds it by force. Who could write it could
have records seem checked that nobody has checked. So every file carries a code (BLAKE2b with a key, RFC 7693) over what it holds, its name
and what it was made by; the key lies where no project reaches. A file that is cut off, changed, of another name, another version or another
machine has the wrong code, and is as good as absent. What files in a project's folder hold is text besides, and nothing that could run.
"""

from __future__ import annotations

import hmac
import os
import tempfile
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from kbsite.records.regular import regular

CODE = 32
LARGEST = 1 << 28


@dataclass(frozen=True, slots=True)
class SealedFolder:
    """A folder of such files."""

    folder: Path
    made_by: str
    """What all that is in them depends on besides; with another, none of them counts."""
    key: bytes = field(repr=False)

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none that can be believed."""
        try:
            code, inside = self._bytes(name)
        except OSError:
            return None
        return inside if hmac.compare_digest(code, self._code(name, inside)) else None

    def write(self, name: str, inside: bytes) -> None:
        """Put a file in place of the one there is, whole or not at all. Raises OSError."""
        if self._elsewhere():
            raise NotADirectoryError(f"'{self.folder}' is a link")
        self.folder.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(ignore := self.folder / ".gitignore"):
            ignore.write_text("*\n", "utf-8")
        handle, aside = tempfile.mkstemp(dir=self.folder, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._code(name, inside))
                file.write(inside)
            Path(aside).replace(self.folder / name)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise

    def remove(self, name: str) -> None:
        """Let a file be absent. Raises OSError."""
        if not self._elsewhere():
            (self.folder / name).unlink(missing_ok=True)

    def _code(self, name: str, inside: bytes) -> bytes:
        code = blake2b(f"{name}\n{self.made_by}\n".encode(), key=self.key, digest_size=CODE)
        code.update(inside)
        return code.digest()

    def _bytes(self, name: str) -> tuple[bytes, bytes]:
        """The code of a file, and what it holds."""
        if self._elsewhere():
            return b"", b""
        with regular(self.folder / name) as file:
            return (file.read(CODE), file.read()) if os.fstat(file.fileno()).st_size <= LARGEST else (b"", b"")

    def _elsewhere(self) -> bool:
        """Whether a link stands in place of the folder, or of `.cache` around it, and would have files written anywhere."""
        return self.folder.is_symlink() or self.folder.parent.is_symlink()
