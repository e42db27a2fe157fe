"""Criteria down: with areas across, or for one area at a time."""

from __future__ import annotations

from tests.corpus.cases import file
from tests.corpus.libreoffice import saved_as
from tests.corpus.pages import Page, Row, Styled, percent, shown
from tests.corpus.programme import (
    CRITERIA,
    DATASET,
    FIVE,
    NAMES,
    entered,
    figure,
    halves,
    name,
)
from tests.corpus.writers import as_text, by_openpyxl, by_python_docx, by_xlsxwriter

GROUPS = DATASET.criteria_sets[0].groups


def form(area: str, *more: str, period: str = "2023-H1") -> list[Row]:
    """All criteria in their groups, with the figures of one area."""
    rows: list[Row] = [["TT", "Nội dung tiêu chí", "Đơn vị tính", "Chỉ tiêu", "Kết quả", *more]]
    for number, group in zip(("I", "II", "III", "IV"), GROUPS, strict=True):
        rows.append([number, group.name])
        rows += [
            [int(code[2:]), name(code), each.unit, each.target.text, entered(area, code, period)]
            for code, each in CRITERIA.items()
            if each.group == group.code
        ]
    return rows


@file("areas-across.xlsx")
def _() -> bytes:
    """Units and targets before the areas, sums behind them, groups between the criteria."""
    rows: list[Row] = [
        ["BIỂU 2: KẾT QUẢ THEO TIÊU CHÍ"],
        ["(Kỳ báo cáo: 6 tháng đầu năm 2023)"],
        ["STT", "Tiêu chí", "ĐVT", "Chỉ tiêu", "Xã", *[None] * 4, "Tổng cộng"],
        [None, None, None, None, *[NAMES[area] for area in FIVE]],
    ]
    for number, group in zip("ABCD", GROUPS, strict=True):
        rows.append([number, group.name])
        for code, each in CRITERIA.items():
            if each.group == group.code:
                found = [entered(area, code) for area in FIVE]
                total = sum(cell for cell in found if isinstance(cell, int)) or None
                rows.append([int(code[2:]), name(code), each.unit, each.target.text, *found, total])
    merged = ["A1:J1", "A2:J2", "E3:I3", "J3:J4", *[f"{column}3:{column}4" for column in "ABCD"]]
    return by_xlsxwriter(Page(rows, "Biểu 2", tuple(merged)))


@file("parts-in-rows-of-their-own.xls")
def _() -> bytes:
    """Under each rate the two numbers that it is made of, each in a row."""
    rows: list[Row] = [
        ["6 THÁNG ĐẦU NĂM 2023"],
        ["TT", "Chỉ tiêu theo dõi", *[NAMES[area] for area in FIVE]],
    ]
    for i, (code, part, whole) in enumerate(
        [
            ("TC08", "Số vụ đã khám phá", "Tổng số vụ"),
            ("TC13", "Số khu dân cư đạt", "Tổng số khu dân cư"),
        ],
        start=1,
    ):
        both = [halves(area, code) for area in FIVE]
        rows.append([i, f"{name(code)} (%)"])
        rows.append([None, f"- {part}", *[over for over, _ in both]])
        rows.append([None, f"- {whole}", *[under for _, under in both]])
    rows.append([3, name("TC07"), *[entered(area, "TC07") for area in FIVE]])
    return saved_as("xls", by_openpyxl(Page(rows, "TH", ("A1:G1",))))


