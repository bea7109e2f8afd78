"""Catalog to the page of takeaways: what to carry home from every talk, with who says it and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kbsite.records.catalog import Catalog
from kbsite.records.models import Takeaway, Talk
from kbsite.site.page import Heading, Page
from kbsite.site.pages.view import View

ADDRESS = "takeaways/"
VOICES: tuple[Literal["speaker", "attendee", "editor"], ...] = ("speaker", "attendee", "editor")
"""Who may say a takeaway, nearest to the talk first."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The takeaways of one talk; numbers count from 1."""

    talk: Talk
    takeaways: tuple[tuple[int, Takeaway], ...]

    @property
    def voices(self) -> tuple[str, ...]:
        """Who says them."""
        said = {takeaway.by for _, takeaway in self.takeaways}
        return tuple(voice for voice in VOICES if voice in said)


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page of takeaways, in programme order."""
    talks = tuple(Carried(talk, tuple(enumerate(talk.takeaways, 1))) for talk in catalog.talks.values() if talk.takeaways)
    counts = Counter(takeaway.by for one in talks for _, takeaway in one.takeaways)
    total = sum(counts.values())
    title = view.t("takeaways.title")
    yield Page(
        kind="takeaways",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("takeaways.description", count=total, talks=len(talks)),
        body=view.render(
            "takeaways",
            ADDRESS,
            title=title,
            carried=talks,
            voices=tuple((voice, counts[voice]) for voice in VOICES if counts[voice]),
            total=total,
            silent=len(catalog.talks) - len(talks),
        ),
        headings=tuple(Heading(one.talk.id, view.title(one.talk).text) for one in talks),
        made_from=tuple(one.talk.path for one in talks),
        section=ADDRESS,
    )
