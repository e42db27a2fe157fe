"""Tables of thousands of rows, laid out as Rich lays them out, in a fraction of its time."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions
    from rich.table import Column, Table

# Fewer take no time, whoever lays them out.
_MANY = 200


def is_long(table: Table) -> bool:
    """Whether it is a table for this module: a long one of nothing but texts."""
    return table.row_count > _MANY and all(
        isinstance(cell, (str, Text)) for column in table.columns for cell in column.cells
    )


def sample(table: Table) -> Table:
    """The same table with no more cells than decide how wide its columns are."""
    made = _without_rows(table)
    for row in zip(*(_deciding(column.cells) for column in table.columns), strict=True):
        made.add_row(*row)
    return made


def _without_rows(table: Table) -> Table:
    made = copy(table)
    made.columns = [column.copy() for column in table.columns]
    made.rows = []
    return made


def _deciding(cells: Iterable[object]) -> tuple[str, str]:
    """The longest line and the longest word of a column."""
    texts = {line for cell in cells for line in str(cell).splitlines()}
    words = {word for text in texts for word in text.split()}
    return max(texts, key=cell_len, default=""), max(words, key=cell_len, default="")


def lay_out(
    table: Table, widths: list[int], console: Console, options: ConsoleOptions
) -> Iterator[Segment]:
    """The table, its columns as wide as is said."""
    # However wide the columns are, their headings get no less.
    wide = options.update(width=sum(widths) + options.max_width)
    yield from console.render(_without_rows(table), wide)
    gap = Segment(" " * table.padding[1])
    columns = list(zip(table.columns, widths, strict=True))
    for row in zip(*(column.cells for column in table.columns), strict=True):
        cells = [
            _lines(cast("str | Text", cell), column, width, console)
            for cell, (column, width) in zip(row, columns, strict=True)
        ]
        for number in range(max(map(len, cells))):
            for lines, width in zip(cells, widths, strict=True):
                yield from lines[number] if number < len(lines) else [Segment(" " * width)]
                yield gap
            yield Segment.line()


def _lines(cell: str | Text, column: Column, width: int, console: Console) -> list[list[Segment]]:
    """The lines that the text takes in its column, each as wide as that."""
    plain = str(cell).rstrip()
    if cell_len(plain) <= width and "\n" not in str(cell) and not getattr(cell, "spans", ()):
        style = console.get_style(cell.style) if isinstance(cell, Text) and cell.style else None
        blank = " " * (width - cell_len(plain))
        return [[Segment(blank + plain if column.justify == "right" else plain + blank, style)]]
    text = cell if isinstance(cell, Text) else Text(cell)
    lines = []
    for line in text.wrap(console, max(width, 1), overflow="fold", no_wrap=column.no_wrap):
        line.rstrip()
        parts, rest = list(line.render(console)), Segment(" " * (width - line.cell_len))
        lines.append([rest, *parts] if column.justify == "right" else [*parts, rest])
    return lines
