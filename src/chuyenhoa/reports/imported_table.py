"""`import --dry-run` at a terminal: every figure, and what would be judged otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from chuyenhoa.language import _
from chuyenhoa.reports import figures
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.terminal import signed, table
from chuyenhoa.reports.words import ILLUSTRATIVE, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from chuyenhoa.reports.imported import Imported, ImportedFigure


def render(imported: Imported) -> RenderableType:
    """The figures area by area, then the flips."""
    return Group(*_parts(imported))


def _parts(imported: Imported) -> Iterator[RenderableType]:
    if imported.title:
        yield Text(visible(imported.title), "bold")
    if imported.illustrative:
        yield Text(_(ILLUSTRATIVE), "bold yellow")
    for (area, period), group in groupby(imported.figures, lambda each: (each.area, each.period)):
        yield Text()
        yield Text(f"{visible(imported.areas[area])} · {period}", "bold")
        yield _figures(group)


def _figures(group: Iterator[ImportedFigure]) -> Table:
    rows = table()
    for _heading in range(4):
        rows.add_column()
    rows.show_header = False
    for figure in group:
        old = figures.recorded(figure.old, figure.measure)
        new = figures.recorded(figure.new, figure.measure)
        said = new if figure.status == "unchanged" else f"{old} → {new}"
        if figure.status == "refused":
            said = visible(figure.text)
        rows.add_row(
            figure.criterion, signed(STATUSES[figure.status]), said, visible(str(figure.place))
        )
    return rows
