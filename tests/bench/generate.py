"""The records of this project to a project with as many talks as wanted: `python tests/bench/generate.py DIR --talks 1000`.

The first event is the real one. Every further one is a copy of its programme with people, works and techniques of its own
and other sentences of the same length, so that long and short talks keep their real proportion. The same arguments give
the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
EVENT = "deview2016"
SHARED = 5
"""Events that have the same techniques."""
COMING_BACK = 0.2
"""Share of speakers who spoke at the event before."""
APART = dt.timedelta(days=35)
PROSE = {"text", "note", "q", "a", "is", "reason", "description", "definition", "why", "inferred_note"}
SOURCE_KEYS = ("source", "sources", "references", "said_in")
SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
SYLLABLES = "가경규기나다도동라려미민보빈상서세수승시아연영예우원윤은인재정주준지진찬채태하현혜호희"
LATIN = (
    "ba",
    "che",
    "di",
    "fo",
    "gu",
    "ha",
    "jin",
    "ka",
    "lee",
    "mo",
    "na",
    "pyo",
    "qui",
    "ra",
    "so",
    "tae",
    "ul",
    "ve",
    "wan",
    "xi",
    "yu",
    "zo",
)
SENTENCE = re.compile(r"(?<=[.?!])\s+")

Value = Any
"""A piece of YAML whose scalars are all strings."""


@dataclass
class Real:
    """The project's own records as plain values, by id."""

    event: Value
    talks: dict[str, Value]
    speakers: dict[str, Value]
    techniques: dict[str, Value]
    sources: dict[str, Value]
    private: set[str] = field(default_factory=set)
    """Works that a single talk rests on, and nothing else."""
    sentences: dict[str, list[str]] = field(default_factory=dict)
    """By language."""


@dataclass
class Ids:
    """What an event calls the records that it has copies of; other ids stay."""

    number: int
    speakers: dict[str, str] = field(default_factory=dict)

    @property
    def event(self) -> str:
        """Id of the event."""
        return f"event-{self.number:03}"

    @property
    def group(self) -> int:
        """Number of the set of techniques; 0 is the real one."""
        return self.number // SHARED

    def technique(self, id_: str) -> str:
        """Id of the event's copy of a technique."""
        return f"{id_}-{self.group}" if self.group else id_


