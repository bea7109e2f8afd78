"""The command `kbsite`: arguments, progress and exit codes, and nothing else.

Exit codes: 0 all is well, 1 problems were found, 2 the command could not run.
"""

from __future__ import annotations

import locale
import os
import sys
import threading
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbsite import __version__
from kbsite.problems import Problem
from kbsite.report import FORMATS, Style, summary
from kbsite.words import Language, Words

if TYPE_CHECKING:
    from kbsite.site.serve import Preview

CANNOT_RUN = {"project-folder", "project-settings", "site-folder"}


class Context:
    """What the options before the command say."""

    def __init__(self, root: Path, language: Language, colour: bool | None) -> None:
        self.root = root
        self.language = language
        self.colour = colour

    def style(self, stream: object) -> Style:
        """How to write to a stream: in colour only to a terminal that wants it."""
        wanted = (
            self.colour if self.colour is not None else bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")
        )
        return Style(self.language, wanted)

    def say(self, words: Words) -> None:
        """A sentence for the person at the terminal, apart from the output."""
        click.echo(words.say(self.language), err=True)


def spoken_language() -> Language:
    """Korean where the environment's locale is Korean, else English; KBSITE_LANG decides before it."""
    named = next((os.environ[name] for name in ("KBSITE_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named:
        named = locale.getlocale()[0] or ""
    return "ko" if named.lower().startswith("ko") else "en"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "root", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="DIR", help="Work on the project in DIR."
)
@click.option("--lang", type=click.Choice(["ko", "en"]), help="Language of messages; the locale's by default.")
@click.option("--colour/--no-colour", "--color/--no-color", default=None, help="Colours; by default on a terminal only.")
@click.version_option(__version__, prog_name="kbsite")
@click.pass_context
def main(context: click.Context, root: Path, lang: Language | None, colour: bool | None) -> None:
    """Conference talks as YAML records: checked, and built into a bilingual site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what an old code page lacks is shown as a code
            stream.reconfigure(errors="backslashreplace")
    context.obj = Context(root.resolve(), lang or spoken_language(), colour)


@main.command()
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check(context: Context, format_: str) -> None:
    """Look for every problem of every record."""
    from kbsite.records.load import load_catalog
    from kbsite.rules import check as check_rules
    from kbsite.rules import in_report_order

    catalog, problems = load_catalog(context.root)
    if catalog is not None:
        problems = in_report_order([*problems, *check_rules(catalog)])
    _report(context, problems, format_)
    if catalog is not None and format_ == "text":
        context.say(summary(problems, sum(1 for _ in catalog.records())))
    sys.exit(exit_code(problems))


def _report(context: Context, problems: Sequence[Problem], format_: str = "text") -> None:
    from kbsite.rules import rules

    says = {rule.name: rule.says for rule in rules()} if format_ == "sarif" else {}
    style = context.style(sys.stdout)
    text = FORMATS[format_](problems, style, says)
    if text:
        click.echo(text, color=style.colour)


def exit_code(problems: Sequence[Problem]) -> int:
    """2 where the command could not run, 1 where there are errors, else 0."""
    if any(problem.rule in CANNOT_RUN for problem in problems):
        return 2
    return 1 if any(problem.severity == "error" for problem in problems) else 0


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site; site/ by default.")
@click.option("--cards/--no-cards", default=True, help="Draw the pictures shown where pages are shared.")
@click.pass_obj
def build(context: Context, output: Path | None, cards: bool) -> None:
    """Check the records and write the site."""
    from kbsite.site.build import build_site

    bar = _Bar(context)
    built = build_site(context.root, output.absolute() if output else None, progress=bar.show, cards=cards)
    bar.end()
    _report(context, built.problems)
    if not built.failed:
        where = output or Path("site")
        context.say(BUILT.fill(files=built.files, size=f"{built.size / 1e6:.1f}", where=where))
    sys.exit(exit_code(built.problems))


class _Bar:
    """Progress on one line of a terminal; nothing where output is not a terminal."""

    def __init__(self, context: Context) -> None:
        self._words = PROGRESS
        self._language = context.language
        self._shown = -1
        self._on = sys.stderr.isatty()

    def show(self, done: int, total: int) -> None:
        percent = done * 100 // total
        if self._on and percent != self._shown:
            self._shown = percent
            click.echo("\r" + self._words.fill(done=done, total=total, percent=percent).say(self._language), nl=False, err=True)

    def end(self) -> None:
        if self._on and self._shown >= 0:
            click.echo("\r\x1b[K", nl=False, err=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.pass_obj
def serve(context: Context, host: str, port: int) -> None:
    """Serve the site while it is edited; every save shows at once."""
    from kbsite.records.load import load_catalog
    from kbsite.site.serve import Preview, open_server

    catalog, problems = load_catalog(context.root)
    if catalog is None:
        _report(context, problems)
        sys.exit(2)
    preview = Preview(context.root)
    try:
        server = open_server(preview, host, port, context.language)
    except OSError as error:
        context.say(PORT_TAKEN.fill(host=host, port=port, why=error.strerror))
        sys.exit(2)
    _report(context, preview.problems)
    address = f"http://{host}:{server.server_address[1]}/"
    context.say(SERVING.fill(address=address))
    stop = threading.Event()
    watcher = threading.Thread(target=preview.follow, args=(stop, lambda renewed: _told(context, renewed)), daemon=True)
    watcher.start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        context.say(STOPPED)
    finally:
        stop.set()
        preview.stop()
        server.server_close()


def _told(context: Context, preview: Preview) -> None:
    errors = [problem for problem in preview.problems if problem.severity == "error"]
    _report(context, errors)
    context.say(BROKEN.fill(count=len(errors)) if errors else RENEWED)


BUILT = Words("{files} files, {size} MB in {where}/", "{where}/에 파일 {files}개, {size} MB")
PROGRESS = Words("writing {done}/{total} ({percent} %)", "쓰는 중 {done}/{total} ({percent} %)")
SERVING = Words("Serving at {address} (Ctrl-C ends it)", "{address} 에서 보여 줍니다(Ctrl-C로 끝냅니다)")
PORT_TAKEN = Words(
    "cannot listen on {host}:{port}: {why}; choose another with --port",
    "{host}:{port}에서 열 수 없습니다: {why}. --port로 다른 포트를 고르세요",
)
STOPPED = Words("stopped", "끝냈습니다")
RENEWED = Words("renewed", "새로 고쳤습니다")
BROKEN = Words("{count} problems: the browser shows them", "문제 {count}건: 브라우저에 보여 줍니다")


if __name__ == "__main__":
    main()
