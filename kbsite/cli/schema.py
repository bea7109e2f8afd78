"""`kbsite schema`: what editors complete and check records with, as JSON Schema."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from kbsite.cli.completion import one_of
from kbsite.cli.context import Context, report
from kbsite.words import Words


def _kinds() -> Iterable[str]:
    from kbsite.records.json_schema import schemas

    return schemas()


@click.command()
@click.argument("kind", required=False, shell_complete=one_of(_kinds))
@click.option("--write", is_flag=True, help="Write every schema to the project's folder schema/, with the ids there are.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the schemas that are missing or old, and fail.")
@click.pass_obj
def schema(context: Context, kind: str | None, write: bool, only_check: bool) -> None:
    """Print the JSON Schema of a KIND of record, or write all of them."""
    from kbsite.editing.files import SCHEMAS, put
    from kbsite.records.json_schema import as_text, known_ids, schemas
    from kbsite.records.json_types import IDS
    from kbsite.records.load import load_catalog
    from kbsite.records.suggest import did_you_mean

    made = schemas()
    if not (write or only_check):
        if kind not in made:
            hint = did_you_mean(kind, made) if kind else None
            said = NO_KIND.fill(kind=kind or "", kinds=", ".join(made))
            context.say(said + hint if hint else said)
            sys.exit(2)
        click.echo(as_text(made[kind]), nl=False)
        return
    catalog, problems = load_catalog(context.root, kept=context.kept())
    if catalog is None:
        report(context, problems)
        sys.exit(2)
    texts = {f"{name}.json": as_text(document) for name, document in made.items()}
    folder = context.root / SCHEMAS
    old = [name for name, text in texts.items() if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text]
    if only_check:
        for name in old:
            click.echo(f"{SCHEMAS}/{name}")
        context.say((OLD if old else CURRENT).fill(old=len(old), count=len(texts)))
        sys.exit(1 if old else 0)
    for name, text in {**texts, f"{IDS}.json": as_text(known_ids(catalog))}.items():
        put(folder / name, text)
    context.say(WRITTEN.fill(count=len(texts) + 1, folder=SCHEMAS))


NO_KIND = Words("no kind of record '{kind}'; there are: {kinds}.", "기록 종류 '{kind}'은/는 없습니다. 있는 것: {kinds}.")
OLD = Words("{old} of {count} schemas are missing or old; `kbsite schema --write` renews them",
            "스키마 {count}개 가운데 {old}개가 없거나 낡았습니다. `kbsite schema --write`로 새로 쓰세요")  # fmt: skip
CURRENT = Words("{count} schemas: all current", "스키마 {count}개: 모두 최신입니다")
WRITTEN = Words("{count} files written to {folder}/", "{folder}/에 파일 {count}개를 썼습니다")
