"""What every part of a talk's Markdown document is written with: the language, and the numbers of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbsite.exports import _markdown_words as w
from kbsite.exports._markdown_text import address, blocks, link, words
from kbsite.exports.publication import talk_title, tell
from kbsite.records.catalog import Catalog
from kbsite.records.models import Source, Talk
from kbsite.records.part import Part
from kbsite.records.references import source_references
from kbsite.records.text import Said, Text
from kbsite.words import Words

_BEGINS_BLOCK = re.compile(r">|(?:[-*+]|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Desk:
    """Records to pieces of Markdown in one language."""

    catalog: Catalog
    language: str
    numbers: Mapping[str, int]
    """Of the works in the list of sources, by id."""

    def t(self, sentence: Words) -> str:
        """Words of the document's own."""
        return tell(sentence, self.language)

    def label(self, text: Text) -> str:
        """A one-line text, with its language named where that is not the document's."""
        said = text.say(self.language)
        return words(said.text) + self._tongue(said)

    def name(self, text: Text) -> str:
        """A name, with its other forms."""
        first = text.words(self.language)
        others = dict.fromkeys(words(other) for _, other in text.variants if other != first)
        return words(first) + (f" ({', '.join(others)})" if others else "")

    def prose(self, text: Text, source: Iterable[str] = (), lead: str = "") -> list[str]:
        """Blocks, with words that lead into the first and the numbers of the sources after the last."""
        said = text.say(self.language)
        found = blocks(said.text) or [""]
        if lead and _BEGINS_BLOCK.match(found[0]):
            found.insert(0, lead)
        elif lead:
            found[0] = f"{lead} {found[0]}"
        found[-1] += self._tongue(said) + self.cited(source)
        return found

    def cited(self, source: Iterable[str]) -> str:
        """Works by number, as ` [1, 3]`; those that the list does not have are left out."""
        known = sorted({self.numbers[id_] for id_ in source if id_ in self.numbers})
        return f" [{', '.join(map(str, known))}]" if known else ""

    def title(self, talk: Talk) -> Said:
        """A talk's title in the language, official or ours; else the official one."""
        return talk_title(talk, self.language)

    def tongue(self, language: str) -> str:
        """What a language is called; its tag where we have no word for it."""
        named = w.LANGUAGES.get(language.split("-", maxsplit=1)[0])
        return self.t(named) if named else language

    def work(self, work: Source) -> str:
        """A work on one line: authors, title, where and when it appeared, and where to read it."""
        venue = words(work.venue or "")
        day = work.date.isoformat() if work.date else str(work.year or "")
        appeared = ", ".join(part for part in (venue, "" if day in venue else day, words(work.revision or "")) if part)
        ways = [address(work.url)] if work.url else []
        ways += [link(f"doi:{words(work.doi)}", f"https://doi.org/{work.doi}")] if work.doi else []
        ways += [link(f"arXiv:{work.arxiv}", f"https://arxiv.org/abs/{work.arxiv}")] if work.arxiv else []
        ways += [link(self.t(w.KEPT_COPY), work.archived_url)] if work.archived_url else []
        parts = (", ".join(map(words, work.authors)), self.label(work.title), appeared, " · ".join(ways))
        return ". ".join(part.removesuffix(".") for part in parts if part)

    def _tongue(self, said: Said) -> str:
        return "" if said.wanted else f" ({self.tongue(said.language)})"


def numbers(catalog: Catalog, talk: Talk) -> Mapping[str, int]:
    """Numbers for the works a talk rests on, from 1, in the order in which its document cites them."""
    outline = (talk.abstract, talk.problem, talk.approach, talk.result)
    statements = (*talk.diagrams, *talk.figures, *talk.takeaways, *talk.techniques, *talk.questions, *talk.corrections, *talk.description)
    parts: tuple[Part | None, ...] = (*outline, *statements)
    cited = (id_ for part in parts if part is not None for _, id_ in source_references(part))
    known = (id_ for id_ in dict.fromkeys((*cited, *talk.sources)) if id_ in catalog.sources)
    return {id_: number for number, id_ in enumerate(known, 1)}
