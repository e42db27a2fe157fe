"""Rows that are not what they seem: another table's, plans, other periods', merged figures."""

from __future__ import annotations

import pytest

from chuyenhoa.model.values import Measure
from chuyenhoa.sources.sheets import Cell, CellKind
from tests.intake.layout.sheets import (
    H1,
    H1_2022,
    Given,
    figures,
    reading,
    sheet,
    understood,
    where,
    wrong,
)

WIDE: list[list[Given]] = [["Địa bàn", "TC03", "TC07"], ["Phìn Hồ", 2, 19]]


@pytest.mark.parametrize(
    ("between", "place"),
    [
        ([["Biểu 2"], ["Địa bàn", "TC14", "TC06"]], "B4"),
        ([["Địa bàn", "TC03", "TC08"]], "C3"),
        ([["Số liệu 6 tháng cuối năm 2022"], ["Địa bàn", "TC03", "TC07"]], "A3"),
        ([["Quý I/2023"]], "A3"),
        ([["Địa bàn", "Kế hoạch", "TC07"]], "B3"),
        ([["Địa bàn", "Dân số", "Số hộ"]], "B3"),
    ],
)
def test_another_table_below_is_not_read(between: list[list[Given]], place: str) -> None:
    given = sheet(*WIDE, *between, ["Hồng Thu", 1, 1])
    assert wrong(given) == [("several_tables", place)]
    assert len(reading(given).results) == 2


@pytest.mark.parametrize(
    "between",
    [
        [WIDE[0]],
        [["Địa bàn", "TC03 (mô hình)", "TC07"]],
        [["Các xã ra khỏi danh sách năm 2022"]],
        [["II. 6 tháng đầu năm 2023"]],
        [["Địa bàn", "Kết quả", "TC07"]],
        [],
    ],
)
def test_the_same_headings_once_more_are_no_other_table(between: list[list[Given]]) -> None:
    given = sheet(*WIDE, *between, ["Hồng Thu", 1, 24], [], ["So với 6 tháng đầu năm 2022: TC08"])
    assert wrong(given) == []
    assert len(figures(given)) == 4


def test_areas_across_are_another_table_too() -> None:
    given = sheet(
        ["Tiêu chí", "Phìn Hồ"], ["TC03", 2], ["Tiêu chí", "Hồng Thu"], ["TC07", 24], ["TC06", "x"]
    )
    assert wrong(given) == [("several_tables", "B3")]


def test_other_headings_of_one_area_are_another_table() -> None:
    given = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "Kết quả", "Ghi chú"],
        ["TC03", 2],
        ["Tiêu chí", "Kế hoạch", "Kết quả"],
        ["TC07", 30, 19],
        merged=["A1:C1"],
    )
    assert wrong(given) == [("several_tables", "B4")]


def test_without_a_period_of_the_sheet_a_text_states_no_other() -> None:
    given = sheet(
        ["Địa bàn", "TC03 6T/2023", "TC03 6T/2022"],
        ["Phìn Hồ", 2, 1],
        ["Nhóm của quý I/2023"],
        ["Hồng Thu", 1, 0],
    )
    assert len(reading(given, None).results) == 4


def test_plans_in_rows_are_left_out_and_said() -> None:
    given = sheet(
        ["Địa bàn", "Nội dung", "TC03"],
        ["Phìn Hồ", "Kế hoạch", 5],
        [None, "Thực hiện", None],
        ["Hồng Thu", "Kế hoạch", 4],
        [None, "Thực hiện", 3],
        merged=["A2:A3", "A4:A5"],
    )
    assert figures(given) == {("hong-thu", "TC03"): "3"}
    [reason] = reading(given).reasons
    assert reason.params == {"count": 2, "row": 2, "text": "Phìn Hồ"}


