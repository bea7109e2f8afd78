"""A site's files for those who come back: scripts of every page, "my schedule", the manifest, embeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256

from kbsite.exports.publication import File, Publication
from kbsite.site.asset_names import ASSETS
from kbsite.site.bundle import bundle
from kbsite.site.embeds import embeds
from kbsite.site.mine_files import Last, mine_files
from kbsite.site.offline import MANIFEST, manifest, without_offline
from kbsite.site.pages.view import View
from kbsite.site.version import WORKER

SCRIPT = "text/javascript"
EVERY_PAGE = ("mine/keep.js", "offline/page.js")
ONE_KIND: Mapping[str, str] = {"mine": "mine/page.js"}
"""Scripts of the pages of one kind."""


class VisitorFiles:
    """The files, and the scripts that each kind of page names."""

    def __init__(self, publication: Publication, views: Iterable[View], offline: bool) -> None:
        self._publication = publication
        self._offline = offline
        self._views = tuple(views)
        self.last: Last | None = None
        """With it, the files of "my schedule" of events that stay are not listed."""
        self._scripts = {entry: _script(entry) for entry in (*EVERY_PAGE, *ONE_KIND.values())}

    def scripts(self, kind: str) -> tuple[str, ...]:
        """What a page of a kind loads, from the root of the site."""
        entries = (*EVERY_PAGE, *([ONE_KIND[kind]] if kind in ONE_KIND else []))
        return tuple(self._scripts[entry][0] for entry in entries)

    @property
    def code(self) -> tuple[tuple[str, bytes], ...]:
        """The scripts, by path."""
        return tuple(self._scripts.values())

    def files(self) -> Iterator[File]:
        """Every file but the scripts."""
        for view in self._views:
            yield from mine_files(self._publication, view, self.last)
            prefix = self._publication.path(view.language, "")
            facts = (self._publication.names[view.language], self._publication.descriptions[view.language], view.language, prefix)
            yield File(prefix + MANIFEST, "application/manifest+json", partial(manifest, *facts))
            yield from embeds(self._publication, view)
        if not self._offline:  # else the worker is written last, when the version of the site is known
            yield File(WORKER, SCRIPT, without_offline)


def _script(entry: str) -> tuple[str, bytes]:
    data = bundle(ASSETS, entry)
    return f"assets/kb/{entry.partition('/')[0]}-{entry.rpartition('/')[2][:-3]}.{sha256(data).hexdigest()[:10]}.js", data
