"""What one look at an address found: a verdict, the reason for it, and since when it has been so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

Verdict = Literal["live", "gone", "unsure", "barred"]
"""gone: the server says so, or there is no such host; unsure: it may be back in an hour; barred: it was not asked."""
Reason = Literal["answer", "no-host", "timeout", "tls", "connection", "cut", "loop", "home", "private", "address"]


@dataclass(frozen=True, slots=True)
class Found:
    """One look at one address."""

    url: str
    day: dt.date
    verdict: Verdict
    reason: Reason = "answer"
    code: int = 0
    """Status of the last answer; 0 where none came."""
    moved_to: str = ""
    """Where the server says that it has moved for good."""
    gone_since: dt.date | None = None
    """Day of the first of the looks that found it gone, with none since that found it live."""
    archived: str = ""
    """A kept copy that could be named beside it."""

    @property
    def dead(self) -> bool:
        """Gone, and seen so on two days at least."""
        return self.verdict == "gone" and self.gone_since is not None and self.gone_since < self.day

    def after(self, before: Found | None) -> Found:
        """The same look, in the light of the one before it."""
        if self.verdict == "live":
            return replace(self, gone_since=None)
        first = before.gone_since if before else None
        return replace(self, gone_since=first or (self.day if self.verdict == "gone" else None))
