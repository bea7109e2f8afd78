"""`kbsite import`: talks of other systems as records."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kbsite.cli.context import Context, report
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.imports.desk import Written
    from kbsite.imports.remarks import Group, Locate

FORMATS = ("csv", "frab-json", "frab-xml", "json", "pyvideo")
"""Those of `kbsite.imports.formats`, which is only read by who needs it."""


COLUMNS = """\
Columns of csv, and keys of json: title (needed), id, event, conference, year, code, slug, type, language,
official_title_languages, speakers, speaker_names, affiliation, date, start, end, duration, time_zone, track, slot, room,
inferred, abstract, description, tags, category, techniques, slides, video, repository, url, license. Common other names are
known, in Korean too. title_ko, title_en and the like give one language. Several values are separated by semicolons.
Columns state, updated and record of our own csv follow from the records, and are not taken."""


@click.command("import", epilog=COLUMNS)
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--event", metavar="ID", default="", help="Put every talk under this event.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path("talks"), metavar="DIR", help="The folder of records; talks/ by default.")  # fmt: skip
@click.option("--time-zone", metavar="ZONE", default="", help="IANA time zone of events for which the file names none.")
@click.option("--update", is_flag=True, help="Bring records that are there already up to date.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.option("--json", "as_json", is_flag=True, help="Print everything that was done and left out as JSON.")
@click.pass_obj
def import_(
    context: Context, format_: str, files: tuple[Path, ...], event: str, into: Path, time_zone: str, update: bool, dry_run: bool, as_json: bool
) -> None:  # fmt: skip
    """Make records of the talks in FILEs: csv, frab-json, frab-xml (pretalx too), json (a list of objects), pyvideo.

    Nothing there already is changed without --update. What could not be carried over is told, with its place.
    """
    from kbsite.imports.desk import Options
    from kbsite.imports.formats import locate, read_files, records
    from kbsite.imports.remarks import ERRORS, Remarks, as_problems, grouped

    _check_options(context, event, time_zone)
    remarks = Remarks()
    folder = context.root / into
    found = read_files(format_, [(Path.cwd() / file, file.as_posix()) for file in files], event, remarks)
    try:
        made = records(found, folder, Options(update, time_zone, _schemas(context.root)), remarks)
        if not dry_run:
            _write(folder, made)
    except OSError as error:
        context.say(NO_ACCESS.fill(path=error.filename, why=error.strerror))
        sys.exit(2)
    groups, where = grouped(remarks.every), locate(found)
    if as_json:
        click.echo(json.dumps(_plain(made, groups, where), ensure_ascii=False, indent=2))
    else:
        report(context, list(as_problems(groups, where)))
        verdicts = Counter(file.verdict for file in made)
        said = WOULD if dry_run else DONE
        context.say(said.fill(**{name: verdicts[name] for name in ("new", "updated", "same", "differs")}))
    unread = any(group.field == "file" and group.kind == "import-refused" for group in groups)
    sys.exit(2 if unread and not found else 1 if any(group.kind in ERRORS for group in groups) else 0)


def _check_options(context: Context, event: str, time_zone: str) -> None:
    from zoneinfo import available_timezones

    from kbsite.records.models import ID
    from kbsite.records.suggest import did_you_mean

    if event and not re.fullmatch(ID, event):
        raise click.UsageError(BAD_ID.fill(value=event).say(context.language))
    zones = available_timezones()
    if time_zone and time_zone not in zones:
        said, hint = BAD_ZONE.fill(value=time_zone), did_you_mean(time_zone, zones)
        raise click.UsageError((said + hint if hint else said).say(context.language))


def _schemas(root: Path) -> dict[str, str]:
    """The way from a record to its schema, where the project has schemas."""
    from kbsite.editing.files import KINDS, SCHEMAS
    from kbsite.records.models import Tag

    if not (root / SCHEMAS).is_dir():
        return {}
    return {kind.__name__: f"{'../' if kind is Tag else '../../'}{SCHEMAS}/{name}.json" for name, kind in KINDS.items()}


def _write(folder: Path, made: Sequence[Written]) -> None:
    from kbsite.editing.files import put

    for file in made:
        if file.text:
            put(folder / file.path.removeprefix("talks/"), file.text)


def _plain(made: Sequence[Written], groups: Sequence[Group], where: Locate) -> dict[str, Any]:
    return {
        "version": 1,
        "records": [{"path": file.path, "verdict": file.verdict} for file in made],
        "remarks": [
            {
                "kind": group.kind,
                "field": group.field,
                "message": {"ko": group.why.say("ko"), "en": group.why.say("en")},
                "count": len(group.remarks),
                "places": [
                    {"file": each.spot.file, "line": line, "column": column, "pointer": each.spot.pointer, "value": each.value}
                    for each in group.remarks
                    for line, column in [where(each.spot)]
                ],
            }
            for group in groups
        ],
    }


NO_ACCESS = Words("'{path}' cannot be read or written: {why}", "'{path}'을/를 읽거나 쓸 수 없습니다: {why}")
BAD_ID = Words(
    "'{value}' cannot be an id; use lower-case letters a-z, digits and single hyphens, as pycon2025",
    "'{value}'은/는 id가 될 수 없습니다. pycon2025처럼 소문자 a-z, 숫자, 하나씩의 붙임표만 쓰세요",
)
BAD_ZONE = Words("'{value}' is no time zone of the IANA database.", "'{value}'은/는 IANA 시간대 이름이 아닙니다.")
DONE = Words(
    "records: {new} new, {updated} updated, {same} already there, {differs} there with something else and left as they are",
    "기록: 새로 {new}건, 고침 {updated}건, 이미 있음 {same}건, 내용이 달라 그대로 둠 {differs}건",
)
WOULD = Words(
    "nothing was written; it would be: {new} new, {updated} updated, {same} already there, {differs} there with something else",
    "아무것도 쓰지 않았습니다. 쓴다면: 새로 {new}건, 고침 {updated}건, 이미 있음 {same}건, 내용이 다름 {differs}건",
)
