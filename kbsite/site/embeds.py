"""Talks and events to small pages without scripts for the frames of other sites, and how those sites find them (oEmbed 1.0).

embed/<talk>/index.html    title, speakers, when, three takeaways, the way here
embed/<event>/index.html   the programme
embed/<id>/oembed.json     the answer that oEmbed clients want, named in the head of the talk's or event's page

Who may frame a page is for the host to say: `frame-ancestors` has no effect in a meta element (CSP Level 3, 3.2).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from kbsite.exports.publication import File, Publication
from kbsite.records.models import Event, Talk
from kbsite.site.iframe import HEIGHTS, WIDTH, iframe
from kbsite.site.page import Deferred
from kbsite.site.pages.event import day_name
from kbsite.site.pages.view import View
from kbsite.site.timetable import timetable
from kbsite.text.plain import plain

STYLE = Path(__file__).parent / "assets" / "mine" / "embed.css"
FOLDER = "embed/"
SHOWN = 3
"""Takeaways of a talk."""
PROGRAMME = 400
"""Talks of an event, in the order of its days: the frame is for a look, and the page it leads to has them all."""
HTML, JSON = "text/html", "application/json+oembed"
DAY_SECONDS = 86_400
Look = Mapping[str, str]
"""The style of every small page, and the policy that allows this style and nothing else."""


def embed_address(id_: str) -> str:
    """Address of a talk's or event's small page within a language."""
    return f"{FOLDER}{id_}/"


def embeds(publication: Publication, view: View) -> Iterator[File]:
    """Pages and answers of one language; an event whose id is that of a talk has none."""
    catalog, look = publication.catalog, _look()
    for talk in catalog.chosen(catalog.talks):
        yield from _files(publication, view, talk, partial(_talk, view, talk, look))
    for event in catalog.chosen(catalog.events):
        if event.id not in catalog.talks:
            yield from _files(publication, view, event, partial(_event, view, event, look))


def _files(publication: Publication, view: View, record: Talk | Event, page: Callable[[], Deferred]) -> Iterator[File]:
    folder = publication.path(view.language, embed_address(record.id))
    yield File(f"{folder}index.html", HTML, lambda: str(page()).encode(), record)
    if publication.site_url:
        yield File(f"{folder}oembed.json", JSON, partial(_answer, publication, view, record), record)


def _answer(publication: Publication, view: View, record: Talk | Event) -> bytes:
    kind = "talk" if isinstance(record, Talk) else "event"
    title = view.title(record).text if isinstance(record, Talk) else view.label(record.name)
    names = publication.speaker_names(record, view.language) if isinstance(record, Talk) else []
    address = publication.url(publication.path(view.language, embed_address(record.id)))
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        **({"author_name": ", ".join(names)} if names else {}),
        "provider_name": publication.names[view.language],
        "provider_url": publication.home(view.language),
        "cache_age": DAY_SECONDS,
        "html": iframe(address, title, kind),
        "width": WIDTH,
        "height": HEIGHTS[kind],
    }
    return to_json(answer, indent=1)


def _talk(view: View, talk: Talk, look: Look) -> Deferred:
    takeaways = [plain(one.text.words(view.language)) for one in talk.takeaways[:SHOWN]]
    return _page(view, talk, "embed-talk", look, talk=talk, takeaways=takeaways)


def _event(view: View, event: Event, look: Look) -> Deferred:
    table = timetable(view.catalog, event)
    shown = {talk.id for talk in islice((talk for day in table.days for talk in day.talks), PROGRAMME)}
    days = [day.only(shown) for day in table.days if not day.talks or any(talk.id in shown for talk in day.talks)]
    return _page(view, event, "embed-event", look, event=event, days=[(day_name(view, day), day) for day in days])


def _look() -> Look:
    style = STYLE.read_text("utf-8")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return {"style": style, "policy": policy}


def _page(view: View, record: Talk | Event, template: str, look: Look, **values: Any) -> Deferred:
    return view.render(template, embed_address(record.id), **look, **values)
