"""Source text to HTML with Pygments' classes, a span for each line; the language follows from the file's name."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import (
    BashLexer,
    CLexer,
    IniLexer,
    JavaLexer,
    JavascriptLexer,
    PropertiesLexer,
    PythonLexer,
    TextLexer,
    TOMLLexer,
    XmlLexer,
    YamlLexer,
)

LEXERS: Mapping[str, type[Lexer]] = {
    ".py": PythonLexer,
    ".c": CLexer,
    ".h": CLexer,
    ".java": JavaLexer,
    ".js": JavascriptLexer,
    ".sh": BashLexer,
    ".yml": YamlLexer,
    ".yaml": YamlLexer,
    ".xml": XmlLexer,
    ".toml": TOMLLexer,
    ".ini": IniLexer,
    ".cfg": IniLexer,
    ".properties": PropertiesLexer,
}
SHEBANGS: Mapping[str, type[Lexer]] = {"python": PythonLexer, "sh": BashLexer}
"""Languages of files without a suffix, by the program that their first line names."""


def highlighted(name: str, text: str, anchor: str) -> Markup:
    """The text as HTML for a `<pre>`, nothing of it lost; line n is `<span id="<anchor>-n">`."""
    html = highlight(text, _lexer(name, text)(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    lines = html.removesuffix("\n").split("\n") if text else []
    last = len(lines) if text.endswith("\n") else len(lines) - 1
    return Markup("").join(
        Markup('<span class="kb-line" id="{}-{}">{}{}</span>').format(anchor, number, Markup(line), "\n" if number <= last else "")
        for number, line in enumerate(lines, 1)
    )


def _lexer(name: str, text: str) -> type[Lexer]:
    base, first = name.rpartition("/")[2], text.partition("\n")[0]
    if "." in base:
        return LEXERS.get(f".{base.rpartition('.')[2]}", TextLexer)
    return next((lexer for program, lexer in SHEBANGS.items() if first.startswith("#!") and program in first), TextLexer)
