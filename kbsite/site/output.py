"""A file of a site as a value: where it goes, and how to make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: where it goes, and how to make it."""

    path: str
    make: Callable[[], bytes]
