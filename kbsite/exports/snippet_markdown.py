"""An example to a plain Markdown document in one language: what it shows, its code, its recorded run, and how to run it.

What a recipe says can become no more than text in it, as in the documents of talks; code and output stand letter for letter in
fences that nothing in them can close.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from kbsite.exports import _markdown_words as w
from kbsite.exports import _snippet_words as s
from kbsite.exports._markdown_desk import Desk
from kbsite.exports._markdown_head import Value, bullets, fields
from kbsite.exports._markdown_text import item, words
from kbsite.exports.publication import LICENCE, File, Publication
from kbsite.records.catalog import Catalog
from kbsite.records.folders import Folder
from kbsite.records.references import source_references
from kbsite.records.runs import Run
from kbsite.records.snippets import Measured, Shows, Snippet
from kbsite.search.addresses import address
from kbsite.text.plain import plain, shorten
from kbsite.words import Words

MEDIA_TYPE = "text/markdown"
NAME = "index.md"
TONGUES = {
    ".py": "python",
    ".c": "c",
    ".sh": "sh",
    ".java": "java",
    ".yml": "yaml",
    ".xml": "xml",
    ".ini": "ini",
    ".properties": "properties",
}
"""What a fence says of its code, by the suffix of the file."""
_TICKS = re.compile(r"`+")

Section = Callable[[Desk, Snippet, Folder], Iterable[str]]


def files(publication: Publication) -> Iterator[File]:
    """The document of every example beside its page, in every language."""
    for language in publication.languages:
        for snippet in publication.catalog.snippets.values():
            yield File(path(publication, snippet, language), MEDIA_TYPE, partial(_page, publication, snippet, language))


def path(publication: Publication, snippet: Snippet, language: str) -> str:
    """Where an example's document goes: beside its page."""
    return publication.path(language, f"{address(snippet)[1]}{NAME}")


def _page(publication: Publication, snippet: Snippet, language: str) -> bytes:
    updated = publication.updated(snippet).isoformat()
    about = {"url": publication.page(snippet, language), "updated": updated, "license": LICENCE}
    return snippet_markdown(publication.catalog, snippet, language, about).encode()


def snippet_markdown(catalog: Catalog, snippet: Snippet, language: str, about: Mapping[str, Value] = MappingProxyType({})) -> str:
    """The document. `about` are fields of the document itself, as its address and licence, for its front matter."""
    folder = catalog.folders[snippet.id]
    known = dict.fromkeys(id_ for _, id_ in source_references(snippet) if id_ in catalog.sources)
    desk = Desk(catalog, language, {id_: number for number, id_ in enumerate(known, 1)})
    talks = list(dict.fromkeys(shows.talk for shows in snippet.shows))
    values: dict[str, Value] = {
        "title": snippet.title.words(language),
        "description": shorten(plain(snippet.summary.words(language)), 160),
        "language": language,
        "id": snippet.id,
        "talks": talks,
        "tags": [catalog.tags[tag].label.words(language) for tag in snippet.tags if tag in catalog.tags],
        "recorded": folder.run.date.isoformat() if folder.run else None,
    }
    found = [fields({**values, **about}), f"# {desk.label(snippet.title)}", *desk.prose(snippet.summary)]
    for heading, section in SECTIONS:
        if inside := [block for block in section(desk, snippet, folder) if block]:
            found += [f"## {desk.t(heading)}", *inside]
    return "\n\n".join(found) + "\n"


def fenced(text: str, tongue: str = "") -> str:
    """Text as a block of code, between ticks that are more than any in it."""
    ticks = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 0)
    return f"{ticks}{tongue}\n{text.rstrip(chr(10))}\n{ticks}"


def _shows(desk: Desk, snippet: Snippet, folder: Folder) -> Iterator[str]:
    for shows in snippet.shows:
        yield item("-", *_claim(desk, shows))


def _claim(desk: Desk, shows: Shows) -> Iterator[str]:
    """The talk, the claim in the talk's words, and how the run bears on it."""
    talk = desk.catalog.talks.get(shows.talk)
    yield f"**{words(desk.title(talk).text)}** (`{talk.id}`)" if talk else words(shows.talk)
    for takeaway in talk.takeaways if talk else ():
        if shows.takeaway and takeaway.id == shows.takeaway:
            yield from desk.prose(takeaway.text, lead=f"{desk.t(s.TAKEAWAY)} ({desk.t(w.BY[takeaway.by])}):")
    for figure in talk.figures if talk else ():
        if shows.figure and figure.id == shows.figure:
            yield f"{desk.t(s.FIGURE)}: {desk.label(figure.label)}: {desk.label(figure.claimed)}"
    if shows.note:
        yield from desk.prose(shows.note, shows.source)


