"""A copy of a sender's workbook in which what is wrong is coloured and commented on.

`python -m chuyenhoa.reports.imports.marked` does it for a workbook that others wrote, in a process
of its own: openpyxl has not been made for hostile files. Marks and workbook come in on stdin, the
copy goes out on stdout.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from chuyenhoa.reports.escape import visible, visible_lines
from chuyenhoa.reports.imports.cached import with_values
from chuyenhoa.sources.limits import limit_memory, limit_time
from chuyenhoa.sources.sheets import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

    from chuyenhoa.sources.sheets import Sheet

_AUTHOR = "chuyenhoa"
LENGTH_BYTES = 8
_WRONG = PatternFill("solid", fgColor="FFFFC7CE")
# What Excel can show of a comment, in points; a line of it is so long.
_WIDTH, _LINE_HEIGHT, _LINE = 300, 18, 44
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_WIDEST, _NARROWEST = 50, 8


class Mark(NamedTuple):
    """Something that is wrong.

    Attributes:
        sheet: The name of its sheet; '' is the only one.
        row: From 1; 0 where all of the sheet is meant.
        column: From 1.
        text: What is wrong, and what would do.
    """

    sheet: str
    row: int
    column: int
    text: str


def marked_copy(content: bytes, marks: Iterable[Mark], *, macros: bool) -> bytes:
    """A workbook with its marks, its formats kept.

    Args:
        content: An XLSX file.
        marks: What is wrong with it.
        macros: Whether its macros are kept; the copy is an XLSM file then.
    """
    book = load_workbook(BytesIO(content), keep_vba=macros, rich_text=True)
    return with_values(_marked(book, marks), content, book)


def marked_tables(sheets: Iterable[Sheet], marks: Iterable[Mark]) -> bytes:
    """A new workbook with the same cells at the same places as in a file of another kind.

    Paragraphs above a Word table stand in rows of their own above it, with a blank one between.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    places = {"": ("", 0)}
    for sheet in sheets:
        target = book.create_sheet(_sheet_name(sheet.name))
        rows = len(sheet.above) + 1 if sheet.above else 0
        places[sheet.name] = target.title, rows
        _write(sheet, target, rows)
    moved = []
    for mark in marks:
        title, rows = places[mark.sheet]
        moved.append(mark._replace(sheet=title, row=mark.row and mark.row + rows))
    return _marked(book, moved)


def _marked(book: Workbook, marks: Iterable[Mark]) -> bytes:
    sheets = {normalize("NFC", sheet.title).strip(): sheet for sheet in book.worksheets}
    texts: dict[tuple[str, str], list[str]] = {}
    for name, row, column, text in marks:
        sheet = sheets[name.strip()] if name else book.worksheets[0]
        cell = _top_left(sheet, max(row, 1), max(column, 1))
        if row:
            cell.fill = _WRONG
            _show(sheet, cell)
        texts.setdefault((sheet.title, cell.coordinate), []).append(visible(text))
    for (title, coordinate), said in texts.items():
        _comment(book[title][coordinate], said)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _top_left(sheet: Worksheet, row: int, column: int) -> OpenpyxlCell:
    """The cell, or the one that is seen in its place."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        merged = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(merged.min_row, merged.min_col)
    assert not isinstance(cell, MergedCell)  # noqa: S101 - the top left one never is
    return cell


def _show(sheet: Worksheet, cell: OpenpyxlCell) -> None:
    """Have a marked cell seen: whoever hides its row or column does not look for it there."""
    sheet.row_dimensions[cell.row].hidden = False
    for group in sheet.column_dimensions.values():
        group.reindex()
        if cell.column in range(group.min or 0, (group.max or 0) + 1):
            group.hidden = False


def _comment(cell: OpenpyxlCell, texts: list[str]) -> None:
    """Add to what has been said about the cell."""
    before = [cell.comment.text] if cell.comment else []
    text = "\n\n".join([*before, *dict.fromkeys(texts)])
    lines = sum(1 + len(line) // _LINE for line in text.split("\n"))
    cell.comment = Comment(text, _AUTHOR, height=_LINE_HEIGHT * (lines + 1), width=_WIDTH)


def _sheet_name(name: str) -> str:
    """A name that Excel takes; openpyxl numbers those that are the same."""
    allowed = visible(name).translate(_NOT_IN_NAMES) or "Sheet1"
    return allowed if len(allowed) <= _LONGEST_NAME else allowed[: _LONGEST_NAME - 3]


def _write(sheet: Sheet, target: Worksheet, above: int) -> None:
    """Write the cells below so many rows."""
    if sheet.hidden:
        target.sheet_state = "hidden"
    for number, text in enumerate(sheet.above, 1):
        _fill(target.cell(number, 1), Cell(text, CellKind.TEXT))
    widths: dict[int, int] = {}
    for number, row in enumerate(sheet.rows, above + 1):
        for column, cell in enumerate(row, 1):
            if cell.text:
                _fill(target.cell(number, column), cell)
                longest = max(map(len, cell.text.split("\n")))
                widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
    for top, left, bottom, right in sheet.merged:
        target.merge_cells(None, top + above, left, bottom + above, right)
    for column, width in widths.items():
        target.column_dimensions[get_column_letter(column)].width = width
    for index in sheet.hidden_rows:
        target.row_dimensions[index + 1 + above].hidden = True
    for index in sheet.hidden_columns:
        target.column_dimensions[get_column_letter(index + 1)].hidden = True


def _fill(target: OpenpyxlCell | MergedCell, cell: Cell) -> None:
    """Write what the cell held; a text is never taken for a formula."""
    assert not isinstance(target, MergedCell)  # noqa: S101 - cells are merged later
    text = visible_lines(cell.text)
    if cell.kind is CellKind.NUMBER:
        target.value = float(text) if "." in text else int(text)
        if text.startswith("0") and text.isdigit():
            target.number_format = "0" * len(text)
    elif cell.kind is CellKind.PERCENT:
        target.value = float(text) / 100
        target.number_format = "0.####%"
    elif cell.kind is CellKind.BOOLEAN:
        target.value = text == "TRUE"
    elif cell.kind is CellKind.DATE and "-" in text:
        target.value = datetime.fromisoformat(text)
        target.number_format = "dd/mm/yyyy"
    else:
        target.value = text
        target.data_type = "s"


def main() -> None:
    """Mark one workbook."""
    limit_memory()
    limit_time()
    questions = sys.stdin.buffer
    length = int.from_bytes(questions.read(LENGTH_BYTES))
    macros, marks = json.loads(questions.read(length))
    copy = marked_copy(questions.read(), (Mark(*mark) for mark in marks), macros=macros)
    sys.stdout.buffer.write(copy)


if __name__ == "__main__":
    main()
