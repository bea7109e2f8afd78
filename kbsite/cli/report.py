"""`kbsite report`: what a change means for visitors."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kbsite.cli.context import Context


@click.command()
@click.option("--base", required=True, metavar="REF", help="Revision to compare with, e.g. main.")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", help="How it is written.")
@click.pass_obj
def report(context: Context, base: str, format_: str) -> None:
    """What the change since the revision REF means for visitors: pages, addresses, searches, links and what is missing.

    The revision is read and never run. Exit code 0 whatever is found, 2 where there is nothing to compare with.
    """
    from kbsite.review.base import NoBase, export
    from kbsite.review.compare import compare
    from kbsite.review.said import FORMATS
    from kbsite.review.snapshot import Snapshot, snapshot
    from kbsite.site.pages.view import Kit

    kit = Kit()
    with TemporaryDirectory(prefix="kbsite-base-") as folder:
        try:
            refused = export(context.root, base, Path(folder))
        except NoBase as fault:
            context.say(fault.said)
            sys.exit(2)
        cache = context.root / ".cache"
        after = snapshot(context.root, kit, cache)
        before = snapshot(Path(folder), kit, cache) if (Path(folder) / "mkdocs.yml").is_file() else Snapshot()
        click.echo(FORMATS[format_](compare(base, before, after, refused), context.language))
