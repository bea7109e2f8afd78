"""A file of a site as a value: where it goes, and how to make it; and whether a list of them is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kbsite.records.models import Record

Put = Callable[[int], tuple[int, bytes]]
"""Writes to an open file; gives the number of bytes and their digest."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: where it goes, and how to make it."""

    path: str
    make: Callable[[], bytes]
    of: Record | None = None
    """The record that it tells of, where there is one."""
    was: str = ""
    """A file of the last build that is known to hold the same; empty where none is."""
    lasting: bool = False
    """Whether no talk has a say in it."""
    signature: str = ""
    """A digest of all that it is made from beside records; empty where that is not known."""
    put: Put | None = None
    """Where it can be written without being made as a whole."""


class Abandoned(Exception):
    """Nobody wants what is being made any more."""


class Wanted:
    """Whether something that takes long to make is still wanted; one thread asks, another says that it is not."""

    def __init__(self) -> None:
        self._still = True

    def no_more(self) -> None:
        """Have whoever makes it stop."""
        self._still = False

    def ask(self) -> None:
        """Raises Abandoned where it is wanted no more."""
        if not self._still:
            raise Abandoned
