"""Cross-record rules, one a module; the folder's listing is the contract for editors.

A rule module has `SAYS` (the rule as a sentence), `WHY`, and `check(catalog)`, which yields problems. Its name is the
module's with hyphens. To add a rule, add a module: nothing else has to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kbsite.problems import Place, Problem, Replacement, Severity
from kbsite.records.catalog import Catalog
from kbsite.records.refusals import REFUSALS
from kbsite.words import Words

Check = Callable[[Catalog], Iterable["Broken"]]


@dataclass(frozen=True, slots=True)
class Broken:
    """What a rule found: where, what is wrong, and the cure."""

    place: Place
    message: Words
    cure: Words | None = None
    severity: Severity = "error"
    replacement: Replacement | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its permanent name, with what it says and why it exists."""

    name: str
    says: Words
    why: Words
    check: Check | None = None
    """None for what the reader itself refuses."""


def rules() -> tuple[Rule, ...]:
    """Every rule, by name: those of this folder and the reader's refusals."""
    found = [Rule(name, says, why) for name, (says, why) in REFUSALS.items()]
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            found.append(Rule(module.name.replace("_", "-"), loaded.SAYS, loaded.WHY, loaded.check))
    return tuple(sorted(found, key=lambda rule: rule.name))


def check(catalog: Catalog) -> Iterator[Problem]:
    """Every problem that any rule finds."""
    for rule in rules():
        for broken in rule.check(catalog) if rule.check else ():
            line = catalog.line_text(broken.place)
            yield Problem(broken.place, rule.name, broken.message, broken.cure, broken.severity, line, broken.replacement)


def in_report_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each once."""
    unique = {(p.place, p.rule, p.message.say("en")): p for p in problems}
    return sorted(unique.values(), key=Problem.sort_key)


__all__ = ["Broken", "Rule", "check", "in_report_order", "rules"]
