"""The command `kbsite`: arguments, progress and exit codes, and nothing else.

A command is a module of its name. Exit codes: 0 all is well, 1 problems were found, 2 the command could not run; `run` has a 3.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from kbsite import __version__
from kbsite.cli.build import build
from kbsite.cli.check import check
from kbsite.cli.completion import completion
from kbsite.cli.context import Context, exit_code, spoken_language
from kbsite.cli.export import export
from kbsite.cli.fix import fix
from kbsite.cli.fmt import fmt
from kbsite.cli.import_ import import_
from kbsite.cli.init import init
from kbsite.cli.links import links
from kbsite.cli.new import new
from kbsite.cli.relevance import relevance
from kbsite.cli.report import report
from kbsite.cli.run import run
from kbsite.cli.schema import schema
from kbsite.cli.search import search
from kbsite.cli.serve import serve
from kbsite.cli.snippets import snippets
from kbsite.words import Language


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "root", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="DIR", help="Work on the project in DIR."
)
@click.option("--lang", type=click.Choice(["ko", "en"]), help="Language of messages; the locale's by default.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours; by default on a terminal only.")
@click.option("--cache/--no-cache", default=True, help="Keep in .cache what records hold and pictures show, to do less next time.")
@click.version_option(__version__, prog_name="kbsite")
@click.pass_context
def main(context: click.Context, root: Path, lang: Language | None, colour: bool | None, cache: bool) -> None:
    """Conference talks as YAML records: checked, and built into a bilingual site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what an old code page lacks is shown as a code
            stream.reconfigure(errors="backslashreplace")
    # what happens to be installed has no say in records, and to look for it takes long
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    context.obj = Context(root.resolve(), lang or spoken_language(), colour, cache=cache)


for command in (
    build,
    check,
    completion,
    export,
    fix,
    fmt,
    import_,
    init,
    links,
    new,
    relevance,
    report,
    run,
    schema,
    search,
    serve,
    snippets,
):
    main.add_command(command)

__all__ = ["exit_code", "main"]
