"""Tables that invite a wrong reading: plans beside results, halves that are none, sums."""

from __future__ import annotations

from datetime import date

from tests.corpus.cases import file
from tests.corpus.down import form
from tests.corpus.libreoffice import saved_as
from tests.corpus.pages import Page, Row, Styled, percent
from tests.corpus.programme import DATASET, FIVE, NAMES, entered, figure, halves, name, row
from tests.corpus.wide import HEADING
from tests.corpus.writers import by_openpyxl, by_python_docx, by_xlsxwriter, by_xlwt

TITLE = "Số liệu 6 tháng đầu năm 2023"


@file("two-wide-tables.xlsx")
def _() -> bytes:
    """Two tables of areas below each other, with other criteria in the same columns."""
    rows: list[Row] = [["BIỂU 1 – " + TITLE], ["STT", "Xã", "TC03", "TC07"]]
    rows += [[i, NAMES[area], *row(area, "TC03", "TC07")] for i, area in enumerate(FIVE[:3], 1)]
    rows += [[], ["BIỂU 2"], ["STT", "Xã", "TC04", "TC05"]]
    rows += [[i, NAMES[area], *row(area, "TC04", "TC05")] for i, area in enumerate(FIVE[3:], 1)]
    return by_openpyxl(Page(rows, "S"))


@file("two-periods-below-each-other.xlsx")
def _() -> bytes:
    """The same headings once more, for the half-year before and for other communes."""
    rows: list[Row] = [["1. 6 tháng đầu năm 2023"], ["Xã", "TC03"]]
    rows += [[NAMES[area], *row(area, "TC03")] for area in FIVE[:3]]
    rows += [[], ["2. 6 tháng cuối năm 2022"], ["Xã", "TC03"]]
    rows += [[NAMES[area], entered(area, "TC03", "2022-H2")] for area in FIVE]
    return by_openpyxl(Page(rows, "S"))


@file("passed-and-failed.xlsx")
def _() -> bytes:
    """What passed beside what did not: the second is no denominator."""
    rows: list[Row] = [
        [TITLE],
        ["STT", "Xã", name("TC13"), None, name("TC06"), None],
        [None, None, "Số khu dân cư đạt", "Số khu dân cư chưa đạt", "Đạt", "Chưa đạt"],
    ]
    for i, area in enumerate(FIVE, 1):
        over, under = map(int, figure(area, "TC13").split("/"))
        rows.append([i, NAMES[area], over, under - over, "x", None])
    merged = ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2")
    return by_xlsxwriter(Page(rows, "S", merged))


@file("reduction-in-percent.xlsx")
def _() -> bytes:
    """By how much crime fell, where the number of cases is asked for."""
    rows: list[Row] = [[TITLE], ["Xã", f"{name('TC07')} (%)", "TC03"]]
    rows += [["Phìn Hồ", 9.52, 2], ["Nậm Cuổi", 12.5, 2]]
    return by_xlsxwriter(Page(rows, "S"))


@file("rate-of-reduction.xlsx")
def _() -> bytes:
    """The same with a heading of its own below."""
    rows: list[Row] = [[TITLE], ["Xã", name("TC07"), "TC03"], [None, "Tỷ lệ giảm (%)", None]]
    rows += [["Phìn Hồ", 9.52, 2], ["Nậm Cuổi", 12.5, 2]]
    return by_openpyxl(Page(rows, "S", ("A2:A3", "C2:C3")))


@file("plan-and-actual-in-rows.xlsx")
def _() -> bytes:
    """Each commune has a row for what was planned and one for what was done."""
    rows: list[Row] = [[TITLE], ["TT", "Xã", "Nội dung", "TC03", "TC12"]]
    for i, area in enumerate(FIVE, 1):
        rows.append([i, NAMES[area], "Kế hoạch", 5, "100%"])
        rows.append([None, None, "Thực hiện", None if i == 1 else entered(area, "TC03"), None])
    merged = [f"{column}{row}:{column}{row + 1}" for row in range(3, 13, 2) for column in "AB"]
    return by_xlsxwriter(Page(rows, "S", tuple(merged)))


