"""Text of records to Markdown of any flavour in which it stays text.

Records may use a small Markdown: paragraphs, lists, quotes, emphasis, code and web links. That much is kept. Whatever
else a reader of Markdown might act on (HTML, other links, headings, includes, attributes, template marks) is escaped:
by a backslash where every flavour knows it, else by a character reference.
"""

from __future__ import annotations

import re
from urllib.parse import quote

DEEPEST_QUOTE = 8
INDENT = "    "
"""What puts a block inside an item of a list, in every flavour."""

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])
    | (?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \[(?P<label>[^\[\]]*)\]\([ ]?(?P<url>https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+"[^"\n]*")?[ ]?\)
    | (?P<mark>[\\`\[\]{}<>~]|&(?=\#?\w+;)|!(?=\[))
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BEGINS_TOKEN = re.compile(r"[\\`\[\]{}<>~&!]")
_MARK = re.compile(r"[\\`*\[\]{}<>~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)")
_REFERENCES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "{": "&#123;", "}": "&#125;", "~": "&#126;"}
_NO_MARK = r"[^\s\\`*_\[\]{}<>~&!#\x00-\x1f\x7f-\x9f]"
_HARMLESS = re.compile(rf"[^\W\d_]{_NO_MARK}*(?: {_NO_MARK}+)*")
"""Words from a letter on, one blank apart, without anything that could be a mark: most labels, which need not be searched for each."""
_START = re.compile(r"[#+-]|!!!|[*_][*_\s]*$|\*\s")
"""What means something at the start of a line and can be taken back by a backslash."""
_START_BY_REFERENCE = re.compile(r"[=:|]|\?\?\?|///")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HASHES = re.compile(r"#+$")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TEMPLATE = re.compile(r"\{[{%#]")
_KEPT_IN_URL = "%/:?#[]@!$&'*+,;=-._~"


def words(text: str) -> str:
    """A label as Markdown on one line: plain words, every mark escaped."""
    if _HARMLESS.fullmatch(text):
        return text
    line = _start_escaped(_all_escaped(_BLANK.sub(" ", _without_controls(text)).strip()))
    return _HASHES.sub(lambda hashes: r"\#" * len(hashes[0]), line)


def blocks(text: str) -> list[str]:
    """Prose of a record as blocks of Markdown, to be set apart by empty lines."""
    return _blocks(_without_controls(text), 0)


def link(label: str, url: str) -> str:
    """A link under words that are Markdown already; the words alone where the address is not one of the web."""
    return f"[{label}]({_target(url)})" if is_web(url) else label


def address(url: str) -> str:
    """An address that shows itself, as a link if it is one of the web."""
    return f"<{_target(url)}>" if is_web(url) else words(url)


def is_web(url: str) -> bool:
    """Whether an address is http or https."""
    return _WEB.match(url) is not None


def item(mark: str, *inside: str) -> str:
    """Blocks as one item of a list."""
    first, *others = inside
    return "\n\n".join((f"{mark} {indented(first).removeprefix(INDENT)}", *map(indented, others)))


def indented(block: str) -> str:
    """A block as part of the list item above it."""
    return "\n".join(INDENT + line if line else line for line in block.split("\n"))


def _without_controls(text: str) -> str:
    if text.isprintable() or text.replace("\n", "").isprintable():  # as nearly all are, which is known in a fraction of the time
        return text
    return _CONTROL.sub(" ", _LINE_END.sub("\n", text))


def _blocks(text: str, depth: int) -> list[str]:
    found = []
    for block in _GAP.split(text.strip()):
        if depth < DEEPEST_QUOTE and _QUOTE.match(block):
            inner = _blocks("\n".join(_QUOTE.sub("", line, count=1) for line in block.split("\n")), depth + 1)
            found.append("\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n")))
        elif _ITEM.match(block):
            found.append(_list(block))
        elif block.strip():
            found.append(_paragraph(block))
    return found


def _list(block: str) -> str:
    """Items one under the other; a line without a mark goes on with the item above it."""
    items: list[tuple[int, str, str]] = []
    for line in block.split("\n"):
        match = _ITEM.match(line)
        if match:
            deepest = items[-1][0] + 1 if items else 0
            level = min(len(match["indent"].expandtabs(4)) // 2, deepest, DEEPEST_QUOTE)
            items.append((level, match["mark"].replace(")", "."), match["text"]))
        else:
            level, mark, text = items[-1]
            items[-1] = (level, mark, f"{text}\n{line}")
    return "\n".join(_at_level(level, item(mark, _paragraph(text))) for level, mark, text in items)


def _at_level(level: int, block: str) -> str:
    return "\n".join(INDENT * level + line for line in block.split("\n"))


def _paragraph(text: str) -> str:
    if _BEGINS_TOKEN.search(text):
        text = _TOKEN.sub(_token, text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(_start_escaped(line) for line in lines if line)


def _token(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return _code(match["code"])
    if match["url"] is not None:
        return f"[{_BLANK.sub(' ', _TOKEN.sub(_token, match['label']))}]({_target(match['url'])})"
    return _character(match["escaped"] or match["mark"])


def _code(code: str) -> str:
    """A code span; as an element with every mark escaped where the words would mean something to a template engine."""
    inside = _BLANK.sub(" ", code).strip()
    if not inside or _TEMPLATE.search(inside):
        return f"<code>{_all_escaped(inside)}</code>"
    runs = set(re.findall("`+", inside))
    fence = next("`" * length for length in range(1, len(runs) + 2) if "`" * length not in runs)
    pad = " " if runs else ""
    return f"{fence}{pad}{inside}{pad}{fence}"


def _all_escaped(line: str) -> str:
    return _MARK.sub(lambda mark: _character(mark[0]), line)


def _character(character: str) -> str:
    return _REFERENCES.get(character) or "\\" + character


def _start_escaped(line: str) -> str:
    """A line of words, with what would begin a block escaped."""
    if line[:1].isalpha():  # as most lines do, and then none of these matches
        return line
    if _START.match(line):
        return "\\" + line
    if _START_BY_REFERENCE.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def _target(url: str) -> str:
    """An address with everything percent-encoded that could end the link it stands in."""
    return quote(url, safe=_KEPT_IN_URL, errors="replace")
