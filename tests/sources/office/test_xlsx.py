from __future__ import annotations

import datetime as dt
import io
import itertools
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from chuyenhoa.model.problems import Place
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Range
from tests.sources.office.files import (
    complaints,
    grid,
    hidden,
    only_row,
    ooxml,
    read,
    row,
    xlsx,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PERCENT_STYLE = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellStyleXfs><xf numFmtId="9"/>'
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf/></cellXfs>'
)


def by_xlsxwriter(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book)
    return stream.getvalue()


def by_openpyxl(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def appended(book: openpyxl.Workbook, *rows: list[object]) -> None:
    sheet = book.worksheets[0]
    for cells in rows:
        sheet.append(cells)


def test_every_kind_of_cell_as_excel_s_own_writer_has_it() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_string(0, 0, " Phìn Hồ ")
        sheet.write_number(0, 1, 0.1 + 0.2)
        sheet.write_number(0, 2, 0.955, book.add_format({"num_format": "0.0%"}))
        sheet.write_number(0, 3, 0.8, book.add_format({"num_format": 9}))
        sheet.write_boolean(0, 4, True)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(0, 5, dt.date(2023, 6, 14), day)
        sheet.write_number(0, 6, 3496, book.add_format({"num_format": "00000"}))
        sheet.write_formula(0, 7, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 8, "=A1", None, "Phìn Hồ")
        sheet.write_formula(0, 9, "=B1+1", None, 1.3)
        sheet.write_formula(0, 10, "=B1")
        sheet.write_blank(0, 11, None, day)
        sheet.write_rich_string(0, 12, "Phìn ", book.add_format({"bold": True}), "Hồ")
        sheet.write_number(0, 13, 0)

    sheets = read(by_xlsxwriter(fill))
    assert sheets.said == "XLSX"
    assert sheets.problems == ()
    assert sheets.sheets[0].name == "Số liệu"
    assert sheets.sheets[0].rows == (
        (
            Cell("Phìn Hồ", CellKind.TEXT),
            Cell("0.3", CellKind.NUMBER),
            Cell("95.5", CellKind.PERCENT),
            Cell("80", CellKind.PERCENT),
            Cell("TRUE", CellKind.BOOLEAN),
            Cell("2023-06-14", CellKind.DATE),
            Cell("03496", CellKind.NUMBER),
            Cell("#DIV/0!", CellKind.ERROR),
            Cell("Phìn Hồ", CellKind.TEXT),
            Cell("1.3", CellKind.NUMBER),
            Cell("", CellKind.NO_VALUE),
            EMPTY,
            Cell("Phìn Hồ", CellKind.TEXT),
            Cell("0", CellKind.NUMBER),
        ),
    )


def test_a_formula_that_openpyxl_saves_has_no_value() -> None:
    book = openpyxl.Workbook()
    appended(book, ["=SUM(B1:C1)", 1, "#N/A"])
    assert only_row(by_openpyxl(book)) == (
        Cell("", CellKind.NO_VALUE),
        Cell("1", CellKind.NUMBER),
        Cell("#N/A", CellKind.ERROR),
    )


def test_the_place_is_the_one_that_the_person_sees() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "TC"
    sheet["C4"] = "Phìn Hồ"
    sheet["D5"] = 19
    read_sheet = read(by_openpyxl(book)).sheets[0]
    assert [len(cells) for cells in read_sheet.rows] == [4] * 5
    assert read_sheet.rows[3][2].text == "Phìn Hồ"
    assert read_sheet.place(4, 3) == Place("f", 5, 4, "TC")
    assert str(read_sheet.place(4, 3)) == "f [TC!D5]"


def test_merged_cells_hold_what_stands_top_left() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["C2"] = "Kết quả 6 tháng", "a", "c"
    sheet.merge_cells("A1:Z1")
    sheet.merge_cells("A2:B3")
    sheet.merge_cells("X40:Z50")
    read_sheet = read(by_openpyxl(book)).sheets[0]
    assert read_sheet.merged == (Range(1, 1, 1, 3), Range(2, 1, 2, 2))


def test_what_merged_cells_hide_is_not_there() -> None:
    cells = row('<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c>')
    content = xlsx(cells, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    assert grid(read(content)) == [["1", "", "3"]]


def test_hidden_sheets_are_there_and_chart_sheets_are_not() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("a")
        book.add_worksheet("b").hide()
        book.add_worksheet("c").very_hidden()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=a!$A$1:$A$2"})
        book.add_chartsheet("d").set_chart(chart)

    found = [(sheet.name, sheet.hidden, sheet.rows) for sheet in read(by_xlsxwriter(fill)).sheets]
    assert found == [("a", False, ()), ("b", True, ()), ("c", True, ())]


def test_hidden_rows_and_columns() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.set_default_row(hide_unused_rows=True)
        for row_, column in itertools.product(range(7), range(6)):
            sheet.write_number(row_, column, 1)
        sheet.set_row(1, 0)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True, "level": 1})
        sheet.set_row(4, 0.5)
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.set_column(1, 1, 0)
        sheet.set_column(3, 4, None, None, {"hidden": True})
        sheet.set_column(9, 16_383, None, None, {"hidden": True})

    (sheet,) = read(by_xlsxwriter(fill)).sheets
    assert hidden(sheet) == ([1, 2, 3], [1, 3, 4])