@file("plan-and-actual-in-columns.xlsx")
def _() -> bytes:
    """How many households were to be reached, and how many were."""
    rows: list[Row] = [
        [TITLE],
        ["TT", "Xã", name("TC12"), None, "TC03"],
        [None, None, "Kế hoạch (hộ)", "Thực hiện (hộ)", None],
        [1, "Phìn Hồ", 90, 78, 2],
        [2, "Căn Co", 60, 60, 2],
    ]
    return by_xlsxwriter(Page(rows, "S", ("A2:A3", "B2:B3", "C2:D2", "E2:E3")))


@file("periods-in-rows.xlsx")
def _() -> bytes:
    """Each commune has a row for each period, in a column without a heading of its own."""
    rows: list[Row] = [["SO SÁNH HAI KỲ"], ["STT", "Xã", None, "TC03", "TC08"]]
    for i, area in enumerate(FIVE, 1):
        for period, label in (("2022-H2", "6T cuối 2022"), ("2023-H1", "6T đầu năm 2023")):
            rows.append(
                [i, NAMES[area], label, *[entered(area, each, period) for each in ("TC03", "TC08")]]
            )
    return by_openpyxl(Page(rows, "S"))


@file("figures-over-several-rows.xlsx")
def _() -> bytes:
    """A figure in a cell merged over two communes: whose is it?"""
    rows: list[Row] = [[TITLE], ["Xã", "TC03", "TC07"]]
    rows += [["Phìn Hồ", 2, 19], ["Hồng Thu", None, 24], ["Căn Co", 2, 17]]
    return by_xlsxwriter(Page(rows, "S", ("B3:B4",)))


@file("marks-in-two-columns.xlsx")
def _() -> bytes:
    """Met or not, each with a column for its mark."""
    rows: list[Row] = [
        ["Xã Phìn Hồ – " + TITLE],
        ["TT", "Tiêu chí", "Đạt", "Chưa đạt", "Ghi chú"],
    ]
    for i, code in enumerate(("TC01", "TC02", "TC06"), 1):
        met = figure("phin-ho", code) == "yes"
        rows.append([i, name(code), "x" if met else None, None if met else "x", None])
    return by_openpyxl(Page(rows, "S"))


@file("sums-of-every-kind.xlsx")
def _() -> bytes:
    """Rows that hold no commune's figures, by all their names."""
    rows: list[Row] = [[TITLE], ["STT", "Xã", "TC03", "TC07"], ["", "Huyện Sìn Hồ", 11, 101]]
    rows += [[i, NAMES[area], *row(area, "TC03", "TC07")] for i, area in enumerate(FIVE[:3], 1)]
    rows += [["Cộng trang 1", None, 7, 70], ["Mang sang", None, 7, 70]]
    rows += [[i, NAMES[area], *row(area, "TC03", "TC07")] for i, area in enumerate(FIVE[3:], 4)]
    rows += [["Tổng cộng 05 xã", None, 11, 101], [None, "Bình quân", 2.2, 20.2]]
    rows += [[None, "TỔNG SỐ:", 11, 101], [None, "Tổng toàn huyện", 11, 101]]
    return by_openpyxl(Page(rows, "S"))


@file("counted-in-the-cell.xlsx")
def _() -> bytes:
    """What was counted stands behind each fraction."""
    words = {"TC08": "vụ", "TC12": "hộ", "TC13": "khu dân cư", "TC10": "tin"}
    rows: list[Row] = [[TITLE], ["Xã", *words]]
    rows += [
        [NAMES[area], *[f"{figure(area, code)} {word}" for code, word in words.items()]]
        for area in FIVE
    ]
    return by_xlsxwriter(Page(rows, "S"))


@file("place-and-date.xlsx")
def _() -> bytes:
    """A commune's form, dated in the district's town, which is an area as well."""
    heading: list[Row] = [["UBND XÃ HỒNG THU", *HEADING[0][1:]], *HEADING[1:]]
    return saved_as("xlsx", by_xlsxwriter(Page([*heading, [TITLE], *form("hong-thu")], "Bieu")))


