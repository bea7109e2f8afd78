"""What templates of pages may use: words, safe HTML of records, and addresses, all in one language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar, cast

from markupsafe import Markup

from kbsite.exports.publication import official_tongues, talk_title
from kbsite.problems import Problem
from kbsite.records.catalog import Catalog
from kbsite.records.models import Record, Talk
from kbsite.records.snippets import Snippet
from kbsite.records.text import Said, Text
from kbsite.search.addresses import address, works_apart
from kbsite.search.documents import prefix
from kbsite.site.frame import relative
from kbsite.site.highlight import highlighted
from kbsite.site.markup import Markdowner
from kbsite.site.page import Deferred, HandWritten
from kbsite.site.pyodide import Pyodide, get_pyodide
from kbsite.site.strings import interface_language, load_strings, say
from kbsite.site.templating import Templates, as_html
from kbsite.text.plain import plain
from kbsite.words import Words

R = TypeVar("R", bound=Record)
T = TypeVar("T")
FILES = 512
"""Files of examples whose HTML is kept."""
HANGUL = re.compile("[가-힣]")
TEMPLATES = Path(__file__).parents[1] / "templates"


def address_of(record: Record) -> str:
    """Address of a record's page within a language; a work's, which may have a page of its own, is said by `View.address`."""
    return address(record)[1]


def record_at(records: Mapping[str, R], address: str) -> R | None:
    """The record of a kind whose page stands at an address."""
    record = records.get(address.rstrip("/").rpartition("/")[2])
    return record if record is not None and address_of(record) == address else None


class Kit:
    """What views share and what is costly to make: compiled templates, words, the Markdown parser. Holds no records."""

    def __init__(self) -> None:
        self.strings: Mapping[str, Words] = load_strings()
        self.markdowner = Markdowner()
        self.highlighted = lru_cache(FILES)(highlighted)
        self.templates = Templates(TEMPLATES)
        self._python: tuple[Pyodide | None, list[Problem]] | None = None

    def python(self, cache: Path) -> tuple[Pyodide | None, list[Problem]]:
        """Python for pages, looked for once; None where it cannot be had, and why."""
        self._python = self._python or get_pyodide(cache)
        return self._python


class View:
    """Renders templates for one language. Templates get it as `v`, with their own values beside it."""

    def __init__(
        self, catalog: Catalog, language: str, written: Iterable[HandWritten] = (), kit: Kit | None = None, *, can_run: bool = False
    ) -> None:
        kit = kit or Kit()
        self.catalog, self.language = catalog, language
        self.written: Mapping[str, HandWritten] = {page.address: page for page in written}
        self.can_run = can_run
        """Whether the site brings what runs examples in a page."""
        self.interface = interface_language(language)
        self.works_apart = works_apart(catalog)
        """Whether works have pages of their own."""
        self.strings = kit.strings
        self._markdowner, self._highlighted, self._templates = kit.markdowner, kit.highlighted, kit.templates
        self._words: dict[str, str] = {}
        self._titles: dict[str, Said] = {}
        self._days: dict[dt.date, str] = {}
        self._made: dict[tuple[object, type[Record], str], object] = {}

    def render(self, template: str, address: str, **values: Any) -> Deferred:
        """The body of the page at `address`, from `templates/<template>.html`, rendered when it is first asked for."""
        return Deferred(lambda: self._templates.get_template(f"{template}.html").render(v=At(self, address), **values))

    def once(self, make: Callable[[Catalog, R], T], record: R) -> T:
        """What a function makes of a record, made the first time that a page asks."""
        key = (make, type(record), record.id)
        if key not in self._made:
            self._made[key] = make(self.catalog, record)
        return cast(T, self._made[key])

    def source(self, name: str, text: str, anchor: str) -> Deferred:
        """A file of an example as HTML; the same for every language and every save of something else."""
        return Deferred(partial(self._highlighted, name, text, anchor))

    def t(self, key: str, **values: Any) -> str:
        """Words of the interface."""
        if values:
            return say(self.strings, key, self.language, **values)
        words = self._words.get(key)
        if words is None:  # most have no gaps: the same every time, on every page
            words = self._words[key] = say(self.strings, key, self.language)
        return words

    def for_scripts(self, prefix: str) -> dict[str, str]:
        """Words of the interface whose keys begin so, by the rest of the key, with their gaps left to scripts to fill."""
        return {key.removeprefix(prefix): getattr(words, self.interface) for key, words in self.strings.items() if key.startswith(prefix)}

    def words(self, text: Text | None) -> str:
        """A text as plain words in this language, or the nearest there is."""
        return plain(text.words(self.language)) if text else ""

    def address(self, record: Record) -> str:
        """Address of a record's page within a language."""
        return address(record, apart=self.works_apart)[1]

    def label(self, text: Text) -> str:
        """A one-line text, as it stands."""
        return text.words(self.language)

    def block(self, said: Said) -> Markup:
        """A text of several paragraphs as HTML."""
        return self._markdowner.block(said.text)

    def line(self, said: Said) -> Markup:
        """A text of one paragraph as HTML without the paragraph."""
        return self._markdowner.line(said.text)

    def title(self, talk: Talk) -> Said:
        """The title in this language, official or ours; else the official one."""
        said = self._titles.get(talk.id)
        if said is None:  # lists, cards and links name a talk many times
            said = self._titles[talk.id] = talk_title(talk, self.language)
        return said

    def official(self, talk: Talk) -> tuple[str, ...]:
        """Languages of the title as speaker or organiser gave it."""
        return official_tongues(talk)

    def title_is_ours(self, talk: Talk) -> bool:
        """Whether the title shown is our translation."""
        return self.title(talk).language not in self.official(talk)

    def date(self, day: dt.date) -> str:
        """A day as people of the language write it."""
        if self.interface == "ko":
            return f"{day.year}년 {day.month}월 {day.day}일({'월화수목금토일'[day.weekday()]})"
        words = self._days.get(day)
        if words is None:
            words = self._days[day] = f"{day:%a} {day.day} {day:%B} {day.year}"
        return words

    def when(self, talk: Talk, event: bool = True, date: bool = True) -> str:
        """When and where a talk was held, in one line: event, day, time, track."""
        session, held = self.catalog.session(talk), self.catalog.events.get(talk.event)
        times = session.start and session.start + (f"–{session.end}" if session.end else "")
        slot = self.t("common.slot", number=session.slot) if session.slot and not times else ""
        parts = (
            self.label(held.name) if event and held else "",
            self.date(session.date) if date and session.date else "",
            times or slot,
            self.track(talk),
        )
        return " · ".join(part for part in parts if part)

    def examples(self, talk: Talk, *, takeaway: str | None = None, figure: str | None = None) -> tuple[Snippet, ...]:
        """Examples that put a claim of a talk to the test, by the id of the claim; none where it has no id."""
        return tuple(
            snippet
            for snippet in (self.catalog.snippets_of(talk.id) if takeaway or figure else ())
            if any(
                one.talk == talk.id and ((takeaway and one.takeaway == takeaway) or (figure and one.figure == figure))
                for one in snippet.shows
            )
        )

    def track(self, talk: Talk) -> str:
        """The name of a talk's track; empty where none is known."""
        event = self.catalog.events.get(talk.event)
        known = next((track for track in event.tracks if track.id == talk.track), None) if event and talk.track else None
        return self.label(known.name) if known else self.t("common.track_id", id=talk.track) if talk.track else ""


