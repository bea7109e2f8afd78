"""Words to stems: where a particle or an ending begins, so that a query may weigh it less. Nothing is ever cut from the index."""

from __future__ import annotations

from kbsite.text.rules import Rules

SHORTEST = 2
"""Characters of a stem."""


def stem_length(word: str, rules: Rules) -> int:
    """Characters of a word before its longest ending; the whole word where none fits."""
    for size in range(min(rules.longest_ending, len(word) - SHORTEST), 0, -1):
        if word[-size:] in rules.endings:
            return len(word) - size
    return len(word)


def asks(word: str, rules: Rules) -> bool:
    """Whether a word, or its stem, asks rather than names."""
    return word in rules.question or word[: stem_length(word, rules)] in rules.question


SUFFIXES = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ment", ""), ("ments", ""), ("ation", "e"), ("or", "e"))  # fmt: skip

MAKES_NOUNS = frozenset(["er", "ers", "ment", "ments", "ation", "or"])
"""Endings that need a longer word before them: a docker is not of the doc."""


def english_forms(word: str) -> tuple[str, ...]:
    """Other forms of an English word that may stand in a text; some are no words, and then no text has them."""
    bases = [
        word[: -len(end)] + put for end, put in SUFFIXES if word.endswith(end) and len(word) - len(end) >= (4 if end in MAKES_NOUNS else 3)
    ]
    stems = [*bases, word]
    made = [stem + "s" for stem in stems] + [stem + "ing" for stem in stems] + [stem.removesuffix("e") + "ing" for stem in stems]
    return tuple(dict.fromkeys(form for form in (*bases, *made) if form != word))