def test_both_parts_of_a_rate_in_rows_of_each_area() -> None:
    given = sheet(
        ["Địa bàn", None, "TC08"],
        ["Phìn Hồ", "Số vụ đã khám phá", 18],
        [None, "Tổng số vụ", 19],
        ["Hồng Thu", "Số vụ đã khám phá", 20],
        [None, "Tổng số vụ", 24],
        merged=["A2:A3", "A4:A5"],
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19", ("hong-thu", "TC08"): "20/24"}


def test_what_explains_a_criterion_is_no_part_of_it() -> None:
    given = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "Cách tính", "Kết quả"],
        ["TC08", "Số vụ đã khám phá trên tổng số vụ", "18/19"],
        merged=["A1:C1"],
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19"}


def test_rows_of_two_periods_are_told_apart() -> None:
    rows: list[list[Given]] = [
        ["Địa bàn", None, "TC03"],
        ["Phìn Hồ", "6T/2022", 1],
        ["Phìn Hồ", "6T/2023", 2],
        ["Hồng Thu", "6T/2022", None],
        ["Hồng Thu", "6T/2023", 3],
    ]
    given = sheet(*rows)
    assert figures(given) == {("phin-ho", "TC03"): "2", ("hong-thu", "TC03"): "3"}
    [reason] = reading(given).reasons
    assert (reason.code, reason.params) == ("rows_of_other_period", {"count": 1, "row": 2})
    assert {each.period for each in reading(given, None).results} == {H1, H1_2022}
    assert wrong(sheet(*rows, ["Căn Co", "6T/2022", 1])) == [("other_period", "B6")]


def test_a_figure_merged_over_several_rows_is_nobody_s() -> None:
    given = sheet(
        ["Địa bàn", "TC03", "TC08", None],
        [None, None, "Tử số", "Mẫu số"],
        ["Phìn Hồ", 2, 18, 19],
        ["Hồng Thu", None, None, 24],
        ["Căn Co", 1, 15, 17],
        ["Tổng cộng", None],
        ["Ghi chú: số liệu minh họa"],
        [],
        merged=["C1:D1", "A1:A2", "B3:B4", "C3:C4", "B5:B6", "A7:A8"],
    )
    read = reading(given)
    assert [(each.code, where(str(each.place))) for each in read.problems] == [
        ("merged_figure", "B3"),
        ("merged_figure", "C3"),
        ("half_fraction", "D4"),
    ]
    assert {(each.area, each.criterion) for each in read.results} == {
        ("can-co", "TC03"),
        ("can-co", "TC08"),
    }
    assert [(each.area, each.text) for each in read.refused] == [
        ("phin-ho", "2"),
        ("hong-thu", "24"),
    ]


def test_a_figure_merged_over_many_rows_is_said_once() -> None:
    given = sheet(*WIDE, ["Hồng Thu", None, 24], ["Căn Co", None, 17], merged=["B2:B4"])
    assert wrong(given) == [("merged_figure", "B2")]


def test_blank_cells_that_are_merged_are_blank() -> None:
    given = sheet(*WIDE, ["Hồng Thu", None, 24], ["Căn Co", None, 17], merged=["B3:B4"])
    assert wrong(given) == []
    assert understood(given).notices == ()


def test_nothing_below_a_blank_row_is_lost_in_silence() -> None:
    below: list[list[Given]] = [
        ["Hồng Thuu", 3, None],
        [None, None, 5],
        ["Tổng cộng", 9, 24],
        ["Tỷ lệ chung", None, 0.9],
        ["Số xã đạt", 2, 3],
        ["Người lập biểu", "Trưởng ban"],
    ]
    given = sheet(*WIDE, [], *below)
    assert wrong(given) == [("unknown_area", "A4"), ("row_left_out", "C5")]
    assert [each.notice for each in reading(given).problems] == [False, True]
    [reason] = reading(given).reasons
    assert reason.params == {"count": 5, "row": 5, "text": "5"}


def test_figures_without_a_name_above_other_rows_are_a_problem() -> None:
    given = sheet(*WIDE, [], [None, None, 5], ["Hồng Thu", 3, 24])
    assert wrong(given) == [("no_label", "A4")]


