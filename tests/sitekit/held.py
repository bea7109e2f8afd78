"""Requests of a page that come as late as a test wants."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route


class Held:
    """Requests that wait until they are let go, or are refused then."""

    def __init__(self, page: Page, addresses: str) -> None:
        self._waiting: list[Route] = []
        self._end: Callable[[Route], None] | None = None
        page.route(addresses, self._hear)

    def _hear(self, route: Route) -> None:
        if self._end:
            self._end(route)
        else:
            self._waiting.append(route)

    def let_go(self, end: Callable[[Route], None] = Route.continue_) -> None:
        self._end = end
        for route in self._waiting:
            end(route)
