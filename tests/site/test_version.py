"""The version and the list for copies, renewed: the same as of all files at once."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbsite.site.inventory import NOBODY, Inventory
from kbsite.site.ledger_text import Ledger
from kbsite.site.pyodide import FOLDER as PYTHON
from kbsite.site.renewal import Renewal
from kbsite.site.sources import Sources
from kbsite.site.target import Written
from kbsite.site.version import FILES, MARKER, Files

TALK = "Talk one"
PATHS = st.sampled_from(
    [
        "index.html",
        "a/index.html",
        "a.b/index.html",
        "a/b/index.html",
        "a/x.css",
        'odd"],["/index.html',
        "한/index.html",
        f"{PYTHON}py.wasm",
    ]
)
SITES = st.dictionaries(PATHS, st.integers(1, 3))


def written(path: str, size: int) -> Written:
    return Written(path, size, sha256(f"{path}{size}".encode()).digest())


def every(path: str) -> bool:
    return not path.endswith(".css")


def whole(sizes: dict[str, int]) -> Files:
    return Files({path: written(path, size) for path, size in sizes.items()})


@given(SITES)
def test_a_copy_holds_each_file_once_in_the_order_of_paths(sizes: dict[str, int]) -> None:
    entries = json.loads(whole(sizes).copied(every))
    paths = [f"{address}index.html" if address == "" or address.endswith("/") else address for address, *_ in entries]
    assert paths == sorted(path for path in sizes if every(path))
    assert [rest for _, *rest in entries] == [[sizes[path], 1] if path.startswith(PYTHON) else [sizes[path]] for path in paths]


@given(SITES, SITES)
def test_only_the_same_files_have_the_same_version(one: dict[str, int], other: dict[str, int]) -> None:
    assert (whole(one).version == whole(other).version) == (one == other)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stay=SITES, before=SITES, now=SITES)
def test_renewed_it_is_as_of_all_files(tmp_path: Path, stay: dict[str, int], before: dict[str, int], now: dict[str, int]) -> None:
    before, now = ({path: size for path, size in sizes.items() if path not in stay} for sizes in (before, now))
    last = whole({**stay, **before})
    told = {MARKER: last.version.encode(), FILES: last.copied(every).encode()}
    for path, data in told.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    files = [(written(path, size), TALK) for path, size in stay.items()]
    files += [(written(path, size), NOBODY) for path, size in before.items()]
    files += [(Written(path, len(data), sha256(data).digest()), NOBODY) for path, data in told.items()]
    renewal = Renewal(Ledger(tmp_path, Sources("", {}, {}, ""), True, Inventory.of(files), {}), tmp_path, frozenset())
    renewed = Files({path: written(path, size) for path, size in now.items()}, renewal)
    assert renewed.version == whole({**stay, **now}).version
    assert renewed.copied(every) == whole({**stay, **now}).copied(every)