def test_criteria_below_a_blank_row_are_not_lost_either() -> None:
    given = sheet(["Tiêu chí", "Phìn Hồ"], ["TC03", 2], [], ["Số xã đạt", 1], [None, 7])
    assert wrong(given) == [("unknown_criterion", "A4"), ("row_left_out", "B5")]


DAY = Cell("2023-06-30", CellKind.DATE)
NUMBERED: list[list[Given]] = [["STT", "Địa bàn", "TC03", "TC08"], [1, "Phìn Hồ", 2, 90]]


@pytest.mark.parametrize("day", [DAY, "30/06/2023", "ngày 30.6.2023", "Ngày … tháng 6 năm 2023"])
@pytest.mark.parametrize("place", ["TT Sìn Hồ", "Phìn Hồ,"])
def test_where_and_when_it_was_signed_is_left_aside_and_said(place: str, day: Given) -> None:
    signed: list[Given] = [None, place, day]
    given = sheet(*NUMBERED, [], [None, None, 7], signed, signed, [None, None, "Trưởng ban"])
    assert wrong(given) == [("row_left_out", cell) for cell in ("C4", "C5", "C6")]
    assert all(each.notice for each in reading(given).problems)
    assert len(reading(given).results) == 2
    assert reading(given).reasons[0].params["count"] == 4


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*NUMBERED, [None, "Hồng Thu", None, DAY]], id="right below the others"),
        pytest.param([*NUMBERED, [], [2, "Hồng Thu", None, DAY]], id="numbered"),
        pytest.param([*NUMBERED, [], [None, "Hồng Thu", 3, DAY]], id="beside a figure"),
        pytest.param(
            [*NUMBERED, [], [None, "Hồng Thu", None, DAY], [3, "Căn Co", 2, 80]], id="above others"
        ),
        pytest.param(
            [["", "Địa bàn", "TC03", "TC08"], [], ["", "Hồng Thu", "", DAY]], id="none is numbered"
        ),
    ],
)
def test_a_date_where_a_figure_may_be_meant_is_a_problem(rows: list[list[Given]]) -> None:
    assert [code for code, _ in wrong(sheet(*rows))] == ["date_cell"]


def test_a_day_beside_an_area_without_figures_says_nothing() -> None:
    given = sheet([*NUMBERED[0], "Ngày"], NUMBERED[1], [], [None, "Hồng Thu", None, None, DAY])
    assert wrong(given) == []


@pytest.mark.parametrize("day", [DAY, "ngày 30/6/2023"])
def test_below_the_criteria_of_an_area_the_place_of_signing_is_no_other_area(day: Given) -> None:
    head: list[list[Given]] = [["Xã Phìn Hồ"], ["Tiêu chí", "Kết quả"], ["TC03", 2]]
    assert wrong(sheet(*head, [], ["TT Sìn Hồ", day])) == []
    again = sheet(*head, [], ["TT Sìn Hồ", day], ["TC07", 24])
    assert wrong(again) == [("area_among_criteria", "A5")]


def test_figures_without_a_name_above_another_area_are_a_problem() -> None:
    head: list[list[Given]] = [["Xã Phìn Hồ"], ["Tiêu chí", "Kết quả"], ["TC03", 2]]
    given = sheet(*head, [], [None, 7], ["TT Sìn Hồ"], ["TC07", 24])
    assert wrong(given) == [("no_label", "A5"), ("area_among_criteria", "A6")]


def test_a_row_of_what_was_planned_is_left_out_and_said() -> None:
    given = sheet(
        ["Xã Phìn Hồ", None],
        ["Tiêu chí", "Kết quả"],
        ["TC03", 2],
        ["TC03 (kế hoạch)", 5],
        ["TC07 – cùng kỳ", None],
    )
    assert figures(given) == {("phin-ho", "TC03"): "2"}
    assert wrong(given) == [("not_results", "A4")]