class At:
    """A view from one page: the same, with relative addresses."""

    def __init__(self, view: View, address: str) -> None:
        self._view = view
        self.address = address
        self._folder = address.partition("/")[0] + "/"
        self._up = "../" * address.count("/")
        self.catalog = view.catalog
        self.language = view.language
        self.interface = view.interface
        self.written = view.written
        self.t = view.t  # used so often that looking it up below would show
        self.label = view.label

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def url(self, target: Record | str) -> str:
        """Relative address of a record's page, or of an address of this language."""
        where = target if isinstance(target, str) else self._view.address(target)
        if where and not where.startswith(self._folder):  # nothing is shared, as with most links
            return self._up + where
        return relative(self.address, where)

    def asset(self, path: str) -> str:
        """Relative address of a file that all languages share."""
        return "../" * (prefix(self.language, self.catalog.project.languages) + self.address).count("/") + path

    def said(self, text: Text) -> Markup:
        """A one-line text; with its language marked where that is not the page's."""
        said = text.say(self.language)
        return in_language(said, as_html(said.text))

    def prose(self, text: Text) -> Markup:
        """Paragraphs; wrapped with their language where that is not the page's."""
        said = text.say(self.language)
        html = self._view.block(said)
        return html if said.wanted else Markup('<div lang="{}">{}</div>').format(said.language, html)

    def inline(self, text: Text) -> Markup:
        """A single paragraph without its element."""
        said = text.say(self.language)
        return in_language(said, self._view.line(said))

    def spelled(self, words: str) -> Markup:
        """A line that names no language (an alias, another wording of a title): Korean where it is written in Hangul."""
        korean = self.interface != "ko" and HANGUL.search(words) is not None
        return in_language(Said(words, "ko", wanted=not korean), as_html(words))

    def talk_title(self, talk: Talk) -> Markup:
        """The title to show on this page."""
        said = self._view.title(talk)
        return in_language(said, as_html(said.text))


def in_language(said: Said, html: Markup) -> Markup:
    """HTML with its language named, where that is not the page's."""
    return html if said.wanted else Markup('<span lang="{}">{}</span>').format(said.language, html)
