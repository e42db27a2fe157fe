"""Areas down, criteria across."""

from __future__ import annotations

import unicodedata

from tests.corpus.cases import file
from tests.corpus.libreoffice import saved_as
from tests.corpus.pages import Given, Page, Row, Styled, percent
from tests.corpus.programme import (
    CRITERIA,
    FIVE,
    NAMES,
    SIX,
    entered,
    figure,
    halves,
    name,
    row,
    share,
)
from tests.corpus.writers import as_text, by_openpyxl, by_xlsxwriter

HEADING: list[Row] = [
    ["UBND HUYỆN SÌN HỒ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["BAN CHỈ ĐẠO 138", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [None, None, None, "Sìn Hồ, ngày 20 tháng 6 năm 2023"],
]
TITLE = "BIỂU TỔNG HỢP KẾT QUẢ CHUYỂN HÓA ĐỊA BÀN 6 THÁNG ĐẦU NĂM 2023"
DATES = "(Số liệu từ ngày 15/12/2022 đến ngày 14/6/2023)"
SIGNED: list[Row] = [
    [],
    [None, "Ghi chú: KAD là không áp dụng; ô trống là chưa có số liệu."],
    [None, "NGƯỜI LẬP BIỂU", None, None, "TM. BAN CHỈ ĐẠO"],
    [None, "(Ký, ghi rõ họ tên)", None, None, "(Ký tên, đóng dấu)"],
]


@file("title-header-total-notes.xlsx")
def _() -> bytes:
    """A whole form: national title, two header rows, counted columns, total, notes, signatures."""
    parts: Row = [None, None]
    top: Row = ["STT", "Xã, thị trấn"]
    for code in ("TC03", "TC04", "TC06"):
        top, parts = [*top, f"{name(code)}"], [*parts, None]
    top += [name("TC08"), None, None, "Ghi chú"]
    parts += ["Số vụ đã khám phá", "Tổng số vụ", "Tỷ lệ (%)", None]
    body: list[Row] = [
        [
            i,
            NAMES[area],
            *row(area, "TC03", "TC04", "TC06"),
            *halves(area, "TC08"),
            share(area, "TC08", f"=F{i + 8}/G{i + 8}"),
        ]
        for i, area in enumerate(SIX, start=1)
    ]
    total: Row = ["Tổng cộng", None, 15, 0, None, 119, 135, percent(119 / 135)]
    rows: list[Row] = [
        *HEADING,
        [TITLE],
        [DATES],
        top,
        parts,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)=(6):(7)", "(9)"],
        *body,
        total,
        *SIGNED,
    ]
    merged = ["A1:C1", "D1:I1", "A2:C2", "D2:I2", "D3:I3", "A4:I4", "A5:I5", "A15:B15"]
    merged += [f"{column}6:{column}7" for column in "ABCDEI"] + ["F6:H6"]
    return by_xlsxwriter(Page(rows, "Biểu 01", tuple(merged)))


@file("three-header-rows.xlsx")
def _() -> bytes:
    """Groups over criteria over numerators and denominators."""
    rows: list[Row] = [
        ["PHỤ LỤC I"],
        ["KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ QUÝ II NĂM 2023"],
        [],
        [
            "TT",
            "Địa bàn",
            "C. Phòng ngừa và đấu tranh với tội phạm",
            *[None] * 4,
            "D. Cộng đồng dân cư",
        ],
        [None, None, f"8. {name('TC08')}", None, f"10. {name('TC10')}", None, f"7. {name('TC07')}"],
        [
            None,
            None,
            "Đã khám phá",
            "Tổng số",
            "Đã giải quyết",
            "Tổng số",
            "(vụ)",
            "Tử số",
            "Mẫu số",
        ],
    ]
    rows[4] += [f"13. {name('TC13')}", None]
    for i, area in enumerate(FIVE, start=1):
        rows.append(
            [
                i,
                f"Xã {NAMES[area]}",
                *halves(area, "TC08"),
                *halves(area, "TC10"),
                entered(area, "TC07"),
                *halves(area, "TC13"),
            ]
        )
    merged = ("A1:I1", "A2:I2", "A4:A6", "B4:B6", "C4:G4", "H4:I4", "C5:D5", "E5:F5", "H5:I5")
    return by_openpyxl(Page(rows, "PL I", merged))


