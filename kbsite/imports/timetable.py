"""Who is where at which time: what two rules of the check would refuse is found while talks are placed, not after."""

from __future__ import annotations

from typing import Any

Span = tuple[str, str, str]


class Timetable:
    """Places of one event that are taken."""

    def __init__(self) -> None:
        self._rooms: dict[tuple[str, str], list[Span]] = {}
        self._people: dict[tuple[str, str], list[tuple[Span, str]]] = {}
        self._slots: dict[tuple[str, str, str], str] = {}

    def clash(self, talk: dict[str, Any], id_: str) -> tuple[str, str]:
        """What (`room` or `speakers`) is taken at a talk's time, and by which talk; empty texts where nothing is.

        A talk without a clash takes its place.
        """
        date, start, end = (str(talk.get(key) or "") for key in ("date", "start", "end"))
        room = str(talk.get("room") or talk.get("track") or "")
        people = [str(each.get("id") if isinstance(each, dict) else each) for each in talk.get("speakers") or []]
        if not (date and start and end):
            return self._slot(date, str(talk.get("slot") or ""), room, people, id_)
        held = self._rooms.setdefault((date, room), [])
        for begins, ends, other in held if room else ():
            if begins < end and start < ends:
                return "room", other
        for person in people:
            for (begins, ends, other), where in self._people.get((date, person), ()):
                if begins < end and start < ends and where != room:
                    return "speakers", other
        held.append((start, end, id_))
        for person in people:
            self._people.setdefault((date, person), []).append(((start, end, id_), room))
        return "", ""

    def _slot(self, date: str, slot: str, room: str, people: list[str], id_: str) -> tuple[str, str]:
        if not (date and slot):
            return "", ""
        if room and (other := self._slots.get((date, slot, room))):
            return "room", other
        for person in people:
            if other := self._slots.get((date, slot, f"\n{person}")):
                return "speakers", other
        self._slots |= {(date, slot, room): id_} | {(date, slot, f"\n{person}"): id_ for person in people}
        return "", ""
