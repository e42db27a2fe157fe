from __future__ import annotations

import io

import docx as python_docx
import pytest

from chuyenhoa.sources.sheets import EMPTY, CellKind, Range
from tests.sources.office.files import complaints, docx, grid, read


def cell(text: str, properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("|"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>{}</w:tbl>".format("".join(f"<w:tr>{row}</w:tr>" for row in rows))


def test_tables_as_python_docx_has_them() -> None:
    document = python_docx.Document()
    document.add_paragraph("Kết quả 6 tháng đầu năm 2023")
    document.add_paragraph(" ")
    first = document.add_table(3, 3)
    first.cell(0, 0).merge(first.cell(1, 0)).text = "STT"
    first.cell(0, 1).merge(first.cell(0, 2)).text = "Địa bàn"
    first.cell(2, 1).text = "Phìn Hồ"
    first.cell(2, 2).text = "18/19"
    document.add_paragraph("Phụ lục")
    document.add_table(1, 1).cell(0, 0).text = "1,5"
    stream = io.BytesIO()
    document.save(stream)
    sheets = read(stream.getvalue())
    assert sheets.said == "DOCX"
    assert [(sheet.name, sheet.above) for sheet in sheets.sheets] == [
        ("Bảng 1", ("Kết quả 6 tháng đầu năm 2023",)),
        ("Bảng 2", ("Phụ lục",)),
    ]
    assert grid(sheets) == [["STT", "Địa bàn", ""], ["", "", ""], ["", "Phìn Hồ", "18/19"]]
    assert sheets.sheets[0].merged == (Range(1, 2, 1, 3), Range(1, 1, 2, 1))
    assert sheets.sheets[0].rows[2][2].kind is CellKind.TEXT
    assert sheets.sheets[0].rows[1][1] is EMPTY
    assert grid(sheets, 1) == [["1,5"]]


def test_cells_merged_down_twice_and_across() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    sheets = read(
        docx(
            table(
                cell("a", two + restart) + cell("b"),
                cell("", two + go_on) + cell("c"),
                cell("d", two + restart) + cell("e"),
                cell("", two + '<w:vMerge w:val="continue"/>') + cell("f"),
            )
        )
    )
    assert grid(sheets) == [["a", "", "b"], ["", "", "c"], ["d", "", "e"], ["", "", "f"]]
    assert sheets.sheets[0].merged == (Range(1, 1, 2, 2), Range(3, 1, 4, 2))


def test_a_merge_that_nothing_begins_is_a_cell() -> None:
    assert grid(read(docx(table(cell("a", "<w:vMerge/>"))))) == [["a"]]


def test_a_row_may_begin_further_right() -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    assert grid(read(docx(table(cell("a") + cell("b"), before + cell("c"))))) == [
        ["a", "b"],
        ["", "c"],
    ]


def test_paragraphs_and_what_is_not_said() -> None:
    content = (
        "<w:tc><w:p><w:r><w:t>Phìn</w:t><w:tab/><w:t>Hồ</w:t><w:br/></w:r>"
        "<w:del><w:r><w:t>deleted</w:t></w:r></w:del><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"
        "<w:p><w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t>"
        "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r></w:p></w:tc>"
    )
    assert grid(read(docx(table(content)))) == [["Phìn Hồ\nx\n5-6"]]


def test_a_table_within_a_table_comes_after_it() -> None:
    inner = table(cell("b"))
    sheets = read(docx(table(f"<w:tc><w:p/>{inner}<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>")))
    assert [grid(sheets, number) for number in (0, 1)] == [[["a"]], [["b"]]]


def test_old_fonts_above_a_table_as_well() -> None:
    sheets = read(docx("<w:p><w:r><w:t>®Þa bµn</w:t></w:r></w:p>" + table(cell("Ph×n Hå"))))
    assert sheets.sheets[0].above == ("địa bàn",)
    assert grid(sheets) == [["Phìn Hồ"]]
    assert complaints(sheets) == ["converted f"]


def test_a_doubt_above_a_table_has_no_cell() -> None:
    sheets = read(docx("<w:p><w:r><w:t>®Þa cÎx</w:t></w:r></w:p>" + table(cell("1"))))
    assert complaints(sheets) == ["unclear_encoding f"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc><w:p>" * 40,
        table(cell("a", '<w:gridSpan w:val="100000"/>')),
        table(cell("a", '<w:gridSpan w:val="0"/>')),
        table(cell("a", '<w:gridSpan w:val="x"/>')),
        "</w:tc>",
    ],
)
def test_what_word_does_not_write(body: str) -> None:
    assert complaints(read(docx(body))) == ["damaged_file f"]


def test_no_table() -> None:
    assert complaints(read(docx("<w:p/>"))) == ["no_table f"]


def test_a_text_that_no_cell_holds() -> None:
    assert complaints(read(docx(table(cell("x" * 40_000))))) == ["text_too_long f [Bảng 1!A1]"]
