"""Words of a query to the words of an index that may be meant: other forms, beginnings, typos, and the same sound in the other script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbsite.search.plan import Alternative, Gram, How, Unit, grams
from kbsite.search.source import Source
from kbsite.text.analyzer import has_grams
from kbsite.text.hangul import compose, is_syllable, strokes
from kbsite.text.rules import Rules
from kbsite.text.sound import Spelling, distance, hangul_key, latin_keys, may_sound
from kbsite.text.stem import english_forms

SCANNED = 1500
SOUNDING = 256
CORRECTIONS = 4
LONGEST_PAIR = 12
"""Characters up to which a Hangul word may be two Latin ones."""


def alternative(word: str, factor: float, how: How, rules: Rules) -> Alternative:
    """A word of the index as an alternative for one of the query."""
    if has_grams(word):
        return Alternative(tuple(grams(word, len(word), rules)), factor, how, word)
    return Alternative((Gram(word, 1.0, 1.0),), factor, how, word)


def forms(unit: Unit, source: Source, rules: Rules) -> Iterator[Alternative]:
    """Other forms of an English word that the index has."""
    if unit.kind == "word" and unit.text.isascii() and len(unit.text) > 2:
        for form in english_forms(unit.text):
            if source.postings(form):
                yield alternative(form, rules.weights["form"], "form", rules)


def paraphrases(unit: Unit, rules: Rules) -> Iterator[Alternative]:
    """Words that documents use for what people say: 지우면 asks for 삭제."""
    for said, written in rules.paraphrases:
        if unit.text.startswith(said):
            for word in written:
                if not unit.text.startswith(word):
                    yield alternative(word, rules.weights["paraphrase"], "paraphrase", rules)
            return


def beginnings(unit: Unit, tail: str, source: Source, rules: Rules) -> Iterator[Alternative]:
    """Words that begin with what is typed so far, to the stroke: 스케줄ㄹ begins 스케줄러, 팓 begins 파드."""
    typed = strokes(unit.text + tail)
    found = [entry for entry in source.common(typed) if entry[0] != typed]
    ranked = sorted(found, key=lambda entry: (-entry[1], entry[0]))[:8]
    for word, _ in ranked:
        yield alternative(compose(word), rules.weights["beginning"] * (0.6 + 0.4 * len(typed) / len(word)), "beginning", rules)


def typos(unit: Unit, tail: str, source: Source, rules: Rules) -> Iterator[Alternative]:
    """Words that differ in one stroke, or in two where there are many.

    One mistake leaves either the first or the second half of a word as it is, so that only words that share a half are
    compared (and those with the two strokes at the middle exchanged); the distance is that of Damerau (1964) and Levenshtein (1966), with neighbours exchanged only once.
    """
    typed = strokes(unit.stem + tail)
    if len(typed) < 4:
        return
    limit = 1 if len(typed) < 9 else 2
    half = len(typed) // 2
    found: dict[str, tuple[int, int]] = {}
    for word, common in _near(typed, half, limit, source):
        changes = edits(typed, word, limit)
        if changes <= limit:
            found[word] = (changes, common)
    ranked = sorted(found.items(), key=lambda entry: (entry[1][0], -entry[1][1], entry[0]))[:CORRECTIONS]
    for word, (changes, _) in ranked:
        yield _corrected(compose(word), unit, rules.weights[f"typo_{changes}"], rules)
    if ranked and unit.kind == "word":
        yield from _corrected_forms(compose(ranked[0][0]), rules.weights[f"typo_{ranked[0][1][0]}"], source, rules)
    elif not ranked:
        yield from _known_part(unit.text, source, rules)


def _corrected(word: str, unit: Unit, factor: float, rules: Rules) -> Alternative:
    """A word of the index with the ending of the one typed."""
    if not has_grams(word):
        return alternative(word, factor, "typo", rules)
    return Alternative(tuple(grams(word + unit.text[len(unit.stem) :], len(word), rules)), factor, "typo", word)


def _corrected_forms(word: str, factor: float, source: Source, rules: Rules) -> Iterator[Alternative]:
    """Forms of the likeliest correction that the index has."""
    for form in english_forms(word):
        if source.postings(form):
            yield alternative(form, factor * rules.weights["form"], "typo", rules)


def _known_part(word: str, source: Source, rules: Rules) -> Iterator[Alternative]:
    """A known word before one or two last characters that no ending accounts for."""
    for size in range(len(word) - 1, max(1, len(word) - 3), -1):
        part = strokes(word[:size])
        if any(known == part for known, _ in source.scan("words", part, 1)):
            yield alternative(word[:size], rules.weights["known_part"], "typo", rules)
            return


def _near(typed: str, half: int, limit: int, source: Source) -> Iterator[tuple[str, int]]:
    for begun in (typed[:half], typed[: half - 1] + typed[half]):
        for word, common in source.scan("words", begun, SCANNED):
            if abs(len(word) - len(typed)) <= limit:
                yield word, common
    for word, common in source.scan("reversed", typed[half:][::-1], SCANNED):
        if abs(len(word) - len(typed)) <= limit:
            yield word[::-1], common


def edits(one: str, other: str, limit: int) -> int:
    """Strokes to change, add, leave out or exchange with the next; `limit` + 1 where there are more."""
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        new = [at]
        for to, target in enumerate(other, 1):
            cost = min(row[to] + 1, new[to - 1] + 1, row[to - 1] + (char != target))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == target:
                cost = min(cost, earlier[to - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        earlier, row = row, new
    return row[-1] if row[-1] <= limit else limit + 1


def sounds(unit: Unit, source: Source, rules: Rules) -> Iterator[Alternative]:
    """Words of the other script that sound alike."""
    if unit.kind == "word" and unit.text.isascii() and unit.text.isalpha() and len(unit.text) > 2:
        found = _in_hangul(unit.text, source, rules)
        if not found and unit.text.endswith("s") and len(unit.text) > 4:
            found = _in_hangul(unit.text[:-1], source, rules)
        for word, cost in found:
            yield alternative(word, rules.weights["sound"] * (1 - cost), "sound", rules)
    elif unit.kind == "gram" and len(unit.stem) > 1 and all(map(is_syllable, unit.stem)):
        whole = [
            alternative(word, rules.weights["sound"] * (1 - cost), "sound", rules) for word, cost in _in_latin(unit.stem, source, rules)
        ]
        yield from whole
        if not whole and 2 < len(unit.stem) <= LONGEST_PAIR:
            yield from _in_two(unit.stem, source, rules)


def _in_hangul(word: str, source: Source, rules: Rules) -> list[tuple[str, float]]:
    found: dict[str, tuple[float, int]] = {}
    spelling = Spelling(word, rules)
    for key in latin_keys(word, rules):
        if len(key) < 2:
            continue
        for entry, common in source.scan("sounds", f"K:{key}", SOUNDING):
            hangul = entry.rsplit(" ", 1)[1]
            if not may_sound(hangul, word, rules):
                continue
            cost, syllables = spelling.distance(hangul)
            if syllables > 1 and cost <= _like(key, rules):
                begun = hangul[:syllables]
                cost += rules.weights["sound_begun"] * (syllables < len(hangul))
                known = found.get(begun, (9.0, 0))
                found[begun] = (min(known[0], cost), known[1] + common)
    return _best_sounding(found, rules)


def _best_sounding(found: Mapping[str, tuple[float, int]], rules: Rules) -> list[tuple[str, float]]:
    """The three that sound most alike, of equals the most common, and none that sounds less so than the best by a step."""
    ranked = sorted(found.items(), key=lambda item: (item[1][0] - min(item[1][1], 100) / 1000, item[0]))[:3]
    most = min((cost for _, (cost, _) in ranked), default=0.0) + rules.weights["sound_apart"]
    return [(word, cost) for word, (cost, _) in ranked if cost <= most]


def _in_latin(word: str, source: Source, rules: Rules) -> list[tuple[str, float]]:
    key = hangul_key(word, rules)
    if len(key) < 2:
        return []
    found: dict[str, tuple[float, int]] = {}
    for entry, common in source.scan("sounds", f"L:{key} ", SOUNDING):
        latin = entry.rsplit(" ", 1)[1]
        if not may_sound(word, latin, rules):
            continue
        cost, syllables = distance(word, latin, rules)
        if syllables == len(word) and cost <= _like(key, rules):
            found[latin] = (cost, common)
    return _best_sounding(found, rules)


def _in_two(word: str, source: Source, rules: Rules) -> Iterator[Alternative]:
    """A compound as two Latin words: 로드밸런싱 as load balancing."""
    for at in range(1, len(word)):
        first, second = _in_latin(word[:at], source, rules), _in_latin(word[at:], source, rules)
        if first and second:
            pair = (first[0][0], second[0][0])
            cost = first[0][1] + second[0][1]
            yield Alternative(tuple(Gram(term, 0.5, 0.5) for term in pair), rules.weights["sound"] * (1 - cost), "sound", " ".join(pair))


def _like(key: str, rules: Rules) -> float:
    """Distance up to which two words are the same; of few consonants there are more words, so that they must be closer."""
    return rules.weights["like" if len(key) > 2 else "like_short"]
