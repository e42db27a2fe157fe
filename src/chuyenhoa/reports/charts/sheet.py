"""What charts are drawn on: a plot with room around it, labelled rows, a key.

Lengths are in inches, from the bottom left. What would be ticks of axes is drawn as lines and
texts, which takes half of the time and leaves their places to us.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib import get_data_path
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from chuyenhoa.reports.escape import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist

    # A sample of what a name in the key stands for, at a place.
    Sample = Callable[[float, float], Artist]

WIDTH = 6.5
LINE = 0.16
LETTER = 0.076
GAP = 0.1
BLACK = "#1A1A1A"
_POINTS = 9
_SAMPLE = 0.4
# Letters, before a label is broken.
_LABEL = 34
_MOST_COLUMNS = 4


class Sheet:
    """A figure with one plot, whose axes are left to whoever draws.

    Args:
        left: What is left free beside the plot.
        right: The same on the other side.
        top: The same above.
        bottom: The same below.
        height: Of the plot.
    """

    def __init__(
        self, *, left: float, right: float, top: float, bottom: float, height: float
    ) -> None:
        whole = top + height + bottom
        self.figure = Figure(figsize=(WIDTH, whole), facecolor="white")
        self.width = WIDTH - left - right
        self.height = height
        box = (left / WIDTH, bottom / whole, self.width / WIDTH, height / whole)
        self.axes = self.figure.add_axes(box)
        self.axes.set_axis_off()
        self._font = FontProperties(fname=f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")

    def text(self, x: float, y: float, text: str, **look: Any) -> None:  # noqa: ANN401 - as Matplotlib's texts
        """Write a text, around a place unless `ha` and `va` say otherwise.

        Args:
            x: Where, in terms of the plot's data or as `transform` says.
            y: The same.
            text: It, in several lines if need be.
            look: As Matplotlib has it.
        """
        usual = {"ha": "center", "va": "center", "color": BLACK, "linespacing": 1.25}
        self.axes.text(x, y, text, fontproperties=self._font, fontsize=_POINTS, **{**usual, **look})

    def key(self, names: Sequence[str], samples: Sequence[Sample], bottom: float) -> None:
        """What colours and marks mean.

        Args:
            names: What they mean.
            samples: Draw one of each.
            bottom: Where the lowest line of names is.
        """
        columns = _columns(names)
        lines = -(-len(names) // columns)
        inches = self.figure.dpi_scale_trans
        for number, (name, sample) in enumerate(zip(names, samples, strict=True)):
            x = GAP + number % columns * (WIDTH - 2 * GAP) / columns
            y = bottom + (lines - 1 - number // columns) * LINE * 1.2
            artist = sample(x, y)
            artist.set_transform(inches)
            self.figure.add_artist(artist)
            self.text(x + _SAMPLE, y, visible(name), ha="left", transform=inches)


def key_height(names: Sequence[str]) -> float:
    """How much room a key takes."""
    return -(-len(names) // _columns(names)) * LINE * 1.2 + GAP


def _columns(names: Sequence[str]) -> int:
    """How many names stand side by side."""
    longest = max(map(len, names)) * LETTER + _SAMPLE + 2 * GAP
    return max(1, min(_MOST_COLUMNS, int((WIDTH - 2 * GAP) / longest)))


class Place(NamedTuple):
    """Where a row is, in the data of its plot: from 0 at the top down."""

    middle: float
    height: float


def rows(
    names: Sequence[str], *, top: float, bottom: float, side: float = 0
) -> tuple[Sheet, list[Place]]:
    """A sheet with a labelled row for each name.

    Args:
        names: Of the rows.
        top: What is left free above.
        bottom: The same below.
        side: The same on both sides of the plot.
    """
    labels = [_label(name) for name in names]
    heights = [(label.count("\n") + 1) * LINE + GAP for label in labels]
    left, whole = labels_width(names), sum(heights)
    sheet = Sheet(left=left + side, right=GAP + side, top=top, bottom=bottom, height=whole)
    sheet.axes.set_ylim(-whole, 0)
    beside = sheet.axes.get_yaxis_transform()
    places, end = [], 0.0
    for label, height in zip(labels, heights, strict=True):
        places.append(Place(end - height / 2, height))
        end -= height
        x = -(side + GAP) / sheet.width
        sheet.text(x, places[-1].middle, label, ha="right", transform=beside)
    return sheet, places


def labels_width(names: Sequence[str]) -> float:
    """How much room the labels of rows take."""
    lines = (line for name in names for line in _label(name).split("\n"))
    return max(map(len, lines)) * LETTER + 2 * GAP


def _label(name: str) -> str:
    return textwrap.fill(visible(name), _LABEL)
