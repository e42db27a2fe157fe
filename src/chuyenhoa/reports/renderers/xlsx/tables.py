"""A table on a sheet of its own."""

from __future__ import annotations

from functools import lru_cache, partial
from operator import getitem, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from chuyenhoa.language import _
from chuyenhoa.reports.document import NUMBERS
from chuyenhoa.reports.escape import visible, visible_lines
from chuyenhoa.reports.palette import FILLS, INK
from chuyenhoa.reports.renderers.xlsx.book import HEADER, LINE, height, pieces, write_over
from chuyenhoa.reports.renderers.xlsx.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Cell, Column, Kind, Row, Table
    from chuyenhoa.reports.renderers.xlsx.book import Book

_MOST_COLUMNS_UPRIGHT = 8
# Characters beside the content of a cell.
_AROUND = 2
_MOST_KEPT = 10_000


def write_table(book: Book, table: Table, name: str, *, across: bool) -> None:
    """Write the sheet of a table.

    Args:
        book: The workbook.
        table: The table.
        name: Of the sheet.
        across: Whether the page lies across.
    """
    wide = across or len(table.columns) > _MOST_COLUMNS_UPRIGHT
    sheet = book.add_sheet(name, across=wide)
    last = len(table.columns) - 1
    row = _write_head(book, sheet, table)
    first, rows = row, _Rows(book, sheet, table)
    for each in table.rows:
        rows.write(row, each)
        row += 1
    for index, width in enumerate(rows.widths):
        sheet.set_column(index, index, width + _AROUND)
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, last)
    if table.note:
        form = book.format(italic=True, font_size=11)
        sheet.write_string(row, 0, visible(table.note), form)
        row += 1
    sheet.freeze_panes(first, table.names + 1)
    sheet.repeat_rows(first - 1 - bool(table.spans), first - 1)
    sheet.print_area(0, 0, row - 1, last)


def _write_head(book: Book, sheet: Worksheet, table: Table) -> int:
    """Write what stands above the rows; the first row below it."""
    widths = [each.width for each in table.columns]
    row = book.write_title(sheet, table.name, [width + _AROUND for width in widths])
    form = book.format(**HEADER)
    if table.spans:
        column, high = 0, LINE
        for span in table.spans:
            end = column + span.columns - 1
            high = max(high, height(span.heading, sum(widths[column : end + 1])))
            write_over(sheet, row, (column, end), span.heading, form)
            column = end + 1
        sheet.set_row(row, high)
        row += 1
    headings = ["\n".join(filter(None, (each.heading, each.about))) for each in table.columns]
    sheet.set_row(row, max(map(height, headings, widths)))
    for index, heading in enumerate(headings):
        sheet.write_string(row, index, visible_lines(heading), form)
    return row + 1


class _Written(NamedTuple):
    """A cell as it is written: a number, or a text with what goes on elsewhere.

    A row is so high, at least, and a column so wide, for it to be seen.
    """

    content: float | str
    form: Format
    height: float
    width: int = 0
    rest: tuple[str, ...] = ()


_HEIGHT = itemgetter(_Written._fields.index("height"))


class _Cells(dict["Cell", _Written]):
    """How the cells of a column are written: most of a country's are the same as others.

    Args:
        column: The column.
        make: Says how a cell is written in a column of a kind and a width.

    Attributes:
        width: As the column wants it, but that each number can be seen.
    """

    def __init__(self, column: Column, make: Callable[[Cell, Kind, int], _Written]) -> None:
        super().__init__()
        self.width = column.width
        self._column = column
        self._make = make

    def __missing__(self, cell: Cell) -> _Written:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[cell] = written = self._make(cell, self._column.kind, self._column.width)
        self.width = max(self.width, written.width)
        return written


def _made(book: Book, cell: Cell, kind: Kind, width: int) -> _Written:
    look: dict[str, object] = {"border": 1}
    if cell.tone in FILLS:
        look |= {"bg_color": FILLS[cell.tone], "font_color": INK[cell.tone]}
    if (cell.kind or kind) in NUMBERS and isinstance(cell.value, int | float):
        number = shown(cell.text, cell.value, book.document.language, cell.sign)
        if number is not None:
            form = book.format(**look, num_format=number.form, align="right")
            return _Written(float(number.number), form, LINE, len(cell.shown))
    text, *rest = pieces(cell.shown)
    form = book.format(**look, text_wrap=True)
    return _Written(text, form, height(text, width), rest=tuple(rest))


class _Rows:
    """Writes the rows of a table."""

    def __init__(self, book: Book, sheet: Worksheet, table: Table) -> None:
        self._book = book
        self._sheet = sheet
        # Columns of one kind have most of their cells in common.
        make: Callable[[Cell, Kind, int], _Written] = lru_cache(_MOST_KEPT)(partial(_made, book))
        self._columns = [_Cells(column, make) for column in table.columns]

    @property
    def widths(self) -> list[int]:
        """How wide each column must be for what has been written."""
        return [column.width for column in self._columns]

    def write(self, row: int, each: Row) -> None:
        """Write a row."""
        if each.role == "group":
            form = self._book.format(bold=True, border=1, bg_color="#F2F2F2")
            write_over(self._sheet, row, (0, len(self._columns) - 1), each.cells[0].shown, form)
            return
        cells = list(map(getitem, self._columns, each.cells))
        highest = max(map(_HEIGHT, cells))
        if highest > LINE:
            self._sheet.set_row(row, highest)
        beyond = len(cells)
        for index, (content, form, _height, _width, rest) in enumerate(cells):
            if isinstance(content, float):
                self._sheet.write_number(row, index, content, form)
            elif not rest:
                self._sheet.write_string(row, index, content, form)
            else:
                place = xl_rowcol_to_cell(row, beyond)
                goes_on = _("(continued in {cell})").format(cell=place)
                self._sheet.write_string(row, index, f"{content} {goes_on}", form)
                for piece in rest:
                    self._sheet.write_string(row, beyond, piece, form)
                    beyond += 1
