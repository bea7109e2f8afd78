"""Templates call, read and take arguments as Python does, show what is safe, and refuse what they do not know."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from kbsite.site.templating import Templates

MACROS = """\
{% macro greeting(v, name, mark="!") %}<b>{{ name }}{{ mark }}</b>{% endmacro %}
{% macro box(v, title) %}<div>{{ title }}{% if caller is defined %}: {{ caller() }}{% endif %}</div>{% endmacro %}
{% macro both(v, name) %}{{ greeting(v, name) }}{{ greeting(v, name, mark="?") }}{% endmacro %}
"""


def rendered(folder: Path, template: str, **values: Any) -> str:
    (folder / "macros.html").write_text(MACROS, "utf-8")
    (folder / "page.html").write_text('{% import "macros.html" as m %}' + template, "utf-8")
    return Templates(folder).get_template("page.html").render(v=SimpleNamespace(shout=str.upper, word=lambda: "<w>"), **values)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ('{{ m.greeting(v, "A & B") }}', "<b>A &amp; B!</b>"),
        ('{{ m.greeting(v, name="A", mark="?") }}', "<b>A?</b>"),
        ('{{ m.both(v, "A") }}', "<b>A!</b><b>A?</b>"),
        ('{{ m.box(v, "A") }}', "<div>A</div>"),
        ('{% call m.box(v, "A") %}{{ v.word() }}{% endcall %}', "<div>A: &lt;w&gt;</div>"),
        ('{{ v.shout("a") }}{{ v.word() }}{{ number }}', "A&lt;w&gt;3"),
        ("{{ safe }}{% for one in plain %}{{ one }}{{ v.word() if loop.last }}{% endfor %}", "<i></i>&#39;&#34;&lt;w&gt;"),
        ("{{ thing.name if thing.name is defined else 0 }}{{ thing.other if thing.other is defined else 0 }}", "x0"),
        ('{% set kept = m.greeting(v, "A") %}{{ [kept, "<"] | join(" ") }}', "<b>A!</b> &lt;"),
    ],
)
def test_a_template_says(tmp_path: Path, template: str, html: str) -> None:
    values = {"number": 3, "safe": Markup("<i></i>"), "plain": "'\"", "thing": SimpleNamespace(name="x")}
    assert rendered(tmp_path, template, **values) == html


@pytest.mark.parametrize(
    ("template", "error", "words"),
    [
        ("{{ nobody }}", UndefinedError, "'nobody' is undefined"),
        ("{{ thing.other }}", AttributeError, "has no attribute 'other'"),
        ("{{ m.greeting(v) }}", UndefinedError, "parameter 'name' was not provided"),
        ('{{ m.greeting(v, "A", colour="red") }}', TypeError, "unexpected keyword argument 'colour'"),
        ('{{ m.greeting(v, "A", "!", "?") }}', TypeError, "takes from 0 to 3 positional arguments but 4 were given"),
        ('{{ m.farewell(v, "A") }}', AttributeError, "has no attribute 'farewell'"),
    ],
)
def test_a_template_is_refused_what_is_not_there(tmp_path: Path, template: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        rendered(tmp_path, template, thing=SimpleNamespace(name="x"))


def test_macros_are_made_once(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text(MACROS, "utf-8")
    templates = Templates(tmp_path)
    assert templates.macros("macros.html") is templates.macros("macros.html")
