"""Files by their owners: whatever is given comes back, and others stay as they are when those of some owners change."""

from __future__ import annotations

from filekit import FILES, OWNERS, file, held
from hypothesis import given
from hypothesis import strategies as st

from kbsite.records.models import Speaker
from kbsite.site.inventory import FEW, LASTING, NOBODY, Inventory, owner_of, seal
from kbsite.site.output import Output


@given(FILES)
def test_every_file_is_found_with_its_owner(files: dict[str, str]) -> None:
    inventory = Inventory.of((file(path), owner) for path, owner in files.items())
    assert held(inventory) == {path: (file(path), owner) for path, owner in files.items()}
    assert len(inventory) == len(files)
    assert {path for path in ["a", "b", *files] if path in inventory.paths} == {*files}
    assert {*inventory.seals()} == {seal(path, 1, len(path), 12345678901234567) for path in files}


@given(FILES, st.lists(st.tuples(FILES, st.sets(OWNERS)), max_size=3))
def test_files_of_other_owners_stay(files: dict[str, str], rounds: list[tuple[dict[str, str], set[str]]]) -> None:
    inventory, known = (
        Inventory.of((file(path), owner) for path, owner in files.items()),
        {path: (file(path), owner) for path, owner in files.items()},
    )
    for size, (new, again) in enumerate(rounds, 2):
        stay = {path: one for path, one in known.items() if one[1] not in again}
        made = {path: (file(path, size), owner) for path, owner in new.items() if owner in again and path not in stay}
        inventory, known = inventory.renewed(again, made.values()), stay | made
    for one in (inventory, inventory.whole()):
        assert held(one) == known
        assert len(one) == len(known)
        assert {*one.seals()} == {seal(path, written.size, len(path), 12345678901234567) for path, (written, _) in known.items()}
        assert {path for path in ["a", "b", *files, *known] if one.has_any([path])} == {*known}
    assert inventory.whole().more.blocks == {}


def test_much_is_an_eighth() -> None:
    inventory = Inventory.of((file(str(number)), f"Talk {number}") for number in range(16))
    two, three = ([(file(str(number), 2), f"Talk {number}") for number in range(many)] for many in (2, 3))
    assert not inventory.renewed((), two).is_much()
    assert inventory.renewed((), three).is_much()


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
