"""When memory is searched for what nobody needs any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
