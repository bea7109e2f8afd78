"""A catalog to the files with which a browser searches it, without an index; and these files again when some of its records have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kbsite.records.catalog import Catalog
from kbsite.records.models import Record
from kbsite.search.document import Document
from kbsite.search.documents import documents, documents_of
from kbsite.search.former import Reader
from kbsite.search.languages import untold
from kbsite.search.listed import ListedTables
from kbsite.search.renewal import Made, Renewed, make, renew
from kbsite.search.shards import Shards, make_shards
from kbsite.search.tables import make_tables, together


def catalog_shards(catalog: Catalog, extra: Iterable[Document] = ()) -> Shards:
    """Files for a browser of all records of a catalog, and other documents: those of its index, which is not made."""
    return make_shards(ListedTables(make_tables(together(documents(catalog, extra)))))


def make_catalog(catalog: Catalog, extra: Iterable[Document] = ()) -> Made:
    """The same files, and what a later renewal needs."""
    return make(documents(catalog, extra))


def renew_catalog(
    catalog: Catalog, records: Sequence[Record], manifest: str, note: Reader, file: Reader, extra: Iterable[Document] = ()
) -> Renewed | None:
    """The last files with some records of a catalog, and other documents, in place of what they were; None where all must be made again.

    `records` are all that tell of something that changed: a speaker's document has the titles of their talks.
    """
    return renew([*documents_of(catalog, records), *extra], manifest, note, file, untold(catalog, records))