@file("one-criterion-in-the-title.xlsx")
def _() -> bytes:
    """The criterion stands in the title only; the columns are asked about."""
    rows: list[Row] = [
        [f"{name('TC08').upper()} 6 THÁNG ĐẦU NĂM 2023"],
        ["STT", "Xã", "Số vụ đã khám phá", "Tổng số vụ", "Tỷ lệ (%)"],
    ]
    for i, area in enumerate(FIVE, 1):
        over, under = map(int, figure(area, "TC08").split("/"))
        rows.append([i, NAMES[area], over, under, percent(over / under)])
    return by_xlsxwriter(Page(rows, "S", ("A1:E1",)))


@file("continued-on-the-next-page.docx")
def _() -> bytes:
    """One Word table cut in two, the second with its headings once more."""
    head: Row = ["STT", "Xã", "TC03", "TC07"]
    first: list[Row] = [[i, NAMES[a], *row(a, "TC03", "TC07")] for i, a in enumerate(FIVE[:3], 1)]
    second: list[Row] = [[i, NAMES[a], *row(a, "TC03", "TC07")] for i, a in enumerate(FIVE[3:], 4)]
    return by_python_docx(
        Page([head, *first], above=("Kết quả 6 tháng đầu năm 2023",)),
        Page([head, *second], above=("(tiếp theo)",)),
    )


@file("villages-below-communes.xlsx")
def _() -> bytes:
    """Each commune's villages below it, with their share of its figures."""
    rows: list[Row] = [[TITLE], ["STT", "Đơn vị", "TC03", "TC07"]]
    for i, area in enumerate(FIVE[1:3], 1):
        rows.append([i, f"Xã {NAMES[area]}", *row(area, "TC03", "TC07")])
        rows += [[f"{i}.{j}", f"Bản {NAMES[area]} {j}", 1, 5 + j] for j in (1, 2)]
    return by_openpyxl(Page(rows, "S"))


@file("worked-out-shares.ods")
def _() -> bytes:
    """Shares that the workbook works out, without the numbers that they are made of."""
    rows: list[Row] = [[TITLE], ["Xã", *[name(code) for code in ("TC08", "TC10", "TC13", "TC14")]]]
    for area in FIVE:
        found: Row = [NAMES[area]]
        for code in ("TC08", "TC10", "TC13", "TC14"):
            over, under = halves(area, code)
            share = float(str(over)) / float(str(under))
            found.append(Styled(share, "0.0%", f"={over}/{under}"))
        rows.append(found)
    return saved_as("ods", by_xlsxwriter(Page(rows, "S")))


@file("national-codes.xlsx")
def _() -> bytes:
    """Codes of the national list in a column of numbers, without any name."""
    rows: list[Row] = [[TITLE], ["STT", "Mã ĐVHC", "TC03"]]
    codes = {area.code: area.gso_code for area in DATASET.areas}
    rows += [[i, int(codes[area] or 0), entered(area, "TC03")] for i, area in enumerate(FIVE, 1)]
    return by_xlsxwriter(Page(rows, "S"))


@file("criteria-on-two-sheets.xlsx")
def _() -> bytes:
    """Half of the criteria on one form, the others on another: no figure stands on both."""
    forms = []
    for number, codes in enumerate((["TC03", "TC07", "TC08"], ["TC10", "TC12", "TC13"]), 1):
        rows: list[Row] = [[f"BIỂU {number}: {TITLE}"], ["STT", "Xã", *map(name, codes)]]
        rows += [[i, NAMES[area], *row(area, *codes)] for i, area in enumerate(FIVE, 1)]
        forms.append(Page(rows, f"Biểu {number}", ("A1:E1",)))
    return by_xlsxwriter(*forms)


@file("rates-said-twice.xlsx")
def _() -> bytes:
    """Percentage and fraction in one cell, as reports have them; one pair does not agree."""
    rows: list[Row] = [[TITLE], ["Xã", "TC08"]]
    rows += [["Tủa Sín Chải", "25/27 (92,6%)"], ["Hồng Thu", "83,33% (20/24 vụ)"]]
    rows += [["Phìn Hồ", "đạt 94,7%"], ["Nậm Cuổi", "11/14 vụ = 90%"], ["Căn Co", "15/17 vụ, 88%"]]
    return by_xlsxwriter(Page(rows, "S"))


