"""What other sites write to show a talk or a programme of this one."""

from __future__ import annotations

from html import escape

WIDTH = 560
HEIGHTS = {"talk": 340, "event": 560}
"""Pixels, by the kind of page."""


def iframe(address: str, title: str, kind: str) -> str:
    """The element for an embed page at a whole address."""
    size = f'width="{WIDTH}" height="{HEIGHTS[kind]}"'
    return f'<iframe src="{escape(address)}" title="{escape(title)}" {size} loading="lazy" style="border:0;max-width:100%"></iframe>'
