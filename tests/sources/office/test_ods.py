from __future__ import annotations

import io

import pytest
from odf import opendocument, table, text

from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Range
from tests.sources.office.files import complaints, grid, hidden, ods, only_row, read, zipped

P = "<text:p>{}</text:p>"


def sheet(rows: str, *, name: str = "S", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def row(cells: str, *, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(attributes: str = "", content: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "shown", "expected"),
    [
        ('office:value-type="string"', " Phi\u0300n Hồ ", Cell("Phìn Hồ", CellKind.TEXT)),
        ('office:value-type="string" office:string-value="x"', "", Cell("x", CellKind.TEXT)),
        ("", "", EMPTY),
        ("", "x", Cell("x", CellKind.TEXT)),
        ('office:value-type="float" office:value="19"', "19", Cell("19", CellKind.NUMBER)),
        ('office:value-type="float" office:value="12.5"', "12,5", Cell("12.5", CellKind.NUMBER)),
        ('office:value-type="float" office:value="0"', "0", Cell("0", CellKind.NUMBER)),
        (
            'office:value-type="float" office:value="3496"',
            "03496",
            Cell("03496", CellKind.NUMBER),
        ),
        ('office:value-type="currency" office:value="5"', "5 đ", Cell("5", CellKind.NUMBER)),
        (
            'office:value-type="percentage" office:value="0.955"',
            "95,5%",
            Cell("95.5", CellKind.PERCENT),
        ),
        (
            'office:value-type="boolean" office:boolean-value="true"',
            "ĐÚNG",
            Cell("TRUE", CellKind.BOOLEAN),
        ),
        (
            'office:value-type="date" office:date-value="2023-06-14"',
            "14/06/23",
            Cell("2023-06-14", CellKind.DATE),
        ),
        (
            'office:value-type="time" office:time-value="PT08H30M00S"',
            "8:30",
            Cell("08:30:00", CellKind.DATE),
        ),
        ('table:formula="of:=1"', "", Cell("", CellKind.NO_VALUE)),
        ('table:formula="of:=1" office:value-type="string"', "", EMPTY),
        (
            'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
            "#DIV/0!",
            Cell("#DIV/0!", CellKind.ERROR),
        ),
        (
            'table:formula="of:=x" office:value-type="float"',
            "Err:509",
            Cell("Err:509", CellKind.ERROR),
        ),
        ('office:value-type="string"', "#5", Cell("#5", CellKind.TEXT)),
    ],
)
def test_kinds_of_cells(attributes: str, shown: str, expected: Cell) -> None:
    content = cell(attributes, P.format(shown) if shown else "") + cell("", P.format("end"))
    assert only_row(ods(sheet(row(content)))) == (expected, Cell("end", CellKind.TEXT))


def test_paragraphs_blanks_and_what_stands_aside() -> None:
    content = cell(
        "",
        "<office:annotation><text:p>a note</text:p></office:annotation>"
        '<text:p>a<text:s text:c="2"/>b<text:s/><text:span>c</text:span><text:tab/>d</text:p>'
        "<draw:frame><text:p>a picture</text:p></draw:frame><text:p>e<text:line-break/>f</text:p>",
    )
    assert only_row(ods(sheet(row(content))))[0].text == "a  b c d\ne\nf"


def test_repeats_and_merged_cells() -> None:
    rows = (
        row(cell('table:number-columns-repeated="2"'), attributes='table:number-rows-repeated="2"')
        + row(
            cell('table:number-columns-spanned="2" table:number-rows-spanned="2"', P.format("a"))
            + "<table:covered-table-cell/>"
            + cell('table:number-columns-repeated="2"', P.format("b")),
            attributes='table:number-rows-repeated="2"',
        )
        + row(
            cell('table:number-columns-repeated="16384"'),
            attributes='table:number-rows-repeated="1048570"',
        )
    )
    sheets = read(ods(sheet(rows)))
    assert sheets.problems == ()
    assert sheets.said == "ODS"
    assert grid(sheets) == [[""] * 4] * 2 + [["a", "", "b", "b"], ["", "", "b", "b"]]
    assert sheets.sheets[0].merged == (Range(3, 1, 4, 2),)


def test_hidden_sheets() -> None:
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    shown = (
        '<style:style style:name="s"><style:table-properties table:display="true"/></style:style>'
    )
    tables = sheet("", name="a", attributes='table:style-name="h"') + sheet("", name="b")
    found = [(each.name, each.hidden) for each in read(ods(tables, styles=style + shown)).sheets]
    assert found == [("a", True), ("b", False)]


def test_hidden_rows_and_columns() -> None:
    collapsed, filtered = 'table:visibility="collapse"', 'table:visibility="filter"'
    columns = (
        f'<table:table-column table:number-columns-repeated="2"/><table:table-column {collapsed}/>'
        f'<table:table-column table:visibility="visible"/>'
        f'<table:table-column {filtered} table:number-columns-repeated="2147483647"/>'
    )
    five = cell('table:number-columns-repeated="5"', P.format("a"))
    rows = (
        row(five)
        + row(five, attributes=f'{filtered} table:number-rows-repeated="2"')
        + row(five, attributes='table:visibility="visible"')
        + row(five, attributes=collapsed)
        + row("", attributes=f'{collapsed} table:number-rows-repeated="1048571"')
    )
    (first, second) = read(ods(sheet(columns + rows) + sheet(columns + row(five)))).sheets
    assert hidden(first) == ([1, 2, 4], [2, 4])
    assert hidden(second) == ([], [2, 4])


def test_a_workbook_as_odfpy_has_it() -> None:
    document = opendocument.OpenDocumentSpreadsheet()
    sheet_of = table.Table(name="Số liệu")
    row_of = table.TableRow()
    sheet_of.addElement(row_of)
    area, number = table.TableCell(), table.TableCell(valuetype="float", value=19)
    area.addElement(text.P(text="Phìn Hồ"))
    row_of.addElement(area)
    row_of.addElement(number)
    document.spreadsheet.addElement(sheet_of)
    stream = io.BytesIO()
    document.save(stream)
    assert [each.text for each in only_row(stream.getvalue())] == ["Phìn Hồ", "19"]


def test_a_row_repeated_a_million_times() -> None:
    rows = row("") + row(
        cell() + cell("", P.format("a")), attributes='table:number-rows-repeated="1000000"'
    )
    sheets = read(ods(sheet(rows)))
    assert complaints(sheets) == ["repeated_rows f [S!B2]"]


def test_a_cell_repeated_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuyenhoa.sources.office.grid.MOST_CELLS", 1_000)
    cells = cell('table:number-columns-repeated="99999999999"', P.format("a"))
    assert complaints(read(ods(sheet(row(cells))))) == ["too_many_cells f [S!ALM1]"]


def test_a_text_that_no_cell_holds() -> None:
    sheets = read(ods(sheet(row(cell("", P.format("x" * 40_000)) + cell("", P.format("y"))))))
    assert complaints(sheets) == ["text_too_long f [S!A1]"]


def test_no_sheet() -> None:
    assert complaints(read(ods(""))) == ["no_table f"]


def test_a_password() -> None:
    content = ods("", manifest="<manifest><encryption-data/></manifest>")
    assert complaints(read(content)) == ["encrypted f"]


@pytest.mark.parametrize(
    ("kind", "name"), [("text", "ODT"), ("presentation", "ODP"), ("graphics", "ZIP")]
)
def test_other_open_documents_are_named(kind: str, name: str) -> None:
    content = zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}"})
    assert read(content).problems[0].params == {"kind": name}
