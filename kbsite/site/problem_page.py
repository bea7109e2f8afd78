"""Problems to the page that a browser gets while records are broken."""

from __future__ import annotations

from markupsafe import Markup, escape

from kbsite.problems import Problem
from kbsite.words import Language, Words

LIVE_SCRIPT = "/_kbsite/live.js"
"""Renews a page when the site behind it is renewed."""


def problem_page(problems: tuple[Problem, ...], language: Language) -> str:
    """The page a browser gets while records are broken: every problem with its line, renewed by itself."""
    items = Markup("").join(_problem_item(problem, language) for problem in problems if problem.severity == "error")
    title = escape(BROKEN.say(language))
    return str(
        Markup(
            '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width"><style>'
            "body{{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}}"
            "pre{{overflow:auto;padding:.6rem 1rem;border-left:4px solid #c22;background:color-mix(in srgb,currentColor 8%,transparent)}}"
            "li{{margin-bottom:1.5rem}}</style></head>"
            '<body><h1>{title}</h1><p>{hint}</p><ol>{items}</ol><script src="{script}"></script></body></html>'
        ).format(language=language, title=title, hint=HINT.say(language), items=items, script=LIVE_SCRIPT)
    )


def _problem_item(problem: Problem, language: Language) -> Markup:
    place = problem.place
    line = problem.line_text
    caret = " " * (place.column - 1) + "^" * place.length
    shown = Markup("<pre>{}\n{}</pre>").format(line, caret) if line.strip() else Markup("")
    cure = Markup("<p>→ {}</p>").format(problem.cure.say(language)) if problem.cure else Markup("")
    where = f"{place.path}:{place.line}:{place.column}"
    return Markup("<li><p><strong>{}</strong> {} <small>[{}]</small></p>{}{}</li>").format(
        where, problem.message.say(language), problem.rule, shown, cure
    )


BROKEN = Words("The records have problems", "기록에 문제가 있습니다")
HINT = Words("This page renews itself as soon as they are mended.", "고쳐서 저장하면 이 화면이 저절로 바뀝니다.")
