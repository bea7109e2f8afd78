"""Files by their owners: whatever is given comes back, and others stay as they are when those of some owners change."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kbsite.records.models import Speaker
from kbsite.site.inventory import FEW, LASTING, NOBODY, Inventory, owner_of, seal
from kbsite.site.output import Output
from kbsite.site.target import Written

PATHS = st.text("abc/é-한.", min_size=1, max_size=6)
OWNERS = st.sampled_from([NOBODY, LASTING, "Talk one", "Talk two"])
FILES = st.dictionaries(PATHS, OWNERS)


def file(path: str, size: int = 1) -> Written:
    return Written(path, size, sha256(f"{path}{size}".encode()).digest(), len(path), 12345678901234567)


def held(inventory: Inventory) -> dict[str, tuple[Written, str]]:
    return {one.path: (one, owner) for owner in inventory.blocks for one in inventory.files((owner,))}


@given(FILES)
def test_every_file_is_found_with_its_owner(files: dict[str, str]) -> None:
    inventory = Inventory.of((file(path), owner) for path, owner in files.items())
    assert held(inventory) == {path: (file(path), owner) for path, owner in files.items()}
    assert len(inventory) == len(files)
    assert {path for path in ["a", "b", *files] if path in inventory.paths} == {*files}
    assert inventory.lines() == {seal(path, 1, len(path), 12345678901234567) for path in files}


@given(FILES, FILES, st.sets(OWNERS))
def test_files_of_other_owners_stay(files: dict[str, str], new: dict[str, str], again: set[str]) -> None:
    stay = {path: (file(path), owner) for path, owner in files.items() if owner not in again}
    made = {path: (file(path, 2), owner) for path, owner in new.items() if owner in again and path not in stay}
    inventory = Inventory.of((file(path), owner) for path, owner in files.items()).renewed(again, made.values())
    assert held(inventory) == stay | made
    assert len(inventory) == len(stay | made)


def test_whether_a_file_is_there_is_known_for_few_and_for_many() -> None:
    inventory = Inventory.of((file(f"talks/{number}/index.html"), NOBODY) for number in range(3))
    assert inventory.has_any(["talks/1/index.html"])
    assert not inventory.has_any(["alks/1/index.html", "talks/1/index.htm", "talks/1"])
    others = [f"other/{number}" for number in range(FEW + 1)]
    assert not inventory.has_any(others)
    assert inventory.has_any([*others, "talks/2/index.html"])


def test_a_path_that_no_line_can_hold_is_left_out() -> None:
    assert held(Inventory.of([(file("a\nb"), NOBODY), (file("c"), NOBODY)])) == {"c": (file("c"), NOBODY)}


def test_a_file_is_a_records_or_lasts_or_is_nobodys() -> None:
    record = Speaker.model_validate({"id": "kim", "path": "talks/speakers/kim.yml", "name": "Kim", "sources": ["a"]})
    assert owner_of(Output("a", bytes, record)) == "Speaker kim"
    assert owner_of(Output("a", bytes, lasting=True)) == LASTING
    assert owner_of(Output("a", bytes)) == NOBODY
