"""The programs that offices write their files with; LibreOffice is called in `make`."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from tests.corpus.pages import Page, Styled, shown, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docx.table import Table

# When the files were written, so that the same are written twice.
_WRITTEN = datetime(2023, 6, 15, 8, tzinfo=UTC).replace(tzinfo=None)
_STAMP = re.compile(rb"(?<=[>])20\d\d-\d\d-\d\dT[\d:.]+Z?(?=</)")


def by_xlsxwriter(*pages: Page) -> bytes:
    """XLSX as Excel itself would have it, formulas with their values."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.set_properties({"created": _WRITTEN})
    bold = book.add_format({"bold": True})
    formats: dict[str, object] = {}
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for merged in page.merged:
            sheet.merge_range(merged, "")
        for row, column, cell in _cells(page):
            style = formats.get(cell.shown_as)
            if style is None and cell.shown_as != "General":
                style = formats[cell.shown_as] = book.add_format({"num_format": cell.shown_as})
            _put_by_xlsxwriter(sheet, (row, column), cell, style, bold)
        for row in page.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        if page.filtered:
            sheet.autofilter(page.filtered)
            sheet.filter_column(0, "x > 3")
        for column in page.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        if page.hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def _put_by_xlsxwriter(
    sheet: Any,
    place: tuple[int, int],
    cell: Styled,
    style: object,
    bold: object,
) -> None:
    if cell.formula:
        sheet.write_formula(*place, cell.formula, style, cell.value)
    elif cell.parts:
        runs = [
            run for i, part in enumerate(cell.parts) for run in ((bold, part) if i % 2 else (part,))
        ]
        sheet.write_rich_string(*place, *runs)
    elif isinstance(cell.value, str):
        sheet.write_string(*place, cell.value, style)
    elif isinstance(cell.value, bool):
        sheet.write_boolean(*place, cell.value, style)
    elif isinstance(cell.value, (int, float)):
        sheet.write_number(*place, cell.value, style)
    elif cell.value is not None:
        sheet.write_datetime(*place, cell.value, style)
    if cell.comment:
        sheet.write_comment(*place, cell.comment)


def by_openpyxl(*pages: Page) -> bytes:
    """XLSX from a program of somebody's own: formulas have no values."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row, column, cell in _cells(page):
            if cell.formula or cell.value not in {None, ""}:
                written = sheet.cell(row + 1, column + 1, cell.formula or cell.value)
                written.number_format = cell.shown_as
            if cell.comment:
                sheet.cell(row + 1, column + 1).comment = Comment(cell.comment, "xã")
        for merged in page.merged:
            sheet.merge_cells(merged)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return still(stream.getvalue())


def by_xlwt(*pages: Page) -> bytes:
    """XLS."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        sheet = book.add_sheet(page.name)
        for row, column, cell in _cells(page):
            style = xlwt.XFStyle()
            style.num_format_str = cell.shown_as
            if cell.value is not None:
                sheet.write(row, column, cell.value, style)
        for top, left, bottom, right in map(_corners, page.merged):
            sheet.merge(top, bottom, left, right)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_odfpy(*pages: Page) -> bytes:
    """ODS; merged cells are written as LibreOffice has them."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for page in pages:
        table = Table(name=page.name)
        spans, covered = _spans(page)
        for row in range(len(page.rows)):
            line = TableRow()
            for column in range(page.width):
                if (row, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                across, down = spans.get((row, column), (1, 1))
                cell = TableCell(
                    numbercolumnsspanned=across,
                    numberrowsspanned=down,
                    **_in_odf(page, row, column),
                )
                cell.addElement(P(text=shown(_at(page, row, column))))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def _in_odf(page: Page, row: int, column: int) -> dict[str, object]:
    value, shown_as = _at(page, row, column)[:2]
    if isinstance(value, bool):
        return {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    if isinstance(value, (int, float)):
        return {"valuetype": "percentage" if "%" in shown_as else "float", "value": repr(value)}
    return {"valuetype": "string"} if value else {}


def by_python_docx(*pages: Page) -> bytes:
    """DOCX: each page is paragraphs and a table."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    for page in pages:
        for text in page.above:
            document.add_paragraph(text)
        table = document.add_table(len(page.rows), page.width)
        for (row, column), (across, down) in _spans(page)[0].items():
            table.cell(row, column).merge(table.cell(row + down - 1, column + across - 1))
        _fill(table, page)
        for text in page.below:
            document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return still(stream.getvalue())


def _fill(table: Table, page: Page) -> None:
    for row, cells in enumerate(table.rows):
        # Every look at a cell of python-docx's costs as much as the whole row.
        for column, cell in enumerate(cells.cells[: len(page.rows[row])]):
            if text := shown(page.rows[row][column]):
                cell.text = text


def as_text(
    page: Page, delimiter: str, encoding: str = "utf-8", end: str = "\n", *, first: str = ""
) -> bytes:
    """CSV and its like.

    Args:
        page: The table.
        delimiter: Between the fields.
        encoding: Of Python's; characters that it lacks are written as they are shown there.
        end: Of each line.
        first: A line before all of them.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    for row in page.rows:
        writer.writerow([*map(shown, row), *[""] * (page.width - len(row))])
    return f"{first}{end if first else ''}{stream.getvalue()}".encode(encoding)


def still(content: bytes) -> bytes:
    """The archive without the hour at which it was written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after,
    ):
        for part in before.infolist():
            body = _STAMP.sub(f"{_WRITTEN.isoformat()}Z".encode(), before.read(part))
            info = zipfile.ZipInfo(part.filename, (2023, 6, 15, 8, 0, 0))
            info.compress_type = part.compress_type
            after.writestr(info, body)
    return stream.getvalue()


PROGRAMS: dict[str, Callable[..., bytes]] = {
    "xlsxwriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
    "xlwt": by_xlwt,
    "odfpy": by_odfpy,
    "python-docx": by_python_docx,
}


def _cells(page: Page) -> Iterator[tuple[int, int, Styled]]:
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            yield row, column, styled(cell)


def _at(page: Page, row: int, column: int) -> Styled:
    cells = page.rows[row]
    return styled(cells[column]) if column < len(cells) else Styled()


def _corners(merged: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of a range such as 'A1:C1', from 0."""
    first, last = map(coordinate_to_tuple, merged.split(":"))
    return first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1


def _spans(page: Page) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The merged cells, by their first one how far they go across and down; those they cover."""
    spans, covered = {}, set()
    for top, left, bottom, right in map(_corners, page.merged):
        spans[top, left] = (right - left + 1, bottom - top + 1)
        covered |= {
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        } - {(top, left)}
    return spans, covered
