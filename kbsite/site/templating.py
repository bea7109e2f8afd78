"""Templates as Python code that calls and reads as Python does, since pages are rendered by the ten thousand.

Jinja asks at each call whether what is called wants to know the context, fills in a macro's arguments one by one, looks
for an item where an object has no such attribute, and makes safe again what is safe. Our templates need none of it: their
values are objects of ours. What an object may lack is asked for with `is defined`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from functools import partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape

from kbsite.site.kept_templates import kept_templates


class DirectCode(CodeGenerator):
    """Writes the code of a template: calls, attributes and macros as Python has them. Names of methods are Jinja's."""

    _asking = False
    """Whether the expression being written may lack what it names."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call of what the template names."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute, which the object has."""
        if self._asking or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A test; that of being defined is for attributes that an object may lack."""
        before, self._asking = self._asking, node.name == "defined"
        super().visit_Test(node, frame)
        self._asking = before

    def visit_Import(self, node: nodes.Import, frame: Frame) -> None:  # noqa: N802
        """Macros of another template, at the top of this one."""
        self.writeline(f"{frame.symbols.ref(node.target)} = context.vars[{node.target!r}] = environment.macros(", node)
        self.visit(node.template, frame)
        self.write(")")
        self.writeline(f"context.exported_vars.discard({node.target!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro as a function of the names it has in the template; `missing` is replaced by what the macro says, or refused there."""
        names = [argument.name for argument in macro_ref.node.args]
        given = [*names]
        if macro_ref.accesses_caller:
            names.append("caller")
            given.append('undefined("no block was given", name="caller") if caller is missing else caller')
        arguments = "".join(f"{name}=missing, " for name in names)
        self.write(f"(lambda {arguments}*, _macro=macro: environment.safe(_macro({', '.join(given)})))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(_shown if type(_shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(") is Markup else environment.escaped(_shown) if type(_shown) is str else escape(_shown))")


def read_once(environment: Environment, folders: Iterable[Path | str]) -> Environment:
    """Somebody else's templates, from these folders, each read once."""
    return environment.overlay(auto_reload=False, bytecode_cache=kept_templates("plain", folders))


escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", lambda text: str(escape(text)))
"""A text as HTML that is not marked as such, since nobody asks between two pieces of a page: what `escape` has in C, where it has."""
safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Marks HTML as safe, without a look whether it is already."""


def as_html(text: str) -> Markup:
    """A text as HTML, in a third of the time that `escape` takes."""
    return safe(escaped(text))


class Templates(Environment):
    """The templates of some folders, each read once, with HTML that is safe to show; a name is looked for in one folder after the other."""

    code_generator_class = DirectCode

    def __init__(self, *folders: Path | str) -> None:
        super().__init__(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=kept_templates("direct", folders),
        )
        self._macros: dict[str, Any] = {}
        self.escaped = escaped
        self.safe = safe

    def get_template(self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """A template; what all have is in one dictionary, since it is gone through for every page."""
        template = super().get_template(name, parent, globals)
        if type(template.globals) is not dict:
            template.globals = dict(template.globals)
        return template

    def macros(self, name: str) -> Any:
        """What another template defines; kept, as each page imports several, and none of them depends on the page."""
        if name not in self._macros:
            self._macros[name] = self.get_template(name).make_module()
        return self._macros[name]