@file("pairs-under-each-area.ods")
def _() -> bytes:
    """Numerator and denominator in two columns under each area."""
    rows: list[Row] = [
        ["Quý II/2023"],
        ["Tiêu chí", "Xã Phìn Hồ", None, "Xã Hồng Thu", None],
        [None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"],
    ]
    rows += [
        [f"{code} – {name(code)}", *halves("phin-ho", code), *halves("hong-thu", code)]
        for code in ("TC08", "TC10", "TC12", "TC13")
    ]
    return saved_as("ods", by_xlsxwriter(Page(rows, "Q2", ("A2:A3", "B2:C2", "D2:E2"))))


@file("areas-across.docx")
def _() -> bytes:
    """The same in Word, with merged headings, amid the prose of a report."""
    rows: list[Row] = [["Tiêu chí", "Địa bàn"], [None, *[NAMES[area] for area in FIVE]]]
    rows += [
        [f"{int(code[2:])}. {name(code)}", *[shown(entered(area, code)) for area in FIVE]]
        for code in ("TC03", "TC07", "TC08", "TC12")
    ]
    above = (
        "II. KẾT QUẢ ĐẠT ĐƯỢC",
        "Tội phạm về TTXH giảm so với cùng kỳ năm 2022. Kết quả 6 tháng đầu năm 2023 như sau:",
    )
    page = Page(rows, merged=("A1:A2", "B1:F1"), above=above, below=("III. TỒN TẠI, HẠN CHẾ",))
    return by_python_docx(page)


@file("report-of-a-commune.docx")
def _() -> bytes:
    """A commune's report: its name in the heading, the period in the title, prose around."""
    parties: list[Row] = [
        ["UBND XÃ HỒNG THU\nBAN CHỈ ĐẠO 138", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 31/BC-BCĐ", "Hồng Thu, ngày 16 tháng 6 năm 2023"],
    ]
    above = (
        "BÁO CÁO",
        "Kết quả thực hiện các tiêu chí chuyển hóa địa bàn 6 tháng đầu năm 2023 của xã Hồng Thu",
        "Kính gửi: Ban Chỉ đạo huyện Sìn Hồ.",
        "Ban Chỉ đạo xã báo cáo kết quả như sau:",
    )
    below = ("Khó khăn: đường giao thông bị chia cắt; so với năm 2022 số vụ không tăng.",)
    made = by_python_docx(
        Page(parties), Page(form("hong-thu", "Ghi chú"), above=above, below=below)
    )
    return saved_as("docx", made, "docx")


@file("bao-cao-xa-hong-thu-6T-2023.xlsx")
def _() -> bytes:
    """Only the file's name says which area and which period."""
    return by_openpyxl(Page(form("hong-thu"), "Sheet1"))


@file("a-sheet-for-each-area.xlsx")
def _() -> bytes:
    """A cover, a sheet for each commune under its name, a hidden one of choices."""
    cover = Page([["SỐ LIỆU CÁC XÃ"], ["6 THÁNG ĐẦU NĂM 2023"], ["Gồm 05 biểu"]], "Bìa")
    choices = Page([["Có"], ["Không"], ["KAD"]], "DM", hidden=True)
    title = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023"
    sheets = [
        Page([["UBND HUYỆN SÌN HỒ"], [title], *form(area)], NAMES[area], ("A2:E2",))
        for area in FIVE
    ]
    return by_xlsxwriter(cover, *sheets, choices)


@file("a-sheet-for-each-period.ods")
def _() -> bytes:
    """One commune through time, a sheet for each period."""
    pages = [
        Page([[f"Xã Phìn Hồ – {title}"], *form("phin-ho", period=period)], sheet)
        for title, period, sheet in (
            ("6 tháng cuối năm 2022", "2022-H2", "6T cuối 2022"),
            ("6 tháng đầu năm 2023", "2023-H1", "6T đầu 2023"),
        )
    ]
    return saved_as("ods", by_xlsxwriter(*pages))


@file("score-form.xls")
def _() -> bytes:
    """A form of a hundred points: what counts is the result, not the points."""
    rows: list[Row] = [
        ["PHIẾU TỰ CHẤM ĐIỂM"],
        ["Đơn vị: Thị trấn Sìn Hồ                    Kỳ: 6 tháng đầu năm 2023"],
        ["STT", "Tiêu chí", "Điểm tối đa", "Kết quả thực hiện", "Điểm tự chấm", "Ghi chú"],
        ["A", "B", 1, 2, 3, 4],
    ]
    for i, (code, each) in enumerate(CRITERIA.items(), start=1):
        points = Styled(float(each.points), formula=f"=C{i + 4}")
        rows.append([i, name(code), int(each.points), entered("tt-sin-ho", code), points, None])
    rows.append(["Tổng điểm", None, 100, None, Styled(100.0, formula="=SUM(E5:E19)")])
    return saved_as("xls", by_xlsxwriter(Page(rows, "Phieu", ("A1:F1", "A2:F2", "A20:B20"))))


@file("this-period-and-the-year-before.xlsx")
def _() -> bytes:
    """Beside the result the same period last year, and the change."""
    rows: list[Row] = [
        ["Báo cáo xã Tủa Sín Chải"],
        ["Tiêu chí", "Cùng kỳ 2022", "6 tháng đầu năm 2023", "So với cùng kỳ", None],
        [None, None, None, "+/-", "%"],
    ]
    now, before = (int(figure("tua-sin-chai", "TC07", each)) for each in ("2023-H1", "2022-H1"))
    rows.append([name("TC07"), before, now, now - before, percent((now - before) / before)])
    rows += [[name(code), None, entered("tua-sin-chai", code)] for code in ("TC03", "TC08", "TC12")]
    return saved_as("xlsx", by_xlsxwriter(Page(rows, "SS", ("A2:A3", "B2:B3", "C2:C3", "D2:E2"))))


@file("two-columns.csv")
def _() -> bytes:
    """Nothing but what is asked and what came of it; the area in a line above."""
    rows: list[Row] = [["Xã Căn Co – 6 tháng đầu năm 2023"], ["Tiêu chí", "Kết quả"]]
    rows += [[code, entered("can-co", code)] for code in CRITERIA]
    return as_text(Page(rows), ";", "utf-8-sig", "\r\n")
