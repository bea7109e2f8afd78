"""Files of the form for records, and the schemas that editors on the desk read.

schema/<kind>.json              JSON Schema of a kind of record, and ids.json
assets/kb/form/data.json        what the form knows of all records
assets/kb/form/talks/….json     one record, as the form takes it up
assets/kb/form-…/form/page.js   the form's scripts
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from kbsite.records.catalog import Catalog
from kbsite.records.json_schema import FOLDER, KINDS, as_text, known_ids, schema
from kbsite.search.browser import minified
from kbsite.site.form_data import form_data, form_records, record_data
from kbsite.site.output import Output
from kbsite.site.snippet_files import Code

ASSETS = Path(__file__).parent / "assets"
DATA = "assets/kb/form/"


class FormFiles:
    """The files for one catalog."""

    def __init__(self, catalog: Catalog, site_url: str) -> None:
        self._catalog = catalog
        self._site_url = site_url
        self._code = make_code()

    def files(self) -> Iterator[Output]:
        """Every file but the data."""
        for name, data in self._code.files.items():
            yield Output(name, partial(bytes, data), lasting=True)
        for kind in KINDS:
            yield Output(f"{FOLDER}/{kind}.json", partial(_file, partial(schema, kind, self._site_url)), lasting=True)
        yield Output(f"{FOLDER}/ids.json", partial(_file, partial(known_ids, self._catalog)))
        for record in self._catalog.choice.of(form_records(self._catalog)):
            yield Output(DATA + record.path.removesuffix(".yml") + ".json", partial(record_data, self._catalog, record.path), record)

    def data(self) -> Output:
        """What the form knows of all records."""
        return Output(f"{DATA}data.json", partial(form_data, self._catalog))

    def modules(self, kind: str, root: str) -> tuple[str, ...]:
        """Addresses of the scripts that a kind of page loads, which has the site's root at `root`."""
        return (root + self._code.page,) if kind == "form" else ()

    def styles(self, kind: str) -> tuple[str, ...]:
        """Style sheets that a kind of page loads beside those of every page."""
        return ("form.css",) if kind in ("form", "fields", "commands") else ()


def _file(document: Callable[[], dict[str, Any]]) -> bytes:
    return as_text(document()).encode()


def make_code() -> Code:
    """The scripts, made small, in a folder named by their contents."""
    sources = [*sorted((ASSETS / "form").glob("*.js")), ASSETS / "finder" / "words.js"]
    scripts = {path.relative_to(ASSETS).as_posix(): minified(path.read_text("utf-8")) for path in sources}
    folder = f"assets/kb/form-{sha256(b''.join(scripts.values())).hexdigest()[:12]}/"
    return Code({folder + name: data for name, data in scripts.items()}, f"{folder}form/page.js")