@file("verdict-beside-the-result.docx")
def _() -> bytes:
    """What was found, and whether that meets the target: only the first is a result."""
    rows: list[Row] = [["TT", "Tiêu chí", "Kết quả", "Đạt/Chưa đạt", "Điểm đạt"]]
    for i, code in enumerate(("TC01", "TC02", "TC03", "TC08"), 1):
        found = "Có" if code == "TC01" else entered("phin-ho", code)
        verdict = "Chưa đạt" if code == "TC02" else "Đạt"
        rows.append([i, name(code), found, verdict, 8])
    return by_python_docx(Page(rows, above=(f"{TITLE} của xã Phìn Hồ, huyện Sìn Hồ",)))


@file("verdicts-alone.xlsx")
def _() -> bytes:
    """Nothing but verdicts: to a yes or no criterion they are answers, to a rate they are none."""
    rows: list[Row] = [["Xã Phìn Hồ – " + TITLE], ["TT", "Tiêu chí", "Tự đánh giá", "Ghi chú"]]
    verdicts = {"TC01": "Đạt", "TC02": "Chưa đạt", "TC06": "Đạt", "TC08": "Đạt"}
    rows += [[i, name(code), text] for i, (code, text) in enumerate(verdicts.items(), 1)]
    return by_openpyxl(Page(rows, "S"))


@file("cumulative-beside-the-period.xlsx")
def _() -> bytes:
    """The period's figure and the sum since the programme began: which one is meant?"""
    rows: list[Row] = [["Theo dõi mô hình"], ["Xã", "TC03", None]]
    rows += [[None, "6 tháng đầu năm 2023", "Lũy kế"], ["Phìn Hồ", None, 5], ["Căn Co", 2, 4]]
    return by_xlsxwriter(Page(rows, "S", ("A2:A3", "B2:C2")))


@file("title-in-two-lines.xlsx")
def _() -> bytes:
    """The half-year in one line, its year in the next: that is no whole year."""
    rows: list[Row] = [["SỐ LIỆU 6 THÁNG ĐẦU NĂM"], ["NĂM 2023"], ["Xã", "TC03"]]
    rows += [[f"Xã {NAMES[area]}, huyện Sìn Hồ", *row(area, "TC03")] for area in FIVE]
    return by_openpyxl(Page(rows, "S", ("A1:B1", "A2:B2")))


@file("no-where-none-is-wanted.xlsx")
def _() -> bytes:
    """`Không` under a criterion that says `Không có`: read as contract §3 has it, and said."""
    rows: list[Row] = [[TITLE], ["Xã", name("TC06"), name("TC01")]]
    rows += [["Phìn Hồ", "Không", "Có"], ["Hồng Thu", "Không", "x"], ["Căn Co", "Đạt", "Không"]]
    return by_openpyxl(Page(rows, "S"))


@file("halves-of-other-things.xlsx")
def _() -> bytes:
    """Under each criterion two numbers that make no rate, or a plan, or a change."""
    rows: list[Row] = [
        [TITLE],
        ["Xã", name("TC08"), None, name("TC03"), name("TC07")],
        [None, "Đã khám phá", "Đang điều tra", "Đăng ký", "Giảm (vụ)"],
        ["Phìn Hồ", 9, 12, 3, 2],
    ]
    return by_xlsxwriter(Page(rows, "S", ("A2:A3", "B2:C2")))


@file("signed-with-a-date.xlsx")
def _() -> bytes:
    """Below the table where and when it was signed: a date, beside the name of an area."""
    rows: list[Row] = [[TITLE], ["STT", "Xã", "TC03", "TC08"]]
    rows += [[i, NAMES[area], *row(area, "TC03", "TC08")] for i, area in enumerate(FIVE, 1)]
    rows += [[], [None, "Sìn Hồ", None, date(2023, 6, 30)], [None, "NGƯỜI LẬP", None, "TRƯỞNG BAN"]]
    return by_xlsxwriter(Page(rows, "S"))


@file("form-signed-with-a-date.ods")
def _() -> bytes:
    """The same below the form of one commune."""
    signed: list[Row] = [[], [None, "Sìn Hồ", None, "ngày", date(2023, 6, 30)]]
    page = Page([["UBND XÃ HỒNG THU"], [TITLE], *form("hong-thu"), *signed], "Bieu")
    return saved_as("ods", by_xlsxwriter(page))


