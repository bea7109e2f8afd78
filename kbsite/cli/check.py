"""`kbsite check`: every problem of every record."""

from __future__ import annotations

import sys

import click

from kbsite.cli.context import Context, exit_code, report
from kbsite.report import FORMATS, summary


@click.command()
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
    report(context, problems, format_)
    if catalog is not None and format_ == "text":
        context.say(summary(problems, sum(1 for _ in catalog.records())))
    sys.exit(exit_code(problems))
