"""Safe HTML of a hand-written page to the sections a search finds: one for each heading that can be linked to."""

from __future__ import annotations

from html.parser import HTMLParser

from kbsite.search.document import Section

HEADINGS = frozenset({"h2", "h3"})
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "u", "var"}
)


def sections(html: str) -> tuple[Section, ...]:
    """What stands before the first heading, and then heading by heading; without the empty ones."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(section for section in reader.sections() if section.title or section.text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        """Anchor, pieces of the heading and pieces of the text of each section."""
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in HEADINGS and anchor:
            self._parts.append((anchor, [], []))
            self._heading = True
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._heading = self._heading and tag not in HEADINGS
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        _, title, text = self._parts[-1]
        (title if self._heading else text).append(data)

    def _apart(self, tag: str) -> None:
        if tag not in INLINE:
            self.handle_data(" ")

    def sections(self) -> list[Section]:
        """What was read."""
        return [Section(anchor, _line(title), _line(text)) for anchor, title, text in self._parts]


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
