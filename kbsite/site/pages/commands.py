"""The command line's own help to the page of reference that explains every command; its anchors are their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from kbsite.records.catalog import Catalog
from kbsite.site.page import Crumb, Heading, Page
from kbsite.site.pages.view import View

SECTION = "contribute/"
ADDRESS = "contribute/commands/"
NAME = "kbsite"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be written behind a command."""

    names: str
    says: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command, or one below another."""

    id: str
    name: str
    usage: str
    says: tuple[str, ...]
    """Paragraphs."""
    options: tuple[Option, ...]


def pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """The one page."""
    found = commands()
    title = view.t("commands.title")
    yield Page(
        kind="commands",
        address=ADDRESS,
        language=view.language,
        title=title,
        description=view.t("commands.description", count=len(found) - 1),
        body=view.render("commands", ADDRESS, title=title, commands=found, said=_said(view, found)),
        headings=tuple(Heading(each.id, each.name, 2) for each in found),
        crumbs=(Crumb(view.t("form.contribute"), SECTION),),
        section=SECTION,
    )


def _said(view: View, found: tuple[Command, ...]) -> dict[str, str]:
    """What commands do in the language of the page, where somebody has said it; their own help is in English."""
    return {each.id: view.t(key) for each in found if view.interface != "en" and (key := f"commands.command_{each.id}") in view.strings}


@cache
def commands() -> tuple[Command, ...]:
    """Every command, the one above all first.

    The command is found as an installation finds it, since what makes pages comes before the command line.
    """
    (entry,) = entry_points(group="console_scripts", name=NAME)
    main = entry.load()
    # With its own settings: the command keeps the option for help that it makes for the first context it is given.
    return tuple(_below(main, main.context_class(main, info_name=NAME, **main.context_settings)))


def _below(command: Any, context: Any) -> Iterator[Command]:
    told = command.to_info_dict(context)
    shown = (param for param in told["params"] if param["param_type_name"] == "option" and not param.get("hidden"))
    options = tuple(_option(param) for param in shown if "--help" not in param["opts"])
    says = tuple(" ".join(paragraph.split()) for paragraph in (told["help"] or "").split("\n\n") if paragraph.strip())
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield Command(context.command_path.replace(" ", "-"), context.command_path, usage, says, options)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        inner = command.get_command(context, name)
        if not inner.hidden:
            yield from _below(inner, inner.context_class(inner, info_name=name, parent=context))


def _option(param: Any) -> Option:
    choices = param["type"].get("choices")
    value = "|".join(choices) if choices else "" if param.get("is_flag") else (param.get("metavar") or param["type"]["name"]).upper()
    names = ", ".join(param["opts"]) + (f" / {', '.join(param['secondary_opts'])}" if param["secondary_opts"] else "")
    return Option(f"{names} {value}".strip(), param.get("help") or "")