@file("roman-groups.xls")
def _() -> bytes:
    """Groups of areas with sums of their own, and the number of each group in Roman."""
    rows: list[Row] = [
        ["SỐ LIỆU ANTT 6 THÁNG ĐẦU NĂM 2023"],
        ["STT", "Đơn vị", "Mô hình tự quản hoạt động hiệu quả (mô hình)", "TC07 (vụ)", "TC06"],
        ["I", "Các xã vùng cao", 7, 70],
    ]
    rows += [[i, NAMES[a], *row(a, "TC03", "TC07", "TC06")] for i, a in enumerate(FIVE[:3], 1)]
    rows.append(["II", "Các xã vùng thấp, thị trấn", 8, 65])
    rows += [[i, NAMES[a], *row(a, "TC03", "TC07", "TC06")] for i, a in enumerate(SIX[3:], 1)]
    rows.append([None, "Toàn huyện", 15, 135])
    return saved_as("xls", by_xlsxwriter(Page(rows, "Tong hop", ("A1:E1",))))


@file("leading-blank.ods")
def _() -> bytes:
    """The table stands somewhere in the middle of the sheet."""
    rows: list[Row] = [[], [], [], [None, None, "Kết quả 6T/2023"], []]
    rows.append([None, None, "Địa bàn", "TC01", "TC02", "TC03", None, "TC10"])
    rows += [
        [None, None, NAMES[a], *row(a, "TC01", "TC02", "TC03"), None, entered(a, "TC10")]
        for a in FIVE
    ]
    return saved_as("ods", by_xlsxwriter(Page(rows, "Trang_tính1")))


@file("codes-and-targets.xlsx")
def _() -> bytes:
    """Codes alone for headings, the unit and the target of each in rows of their own below."""
    codes = [*CRITERIA]
    rows: list[Row] = [
        ["Kỳ báo cáo: 2023-H1"],
        ["Mã", "Địa bàn", *codes],
        [None, "ĐVT", *[CRITERIA[code].unit for code in codes]],
        [
            None,
            "Chỉ tiêu",
            *["có" if code in {"TC01", "TC02", "TC06"} else "≥ 1" for code in codes],
        ],
    ]
    rows += [[area, NAMES[area], *row(area, *codes)] for area in NAMES]
    return by_openpyxl(Page(rows, "Data"))


@file("english.xlsx")
def _() -> bytes:
    """In English throughout, for a donor."""
    codes = ["TC01", "TC03", "TC08", "TC12"]
    rows: list[Row] = [
        ["Results, first half of 2023 (2023-H1)"],
        ["No.", "Commune", *[CRITERIA[code].name_en for code in codes], "Remarks"],
    ]
    for i, area in enumerate(FIVE, start=1):
        answer = {"yes": "Yes", "no": "No"}[figure(area, "TC01")]
        rows.append([i, NAMES[area], answer, *row(area, *codes[1:]), "–"])
    rows.append(["Total", None, None, 11])
    return saved_as("xlsx", by_xlsxwriter(Page(rows, "Results", ("A1:G1",))))


@file("lines-in-headings.xlsx")
def _() -> bytes:
    """Headings broken into lines, numbered, with units, footnotes and rich text; comments."""
    bold = Styled(
        "Tiêu chí 3: Mô hình tự quản hoạt động hiệu quả",
        parts=("Tiêu chí 3:\n", "Mô hình tự quản", " hoạt động hiệu quả"),
    )
    rows: list[Row] = [
        ["KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023"],
        [
            "Số\nTT",
            "Tên xã,\nthị trấn",
            bold,
            f"{name('TC08')}\n(%)",
            "TC13\nKhu dân cư “An toàn”*",
        ],
    ]
    for i, area in enumerate(SIX, start=1):
        label = Styled(f"{NAMES[area]} (*)" if i == 3 else NAMES[area], comment="đã đối chiếu")
        rows.append([i, label, *row(area, "TC03", "TC08", "TC13")])
    rows += [[], ["(*) Địa bàn giáp ranh."]]
    return by_xlsxwriter(Page(rows, "KQ", ("A1:E1",)))