def _explanation(desk: Desk, snippet: Snippet, folder: Folder) -> Iterator[str]:
    for part in snippet.explanation:
        if part.heading:
            yield f"### {desk.label(part.heading)}"
        yield from desk.prose(part.text, part.source)


def _code(desk: Desk, snippet: Snippet, folder: Folder) -> Iterator[str]:
    for name in snippet.files:
        if name in folder.sources:
            yield f"### {words(name)}"
            yield fenced(folder.sources[name], TONGUES.get(PurePosixPath(name).suffix, ""))


def _recorded(desk: Desk, snippet: Snippet, folder: Folder) -> Iterator[str]:
    run = folder.run
    if run is None:
        return
    yield bullets(f"{desk.t(name)}: {value}" for name, value in _facts(desk, run))
    if snippet.exact:
        yield desk.t(s.EXACT)
    yield bullets(_value(desk, one, run.numbers[one.id]) for one in snippet.measured if one.id in run.numbers)
    for plot in snippet.plots:
        yield from desk.prose(plot.description, lead=f"**{desk.label(plot.title)}**:")
    yield f"### {desk.t(s.OUTPUT)}"
    yield fenced(run.output, "text")


def _facts(desk: Desk, run: Run) -> Iterator[tuple[Words, str]]:
    machine = run.machine
    room = desk.t(s.CORES.fill(count=machine.cores, memory=f"{machine.memory_mib / 1024:,.1f}"))
    yield s.DATE, run.date.isoformat()
    yield s.DURATION, desk.t(s.SECONDS.fill(seconds=f"{run.seconds:,.1f}"))
    yield s.PEAK, f"{run.peak_memory_mib:,.0f} MiB"
    yield s.MACHINE, f"{words(machine.system)}, {words(machine.kernel)}, {words(machine.cpu)} ({words(machine.architecture)}), {room}"
    if machine.sandbox:
        yield s.SANDBOX, words(machine.sandbox)
    versions = (number if number.startswith(name) else f"{name} {number}" for name, number in run.versions.items())
    yield s.VERSIONS, ", ".join(map(words, versions))


def _value(desk: Desk, one: Measured, seen: float) -> str:
    bounds = [desk.t(words_.fill(limit=f"{limit:,.10g}")) for name, words_ in s.BOUNDS.items() if (limit := getattr(one, name)) is not None]
    shown = f"{seen:,.10g}" + (f" {words(one.unit)}" if one.unit else "")
    told = desk.t(s.SEEN.fill(seen=shown, bounds=", ".join(bounds))) if bounds else shown
    return f"**{desk.label(one.label)}**: {told}"


def _home(desk: Desk, snippet: Snippet, folder: Folder) -> Iterator[str]:
    needs = snippet.needs
    packages = " ".join(dict.fromkeys(tool.package for tool in needs.tools))
    sudo = "sudo " if needs.root else ""
    install = [f"{'' if needs.root else 'sudo '}apt-get install --no-install-recommends {packages}"] if packages else []
    yield fenced("\n".join((*install, f"{sudo}kbsite run {snippet.id}")), "sh")
    limit = desk.t(s.SECONDS.fill(seconds=snippet.time_limit))
    yield bullets((f"{desk.t(s.NEEDS)}: {', '.join(_needs(desk, snippet))}", f"{desk.t(s.STOPPED)}: {limit}"))
    yield desk.t(s.STEPS)
    yield fenced("\n".join(_steps(desk, snippet)), "sh")
    if snippet.in_page:
        yield desk.t(s.IN_PAGE)


def _steps(desk: Desk, snippet: Snippet) -> Iterator[str]:
    for step in snippet.steps:
        if step.title:
            yield f"# {step.title.words(desk.language)}"
        yield " ".join(step.run)


def _needs(desk: Desk, snippet: Snippet) -> Iterator[str]:
    needs = snippet.needs
    yield "Linux"
    if needs.root:
        yield desk.t(s.NEEDS_ROOT)
    yield from (words(name) for name in (*dict.fromkeys(tool.name for tool in needs.tools), *needs.python, *needs.devices))
    if needs.disk:
        yield desk.t(s.DISK.fill(size=f"{needs.disk:g}"))
    if needs.memory:
        yield desk.t(s.MEMORY.fill(size=f"{needs.memory:g}"))
    if needs.network == "internet":
        yield desk.t(s.NETWORK)


SECTIONS: tuple[tuple[Words, Section], ...] = (
    (s.SHOWS, _shows),
    (s.EXPLANATION, _explanation),
    (s.CODE, _code),
    (s.RECORDED, _recorded),
    (s.HOME, _home),
    (s.LIMITS, lambda desk, snippet, folder: desk.prose(snippet.limits) if snippet.limits else ()),
    (
        w.SOURCES,
        lambda desk, snippet, folder: ("\n".join(f"{n}. {desk.work(desk.catalog.sources[id_])}" for id_, n in desk.numbers.items()),),
    ),
)
