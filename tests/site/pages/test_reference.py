"""The pages of reference show everything the code has: every field with an example, every command with its options."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import click
import pytest
from projectkit import Folder

from kbsite.cli import main
from kbsite.records import meanings
from kbsite.records.json_schema import KINDS, fields, parts_of
from kbsite.site.page import Page
from kbsite.site.pages import commands as commands_page
from kbsite.site.pages import fields as fields_page
from kbsite.site.pages.view import View


def page(project: Folder, language: str, module: ModuleType) -> Page:
    catalog = project.catalog()
    made: Page
    (made,) = module.pages(catalog, View(catalog, language))
    return made


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_field_is_there(project: Folder, language: str) -> None:
    made = page(project, language, fields_page)
    body = str(made.body)
    models = {part for model in KINDS.values() for part in parts_of(model)}
    for model in models:
        assert f'id="{model.__name__.lower()}"' in body
        for key in fields(model):
            assert f'id="{model.__name__.lower()}.{key}"' in body
    count = sum(len(fields(model)) for model in models)
    assert body.count('class="kb-reference-field"') == count
    assert str(count) in made.description


def test_a_field_says_what_it_holds(project: Folder) -> None:
    body = str(page(project, "en", fields_page).body)
    talk = body.partition('id="talk.techniques"')[2].partition("kb-reference-field")[0]
    assert 'a list of: <a href="#techniqueuse">A technique used</a>' in talk
    type_ = body.partition('id="talk.type"')[2].partition("kb-reference-field")[0]
    assert "one of these · talk if left out" in type_
    assert "<code>keynote</code> a keynote" in type_
    topic = body.partition('id="technique.topic"')[2].partition("kb-reference-field")[0]
    assert "a tag of the vocabulary" in topic
    assert "required" in topic
    assert meanings.meaning(KINDS["technique"], "topic").says.say("en") in topic


def named(command: click.Command, path: str) -> Iterator[str]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from named(inner, f"{path} {name}")


def test_every_command_is_there_with_its_options(project: Folder) -> None:
    found = {command.name: command for command in commands_page.commands()}
    assert list(found) == list(named(main, "kbsite"))
    check = found["kbsite check"]
    assert check.usage.startswith("kbsite check [OPTIONS]")
    assert ("--format github|json|sarif|text", "How problems are written.") in [(option.names, option.says) for option in check.options]
    assert not any("--help" in option.names for command in found.values() for option in command.options)
    assert [option.opts for option in main.get_params(click.Context(main)) if "--help" in option.opts] == [["-h", "--help"]]
    body = str(page(project, "ko", commands_page).body)
    assert 'id="kbsite-check"' in body
    assert "모든 기록의 모든 문제를 찾습니다." in body
