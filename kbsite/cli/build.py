"""`kbsite build`: the site as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kbsite.cli.context import Context, exit_code, report
from kbsite.words import Words


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site; site/ by default.")
@click.option("--cards/--no-cards", default=True, help="Draw the pictures shown where pages are shared.")
@click.option("--offline/--no-offline", default=True, help="Let browsers keep visited pages for use without a network.")
@click.option("--for-disk", is_flag=True, help="For a folder that is opened from a disk, without a web server; examples do not run in it.")
@click.option("--compress", is_flag=True, help="Write .gz and .br beside every text, for servers that send those.")
@click.pass_obj
def build(context: Context, output: Path | None, cards: bool, offline: bool, for_disk: bool, compress: bool) -> None:
    """Check the records and write the site."""
    from kbsite.records.memory import hoard
    from kbsite.site.build import build_site
    from kbsite.site.writing import Flavour

    hoard()
    bar = _Bar(context)
    flavour: Flavour = "disk" if for_disk else "offline" if offline else "online"
    built = build_site(
        context.root,
        output.absolute() if output else None,
        progress=bar.show,
        cards=cards,
        flavour=flavour,
        twins=compress,
        kept=context.kept(),
    )
    bar.end()
    report(context, built.problems)
    if not built.failed:
        where = output or Path("site")
        said = STAYED if built.stayed else BUILT
        context.say(said.fill(files=built.files, size=f"{built.size / 1e6:.1f}", where=where))
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


BUILT = Words("{files} files, {size} MB in {where}/", "{where}/에 파일 {files}개, {size} MB")
STAYED = Words("nothing has changed: {files} files, {size} MB in {where}/", "바뀐 것이 없습니다: {where}/에 파일 {files}개, {size} MB")
PROGRESS = Words("writing {done}/{total} ({percent} %)", "쓰는 중 {done}/{total} ({percent} %)")
