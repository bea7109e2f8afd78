"""`kbsite init`: a project folder for a conference."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kbsite.cli.context import Context, report
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.records.catalog import Catalog
    from kbsite.records.project import Project

NAME = "LANGUAGE=NAME"


class _Day(click.ParamType[dt.date]):
    """A day of the calendar."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(BAD_DAY.fill(value=value).say(click.get_current_context().obj.language), param, ctx)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--event", metavar="ID", help="Id of the event: its folder and address, e.g. pycon2025.")
@click.option(
    "--name", "names", multiple=True, metavar=NAME, help="Its name in a language of the site; the first one is the main language."
)
@click.option("--day", "days", multiple=True, type=_Day(), metavar="DATE", help="A day of the event; repeatable.")
@click.option("--time-zone", metavar="ZONE", help="IANA time zone, e.g. Asia/Seoul.")
@click.option("--page", default="", metavar="URL", help="The conference's own site.")
@click.option("--site-url", default="http://127.0.0.1:8000/", metavar="URL", help="Where the site will be published.")
@click.option("--repo-url", default="", metavar="URL", help="Where the records will be kept, for links that edit them.")
@click.option("--engine", metavar="REQUIREMENT", help="What pip installs kbsite from; by default where this one came from.")
@click.pass_obj
def init(
    context: Context,
    folder: Path,
    event: str | None,
    names: tuple[str, ...],
    days: tuple[dt.date, ...],
    time_zone: str | None,
    page: str,
    site_url: str,
    repo_url: str,
    engine: str | None,
) -> None:
    """Make FOLDER a project for another conference: settings, an event, pages, and how to publish.

    What is not given is asked for on a terminal.
    """
    from kbsite.records.models import ID
    from kbsite.starter.engine import is_version_only, own_requirement
    from kbsite.starter.project import Answers, project_files

    target = context.root / folder
    if target.exists() and any(path.name != ".git" for path in target.iterdir()):
        raise click.ClickException(NOT_EMPTY.fill(folder=folder).say(context.language))
    asker = _Asker(context, {"--event": event, "--name": names, "--day": days, "--time-zone": time_zone})
    id_ = event or asker.ask(EVENT)
    if not re.fullmatch(ID, id_):
        raise click.UsageError(BAD_ID.fill(value=id_).say(context.language))
    answers = Answers(
        event=id_,
        names=_named(
            context, names or [f"{language}={asker.ask(NAMED.fill(language=language))}" for language in asker.ask(SPOKEN).split()]
        ),
        days=days or asker.days(),
        time_zone=time_zone or asker.ask(ZONE, "Asia/Seoul"),
        page=page,
        site_url=site_url if site_url.endswith("/") else f"{site_url}/",
        repo_url=repo_url,
        engine=engine or own_requirement(),
    )
    if not _write(context, target, project_files(answers)):
        sys.exit(1)
    context.say(MADE.fill(folder=folder, event=answers.event))
    if not engine and is_version_only(answers.engine):
        context.say(VERSION_ONLY.fill(engine=answers.engine))


class _Asker:
    """Asks for what no option gave; where nobody can answer, says at once which options are missing."""

    def __init__(self, context: Context, given: Mapping[str, object]) -> None:
        self._language = context.language
        missing = [option for option, value in given.items() if not value]
        if missing and not sys.stdin.isatty():
            raise click.UsageError(MISSING.fill(options=", ".join(missing)).say(context.language))

    def ask(self, question: Words, default: str | None = None) -> str:
        return str(click.prompt(question.say(self._language), default=default, err=True)).strip()

    def days(self) -> tuple[dt.date, ...]:
        first = click.prompt(FIRST_DAY.say(self._language), type=_Day(), err=True)
        count = click.prompt(HOW_MANY.say(self._language), type=click.IntRange(1, 30), default=1, err=True)
        return tuple(first + dt.timedelta(days=number) for number in range(count))


