from __future__ import annotations

import datetime as dt
import io
import itertools

import pytest
import xlwt

from chuyenhoa.sources.office import child
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Range
from tests.sources.office.files import complaints, grid, hidden, only_row, read


def saved(book: xlwt.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def style(code: str) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str=code)


def test_kinds_of_cells() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Số liệu")
    sheet.write(0, 0, " Phìn Hồ ")
    sheet.write(0, 1, 0.1 + 0.2)
    sheet.write(0, 2, 0.955, style("0.0%"))
    sheet.write(0, 3, dt.date(2023, 6, 14), style("dd/mm/yyyy"))
    sheet.write(0, 4, 3496, style("00000"))
    sheet.write(0, 5, True)
    sheet.row(0).set_cell_error(6, "#DIV/0!")
    sheet.write(0, 7, "", style("0%"))
    sheet.write(0, 8, 19)
    assert only_row(saved(book)) == (
        Cell("Phìn Hồ", CellKind.TEXT),
        Cell("0.3", CellKind.NUMBER),
        Cell("95.5", CellKind.PERCENT),
        Cell("2023-06-14", CellKind.DATE),
        Cell("03496", CellKind.NUMBER),
        Cell("TRUE", CellKind.BOOLEAN),
        Cell("#DIV/0!", CellKind.ERROR),
        EMPTY,
        Cell("19", CellKind.NUMBER),
    )


def test_places_merged_cells_and_hidden_sheets() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write_merge(1, 1, 1, 3, "Tiêu đề")
    sheet.write(3, 3, 19)
    book.add_sheet("b").visibility = 1
    sheets = read(saved(book))
    assert sheets.said == "XLS"
    assert grid(sheets) == [
        ["", "", "", ""],
        ["", "Tiêu đề", "", ""],
        ["", "", "", ""],
        ["", "", "", "19"],
    ]
    assert sheets.sheets[0].merged == (Range(2, 2, 2, 4),)
    assert [(each.name, each.hidden) for each in sheets.sheets] == [("a", False), ("b", True)]


def test_hidden_rows_and_columns() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, column in itertools.product(range(5), range(4)):
        sheet.write(row, column, 1)
    sheet.row(1).hidden = True
    sheet.row(2).height, sheet.row(2).has_default_height = 0, 0
    sheet.row(3).height, sheet.row(3).has_default_height = 0, 1
    sheet.col(0).hidden = True
    sheet.col(2).width = 0
    (found,) = read(saved(book)).sheets
    assert hidden(found) == ([1, 2], [0, 2])


def test_old_fonts() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for column, text in enumerate(["ñòa baøn", "Phìn Hoà", "Tuûa Sín Chaûi"]):
        sheet.write(0, column, text)
    sheets = read(saved(book))
    assert grid(sheets) == [["địa bàn", "Phìn Hồ", "Tủa Sín Chải"]]
    assert sheets.problems[0].params == {"encoding": "VNI"}


@pytest.mark.parametrize("cut", [600, 2000])
def test_a_workbook_cut_short(cut: int) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    assert complaints(read(saved(book)[:cut])) == ["damaged_file f"]


def test_garbage() -> None:
    assert complaints(read(b"no workbook")) == ["damaged_file f"]
    assert complaints(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0" * 500)) == [
        "damaged_file f"
    ]


def test_a_password() -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    content = saved(book)
    # The record after the first one (BOF, 20 bytes) becomes one that says "encrypted".
    start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    length = int.from_bytes(content[start + 2 : start + 4], "little")
    record = b"\x2f\x00" + length.to_bytes(2, "little")
    assert complaints(read(content[:start] + record + content[start + 4 :])) == ["encrypted f"]


def test_a_text_that_no_cell_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    # Excel's own limit, which xlwt keeps, is this program's too.
    monkeypatch.setattr("chuyenhoa.sources.office.xls.LONGEST_TEXT", 3)
    monkeypatch.setattr("chuyenhoa.sources.office.grid.LONGEST_TEXT", 3)
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "abcd")
    assert complaints(read(saved(book))) == ["text_too_long f [a!A1]"]


def test_a_file_too_large_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_content: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr("chuyenhoa.sources.office.xls.read", exhausted)
    with pytest.raises(MemoryError):
        child.read(b"")
