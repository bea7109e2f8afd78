"""When memory is searched for what nobody needs any more, and when it is given back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""From malloc.h of the GNU C library."""
MUCH = 1 << 30


@contextmanager
def uncollected(*, stays: bool = False) -> Iterator[None]:
    """Nearly all that reading makes, and a site's list of files, is kept: to search it for garbage again and again would take a quarter of the time.

    Where it `stays` until the command ends, it is not searched later either.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if collects:
            gc.enable()


def hoard() -> None:
    """Give no memory back before the process ends: files of tens of megabytes are made one after the other, and to be given new memory for
    each takes as long as to fill it. Only the GNU C library has to be told."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        for setting in (M_TRIM_THRESHOLD, M_MMAP_THRESHOLD):
            library.mallopt(setting, MUCH)