@pytest.mark.parametrize(
    "title",
    [
        "II. KẾ HOẠCH QUÝ SAU",
        "Cùng kỳ năm trước",
        "Kế hoạch",
        "B. Số liệu năm trước",
        "2) Dự kiến 9T",
    ],
)
def test_below_the_title_of_a_plan_nothing_is_read(title: str) -> None:
    given = sheet(*WIDE, [title], ["Hồng Thu", 9, 9])
    assert wrong(given) == [("several_tables", "A3")]
    assert [each.area for each in reading(given).results] == ["phin-ho", "phin-ho"]


@pytest.mark.parametrize(
    "group", ["I. Kế hoạch, nghị quyết", "Mục tiêu", "II. Thực hiện kế hoạch năm"]
)
def test_a_group_that_has_a_word_of_plans_is_no_other_table(group: str) -> None:
    given = sheet(*WIDE, [group], ["Hồng Thu", 9, 9])
    assert figures(given)["hong-thu", "TC03"] == "9"


def test_a_row_of_another_period_without_figures_is_no_title() -> None:
    # As in an entry form for the first period: nothing has been recorded before.
    before: list[Given] = ["Kỳ trước (2022)", "–", "–"]
    given = sheet(*WIDE, before, ["Hồng Thu", 3, 5], before)
    assert wrong(given) == []
    assert len(reading(given).results) == 4


def test_nor_is_one_in_which_all_figures_stand_above_targets() -> None:
    given = sheet(
        *WIDE,
        ["Kỳ trước (2022)", "–\n(chỉ tiêu ≥ 2)", "17,5\n(chỉ tiêu ≥ 8%)"],
        ["Hồng Thu", 3, 5],
        ["Kỳ trước (2022)", "4\n(chỉ tiêu ≥ 2)", None],
    )
    assert wrong(given) == []
    assert len(reading(given).results) == 4


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 3, 0, 2), (2, 3, 0, 1)])
def test_a_form_s_rows_may_be_sorted_once_their_cells_are_parted(order: tuple[int, ...]) -> None:
    body: list[list[Given]] = [
        ["Kỳ trước (2022-H2)", None, None, 1, 17],
        ["1", "phin-ho", "Phìn Hồ", 2, 19],
        ["Kỳ trước (2022-H2)", None, None, 4, 6],
        ["2", "hong-thu", "Hồng Thu", 3, 5],
    ]
    given = sheet(
        ["STT", "Mã địa bàn", "Địa bàn", "TC03:\nMô hình tự quản", "TC07:\nTội phạm"],
        ["Chỉ tiêu", None, None, "≥ 1", "giảm ≥ 5%"],
        *(body[i] for i in order),
    )
    assert set(figures(given).values()) == {"2", "19", "3", "5"}


def test_a_unit_says_nothing_of_its_row() -> None:
    given = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "ĐVT", "Kết quả"],
        ["TC03", "Kế hoạch", 2],
        ["TC08", "Tổng số", "94,7"],
        ["TC07", "Đã khám phá", 5],
        merged=["A1:C1"],
    )
    assert [each.value.text(Measure.VALUE) for each in reading(given).results] == ["2", "94.7", "5"]
    assert wrong(given) == []


def test_a_row_in_percent_is_no_number_of_cases() -> None:
    head: list[Given] = ["Tiêu chí", "ĐVT", "Kết quả"]
    rows: list[list[Given]] = [
        ["Xã Phìn Hồ"],
        head,
        ["TC08", "%", "94,7%"],
        ["TC06", "%", "có"],
        ["TC07", "%", "-"],
    ]
    assert wrong(sheet(*rows)) == []
    rows += [["Tội phạm về TTXH giảm", "%", "14,3"], ["TC14", "%", "0,04"]]
    assert wrong(sheet(*rows)) == [("percent_heading", "B6"), ("percent_heading", "B7")]
    across: list[list[Given]] = [["Địa bàn", "ĐVT", "TC07"], ["Phìn Hồ", "%", 19]]
    assert wrong(sheet(*across)) == []
