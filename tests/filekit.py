"""Files of a build as values, for tests of what is noted of them."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import strategies as st

from kbsite.site.inventory import LASTING, NOBODY, Inventory
from kbsite.site.target import Written

PATHS = st.text("abc/é-한.", min_size=1, max_size=6)
OWNERS = st.sampled_from([NOBODY, LASTING, "Talk one", "Talk two"])
FILES = st.dictionaries(PATHS, OWNERS)


def file(path: str, size: int = 1) -> Written:
    """A file as it was written."""
    return Written(path, size, sha256(f"{path}{size}".encode()).digest(), len(path), 12345678901234567)


def held(inventory: Inventory) -> dict[str, tuple[Written, str]]:
    """Every file of an inventory by its path, with its owner."""
    return {one.path: (one, owner) for owner in inventory.owners for one in inventory.files((owner,))}
