"""`kbsite links`: what became of every address outside the site."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from kbsite.cli.context import Context, exit_code, report
from kbsite.cli.run import open_catalog
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.links.found import Found
    from kbsite.links.kept import Kept
    from kbsite.links.manners import Manners
    from kbsite.links.targets import Mention
    from kbsite.records.catalog import Catalog

INTERRUPTED = 130
"""As a shell says it of a command that ended by Ctrl-C."""


@click.command()
@click.option("--write", is_flag=True, help="Write status and date into the records.")
@click.option("--max-age", type=click.IntRange(0), default=7, show_default=True, metavar="DAYS", help="Age from which to look again.")
@click.option("--format", "format_", type=click.Choice(["text", "github", "json", "markdown"]), default="text", help="How it is written.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--copies/--no-copies", default=True, help="Ask the archive for kept copies of what is gone.")
@click.option("--archive", envvar="KBSITE_ARCHIVE", metavar="URL", help="Availability service to ask; the Wayback Machine's by default.")
@click.option("--allow-private", is_flag=True, help="Ask addresses of this machine and its networks too.")
@click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between two requests to a host.")
@click.option("--timeout", type=click.FloatRange(0.01), default=20.0, show_default=True, help="Seconds for a request in all.")
@click.pass_obj
def links(
    context: Context,
    write: bool,
    max_age: int,
    format_: str,
    as_json: bool,
    copies: bool,
    archive: str | None,
    allow_private: bool,
    pause: float,
    timeout: float,
) -> None:
    """Look at every address outside the site, in records and hand-written pages.

    What was found is kept in .cache/links, so that a round that was interrupted goes on where it ended. An address is dead once
    it was not there on two days. Exit code 0 where none is dead, 1 where one is and no kept copy is named, 2 without a network.
    """
    from kbsite.links.archive import SERVICE
    from kbsite.links.kept import FILE, Kept
    from kbsite.links.manners import Manners, agent
    from kbsite.links.targets import targets

    catalog = open_catalog(context)
    mentions = targets(catalog)
    kept = Kept(context.root / ".cache" / FILE)
    manners = Manners(agent(catalog.project.site_url), pause, timeout, back_off=2 * pause, private=allow_private)
    try:
        _look(context, mentions, kept, manners, max_age)
        if copies:
            _add_copies(kept, mentions, archive or SERVICE, manners)
        kept.tidy()
        found = [kept.found[url] for url in mentions if url in kept.found]
        if write:
            _write(context, catalog, mentions, found)
    except OSError as error:
        context.say(NO_WRITE.fill(path=error.filename or ".cache", why=error.strerror or str(error)))
        sys.exit(2)
    sys.exit(_tell(context, found, mentions, "json" if as_json else format_))


def _look(context: Context, mentions: Mapping[str, Sequence[Mention]], kept: Kept, manners: Manners, max_age: int) -> None:
    """Look at what has not been looked at lately; leaves where it is interrupted, or no host can be found."""
    from kbsite.links.round import look_at

    today = dt.datetime.now(dt.UTC).date()
    due = [url for url in mentions if not kept.is_fresh(url, today, max_age)]
    done = 0
    terminal = sys.stderr.isatty()

    def take(found: Found) -> None:
        nonlocal done
        done += 1
        kept.add(found)
        if terminal:
            click.echo("\r\x1b[K" + PROGRESS.fill(done=done, total=len(due)).say(context.language), nl=False, err=True)

    try:
        look_at(due, manners, today, take)
    except KeyboardInterrupt:
        context.say(STOPPED.fill(done=done, left=len(due) - done))
        sys.exit(INTERRUPTED)
    finally:
        if terminal and done:
            click.echo("\r\x1b[K", nl=False, err=True)
    if kept.cut_off:
        context.say(CUT_OFF)
        sys.exit(2)


def _add_copies(kept: Kept, mentions: Mapping[str, Sequence[Mention]], service: str, manners: Manners) -> None:
    from dataclasses import replace

    from kbsite.links.archive import find_copies

    wanted = [url for url in mentions if url in kept.found and kept.found[url].verdict == "gone" and not kept.found[url].archived]
    for url, copy in find_copies(wanted, service, manners).items():
        kept.put(replace(kept.found[url], archived=copy))


def _write(context: Context, catalog: Catalog, mentions: Mapping[str, tuple[Mention, ...]], found: Sequence[Found]) -> None:
    from kbsite.links.marks import marks, write_marks

    changed, left = write_marks(context.root, marks(catalog, mentions, found))
    context.say(WRITTEN.fill(count=len(changed)))
    for path in left:
        context.say(LEFT.fill(path=path))


def _tell(context: Context, found: Sequence[Found], mentions: Mapping[str, Sequence[Mention]], format_: str) -> int:
    from kbsite.links import said
    from kbsite.rules import in_report_order

    problems = in_report_order(said.problems(found, mentions))
    if format_ == "json":
        click.echo(said.as_json(found, mentions))
    elif format_ == "markdown":
        click.echo(said.as_markdown(found, mentions, context.language))
    else:
        report(context, problems, format_)
        context.say(said.summary(found))
    return exit_code(problems)


PROGRESS = Words("looked at {done}/{total}", "{done}/{total} 확인")
STOPPED = Words(
    "stopped: {done} addresses were looked at, {left} are left; the same command goes on from here",
    "멈췄습니다. 주소 {done}개를 확인했고 {left}개가 남았습니다. 같은 명령이 여기서부터 이어 갑니다",
)
CUT_OFF = Words(
    "not one host can be found: this machine seems to have no network, and nothing was noted",
    "호스트를 하나도 찾지 못했습니다. 네트워크가 없는 듯하여 아무것도 적지 않았습니다",
)
NO_WRITE = Words("'{path}' cannot be written: {why}", "'{path}'을/를 쓸 수 없습니다: {why}")
WRITTEN = Words("status and date were written into {count} files", "파일 {count}개에 상태와 날짜를 적었습니다")
LEFT = Words(
    "{path} was left as it is: its text could not be changed safely; write 'status' and 'checked' by hand",
    "{path}은/는 글을 안전하게 고칠 수 없어 두었습니다. 'status'와 'checked'를 손으로 적으세요",
)
