"""A table on a sheet of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from chuyenhoa.language import _
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import FILLS, INK
from chuyenhoa.reports.renderers.xlsx.book import HEADER, height, pieces
from chuyenhoa.reports.renderers.xlsx.numbers import shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Cell, Column, Row, Table
    from chuyenhoa.reports.renderers.xlsx.book import Book

_MOST_COLUMNS_UPRIGHT = 8
_NUMBERS = {"number", "percent"}


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
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width + 2)
    last = len(table.columns) - 1
    row = _write_head(book, sheet, table)
    first = row
    for each in table.rows:
        _write_row(book, sheet, row, each, table.columns)
        row += 1
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
    row = book.write_title(sheet, table.name)
    form = book.format(**HEADER)
    if table.spans:
        column = 0
        for span in table.spans:
            end = column + span.columns - 1
            _write_over(sheet, row, (column, end), span.heading, form)
            column = end + 1
        row += 1
    headings = ["\n".join(filter(None, (each.heading, each.about))) for each in table.columns]
    widths = [each.width for each in table.columns]
    sheet.set_row(row, max(map(height, headings, widths)))
    for index, heading in enumerate(headings):
        sheet.write_string(row, index, "\n".join(map(visible, heading.split("\n"))), form)
    return row + 1


def _write_over(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, form: Format
) -> None:
    """Write one text over several columns, the first and the last of them given."""
    first, last = columns
    if first == last:
        sheet.write_string(row, first, visible(text), form)
    else:
        sheet.merge_range(row, first, row, last, visible(text), form)


def _write_row(
    book: Book, sheet: Worksheet, row: int, each: Row, columns: tuple[Column, ...]
) -> None:
    if each.role == "group":
        form = book.format(bold=True, border=1, bg_color="#F2F2F2")
        _write_over(sheet, row, (0, len(columns) - 1), each.cells[0].shown, form)
        return
    highest = max(
        height(cell.shown, column.width) for cell, column in zip(each.cells, columns, strict=True)
    )
    sheet.set_row(row, highest)
    bold = each.role == "total"
    beyond = len(columns)
    for index, (cell, column) in enumerate(zip(each.cells, columns, strict=True)):
        number = None
        if (cell.kind or column.kind) in _NUMBERS and isinstance(cell.value, int | float):
            number = shown(cell.text, cell.value, book.document.language, cell.sign)
        if number is None:
            form = _look(book, cell, bold=bold, text_wrap=True)
            text, *rest = pieces(cell.shown)
            if rest:
                text += " " + _("(continued in {cell})").format(cell=xl_rowcol_to_cell(row, beyond))
            sheet.write_string(row, index, text, form)
            for piece in rest:
                sheet.write_string(row, beyond, piece, form)
                beyond += 1
        else:
            form = _look(book, cell, bold=bold, num_format=number.form, align="right")
            sheet.write_number(row, index, number.number, form)


def _look(book: Book, cell: Cell, **look: object) -> Format:
    if cell.tone in FILLS:
        look |= {"bg_color": FILLS[cell.tone], "font_color": INK[cell.tone]}
    return book.format(border=1, **look)
