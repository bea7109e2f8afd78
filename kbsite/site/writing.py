"""A site to its files in a folder: all of them built aside and swapped in, or those that changed put in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from kbsite.records.beside import Beside
from kbsite.records.memory import uncollected
from kbsite.search.documents import prefix
from kbsite.site.compressed import ENDS, compress
from kbsite.site.disk import make_for_disk
from kbsite.site.inventory import NOBODY, TWIN, Inventory, Lines, owner_of
from kbsite.site.kept_cards import KeptCards
from kbsite.site.last_build import LastBuild
from kbsite.site.offline import offline_files
from kbsite.site.output import Output
from kbsite.site.outputs import Site
from kbsite.site.patch import put
from kbsite.site.renewal import Renewal
from kbsite.site.swap import built_aside, changes_aside
from kbsite.site.target import Written, link_if_as_written
from kbsite.site.version import Files
from kbsite.site.workers import Job, Slow, write_all, write_one

SECOND = 1_000_000_000
"""In nanoseconds."""
Progress = Callable[[int, int], None]
"""Called with how many files are done and how many there are."""
Flavour = Literal["offline", "online", "disk"]
"""What the site can do without a network: work once visited, nothing, or work from a folder opened in a browser."""


def silent(done: int, of: int) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a site is written."""

    target: Path
    before: Path | None
    """What was built the last time, from which that is taken which is the same; None where its files are changed in their place."""
    flavour: Flavour
    twins: bool
    pictures: KeptCards | None = None
    last: LastBuild | None = None
    """What was built the last time to the same folder; None where nothing of it may stay."""
    progress: Progress = silent
    epoch: int | None = field(default_factory=lambda: int(os.environ["SOURCE_DATE_EPOCH"]) if os.environ.get("SOURCE_DATE_EPOCH") else None)
    """The time that every file is given, in seconds since 1970, so that archives of two builds are equal too."""


class WholeNeeded(Exception):
    """Only a build of everything will do: two records want a file in the same place, somebody has touched a file, or another build has come between."""


class Unsound(Exception):
    """The site has problems for which it is not to be written."""


def write(site: Site, way: Way) -> tuple[int, int]:
    """Write a site, all or as much as its renewal asks for; how many files it has then, and bytes.

    Raises WholeNeeded where it has to be written whole and Unsound where it is not to be, before anything is changed, and what the folder or an
    output may raise.
    """
    written: dict[str, Written] = {}
    listed: dict[str, Output] = {}
    renewal = site.renewal
    in_place = renewal is not None and renewal.in_place and way.epoch is None
    with _beside(way.target, in_place=in_place) as folder:
        if renewal and way.last and not way.last.is_current():
            raise WholeNeeded
        known = renewal.known if renewal else None
        job = Job(partial(_listed, site, listed, in_place), partial(_slow, site, way.last), folder, way.before, known, in_place)
        for one in write_all(job):
            written[one.path] = one
            way.progress(len(written), max(len(written), len(listed)))
        with _finishing(site, way, folder, written, in_place) as rest:
            owners = _owners(listed, renewal, in_place)
            settled = (
                None
                if in_place or way.last is None
                else Lines.of((_stamped(one, way.epoch), owners[path]) for path, one in written.items() if owners.get(path))
            )
            for one in rest():
                written[one.path] = one
                way.progress(len(written), len(written))
        twins: dict[str, Written] = {}
        for one in _twins(folder, written, renewal, in_place) if way.twins else ():
            twins[one.path] = one
            way.progress(len(twins), len(written))
        whole = {**written, **twins}
        if renewal and in_place:
            if (before := way.last.size() if way.last else None) is None:
                raise WholeNeeded
            files, size = renewal.counted(whole, before)
        else:
            files, size = len(whole), sum(one.size for one in whole.values())
        for more in make_for_disk(folder) if way.flavour == "disk" else ():
            files, size = files + 1, size + more
        if way.epoch is not None:
            _stamp(folder, way.epoch)
        if way.last:
            way.last.forget()
        if renewal and in_place:
            new = [one.path for one in whole.values() if one != renewal.known(one.path)]
            put(folder, way.target.resolve(), new, renewal.gone(whole))
    owners |= {path: owners.get(path.rpartition(".")[0], NOBODY) + TWIN for path in twins}
    _note(site, way, whole, owners, settled)
    return files, size


def _beside(target: Path, *, in_place: bool) -> AbstractContextManager[Path]:
    return changes_aside(target) if in_place else built_aside(target)


