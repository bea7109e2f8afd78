"""An example to the sections that can be found: what is said of it, its code file by file, and what it printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kbsite.records.folders import Folder
from kbsite.records.snippets import Snippet
from kbsite.records.text import Text
from kbsite.search.document import Section


def example_sections(snippet: Snippet, folder: Folder | None, words: Callable[[Text | None], str]) -> Iterator[Section]:
    """The sections of an example's page, in its order; `words` tells a text in the page's language."""
    yield Section("", "", words(snippet.summary))
    yield Section("shows", "", " ".join(filter(None, (words(shows.note) for shows in snippet.shows))))
    for number, part in enumerate(snippet.explanation, 1):
        yield Section(f"explanation-{number}", words(part.heading), words(part.text))
    if folder:
        for name in snippet.files:
            yield Section(file_anchor(name), name, folder.sources.get(name, ""))
        yield Section("recorded", "", folder.run.output if folder.run else "")
    yield Section("limits", "", words(snippet.limits))


def file_anchor(name: str) -> str:
    """The anchor of a file on its example's page: `conf/yarn-site.xml` -> `file-conf-yarn-site-xml`."""
    return "file-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
