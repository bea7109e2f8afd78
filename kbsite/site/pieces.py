"""Stretches of one file to another, without bringing their bytes here where the system can do that."""

from __future__ import annotations

import errno
import os

from kbsite.exports.joined import Pieces
from kbsite.site.target import write

REFUSED = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV}
"""What a system says that copies nothing between two such files."""
AT_ONCE = 1 << 20
"""Bytes that are brought here at a time otherwise."""


def put_together(made: Pieces, last: int, handle: int) -> None:
    """Write a file of pieces to an open one; the last version of it is open too. Raises OSError, and ValueError where that is too short."""
    for piece in made.pieces:
        if isinstance(piece, range):
            copy(last, piece, handle)
        else:
            write(handle, piece)


def copy(source: int, stretch: range, handle: int) -> None:
    """Add a stretch of an open file to another. Raises OSError, and ValueError where the file ends before it does."""
    while stretch:
        done = _copied(source, stretch, handle)
        if done == 0:
            raise ValueError("the file is shorter than it was")
        stretch = stretch[done:]


def _copied(source: int, stretch: range, handle: int) -> int:
    """How many bytes of a stretch have been added."""
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(source, handle, len(stretch), stretch.start)
        except OSError as error:
            if error.errno not in REFUSED:
                raise
    os.lseek(source, stretch.start, os.SEEK_SET)
    data = os.read(source, min(len(stretch), AT_ONCE))
    write(handle, data)
    return len(data)
