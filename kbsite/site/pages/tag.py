"""Catalog to the pages of tags: the talks and techniques under each word of the vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.records.models import Tag, Talk, Technique
from kbsite.site.leaves import CARDS, NAMES, Leaf, Part, openings, split
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.leaf import Shown, by_letter, by_year, leaf_pages, with_parts
from kbsite.site.pages.view import View, address_of
from kbsite.text.plain import shorten

ADDRESS = "tags/"
SECTION = "talks/"
NEIGHBOURS = 8
"""How many tags that go with a tag its page names."""
UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag and what stands under it."""

    tag: Tag
    talks: tuple[Talk, ...]
    techniques: tuple[Technique, ...]

    @property
    def used(self) -> bool:
        """Whether anything stands under it."""
        return bool(self.talks or self.techniques)


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The vocabulary, and a page for each tag of it."""
    tagged = _tagged(catalog, view)
    leaves = split(ADDRESS, _parts(tagged, view), NAMES)
    hub = with_parts(_index(tagged, view, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "tags", _shown, lambda one: (one.tag,))
    for one in tagged:
        if catalog.choice.has(one.tag):
            yield from _pages(catalog, view, one)


def _parts(tagged: tuple[Tagged, ...], view: View) -> tuple[Part[Tagged], ...]:
    """Tags in use by letter, then those that are not."""
    used = by_letter(view, (one for one in tagged if one.used), lambda one: view.label(one.tag.label))
    return (*used, Part(UNUSED, view.t("tag.unused"), [one for one in tagged if not one.used]))


def _shown(leaf: Leaf[Tagged]) -> Shown:
    """What a page of the vocabulary shows."""
    groups = {"used": () if leaf.part.key == UNUSED else leaf.entries, "unused": leaf.entries if leaf.part.key == UNUSED else ()}
    return groups, (), (one.tag.path for one in leaf.entries)


def _tagged(catalog: Catalog, view: View) -> tuple[Tagged, ...]:
    """All tags by label."""
    tags = sorted(catalog.tags.values(), key=lambda tag: (view.label(tag.label).casefold(), tag.id))
    return tuple(Tagged(tag, catalog.talks_tagged(tag.id), catalog.techniques_tagged(tag.id)) for tag in tags)


def _neighbours(catalog: Catalog, one: Tagged) -> tuple[Tag, ...]:
    """Tags that most often stand on the same talks and techniques."""
    together = Counter(tag for talk in one.talks for tag in talk.tags)
    together.update(tag for technique in one.techniques for tag in dict.fromkeys((technique.topic, *technique.tags)))
    del together[one.tag.id]
    ranked = sorted((tag for tag in together if tag in catalog.tags), key=lambda tag: (-together[tag], tag))
    return tuple(catalog.tags[tag] for tag in ranked[:NEIGHBOURS])


def _index(tagged: tuple[Tagged, ...], view: View, parts: tuple[Leaf[Tagged], ...]) -> Page:
    title = view.t("tag.index_title")
    used = tuple(one for one in tagged if one.used)
    unused = tuple(one for one in tagged if not one.used)
    return Page(
        kind="tags",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("tag.index_description", count=len(tagged)),
        body=view.render("tags", ADDRESS, title=title, used=() if parts else used, unused=() if parts else unused, parts=parts, leaf=None),
        made_from=tuple(dict.fromkeys(one.tag.path for one in tagged)),
        edit=tagged[0].tag.path if tagged else None,
        section=SECTION,
    )


def _pages(catalog: Catalog, view: View, one: Tagged) -> Iterator[Page]:
    """The page of a tag, and those its talks are split into."""
    leaves = split(address_of(one.tag), by_year(catalog, view, one.talks, lambda talk: talk), CARDS)
    hub = with_parts(_page(catalog, view, one, openings(leaves)), leaves)
    yield hub
    yield from leaf_pages(view, hub, leaves, "tag_talks", lambda leaf: ({"talks": leaf.entries}, (), (talk.path for talk in leaf.entries)))


def _page(catalog: Catalog, view: View, one: Tagged, parts: tuple[Leaf[Talk], ...]) -> Page:
    address = address_of(one.tag)
    neighbours = _neighbours(catalog, one)
    sections = tuple(id_ for id_, shown in (("talks", one.talks), ("techniques", one.techniques), ("neighbours", neighbours)) if shown)
    return Page(
        kind="tag",
        address=address,
        language=view.language,
        title=view.label(one.tag.label),
        description=_description(view, one),
        body=view.render("tag", address, one=one, sections=sections, neighbours=neighbours, parts=parts, most=CARDS.page),
        headings=tuple(Heading(id_, view.t(f"tag.{id_}")) for id_ in sections),
        crumbs=(Crumb(view.t("tag.index_title"), ADDRESS),),
        made_from=(one.tag.path, *(talk.path for talk in one.talks), *(technique.path for technique in one.techniques)),
        edit=one.tag.path,
        line=view.catalog.place(one.tag).line,
        section=SECTION,
        keywords=one.tag.aliases,
    )


def _description(view: View, one: Tagged) -> str:
    if one.tag.description:
        return shorten(view.words(one.tag.description), 160)
    counts = {"talks": len(one.talks), "techniques": len(one.techniques)}
    return view.t("tag.description", label=view.label(one.tag.label), **counts)
