"""Tables of a run to drawings, one in each language, by Matplotlib; the same table gives the same bytes."""

from __future__ import annotations

import csv
import importlib.util
import io
import math
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kbsite.records.drawings import unfit
from kbsite.records.folders import DRAWINGS
from kbsite.records.snippets import Plot, Snippet
from kbsite.snippets.plain_svg import plain
from kbsite.text.plain import plain as plain_text
from kbsite.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LANGUAGES = ("ko", "en")
COLOURS = ("#1f7fd1", "#d1551f", "#2c8f5a", "#9a5fd0", "#b07d00", "#0a8f9c", "#cf4a86", "#7a7f88")
"""Each stands out from white and from near black by 3:1 or more (WCAG 2.2, 1.4.11)."""
DASHES = ("-", "--", "-.", ":")
MARKERS = "osD^vPX*"
SIZE_INCHES = (7.2, 4.0)
MOST_ROWS = 5000
MARKED_ROWS = 40
"""Above this a line shows no points."""
STYLE: Any = {"svg.fonttype": "none", "svg.hashsalt": "kbsite", "font.size": 11.0, "axes.spines.top": False, "axes.spines.right": False}


class NoDrawing(Exception):
    """A table could not be drawn; `said` is why."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.say())
        self.said = said


def draw(snippet: Snippet, tables: Mapping[str, str]) -> dict[str, str]:
    """SVG text of every plot in every language, by its path in the example's folder; raises `NoDrawing`."""
    if snippet.plots and importlib.util.find_spec("matplotlib") is None:
        raise NoDrawing(NO_LIBRARY)
    found = {}
    for plot in snippet.plots:
        columns = _columns(plot, tables[plot.table])
        for language in LANGUAGES:
            svg = _drawn(snippet, plot, columns, language)
            if why := unfit(svg):
                raise NoDrawing(why)
            found[f"{DRAWINGS}/{plot.id}.{language}.svg"] = svg
    return found


def _columns(plot: Plot, table: str) -> dict[str, list[str]]:
    """The columns that a plot shows, as text."""
    rows = list(csv.DictReader(io.StringIO(table)))
    names = (plot.x, *(series.column for series in plot.series))
    if not rows or len(rows) > MOST_ROWS:
        raise NoDrawing(ROWS.fill(table=plot.table, count=len(rows), most=MOST_ROWS))
    missing = next((name for name in names if name not in rows[0]), None)
    if missing:
        raise NoDrawing(NO_COLUMN.fill(table=plot.table, column=missing))
    return {name: [row[name] or "" for row in rows] for name in names}


def _numbers(plot: Plot, column: str, values: Sequence[str]) -> list[float]:
    """A column as numbers; an empty cell is a gap."""
    try:
        return [float(value) if value.strip() else math.nan for value in values]
    except ValueError:
        raise NoDrawing(NO_NUMBER.fill(table=plot.table, column=column)) from None


def _drawn(snippet: Snippet, plot: Plot, columns: Mapping[str, list[str]], language: str) -> str:
    import matplotlib
    from matplotlib.figure import Figure

    words = {"words-x": plot.x_label.words(language), "words-y": plot.y_label.words(language)}
    words.update({f"words-{index}": series.label.words(language) for index, series in enumerate(plot.series)})
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # the page's font has it
        figure = Figure(figsize=SIZE_INCHES, layout="constrained")
        _fill(figure, plot, columns, words)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    said = plot.title.words(language), plain_text(plot.description.words(language))
    return plain(out.getvalue(), id_=f"{snippet.id}-{plot.id}", title=said[0], description=said[1], language=language, words=words)


def _fill(figure: Figure, plot: Plot, columns: Mapping[str, list[str]], words: Mapping[str, str]) -> None:
    axes = figure.subplots()
    bars = plot.kind == "bar"
    places = [float(index) for index in range(len(columns[plot.x]))] if bars else _numbers(plot, plot.x, columns[plot.x])
    for index, series in enumerate(plot.series):
        _one(axes, plot, index, places, _numbers(plot, series.column, columns[series.column]), _as_wide(words[f"words-{index}"]))
    _axes(axes, plot)
    if bars:
        axes.set_xticks(places, columns[plot.x])
    axes.set_xlabel(_as_wide(words["words-x"])).set_gid("words-x")
    axes.set_ylabel(_as_wide(words["words-y"])).set_gid("words-y")
    if len(plot.series) > 1:
        legend = figure.legend(loc="outside upper center", ncols=min(len(plot.series), 4), frameon=False)
        for index, text in enumerate(legend.get_texts()):
            text.set_gid(f"words-{index}")


def _one(axes: Axes, plot: Plot, index: int, places: list[float], values: list[float], label: str) -> None:
    colour, marker = COLOURS[index], MARKERS[index]
    if plot.kind == "bar":
        width = 0.8 / len(plot.series)
        axes.bar(
            [place + (index - (len(plot.series) - 1) / 2) * width for place in places], values, width * 0.92, color=colour, label=label
        )
    elif plot.kind == "points":
        axes.plot(places, values, marker, color=colour, label=label, markersize=4.5, clip_on=False)
    else:
        shown = marker if len(places) <= MARKED_ROWS else ""
        axes.plot(places, values, DASHES[index % 4], marker=shown, color=colour, label=label, markersize=4.5, linewidth=1.8, clip_on=False)


def _axes(axes: Axes, plot: Plot) -> None:
    """Scales, and a grid in a grey that is seen on light and dark."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    if plot.scale in ("log-x", "log-log") and plot.kind != "bar":
        axes.set_xscale("log")
    if plot.scale in ("log-y", "log-log"):
        axes.set_yscale("log")
    for axis, logarithmic in ((axes.xaxis, plot.scale in ("log-x", "log-log")), (axes.yaxis, plot.scale in ("log-y", "log-log"))):
        if axis is axes.yaxis or plot.kind != "bar":
            axis.set_major_formatter(
                FuncFormatter(lambda value, _: f"{value:,.10g}" if abs(value) >= 1e-4 or not value else f"{value:.0e}")
            )
        if logarithmic:
            axis.set_minor_formatter(NullFormatter())
    axes.grid(visible=True, axis="y" if plot.kind == "bar" else "both", color="#8a8f98", alpha=0.35, linewidth=0.6)
    axes.set_axisbelow(True)


def _as_wide(words: str) -> str:
    """Letters of the library's own font that take the room these words will take: a Hangul syllable is as wide as an M."""
    return "".join("M" if unicodedata.east_asian_width(letter) in "WF" else letter for letter in words).replace("$", "S")


NO_LIBRARY = Words(
    "drawing needs Matplotlib: pip install 'kbsite[record]'", "그림을 그리려면 Matplotlib이 필요합니다: pip install 'kbsite[record]'"
)
ROWS = Words(
    "the table '{table}' has {count} rows; 1 to {most} are drawn", "표 '{table}'의 줄이 {count}개입니다. 1개에서 {most}개까지 그립니다"
)
NO_COLUMN = Words("the table '{table}' has no column '{column}'", "표 '{table}'에 '{column}' 열이 없습니다")
NO_NUMBER = Words(
    "the column '{column}' of the table '{table}' holds something that is no number",
    "표 '{table}'의 '{column}' 열에 숫자가 아닌 것이 있습니다",
)