def test_hidden_by_default() -> None:
    cells = row('<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c>')
    before = (
        '<sheetFormatPr defaultColWidth="0" zeroHeight="1"/><cols><col min="2" max="2"/></cols>'
    )
    control = "<controls><anchor><from><col>1</col><row>1</row></from></anchor></controls>"
    (sheet,) = read(xlsx(cells, before=before, after=control)).sheets
    assert hidden(sheet) == ([], [0, 2])


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"date_1904": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, dt.date(2023, 6, 14), day)
    assert only_row(stream.getvalue()) == (Cell("2023-06-14", CellKind.DATE),)


def test_text_written_into_the_cell_and_read_aloud() -> None:
    cells = row(
        '<c t="inlineStr"><is><t> Phi\u0300n </t><r><t>Hồ</t></r><rPh><t>x</t></rPh></is></c>'
        '<c t="s"><v>0</v></c><c t="s"/><c t="str"><f>x</f><v></v></c>'
        '<c t="str"><v>a_x000D_b</v></c>'
    )
    strings = "<si><t>Căn</t><rPh><t>x</t></rPh><r><t> Co</t></r></si>"
    texts = [cell.text for cell in only_row(xlsx(cells, strings=strings))]
    assert texts == ["Phìn Hồ", "Căn Co", "", "", "a\rb"]


def test_cells_without_a_reference_follow_each_other() -> None:
    cells = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c></row>'
    assert grid(read(xlsx(cells + row("<c><v>4</v></c>")))) == [
        ["1", "2"],
        ["", ""],
        ["", ""],
        ["", "3"],
        ["4", ""],
    ]


def test_styles_are_those_of_cells() -> None:
    cells = row(
        '<c s="1"><v>0.5</v></c><c s="2"><v>0.5</v></c><c s="9"><v>0.5</v></c>'
        '<c s="x"><v>0.5</v></c><c t="d"><v>2023-06-14T00:00:00</v></c>'
        '<c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c>'
    )
    assert only_row(xlsx(cells, styles=PERCENT_STYLE)) == (
        Cell("50", CellKind.PERCENT),
        *[Cell("0.5", CellKind.NUMBER)] * 3,
        Cell("2023-06-14", CellKind.DATE),
        Cell("FALSE", CellKind.BOOLEAN),
        Cell("#REF!", CellKind.ERROR),
    )


def test_zero_is_a_formula_s_value_unless_excel_was_left_to_calculate_it() -> None:
    cells = row("<c><f>x</f><v>0</v></c>")
    assert only_row(xlsx(cells)) == (Cell("0", CellKind.NUMBER),)
    uncalculated = xlsx(cells, book='<calcPr fullCalcOnLoad="1"/>')
    assert only_row(uncalculated) == (Cell("", CellKind.NO_VALUE),)


def test_a_workbook_of_the_strict_kind() -> None:
    content = xlsx(row("<c><v>1</v></c>"))
    strict = zipped(
        {
            name: part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            for name, part in _parts(content).items()
        }
    )
    assert grid(read(strict)) == [["1"]]


def test_a_workbook_without_styles_and_texts_and_with_backslashes() -> None:
    parts = _parts(xlsx(row("<c><v>1</v></c>")))
    bare: dict[str, str | bytes] = {
        name.replace("/", "\\").upper(): part
        for name, part in parts.items()
        if not name.endswith(("styles.xml", "sharedStrings.xml"))
    }
    bare["XL\\_RELS\\WORKBOOK.XML.RELS"] = (
        '<r><r Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<r Id="r2" Type="x/externalLink" Target="file:x" TargetMode="External"/></r>'
    )
    assert grid(read(zipped(bare))) == [["1"]]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "cells",
    [
        '<row><c r="A1048577"><v>1</v></c></row>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="AAAA1"><v>1</v></c></row>',
        '<row><c r="é1"><v>1</v></c></row>',
        '<row><c r="1"><v>1</v></c></row>',
        '<row><c r="A0"><v>1</v></c></row>',
        '<row><c r="A"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row><c t="s"><v>7</v></c></row>',
        "<row>",
    ],
)
def test_what_no_office_program_writes(cells: str) -> None:
    assert complaints(read(xlsx(cells))) == ["damaged_file f"]


