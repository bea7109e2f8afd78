"""What MkDocs logs, to words for problems."""

from __future__ import annotations

import logging


class Overheard(logging.Handler):
    """Collects what MkDocs warns of while it is open."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._words: list[str] = []
        self._logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning's words."""
        self._words.append(record.getMessage())

    def take(self) -> list[str]:
        """What was heard since the last time."""
        words, self._words = self._words, []
        return words

    def __enter__(self) -> Overheard:
        self._was = self._logger.propagate
        self._logger.addHandler(self)
        self._logger.propagate = False
        return self

    def __exit__(self, *exception: object) -> None:
        self._logger.removeHandler(self)
        self._logger.propagate = self._was