def _named(context: Context, names: Iterable[str]) -> Mapping[str, str]:
    from kbsite.records.project import LANGUAGE

    found: dict[str, str] = {}
    for each in names:
        language, _, name = each.partition("=")
        if not re.fullmatch(LANGUAGE, language.strip()) or not name.strip():
            raise click.UsageError(BAD_NAME.fill(value=each).say(context.language))
        found[language.strip()] = name.strip()
    return found


def _write(context: Context, target: Path, files: Mapping[str, str]) -> bool:
    """Write the files aside, check them as any project, and only then put them in place."""
    from kbsite.site.build import read_project

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".kbsite-init-", dir=target.parent) as aside:
        made = Path(aside) / "project"
        for path, text in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text, "utf-8")
        catalog, problems = read_project(made)
        if catalog is not None:
            _write_schemas(catalog, made)
            _in_house_style(catalog.project, made)
        report(context, problems)
        if any(problem.severity == "error" for problem in problems):
            return False
        if target.exists():
            for each in made.iterdir():
                shutil.move(each, target / each.name)
        else:
            made.rename(target)
    return True


def _write_schemas(catalog: Catalog, folder: Path) -> None:
    """What editors complete records with; the first line of every record will name its own."""
    from kbsite.editing.files import SCHEMAS, put
    from kbsite.records.json_schema import as_text, known_ids, schemas
    from kbsite.records.json_types import IDS

    for name, document in {**schemas(), IDS: known_ids(catalog)}.items():
        put(folder / SCHEMAS / f"{name}.json", as_text(document))


def _in_house_style(project: Project, folder: Path) -> None:
    from kbsite.editing.format import formatted

    records = sorted(path.relative_to(folder).as_posix() for path in folder.glob("talks/**/*.yml"))
    for each in formatted(project, records):
        if each.changed and each.after is not None:
            (folder / each.path).write_text(each.after, "utf-8")


NOT_EMPTY = Words(
    "'{folder}' holds files already; name a new or an empty folder", "'{folder}'에 이미 파일이 있습니다. 새 폴더나 빈 폴더를 고르세요"
)
MISSING = Words("nobody is here to ask; give {options}", "물어볼 사람이 없습니다. {options}을/를 적으세요")
BAD_ID = Words(
    "'{value}' cannot be an id; use lower-case letters a-z, digits and single hyphens, as pycon2025",
    "'{value}'은/는 id가 될 수 없습니다. pycon2025처럼 소문자 a-z, 숫자, 하나씩의 붙임표만 쓰세요",
)
BAD_DAY = Words(
    "'{value}' is no day of the calendar; write it as 2016-10-25", "'{value}'은/는 달력에 없는 날짜입니다. 2016-10-25처럼 적으세요"
)
BAD_NAME = Words(
    "'{value}' is no language and name; write --name 'en=PyCon'", "'{value}'은/는 '언어=이름'이 아닙니다. --name 'ko=파이콘'처럼 적으세요"
)
VERSION_ONLY = Words(
    "requirements.txt asks for {engine}: where no package index has that, name the address of a repository in it, or give --engine",
    "requirements.txt에 {engine}을/를 적었습니다. 패키지 저장소에 없는 판이면 거기에 git 저장소의 주소를 적거나 --engine을 주세요",
)
EVENT = Words("Id of the event, for its folder and address (e.g. pycon2025)", "행사 id, 폴더와 주소에 쓰입니다(예: pycon2025)")
SPOKEN = Words("Languages of the site, the main one first (e.g. ko en)", "사이트의 언어, 주 언어부터(예: ko en)")
NAMED = Words("Name of the conference ({language})", "행사 이름({language})")
ZONE = Words("Time zone", "시간대")
FIRST_DAY = Words("First day (YYYY-MM-DD)", "첫날(YYYY-MM-DD)")
HOW_MANY = Words("How many days", "며칠 동안")
MADE = Words(
    "{folder} is ready: kbsite -C {folder} new talk adds a talk, kbsite -C {folder} serve shows the site",
    "{folder}이/가 준비되었습니다. kbsite -C {folder} new talk로 발표를 더하고 kbsite -C {folder} serve로 사이트를 봅니다",
)