def _listed(site: Site, listed: dict[str, Output], in_place: bool) -> list[Output]:
    """Every output, also by path; with those that stay, where these have to be taken into a new folder."""
    with uncollected():
        outputs = [*site.outputs.values()]
        listed.update(site.outputs)
        if any(problem.severity == "error" for problem in site.problems):
            raise Unsound
        if (renewal := site.renewal) is not None:
            if renewal.is_taken({path: owner_of(output) for path, output in listed.items()}):
                raise WholeNeeded
            if not in_place:
                outputs += [Output(path, partial(_read, renewal.folder / path), was=path) for path in renewal.staying]
        outputs.reverse()  # the few that take long come before the many that take a moment
        return outputs


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _slow(site: Site, last: LastBuild | None) -> list[Slow]:
    """What takes long and needs no pages: files of many parts, the search, all of which is made at once, and other files of all records.

    Of the search much is told, which somebody has to listen to: so it comes when pages have been listed.
    """
    files = [*site.exported.apart()]
    parts = sum(one.put is not None for one in files)
    files[parts:parts] = [site.forms.data()] if site.renewal else []
    steps: list[Slow] = [partial(_alone, one) for one in files]
    steps.insert(parts, partial(_index, site, last))
    return steps


def _index(site: Site, last: LastBuild | None) -> Iterable[Output]:
    return last.index(site.search) if last else (Output(path, partial(bytes, data)) for path, data in site.search.files.items())


def _alone(output: Output) -> Iterable[Output]:
    return (output,)


@contextmanager
def _finishing(
    site: Site, way: Way, folder: Path, written: Mapping[str, Written], in_place: bool
) -> Iterator[Callable[[], Iterable[Written]]]:
    """Gives what can only be made once it is known of what the site consists; unless little is written, another process makes it meanwhile."""
    make = partial(_offline, site, folder, written, in_place)
    if in_place or way.flavour != "offline":
        yield make if way.flavour == "offline" else tuple
        return
    beside = Beside(lambda: [tuple(one) for one in make()])
    try:
        yield lambda: map(Written._make, beside.come_to())
    finally:
        beside.stop()


def _offline(site: Site, folder: Path, written: Mapping[str, Written], in_place: bool) -> Iterator[Written]:
    """The version of a site, and what hangs on it."""
    languages = site.catalog.project.languages
    twins = {path for path, (_, owner) in site.renewal.staying.items() if owner.endswith(TWIN)} if site.renewal and not in_place else ()
    files = Files(
        {path: one for path, one in written.items() if path not in twins} if twins else written, site.renewal if in_place else None
    )
    for output in offline_files(files, {language: prefix(language, languages) for language in languages}):
        yield write_one(folder, output)


def _twins(folder: Path, written: Mapping[str, Written], renewal: Renewal | None, in_place: bool) -> Iterator[Written]:
    """The small twins of what was written, those of the last build for files that are as they were then."""
    texts: list[Written] = []
    for path, one in [*written.items()]:
        if not renewal or one != renewal.again.get(path):
            if not renewal or in_place or path not in renewal.staying:  # whose twins stay, too
                texts.append(one)
            continue
        twins = [*filter(None, (renewal.twins.get(path + end) for end in ENDS))]
        if in_place or all(link_if_as_written(f"{renewal.folder}/{twin.path}", f"{folder}/{twin.path}", twin) for twin in twins):
            yield from twins
        else:
            texts.append(one)
    yield from compress(folder, (one for one in texts if not any(one.path + end in written for end in ENDS)))  # somebody's own


def _stamp(folder: Path, epoch: int) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (epoch, epoch))


def _owners(listed: Mapping[str, Output], renewal: Renewal | None, in_place: bool) -> dict[str, str]:
    """Whose files are, by path, but for twins; those that are nobody's need not be among them."""
    stayed = {path: owner for path, (_, owner) in renewal.staying.items()} if renewal and not in_place else {}
    return stayed | {path: owner_of(output) for path, output in listed.items()}


def _note(site: Site, way: Way, written: Mapping[str, Written], owners: Mapping[str, str], settled: Lines | None) -> None:
    """Keep what the next build needs to know of this one; settled is what has been noted of files already."""
    renewal = site.renewal
    if way.last:
        known = settled.blocks if settled else ()
        files = ((_stamped(one, way.epoch), owner) for path, one in written.items() if (owner := owners.get(path, NOBODY)) not in known)
        if settled is None and renewal:
            inventory = renewal.inventory.renewed(renewal.owners, files)
        else:
            inventory = Inventory((settled or Lines()) + Lines.of(files))
        way.last.note(
            site.problems == site.missing, inventory, {path: output.signature for path, output in site.outputs.items() if output.signature}
        )
    if way.pictures:
        digests = {one.path: one.digest for one in written.values()}
        way.pictures.note(site.pictures(), digests, renewal.is_left if renewal else None)


def _stamped(file: Written, epoch: int | None) -> Written:
    return file if epoch is None else file._replace(time=epoch * SECOND)
