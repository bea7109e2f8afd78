"""The plan of the house: imports point one way, modules are small and documented, and the code knows no event by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from projectkit import ROOT

PACKAGE = ROOT / "kbsite"
ORDER = (
    "words",
    "problems",
    "report",
    "text",
    "records",
    "rules",
    "verdict",
    "links",
    "editing",
    "snippets",
    "search",
    "exports",
    "imports",
    "site",
    "starter",
    "review",
    "cli",
)
"""Rooms of the house; each may import from those before it, and `text` from none."""
PAGES_MAY_NOT_IMPORT = {"build", "engine", "outputs", "serve", "swap", "contents", "card"}
"""What comes after the pages in the pipeline of the site."""
ONLY_IN: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("kbsite.site.engine",),
    "material": (),
    "yaml": ("kbsite.records.",),
    "ruamel": ("kbsite.records.",),
    "whoosh": ("kbsite.search.index", "kbsite.search.codec"),
    "httpx": ("kbsite.links.", "kbsite.site.links", "kbsite.site.pyodide"),
    "certifi": ("kbsite.links.trust",),
    "click": ("kbsite.cli",),
    "pydantic": ("kbsite.records.",),
    "jinja2": ("kbsite.site.",),
    "nh3": ("kbsite.site.",),
    "brotli": ("kbsite.site.compressed",),
    "rcssmin": ("kbsite.site.small_files",),
    "rjsmin": ("kbsite.search.browser",),
    "matplotlib": ("kbsite.snippets.drawing",),
    "watchfiles": ("kbsite.editing.watch",),
}
MOST_LINES = 250
LONGER: Mapping[str, int] = {"kbsite.records.models": 500}
"""Modules that are long because they list many shapes of one kind."""


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the package, by name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text("utf-8"))


NAMES = sorted(modules())


def run_time(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when a module is imported: not those in functions, nor those for the type checker alone."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from run_time(node.orelse)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            for field in ("body", "orelse", "finalbody"):
                yield from run_time(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                yield from run_time(handler.body)
        else:
            yield node


def imported(nodes: Iterator[ast.stmt] | Iterator[ast.AST]) -> set[str]:
    """Names of the modules that import statements name, ours as exactly as they can be."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            base = str(node.module)
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules() else base for alias in node.names}
    return found


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


@pytest.mark.parametrize("name", [name for name in NAMES if room(name)])
def test_imports_point_one_way(name: str) -> None:
    assert room(name) in ORDER, "a new room needs its place in the order"
    others = {room(other) for other in imported(ast.walk(tree(name))) if other in modules()} - {room(name), ""}
    allowed = set() if room(name) == "text" else set(ORDER[: ORDER.index(room(name))])
    assert others <= allowed


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("kbsite.site.pages")])
def test_pages_know_nothing_of_how_they_are_written(name: str) -> None:
    inside_site = {other.split(".")[2] for other in imported(ast.walk(tree(name))) if other.startswith("kbsite.site.")}
    assert not inside_site & PAGES_MAY_NOT_IMPORT


@pytest.mark.parametrize("name", NAMES)
def test_a_library_is_imported_in_its_room_only(name: str) -> None:
    for other in imported(ast.walk(tree(name))):
        allowed = ONLY_IN.get(other.split(".")[0])
        assert allowed is None or f"{name}.".startswith(tuple(f"{prefix.rstrip('.')}." for prefix in allowed)), other


def test_mkdocs_is_imported_by_one_module() -> None:
    users = [name for name in NAMES if any(other.split(".")[0] == "mkdocs" for other in imported(ast.walk(tree(name))))]
    assert users == ["kbsite.site.engine"]


def test_no_modules_import_each_other_in_a_circle() -> None:
    left = {name: {other for other in imported(run_time(tree(name).body)) if other in modules() and other != name} for name in NAMES}
    while free := [name for name, needs in left.items() if not needs & set(left)]:
        for name in free:
            del left[name]
    assert {name: sorted(needs & set(left)) for name, needs in left.items()} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(tree(name))


@pytest.mark.parametrize("name", NAMES)
def test_public_names_are_explained(name: str) -> None:
    silent = [node.name for node in public(tree(name)) if not ast.get_docstring(node)]
    if name.startswith("kbsite.rules."):
        silent = [each for each in silent if each not in ("check", "check_record")]  # the module says what is checked
    assert silent == []


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Public functions and classes, and public methods of these."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


@pytest.mark.parametrize("name", NAMES)
def test_a_module_is_not_long(name: str) -> None:
    assert len(modules()[name].read_text("utf-8").splitlines()) <= LONGER.get(name, MOST_LINES)


@pytest.mark.parametrize("name", NAMES)
def test_arguments_and_results_are_typed(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert node.returns is not None, node.name
            assert [arg.arg for arg in every if arg.annotation is None and arg.arg not in ("self", "cls")] == [], node.name


def test_the_code_knows_no_event_by_name() -> None:
    files = [path for path in sorted(PACKAGE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    assert len(files) > len(modules())
    assert [path.relative_to(ROOT).as_posix() for path in files if b"deview" in path.read_bytes().lower()] == []


def test_a_rule_is_a_module_with_a_sentence_and_a_reason() -> None:
    from kbsite.rules import rules

    found = {rule.name for rule in rules() if rule.check}
    listed = {path.stem.replace("_", "-") for path in (PACKAGE / "rules").glob("[a-z]*.py")}
    assert found == listed
    for rule in rules():
        for words in (rule.says, rule.why):
            assert words.say("en").endswith(".")
            assert words.say("ko").endswith(".")


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name.startswith("kbsite.rules.") and not name.rpartition(".")[2].startswith("_")]
)
def test_every_rule_has_a_test_of_its_name(name: str) -> None:
    assert (ROOT / "tests" / "rules" / f"test_{name.rpartition('.')[2]}.py").is_file()
