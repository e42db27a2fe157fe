"""The four kinds of charts, drawn as figures of Matplotlib."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from chuyenhoa.reports import figures
from chuyenhoa.reports.charts.sheet import (
    BLACK,
    GAP,
    LETTER,
    LINE,
    WIDTH,
    Sheet,
    key_height,
    labels_width,
    rows,
)
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import FILLS, INK, LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

    from chuyenhoa.reports.charts.sheet import Place
    from chuyenhoa.reports.document import Chart, Series, Tone
    from chuyenhoa.reports.palette import Line

_GREY = "#D9D9D9"
_TICKS = 5
_PERCENT = 100
# More labels than this side by side would run into each other.
_MOST_LABELS = 12
# Letters of what stands beside a plot.
_NARROW = 12
_HEAVY: dict[str, Any] = {"color": BLACK, "linewidth": 1.2}
_FAINT: dict[str, Any] = {"color": _GREY, "linewidth": 0.8, "zorder": 0}


class _Look(NamedTuple):
    """How a bar looks: its colours, and the pattern that tells it in grey."""

    fill: str
    edge: str
    pattern: str = ""


_LOOKS: dict[Tone, _Look] = {
    "good": _Look("#2E7D4F", INK["good"]),
    "bad": _Look(FILLS["bad"], "#B2182B", "////"),
    "open": _Look(FILLS["open"], "#8A6D00", "---"),
    "muted": _Look(FILLS["muted"], "#595959"),
    "plain": _Look("#5B8DB8", "#1F4E79"),
}


def draw(chart: Chart) -> Figure:
    """The chart as a figure."""
    return _DRAW[chart.kind](chart)


def _lines(chart: Chart) -> Figure:
    """Lines over time, with gaps where there is nothing."""
    names = [series.name for series in chart.series]
    bottom = key_height(names) + 0.35
    sheet = Sheet(left=0.55, right=1.0, top=0.35, bottom=bottom, height=2.5)
    axes, count = sheet.axes, len(chart.categories)
    scale = _scale(sheet, chart)
    axes.set_xlim(-0.5, count - 0.5)
    axes.set_ylim(scale)
    for number in range(0, count, -(-count // _MOST_LABELS)):
        text = visible(chart.categories[number])
        sheet.text(number, -0.04, text, va="top", transform=axes.get_xaxis_transform())
    if chart.target is not None:
        level, name = chart.target
        axes.axhline(level, **_HEAVY, dashes=(6, 3))
        beside = axes.get_yaxis_transform()
        broken = textwrap.fill(visible(name), _NARROW)
        sheet.text(1.02, level, broken, ha="left", transform=beside)
    looks = list(islice(cycle(LINES), len(names)))
    for series, look in zip(chart.series, looks, strict=True):
        if any(value is not None for value in series.values):
            values = [float("nan") if value is None else value for value in series.values]
            axes.add_line(_line(list(range(count)), values, look))
    if len(chart.series) == 1 and count <= _MOST_LABELS:
        _label_points(sheet, chart.series[0], (scale[1] - scale[0]) * 0.045)
    samples = [partial(_line_sample, look=look) for look in looks]
    sheet.key(names, samples, bottom=0.12)
    return sheet.figure


def _line(x: Sequence[float], y: Sequence[float], look: Line) -> Line2D:
    return Line2D(
        x,
        y,
        color=look.colour,
        marker=look.mark,
        linestyle=look.dashes,
        markersize=5,
        clip_on=False,
        zorder=3,
    )


def _line_sample(x: float, y: float, look: Line) -> Line2D:
    return _line([x, x + 0.32], [y, y], look)


def _label_points(sheet: Sheet, series: Series, step: float) -> None:
    """What each point stands for, a step above it."""
    for number, (value, text) in enumerate(zip(series.values, series.texts, strict=True)):
        if value is not None:
            sheet.text(number, value + step, visible(text), va="bottom", zorder=4)


def _scale(sheet: Sheet, chart: Chart) -> tuple[float, float]:
    """From 0 to all that is shown, with lines across and what they stand for."""
    percent = chart.axis == "%"
    reached = [0.0, *(value for each in chart.series for value in each.values if value is not None)]
    reached += [] if chart.target is None else [chart.target[0]]
    reached += [float(_PERCENT)] if percent else []
    ticks = MaxNLocator(_TICKS).tick_values(min(reached), max(reached))
    beside = sheet.axes.get_yaxis_transform()
    for tick in ticks:
        sheet.axes.axhline(tick, **_FAINT)
        text = f"{_number(tick)}%" if percent else _number(tick)
        sheet.text(-0.015, tick, text, ha="right", transform=beside)
    if not percent:
        name = visible(chart.axis)
        above = sheet.axes.transAxes
        sheet.text(0, 1.03, name, ha="left", va="bottom", transform=above)
    return float(ticks[0]), float(ticks[-1])


def _number(value: float) -> str:
    """A number beside an axis."""
    return figures.number(Decimal(f"{value:.6f}"))


def _bars(chart: Chart) -> Figure:
    """A bar for each category, to the right or, below 0, to the left."""
    (series,) = chart.series
    side = min(max(map(len, series.texts)), _NARROW) * LETTER + GAP / 2
    sheet, places = rows(chart.categories, top=0.35, bottom=0.35, side=side)
    axes = sheet.axes
    values = [value or 0.0 for value in series.values]
    level, name = chart.target or (0.0, "")
    low, high = min(0.0, level, *values), max(0.0, level, *values)
    axes.set_xlim(low, high if high > low else low + 1)
    gap = (high - low) / sheet.width * GAP / 2
    for place, value, text, tone in zip(
        places, values, series.texts, series.every_tone, strict=True
    ):
        _bar(sheet, place, 0, value, tone)
        right = value >= 0
        end, align = (value + gap, "left") if right else (value - gap, "right")
        sheet.text(end, place.middle, visible(text), ha=align)
    axes.axvline(level, **_HEAVY)
    over, under = 0.06 / sheet.height, 0.12 / sheet.height
    above = axes.get_xaxis_transform()
    sheet.text(level, 1 + over, visible(name), va="bottom", transform=above)
    sheet.text(0.5, -under, visible(chart.axis), va="top", transform=axes.transAxes)
    return sheet.figure


def _stacked(chart: Chart) -> Figure:
    """Bars whose parts add up, with the number in each part that has room for it."""
    names = [series.name for series in chart.series]
    key = key_height(names)
    sheet, places = rows(chart.categories, top=key + GAP, bottom=0.45)
    sums = [sum(value or 0 for value in those) for those in _by_category(chart)]
    most = max(sums) or 1.0
    sheet.axes.set_xlim(0, most)
    _count_axis(sheet, most, chart.axis)
    ends = [0.0] * len(places)
    for series in chart.series:
        each = enumerate(zip(places, series.values, series.texts, series.every_tone, strict=True))
        for row, (place, value, text, tone) in each:
            if value:
                _bar(sheet, place, ends[row], value, tone)
                if value / most * sheet.width > len(text) * LETTER + GAP:
                    _label_part(sheet, ends[row] + value / 2, place.middle, text, tone)
                ends[row] += value
    samples = [partial(_bar_sample, tone=series.tones[0]) for series in chart.series]
    sheet.key(names, samples, bottom=sheet.figure.get_figheight() - key + GAP / 2)
    return sheet.figure


def _by_category(chart: Chart) -> Iterator[tuple[float | None, ...]]:
    return zip(*(series.values for series in chart.series), strict=True)


def _label_part(sheet: Sheet, x: float, y: float, text: str, tone: Tone) -> None:
    """The number in a part of a bar, with nothing of a pattern behind it."""
    if tone == "good":
        sheet.text(x, y, visible(text), color="white")
    else:
        paper = {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"}
        sheet.text(x, y, visible(text), bbox=paper)


def _count_axis(sheet: Sheet, most: float, name: str) -> None:
    """Lines down with the whole numbers that they stand for, and what is counted."""
    below = sheet.axes.get_xaxis_transform()
    for tick in MaxNLocator(_TICKS, integer=True).tick_values(0, most):
        if tick <= most:
            sheet.axes.axvline(tick, **_FAINT)
            sheet.text(tick, -0.06 / sheet.height, _number(tick), va="top", transform=below)
    whole = sheet.axes.transAxes
    sheet.text(0.5, -0.24 / sheet.height, visible(name), va="top", transform=whole)


def _heatmap(chart: Chart) -> Figure:
    """A row for each series, a column for each category; a cell has its colour and its sign."""
    names, count = [series.name for series in chart.series], len(chart.categories)
    longest = max(map(len, chart.categories)) * LETTER + GAP
    upright = longest > (WIDTH - labels_width(names) - GAP) / count
    sheet, places = rows(names, top=(longest if upright else LINE) + GAP, bottom=GAP)
    sheet.axes.set_xlim(0, count)
    for column, category in enumerate(chart.categories):
        rotation = 90 if upright else 0
        sheet.text(column + 0.5, GAP / 2, visible(category), va="bottom", rotation=rotation)
    for series, (middle, height) in zip(chart.series, places, strict=True):
        for column, (text, tone) in enumerate(zip(series.texts, series.every_tone, strict=True)):
            corner, fill = (column, middle - height / 2), FILLS.get(tone, "white")
            cell = Rectangle(corner, 1, height, facecolor=fill, edgecolor="white")
            sheet.axes.add_patch(cell)
            sheet.text(column + 0.5, middle, visible(text), color=INK.get(tone, BLACK))
    return sheet.figure


def _bar(sheet: Sheet, place: Place, start: float, width: float, tone: Tone) -> None:
    """A bar in a row."""
    height = place.height * 0.72
    corner = (start, place.middle - height / 2)
    sheet.axes.add_patch(_rectangle(corner, width, height, tone))


def _bar_sample(x: float, y: float, tone: Tone) -> Rectangle:
    return _rectangle((x, y - 0.055), 0.3, 0.11, tone)


def _rectangle(corner: tuple[float, float], width: float, height: float, tone: Tone) -> Rectangle:
    fill, edge, pattern = _LOOKS[tone]
    return Rectangle(corner, width, height, facecolor=fill, edgecolor=edge, hatch=pattern)


_DRAW = {"lines": _lines, "bars": _bars, "stacked": _stacked, "heatmap": _heatmap}