@file("shown-as-percent.xlsx")
def _() -> bytes:
    """Shares that are shown as percentages: typed, or worked out to the fifteenth digit."""
    rows: list[Row] = [
        ["Tháng 6 năm 2023"],
        ["STT", "Địa bàn", f"{name('TC08')} (%)", name("TC10"), name("TC13"), name("TC14")],
        [1, "Phìn Hồ", percent(0.955), percent(1, "0%"), percent(0.75, "0.00%"), percent(0.0035)],
        [2, "Hồng Thu", percent(20 / 24), percent(0.5), percent(16 / 25), percent(18 / 4105)],
        [3, "Căn Co", 88.2, "97,5%", "64 %", percent(0.00435546, "0.00%")],
    ]
    return by_xlsxwriter(Page(rows, "T6"))


@file("fractions-and-units.xlsx")
def _() -> bytes:
    """What people put into cells: units, fractions, thousands, percent signs, blanks beside 0."""
    rows: list[Row] = [
        ["BÁO CÁO NHANH 9 THÁNG 2023"],
        ["STT", "Xã", "TC04", "TC07 – Tội phạm về TTXH", "TC08", "TC10", "TC11", "TC12"],
        [1, "Tủa Sín Chải", 0, "3.954 vụ", "180/183", "64%", "12,5", "1.905 / 1.938"],
        [2, "Hồng Thu", None, "24 vụ", "20/24", "100 %", "8.5%", "781/781"],
        [3, "Phìn Hồ", "0 vụ", 19, "94,7", "26/26", "-", ""],
        [4, "Nậm Cuổi", "–", "1.014", "78,57%", "KAD", "0/9", "không áp dụng"],
        [5, "Căn Co", " 0 ", "17 ", "\u00a015/17", "28/28", "10", "588/588 "],
    ]
    return by_xlsxwriter(Page(rows, "9T"))


@file("answers.xlsx")
def _() -> bytes:
    """All the ways to say yes and no."""
    rows: list[Row] = [
        ["Quý II/2023"],
        ["Địa bàn", name("TC01"), name("TC02"), name("TC06")],
        ["Tủa Sín Chải", "x", "có", "Đạt"],
        ["Hồng Thu", "X", "CÓ", "đạt"],
        ["Phìn Hồ", True, False, "Chưa đạt"],
        ["Nậm Cuổi", "✓", "không", "chưa đạt"],
        ["Căn Co", "Yes", "no", "Không"],
        ["Thị trấn Sìn Hồ", "KAD", "n/a", None],
    ]
    return by_openpyxl(Page(rows))


@file("numbers-as-text.xls")
def _() -> bytes:
    """Every figure is a text, some with blanks around them, as other programs export them."""
    rows: list[Row] = [["6 tháng đầu năm 2023"], ["Xã", "TC03 ", " TC07", "TC08", "TC09"]]
    rows += [
        [
            f" {NAMES[area]}  ",
            *[f"{figure(area, code)} " for code in ("TC03", "TC07", "TC08", "TC09")],
        ]
        for area in FIVE
    ]
    return saved_as("xls", by_openpyxl(Page(rows, "export")))


@file("decomposed-names.csv")
def _() -> bytes:
    """Names as macOS writes them: letters and marks apart."""
    page = Page(
        [
            ["Địa bàn", name("TC03"), name("TC12")],
            *[[NAMES[a], *row(a, "TC03", "TC12")] for a in FIVE],
        ]
    )
    return unicodedata.normalize("NFD", as_text(page, ",").decode()).encode()


@file("other-spellings.xlsx")
def _() -> bytes:
    """The tone on the other vowel, another name, no kind, a kind abbreviated, capitals."""
    rows: list[Row] = [
        ["6 THÁNG ĐẦU NĂM 2023"],
        ["Địa bàn", "TỶ LỆ HOÀ GIẢI THÀNH MÂU THUẪN, TRANH CHẤP Ở CƠ SỞ", "Ghi chú"],
        ["XÃ TỦA XÍN CHẢI", entered("tua-sin-chai", "TC15")],
        ["x. Hồng Thu", entered("hong-thu", "TC15")],
        ["PHÌN HỒ", entered("phin-ho", "TC15")],
        ["Xã  Nậm  Cuổi", entered("nam-cuoi", "TC15")],
        ["2. Xã Căn Co", entered("can-co", "TC15")],
        ["TT. Sìn Hồ", entered("tt-sin-ho", "TC15")],
    ]
    return by_openpyxl(Page(rows))


