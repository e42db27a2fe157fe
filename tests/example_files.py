"""Makes `data/import/` anew: `python -m tests.example_files`, by hand.

What communes send for 2023-H1, for the guides and the READMEs. All figures are made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.corpus.pages import Page, Row
from tests.corpus.programme import CRITERIA, DATASET, entered, name
from tests.corpus.writers import as_text, by_python_docx, by_xlsxwriter
from tests.pages import ROOT
from tests.sources.spellings import as_tcvn3

if TYPE_CHECKING:
    from collections.abc import Callable

DIRECTORY = ROOT / "data" / "import"


def hong_thu() -> bytes:
    """One area: its criteria down, in their groups; named in the title. Two figures are late."""
    late = {"TC13": "18/25", "TC15": "13/14"}
    rows: list[Row] = [
        ["UBND XÃ HỒNG THU"],
        ["KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ CHUYỂN HÓA ĐỊA BÀN"],
        ["6 tháng đầu năm 2023 (số liệu minh họa)"],
        [],
        ["STT", "Nội dung tiêu chí", "Đơn vị tính", "Kết quả", "Ghi chú"],
    ]
    for number, group in zip(
        ("I", "II", "III", "IV"), DATASET.criteria_sets[0].groups, strict=True
    ):
        rows.append([number, group.name])
        for code, each in CRITERIA.items():
            if each.group == group.code:
                figure = late.get(code) or entered("hong-thu", code)
                note = "Số liệu bổ sung ngày 19/6" if code in late else None
                rows.append([int(code[2:]), each.name, each.unit, figure, note])
    return by_xlsxwriter(Page(rows, "Tiêu chí", ("A1:E1", "A2:E2", "A3:E3")))


def three_communes() -> bytes:
    """Several areas: criteria across, rates in two columns, a row of sums."""
    rows: list[Row] = [
        ["BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2023 (SỐ LIỆU MINH HỌA)"],
        ["STT", "Địa bàn", "TC02", "TC03", "TC07 (vụ)", name("TC11"), None, name("TC12"), None],
        [None, None, None, None, None, "Đã tái phạm", "Tổng số", "Số hộ đạt", "Tổng số hộ"],
        [1, "Xã chưa nêu tên 1", "có", 2, 8, 1, 9, 512, 512],
        [2, "Xã chưa nêu tên 2", "có", 1, 12, 0, 4, 388, 420],
        [3, "Xã chưa nêu tên 3", "không", None, 10, None, None, 297, 305],
        ["Tổng cộng", None, None, 3, 30, 1, 13, 1197, 1237],
    ]
    merged = ("A1:I1", "F2:G2", "H2:I2", "A7:B7", *(f"{column}2:{column}3" for column in "ABCDE"))
    return by_xlsxwriter(Page(rows, "Tổng hợp", merged))


def nam_cuoi() -> bytes:
    """A table within a report, for one area."""
    rows: list[Row] = [
        ["Tiêu chí", "Kết quả"],
        [name("TC08"), "12/14"],
        [name("TC14"), "17/3.480"],
    ]
    above = (
        "BÁO CÁO",
        "Kết quả chuyển hóa địa bàn 6 tháng đầu năm 2023 của xã Nậm Cuổi (số liệu minh họa)",
    )
    return by_python_docx(Page(rows, above=above))


def can_co() -> bytes:
    """A list, one figure a line, from a program that writes for TCVN3 fonts."""
    rows: list[Row] = [
        ["Kỳ", "Địa bàn", "Tiêu chí", "Kết quả"],
        ["6 tháng đầu năm 2023", "Xã Căn Co", "TC12", "588/588"],
        ["6 tháng đầu năm 2023", "Xã Căn Co", "TC15", "7/8"],
    ]
    return as_tcvn3(as_text(Page(rows), ";").decode()).encode("cp1252")


FILES: dict[str, Callable[[], bytes]] = {
    "hong-thu.xlsx": hong_thu,
    "ba-xa.xlsx": three_communes,
    "nam-cuoi.docx": nam_cuoi,
    "can-co.csv": can_co,
}


if __name__ == "__main__":
    DIRECTORY.mkdir(exist_ok=True)
    for file, build in FILES.items():
        (DIRECTORY / file).write_bytes(build())
