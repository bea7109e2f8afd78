"""Judged queries of every class, made mechanically from a corpus of documents with fixed seeds.

    python -m tests.relevance.make DOCS.jsonl[.gz] > QUERIES.jsonl

A line is {"qid", "class", "q", "right": [ids], "half": "dev" | "test"}; the half is decided by a hash of the query, so that
looking at failures of one half leaves the other untouched.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kbsite.search.document import Document, read_documents
from kbsite.text.hangul import as_hangul_keys, as_latin_keys, compose, initials, is_syllable, strokes
from kbsite.text.normalise import compact, folded

SIZE = 120
HANGUL = re.compile(r"[가-힣]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
ENDINGS = ("를", "의", "에서", "은", "이", "으로", "에는", "하는", "하려면", "할", "된", "인", "도", "까지")
PARTICLES = frozenset(["은", "는", "이", "가", "을", "를", "의", "에", "에서", "로", "으로", "와", "과", "도", "만"])
LOANWORDS = Path(__file__).with_name("loanwords.tsv")
QUESTIONS = Path(__file__).with_name("questions.tsv")


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the documents that answer it best."""

    klass: str
    text: str
    right: tuple[str, ...]

    def line(self) -> str:
        """One line of JSON."""
        qid = hashlib.sha256(f"{self.klass}\t{self.text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
        half = "test" if int(qid[-1], 16) % 2 else "dev"
        return json.dumps({"qid": qid, "class": self.klass, "q": self.text, "right": self.right, "half": half}, ensure_ascii=False)


class Corpus:
    """Documents with what several classes ask of them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self.titles = {d.id: re.sub(r"\([^)]*\)", "", d.title).strip() or d.title for d in self.documents}
        self.compact = {d.id: compact(d.title) for d in self.documents}
        self.strokes = {id_: strokes(text) for id_, text in self.compact.items()}
        self.initials = {id_: initials(text) for id_, text in self.compact.items()}
        self.compact_headings = {d.id: [compact(heading) for heading in d.headings] for d in self.documents}
        self.folded_titles = {d.id: folded(d.title) for d in self.documents}
        self.by_title: dict[str, list[str]] = defaultdict(list)
        self.by_heading: dict[str, list[str]] = defaultdict(list)
        self.heads: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        for document in self.documents:
            for form in {compact(document.title), compact(self.titles[document.id])}:
                self.by_title[form].append(document.id)
            for heading in document.headings:
                self.by_heading[compact(heading)].append(document.id)
            self.heads[document.id] = folded("\n".join((document.title, *document.headings)))
            self.texts[document.id] = folded("\n".join((document.title, *(f"{s.title}\n{s.text}" for s in document.sections))))
        self.having: dict[str, set[str]] = {}
        self.word_documents: dict[str, set[str]] = defaultdict(set)
        for id_, text in self.texts.items():
            for word in {*HANGUL.findall(text), *LATIN.findall(text)}:
                self.word_documents[word].add(id_)

    def titled(self, text: str) -> tuple[str, ...]:
        """Documents with this title."""
        return tuple(sorted(set(self.by_title[compact(text)])))

    def heading_or_title(self, part: str) -> tuple[str, ...]:
        """Documents with this in their title; else in a heading."""
        part = compact(part)
        found = [id_ for id_, text in self.compact.items() if part in text]
        return tuple(found or [id_ for id_, headings in self.compact_headings.items() if any(part in heading for heading in headings)])

    def naming(self, word: str) -> list[str]:
        """Documents with this in their folded title; else in a heading."""
        found = [id_ for id_, text in self.folded_titles.items() if word in text]
        return found or [id_ for id_, head in self.heads.items() if word in head]


Maker = Callable[[Corpus, random.Random], Iterator[Query]]


def title(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """The title as it stands."""
    for document in corpus.documents:
        yield Query("title", document.title, corpus.titled(document.title))


def heading(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A heading that few documents have."""
    for document in corpus.documents:
        for text in document.headings:
            right = sorted({*corpus.by_heading[compact(text)], *corpus.by_title[compact(text)]})
            if len(right) <= 2 and len(compact(text)) > 3:
                yield Query("heading", text, tuple(right))


def keywords(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """Three of the words that set a section apart: by frequency there, and rarity elsewhere."""
    for document in corpus.documents:
        for section in document.sections:
            chosen = _telling(corpus, section.text, 8)
            if len(chosen) == 8:
                chosen = dice.sample(chosen, 3)
                right = set.intersection(*(_having(corpus, word) for word in chosen))
                if 1 <= len(right) <= 2:
                    yield Query("keywords", " ".join(chosen), tuple(sorted(right)))


def _telling(corpus: Corpus, text: str, count: int) -> list[str]:
    words = Counter(_bare(word) for word in HANGUL.findall(folded(text)) + LATIN.findall(folded(text)))
    total = len(corpus.documents)
    rated = {w: n * math.log(total / len(_having(corpus, w))) for w, n in words.items() if 2 <= len(w) <= 12 and _having(corpus, w)}
    return sorted(rated, key=lambda word: (-rated[word], word))[:count]


def _bare(word: str) -> str:
    """A word without the commonest particles, as people type it."""
    return re.sub("(?<=[가-힣]{2})(?:[을를의은는에와과로]|에서|으로|하는|한다|이다|하고|하여)$", "", word)


def _having(corpus: Corpus, word: str) -> set[str]:
    if word not in corpus.having:
        corpus.having[word] = {id_ for id_, text in corpus.texts.items() if word in text}
    return corpus.having[word]


def compound(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A word that stands, not first, inside a longer word of a title or heading, and in few documents."""
    known = {w for w, ids in corpus.word_documents.items() if is_syllable(w[0]) and 2 <= len(w) <= 4 and len(ids) > 1}
    for document in corpus.documents:
        for word in HANGUL.findall(folded("\n".join((document.title, *document.headings)))):
            for at in range(1, len(word) - 1):
                part = word[at:]
                if part in known and word[:at] in known and len(word) >= 4 and part[-1] not in PARTICLES:
                    right = {id_ for id_, head in corpus.heads.items() if part in head}
                    titled = {id_ for id_, text in corpus.folded_titles.items() if part in text}
                    if len(right) <= 4:
                        yield Query("compound", part, tuple(sorted(titled or right)))


def inflected_text(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A stem that a document has only with particles."""
    for document in corpus.documents:
        for word in HANGUL.findall(corpus.heads[document.id]):
            for ending in ENDINGS:
                stem = word.removesuffix(ending)
                if stem != word and len(stem) >= 2 and stem not in corpus.word_documents and len(corpus.word_documents[word]) <= 3:
                    right = {id_ for id_, head in corpus.heads.items() if stem in head}
                    if len(right) <= 3:
                        yield Query("stem", stem, tuple(sorted(right)))


def inflected_query(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A word of a title with an ending it does not have there."""
    for document in corpus.documents:
        words = [w for w in HANGUL.findall(corpus.titles[document.id]) if len(w) >= 3]
        for word in words:
            right = corpus.heading_or_title(word)
            if 1 <= len(right) <= 4 and corpus.titles[document.id].endswith(word):
                yield Query("inflected", word + dice.choice(ENDINGS[:11]), right)


def no_spaces(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title of several Hangul words written as one."""
    for id_, text in corpus.titles.items():
        if re.search("[가-힣] [가-힣]", text):
            yield Query("no spaces", text.replace(" ", ""), corpus.titled(corpus.titles[id_]))


def wild_spacing(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """Two words that the corpus writes both together and apart: asked in the way a title or heading does not have."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in corpus.texts.values():
        pairs.update(set(re.findall(r"(?=(?<![가-힣])([가-힣]{2,5}) ([가-힣]{2,5}))", text)))
    for (one, other), count in sorted(pairs.items()):
        if one + other in corpus.word_documents and count > 1:
            together = {d.id for d in corpus.documents if one + other in corpus.heads[d.id]}
            apart = {d.id for d in corpus.documents if f"{one} {other}" in corpus.heads[d.id]}
            if apart and not together and len(apart) <= 4:
                yield Query("wild spacing", one + other, tuple(sorted(apart)))
            elif together and not apart and len(together) <= 4:
                yield Query("wild spacing", f"{one} {other}", tuple(sorted(together)))


def many_spaces(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title with a blank inside each longer word."""
    for id_, text in corpus.titles.items():
        broken = HANGUL.sub(lambda found: _broken(found[0], dice), text)
        if broken.count(" ") >= text.count(" ") + 1 and len(compact(text)) >= 5:
            yield Query("many spaces", broken, corpus.titled(corpus.titles[id_]))


def _broken(word: str, dice: random.Random) -> str:
    if len(word) < 3:
        return word
    at = dice.randrange(1, len(word))
    return f"{word[:at]} {word[at:]}"


def latin_particle(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A Latin word of few titles or headings with a particle after it."""
    for document in corpus.documents:
        for word in LATIN.findall(document.title + " " + " ".join(document.headings)):
            pattern = re.compile(rf"(?<![a-z0-9]){word.lower()}(?![a-z0-9])")
            found = corpus.naming(word.lower())
            right = [id_ for id_ in found if pattern.search(corpus.folded_titles[id_])]
            right = right or [id_ for id_, head in corpus.heads.items() if word.lower() in head and pattern.search(head)]
            if 1 <= len(right) <= 3 and len(word) > 2 and len(_having(corpus, word.lower())) <= max(5, len(corpus.documents) // 20):
                yield Query("latin particle", word + dice.choice(("를", "의", "에서", "은", "로")), tuple(sorted(right)))


def loanword(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title or heading with one word in the other script; words from a hand-written list."""
    pairs = [line.split("\t") for line in LOANWORDS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    for hangul, latin in pairs:
        for document in corpus.documents:
            text = corpus.titles[document.id]
            if hangul in text and not re.search(rf"{latin}", folded(document.title)):
                yield Query(
                    "loanword", re.sub(rf"{hangul}", f" {latin} ", text).replace("  ", " ").replace(" -", "-").strip(), corpus.titled(text)
                )
            pattern = re.compile(rf"(?<![a-z]){latin}(?![a-z])", re.IGNORECASE)
            if pattern.search(text) and hangul not in document.title:
                yield Query("loanword", pattern.sub(hangul, text), corpus.titled(text))
        for one, other in ((hangul, latin), (latin, hangul)):
            right = [id_ for id_, text in corpus.folded_titles.items() if other in text]
            both = [d.id for d in corpus.documents if one in corpus.heads[d.id]]
            if right and len(right) <= 3 and not both:
                yield Query("loanword", one, tuple(sorted(right)))


def mixed(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """Latin and Hangul words of one title or heading, or of the words that set a section apart."""
    for document in corpus.documents:
        for line in (document.title, *document.headings):
            latin, hangul = LATIN.findall(line), [_bare(word) for word in HANGUL.findall(line) if len(word) > 1]
            if latin and len(hangul) > 1:
                yield from _mixed(corpus, [dice.choice(latin), *dice.sample(hangul, 2)], dice)
        for section in document.sections:
            telling = _telling(corpus, section.text, 10)
            latin, hangul = [w for w in telling if w.isascii()], [w for w in telling if not w.isascii()]
            if latin and len(hangul) > 1:
                yield from _mixed(corpus, [dice.choice(latin), *dice.sample(hangul, 2)], dice)


def _mixed(corpus: Corpus, words: list[str], dice: random.Random) -> Iterator[Query]:
    dice.shuffle(words)
    right = set.intersection(*(_having(corpus, folded(word)) for word in words))
    if 1 <= len(right) <= 2:
        yield Query("mixed scripts", " ".join(words), tuple(sorted(right)))


def prefix(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """The first half of a title or so."""
    for text in corpus.titles.values():
        if len(text) >= 4:
            begun = text[: dice.randrange(2, max(3, int(len(text) * 0.8)))].rstrip()
            yield Query("prefix", begun, _begins(corpus, compact(begun)))


def _begins(corpus: Corpus, begun: str) -> tuple[str, ...]:
    return tuple(id_ for id_, text in corpus.compact.items() if begun in text)


def half_composed(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title cut between the strokes of a syllable, as an input method shows it."""
    for text in corpus.titles.values():
        typed = strokes(text)
        for _ in range(2):
            cut = typed[: dice.randrange(3, max(4, len(typed)))].rstrip()
            shown = compose(cut)
            if shown and shown[-1] not in text and HANGUL.search(shown[:1]):
                begun = strokes(compact(cut))
                right = tuple(id_ for id_, keys in corpus.strokes.items() if begun in keys)
                yield Query("half-composed", shown, right)


def first_consonants(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """Initial consonants of a title."""
    for text in corpus.titles.values():
        if re.fullmatch("[가-힣 ]{4,}", text):
            query = initials(text).replace(" ", "")[: dice.randrange(3, 9)]
            right = tuple(id_ for id_, text in corpus.initials.items() if query in text)
            yield Query("initials", query, right)


def korean_on_english(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A Korean title typed with the English layout on."""
    for id_, text in corpus.titles.items():
        if re.fullmatch("[가-힣 ]{2,}", text):
            yield Query("korean on english keys", as_latin_keys(text), corpus.titled(corpus.titles[id_]))


def english_on_korean(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A Latin word of few titles or headings typed with the Korean layout on."""
    for document in corpus.documents:
        for word in LATIN.findall(document.title + "\n" + "\n".join(document.headings)):
            if len(word) >= 4 and word.isalpha():
                right = corpus.naming(word.lower())
                if len(right) <= 3:
                    yield Query("english on korean keys", as_hangul_keys(word.lower()), tuple(sorted(right)))


def latin_typo(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A longer Latin word of few titles or headings with one mistake."""
    for document in corpus.documents:
        for word in LATIN.findall(document.title + "\n" + "\n".join(document.headings)):
            if len(word) >= 5 and word.isalpha():
                right = corpus.naming(word.lower())
                wrong = _mistake(word.lower(), dice, "abcdefghijklmnopqrstuvwxyz")
                if len(right) <= 3 and wrong not in corpus.word_documents:
                    yield Query("typo latin", wrong, tuple(sorted(right)))


def hangul_typo(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title with one wrong stroke in one of its words."""
    for id_, text in corpus.titles.items():
        words = [w for w in (_bare(word) for word in HANGUL.findall(text)) if len(w) >= 3]
        if words:
            word = dice.choice(words)
            wrong = compose(_mistake(strokes(word), dice, "ㅂㅈㄷㄱㅅㅁㄴㅇㄹㅎㅋㅌㅊㅍㅗㅓㅏㅣㅜㅡㅐㅔ"))
            if re.fullmatch("[가-힣]+", wrong) and wrong not in corpus.word_documents:
                whole = dice.random() < 0.5
                query = text.replace(word, wrong) if whole else wrong
                right = corpus.titled(corpus.titles[id_]) if whole else corpus.heading_or_title(word)
                if len(right) <= 4:
                    yield Query("typo hangul", query, right)


def _mistake(word: str, dice: random.Random, letters: str) -> str:
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + dice.choice(letters) + word[at:]
    if kind == 2:
        return word[:at] + dice.choice(letters) + word[at + 1 :]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def forms(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """A title decomposed, or in full width."""
    for id_, text in corpus.titles.items():
        right = corpus.titled(corpus.titles[id_])
        if dice.random() < 0.6:
            yield Query("nfd, full width", unicodedata.normalize("NFD", text), right)
        elif re.search("[A-Za-z]", text):
            yield Query("nfd, full width", re.sub("[!-~]", lambda c: chr(ord(c[0]) + 0xFEE0), text), right)


def question(corpus: Corpus, dice: random.Random) -> Iterator[Query]:
    """Natural questions from a hand-written list, for the corpus it was written for."""
    for line in QUESTIONS.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            text, _, ends = line.partition("\t")
            right = tuple(d.id for d in corpus.documents if d.id.endswith(tuple(ends.split(","))))
            if right:
                yield Query("question", text, right)


MAKERS: tuple[Maker, ...] = (
    title, heading, keywords, compound, inflected_text, inflected_query, no_spaces, wild_spacing, many_spaces, latin_particle,
    loanword, mixed, prefix, half_composed, first_consonants, korean_on_english, english_on_korean, latin_typo, hangul_typo, forms, question,
)  # fmt: skip


def make(corpus: Corpus, size: int = SIZE) -> Iterator[Query]:
    """Up to 120 queries of each class, or as many as asked for."""
    for maker in MAKERS:
        dice = random.Random(f"{maker.__name__}-7")  # noqa: S311 -- the same queries every time
        found = list({query.text: query for query in maker(corpus, dice) if query.right and query.text}.values())
        yield from dice.sample(found, min(size, len(found)))


def opened(path: Path) -> Iterator[str]:
    """Lines of a file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


if __name__ == "__main__":
    for query in make(Corpus(read_documents(opened(Path(sys.argv[1]))))):
        sys.stdout.write(query.line() + "\n")
