"""Templates as they were compiled the last time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from kbsite.site import kept_templates as module
from kbsite.site import templating
from kbsite.site.templating import Templates, read_once


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's own caches are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "kbsite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The templates of a package."""
    place = tmp_path / "site-packages" / "theme"
    place.mkdir(parents=True)
    (place / "page.html").write_text("{% macro of(name) %}<b>{{ name }}</b>{% endmacro %}{{ of(title) }}", "utf-8")
    return place


def files(home: Path, kind: str = "direct") -> list[Path]:
    return sorted(path for path in (home / f"templates-{kind}").glob("*") if path.name != ".gitignore")


def render(folder: Path) -> str:
    return Templates(folder).get_template("page.html").render(title="A < B")


def test_a_template_is_compiled_once(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(folder) == "<b>A &lt; B</b>"
    assert len(files(home)) == 1
    monkeypatch.setattr(templating.DirectCode, "visit_Template", None)
    assert render(folder) == "<b>A &lt; B</b>"


def test_another_text_is_compiled_in_its_place(folder: Path, home: Path) -> None:
    render(folder)
    (folder / "page.html").write_text("{{ title }}!", "utf-8")
    assert render(folder) == render(folder) == "A &lt; B!"
    assert len(files(home)) == 1


def test_other_code_compiles_it_anew(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(folder)
    before = files(home)[0].read_bytes()
    monkeypatch.setattr(module, "code", lambda: "other")
    assert render(folder) == "<b>A &lt; B</b>"
    assert files(home)[0].read_bytes() != before


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:40] + b"?" + data[41:], lambda data: data + b"x"]
)
def test_what_is_not_as_it_was_written_is_not_run(folder: Path, home: Path, damage: object) -> None:
    render(folder)
    file = files(home)[0]
    good = file.read_bytes()
    file.write_bytes(damage(good))  # type: ignore[operator]
    assert render(folder) == "<b>A &lt; B</b>"
    assert file.read_bytes() == good


def test_code_from_elsewhere_is_not_run(folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "page.html").write_text("theirs", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    render(folder)
    theirs = tmp_path / "elsewhere" / "kbsite" / "templates-direct"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (folder / "page.html").write_text("ours", "utf-8")
    render(folder)
    mine = files(home)[0]
    shutil.copyfile(theirs / mine.name, mine)
    (folder / "page.html").write_text("theirs", "utf-8")  # so that only the seal tells them apart
    monkeypatch.setattr(templating.DirectCode, "visit_Template", None)
    with pytest.raises(TypeError):
        render(folder)


def test_two_ways_of_compiling_are_kept_apart(folder: Path, home: Path) -> None:
    theirs = read_once(Environment(loader=FileSystemLoader(folder), autoescape=True), (folder,))
    assert theirs.get_template("page.html").render(title="A") == render(folder).replace("A &lt; B", "A")
    assert len(files(home)) == len(files(home, "plain")) == 1


def test_templates_of_a_project_are_not_kept(tmp_path: Path, home: Path) -> None:
    (tmp_path / "page.html").write_text("{{ title }}", "utf-8")
    assert Templates(tmp_path).get_template("page.html").render(title="A") == "A"
    assert Templates(tmp_path).bytecode_cache is None
    assert files(home) == []


def test_where_nothing_can_be_kept_all_is_compiled(folder: Path, home: Path) -> None:
    home.parent.mkdir()
    home.write_text("no folder", "utf-8")
    assert render(folder) == "<b>A &lt; B</b>"
