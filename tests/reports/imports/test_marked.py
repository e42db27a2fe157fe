from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from chuyenhoa.reports.imports.marked import Mark, marked_copy, marked_tables
from chuyenhoa.sources.sheets import Cell, CellKind, Range, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WRONG = "FFFFC7CE"


def senders() -> bytes:
    """A workbook as an office lays it out."""
    book = Workbook()
    sheet = book.create_sheet("Biểu 1", 0)
    sheet["A1"] = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023"
    sheet.merge_cells("A1:D1")
    for row in (["Xã", "TC03", "TC08", "Cộng"], ["Phìn Hồ", "ba", 0.955, "=B3+1"]):
        sheet.append(row)
    for cell in (*sheet[2], *sheet[3]):
        cell.font = Font(name="Times New Roman", size=13, bold=True)
        cell.border = Border(bottom=Side("thin"))
        cell.alignment = Alignment(wrap_text=True)
    sheet["A3"].fill = PatternFill("solid", fgColor="FFDDEEFF")
    sheet["C3"].number_format = "0.0%"
    sheet["B3"].comment = Comment("Kiểm tra lại", "Văn phòng")
    sheet.column_dimensions["A"].width = 31.5
    sheet.row_dimensions[3].height = 40
    sheet.freeze_panes = "B3"
    sheet.protection.sheet = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def opened(content: bytes, **options: bool) -> Workbook:
    return load_workbook(BytesIO(content), **options)


def looks(sheet: Worksheet) -> dict[str, tuple[Any, ...]]:
    """All that can be seen of each cell."""
    return {
        cell.coordinate: (
            cell.value,
            cell.number_format,
            cell.font.name,
            cell.font.sz,
            cell.font.b,
            cell.border.bottom.style,
            cell.alignment.wrap_text,
            cell.fill.fgColor.rgb,
            cell.comment and cell.comment.text,
        )
        for row in sheet.iter_rows()
        for cell in row
    }


def test_a_marked_copy_differs_in_its_marks_alone() -> None:
    content = senders()
    marks = [
        Mark("Biểu 1", 3, 2, "“ba” is not a number."),
        Mark("Biểu 1", 3, 2, "“ba” is not a number."),
        Mark("Biểu 1", 1, 3, "This says 2023-H1."),
        Mark("Biểu 1", 0, 0, "No period."),
    ]
    before = opened(content)["Biểu 1"]
    after = opened(marked_copy(content, marks, macros=False))["Biểu 1"]
    old, new = looks(before), looks(after)
    assert {name for name in old if old[name] != new[name]} == {"A1", "B3"}
    assert new["B3"][:7] == old["B3"][:7]
    assert new["B3"][7:] == (WRONG, "Kiểm tra lại\n\n“ba” is not a number.")
    # What is said of a cell within a merge, or of the sheet, stands where it is seen.
    assert new["A1"][7:] == (WRONG, "This says 2023-H1.\n\nNo period.")
    assert after["B3"].comment.author == "chuyenhoa"
    assert after.column_dimensions["A"].width == before.column_dimensions["A"].width
    assert after.row_dimensions[3].height == 40
    assert after.freeze_panes == "B3"
    assert after.protection.sheet
    assert list(map(str, after.merged_cells.ranges)) == ["A1:D1"]


def test_formulas_keep_their_values() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        values = {"A1": 12.5, "A2": "a<b", "A3": True, "A4": "#N/A"}
        for name, value in values.items():
            sheet.write_formula(name, "=B1", None, value)
        sheet.write_array_formula("A5:A5", "{=SUM(B1:B2)}", None, 7)
        sheet.write_formula("A6", "=B9")
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("B1", "hai ", bold, "mô hình")
    copy = marked_copy(out.getvalue(), [Mark("", 1, 2, "x")], macros=False)
    shown = opened(copy, data_only=True).worksheets[0]
    assert {name: shown[name].value for name in values} == values
    assert shown["A5"].value == 7
    written = opened(copy, rich_text=True).worksheets[0]
    assert written["A1"].value == "=B1"
    assert isinstance(written["B1"].value, CellRichText)


