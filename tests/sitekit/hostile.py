"""Texts that try to be more than text, for every place of a record that holds any."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sitekit.small import Wording

RUN = "window.pwned=(window.pwned||0)+1"
"""What runs if any of them gets its way."""

LABELS = (
    f"</title><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}' x='",
    f"<svg onload={RUN}>",
    "{{ 7*7 }}",
    '{% include "/etc/passwd" %}',
    "{{ config.site_name }} {{ kb.page.body }} {{ v.catalog }}",
    "{%- raw -%} {# gone #}",
    '--8<-- "mkdocs.yml"',
    "--- title: other ---",
    "<!--kbsite:body--> kbsite:policy kb-root:/",
    "<!-- <!--[if IE]> -->",
    f"]]></textarea></style></noscript></svg><script>{RUN}</script>",
    f"&#x3c;img src=x onerror={RUN}&#x3e; &lt;script&gt; &amp;quot;",
    f"javascript:{RUN}",
    f"[x](javascript:{RUN}) ![x](https://other.example/x.png)",
    "<base href=https://other.example/><meta http-equiv=refresh content=0;url=https://other.example/>",
    "<link rel=stylesheet href=https://other.example/x.css><style>*{display:none}</style>",
    "\\u003cscript\\u003e ${7*7} $(id) `id` %3Cscript%3E",
    "../../../../../../etc/passwd",
    "*a* **b** _c_ `d` # e > f - g | h",
)
"""On one line; the check lets all of them pass where a label stands."""

PROSE = (
    f"`<script>{RUN}</script>` and `</code><img src=x onerror={RUN}>`",
    '{{ 7*7 }} {% include "/etc/passwd" %} {# gone #}',
    '--8<-- "mkdocs.yml"\n\n--8<--\nmkdocs.yml\n--8<--',
    "---\ntitle: other\n---\n\nwords",
    f"&#x3c;img src=x onerror={RUN}&#x3e; &lt;script&gt;{RUN}&lt;/script&gt;",
    "![picture](https://other.example/x.png) ![ref][r]\n\n[r]: https://other.example/y.png",
    f"words {{: onclick={RUN} }}\n{{: #content .kb-top onmouseover={RUN} }}",
    '[TOC]\n\n!!! note\n    a\n\n??? b\n    c\n\n=== "d"\n    e\n\n[^1]\n\n[^1]: f',
    "<https://other.example/auto> <mailto:a@other.example>",
    "# one\n\ntwo\n===\n\n***\n\n- a\n    - b\n\n> c\n\n1. d",
    f"```js\n{RUN}\n```\n\n~~~~\n```\n~~~~",
)
"""Markdown that the check lets pass."""


def taking_turns(texts: Sequence[str], start: int = 0) -> Wording:
    """A wording that gives each place the next text, the same in both languages, with the place's name after it."""
    numbers = count(start)

    def word(place: str) -> dict[str, str]:
        text = texts[next(numbers) % len(texts)]
        return {"ko": f"{text} {place}", "en": f"{text} {place}"}

    return word