@file("without-diacritics.csv")
def _() -> bytes:
    """Typed without diacritics, delimited by semicolons."""
    rows: list[Row] = [
        ["Dia ban", "Mo hinh tu quan hoat dong hieu qua", "Ty le tai pham toi"],
        ["Tua Sin Chai", *row("tua-sin-chai", "TC03", "TC11")],
        ["xa Hong Thu", *row("hong-thu", "TC03", "TC11")],
        ["Phin Ho", *row("phin-ho", "TC03", "TC11")],
        ["thi tran Sin Ho", *row("tt-sin-ho", "TC03", "TC11")],
    ]
    return as_text(Page(rows), ";", end="\r\n")


@file("compared-with-last-year.xlsx")
def _() -> bytes:
    """Under each criterion the year before, this year, and the change."""
    codes = ["TC07"]
    rows: list[Row] = [
        ["SO SÁNH KẾT QUẢ VỚI CÙNG KỲ NĂM TRƯỚC"],
        ["STT", "Xã", name("TC07"), None, None, None, name("TC03"), None],
        [None, None, "6T/2022", "6T/2023", "Tăng, giảm", "Tăng, giảm (%)", "6T/2022", "6T/2023"],
    ]
    for i, area in enumerate(FIVE, start=1):
        before, now = (int(figure(area, codes[0], each)) for each in ("2022-H1", "2023-H1"))
        change: list[Given] = [before, now, now - before, percent((now - before) / before)]
        rows.append([i, NAMES[area], *change, 0, entered(area, "TC03")])
    return by_xlsxwriter(Page(rows, "So sánh", ("A1:H1", "A2:A3", "B2:B3", "C2:F2", "G2:H2")))


@file("quarters-and-half.xlsx")
def _() -> bytes:
    """Two quarters and the half-year that they make, side by side."""
    rows: list[Row] = [
        ["THEO DÕI MÔ HÌNH TỰ QUẢN VÀ SỐ VỤ VIỆC"],
        ["Địa bàn", name("TC07"), None, None],
        [None, "Quý I/2023", "Quý II/2023", "6 tháng đầu năm 2023"],
        ["Phìn Hồ", 9, 10, Styled(19, formula="=B4+C4")],
        ["Hồng Thu", 13, 11, Styled(24, formula="=B5+C5")],
    ]
    return by_xlsxwriter(Page(rows, "TH", ("A1:D1", "B2:D2", "A2:A3")))


@file("hidden-rows-and-columns.xlsx")
def _() -> bytes:
    """Rows and columns are hidden; that of notes is not read, and so not said."""
    rows: list[Row] = [["6T 2023"], ["Địa bàn", "Ghi chú", "TC03", "TC08"]]
    rows += [[NAMES[area], "đã duyệt", *row(area, "TC03", "TC08")] for area in FIVE]
    return by_xlsxwriter(Page(rows, "Lọc", hidden_rows=(3, 5), hidden_columns=(1, 3)))


@file("filtered.ods")
def _() -> bytes:
    """A filter has hidden all communes but one, and with them the row of the sum."""
    rows: list[Row] = [["Số liệu 6 tháng đầu năm 2023"], ["STT", "Xã", "TC03", "TC08"]]
    rows += [[i, NAMES[area], *row(area, "TC03", "TC08")] for i, area in enumerate(FIVE, start=1)]
    rows += [[None, "Tổng cộng", 11, None]]
    page = Page(rows, "Lọc", hidden_rows=(2, 3, 4, 6, 7), filtered="A2:D8")
    return saved_as("ods", by_xlsxwriter(page))


@file("hidden-columns.xls")
def _() -> bytes:
    """Codes beside the names, two criteria and a row without figures are hidden."""
    codes = ("TC03", "TC07", "TC08", "TC10")
    rows: list[Row] = [["SỐ LIỆU 6 THÁNG ĐẦU NĂM 2023"], ["Mã", "Xã", *codes]]
    rows += [[area, NAMES[area], *row(area, *codes)] for area in FIVE[:3]]
    rows += [[FIVE[3], NAMES[FIVE[3]]], [FIVE[4], NAMES[FIVE[4]], *row(FIVE[4], *codes)]]
    page = Page(rows, "S", hidden_rows=(5,), hidden_columns=(0, 3, 4))
    return saved_as("xls", by_openpyxl(page))
