"""What a page says of itself to the picture that is shown where its address is shared (Open Graph)."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw

from kbsite.site.asset_names import CARD_FONT
from kbsite.site.drawing.lettering import MARGIN, Lettering
from kbsite.site.drawing.measure import balanced, limited
from kbsite.site.drawing.palette import Palette
from kbsite.site.page import Card

WIDTH, HEIGHT = 1200, 630
"""Pixels, as link previews ask for."""
TRACKING = -0.02

PAPER, INK, SOFT, MARK, NIGHT = "#fdfdfb", "#15171c", "#545a66", "#ffe14a", "#17191f"
ON_PAPER, QUIET, ON_MARK, ON_NIGHT, ROUTE = range(5)
"""Ramps of the palette: ink on paper, softer ink on paper, ink on the highlighter, paper and highlighter on the dark foot."""

SIDE = 72
INSIDE = WIDTH - 2 * SIDE
FOOT = 108
SMALL, SITE = 32, 34
ABOVE_TOP, BELOW_GAP = 66, 40
SIZES = ((96, 1), (88, 2), (76, 2), (68, 3), (60, 3), (54, 4), (48, 4))
"""Sizes of the title with the number of lines each may take, the largest that fits first."""
LINE = 1.24


class CardMaker:
    """Draws cards; fonts and ground are made once. Threads may share it."""

    def __init__(self, accent: str | None = None) -> None:
        """`accent` is the colour of the highlighter, as `#rrggbb`."""
        mark = accent or MARK
        self._lettering = Lettering(CARD_FONT, TRACKING)
        self._palette = Palette(((PAPER, INK), (PAPER, SOFT), (mark, INK), (NIGHT, PAPER), (NIGHT, mark)))
        self._ground = self._make_ground()
        self._lock = Lock()

    def png(self, card: Card, site_name: str) -> bytes:
        """The card as PNG; equal cards give equal bytes."""
        with self._lock:
            image = self._ground.copy()
            self._above(image, card.above)
            self._title_and_below(image, self._lettering.readable(card.title) or self._lettering.readable(site_name), card.below)
            name = self._one_line(site_name, SITE, INSIDE - 340)
            self._write(image, name, SITE, (SIDE + 80, HEIGHT - FOOT // 2 + 12), ON_NIGHT)
            file = BytesIO()
            image.save(file, "PNG", compress_level=6)
            return file.getvalue()

    def _above(self, image: Image.Image, text: str) -> None:
        line = self._one_line(text, SMALL, INSIDE - 28)
        if line:
            end = SIDE + 28 + round(self._lettering.width(line, SMALL))
            self._palette.fill(image, (SIDE, ABOVE_TOP, end, ABOVE_TOP + 52), ON_MARK)
            self._write(image, line, SMALL, (SIDE + 14, ABOVE_TOP + 38), ON_MARK)

    def _title_and_below(self, image: Image.Image, title: str, below: str) -> None:
        """The title stands on the line below it, and that on the foot."""
        baseline = HEIGHT - FOOT - 52
        line = self._one_line(below, SMALL, INSIDE)
        if line:
            self._write(image, line, SMALL, (SIDE, baseline), QUIET)
            baseline -= SMALL + BELOW_GAP
        size, lines = self._fit(title)
        for rank, row in enumerate(reversed(lines)):
            self._write(image, row, size, (SIDE, baseline - round(rank * size * LINE)), ON_PAPER)

    def _fit(self, title: str) -> tuple[int, tuple[str, ...]]:
        for size, most in SIZES:
            lines = balanced(title, size, INSIDE, self._lettering.width)
            if len(lines) <= most:
                return size, lines
        size, most = SIZES[-1]
        return size, limited(title, size, INSIDE, most, self._lettering.width)

    def _one_line(self, text: str, size: int, width: float) -> str:
        return " ".join(limited(self._lettering.readable(text), size, width, 1, self._lettering.width))

    def _write(self, image: Image.Image, text: str, size: int, at: tuple[int, int], ramp: int) -> None:
        """One line from a point on its baseline."""
        mask = self._lettering.mask(text, size)
        self._palette.stamp(image, mask, (at[0] - MARGIN, at[1] - self._lettering.baseline(size)), ramp)

    def _make_ground(self) -> Image.Image:
        """Paper over a dark foot, with the site's mark and a route of stops on it."""
        image = self._palette.new(WIDTH, HEIGHT, ON_PAPER)
        top = HEIGHT - FOOT
        self._palette.fill(image, (0, top, WIDTH, HEIGHT), ROUTE)
        self._palette.stamp(
            image, _route(((22, 28), (46, 28), (46, 46), (46, 46), (46, 80), (70, 80)), FOOT, (0, -1), 7, 11), (SIDE - 11, top), ROUTE
        )
        right = ((10, 76), (90, 76), (90, 34), (170, 34), (170, 58), (250, 58))
        self._palette.stamp(image, _route(right, FOOT, (0, 3, 5), 6, 10), (WIDTH - SIDE - 260, top), ROUTE)
        return image


def _route(points: tuple[tuple[int, int], ...], height: int, stops: tuple[int, ...], thickness: int, radius: int) -> Image.Image:
    """A line with stops as a grey mask, drawn large and made small for smooth edges."""
    scale = 4
    width = max(x for x, _ in points) + 2 * radius
    mask = Image.new("L", (width * scale, height * scale), 0)
    draw = ImageDraw.Draw(mask)
    scaled = [(x * scale, y * scale) for x, y in points]
    draw.line(scaled, fill=255, width=thickness * scale, joint="curve")
    for stop in stops:
        draw.circle(scaled[stop], radius * scale, fill=255)
    return mask.resize((width, height), Image.Resampling.BOX)


def card_png(card: Card, site_name: str, *, accent: str | None = None) -> bytes:
    """One card; who makes many keeps a `CardMaker`."""
    return CardMaker(accent).png(card, site_name)
