"""Every tag comes from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from kbsite.records.catalog import Catalog
from kbsite.records.document import Path
from kbsite.records.models import Record, Tag, Talk, Technique
from kbsite.records.snippets import Snippet
from kbsite.records.suggest import did_you_mean
from kbsite.rules import Broken
from kbsite.rules._letters import letters_of_name
from kbsite.rules._looks import looks
from kbsite.rules._missing import is_written, meant
from kbsite.words import Words

SAYS = Words("Tags come from talks/tags.yml.", "태그는 talks/tags.yml에 있는 것만 씁니다.")
WHY = Words(
    "With a closed vocabulary one subject has one tag, not four spellings of it.",
    "어휘를 닫아 두면 한 주제가 태그 하나로 모이고 표기가 갈라지지 않습니다.",
)
UNKNOWN = Words("unknown tag '{id}'", "모르는 태그 '{id}'입니다")
MEANT = Words("'{id}' is another spelling of '{tag}': write '{tag}'", "'{id}'은/는 '{tag}'의 다른 표기입니다. '{tag}'(으)로 적으세요")
ONE_BY_ONE = Words("write a list in brackets: [{tags}]", "대괄호로 묶은 목록으로 적으세요: [{tags}]")
MAKE = Words(
    "add '{id}' to talks/tags.yml with a label, or choose one from there",
    "talks/tags.yml에 '{id}'을/를 이름과 함께 더하거나, 있는 것 중에서 고르세요",
)
LOOKS_AT = looks({Talk: ("tags",), Snippet: ("tags",), Technique: ("topic", "tags"), Tag: ("label", "aliases")})
OF_PARTS = True


def check(catalog: Catalog) -> Iterator[Broken]:
    others = spellings(catalog)
    known = catalog.known(Tag)
    for record, path, tag in _named(catalog):
        if tag not in known:
            place = catalog.place(record, *path)
            own = others.get(letters_of_name(tag))
            if own:
                cure = MEANT.fill(id=tag, tag=own)
                instead = place.replaced_by(own) if is_written(catalog, place, tag) else None
                yield Broken(place, UNKNOWN.fill(id=tag), cure, replacement=instead)
                continue
            cure = ONE_BY_ONE.fill(tags=tag) if "," in tag else did_you_mean(tag, catalog.tags) or MAKE.fill(id=tag)
            yield Broken(place, UNKNOWN.fill(id=tag), cure, replacement=meant(catalog, place, tag, catalog.tags))


def spellings(catalog: Catalog) -> dict[str, str]:
    """The tag that each other spelling means, by its letters alone."""
    return {letters_of_name(alias): tag.id for tag in catalog.tags.values() for alias in _spellings(tag)}


def _named(catalog: Catalog) -> Iterator[tuple[Record, Path, str]]:
    for talk in catalog.every_talk.values():
        for index, tag in enumerate(talk.tags):
            yield talk, ("tags", index), tag
    for snippet in catalog.snippets.values():
        for index, tag in enumerate(snippet.tags):
            yield snippet, ("tags", index), tag
    for technique in catalog.techniques.values():
        yield technique, ("topic",), technique.topic
        for index, tag in enumerate(technique.tags):
            yield technique, ("tags", index), tag


def _spellings(tag: Tag) -> list[str]:
    return [*tag.aliases, *(text for _, text in tag.label.variants)]
