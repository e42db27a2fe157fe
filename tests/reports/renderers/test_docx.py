"""Documents for Word: read back by python-docx, and opened by LibreOffice where it is installed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Length, Mm, Pt
from docx.table import Table as WordTable

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
    Signature,
    Span,
    Table,
)
from chuyenhoa.reports.formats import render
from chuyenhoa.reports.renderers.numbered import captions
from chuyenhoa.reports.templates import TEMPLATES
from tests.reports import golden
from tests.reports.documents import document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from chuyenhoa.reports.document import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def made(*blocks: Block, notice: str = "", language: str = "vi") -> Document:
    day = date(2023, 6, 23)
    return Document("summary", "Tóm tắt", "Kỳ 2023-H1", notice, language, day, None, blocks)


def written(made: Document) -> bytes:
    content = render(made, "docx")
    assert isinstance(content, bytes)
    return content


def opened(made: Document) -> WordDocument:
    return docx.Document(io.BytesIO(written(made)))


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def table(*cells: Cell, columns: int | None = None, **more: Any) -> Table:
    headings = tuple(Column(f"C{n}", "text", 10) for n in range(columns or len(cells)))
    return Table("t", "Bảng thử", headings, (Row(cells),), **more)


def dump(word: WordDocument) -> Iterator[str]:
    """What a person sees, a paragraph or a row on a line, with its style."""
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            yield f"[{block.style.name if block.style else ''}]"
            for row in block.rows:
                looks = (
                    "=" if row._tr.trPr is not None and row._tr.trPr.xpath("w:tblHeader") else ""
                )
                cells = (" / ".join(map(text, cell.paragraphs)) for cell in row.cells)
                yield f"{looks}| {' | '.join(cells)} |"
        else:
            yield from described(block)


def described(paragraph: WordParagraph) -> Iterator[str]:
    assert paragraph.style is not None
    for picture in paragraph._p.iter(DOCPR):
        yield f"[picture] {picture.get('descr')}"
    if shown := text(paragraph):
        yield f"[{paragraph.style.name}] {shown}"
    if paragraph._p.xpath(".//w:pageBreakBefore"):
        yield "[page break]"
    if paragraph._p.xpath(".//w:sectPr"):
        yield "[section break]"


def text(paragraph: WordParagraph) -> str:
    """Its text, with what its fields show, in one line."""
    return "".join(each.text or " " for each in paragraph._p.iter(f"{W}t", f"{W}br"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_as_it_was(
    named_connection: tuple[str, sqlite3.Connection], language: str, template: str
) -> None:
    name, connection = named_connection
    word = opened(document(connection, template))

    lines = "\n".join(dump(word))
    golden.matches(f"report/{name}.{language}.{template}.docx.txt", f"{lines}\n")


def test_the_pages_are_those_of_the_decree(
    sample_connection: sqlite3.Connection, language: str
) -> None:
    word = opened(document(sample_connection, "conference"))
    upright, across, after = word.sections

    for section in (upright, after):
        assert_about(section.page_width, Mm(210))
        assert_about(section.page_height, Mm(297))
        assert_about(section.left_margin, Mm(30))
        for margin in (section.right_margin, section.top_margin, section.bottom_margin):
            assert_about(margin, Mm(20))
    assert across.orientation == WD_ORIENT.LANDSCAPE
    assert_about(across.page_width, Mm(297))
    # The bound edge is above where the page lies across.
    assert_about(across.top_margin, Mm(30))
    assert [each.different_first_page_header_footer for each in word.sections] == [
        True,
        False,
        False,
    ]
    (number,) = upright.header.paragraphs
    assert number._p.xpath(".//w:fldSimple/@w:instr") == [" PAGE "]
    assert number.style is not None
    assert number.style.paragraph_format.alignment == 1
    warning = {"vi": "SỐ LIỆU MINH HỌA", "en": "ILLUSTRATIVE FIGURES"}[language]
    assert [each.text for each in upright.footer.paragraphs] == [warning]


def assert_about(length: Length | None, expected: Length) -> None:
    assert length is not None
    assert abs(length - expected) < Mm(1) / 10


def test_the_styles_are_those_of_the_decree() -> None:
    styles = opened(made()).styles
    defaults = styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii")
    assert defaults == ["Times New Roman"]
    assert styles.element.xpath("w:docDefaults//w:sz/@w:val") == ["28"]
    body = styles["Body Text"].paragraph_format
    assert_about(body.first_line_indent, Cm(1.27))
    assert body.alignment == 3
    assert styles["Title"].font.bold
    assert styles["Title"].paragraph_format.alignment == 1
    assert styles["Recipients"].font.size == Pt(11)
    heading = styles["Recipients Heading"].font
    assert (heading.size, heading.bold, heading.italic) == (Pt(12), True, True)
    assert styles["Letterhead"].font.size == Pt(13)
    assert (styles["Motto"].font.size, styles["Motto"].font.bold) == (Pt(14), True)


@pytest.mark.parametrize(("language", "expected"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_language_is_said(language: str, expected: str) -> None:
    content = written(made(language=language))
    (lang,) = part(content, "word/styles.xml").iter(f"{W}lang")
    assert lang.get(f"{W}val") == expected
    word = docx.Document(io.BytesIO(content))
    assert word.core_properties.language == expected


def test_the_properties_have_the_date_of_the_document() -> None:
    word = opened(made(notice="SỐ LIỆU MINH HỌA")).core_properties
    assert word.title == "Tóm tắt – Kỳ 2023-H1"
    assert word.comments == "SỐ LIỆU MINH HỌA"
    for when in (word.created, word.modified):
        assert when is not None
        assert when.replace(tzinfo=None) == datetime(2023, 6, 23)  # noqa: DTZ001 (a day)
    assert word.author == word.last_modified_by == ""


@pytest.mark.usefixtures("language")
def test_tables_repeat_their_header_and_keep_their_rows_whole(
    sample_connection: sqlite3.Connection,
) -> None:
    found = document(sample_connection, "conference")
    word = opened(found)
    tables = [each for each in word.tables if each.style and each.style.name == "Report Table"]
    named = captions(found)
    blocks = [block for block in found.blocks if isinstance(block, Table)]

    assert len(tables) == len(blocks)
    for block, each in zip(blocks, tables, strict=True):
        headers = 2 if block.spans else 1
        assert len(each.rows) == headers + len(block.rows)
        for number, row in enumerate(each.rows):
            assert bool(row._tr.xpath("w:trPr/w:tblHeader")) == (number < headers)
            assert row._tr.xpath("w:trPr/w:cantSplit")
        assert each._tbl.xpath("w:tblPr/w:tblCaption/@w:val") == [named[block.name]]


@pytest.mark.usefixtures("language")
def test_captions_are_counted_by_word(sample_connection: sqlite3.Connection) -> None:
    found = document(sample_connection, "conference")
    word = opened(found)
    shown = [each for each in word.paragraphs if each.style and each.style.name == "Caption"]

    assert sorted(map(text, shown)) == sorted(captions(found).values())
    for each in shown:
        (instruction,) = each._p.xpath(".//w:fldSimple/@w:instr")
        label = text(each).split()[0]
        assert instruction == rf" SEQ {label} \* ARABIC "


@pytest.mark.usefixtures("language")
def test_pictures_say_what_they_show(sample_connection: sqlite3.Connection) -> None:
    found = document(sample_connection, "conference")
    pictures = [block for block in found.blocks if isinstance(block, Picture)]
    content = written(found)
    shown = list(part(content, "word/document.xml").iter(DOCPR))

    assert [each.get("descr") for each in shown] == [each.alt for each in pictures]
    assert [each.get("id") for each in shown] == [str(n) for n in range(1, len(shown) + 1)]
    for shape in docx.Document(io.BytesIO(content)).inline_shapes:
        assert 0 < shape.width <= Mm(161)
        assert 0 < shape.height <= Mm(257)


def test_a_picture_higher_than_a_page_is_made_smaller() -> None:
    count = 100
    series = Series("x", (1.0,) * count, ("1",) * count)
    chart = Chart("bars", tuple(f"Xã {n}" for n in range(count)), (series,))
    (shape,) = opened(made(Picture("p", "Cao", chart, "Cao"))).inline_shapes
    assert shape.width < Mm(160)
    assert shape.height <= Mm(257)


def test_headings_are_headings() -> None:
    word = opened(
        made(
            Heading("I. MỘT", 1, "a"),
            Heading("1. Hai", 2, "b"),
            Heading("Ba", 3, "c"),
            PageBreak(),
            Heading("Phụ lục I. Bốn", 1, "d", appendix=True),
        )
    )
    found = [(p.style.name, p.text) for p in word.paragraphs if p.text and p.style][2:]
    assert found == [
        ("Heading 1", "I. MỘT"),
        ("Heading 2", "1. Hai"),
        ("Heading 3", "Ba"),
        ("Appendix", "Phụ lục I\nBốn"),
    ]
    appendix = word.styles["Appendix"]
    assert appendix.base_style == word.styles["Heading 1"]
    assert word.paragraphs[-1].paragraph_format.page_break_before


def test_what_is_no_heading_begins_a_page_too() -> None:
    word = opened(made(Paragraph("a"), PageBreak(), Paragraph("b")))
    *_before, gap, after = word.paragraphs
    assert (gap.text, gap.paragraph_format.page_break_before) == ("", True)
    assert after.text == "b"
    assert not after.paragraph_format.page_break_before


def test_a_list_has_dashes() -> None:
    document = made(Items((Item("a"), Item("b", "Xã:"))))
    found = opened(document).paragraphs
    lists = [p for p in found if p.style and p.style.name == "List Bullet"]
    assert [p.text for p in lists] == ["a", "Xã: b"]
    assert [p.runs[0].bold for p in lists] == [None, True]
    marks = part(written(document), "word/numbering.xml").iter(f"{W}lvlText")
    assert [each.get(f"{W}val") for each in marks] == ["-"]


def test_a_signature_stays_with_what_is_before_it() -> None:
    signature = Signature("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Nơi nhận:", ("Tỉnh;", "Lưu: VT."))
    word = opened(made(Items((Item("a"), Item("b"))), signature))
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs}
    assert (kept["a"], kept["b"]) == (None, True)
    (table,) = word.tables
    left, right = table.rows[0].cells
    assert [p.text for p in left.paragraphs] == ["Nơi nhận:", "- Tỉnh;", "- Lưu: VT."]
    assert [p.text for p in right.paragraphs][:2] == ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"]


def test_a_signature_without_recipients() -> None:
    (table,) = opened(made(Signature("", "TRƯỞNG BAN", "Nơi nhận:", ()))).tables
    left, right = table.rows[0].cells
    assert left.text == ""
    assert right.text.strip() == "TRƯỞNG BAN"


def test_a_table_too_wide_for_a_page_goes_on_below(language: str) -> None:
    cells = tuple(Cell(f"x{n}") for n in range(40))
    spans = (Span("Một", 1), Span("Hai", 20), Span("Ba", 19))
    word = opened(made(table(*cells, spans=spans), language=language))

    assert len(word.tables) > 1
    seen: list[str] = []
    for each in word.tables:
        over, headings, row = ([cell.text for cell in row.cells] for row in each.rows)
        assert (headings[0], row[0]) == ("C0", "x0")
        assert len(over) == len(row) <= 63
        assert over[0] == "Một"
        seen += row[1:]
    assert seen == [cell.text for cell in cells[1:]]
    goes_on = {"vi": "(tiếp theo)", "en": "(continued)"}[language]
    shown = [text(p) for p in word.paragraphs if p.style and p.style.name == "Caption"]
    assert [goes_on in each for each in shown] == [False, *[True] * (len(shown) - 1)]
    fields = [p._p.xpath(".//w:fldSimple") for p in word.paragraphs if goes_on in text(p)]
    # What goes on is not counted again.
    assert not any(fields)


@pytest.mark.parametrize("figure", ["< 12,5/100.000", "≥ 12,5/100.000"])
def test_a_sign_is_not_parted_from_its_figure(figure: str) -> None:
    def width(text: str) -> int:
        (found,) = opened(made(table(Cell("a"), Cell(text)))).tables
        return found.columns[1].width or 0

    assert width(figure) == width(figure.replace(" ", "_")) > width(figure[2:])


def test_codes_above_columns_are_explained() -> None:
    columns = (Column("Xã"), Column("TC01", "verdict", 9, "Nghị quyết"))
    found = Table("t", "Bảng", columns, (Row((Cell("a"), Cell("có"))),), note="✓ Đạt")
    notes = [p.text for p in opened(made(found)).paragraphs if p.style and p.style.name == "Note"]
    assert notes == ["✓ Đạt", "TC01: Nghị quyết"]


def test_a_line_of_characters_is_left_to_pictures() -> None:
    columns = (Column("Xã"), Column("Diễn biến", "spark"), Column("Kỳ"))
    found = Table("t", "Bảng", columns, (Row((Cell("a"), Cell("▁█"), Cell("5"))),))
    (drawn,) = opened(made(found)).tables
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [["Xã", "Kỳ"], ["a", "5"]]


def test_groups() -> None:
    columns = (Column("Xã"), Column("Số", "number"))
    rows = (
        Row((Cell("Nhóm"),), "group"),
        Row((Cell("a"), Cell("1", 1))),
    )
    (drawn,) = opened(made(Table("t", "Bảng", columns, rows))).tables
    _header, group, data = drawn.rows
    assert group.cells[0]._tc is group.cells[1]._tc
    bold = [row.cells[0].paragraphs[0].runs[0].bold for row in (group, data)]
    assert bold == [True, None]
    assert data.cells[1].paragraphs[0].alignment == 2


def test_a_colour_has_a_sign_and_a_word_beside_it() -> None:
    cell = Cell("Chưa đạt", "not_met", "bad", "✗")
    (drawn,) = opened(made(table(cell))).tables
    found = drawn.rows[1].cells[0]
    assert found.text == "✗ Chưa đạt"
    assert found._tc.xpath("w:tcPr/w:shd/@w:fill") == ["F4B6B0"]
    assert str(found.paragraphs[0].runs[0].font.color.rgb) == "7F1D1D"


def test_what_xml_cannot_hold_is_written_out() -> None:
    nasty = "a\x00\x1b[31m\x0b\u202e\ud800\ufffe\uffff<b>&amp;\"'\n"
    cell = table(Cell(nasty))
    word = opened(made(Paragraph(nasty), cell, Heading(nasty, 1, "h"), notice=nasty))
    expected = r"a\x00\x1b[31m\x0b\u202e\ud800\ufffe\uffff" + "<b>&amp;\"'" + r"\n"
    assert [p.text for p in word.paragraphs].count(expected) == 3
    assert word.tables[0].rows[1].cells[0].text == expected
    assert word.core_properties.comments == expected


def test_nothing_long_is_cut() -> None:
    long = "dài " * 10_000
    word = opened(made(Paragraph(long), table(Cell(long)), notice=long))
    assert [p.text for p in word.paragraphs].count(long) == 2
    row = word.tables[0].rows[1]
    assert row.cells[0].text == long
    # A row higher than a page may break, or a program would cut it off.
    assert not row._tr.xpath("w:trPr/w:cantSplit")


def test_libreoffice_opens_them(
    sample_connection: sqlite3.Connection, awkward_connection: sqlite3.Connection, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    for number, connection in enumerate((sample_connection, awkward_connection)):
        for template in TEMPLATES:
            file = tmp_path / f"{template}-{number}.docx"
            file.write_bytes(written(document(connection, template)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, *files], check=True, capture_output=True)
    pages = {
        file.stem: len(re.findall(rb"/Type\s*/Page\b", file.with_suffix(".pdf").read_bytes()))
        for file in files
    }
    assert all(pages.values())
    assert pages["summary-0"] == 1
