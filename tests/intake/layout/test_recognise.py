"""Whole sheets as offices send them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.layouts import LayoutKind, Meaning, Part, Recognised, Role, Unclear
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.recognise import Guide, recognise
from chuyenhoa.intake.layout.tables import Told
from chuyenhoa.model.dataset import Area, CriteriaSet, Dataset
from chuyenhoa.model.periods import Period
from chuyenhoa.model.values import Measure
from tests.intake.layout.sheets import (
    H1,
    H1_2022,
    LEXICON,
    PROGRAMME,
    Given,
    criterion,
    figures,
    lexicon_of,
    questions,
    reading,
    sheet,
    understood,
    where,
    wrong,
)

if TYPE_CHECKING:
    from chuyenhoa.sources.sheets import Sheet

LONG = sheet(
    ["Kỳ", "Địa bàn", "Tiêu chí", "Kết quả", "Ghi chú"],
    ["2023-H1", "Phìn Hồ", "TC03", 2, "hai mô hình"],
    ["6 tháng đầu năm 2023", "xã Hồng Thu", "Tỷ lệ điều tra, khám phá", "18/19", None],
)
WIDE = sheet(
    ["SỐ LIỆU 6 THÁNG ĐẦU NĂM 2023"],
    ["STT", "Địa bàn", "TC03", "TC06"],
    [1, "Phìn Hồ", 2, "x"],
    [2, "Hồng Thu", None, "không"],
    merged=["A1:D1"],
)
TURNED = sheet(
    ["STT", "Tiêu chí", "ĐVT", "Phìn Hồ", "Xã Hồng Thu", "Tổng cộng"],
    [1, "TC03", "mô hình", 2, None, 2],
    [2, "Không có tội phạm băng nhóm", None, "x", "không", None],
)
ONE_AREA = sheet(
    ["BÁO CÁO XÃ PHÌN HỒ 6 THÁNG ĐẦU NĂM 2023"],
    ["STT", "Tiêu chí", "Kết quả", "Ghi chú"],
    ["I", "Nhóm A", None, None],
    [1, "TC03", 2, "tốt"],
    [2, "TC06", "có", None],
    merged=["A1:D1"],
)


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (LONG, "long", {("phin-ho", "TC03"): "2", ("hong-thu", "TC08"): "18/19"}),
        (
            WIDE,
            "wide",
            {("phin-ho", "TC03"): "2", ("phin-ho", "TC06"): "yes", ("hong-thu", "TC06"): "no"},
        ),
        (
            TURNED,
            "turned",
            {("phin-ho", "TC03"): "2", ("phin-ho", "TC06"): "yes", ("hong-thu", "TC06"): "no"},
        ),
        (ONE_AREA, "one_area", {("phin-ho", "TC03"): "2", ("phin-ho", "TC06"): "yes"}),
    ],
)
def test_each_layout_is_recognised(
    given: Sheet, kind: str, expected: dict[tuple[str, str], str]
) -> None:
    recognised = understood(given)
    assert recognised.layout.kind == kind
    assert figures(given) == expected
    said = [reason.sentence() for reason in recognised.reasons]
    assert any(sentence.startswith("Column ") for sentence in said)


def test_notes_and_origins_come_along() -> None:
    first, second = reading(LONG).results
    assert (first.note, second.note) == ("hai mô hình", None)
    assert first.origin == (0, 2, 4, "Sheet1")
    assert [each.note for each in reading(ONE_AREA).results] == ["tốt", None]


def test_titles_header_rows_groups_totals_and_notes_are_no_figures() -> None:
    given = sheet(
        ["UBND HUYỆN SÌN HỒ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2023"],
        [],
        [None, None, None, None, None, None, "Đơn vị: vụ"],
        ["STT", "Địa bàn", "Phong trào", None, "TTXH", None, None, "Ghi chú"],
        [None, None, "TC03 (mô hình)", "Không có tội phạm băng nhóm", "TC08 (%)", None, "TC07"],
        [None, None, None, None, "Số vụ khám phá", "Tổng số vụ", "(≥ 5%)"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["I", "Vùng cao", 2],
        [1, "Xã Phìn Hồ", 2, "x", 18, 19, "3.954 vụ", "ok"],
        [2, "HỒNG THU", "", "không", "5", "9", "12"],
        ["II", "Vùng thấp"],
        [3, "can co", "KAD", "có", None, None, 1.5],
        ["Tổng cộng", None, 9, None, 23, 19],
        [],
        [None, "Ghi chú: số liệu đến 14/6/2023"],
        [None, None, None, None, "Ngày 20 tháng 6 năm 2023"],
        [None, None, None, None, 12],
        merged=[
            *("A1:C1", "D1:H1", "A2:H2", "A5:A7", "B5:B7", "C5:D5", "E5:G5"),
            *("E6:F6", "C6:C7", "D6:D7", "H5:H7", "A14:B14"),
        ],
    )
    expected = {
        ("phin-ho", "TC03"): "2",
        ("phin-ho", "TC06"): "yes",
        ("phin-ho", "TC07"): "3954",
        ("phin-ho", "TC08"): "18/19",
        ("hong-thu", "TC06"): "no",
        ("hong-thu", "TC07"): "12",
        ("hong-thu", "TC08"): "5/9",
        ("can-co", "TC03"): "n/a",
        ("can-co", "TC06"): "yes",
        ("can-co", "TC07"): "1.5",
    }
    assert figures(given, None) == expected
    said = [*understood(given).reasons, *reading(given).reasons]
    assert "The headings stand in rows 5 to 8." in [reason.sentence() for reason in said]
    assert said[-1].params == {"count": 6, "row": 9, "text": "I"}


def test_leading_empty_rows_and_columns_keep_their_places() -> None:
    given = sheet(
        [], [], [None, None, "Địa bàn", "TC03"], [None, None, "Phìn Hồ", 2], [None, None, "?", 3]
    )
    read = reading(given)
    assert read.results[0].origin == (0, 4, 4, "Sheet1")
    assert [str(each.place) for each in read.problems] == ["bao-cao.xlsx [Sheet1!C5]"]


@pytest.mark.parametrize(
    ("title", "right", "wrong_ones"),
    [
        ("BÁO CÁO QUÝ II", "2023-Q2", ["2023-Q1", "2023-H1", "2023"]),
        ("Số liệu 3 tháng đầu năm", "2023-Q1", ["2023-H1", "2023-Q2"]),
        ("6 THÁNG ĐẦU NĂM", "2023-H1", ["2023-H2", "2023-9M", "2023-06"]),
        ("Số liệu 6T cuối năm", "2023-H2", ["2023-H1"]),
        ("Kết quả 9 tháng", "2023-9M", ["2023", "2023-Q3"]),
        ("Số liệu 6 tháng", "2023-H2", []),
    ],
)
def test_a_title_without_a_year_must_agree_with_what_is_asked_for(
    title: str, right: str, wrong_ones: list[str]
) -> None:
    given = sheet([title], ["Địa bàn", "TC03"], ["Phìn Hồ", 2])
    assert isinstance(recognise(given, Guide(LEXICON, Period.parse(right))), Recognised)
    for each in wrong_ones:
        assert questions(given, Period.parse(each)) == [("other_period", "A1")]


def test_a_title_of_days_states_their_period() -> None:
    given = sheet(["Từ 15/12/2022 đến 14/6/2023"], ["Địa bàn", "TC03"], ["Phìn Hồ", 2])
    halves = Lexicon(replace(PROGRAMME, programme=replace(PROGRAMME.programme, cutoff_day=15)))
    assert understood(given, None, halves).layout.period == H1
    assert questions(given, Period.parse("2023-H2"), halves) == [("other_period", "A1")]


def test_nine_months_at_the_end_of_a_year_are_no_other_period() -> None:
    given = sheet(["Địa bàn", "TC03 (9 tháng cuối năm)"], ["Phìn Hồ", 2])
    assert questions(given, H1) == [("no_values", "A1")]


def test_code_and_name_beside_each_other_must_agree() -> None:
    rows: list[list[Given]] = [
        ["Mã xã", "Tên xã", "TC03"],
        ["phin-ho", "Phìn Hồ", 2],
        ["hong-thu", "Hồng Thu", 1],
    ]
    assert figures(sheet(*rows)) == {("phin-ho", "TC03"): "2", ("hong-thu", "TC03"): "1"}
    rows += [["can-co", None, 3], [None, "Pa Khóa", 4], ["XA0012", "lạ", 5]]
    assert len(figures(sheet(*rows))) == 5
    assert wrong(sheet(*rows, ["pa-khoa", "Pu Sam Cáp", 6])) == [("labels_disagree", "B7")]
    assert wrong(sheet(["a", "b", "TC03"], *rows[1:3])) == []
    swapped: list[Given] = ["pa-khoa", "Hồng Thu", 6]
    unsaid: list[Given] = ["Mã", "Tên xã", "TC03"]
    assert wrong(sheet(unsaid, *rows[1:4], swapped)) == [("labels_disagree", "B5")]


def test_codes_that_lost_their_zeros_are_suggested() -> None:
    given = sheet(["Mã xã", "TC03"], [3523, 2], ["phin-ho", 1])
    [problem] = reading(given).problems
    assert (problem.code, problem.suggestion) == ("unknown_area", "03523")
    only = sheet(["Mã xã", "TC03"], [3523, 2])
    assert wrong(only) == [("unknown_area", "A2")]


def test_headings_of_parts_in_a_text_file_stand_above_the_first_column() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None, "TC03"], [None, "Tử số", "Mẫu số", None], ["Phìn Hồ", 18, 19, 2]
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19", ("phin-ho", "TC03"): "2"}
    turned = sheet(
        ["Tiêu chí", "Phìn Hồ", None], [None, "Tử số", "Mẫu số"], ["TC08", 18, 19], ["TC03"]
    )
    assert figures(turned) == {("phin-ho", "TC08"): "18/19"}


def test_a_share_beside_its_parts_is_left_out_and_alone_it_is_read() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None, None],
        [None, "Số vụ đã khám phá", "Tổng số vụ", "Tỷ lệ (%)"],
        ["Phìn Hồ", 18, 19, 94.7],
        merged=["B1:D1"],
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19"}
    alone = sheet(["Địa bàn", "TC08"], [None, "Tỷ lệ (%)"], ["Phìn Hồ", 94.7])
    assert figures(alone) == {("phin-ho", "TC08"): "94.7"}


def test_numerator_and_denominator_stand_in_two_rows_as_well() -> None:
    given = sheet(
        ["Tiêu chí", "Phìn Hồ", "Hồng Thu"],
        ["TC08", None, "90"],
        ["- Số vụ đã khám phá", 18, "9"],
        ["- Tổng số vụ", 19, "10"],
        ["TC14 (tử số)", 5, None],
        ["TC14 (mẫu số)", 1000, None],
    )
    assert figures(given) == {
        ("phin-ho", "TC08"): "18/19",
        ("hong-thu", "TC08"): "9/10",
        ("phin-ho", "TC14"): "5/1000",
    }


def test_two_columns_of_two_periods_are_told_apart() -> None:
    given = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "6 tháng đầu năm 2022", "Kết quả 6 tháng đầu năm 2023", "So sánh"],
        ["TC03", 1, 2, 1],
        ["TC07", 20, 19, -1],
        merged=["A1:D1"],
    )
    assert figures(given) == {("phin-ho", "TC03"): "2", ("phin-ho", "TC07"): "19"}
    both = reading(given, None).results
    assert {each.period for each in both} == {H1, H1_2022}
    assert len(both) == 4


def test_a_period_column_is_known_without_a_heading() -> None:
    given = sheet(
        ["area", "criterion", "when", "value"],
        ["phin-ho", "TC03", "2023-H1", "2"],
        ["phin-ho", "TC03", "2022-H1", "1"],
    )
    assert {each.period for each in reading(given, None).results} == {H1, H1_2022}
    assert wrong(given) == []
    assert {each.period for each in reading(given).results} == {H1}


def test_rows_whose_period_cannot_be_read_are_problems() -> None:
    given = sheet(
        ["area", "criterion", "period", "value"],
        ["phin-ho", "TC03", "2023-H1", "2"],
        ["phin-ho", "TC03", "Q5", "1"],
        ["phin-ho", "TC03", "2025-13", "1"],
        ["phin-ho", "TC03", "2025-02-29", "1"],
        ["phin-ho", "TC03", None, None],
        ["phin-ho", "TC03", "2023-S1", "2"],
    )
    assert wrong(given, None) == [
        ("bad_period", "C3"),
        ("bad_period", "C4"),
        ("bad_period", "C5"),
        ("repeated_result", "D7"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (sheet(["Kế hoạch"], ["gì đó", 1]), [("no_layout", "A1")]),
        (sheet(["Phìn Hồ", 1], ["Hồng Thu", 2]), [("no_layout", "A1")]),
        (sheet(["Phìn Hồ", "TC03", 1], ["Hồng Thu", "TC03", 2]), [("no_layout", "A1")]),
        (sheet(["Nơi nào", "Ghi chú"], ["Phìn Hồ", 1]), [("no_layout", "A1")]),
        (
            sheet(["area", "criterion", "a", "b", "value"], ["phin-ho", "TC03", "2023", "x", 1]),
            [("unknown_column", "C1"), ("unknown_column", "D1")],
        ),
        (sheet(["Địa bàn", "Dân số"], ["Phìn Hồ", 1]), [("unknown_column", "B1")]),
        (sheet(["Địa bàn", "TC03", None], ["Phìn Hồ", 1, 2]), [("unknown_column", "C1")]),
        (sheet(["Địa bàn", "Ghi chú"], ["Phìn Hồ", "tốt"]), [("no_values", "A1")]),
        (sheet(["Địa bàn", "TC03", "tc03"], ["Phìn Hồ", 1, 2]), [("same_columns", "C1")]),
        (sheet(["Địa bàn", "TC08 tử số"], ["Phìn Hồ", 1]), [("half_pair", "B1")]),
        (
            sheet(["Địa bàn", "TC08", "TC08 mẫu số", "TC08"], ["Phìn Hồ", 1, 2, 3]),
            [("same_columns", "D1")],
        ),
        (
            sheet(["Địa bàn", "TC03 – Tội phạm về TTXH giảm"], ["Phìn Hồ", 1]),
            [("ambiguous_heading", "B1")],
        ),
        (sheet(["Tiêu chí", "Kết quả"], ["TC03", 1]), [("no_area", "A1")]),
        (sheet(["Tiêu chí", "Kết quả"], ["Nhóm A"], ["TC03", 1]), [("no_area", "A1")]),
        (sheet(["Địa bàn", "TC03"]), [("no_layout", "A1")]),
        (
            sheet(["TT", "Tiêu chí", "Kết quả"], ["I", "Xã Phìn Hồ"], [1, "TC03", 1]),
            [("area_among_criteria", "B2")],
        ),
        (
            sheet(["Xã Phìn Hồ"], ["Xã Hồng Thu"], ["Tiêu chí", "Kết quả"], ["TC03", 1]),
            [("several_areas", "A1")],
        ),
        (
            sheet(["6 tháng cuối năm 2022"], ["Địa bàn", "TC03"], ["Phìn Hồ", 1]),
            [("other_period", "A1")],
        ),
        (
            sheet(["Tiêu chí", "Phìn Hồ", "Mẫu số"], ["TC08", 1, 2]),
            [("unknown_column", "C1")],
        ),
        (
            sheet(["Tiêu chí", "Phìn Hồ (quý I/2023) (quý II/2023)", "Hồng Thu"], ["TC08", 1, 2]),
            [("ambiguous_heading", "B1")],
        ),
        (
            sheet(
                ["Địa bàn", "TC03"],
                ["Phìn Hồ", 1],
                [],
                ["Tiêu chí", "Phìn Hồ"],
                ["TC03", 1],
                ["TC06", "x"],
            ),
            [("several_tables", "A4")],
        ),
        (
            sheet(
                ["Xã Phìn Hồ", None],
                ["Tiêu chí", "quý I/2023"],
                [None, "quý II/2023"],
                ["TC08", 1],
                merged=["A1:B1"],
            ),
            [("ambiguous_heading", "B3")],
        ),
    ],
)
def test_what_is_not_clear_is_asked(given: Sheet, expected: list[tuple[str, str]]) -> None:
    assert questions(given) == expected


def test_without_a_period_the_sheet_must_state_one() -> None:
    rows: list[list[Given]] = [["Địa bàn", "TC03"], ["Phìn Hồ", 1]]
    assert questions(sheet(*rows), None) == [("no_period", "A1")]
    two = sheet(["Quý I/2023"], ["Quý II/2023"], *rows)
    assert questions(two, None) == [("several_periods", "A1")]
    half = sheet(["Kết quả 6 tháng đầu năm 2023"], ["Kế hoạch năm 2023"], *rows)
    assert understood(half, None).layout.period == H1
    split = sheet(["Số liệu 6 tháng đầu năm"], ["Năm 2023"], *rows)
    assert understood(split).layout.period == H1
    assert questions(split, None) == [("no_period", "A1")]
    year = sheet(["Năm 2023"], *rows)
    assert understood(year).layout.period == H1
    assert understood(year, None).layout.period == Period.parse("2023")


def test_an_answer_settles_a_question() -> None:
    given = sheet(["Địa bàn", "TL ĐTKP", "Dân số"], ["Phìn Hồ", "18/19", 4000])
    outcome = recognise(given, Guide(LEXICON, H1))
    assert isinstance(outcome, Unclear)
    assert [question.heading for question in outcome.questions] == ["tl dtkp", "dan so"]
    lexicon = Lexicon(
        PROGRAMME, {"tl dtkp": Meaning(criterion="TC08"), "dan so": Meaning(Role.IGNORED)}
    )
    assert figures(given, lexicon=lexicon) == {("phin-ho", "TC08"): "18/19"}


def test_a_near_name_is_offered_as_the_answer() -> None:
    given = sheet(["Địa bàn", "TC03", "Tỷ lệ điều tra, khám pháp"], ["Phìn Hồ", 1, 2])
    outcome = recognise(given, Guide(Lexicon(PROGRAMME), H1))
    assert isinstance(outcome, Unclear)
    assert outcome.questions[0].choices == ("Tỷ lệ điều tra, khám phá",)
    assert outcome.questions[0].problem.suggestion == "Tỷ lệ điều tra, khám phá"


def test_to_leave_a_column_out_is_an_answer_and_no_suggestion() -> None:
    outcome = recognise(sheet(["Địa bàn", "TC03", "tc03"], ["Phìn Hồ", 1, 2]), Guide(LEXICON, H1))
    assert isinstance(outcome, Unclear)
    assert outcome.questions[0].choices == (Role.IGNORED,)
    assert outcome.questions[0].problem.suggestion is None


def test_an_answered_heading_may_name_what_rows_and_periods_do_not() -> None:
    given = sheet(["Nơi nào", "Ý kiến", "X1 2023-H1"], ["Phìn Hồ", "tốt", 18])
    known = {"y kien": Meaning(Role.NOTE), "x1 {period}": Meaning(criterion="TC03")}
    recognised = recognise(given, Guide(Lexicon(PROGRAMME, known)))
    assert isinstance(recognised, Recognised)
    assert recognised.layout.columns[2] == Meaning(criterion="TC03", period=H1)


def test_look_alikes_in_a_heading_are_said() -> None:
    given = sheet(["Địa bàn", "TCO3", "TC06"], ["Phìn Hồ", 1, "x"])
    assert wrong(given) == [("look_alike", "B1")]
    assert len(reading(given).results) == 2


def test_a_heading_below_a_criterion_can_take_its_column_out() -> None:
    given = sheet(
        ["Địa bàn", "TC03", None], [None, "Kết quả", "Điểm"], ["Phìn Hồ", 1, 8], merged=["B1:C1"]
    )
    assert figures(given) == {("phin-ho", "TC03"): "1"}


def test_an_unheaded_column_without_figures_is_nothing() -> None:
    given = sheet(["Địa bàn", "TC03", None, "Nhận định"], ["Phìn Hồ", 1, "lời dài", "lời dài hơn"])
    assert figures(given) == {("phin-ho", "TC03"): "1"}


def test_columns_called_like_labels_may_hold_something_else() -> None:
    given = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "Đơn vị", "Thời gian", "Kết quả"],
        ["TC03", "mô hình", "tháng 5", 2],
        merged=["A1:D1"],
    )
    assert figures(given) == {("phin-ho", "TC03"): "2"}
    wide = sheet(["Địa bàn", "Nội dung", "TC03"], ["Phìn Hồ", "báo cáo", 2])
    assert figures(wide) == {("phin-ho", "TC03"): "2"}


def test_figures_below_an_area_that_it_had_before_are_left_out() -> None:
    given = sheet(
        ["STT", "Xã", "TC03", "TC06"],
        [None, "Chỉ tiêu", "≥ 1", "no"],
        [1, "Phìn Hồ", 2, "x"],
        [None, "Kỳ trước (2022-H2)", 1, "không"],
        [2, "Hồng Thu", 3, None],
        [None, "Previous (2022-H2)", 4, "x"],
    )
    assert figures(given) == {
        ("phin-ho", "TC03"): "2",
        ("phin-ho", "TC06"): "yes",
        ("hong-thu", "TC03"): "3",
    }


def test_codes_of_areas_and_criteria_may_be_the_same_numbers() -> None:
    lexicon = Lexicon(
        Dataset(
            PROGRAMME.programme,
            (Area("1", "Phìn Hồ"), Area("2", "Hồng Thu")),
            criteria_sets=(
                CriteriaSet("BTC", "Bộ", H1, (criterion("1", "Số vụ"), criterion("2", "Số hộ"))),
            ),
        )
    )
    wide = sheet(
        ["#", "Mã địa bàn", "Địa bàn", "1. Số vụ", "2. Số hộ"],
        [1, "1", "Phìn Hồ", 1, 5],
        [2, "2", "Hồng Thu", 2, 2],
    )
    read = {
        (each.area, each.criterion): each.value.number
        for each in reading(wide, H1, lexicon).results
    }
    assert read == {("1", "1"): 1, ("1", "2"): 5, ("2", "1"): 2, ("2", "2"): 2}


def test_figures_that_look_like_the_codes_of_areas_are_figures() -> None:
    areas = (Area("1", "Phìn Hồ"), Area("2", "Hồng Thu"))
    one = sheet(["Mã địa bàn: 1"], ["Tiêu chí", "Kết quả"], ["TC03", 2], merged=["A1:B1"])
    assert figures(one, H1, Lexicon(replace(PROGRAMME, areas=areas))) == {("1", "TC03"): "2"}


def test_a_rate_whose_own_name_counts_things_is_no_half_of_one() -> None:
    lexicon = lexicon_of(criterion("TC08", "Số vụ trên dân số", Measure.RATE))
    given = sheet(["Xã", "TC08: Số vụ trên dân số"], ["Phìn Hồ", 20])
    assert figures(given, H1, lexicon) == {("phin-ho", "TC08"): "20"}


def test_the_parts_of_a_layout_are_told_by_kind() -> None:
    layout = understood(WIDE).layout
    assert layout.kind is LayoutKind.WIDE
    assert layout.columns_of(Role.AREA) == [1]
    assert layout.columns[3] == Meaning(criterion="TC06", part=Part.WHOLE)
    assert understood(ONE_AREA).layout.area == "phin-ho"


def test_a_title_that_a_text_file_has_cut_is_no_heading() -> None:
    rows: list[list[Given]] = [["Xã", "TC08", "TC03"], ["Phìn Hồ", "94%", "2"]]
    given = sheet(["Kết quả 6 tháng", "năm 2023", None], *rows)
    assert figures(given) == {("phin-ho", "TC08"): "94", ("phin-ho", "TC03"): "2"}
    assert questions(given, None) == [("no_period", "A1")]
    parted = sheet(["Xã", "TC08", None], ["Tên", "Tử số", "Mẫu số"], ["Phìn Hồ", 18, 19])
    assert figures(parted) == {("phin-ho", "TC08"): "18/19"}


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["KẾ HOẠCH CHUYỂN HÓA"], [("plan_stated", "A1")]),
        (["UBND HUYỆN", "Biểu 2: Giao chỉ tiêu năm 2023"], [("plan_stated", "A2")]),
        (["2. Kế hoạch năm 2023"], [("plan_stated", "A1")]),
        (["Số liệu cùng kỳ năm trước"], [("plan_stated", "A1")]),
        (["KẾT QUẢ THỰC HIỆN KẾ HOẠCH"], []),
        (["BÁO CÁO", "Kế hoạch chuyển hóa địa bàn"], []),
        (["(Kèm theo Kế hoạch số 12/KH-BCĐ)"], []),
        (["Kế hoạch số 12/KH-BCĐ"], []),
    ],
)
def test_a_plan_is_not_taken_for_results_in_silence(
    titles: list[str], said: list[tuple[str, str]]
) -> None:
    given = sheet(*([each] for each in titles), ["Địa bàn", "TC03"], ["Phìn Hồ", 2])
    year = Period.from_code("2023")
    if said:
        assert questions(given, year) == said
    # Whoever says of which period the results are has been asked.
    answered = (
        recognise(given, Guide(LEXICON, year, period=year)) if said else understood(given, year)
    )
    assert isinstance(answered, Recognised)
    assert answered.notices == ()


def test_a_year_alone_above_the_figures_of_a_part_of_it_is_said() -> None:
    rows: list[list[Given]] = [["Kết quả năm 2023"], ["Địa bàn", "TC03"], ["Phìn Hồ", 2]]
    [notice] = understood(sheet(*rows)).notices
    assert (notice.code, where(str(notice.place)), notice.notice) == ("year_stated", "A1", True)
    assert notice.params == {"stated": "2023", "asked": "2023-H1"}
    assert understood(sheet(*rows), Period.from_code("2023")).notices == ()
    rows[0] = ["Kết quả 6 tháng đầu năm 2023 (kế hoạch năm 2023)"]
    assert understood(sheet(*rows)).notices == ()


@pytest.mark.parametrize(
    ("given", "told", "kind", "expected"),
    [
        (
            sheet(["Phìn Hồ", "TC03", 1], ["Hồng Thu", "TC03", 2]),
            Told(None, 0, 1),
            LayoutKind.LONG,
            ["1", "2"],
        ),
        (
            sheet(["Biểu"], ["Nơi", "Mô", "TC03"], ["(1)", "(2)", "(3)"], ["Phìn Hồ", None, 3]),
            Told(1, 0, None),
            LayoutKind.WIDE,
            ["3"],
        ),
        (
            sheet(["Xã Phìn Hồ"], ["Việc", "Kết quả"], ["Gì đó", 1], ["TC03", 4]),
            Told(1, None, 0),
            LayoutKind.ONE_AREA,
            ["4"],
        ),
        (
            sheet(["Việc", "Phìn Hồ"], ["TC03", 5], ["Gì đó", 1]),
            Told(0, None, 0),
            LayoutKind.TURNED,
            ["5"],
        ),
        (
            sheet(["Nơi", "TC03"], ["Bản A", 1]),
            Told(0, 0, None),
            LayoutKind.WIDE,
            [],
        ),
    ],
)
def test_a_table_is_where_a_person_says(
    given: Sheet, told: Told, kind: LayoutKind, expected: list[str]
) -> None:
    outcome = recognise(given, Guide(LEXICON, H1, told=told))
    if isinstance(outcome, Unclear):
        # Without a heading each column is asked about.
        (question,) = outcome.questions
        known = {question.heading or "": Meaning(Role.VALUE)}
        outcome = recognise(given, Guide(Lexicon(PROGRAMME, known), H1, told=told))
    assert isinstance(outcome, Recognised)
    assert outcome.layout.kind is kind
    assert outcome.reasons[0].code == "table_told"
    results = read_figures(outcome, LEXICON).results
    assert [str(each.value.number) for each in results] == expected


def test_without_headings_every_column_is_asked_about() -> None:
    given = sheet(["Phìn Hồ", 1, 2], ["Hồng Thu", 3, 4])
    outcome = recognise(given, Guide(LEXICON, H1, told=Told(None, 0, None)))
    assert isinstance(outcome, Unclear)
    asked = [(each.heading, str(each.problem.place)) for each in outcome.questions]
    assert asked == [(" / 2:3", "bao-cao.xlsx [Sheet1!B1]"), (" / 3:3", "bao-cao.xlsx [Sheet1!C1]")]
    empty = sheet(["Phìn Hồ"], ["Hồng Thu"])
    outcome = recognise(empty, Guide(LEXICON, H1, told=Told(None, 0, None)))
    assert isinstance(outcome, Unclear)
    assert [each.problem.code for each in outcome.questions] == ["no_values"]
