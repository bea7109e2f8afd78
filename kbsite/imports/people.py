"""Persons of imported talks to speakers: those there are already by their names, new ones with an id made of their name."""

from __future__ import annotations

from typing import Any

from kbsite.imports.found import FoundPerson
from kbsite.imports.romanise import checksum, person_slug
from kbsite.imports.shelf import Shelf, folded, texts
from kbsite.imports.values import script_language

MOST_ABOUT = 20


class People:
    """Everybody who speaks. One name is one person, unless the source gives two people of that name different ids."""

    def __init__(self, shelf: Shelf) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        """Values of the records of everybody who was named, by id."""
        self._ids: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._claimed: dict[str, str] = {}
        """Keys of the source by the id that was given for them."""
        self._taken: set[str] = set()
        for id_, value in shelf.folder_of("speakers"):
            self._taken.add(id_)
            names = [*texts(value.get("name")), *(alias for alias in value.get("aliases") or [] if isinstance(alias, str))]
            for name in dict.fromkeys(_key(name) for name in names):
                self._by_name.setdefault(name, []).append(id_)

    def id_of(self, person: FoundPerson, source: str, language: str) -> str:
        """The id of a person, whose record then also holds what is said of them here."""
        key = f"{person.key}\n{_key(person.name)}" if person.key else _key(person.name)
        id_ = self._ids.get(key) or self._known(person, key) or self._new(person)
        self._ids[key] = id_
        if person.key:
            self._claimed.setdefault(id_, key)
        self._add(id_, person, source, language)
        return id_

    def _known(self, person: FoundPerson, key: str) -> str:
        """The id of somebody of this name who is not already another person of the source."""
        if person.id:
            return person.id
        named = self._by_name.get(_key(person.name), [])
        return next((id_ for id_ in named if not person.key or self._claimed.get(id_, key) == key), "")

    def _new(self, person: FoundPerson) -> str:
        name = _key(person.name)
        base = person_slug(person.name) or f"speaker-{checksum(person.name)}"
        namesakes = len(self._by_name.get(name, []))
        id_ = base if not namesakes else f"{base}-{namesakes + 1}"
        if id_ in self._taken:
            id_ = f"{base}-{checksum(f'{person.name}{namesakes or str()}')}"
        self._taken.add(id_)
        self._by_name.setdefault(name, []).append(id_)
        return id_

    def _add(self, id_: str, person: FoundPerson, source: str, language: str) -> None:
        value = self.records.get(id_)
        if value is None:
            tongue = script_language(person.name, "en" if person.name.isascii() or language in ("ko", "ja", "zh") else language)
            tongue = language if tongue == "zh" and language == "ja" else tongue
            value = self.records[id_] = {"name": dict(person.translations) or {tongue: person.name}, "sources": [source]}
            others = [other for other in self._by_name.get(_key(person.name), []) if other != id_]
            if others:
                value["differs_from"] = others
        if source not in value["sources"]:
            value["sources"].append(source)
        for text in person.about:
            about = value.setdefault("about", [])
            if text not in [each["text"] for each in about] and len(about) < MOST_ABOUT:
                about.append({"text": text if language in ("", "ko") else {language: text}, "source": [source]})
        for url, title in person.links:
            links = value.setdefault("links", [])
            if url not in [each["url"] for each in links]:
                links.append({"type": "profile", "url": url, **({"title": title} if title else {})})


def _key(name: str) -> str:
    return folded(name) or name
