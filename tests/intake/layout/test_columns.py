"""What columns hold where their headings invite a mistake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.intake.layout.layouts import Meaning, Role, Unclear
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.recognise import Guide, recognise
from chuyenhoa.model.dataset import Area
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from tests.intake.layout.sheets import (
    AREAS,
    CRITERIA,
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
    wrong,
)

if TYPE_CHECKING:
    from chuyenhoa.sources.sheets import Sheet


def table(*headings: Given, figure: Given = 7, below: list[Given] | None = None) -> Sheet:
    rows = [["Địa bàn", *headings], *([[None, *below]] if below else [])]
    merged = ["A1:A2"] if below else []
    return sheet(*rows, ["Phìn Hồ", *[figure for _ in headings]], merged=merged)


def asked(*headings: Given, figure: Given = 7, below: list[Given] | None = None) -> object:
    return questions(table(*headings, figure=figure, below=below))


def test_a_percentage_is_no_number_of_cases() -> None:
    assert asked("TC07 (%)") == [("percent_heading", "B1")]
    assert asked("Tội phạm về TTXH giảm (%)") == [("percent_heading", "B1")]
    assert asked("TC07", below=["Tỷ lệ giảm (%)"]) == [("percent_heading", "B2")]
    assert asked("TC08 (%)", "TC03 (%)") == [("percent_heading", "C1")]


def test_a_percentage_is_no_rate_per_thousand() -> None:
    assert asked("TC14 (%)") == [("percent_heading", "B1")]
    assert asked("TC14", below=["Tỷ lệ (%)"]) == [("percent_heading", "B2")]
    given = table("TC14 (‰)", figure="0,4")
    assert figures(given) == figures(table("TC14", below=["Tỷ lệ"], figure="0,4"))
    assert figures(given) == {("phin-ho", "TC14"): "0.4"}


def test_a_percentage_beside_the_number_is_left_out() -> None:
    given = sheet(
        ["Địa bàn", "TC07", None],
        [None, "Số vụ", "Tỷ lệ giảm (%)"],
        ["Phìn Hồ", 19, 9.5],
        merged=["A1:A2", "B1:C1"],
    )
    assert figures(given) == {("phin-ho", "TC07"): "19"}


def test_the_headings_of_parts_in_a_text_file_stand_above_the_first_of_them() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None, None, "TC03"],
        [None, "Tử số", "Mẫu số", "Tỷ lệ (%)", None],
        ["Phìn Hồ", 18, 19, 94.7, 2],
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19", ("phin-ho", "TC03"): "2"}
    alone = sheet(["Địa bàn", "TC03", "Tỷ lệ (%)"], ["Phìn Hồ", 2, 94.7])
    assert questions(alone) == [("unknown_column", "C1")]


def test_a_target_in_percent_is_no_unit() -> None:
    assert figures(table("TC07 (≥ 5%)")) == {("phin-ho", "TC07"): "7"}


@pytest.mark.parametrize("below", ["Số vụ", "Thực hiện (hộ)", "Số lượng", "(vụ)"])
def test_a_number_of_things_is_half_of_a_rate(below: str) -> None:
    assert asked("TC08", below=[below]) == [("half_pair", "B2")]


def test_a_number_of_things_is_asked_about_by_code_too() -> None:
    assert asked("TC08 (vụ)") == [("half_pair", "B1")]
    answered = Lexicon(PROGRAMME, {"tc08 (vu)": Meaning(criterion="TC08")})
    given = table("TC08 (vụ)")
    assert figures(given, lexicon=answered) == {("phin-ho", "TC08"): "7"}


# A rate called like what is counted, in the unit of what is counted; two are called so.
COUNTED = lexicon_of(
    *(criterion(code, "Số vụ (trọng án)", Measure.RATE, "vụ") for code in ("TC08", "TC09")),
    criterion("TC03", "Tổng số hộ", Measure.RATE, "tổng số"),
)


@pytest.mark.parametrize(
    "texts",
    [
        ["TC08:\nSố vụ (trọng án)\n(vụ)"],
        ["TC08 (vụ)"],
        ["TC08", "Số vụ (trọng án)"],
        ["TC08", "Số vụ (trọng án)", "(vụ)"],
        ["Số vụ (trọng án)", "TC08", "vụ"],
    ],
)
def test_its_own_name_and_unit_make_nothing_half_of_a_rate(texts: list[str]) -> None:
    given = sheet(["Địa bàn", texts[0]], *([None, text] for text in texts[1:]), ["Phìn Hồ", 7])
    assert figures(given, lexicon=COUNTED) == {("phin-ho", "TC08"): "7"}


@pytest.mark.parametrize("texts", [["Tổng số hộ"], ["Tổng số hộ (tổng số)"], ["TC03", "Tổng số"]])
def test_its_own_name_and_unit_make_nothing_a_denominator(texts: list[str]) -> None:
    given = sheet(["Địa bàn", texts[0]], *([None, text] for text in texts[1:]), ["Phìn Hồ", 7])
    assert figures(given, lexicon=COUNTED) == {("phin-ho", "TC03"): "7"}


def test_parts_may_be_named_behind_code_and_name() -> None:
    name = "TC08: Tỷ lệ điều tra, khám phá"
    given = sheet(["Địa bàn", f"{name} (tử số)", f"{name} – Tổng số vụ"], ["Phìn Hồ", 18, 19])
    assert figures(given) == {("phin-ho", "TC08"): "18/19"}
    named = COUNTED.criteria("TC08: Số vụ (trọng án) (vụ), mẫu số")
    assert named == (("TC08",), ("mẫu số",), False)


@pytest.mark.parametrize(("heading", "figure"), [("TC08 (vụ)", "18/19"), ("Số liệu", 7)])
def test_a_rate_may_have_a_unit(heading: str, figure: Given) -> None:
    given = table("TC08", figure=figure, below=[heading])
    assert figures(given) == {("phin-ho", "TC08"): str(figure)}


def test_a_heading_of_labels_is_nobody_s_code() -> None:
    lexicon = lexicon_of(*CRITERIA, criterion("NO", "Mô hình"))
    serial = ["No", "Area", "NO: Mô hình"]
    assert figures(sheet(serial, [1, "Phìn Hồ", 5]), lexicon=lexicon) == {("phin-ho", "NO"): "5"}
    # Here it may be either.
    for heading in ("NO", "No."):
        given = table("TC03", heading)
        assert questions(given, lexicon=lexicon) == [("unknown_column", "C1")]
    areas = (Area("result", "Căn Co"), Area("unit", "Pa Khoá"), *AREAS[:2])
    other = Lexicon(replace(PROGRAMME, areas=areas))
    turned: list[list[Given]] = [["Criterion", "Unit", "Result"], ["TC03", "mô hình", 5]]
    assert figures(sheet(["Hồng Thu"], *turned), lexicon=other) == {("hong-thu", "TC03"): "5"}
    assert questions(sheet(*turned), lexicon=other) == [("no_area", "A1")]


@pytest.mark.parametrize("name", [[], ["Tên xã"]])
def test_answers_may_be_codes_of_areas(name: list[Given]) -> None:
    names = ["Căn Co", "Phìn Hồ", "Hồng Thu", "Nậm Hăn"]
    codes = ["no", "yes", "x", "12"]
    lexicon = Lexicon(replace(PROGRAMME, areas=tuple(map(Area, codes, names))))
    answers = ["x", "no", "yes", "x"]
    rows = [
        [code, *([each] if name else []), answer]
        for code, each, answer in zip(codes, names, answers, strict=True)
    ]
    given = sheet(["Mã xã", *name, "TC06"], *rows)
    assert list(figures(given, lexicon=lexicon).values()) == ["yes", "no", "yes", "yes"]
    rows = [[code, "TC06", answer] for code, answer in zip(codes, answers, strict=True)]
    given = sheet(["Mã xã", "Tiêu chí", "Kết quả"], *rows)
    assert list(figures(given, lexicon=lexicon)) == [(code, "TC06") for code in codes]


def test_a_number_of_things_beside_the_rate_is_left_out() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None],
        [None, "Số vụ", "Tỷ lệ (%)"],
        ["Phìn Hồ", 18, 94.7],
        merged=["A1:A2", "B1:C1"],
    )
    assert figures(given) == {("phin-ho", "TC08"): "94.7"}


def test_what_did_not_pass_is_no_denominator() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None],
        [None, "Số hộ đạt", "Số hộ chưa đạt"],
        ["Phìn Hồ", 3, 5],
        merged=["A1:A2", "B1:C1"],
    )
    assert questions(given) == [("half_pair", "B2"), ("unknown_column", "C2")]
    assert asked("TC06", below=["Không"]) == [("unknown_column", "B2")]


def test_a_share_is_a_value_in_a_row_of_its_own() -> None:
    rows: list[list[Given]] = [["Địa bàn", "Tiêu chí", "Tử số", "Mẫu số", "Tỷ lệ (%)"]]
    both = sheet(*rows, ["Phìn Hồ", "TC08", 18, 19, 94.7])
    assert figures(both) == {("phin-ho", "TC08"): "18/19"}
    alone = sheet(["Địa bàn", "Tiêu chí", "Tỷ lệ (%)"], ["Phìn Hồ", "TC08", 94.7])
    assert figures(alone) == {("phin-ho", "TC08"): "94.7"}


@pytest.mark.parametrize("heading", ["TC03 (6T/2022)", "Mô hình tự quản – 6 tháng đầu năm 2022"])
def test_a_period_beside_a_criterion_is_that_of_its_column(heading: str) -> None:
    given = sheet(["Địa bàn", heading, "TC07"], ["Phìn Hồ", 1, 19])
    assert figures(given) == {("phin-ho", "TC07"): "19"}
    both = sheet(["Địa bàn", heading, "TC03 2023-H1"], ["Phìn Hồ", 1, 2])
    read = {each.period: str(each.value.number) for each in reading(both, None).results}
    assert read == {H1_2022: "1", H1: "2"}


def test_a_column_of_nothing_but_periods_needs_no_heading() -> None:
    for heading in (None, "Nội dung"):
        given = sheet(["Địa bàn", heading, "TC03"], ["Phìn Hồ", "Quý I/2023", 1])
        [result] = reading(given, None).results
        assert result.period == Period.parse("2023-Q1")


def test_words_of_a_name_suggest_its_criterion_unless_they_are_few() -> None:
    given = sheet(["Địa bàn", "TC03", "Điều tra", "Dân số"], ["Phìn Hồ", 1, 2, 3])
    outcome = recognise(given, Guide(LEXICON, H1))
    assert isinstance(outcome, Unclear)
    assert [question.choices for question in outcome.questions] == [("TC08",), ()]


def test_a_note_or_points_below_a_criterion_are_no_figures() -> None:
    given = sheet(
        ["Địa bàn", "TC03", None, None],
        [None, "Số lượng", "Ghi chú", "Điểm đạt"],
        ["Phìn Hồ", 2, "mới", 8],
        merged=["A1:A2", "B1:D1"],
    )
    assert figures(given) == {("phin-ho", "TC03"): "2"}


def test_a_sum_over_periods_beside_the_period_is_asked_about() -> None:
    rows: list[list[Given]] = [
        ["Địa bàn", "TC03", None],
        [None, "6T/2023", "Lũy kế"],
        ["Phìn Hồ", None, 5],
    ]
    given = sheet(*rows, merged=["A1:A2", "B1:C1"])
    assert questions(given) == [("unknown_column", "C2")]
    rows[1][2] = "Số lượng"
    given = sheet(*rows, merged=["A1:A2", "B1:C1"])
    assert questions(given) == [("same_columns", "C2")]
    titled = sheet(["6 tháng đầu năm 2023"], *rows, merged=["A2:A3", "B2:C2"])
    assert questions(titled, None) == [("same_columns", "C3")]


@pytest.mark.parametrize("below", ["Đăng ký", "Dự kiến", "Lũy kế", "Giảm (vụ)", "Số vụ giảm", "CT"])
def test_what_makes_figures_others_is_asked_about(below: str) -> None:
    assert asked("TC07", below=[below]) == [("unknown_column", "B2")]
    outcome = recognise(table("TC07", below=[below]), Guide(LEXICON, H1))
    assert isinstance(outcome, Unclear)
    assert outcome.questions[0].choices == ("TC07",)


@pytest.mark.parametrize("below", ["vụ", "(vụ)", "Số vụ", "(≥ 5%)", "Kết quả", "6T/2023", "Có"])
def test_what_says_nothing_else_is_understood(below: str) -> None:
    assert figures(table("TC07", below=[below])) == {("phin-ho", "TC07"): "7"}


@pytest.mark.parametrize(
    ("halves", "expected"),
    [
        (["Số vụ đã khám phá", "Số vụ"], "3/5"),
        (["Số vụ khám phá", "Tổng số vụ"], "3/5"),
        (["Số vụ đã khám phá", "Đang điều tra"], None),
        (["Số vụ đã khám phá", "Số bị can"], None),
        (["Số bị can", "Tổng số vụ"], None),
        (["Số vụ đã khám phá", "Kết quả"], None),
    ],
)
def test_only_what_counts_the_same_is_the_other_half(
    halves: list[Given], expected: str | None
) -> None:
    given = sheet(
        ["Địa bàn", "TC08", None], [None, *halves], ["Phìn Hồ", 3, 5], merged=["A1:A2", "B1:C1"]
    )
    outcome = recognise(given, Guide(LEXICON, H1))
    if expected is None:
        assert isinstance(outcome, Unclear)
    else:
        assert figures(given) == {("phin-ho", "TC08"): expected}


def test_both_parts_by_code_in_headings_of_their_own() -> None:
    given = sheet(["Địa bàn", "TC08 - Số vụ", "TC08 - Tổng số vụ"], ["Phìn Hồ", 18, 19])
    assert figures(given) == {("phin-ho", "TC08"): "18/19"}


def test_a_rate_is_of_the_population_below_its_name() -> None:
    given = sheet(
        ["Địa bàn", "Người nghiện trên dân số", None],
        [None, "Số người nghiện", "Dân số"],
        ["Phìn Hồ", 18, "4.105"],
        merged=["A1:A2", "B1:C1"],
    )
    assert figures(given) == {("phin-ho", "TC14"): "18/4105"}
    beside = sheet(["Địa bàn", "TC08 - Số vụ đã khám phá", "Dân số"], ["Phìn Hồ", 18, 4105])
    assert questions(beside) == [("half_pair", "B1"), ("unknown_column", "C1")]


ONE: list[list[Given]] = [["Xã Phìn Hồ", None, None], ["Tiêu chí", "Kết quả", "Đạt/Chưa đạt"]]


def test_verdicts_beside_results_are_left_out_and_alone_they_are_answers() -> None:
    given = sheet(*ONE, ["TC06", "có", "Đạt"], ["TC03", 2, "Đạt"], merged=["A1:C1"])
    assert figures(given) == {("phin-ho", "TC06"): "yes", ("phin-ho", "TC03"): "2"}
    alone = sheet(ONE[0], ["Tiêu chí", "Tự đánh giá"], ["TC06", "Chưa đạt"], merged=["A1:B1"])
    assert figures(alone) == {("phin-ho", "TC06"): "no"}
    wide = sheet(["Địa bàn", "TC06", None], [None, "Đánh giá", "Ghi chú"], ["Phìn Hồ", "Đạt"])
    assert questions(wide) == [("no_values", "A2")]


def test_marks_stand_under_met_or_not_met() -> None:
    given = sheet(
        ["Xã Phìn Hồ", None, None],
        ["Tiêu chí", "Đạt", "Chưa đạt"],
        ["TC06", None, "x"],
        merged=["A1:C1"],
    )
    assert figures(given) == {("phin-ho", "TC06"): "no"}
    wide = sheet(
        ["Địa bàn", "TC06", None, "TC03"],
        [None, "Có", "Không", None],
        ["Phìn Hồ", "x", None, 2],
        ["Hồng Thu", None, "✓", 1],
        ["Căn Co", "KAD", None, None],
        merged=["A1:A2", "B1:C1", "D1:D2"],
    )
    assert figures(wide) == {
        ("phin-ho", "TC06"): "yes",
        ("phin-ho", "TC03"): "2",
        ("hong-thu", "TC06"): "no",
        ("hong-thu", "TC03"): "1",
        ("can-co", "TC06"): "n/a",
    }
    alone = sheet(
        ["Địa bàn", "TC06", None],
        [None, "Có", "Không"],
        ["Phìn Hồ", None, "x"],
        merged=["A1:A2", "B1:C1"],
    )
    assert figures(alone) == {("phin-ho", "TC06"): "no"}
    turned = sheet(
        ["Tiêu chí", "Phìn Hồ", None],
        [None, "Đạt", "Chưa đạt"],
        ["TC06", None, "x"],
        merged=["A1:A2", "B1:C1"],
    )
    assert figures(turned) == {("phin-ho", "TC06"): "no"}


MARKS: list[list[Given]] = [["Xã Phìn Hồ", None, None], ["Tiêu chí", "Đạt", "Chưa đạt"]]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["TC06", "x", "x"], [("conflicting_result", "C3")]),
        (["TC06", "không", None], [("not_a_mark", "B3")]),
        (["TC06", None, "có"], [("not_a_mark", "C3")]),
        (["TC06", "đạt", None], []),
        (["TC06", None, "chưa đạt"], []),
        (["TC06", 5, None], [("bad_answer", "B3")]),
        (["TC03", 2, None], [("not_a_mark", "B3")]),
        (["TC08", "x", None], [("answer_not_allowed", "B3")]),
    ],
)
def test_what_marks_cannot_say(row: list[Given], expected: list[tuple[str, str]]) -> None:
    assert wrong(sheet(*MARKS, row, merged=["A1:C1"])) == expected


def test_marks_beside_a_result_are_verdicts() -> None:
    given = sheet(
        ["Xã Phìn Hồ", None, None, None],
        ["Tiêu chí", "Kết quả", "Đạt", "Chưa đạt"],
        ["TC08", "18/19", "x", None],
        merged=["A1:D1"],
    )
    assert figures(given) == {("phin-ho", "TC08"): "18/19"}


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (["Kết quả", "Đạt", "Chưa đạt"], [None, "x", None], {("phin-ho", "TC06"): "yes"}),
        (["Đạt", "Chưa đạt", "Số liệu"], [None, "x", None], {("phin-ho", "TC06"): "no"}),
        (["Kết quả", "Đánh giá"], [None, "Chưa đạt"], {("phin-ho", "TC06"): "no"}),
        (["Kết quả", "Đánh giá"], [None, "cần theo dõi"], {}),
        (["Kết quả", "Xếp loại"], [None, "Đạt"], {("phin-ho", "TC06"): "yes"}),
        (
            ["Kết quả", "Đánh giá", "Ghi chú"],
            ["có", "Chưa đạt", None],
            {("phin-ho", "TC06"): "yes"},
        ),
        (["Kết quả", "Đạt", "Chưa đạt"], [None, None, None], {}),
    ],
)
def test_a_verdict_beside_an_empty_result_is_the_answer_to_yes_or_no(
    headings: list[Given], row: list[Given], expected: dict[tuple[str, str], str]
) -> None:
    given = sheet(
        ["Xã Phìn Hồ", None, None, None],
        ["Tiêu chí", *headings],
        ["TC06", *row],
        ["TC03", *(3 if each in {"Kết quả", "Số liệu"} else None for each in headings)],
        ["TC08", None, *row[1:]],
        merged=["A1:D1"],
    )
    assert figures(given) == expected | {("phin-ho", "TC03"): "3"}


def test_a_verdict_answers_what_stands_below_the_same_name() -> None:
    turned = sheet(
        ["Tiêu chí", "Phìn Hồ", None, "Hồng Thu", None],
        [None, "Kết quả", "Đánh giá", "Kết quả", "Đánh giá"],
        ["TC06", None, "Đạt", None, "Chưa đạt"],
        ["TC03", 2, "Đạt", None, "Chưa đạt"],
        merged=["A1:A2", "B1:C1", "D1:E1"],
    )
    assert figures(turned) == {
        ("phin-ho", "TC06"): "yes",
        ("hong-thu", "TC06"): "no",
        ("phin-ho", "TC03"): "2",
    }
    wide = sheet(
        ["Địa bàn", "TC06", None, "TC03", "Đánh giá"],
        [None, "Kết quả", "Đánh giá", None, None],
        ["Phìn Hồ", None, "Chưa đạt", 2, "Đạt"],
        ["Hồng Thu", None, None, 3, "Đạt"],
        merged=["A1:A2", "B1:C1", "D1:D2", "E1:E2"],
    )
    assert figures(wide) == {
        ("phin-ho", "TC06"): "no",
        ("phin-ho", "TC03"): "2",
        ("hong-thu", "TC03"): "3",
    }


def test_verdicts_that_contradict_each_other_are_a_problem() -> None:
    rows: list[list[Given]] = [["TC06", None, "x", "x"], ["TC03", 2, "x", None]]
    header: list[list[Given]] = [["Xã Phìn Hồ"], ["Tiêu chí", "Kết quả", "Đạt", "Chưa đạt"]]
    assert wrong(sheet(*header, *rows, merged=["A1:D1"])) == [("conflicting_result", "D3")]


def test_met_is_no_answer_where_the_target_is_no() -> None:
    """It can say that there is some, or that there is none as there should be."""
    gangs = replace(
        CRITERIA[1], name="Có tội phạm băng nhóm", target=Target.parse("no", Measure.YES_NO)
    )
    lexicon = lexicon_of(CRITERIA[0], gangs)
    for header, row in (
        (["Tiêu chí", "Kết quả"], ["TC06", "đạt"]),
        (["Tiêu chí", "Đạt", "Chưa đạt"], ["TC06", "x", None]),
        (["Tiêu chí", "Kết quả", "Đánh giá"], ["TC06", None, "Chưa đạt"]),
    ):
        given = sheet(["Xã Phìn Hồ"], header, ["TC03", 2], row, merged=["A1:C1"])
        assert "bad_answer" in [code for code, _ in wrong(given, lexicon=lexicon)]
    given = sheet(
        ["Xã Phìn Hồ"], ["Tiêu chí", "Có", "Không"], ["TC06", None, "x"], merged=["A1:C1"]
    )
    assert figures(given, lexicon=lexicon) == {("phin-ho", "TC06"): "no"}


def test_counts_of_what_is_met_are_no_marks() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None], [None, "Đạt", "Chưa đạt"], ["Phìn Hồ", 3, 5], merged=["B1:C1"]
    )
    assert questions(given) == [("half_pair", "B2"), ("unknown_column", "C2")]
    unnamed = sheet(["Địa bàn", "Đạt", "Chưa đạt", "TC03"], ["Phìn Hồ", "x", None, 2])
    assert questions(unnamed) == [("unknown_column", "B1")]
    answered = Lexicon(PROGRAMME, {"dat": Meaning(), "chua dat": Meaning(Role.IGNORED)})
    given = sheet(*MARKS, ["TC03", 2, 7], merged=["A1:C1"])
    assert figures(given, lexicon=answered) == {("phin-ho", "TC03"): "2"}


def test_below_an_area_the_other_half_is_not_worked_out() -> None:
    given = sheet(
        ["Tiêu chí", "Phìn Hồ", None],
        [None, "Số vụ đã khám phá", "Số vụ"],
        ["TC08", 3, 5],
        merged=["A1:A2", "B1:C1"],
    )
    assert questions(given) == [("same_columns", "B2")]


def test_figures_that_begin_far_below_an_unknown_heading_are_asked_about_too() -> None:
    rows: list[list[Given]] = [["Phìn Hồ", 2, None]] * 500
    given = sheet(["Địa bàn", "TC03", "Số cuộc họp"], *rows, ["Hồng Thu", 3, 7])
    assert questions(given) == [("unknown_column", "C1")]


NO_RESULTS = [
    "TC03 (kế hoạch)",
    "TC03 KH năm 2023",
    "TC03 – cùng kỳ",
    "TC03 (năm trước)",
    "TC03: ước thực hiện",
    "TC03 luỹ kế",
    "TC03 9 tháng",
    "TC03 quý II",
    "Mô hình tự quản (chỉ tiêu)",
]


@pytest.mark.parametrize("heading", NO_RESULTS)
def test_what_is_no_result_of_the_period_is_left_out_and_said(heading: str) -> None:
    given = table(heading, "TC07")
    assert figures(given) == {("phin-ho", "TC07"): "7"}
    assert wrong(given) == [("not_results", "B1")]
    # Beside the result itself it needs no word.
    given = table("TC03", heading)
    assert figures(given) == {("phin-ho", "TC03"): "7"}
    assert wrong(given) == []
    # Without figures there is none either.
    given = sheet(["Địa bàn", heading, "TC07"], ["Phìn Hồ", None, 7])
    assert wrong(given) == []


RESULTS = [
    "TC03 (chỉ tiêu: ≥ 1)",
    "TC03 thực hiện kế hoạch",
    "TC03 hương ước",
    "TC03 6 tháng đầu năm",
    "TC03 Kế hoạch số 12",
]


@pytest.mark.parametrize("heading", RESULTS)
def test_words_that_go_with_a_result_say_nothing(heading: str) -> None:
    given = table(heading, "TC07")
    assert figures(given) == {("phin-ho", "TC03"): "7", ("phin-ho", "TC07"): "7"}
    assert wrong(given) == []


def test_words_of_the_name_itself_say_nothing() -> None:
    named = criterion("TC03", "Nghị quyết, kế hoạch chuyển hóa trong quý I")
    lexicon = lexicon_of(named, *CRITERIA[1:])
    given = table("TC03 kế hoạch quý I", "TC07")
    assert set(figures(given, lexicon=lexicon)) == {("phin-ho", "TC03"), ("phin-ho", "TC07")}


def test_a_plan_above_the_names_is_of_all_below() -> None:
    for above, wanted in (("Kế hoạch", {"TC07"}), ("Chỉ tiêu", {"TC03", "TC07"})):
        given = sheet(
            ["Địa bàn", above, "Kết quả"],
            [None, "TC03", "TC07"],
            ["Phìn Hồ", 3, 19],
            merged=["A1:A2"],
        )
        assert {criterion for _, criterion in figures(given)} == wanted


def test_two_columns_of_a_rate_that_do_not_go_together_are_asked_about_once() -> None:
    given = sheet(
        ["Địa bàn", "TC08", None],
        [None, "Số vụ đã khám phá", "Số ban"],
        ["Phìn Hồ", 18, 19],
        merged=["A1:A2", "B1:C1"],
    )
    assert questions(given) == [("same_columns", "B2")]


def test_a_part_of_a_year_says_whether_a_result_is_of_the_period() -> None:
    under: list[Given] = [None, "KH năm", "TH 6 tháng đầu năm", "TH quý II"]
    given = sheet(["Địa bàn", "TC03"], under, ["Phìn Hồ", 5, 2, 1], merged=["A1:A2", "B1:D1"])
    assert figures(given) == {("phin-ho", "TC03"): "2"}
    assert wrong(given) == []
    # Without a year nothing says of which period it is.
    assert ("no_period", "A1") in questions(given, None)
    under = [None, "TH quý II", "6 tháng"]
    given = sheet(["Địa bàn", "TC03", "TC07"], under, ["Phìn Hồ", 1, 2], merged=["A1:A2"])
    assert figures(given) == {("phin-ho", "TC07"): "2"}
    assert wrong(given) == [("not_results", "B2")]
    given = sheet(
        ["Xã Phìn Hồ"], ["Tiêu chí", "KH năm", "TH quý I", "TH 6 tháng"], ["TC03", 5, 1, 2]
    )
    assert figures(given) == {("phin-ho", "TC03"): "2"}
    assert wrong(given) == []
