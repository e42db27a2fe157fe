"""What must not be read without a question, or not at all."""

from __future__ import annotations

from datetime import date

from tests.corpus.cases import file
from tests.corpus.down import form
from tests.corpus.libreoffice import saved_as
from tests.corpus.pages import Page, Row, Styled, percent
from tests.corpus.programme import FIVE, NAMES, entered, name, row
from tests.corpus.writers import as_text, by_openpyxl, by_python_docx, by_xlsxwriter

TITLE = "Số liệu 6 tháng đầu năm 2023"


@file("formulas-that-failed.xlsx")
def _() -> bytes:
    """Errors where figures should be: each at its cell."""
    rows: list[Row] = [
        [TITLE],
        ["Địa bàn", "TC03", "TC07", "TC08"],
        ["Phìn Hồ", 2, Styled("#N/A", formula="=NA()"), Styled("#DIV/0!", "0.0%", "=1/0")],
        ["Hồng Thu", Styled("#REF!", formula="=#REF!+1"), 24, percent(0.85)],
        ["Căn Co", Styled(2, formula="=1+1"), Styled("17", formula='="17"'), "15/17"],
        ["Tổng cộng", Styled("#REF!", formula="=SUM(B3:B5)"), 41, None],
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("formulas-without-values.xlsx")
def _() -> bytes:
    """A program of somebody's own has written formulas and never worked them out."""
    rows: list[Row] = [[TITLE], ["Địa bàn", "TC03", "TC07"]]
    rows.append(["Phìn Hồ", 2, Styled(formula="=10+9")])
    rows.append(["Hồng Thu", Styled(formula="=1+1"), 24])
    return by_openpyxl(Page(rows, "S"))


@file("fractions-turned-into-dates.xlsx")
def _() -> bytes:
    """Whoever types 5/6 into Excel gets the fifth of June, or a number in a cell of text."""
    rows: list[Row] = [
        [TITLE],
        ["Địa bàn", name("TC09"), name("TC15")],
        ["Phìn Hồ", date(2023, 1, 1), Styled(date(2023, 9, 8), "d/m")],
        ["Hồng Thu", "0/0", Styled(45000, "General")],
        ["Căn Co", "1/1", Styled(date(2023, 8, 6), "dd-mmm")],
    ]
    return saved_as("xlsx", by_xlsxwriter(Page(rows, "S")))


@file("codes-beside-names.xlsx")
def _() -> bytes:
    """The same beside the names: the names are enough."""
    rows: list[Row] = [
        [TITLE],
        ["STT", "Mã ĐVHC", "Tên đơn vị hành chính", "TC03"],
        [1, 3541, "Tủa Sín Chải", 3],
        [2, Styled(3499, "00000"), "Hồng Thu", 2],
        [3, "03496", "Phìn Hồ", 2],
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("look-alike-codes.xlsx")
def _() -> bytes:
    """O for 0, I and l for 1: understood, and said."""
    rows: list[Row] = [[TITLE], ["Mã xã", "TCO3", "TC1O", "TC08"]]
    rows += [["xa-l", 2, "18/18", "7/8"], ["xa-2", 0, None, None], ["XA-3", None, "-", "n/a"]]
    return by_openpyxl(Page(rows, "S"))


@file("names-misspelt.xlsx")
def _() -> bytes:
    """Areas that do not exist, with the one that was probably meant; a word for another kind."""
    rows: list[Row] = [[TITLE], ["STT", "Xã", "TC03", "TC08"]]
    labels = ["Tủa Sính Chải", "Hồng Thu", "Phìn Hò", "Nậm Cuối", "Căn Co", "Xã Sìn Hồ", "Tả Phìn"]
    rows += [[i, label, i, f"{i}/10"] for i, label in enumerate(labels, start=1)]
    return by_openpyxl(Page(rows, "S"))


@file("one-area-twice.xlsx")
def _() -> bytes:
    """The same row twice, and one that says something else."""
    rows: list[Row] = [[TITLE], ["Xã", "TC03", "TC07"]]
    rows += [["Phìn Hồ", 2, 19], ["Hồng Thu", 2, 24], ["Xã Phìn Hồ", 2, 19], ["Hồng Thu", 2, 42]]
    return by_xlsxwriter(Page(rows, "S"))


@file("columns-that-nothing-explains.xlsx")
def _() -> bytes:
    """Figures under headings that name no criterion, or one only nearly."""
    rows: list[Row] = [
        [TITLE],
        ["STT", "Xã", "Dân số", "Số hộ", "Mô hình tự quản", "Tỷ lệ ĐTKP án TTXH", "TC07"],
    ]
    rows += [
        [i, NAMES[a], 4100, 780, *row(a, "TC03", "TC08", "TC07")] for i, a in enumerate(FIVE, 1)
    ]
    return by_openpyxl(Page(rows, "S"))


@file("two-tables-below-each-other.xlsx")
def _() -> bytes:
    """Areas down, and below that table another one with criteria down."""
    rows: list[Row] = [["1. Theo xã – " + TITLE], ["Xã", "TC03", "TC07"]]
    rows += [[NAMES[area], *row(area, "TC03", "TC07")] for area in FIVE]
    rows += [[], ["2. Theo tiêu chí"], ["Tiêu chí", "Phìn Hồ", "Hồng Thu"]]
    rows += [
        [name(code), entered("phin-ho", code), entered("hong-thu", code)]
        for code in ("TC08", "TC12")
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("side-by-side.xlsx")
def _() -> bytes:
    """The list goes on to the right, under the same headings, to save paper."""
    rows: list[Row] = [[TITLE], ["STT", "Xã", "TC03", None, "STT", "Xã", "TC03"]]
    left = [[i, NAMES[area], *row(area, "TC03")] for i, area in enumerate(FIVE[:2], 1)]
    right = [[i, NAMES[area], *row(area, "TC03")] for i, area in enumerate(FIVE[2:4], 3)]
    rows += [[*one, None, *other] for one, other in zip(left, right, strict=True)]
    return by_xlsxwriter(Page(rows, "S", ("A1:G1",)))


@file("draft-and-final.xlsx")
def _() -> bytes:
    """Two sheets that both fit."""
    rows: list[Row] = [[TITLE], ["Xã", "TC03"], *[[NAMES[a], *row(a, "TC03")] for a in FIVE]]
    return by_openpyxl(Page(rows, "Dự thảo"), Page(rows, "Chính thức"))


@file("two-areas-in-the-title.xlsx")
def _() -> bytes:
    """The title says one commune, the sheet's name another."""
    return by_openpyxl(Page([[f"Xã Phìn Hồ – {TITLE}"], *form("phin-ho")], "Hồng Thu"))


@file("several-areas-in-one-column.xlsx")
def _() -> bytes:
    """Communes one below the other, each above its criteria."""
    rows: list[Row] = [[TITLE], ["TT", "Nội dung", "Kết quả"]]
    for number, area in zip(("I", "II", "III"), FIVE, strict=False):
        rows.append([number, f"Xã {NAMES[area]}"])
        rows += [[i, name(code), entered(area, code)] for i, code in enumerate(("TC03", "TC07"), 1)]
    return by_xlsxwriter(Page(rows, "S", ("A1:C1",)))


@file("changes-and-prose.xlsx")
def _() -> bytes:
    """Cells that say more than a figure, or something else."""
    rows: list[Row] = [
        [TITLE],
        ["Địa bàn", "TC03", "TC07", "TC08"],
        ["Tủa Sín Chải", "3 mô hình mới", "giảm 146 vụ (-3,56%)", "25/27 (92,6%)"],
        ["Hồng Thu", "02 MH", "24 vụ (giảm 3)", "khoảng 85%"],
        ["Phìn Hồ", "chưa có", "đang xác minh", "18/19 vụ"],
        ["Nậm Cuổi", "2; 1", "14,", "11 trên 14"],
        ["Căn Co", "02", "17", "15/17"],
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("figures-that-cannot-be.xlsx")
def _() -> bytes:
    """Negative, more than all, of too many digits, in other numerals."""
    rows: list[Row] = [
        [TITLE],
        ["Địa bàn", "TC03", "TC07", "TC08", "TC10"],
        ["Tủa Sín Chải", 1e12, -3, "101%", "19/18"],
        ["Hồng Thu", "nan", "−5", percent(1.01), "5/0"],
        ["Phìn Hồ", "1e400", "２４", 94.73684, "٥/٦"],
        ["Nậm Cuổi", "1_000", "9" * 5000, "inf", "1/2/3"],
        ["Căn Co", "1.00", "1.2.3", "8 5", "85,5/100"],
    ]
    return by_openpyxl(Page(rows, "S"))


@file("shares-of-one.xlsx")
def _() -> bytes:
    """0,955 without a percent sign: of one, or of a hundred?"""
    rows: list[Row] = [
        [TITLE],
        ["Địa bàn", name("TC08"), name("TC10"), name("TC14")],
        ["Phìn Hồ", 0.955, 1, 0.3526],
        ["Hồng Thu", "0,8333", "100", "0,44"],
        ["Căn Co", 88.24, 1.0, 0.4355],
        ["Nậm Cuổi", Styled(11 / 14, "# ?/?"), Styled(22 / 22, "0.00"), "0,6"],
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("another-period.csv")
def _() -> bytes:
    """The figures of the half-year before."""
    rows: list[Row] = [["Số liệu 6 tháng cuối năm 2022", None], ["Xã", "TC03"]]
    rows += [[NAMES[area], entered(area, "TC03", "2022-H2")] for area in FIVE]
    return as_text(Page(rows), ";")


@file("ragged.csv")
def _() -> bytes:
    """A comma too many where a decimal comma was typed."""
    return "Xã,TC03,TC08\nPhìn Hồ,2,94,7\nHồng Thu,2,83\nCăn Co,2,88\n".encode()


@file("open-quote.csv")
def _() -> bytes:
    """Quotes that are never closed would swallow the rows after them."""
    return 'Xã;TC03;Ghi chú\nPhìn Hồ;2;"tốt\nHồng Thu;2;\nCăn Co;2;\n'.encode()


@file("web-page.xls")
def _() -> bytes:
    """What many a web application calls an Excel file."""
    cells = "<tr><td>Xã</td><td>TC03</td></tr><tr><td>Phìn Hồ</td><td>2</td></tr>"
    return f'<html><meta charset="utf-8"><table>{cells}</table></html>'.encode()


@file("no-table.docx")
def _() -> bytes:
    """A letter with nothing but its heading in a table."""
    heading: list[Row] = [["UBND XÃ PHÌN HỒ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    prose = ("Xã có 02 mô hình tự quản; điều tra, khám phá 18/19 vụ.",)
    return by_python_docx(Page(heading, below=prose))