@pytest.mark.parametrize("reference", ["", "A1:", "B1:A1", "A2:A1", "A1:XX", "1:2"])
def test_merged_cells_that_are_none(reference: str) -> None:
    content = xlsx("", after=f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>')
    assert complaints(read(content)) == ["damaged_file f"]


def test_a_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuyenhoa.sources.office.archive._LARGEST_PART", 1_000)
    assert complaints(read(xlsx(row("<c><v>1</v></c>") * 100))) == ["file_too_large f"]


def test_texts_that_no_cell_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "x" * 40_000
    cells = row(f'<c t="s"><v>0</v></c><c t="str"><v>{long}</v></c><c t="s"><v>1</v></c>')
    content = xlsx(cells, strings=f"<si><t>{long}</t></si><si><t>a</t></si>")
    sheets = read(content)
    assert complaints(sheets) == ["text_too_long f [S!A1]", "text_too_long f [S!B1]"]
    assert grid(sheets) == [["", "", "a"]]
    monkeypatch.setattr("chuyenhoa.sources.office.grid._MOST_TOO_LONG", 1)
    assert complaints(read(content)) == ["file_too_large f"]


def test_cells_far_apart() -> None:
    cells = '<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    assert complaints(read(xlsx(cells))) == ["too_many_cells f [S!XFD1048576]"]


def test_a_document_type_and_a_password() -> None:
    parts: dict[str, str | bytes] = {**_parts(xlsx(""))}
    parts["xl/styles.xml"] = "<!DOCTYPE x><x/>"
    assert complaints(read(zipped(parts))) == ["damaged_file f"]
    content = bytearray(xlsx(""))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert complaints(read(bytes(content))) == ["encrypted f"]


def test_merged_cells_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    merged = '<mergeCell ref="A1:C2"/>' * 3
    content = xlsx(row("<c/><c/><c><v>1</v></c>") * 2, after=merged)
    monkeypatch.setattr("chuyenhoa.sources.office.grid.MOST_CELLS", 10)
    assert complaints(read(content)) == ["damaged_file f"]
    monkeypatch.setattr("chuyenhoa.sources.office.grid._MOST_MERGED", 2)
    assert complaints(read(content)) == ["damaged_file f"]


def test_a_part_that_is_not_there() -> None:
    parts: dict[str, str | bytes] = {**_parts(xlsx(""))}
    del parts["xl/worksheets/sheet1.xml"]
    assert complaints(read(zipped(parts))) == ["damaged_file f"]


def test_old_fonts_within_a_workbook() -> None:
    book = openpyxl.Workbook()
    appended(book, ["®Þa bµn", "X· Ph×n Hå", 19, "Tña SÝn Ch¶i", "TC01"])
    sheets = read(by_openpyxl(book))
    assert [(p.code, p.params, p.notice) for p in sheets.problems] == [
        ("converted", {"encoding": "TCVN3"}, True)
    ]
    assert grid(sheets)[0][:2] == ["địa bàn", "Xã Phìn Hồ"]


def test_old_fonts_that_are_not_certain_are_named_at_the_first_cell() -> None:
    book = openpyxl.Workbook()
    appended(book, ["Số liệu của địa bàn", "Hán"])
    appended(book, ["®Þa bµn", "Ph×n Hå", "tØnh", "huyÖn"])
    sheets = read(by_openpyxl(book))
    assert complaints(sheets) == ["converted f", "unclear_encoding f [Sheet!B1]"]
    assert sheets.problems[1].params == {"text": "Hán"}


@pytest.mark.parametrize("kind", ["xlsb", "pptx"])
def test_other_office_files_are_named(kind: str) -> None:
    sheets = read(xlsx("", kind=kind))
    assert complaints(sheets) == ["wrong_kind f"]
    assert sheets.problems[0].params == {"kind": kind.upper()}


def test_archives_that_are_no_office_files() -> None:
    assert read(zipped({"a.txt": "a"})).problems[0].params == {"kind": "ZIP"}
    unknown = ooxml("xlsx", "a.xml", {})
    unknown["[Content_Types].xml"] = '<Types><Default Extension="xml" ContentType="a/b"/></Types>'
    assert complaints(read(zipped(unknown))) == ["wrong_kind f"]
