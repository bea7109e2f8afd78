"""`kbsite new`: records begun by answering questions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kbsite.cli.completion import ids_of, one_of
from kbsite.cli.context import Context, report
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.cli.asking import Interview
    from kbsite.editing.draft import Draft
    from kbsite.editing.questions import Question
    from kbsite.records.catalog import Catalog


class _Kinds(click.Group):
    """A command for each kind of record, made when it is asked for: what is asked comes with all models."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in HELP else None


@click.group(cls=_Kinds)
def new() -> None:
    """Begin a record: asks for what it needs, or takes it from options."""


def _option(kind: str, question: Question) -> click.Option:
    from kbsite.editing.files import KINDS
    from kbsite.records.fields import choices

    help_ = question.says.en + (", repeatable." if question.many else ".")
    complete = ids_of(question.of) if question.of else None
    if question.of == "choice":
        complete = one_of(lambda: choices(KINDS[kind], question.into))
    name = question.key.replace("-", "_")
    return click.Option([f"--{question.key}", name], multiple=question.many, help=help_, shell_complete=complete)


def _command(kind: str) -> click.Command:
    from kbsite.editing.questions import QUESTIONS

    def begin_one(no_input: bool, **options: Any) -> None:
        context = click.get_current_context().obj
        made = {name: options.pop(name, ()) for name in ("new_speaker", "new_technique")}
        _begin(context, kind, {key.replace("_", "-"): value for key, value in options.items() if value}, not no_input, made)

    options: list[click.Parameter] = [_option(kind, question) for question in QUESTIONS[kind]]
    if kind == "talk":
        options += [
            click.Option(["--new-speaker"], nargs=2, multiple=True, metavar="ID NAME", help="Make a speaker's record, too."),
            click.Option(
                ["--new-technique"], nargs=4, multiple=True, metavar="ID NAME TAG DEFINITION", help="Make a technique's record, too."
            ),
        ]
    options.append(
        click.Option(["--no-input"], is_flag=True, help="Ask nothing; what is not given stays absent, and sources must be given.")
    )
    return click.Command(kind, params=options, callback=begin_one, help=HELP[kind])


def _begin(context: Context, kind: str, given: dict[str, Any], asks: bool, made: dict[str, Any]) -> None:
    from kbsite.cli.asking import Interview, Unanswered
    from kbsite.editing.begin import begin
    from kbsite.records.load import load_catalog

    catalog, problems = load_catalog(context.root, kept=context.kept())
    if catalog is None:
        report(context, problems)
        sys.exit(2)
    interview = Interview(context, catalog, asks)
    try:
        _by_the_way(interview, made, given.get("source"))
        for key, option in (("speaker", "new_speaker"), ("technique", "new_technique")):
            named = tuple(given.get(key) or ())
            if fresh := tuple(id_ for id_, *_ in made[option] if id_ not in named):
                given[key] = named + fresh
        answers = interview.answers(kind, given)
        drafts = [*interview.made.values(), begin(catalog.project, kind, answers)]
    except Unanswered as error:
        context.say(error.words)
        sys.exit(2)
    _write(context, catalog, drafts, asks)
    context.say(NEXT[kind].fill(path=drafts[-1].path, id=answers.get("id", "")))


def _by_the_way(interview: Interview, made: dict[str, Any], sources: Sequence[str] | None) -> None:
    """Records that options ask for beside the one that is begun."""
    for id_, name in made["new_speaker"]:
        interview.make("speaker", interview.answers("speaker", {"id": id_, _script("name", name): name, "source": sources}))
    for id_, name, topic, definition in made["new_technique"]:
        given = {"id": id_, _script("name", name): name, "topic": topic, _script("definition", definition): definition, "source": sources}
        interview.make("technique", interview.answers("technique", given))


def _script(key: str, text: str) -> str:
    return f"{key}-ko" if any("가" <= letter <= "힣" for letter in text) else f"{key}-en"


def _write(context: Context, catalog: Catalog, drafts: Sequence[Draft], asks: bool) -> None:
    from kbsite.editing.draft import problems_of
    from kbsite.editing.files import put

    files = [file for draft in drafts for file in draft.files()]
    for path, _ in files:
        if (context.root / path).exists():
            context.say(EXISTS.fill(path=path))
            sys.exit(2)
    wrong = problems_of(catalog, drafts)
    if any(problem.severity == "error" for problem in wrong):
        report(context, wrong)
        # Who has answered a dozen questions is not to begin anew.
        if not (asks and click.confirm(WRITE_ANYWAY.say(context.language), default=True, err=True)):
            context.say(NOT_WRITTEN)
            sys.exit(1)
    for path, text in files:
        put(context.root / path, text)
        click.echo(path)


HELP = {
    "talk": "Begin the record of a talk.",
    "speaker": "Begin the record of a person.",
    "technique": "Begin the record of a method, tool or idea.",
    "event": "Begin the record of an event.",
    "source": "Begin the record of a work that others cite.",
    "snippet": "Begin a runnable example: its recipe and a program that runs.",
}
EXISTS = Words("'{path}' is there already; nothing was written", "'{path}'이/가 이미 있습니다. 아무것도 쓰지 않았습니다")
NOT_WRITTEN = Words("nothing was written: the record would not pass the check", "검사를 통과하지 못할 기록이라 쓰지 않았습니다")
WRITE_ANYWAY = Words("write it all the same, to be mended in an editor?", "그래도 쓰고, 편집기에서 고칠까요?")
NEXT = {
    "talk": Words(
        "Next: write what the talk is about under 'abstract:' in {path}, then `kbsite check` and `kbsite serve`.",
        "다음: {path}의 'abstract:'에 무엇에 대한 발표인지 적고 `kbsite check`와 `kbsite serve`로 확인하세요.",
    ),
    "speaker": Words("Next: name '{id}' under 'speakers:' of a talk.", "다음: 발표의 'speakers:'에 '{id}'을/를 적으세요."),
    "technique": Words("Next: name '{id}' under 'techniques:' of a talk.", "다음: 발표의 'techniques:'에 '{id}'을/를 적으세요."),
    "event": Words("Next: `kbsite new talk --event {id}`.", "다음: `kbsite new talk --event {id}`."),
    "source": Words("Next: cite '{id}' under 'source:' or 'sources:'.", "다음: 'source:'나 'sources:'에 '{id}'을/를 적으세요."),
    "snippet": Words(
        "Next: write the program, then `kbsite run {id} --record`; the check asks for a recorded run.",
        "다음: 프로그램을 쓰고 `kbsite run {id} --record`로 실행을 기록하세요. 검사는 기록된 실행을 요구합니다.",
    ),
}
