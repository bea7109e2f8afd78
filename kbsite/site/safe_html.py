"""HTML of hand-written pages to HTML that can hold no script: an allow-list, wider than that of records."""

from __future__ import annotations

import nh3

ELEMENTS = {
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
}  # fmt: skip
EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "tabindex", "aria-label", "aria-hidden", "aria-describedby"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "ol": {"start"},
    "details": {"open"},
    "time": {"datetime"},
    "q": {"cite"},
}


def clean_page(html: str) -> str:
    """The same HTML without elements, attributes and link schemes that are not allowed."""
    attributes = {name: set(keys) for name, keys in ATTRIBUTES.items()}
    attributes["*"] = set(EVERYWHERE)
    return nh3.clean(html, tags=ELEMENTS, attributes=attributes, url_schemes={"http", "https", "mailto"}, link_rel="noopener")
