"""The rules of the check to the page that explains them; its anchors are the names of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kbsite.records.catalog import Catalog
from kbsite.rules import Rule, rules
from kbsite.site.page import Heading, Page
from kbsite.site.pages.view import View

ADDRESS = "rules/"
SECTION = "contribute/"


@dataclass(frozen=True, slots=True)
class Group:
    """Rules of one kind: those that look at one file as it is read, and those that look at all records together."""

    id: str
    rules: tuple[Rule, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page of rules, by name."""
    every = rules()
    groups = (
        Group("reading", tuple(rule for rule in every if rule.check is None)),
        Group("records", tuple(rule for rule in every if rule.check is not None)),
    )
    title = view.t("rules.title")
    yield Page(
        kind="rules",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("rules.description", count=len(every)),
        body=view.render("rules", ADDRESS, title=title, groups=groups, count=len(every)),
        headings=tuple(_headings(groups, view)),
        section=SECTION,
    )


def _headings(groups: tuple[Group, ...], view: View) -> Iterator[Heading]:
    for group in groups:
        yield Heading(f"group-{group.id}", view.t(f"rules.{group.id}"))
        yield from (Heading(rule.name, rule.name, 3) for rule in group.rules)
