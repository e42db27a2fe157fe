"""A row for each figure, and text files of every encoding."""

from __future__ import annotations

from tests.corpus.cases import file
from tests.corpus.libreoffice import saved_as
from tests.corpus.pages import Page, Row, shown
from tests.corpus.programme import (
    CRITERIA,
    FIVE,
    NAMES,
    SIX,
    entered,
    figure,
    name,
)
from tests.corpus.writers import as_text, by_openpyxl, by_python_docx, by_xlsxwriter
from tests.sources.spellings import as_cp1258, as_tcvn3, as_vni

HEADER: Row = ["Địa bàn", "Tiêu chí", "Kết quả", "Ghi chú"]


def _figures(*codes: str, areas: list[str] = FIVE) -> list[Row]:
    rows = [
        [NAMES[area], name(code), entered(area, code), None] for area in areas for code in codes
    ]
    return [HEADER, *rows]


@file("one-row-per-figure.csv")
def _() -> bytes:
    """As a database exports it: a mark of the encoding, semicolons, quotes where there must be."""
    rows = [*_figures("TC05", "TC09", "TC10")]
    rows[1][3] = "số liệu; đã đối chiếu"
    return as_text(Page(rows), ";", "utf-8-sig", "\r\n")


@file("declared-delimiter.csv")
def _() -> bytes:
    """Excel's own first line."""
    return as_text(Page(_figures("TC11")), ";", end="\r\n", first="sep=;")


@file("unicode-text.txt")
def _() -> bytes:
    """What Excel calls Unicode text: UTF-16 with tabs."""
    return as_text(Page(_figures("TC08", "TC12")), "\t", "utf-16", "\r\n")


@file("old-mac.csv")
def _() -> bytes:
    """Lines that end with CR alone; a title and a note around the table."""
    page = Page([["Số liệu 6T/2023"], *[row[:3] for row in _figures("TC03", "TC06")], ["Hết."]])
    return as_text(page, ",", end="\r").replace(b",,\r", b"\r")


@file("windows-vietnamese.csv")
def _() -> bytes:
    """Windows' own Vietnamese encoding, in which tones are characters of their own."""
    return as_cp1258(as_text(Page(_figures("TC01", "TC14")), ";", end="\r\n").decode())


@file("tcvn3.csv")
def _() -> bytes:
    """Written for the fonts of the nineties, as one-byte text."""
    return as_tcvn3(as_text(Page(_figures("TC02", "TC13")), ",").decode()).encode("cp1252")


@file("tcvn3-within.xls")
def _() -> bytes:
    """The same in a workbook whose cells have such a font."""
    rows: list[Row] = [["Xã, thị trấn", name("TC03"), name("TC08")]]
    rows += [[NAMES[area], entered(area, "TC03"), entered(area, "TC08")] for area in SIX]
    old: list[Row] = [
        [as_tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    return saved_as("xls", by_xlsxwriter(Page(old, "BC")))


@file("vni.txt")
def _() -> bytes:
    """Written for VNI fonts, with tabs."""
    return as_vni(as_text(Page(_figures("TC04", "TC15")), "\t", end="\r\n").decode()).encode(
        "cp1252"
    )


@file("every-spelling-of-a-period.xlsx")
def _() -> bytes:
    """A period in every row, each spelled in another way."""
    spelled = [
        *("2023", "2023-H1", "2023-Q2", "2023-06", "2023-9M", "2022-S2", "2022S1", "2022Q2"),
        *("202205", "6T/2021", "6 tháng cuối năm 2021", "quý III/2021", "tháng 7/2021"),
        *("9 tháng 2021", "năm 2021", "9T/2022", "Quý 4 năm 2022", "Tháng 12 năm 2022"),
    ]
    rows: list[Row] = [["STT", "Kỳ báo cáo", "Đơn vị", "Nội dung", "Số liệu"]]
    rows += [[i, text, "Phìn Hồ", name("TC07"), i] for i, text in enumerate(spelled, start=1)]
    return by_openpyxl(Page(rows, "Theo kỳ"))


@file("area-merged-over-its-rows.xlsx")
def _() -> bytes:
    """The area stands once, in a cell merged over its criteria."""
    codes = ["TC03", "TC07", "TC08", "TC14"]
    rows: list[Row] = [
        ["TỔNG HỢP SỐ LIỆU 6 THÁNG ĐẦU NĂM 2023"],
        ["TT", "Địa bàn", "Tiêu chí", "ĐVT", "Kết quả", "Ghi chú"],
    ]
    merged = ["A1:F1"]
    for i, area in enumerate(FIVE):
        first = 3 + i * len(codes)
        merged += [f"{column}{first}:{column}{first + len(codes) - 1}" for column in "AB"]
        for j, code in enumerate(codes):
            label = [i + 1, f"Xã {NAMES[area]}"] if j == 0 else [None, None]
            rows.append([*label, name(code), CRITERIA[code].unit, entered(area, code), "đạt"])
    return saved_as("xlsx", by_xlsxwriter(Page(rows, "Chi tiết", tuple(merged))))


@file("numerator-and-denominator.ods")
def _() -> bytes:
    """Both parts of each rate in columns of their own, the share beside them."""
    codes = ["TC08", "TC10", "TC13"]
    rows: list[Row] = [["Mã xã", "Mã tiêu chí", "Tử số", "Mẫu số", "Tỷ lệ %"]]
    for area in FIVE:
        for code in codes:
            over, under = figure(area, code).split("/")
            share = f"{round(100 * int(over) / int(under), 1)}".replace(".", ",")
            rows.append([area, code, int(over), int(under), share])
    return saved_as("ods", by_openpyxl(Page(rows, "2023-H1")))


@file("header-on-every-page.xlsx")
def _() -> bytes:
    """The headings once more where each printed page begins, and sums where it ends."""
    rows: list[Row] = [["Số liệu 6 tháng đầu năm 2023"]]
    for page in (FIVE[:2], FIVE[2:]):
        rows.append(["STT", "Xã", "Nội dung tiêu chí", "Thực hiện"])
        rows.append(["(1)", "(2)", "(3)", "(4)"])
        rows += [
            [i, NAMES[area], f"{i}. {name(code)}", entered(area, code)]
            for area in page
            for i, code in enumerate(("TC03", "TC07"), start=1)
        ]
        rows.append(["Cộng trang", None, None, 57])
    return by_xlsxwriter(Page(rows, "In", ("A1:D1",)))


@file("long-table.docx")
def _() -> bytes:
    """A Word table with a row for each figure, under its heading and above its signatures."""
    parties: list[Row] = [
        ["BAN CHỈ ĐẠO HUYỆN\nTỔ GIÚP VIỆC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"],
        ["Số: 05/BC-BCĐ", "Sìn Hồ, ngày 05 tháng 7 năm 2023"],
    ]
    figures: list[Row] = [["TT", "Xã", "Tiêu chí", "Kết quả", "Ghi chú"]]
    for i, area in enumerate(FIVE, start=1):
        figures.append([i, NAMES[area], "TC08", shown(entered(area, "TC08")), "theo hồ sơ"])
    signed: list[Row] = [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN"]]
    return by_python_docx(
        Page(parties),
        Page(
            figures,
            above=(
                "BÁO CÁO",
                "Kết quả chuyển hóa địa bàn 6 tháng đầu năm 2023",
                "Thực hiện Kế hoạch số 12/KH-BCĐ ngày 10 tháng 01 năm 2023, kết quả như sau:",
            ),
            below=("Trên đây là báo cáo kết quả 6 tháng đầu năm 2023.",),
        ),
        Page(signed),
    )