def test_without_macros_no_copy_says_that_it_has_some() -> None:
    content = senders()
    for macros, kind in ((False, "sheet.main"), (True, "macroEnabled.main")):
        with ZipFile(BytesIO(marked_copy(content, [], macros=macros))) as copy:
            assert kind in copy.read("[Content_Types].xml").decode()


def table(
    rows: list[list[Cell]], name: str, merged: tuple[Range, ...] = (), *, hidden: bool = False
) -> Sheet:
    return Sheet("a.ods", name, tuple(map(tuple, rows)), hidden, merged)


def text(said: str) -> Cell:
    return Cell(said, CellKind.TEXT)


def test_a_new_workbook_has_the_same_cells_at_the_same_places() -> None:
    rows = [
        [text("Kết quả\nnăm 2023"), Cell("", CellKind.EMPTY)],
        [text("=HYPERLINK()"), text("a\x1bb")],
        [Cell("03496", CellKind.NUMBER), Cell("12.5", CellKind.NUMBER)],
        [Cell("95.5", CellKind.PERCENT), Cell("TRUE", CellKind.BOOLEAN)],
        [Cell("2023-06-14", CellKind.DATE), Cell("08:30:00", CellKind.DATE)],
        [Cell("#N/A", CellKind.ERROR), Cell("", CellKind.NO_VALUE)],
    ]
    long = "Biểu số 1: kết quả chuyển hóa địa bàn trọng điểm"
    sheets = [
        table(rows, long, (Range(1, 1, 1, 2),)),
        table([[text("x")]], f"{long} (tiếp)", hidden=True),
    ]
    marks = [Mark(long, 3, 1, "one"), Mark(f"{long} (tiếp)", 1, 1, "other"), Mark("", 0, 0, "all")]
    first, second = opened(marked_tables(sheets, marks)).worksheets
    assert [[cell.value for cell in row] for row in first.iter_rows()] == [
        ["Kết quả\nnăm 2023", None],
        ["=HYPERLINK()", "a\\x1bb"],
        [3496, 12.5],
        [0.955, True],
        [datetime(2023, 6, 14), "08:30:00"],  # noqa: DTZ001 - a cell has no time zone
        ["#N/A", None],
    ]
    assert first["A2"].data_type == "s"
    assert (first["A3"].number_format, first["A4"].number_format) == ("00000", "0.####%")
    assert (first["A3"].fill.fgColor.rgb, second["A1"].fill.fgColor.rgb) == (WRONG, WRONG)
    assert (first["A1"].comment.text, second["A1"].comment.text) == ("all", "other")
    assert first["A1"].fill.fgColor.rgb != WRONG
    assert second.sheet_state == "hidden"
    assert first.column_dimensions[get_column_letter(1)].width > 8
    assert list(map(str, first.merged_cells.ranges)) == ["A1:B1"]


def test_a_marked_cell_is_seen_though_its_row_and_column_are_hidden() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("S")
        for row in range(6):
            page.write_row(row, 0, range(6))
        for row in (2, 3):
            page.set_row(row, None, None, {"hidden": True})
        page.set_column("B:D", None, None, {"hidden": True})
        page.set_column("F:F", None, None, {"hidden": True})
    (sheet,) = opened(marked_copy(out.getvalue(), [Mark("S", 3, 3, "x")], macros=False)).worksheets
    rows, columns = sheet.row_dimensions, sheet.column_dimensions
    assert (rows[3].hidden, rows[4].hidden) == (False, True)
    assert (columns["B"].hidden, columns["F"].hidden) == (False, True)
    table = Sheet(
        "a.ods",
        "S",
        ((Cell("1", CellKind.NUMBER),) * 2,) * 3,
        hidden_rows=frozenset({1, 2}),
        hidden_columns=frozenset({0, 1}),
    )
    (sheet,) = opened(marked_tables([table], [Mark("S", 2, 2, "x")])).worksheets
    rows, columns = sheet.row_dimensions, sheet.column_dimensions
    assert (rows[2].hidden, rows[3].hidden) == (False, True)
    assert (columns["A"].hidden, columns["B"].hidden) == (True, False)