@file("plan-and-actual-abbreviated.xlsx")
def _() -> bytes:
    """KH and TH under each criterion; of one criterion there is but the plan, of one no plan."""
    rows: list[Row] = [
        [TITLE],
        ["TT", "Xã", name("TC03"), None, None, name("TC07"), None, name("TC05"), name("TC04")],
        [None, None, "KH", "TH", "TH/KH (%)", "CK", "TH", "KH giao", "TH"],
    ]
    for i, area in enumerate(FIVE, 1):
        done = entered(area, "TC03")
        rows.append([i, NAMES[area], 4, done, percent(0.5), 30, entered(area, "TC07"), 1, 0])
    merged = ("A2:A3", "B2:B3", "C2:E2", "F2:G2")
    return by_xlsxwriter(Page(rows, "S", merged))


@file("plan-and-actual-under-areas.xls")
def _() -> bytes:
    """KH and TH under the name of each commune."""
    rows: list[Row] = [
        [TITLE],
        ["TT", "Tiêu chí", *(cell for area in FIVE[:3] for cell in (NAMES[area], None))],
        [None, None, *["KH", "TH"] * 3],
    ]
    for i, code in enumerate(("TC03", "TC07", "TC08"), 1):
        pairs = ((9, entered(area, code)) for area in FIVE[:3])
        rows.append([i, name(code), *(cell for pair in pairs for cell in pair)])
    return by_xlwt(Page(rows, "S", ("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2")))


@file("titled-as-a-plan.xlsx")
def _() -> bytes:
    """Nothing but a plan: it is asked about, and never taken for results."""
    rows: list[Row] = [["KẾ HOẠCH CHUYỂN HÓA ĐỊA BÀN NĂM 2023"], ["STT", "Xã", "TC03", "TC08"]]
    rows += [[i, NAMES[area], 4, "80%"] for i, area in enumerate(FIVE, 1)]
    return by_openpyxl(Page(rows, "S", ("A1:D1",)))


@file("plan-before-the-results.xlsx")
def _() -> bytes:
    """A sheet of what was planned beside that of the results: it is named and not read."""
    head: Row = ["STT", "Xã", "TC03", "TC08"]
    plan: list[Row] = [["Chỉ tiêu giao năm 2023"], head]
    plan += [[i, NAMES[area], 4, "80%"] for i, area in enumerate(FIVE, 1)]
    done: list[Row] = [[f"Kết quả thực hiện kế hoạch – {TITLE}"], head]
    done += [[i, NAMES[area], *row(area, "TC03", "TC08")] for i, area in enumerate(FIVE, 1)]
    return by_xlsxwriter(Page(plan, "Biểu 1"), Page(done, "Biểu 2"))


@file("plan-above-the-table.docx")
def _() -> bytes:
    """A report whose paragraphs speak of the plan: above the results, and above a plan's table."""
    head: Row = ["STT", "Xã", "TC03", "TC07"]
    done: list[Row] = [
        [i, NAMES[area], *row(area, "TC03", "TC07")] for i, area in enumerate(FIVE, 1)
    ]
    plan: list[Row] = [[i, NAMES[area], 4, 20] for i, area in enumerate(FIVE, 1)]
    return by_python_docx(
        Page([head, *done], above=("Thực hiện Kế hoạch số 12/KH-BCĐ", TITLE)),
        Page([head, *plan], above=("Kế hoạch 6 tháng cuối năm 2023",)),
    )


@file("only-a-plan.docx")
def _() -> bytes:
    """A table of a plan, as the paragraph above it says."""
    rows: list[Row] = [["STT", "Xã", "TC03"]]
    rows += [[i, NAMES[area], 4] for i, area in enumerate(FIVE, 1)]
    return by_python_docx(Page(rows, above=("Kế hoạch 6 tháng đầu năm 2023", "Đơn vị: mô hình")))


@file("what-is-no-result.xlsx")
def _() -> bytes:
    """Plans, estimates, sums and last year's figures, each the only one of its criterion."""
    rows: list[Row] = [
        [TITLE],
        ["Xã", "TC03 (kế hoạch)", "TC04 (ước)", "TC05 – lũy kế", "TC07 cùng kỳ", "TC08"],
        *[[NAMES[area], 4, 1, 3, 30, entered(area, "TC08")] for area in FIVE],
    ]
    return by_openpyxl(Page(rows, "S"))
