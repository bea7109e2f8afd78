"""A ledger as text: whatever changes, both parts of it together say what the last build was, and few changes are a short text."""

from __future__ import annotations

from pathlib import Path

from filekit import FILES, OWNERS, file, held
from hypothesis import given
from hypothesis import strategies as st

from kbsite.site.inventory import Inventory
from kbsite.site.ledger_text import Base, Ledger, base_text, read_base, read_top, top_of, top_text
from kbsite.site.sources import Sources

NOTED = st.dictionaries(st.text("abc/é한", min_size=1, max_size=3), st.text('["12,é한', min_size=1, max_size=4), max_size=4)


@given(FILES, NOTED, NOTED, st.lists(st.tuples(FILES, st.sets(OWNERS), NOTED, NOTED), max_size=3), st.booleans())
def test_a_ledger_is_read_as_it_was_written(
    files: dict[str, str],
    talks: dict[str, str],
    speakers: dict[str, str],
    rounds: list[tuple[dict[str, str], set[str], dict[str, str], dict[str, str]]],
    quiet: bool,
) -> None:
    inventory = Inventory.of((file(path), owner) for path, owner in files.items())
    base = Base("one", talks, speakers, inventory.first)
    for size, (new, again, *noted) in enumerate(rounds, 2):
        there = {one.path for owner in inventory.owners if owner not in again for one in inventory.files((owner,))}
        inventory = inventory.renewed(
            again, ((file(path, size), owner) for path, owner in new.items() if owner in again and path not in there)
        )
        talks, speakers = noted
    ledger = Ledger(Path("site"), Sources("rest", talks, speakers, "order"), quiet, inventory, {"a": "b"})
    text = top_text(ledger, base)
    assert (top_of(text).base, top_of(text).folder) == (base.name, "site")
    found = read_top(text, read_base(base_text(base)))
    assert (found.folder, found.sources, found.quiet, found.signatures) == (ledger.folder, ledger.sources, quiet, ledger.signatures)
    assert held(found.inventory) == held(inventory)


def test_what_has_not_changed_is_not_written_again() -> None:
    inventory = Inventory.of((file(f"talks/{number}/index.html"), f"Talk {number}") for number in range(500))
    talks = {f"talks/{number}.yml": "line" for number in range(500)}
    base = Base("one", talks, {}, inventory.first)
    other = inventory.renewed(["Talk 3"], [(file("talks/3/index.html", 9), "Talk 3")])
    ledger = Ledger(Path("site"), Sources("", talks | {"talks/3.yml": "other"}, {}, ""), True, other, {})
    text = top_text(ledger, base)
    assert (b"talks/3.yml\nother" in text, b"talks/3/index.html" in text, b"talks/4" in text) == (True, True, False)
