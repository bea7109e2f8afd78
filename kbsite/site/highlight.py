"""Source text to HTML with Pygments' classes, a span for each line; the language follows from the file's name."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from pygments import highlight, lexers
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer

LEXERS: Mapping[str, str] = {
    ".py": "PythonLexer",
    ".c": "CLexer",
    ".h": "CLexer",
    ".java": "JavaLexer",
    ".js": "JavascriptLexer",
    ".sh": "BashLexer",
    ".yml": "YamlLexer",
    ".yaml": "YamlLexer",
    ".xml": "XmlLexer",
    ".toml": "TOMLLexer",
    ".ini": "IniLexer",
    ".cfg": "IniLexer",
    ".properties": "PropertiesLexer",
}
"""By name: Pygments loads each when somebody asks for it, and most builds highlight nothing."""
SHEBANGS: Mapping[str, str] = {"python": "PythonLexer", "sh": "BashLexer"}
"""Languages of files without a suffix, by the program that their first line names."""
PLAIN = "TextLexer"


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
    lexer: type[Lexer] = getattr(lexers, _lexer_name(name, text))
    return lexer


def _lexer_name(name: str, text: str) -> str:
    base, first = name.rpartition("/")[2], text.partition("\n")[0]
    if "." in base:
        return LEXERS.get(f".{base.rpartition('.')[2]}", PLAIN)
    return next((lexer for program, lexer in SHEBANGS.items() if first.startswith("#!") and program in first), PLAIN)
