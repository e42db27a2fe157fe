"""XLS, the format of Excel 97 to 2003 and before."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from chuyenhoa.sources.office import formats
from chuyenhoa.sources.office.grid import LONGEST_TEXT, Grid, RefusedError, clean
from chuyenhoa.sources.sheets import CellKind, Range

if TYPE_CHECKING:
    import xlrd


def read(content: bytes) -> list[Grid]:
    """The sheets of a workbook.

    A formula that was saved without its value cannot be told from one whose value is zero: the
    format has a number in either case.

    Raises:
        RefusedError: It is protected by a password.
        Exception: Whatever a damaged file makes xlrd stumble over.
    """
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise RefusedError("encrypted") from error
        raise
    return [_grid(book, number) for number in range(book.nsheets)]


def _grid(book: xlrd.Book, number: int) -> Grid:
    sheet = book.sheet_by_index(number)
    grid = Grid(sheet.name, hidden=sheet.visibility > 0)
    for row in range(sheet.nrows):
        if _is_hidden(sheet, row):
            grid.hidden_rows.add(row)
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if isinstance(cell.value, str) and len(cell.value) > LONGEST_TEXT:
                grid.put_text(row, column, "", len(cell.value))
            else:
                grid.put(row, column, grid.number_of(*_understand(book, cell)))
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge(Range(top + 1, left + 1, bottom, right))
    columns = sheet.colinfo_map.items()
    grid.hidden_columns = {column for column, info in columns if info.hidden or not info.width}
    book.unload_sheet(number)
    return grid


def _is_hidden(sheet: xlrd.sheet.Sheet, row: int) -> bool:
    info = sheet.rowinfo_map.get(row)
    return info is not None and bool(info.hidden or not (info.height or info.has_default_height))


def _understand(book: xlrd.Book, cell: xlrd.sheet.Cell) -> tuple[CellKind, str]:
    import xlrd

    value = cell.value
    if isinstance(value, str):
        return CellKind.TEXT, clean(value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return CellKind.BOOLEAN, "TRUE" if value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellKind.ERROR, xlrd.error_text_from_code.get(int(value), "#ERROR")
    style = book.xf_list[cell.xf_index or 0]
    shown_as = formats.understood(book.format_map[style.format_key].format_str)
    return formats.read_stored(repr(value), shown_as, since_1904=bool(book.datemode))