def generate(target: Path, talks: int, languages: int = 2, root: Path = ROOT) -> None:
    """Write a project; with one language its English settings and pages are left out. `target` must not exist."""
    real = read_real(root)
    _copy_project(root, target, languages)
    names = sorted(real.talks)
    first = names[:talks]
    for name in set(names) - set(first):
        (target / f"talks/{EVENT}/{name}.yml").unlink()
    if len(first) < len(names):
        _write(target, f"{EVENT}/event", _event(real, Ids(0), first, EVENT))
    written: set[str] = set()
    people: dict[str, str] = {}
    for number in range(1, -(-talks // len(names))):
        ids = Ids(number, people)
        held = names[: talks - number * len(names)]
        people = ids.speakers = _people(real, ids, held)
        for path, value in _one_event(real, ids, held):
            if path not in written:
                written.add(path)
                _write(target, path, value)


def read_real(root: Path) -> Real:
    """The records of a project."""

    def folder(name: str) -> dict[str, Value]:
        return {path.stem: _load(path) for path in sorted((root / "talks" / name).glob("*.yml"))}

    talks = folder(EVENT)
    real = Real(talks.pop("event"), talks, folder("speakers"), folder("techniques"), folder("sources"))
    others = {id_ for record in (real.event, *real.speakers.values(), *real.techniques.values()) for id_ in _cited(record)}
    citing = {id_: [name for name, talk in talks.items() if id_ in _cited(talk)] for id_ in real.sources}
    real.private = {id_ for id_, names in citing.items() if len(names) == 1 and id_ not in others}
    for language in ("ko", "en"):
        found = (sentence for talk in talks.values() for text in _prose(talk, language) for sentence in SENTENCE.split(text))
        real.sentences[language] = [one for one in dict.fromkeys(found) if one.count("`") % 2 == 0 and not set(one) & set("[]*_<>{}")]
    return real


def _load(path: Path) -> Value:
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - it makes strings only


def _write(target: Path, path: str, value: Value) -> None:
    file = target / f"talks/{path}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110), "utf-8")


def _copy_project(root: Path, target: Path, languages: int) -> None:
    shutil.copytree(root / "talks", target / "talks")
    shutil.copytree(root / "content", target / "content")
    shutil.copy(root / "mkdocs.yml", target)
    if languages > 1:
        shutil.copy(root / "mkdocs.en.yml", target)


def _cited(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in SOURCE_KEYS:
                yield from [one] if isinstance(one, str) else one
            else:
                yield from _cited(one)
    elif isinstance(value, list):
        for one in value:
            yield from _cited(one)


def _prose(value: Value, language: str, key: str = "") -> Iterator[str]:
    """Long texts of one language."""
    if isinstance(value, dict):
        if key in PROSE and language in value:
            yield value[language]
        for name, one in value.items():
            yield from _prose(one, language, name)
    elif isinstance(value, list):
        for one in value:
            yield from _prose(one, language, key)


def _people(real: Real, ids: Ids, held: Iterable[str]) -> dict[str, str]:
    """New ids for the speakers of an event's talks; some are those of the event before."""
    chance = random.Random(f"people {ids.number}")  # noqa: S311 - it must be the same every time
    found: dict[str, str] = {}
    for name in held:
        for one in real.talks[name].get("speakers", ()):
            speaker = one if isinstance(one, str) else one["id"]
            back = chance.random() < COMING_BACK and ids.number > 1
            found.setdefault(speaker, ids.speakers[speaker] if back else f"{speaker}-{ids.number}")
    return found


def _one_event(real: Real, ids: Ids, held: list[str]) -> Iterator[tuple[str, Value]]:
    """Paths and values of everything that an event adds to those before it."""
    yield f"{ids.event}/event", _event(real, ids, held, ids.event)
    used: dict[str, None] = {}
    for name in held:
        talk = _varied(real, real.talks[name], random.Random(f"{name} {ids.number}"))  # noqa: S311 - as above
        _rename(real, talk, ids, held)
        talk["title"] = _numbered(talk["title"], ids.number)
        talk["techniques"] = [{**use, "id": ids.technique(use["id"])} for use in talk.get("techniques", ())]
        used.update(dict.fromkeys(use["id"] for use in real.talks[name].get("techniques", ())))
        for id_ in real.private & set(_cited(real.talks[name])):
            yield f"sources/{id_}-{ids.number}", {**real.sources[id_], "title": _numbered(real.sources[id_]["title"], ids.number)}
        yield f"{ids.event}/{name}", talk
    for index, (id_, new) in enumerate(ids.speakers.items()):
        if new.endswith(f"-{ids.number}"):
            yield f"speakers/{new}", _speaker(real.speakers[id_], ids.number * len(real.speakers) + index)
    if ids.group:
        yield from ((f"techniques/{ids.technique(id_)}", _technique(real, ids, id_, used)) for id_ in used)


def _event(real: Real, ids: Ids, held: list[str], event: str) -> Value:
    def moved(day: str) -> str:
        return (dt.date.fromisoformat(day) + ids.number * APART).isoformat()

    value = {key: one for key, one in real.event.items() if key not in ("routes", "aliases")}
    if ids.number:
        value["name"] = {language: f"{name} #{ids.number}" for language, name in value["name"].items()}
    value["days"] = [{**day, "date": moved(day["date"])} for day in value["days"]]
    value["slots"] = [{**slot, "date": moved(slot["date"])} for slot in value.get("slots", ())]
    routes = [{**route, "talks": _talks(route["talks"], event, held)} for route in real.event.get("routes", ())]
    return {**value, "routes": [route for route in routes if route["talks"]]}


def _talks(names: Iterable[str], event: str, held: list[str]) -> list[str]:
    own = {f"{EVENT}-{name}": f"{event}-{name}" for name in held}
    return [own[name] for name in names if name in own]


def _rename(real: Real, talk: Value, ids: Ids, held: list[str]) -> None:
    """Give a talk's people, works, day and neighbours their ids in its event."""
    _rename_sources(real, talk, ids.number)
    talk["speakers"] = [
        {**({} if isinstance(one, str) else one), "id": ids.speakers[one if isinstance(one, str) else one["id"]]}
        for one in talk.get("speakers", ())
    ]
    if "date" in talk:
        talk["date"] = (dt.date.fromisoformat(talk["date"]) + ids.number * APART).isoformat()
    talk["related"] = _talks(talk.get("related", ()), ids.event, held)
    talk.pop("aliases", None)


def _rename_sources(real: Real, value: Value, number: int) -> None:
    def new(id_: str) -> str:
        return f"{id_}-{number}" if id_ in real.private else id_

    for key, one in value.items() if isinstance(value, dict) else ():
        if key in SOURCE_KEYS:
            value[key] = new(one) if isinstance(one, str) else [new(id_) for id_ in one]
        else:
            _rename_sources(real, one, number)
    for one in value if isinstance(value, list) else ():
        _rename_sources(real, one, number)


def _varied(real: Real, value: Value, chance: random.Random, key: str = "", *, label: bool = False) -> Value:
    """The same record with other sentences in its long texts."""
    if isinstance(value, dict):
        texts = key in PROSE and not label and set(value) <= {"ko", "en"}
        if texts:
            return {language: _sentences(real.sentences[language], text, chance) for language, text in value.items()}
        return {name: _varied(real, one, chance, name, label=key == "links" and name == "note") for name, one in value.items()}
    return [_varied(real, one, chance, key) for one in value] if isinstance(value, list) else value


def _sentences(pool: list[str], text: str, chance: random.Random) -> str:
    """Sentences as long as a text together."""
    found: list[str] = []
    length = 0
    while length < len(text) * 0.9:
        one = chance.choice(pool)
        if length and length + len(one) > len(text) * 1.2:
            break
        found.append(one)
        length += len(one) + 1
    return " ".join(found)


def _numbered(label: str | Mapping[str, str], number: int) -> Value:
    return f"{label} #{number}" if isinstance(label, str) else {language: f"{words} #{number}" for language, words in label.items()}


def _speaker(real: Value, number: int) -> Value:
    """The same person under a name that nobody else has, nor nearly."""
    rest, first = divmod(number, len(SYLLABLES))
    rest, second = divmod(rest, len(SYLLABLES))
    korean = (
        SURNAMES[(rest + first + second) % len(SURNAMES)] + SYLLABLES[first] + SYLLABLES[second] + ("" if rest == 0 else SYLLABLES[rest])
    )
    a, b, c = number % 22, number // 22 % 22, number // 484 % 22
    check, again = (a + b + c) % 22, (a + 3 * b + 7 * c) % 22
    latin = "".join(LATIN[part] for part in (a, b, check)).title() + " " + "".join(LATIN[part] for part in (again, c)).title()
    name = {language: korean if language == "ko" else latin for language in real["name"]} if isinstance(real["name"], dict) else korean
    dropped = ("aliases", "former_ids", "differs_from", "name_note")
    return {**{key: one for key, one in real.items() if key not in dropped}, "name": name}


def _technique(real: Real, ids: Ids, id_: str, used: Collection[str]) -> Value:
    value = {key: one for key, one in real.techniques[id_].items() if key != "former_ids"}
    value["name"] = _numbered(value["name"], ids.group)
    value["aliases"] = [f"{alias} #{ids.group}" for alias in value.get("aliases", ())]
    value["related"] = [ids.technique(other) for other in value.get("related", ()) if other in used]
    return value


def main() -> None:
    """Write a project where the command line says."""
    parser = argparse.ArgumentParser(description="Make a project with as many talks as wanted.")
    parser.add_argument("target", type=Path)
    parser.add_argument("--talks", type=int, required=True)
    parser.add_argument("--languages", type=int, choices=(1, 2), default=2)
    arguments = parser.parse_args()
    generate(arguments.target, arguments.talks, arguments.languages)


if __name__ == "__main__":
    main()
