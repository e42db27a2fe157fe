"""Documents as workbooks, opened again by a program that is not the one that wrote them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from chuyenhoa.reports import formats
from chuyenhoa.reports.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Item,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Series,
    Span,
    Table,
)
from chuyenhoa.reports.renderers.xlsx.numbers import shown
from chuyenhoa.reports.templates import TEMPLATES
from tests.reports import golden
from tests.reports.documents import document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from chuyenhoa.reports.document import Block

LONG = "dài;" * 10_000


def written(made: Document) -> bytes:
    content = formats.render(made, "xlsx")
    assert isinstance(content, bytes)
    return content


def opened(made: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(made)))


def of(*blocks: Block, notice: str = "") -> Document:
    """A document with these blocks."""
    return Document("summary", "Báo cáo", "Kỳ", notice, "vi", date(2023, 6, 23), None, blocks)


def table(*rows: Row, columns: int = 2, **rest: Any) -> Table:
    made = tuple(Column(f"C{n}") for n in range(columns))
    return Table("t", "Bảng", made, rows, **rest)


def first_row(sheet: Worksheet) -> int:
    """The row below the header, which is where the filter begins."""
    return (range_boundaries(sheet.auto_filter.ref)[1] or 0) + 1


def body(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first_row(sheet))]


def dumped(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook.worksheets:
        yield f"=== {sheet.title}"
        yield f"freeze {sheet.freeze_panes}, repeat {sheet.print_title_rows}, {sheet.print_area}"
        charts = sheet._charts  # type: ignore[attr-defined]  # openpyxl has no other way to them
        yield f"{sheet.page_setup.orientation}, charts {len(charts)}"
        for row in sheet.iter_rows():
            cells = [
                f"{cell.coordinate} {cell.value!r}"
                + (f" {cell.number_format}" if cell.number_format != "General" else "")
                for cell in row
                if cell.value is not None
            ]
            if cells:
                yield " | ".join(cells)


def test_each_number_can_be_seen() -> None:
    number = Cell("giảm 12.345,67%", 12345.67, sign="✓", kind="percent")
    made = table(Row((number, Cell("một chữ dài hơn cột của nó"))), columns=2)
    found = opened(of(made)).worksheets[1].column_dimensions
    assert found["A"].width > len("✓ giảm 12.345,67%")
    assert found["B"].width < 15


def test_a_title_is_not_cut_where_the_page_ends() -> None:
    made = replace(of(table(Row((Cell("a"), Cell("b"))))), subtitle="một dòng dài " * 9)
    sheet = opened(made).worksheets[1]
    assert "A2:B2" in {str(each) for each in sheet.merged_cells.ranges}
    assert (sheet.row_dimensions[2].height or 0) > 60


@pytest.mark.parametrize("kind", ["lines", "bars"])
def test_names_of_a_chart_can_be_read_in_its_table(kind: Literal["lines", "bars"]) -> None:
    chart = Chart(kind, ("một tên dài hơn cột " * 3,), (Series("số", (1.0,), ("1",)),), "")
    sheet = opened(of(Picture("p", "Hình", chart, "mô tả"))).worksheets[1]
    assert sheet.column_dimensions["A"].width > len(chart.categories[0])


def test_nine_lines_can_be_told_apart() -> None:
    lines = tuple(Series(f"S{n}", (1.0, 2.0), ("1", "2")) for n in range(9))
    content = written(of(Picture("p", "Hình", Chart("lines", ("a", "b"), lines), "mô tả")))
    with ZipFile(io.BytesIO(content)) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    looks = re.findall(r'srgbClr val="(\w+)".*?symbol val="(\w+)"', drawn)
    assert len(set(looks)) == 9
    assert "<c:dLbls>" not in drawn


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", ["sample", "awkward"])
def test_as_it_was(request: pytest.FixtureRequest, name: str, language: str, template: str) -> None:
    connection: sqlite3.Connection = request.getfixturevalue(f"{name}_connection")
    made = document(connection, template)
    content = written(made)
    text = "\n".join(dumped(openpyxl.load_workbook(io.BytesIO(content))))
    golden.matches(f"report/{name}.{language}.{template}.xlsx.txt", text + "\n")
    assert written(made) == content


def test_numbers_are_numbers_and_look_as_everywhere(
    sample_connection: sqlite3.Connection, language: str
) -> None:
    made = document(sample_connection, "matrix")
    workbook = opened(made)
    matrix = next(block for block in made.blocks if isinstance(block, Table))
    sheet = workbook.worksheets[1]
    numbers = 0
    rows = sheet.iter_rows(min_row=first_row(sheet))
    for row, cells in zip(matrix.rows, rows, strict=False):
        for meant, found in zip(row.cells, cells, strict=True):
            if isinstance(meant.value, int | float) and isinstance(found.value, int | float):
                numbers += 1
                scale = 100 if found.number_format.endswith("%") else 1
                assert found.value * scale == pytest.approx(meant.value, abs=0.01)
    assert numbers > 50, language


@pytest.mark.parametrize(
    ("text", "value", "sign", "number", "form"),
    [
        ("94,74%", 94.7368, "✓", 0.947368, '"✓ "#,##0.00%'),
        ("84,96%", 84.9557, "✗", 0.849557, '"✗ "#,##0.00%'),
        # Excel would show 85,00%, which is the other side of the target.
        ("84,99%", 84.9951, "✗", 0.8499, '"✗ "#,##0.00%'),
        ("giảm 9,52%", 9.5238, "", 0.095238, '"giảm "#,##0.00%'),
        ("tăng 5%", -5, "", 0.05, '"tăng "#,##0%'),
        ("-0,04", -0.0443, "", -0.0443, "#,##0.00"),
        ("12,5/100.000", 12.5, "", 12.5, '#,##0.0"/100.000"'),
        ("1.234", 1234, "", 1234, "#,##0"),
        ("0", 0, "", 0, "#,##0"),
    ],
)
def test_a_number_is_shown_as_its_text(
    text: str, value: float, sign: str, number: float, form: str
) -> None:
    found = shown(text, value, "vi", sign)
    assert found
    assert found.number == pytest.approx(number)
    assert found.form == form


@pytest.mark.parametrize("text", ["không đổi", "", '"5"'])
def test_a_text_without_a_number_stays_one(text: str) -> None:
    assert shown(text, 5, "vi") is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "http://a.b", "{=1}", "1", "x"])
def test_a_text_is_never_anything_else(text: str) -> None:
    workbook = opened(of(Paragraph(text), table(Row((Cell(text), Cell("a"))))))
    cells = [
        c for sheet in workbook.worksheets for row in sheet.iter_rows() for c in row if c.value
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells if not str(cell.value).startswith("→"))


def test_nothing_is_cut_and_nothing_is_hidden() -> None:
    made = of(Paragraph(LONG), table(Row((Cell(f"\x1b[31m\u202e{LONG}"), Cell("b")))))
    text, sheet = opened(made).worksheets
    pieces = [str(row[0].value) for row in text.iter_rows(min_row=4) if row[0].value]
    assert "".join(pieces[:-1]) == LONG
    first, second, *rest = (str(value) for value in body(sheet)[0])
    assert first.endswith(" (continued in C5)")
    assert second == "b"
    assert first.removesuffix(" (continued in C5)") + "".join(rest) == rf"\x1b[31m\u202e{LONG}"


def test_sheets_have_names_that_excel_takes() -> None:
    names = ["a" * 40, "A" * 40, "History", "x/y:[z]*?", "'"]
    blocks = [replace(table(Row((Cell("a"), Cell("b")))), name=n, caption=n) for n in names]
    titles = opened(of(*blocks)).sheetnames
    assert len({title.lower() for title in titles}) == len(blocks) + 1
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_groups_and_spans() -> None:
    rows = (
        Row((Cell("Nhóm A"),), "group"),
        Row((Cell("x"), Cell("5", 5, "good", "✓", kind="number"), Cell("–"))),
    )
    made = table(*rows, columns=3, spans=(Span("", 1), Span("Hai", 2)), note="Chú thích")
    sheet = opened(of(made, notice="SỐ LIỆU MINH HỌA")).worksheets[1]
    assert {str(each) for each in sheet.merged_cells.ranges} == {"B5:C5", "A7:C7"}
    assert sheet.freeze_panes == "B7"
    assert sheet.print_title_rows == "$5:$6"
    assert body(sheet)[:2] == [["Nhóm A", None, None], ["x", 5, "–"]]
    assert sheet["B8"].number_format == '"✓ "#,##0'
    assert sheet["B8"].fill.fgColor.rgb == "FFE2F0D9"


def test_pages_lie_as_the_document_says() -> None:
    first, second = table(), replace(table(), name="u")
    workbook = opened(of(first, PageBreak(landscape=True), second))
    assert [sheet.page_setup.orientation for sheet in workbook.worksheets[1:]] == [
        "portrait",
        "landscape",
    ]
    assert all(sheet.page_setup.paperSize == 9 for sheet in workbook.worksheets)


@pytest.mark.parametrize("kind", ["lines", "bars", "stacked"])
def test_charts_are_drawn_by_excel(kind: Literal["lines", "bars", "stacked"]) -> None:
    series = Series("Hồng Thu", (50.5, None), ("50,5%", "–"), ("bad", "muted"))
    chart = Chart(kind, ("2022-H2", "2023-H1"), (series,), "%", (80.0, "cần 80%"))
    content = written(of(Picture("p", "Điểm", chart, "Điểm tăng")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    assert [sheet[c].value for c in ("B5", "B6", "C4", "C5")] == [0.505, None, "cần 80%", 0.8]
    assert sheet["C5"].number_format == "#,##0%"
    with ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert 'descr="Điểm tăng"' in drawing
    assert drawn.count("<c:ser>") == 2
    assert ("<a:pattFill" in drawn) == (kind != "lines")


def test_a_heat_map_is_cells_whose_colours_follow_their_signs() -> None:
    series = (
        Series("a", (None, None), ("✓", "✗"), ("good", "bad")),
        Series("b", (None, None), ("–", "–")),
    )
    chart = Chart("heatmap", ("x", "y"), series)
    sheet = opened(of(Picture("p", "Kết quả", chart, "…"))).worksheets[1]
    rules = [rule for each in sheet.conditional_formatting for rule in each.rules]
    assert [rule.formula for rule in rules] == [['"✓"'], ['"✗"']]
    assert sheet["B5"].value == "✓"


def test_the_text_of_a_document_stands_on_the_first_sheet() -> None:
    made = of(
        Heading("I. Một", 1, "mot"),
        Paragraph("chữ", lead="Đầu:"),
        Paragraph("Đạt", style="verdict", tone="good"),
        Items((Item("a"), Item("b", "B:"))),
    )
    sheet = opened(made).worksheets[0]
    values = [row[0].value for row in sheet.iter_rows() if row[0].value]
    assert values[2:] == ["I. Một", "Đầu: chữ", "Đạt", "– a", "– B: b"]
