"""Charts as pictures, by Matplotlib: SVG for pages, PNG for what holds pictures.

The same chart gives the same bytes: nothing of Matplotlib's settings on this machine counts, and
the font is the one that comes with it. It is imported when the first chart is drawn.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.reports.document import Chart

# That there is no home to keep a cache of fonts in is none of the reader's business.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

_SETTINGS = {
    "font.family": ["sans-serif"],
    # Measured by the first, which comes with Matplotlib; shown by the first that a reader has.
    "font.sans-serif": ["DejaVu Sans", "Noto Sans", "Segoe UI", "Roboto", "Helvetica", "Arial"],
    "hatch.linewidth": 0.8,
    "svg.fonttype": "none",
    "text.parse_math": False,
}
_METADATA = ("Creator", "Date", "Format", "Type")
# The SVG element itself, which the page writes, and a style that would be that of the whole page.
_OUTSIDE = re.compile(
    r"\A.*?<svg[^>]*>|<defs>\s*<style.*?</style>\s*</defs>|</svg>\s*\Z", re.DOTALL
)
# Every chart has the same ones, and a page has several charts.
_IDENTIFIED = re.compile(r'<g id="[^"]*">')
_POINTS_AN_INCH = 72
# Of PNG files: what a printer shows.
_DOTS_AN_INCH = 200
# What writes the documentation of Matplotlib's classes when it is imported: a fifth of that time.
_DOCUMENTING = "_update_set_signature_and_docstring"


class Drawn(NamedTuple):
    """The width and height of an SVG's view box, and its elements."""

    width: float
    height: float
    elements: str


def svg(chart: Chart, name: str) -> Drawn:
    """The chart as what an SVG element holds; its texts are texts, in a font of the reader's.

    Args:
        chart: The chart.
        name: Unique on the page, for what the elements refer to.
    """
    out = io.StringIO()
    with _settings(name):
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        from chuyenhoa.reports.charts.drawing import draw

        figure = draw(chart)
        FigureCanvasSVG(figure).print_svg(out, metadata=dict.fromkeys(_METADATA))
    width, height = (float(inches) * _POINTS_AN_INCH for inches in figure.get_size_inches())
    elements = _IDENTIFIED.sub("<g>", _OUTSIDE.sub("", out.getvalue()))
    return Drawn(width, height, elements.strip())


def png(chart: Chart) -> bytes:
    """The chart as a PNG file, `sheet.WIDTH` inches wide."""
    out = io.BytesIO()
    with _settings(""):
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from chuyenhoa.reports.charts.drawing import draw

        figure = draw(chart)
        figure.set_dpi(_DOTS_AN_INCH)
        FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})
    return out.getvalue()


@contextmanager
def _settings(salt: str) -> Iterator[None]:
    """Matplotlib as it comes, with our settings instead of the user's."""
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.artist import Artist

    setattr(Artist, _DOCUMENTING, classmethod(lambda _cls: None))
    usual: dict[Any, Any] = {
        name: value
        for name, value in rcParamsDefault.items()
        if not name.startswith(("backend", "interactive"))
    }
    with warnings.catch_warnings(), rc_context(usual | _SETTINGS | {"svg.hashsalt": salt}):
        # A letter that the font does not have is a box in a picture, and itself in a page.
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        yield
