"""`kbsite completion`: what makes a shell complete commands, options and ids."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from kbsite.cli.context import Context
from kbsite.words import Words

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
SHELLS = {
    "bash": 'eval "$(kbsite completion bash)"',
    "zsh": 'eval "$(kbsite completion zsh)"',
    "fish": "kbsite completion fish | source",
}
SETTINGS = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}


@click.command()
@click.argument("shell", type=click.Choice(sorted(SHELLS)))
@click.pass_obj
def completion(context: Context, shell: str) -> None:
    """Print what makes a shell complete commands, options and ids."""
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(shell)
    script = maker(click.Command("kbsite"), {}, "kbsite", "_KBSITE_COMPLETE")
    click.echo(f"# {INSTALL.fill(file=SETTINGS[shell], line=SHELLS[shell]).say(context.language)}")
    click.echo(script.source_template % script.source_vars())


def ids_of(kind: str) -> Completer:
    """Completes the ids of a kind of records of the project that the command is for."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from kbsite.editing.ids import ids

        return [CompletionItem(each) for each in ids(_root(context), kind) if each.startswith(typed)]

    return complete


def one_of(names: Callable[[], Iterable[str]]) -> Completer:
    """Completes a closed list of names, which is only made when a shell asks for it."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        return [CompletionItem(each) for each in names() if each.startswith(typed)]

    return complete


def record_paths(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Completes paths of records and their folders, as they are from the current folder."""
    folder, _, start = typed.rpartition("/")
    base = Path(folder) if folder else Path()
    if not folder and not Path("talks").is_dir():
        root = os.path.relpath(_root(context))
        return [CompletionItem(f"{root}/{name}/") for name in ("talks", "content/snippets") if (Path(root) / name).is_dir()]
    inside = [path for path in sorted(base.iterdir()) if path.name.startswith(start)] if base.is_dir() else []
    shown = [path for path in inside if not path.name.startswith(".") and (path.is_dir() or path.suffix == ".yml")]
    return [CompletionItem(path.as_posix() + ("/" if path.is_dir() else "")) for path in shown]


def _root(context: click.Context) -> Path:
    return Path(context.find_root().params.get("root") or ".")


INSTALL = Words("To install, add this line to {file}: {line}", "설치하려면 {file}에 이 줄을 더하세요: {line}")
