from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.intake.layout.cells import follows
from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.readings import joined
from chuyenhoa.model.dataset import Criterion, RevisedTarget
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NOT_APPLICABLE, Measure, Value
from chuyenhoa.sources.sheets import Cell, CellKind
from tests.intake.layout.sheets import (
    CRITERIA,
    LEXICON,
    PROGRAMME,
    Given,
    figures,
    lexicon_of,
    percent,
    reading,
    sheet,
    understood,
    wrong,
)

if TYPE_CHECKING:
    from chuyenhoa.sources.sheets import Sheet

HEAD: list[Given] = ["STT", "Địa bàn", "TC03", "TC08"]


def rows(*given: list[Given]) -> list[tuple[str, str]]:
    return wrong(sheet(HEAD, *given))


def test_blank_is_nothing_and_an_explicit_not_applicable_is_something() -> None:
    assert figures(sheet(HEAD, [1, "Phìn Hồ", None, "n/a"])) == {("phin-ho", "TC08"): "n/a"}


def test_bad_cells_are_problems_at_their_cells_once_each() -> None:
    error = Cell("#DIV/0!", CellKind.ERROR)
    assert rows([1, "Phìn Hồ", error, "abc"], [2, "Hồng Thu", error, 50]) == [
        ("error_cell", "C2"),
        ("bad_number", "D2"),
        ("error_cell", "C3"),
    ]


def test_the_same_twice_is_a_notice_and_two_values_are_a_problem() -> None:
    given = sheet(HEAD, [1, "Phìn Hồ", 2, 90], [2, "xã Phìn Hồ", 2, 91])
    notice, problem = reading(given).problems
    assert (notice.code, notice.notice) == ("repeated_result", True)
    assert problem.code == "conflicting_result"
    assert "“91” here, but “90” at bao-cao.xlsx [Sheet1!D2]" in problem.sentence()


def test_an_unknown_area_with_figures_is_a_problem_wherever_it_stands() -> None:
    assert rows(
        [1, "Xã lạ", 1], [2, "Phìn Hồ", 2], [3, "Phìn Hồo", 3], [4, "Hồng Thu", 1], [5, "Mới", 4]
    ) == [("unknown_area", "B2"), ("unknown_area", "B4"), ("unknown_area", "B6")]
    assert rows([1, "Phìn Hồ", 2], [2, None, 3]) == [("no_label", "B3")]
    assert rows([1, "Phìn Hồ", 2], [], [2, "Lạ", 3], [3, "Hồng Thu", 3]) == [("unknown_area", "B4")]


def test_rows_about_nothing_are_left_out_and_said() -> None:
    given = sheet(
        HEAD,
        ["I", "Vùng cao", 5],
        [1, "Phìn Hồ", 2],
        ["A", "Vùng thấp", 5],
        [None, "Chỉ tiêu", 5],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)"],
        [2, "Hồng Thu", 3],
        [None, "Vùng khác"],
        [None, "Tổng", 5],
        [],
        ["Người lập", None, 7],
    )
    assert figures(given) == {("phin-ho", "TC03"): "2", ("hong-thu", "TC03"): "3"}
    [reason] = reading(given).reasons
    assert reason.params == {"count": 8, "row": 2, "text": "I"}
    assert reason.sentence() == "8 rows hold no results, the first is row 2: “I”."


def test_roman_numbers_are_groups_only_beside_arabic_ones() -> None:
    assert rows(["I", "Lạ", 5], ["II", "Phìn Hồ", 2]) == [("unknown_area", "B2")]


def test_an_ambiguous_area_names_its_candidates() -> None:
    areas = (*PROGRAMME.areas, PROGRAMME.areas[0].__class__("phin-ho-2", "Phìn Hồ"))
    lexicon = Lexicon(PROGRAMME.__class__(PROGRAMME.programme, areas, (), PROGRAMME.criteria_sets))
    given = sheet(HEAD, [1, "Phìn Hồ", 2], [2, "Hồng Thu", 1])
    [problem] = reading(given, lexicon=lexicon).problems
    assert problem.params["candidates"] == ["phin-ho", "phin-ho-2"]


def test_look_alikes_in_a_row_are_said() -> None:
    given = sheet(HEAD, [1, "XA00I2", 2])
    [notice] = reading(given).problems
    assert (notice.code, notice.notice) == ("look_alike", True)
    assert reading(given).results[0].area == "XA0012"


def test_an_unknown_criterion_is_a_problem() -> None:
    given = sheet(["Tiêu chí", "Phìn Hồ"], ["TC03", 1], ["Mô hình tự quảnn", 2], ["TC06", "x"])
    [problem] = reading(given, lexicon=Lexicon(PROGRAMME)).problems
    assert (problem.code, problem.suggestion) == ("unknown_criterion", "Mô hình tự quản")


def test_figures_of_another_area_end_the_sheet_of_one() -> None:
    given = sheet(
        ["Xã Phìn Hồ", None],
        ["Tiêu chí", "Kết quả"],
        ["Xã Phìn Hồ", None],
        ["TC03", 1],
        ["Xã Hồng Thu", None],
        ["TC03", 2],
        merged=["A1:B1"],
    )
    assert wrong(given) == [("area_among_criteria", "A5")]
    assert len(reading(given).results) == 1


def test_a_merged_area_counts_for_all_its_rows() -> None:
    given = sheet(
        ["Địa bàn", "Tiêu chí", "Kết quả"],
        ["Phìn Hồ", "TC03", 1],
        [None, "TC06", "x"],
        ["Hồng Thu", "TC03", 2],
        merged=["A2:A3"],
    )
    assert len(figures(given)) == 3
    loose = sheet(["Địa bàn", "Tiêu chí", "Kết quả"], ["Phìn Hồ", "TC03", 1], [None, "TC06", 2])
    assert wrong(loose) == [("no_label", "A3")]


PARTS: list[Given] = ["Địa bàn", "TC08 tử số", "TC08 mẫu số"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["Phìn Hồ", 18, None], [("half_fraction", "B2")]),
        (["Phìn Hồ", "-", 19], [("half_fraction", "C2")]),
        (["Phìn Hồ", 18, "KAD"], [("half_fraction", "B2")]),
        (["Phìn Hồ", 20, 19], [("share_above_one", "B2")]),
        (["Phìn Hồ", "abc", 19], [("bad_number", "B2")]),
        (["Phìn Hồ", None, None], []),
        (["Phìn Hồ", "-", "-"], []),
    ],
)
def test_halves_that_make_no_rate(given: list[Given], expected: list[tuple[str, str]]) -> None:
    assert wrong(sheet(PARTS, given)) == expected


def test_halves_make_a_rate() -> None:
    assert figures(sheet(PARTS, ["Phìn Hồ", "KAD", "KAD"])) == {("phin-ho", "TC08"): "n/a"}
    assert figures(sheet(PARTS, ["Phìn Hồ", 0, 0])) == {("phin-ho", "TC08"): "0/0"}
    twice = sheet(PARTS, ["Phìn Hồ", 18, 19], ["Phìn Hồ", 18, 20])
    assert wrong(twice) == [("conflicting_result", "C3")]


def test_a_share_above_its_parts_must_agree_with_them() -> None:
    def table(share: Given) -> Sheet:
        return sheet(
            ["Tiêu chí", "Phìn Hồ"], ["TC08", share], ["- Đã khám phá", 18], ["- Tổng số", 19]
        )

    assert wrong(table(94.7)) == []
    assert wrong(table(94.8)) == [("conflicting_result", "B3")]


def test_a_part_needs_a_rate_above_it() -> None:
    given = sheet(["Tiêu chí", "Phìn Hồ"], ["TC03", 1], ["- Đã làm", 2], ["TC06", "x"])
    assert wrong(given) == [("unknown_criterion", "A3")]


@pytest.mark.parametrize(
    ("share", "exact", "expected"),
    [
        (Value(Decimal("94.7")), Value(Decimal(18), Decimal(19)), True),
        (Value(Decimal(95)), Value(Decimal(18), Decimal(19)), True),
        (Value(Decimal("94.6")), Value(Decimal(18), Decimal(19)), False),
        (Value(Decimal(1), Decimal(2)), Value(Decimal(1), Decimal(2)), False),
        (NOT_APPLICABLE, Value(Decimal(1), Decimal(2)), False),
        (Value(Decimal(1)), NOT_APPLICABLE, False),
        (Value(Decimal(0)), Value(Decimal(0), Decimal(0)), False),
    ],
)
def test_whether_a_share_follows(share: Value, exact: Value, expected: bool) -> None:
    assert follows(share, exact, LEXICON.measured("TC08")) is expected


def test_a_note_that_cannot_be_kept_is_a_problem() -> None:
    head: list[Given] = ["Địa bàn", "Tiêu chí", "Kết quả", "Ghi chú"]
    given = sheet(head, ["Phìn Hồ", "TC03", 1, "a\x1bb"], ["Hồng Thu", "TC03", 1, "được"])
    assert wrong(given) == [("control_character", "D2")]
    assert [each.note for each in reading(given).results] == [None, "được"]


def test_lines_of_a_text_file_are_its_own() -> None:
    given = sheet(["area", "criterion", "value"], ["phin-ho", "TC03", "2"], name="", file="a.csv")
    placed = given.__class__("a.csv", "", given.rows, lines=(1, 4))
    assert reading(placed).results[0].origin == (0, 4, 3, None)


def test_several_sheets_are_one_input() -> None:
    one = sheet(HEAD, [1, "Phìn Hồ", 2, 90], file="a.xlsx")
    two = sheet(HEAD, [1, "Phìn Hồ", 2, 91], ["I", "Nhóm"], file="b.xlsx")
    readings = [
        read_figures(understood(given), LEXICON, file) for file, given in enumerate([one, two])
    ]
    both = joined(readings, LEXICON, {0: "a.xlsx", 1: "b.xlsx"})
    assert [(each.code, str(each.place)) for each in both.problems] == [
        ("repeated_result", "b.xlsx [Sheet1!C2]"),
        ("conflicting_result", "b.xlsx [Sheet1!D2]"),
    ]
    assert str(both.problems[1].params["first"]) == "a.xlsx [Sheet1!D2]"
    assert (len(both.results), len(both.reasons)) == (2, 1)


def test_one_sheet_is_an_input_as_it_is() -> None:
    alone = reading(sheet(HEAD, [1, "Phìn Hồ", 2, "abc"], ["I", "Nhóm"]))
    assert joined([alone], LEXICON, {0: "bao-cao.xlsx"}) == alone


def test_rows_that_name_the_same_in_other_ways_are_read_alike() -> None:
    head: list[Given] = ["Mã", "Tên xã", "Tiêu chí", "Kết quả"]
    given = sheet(
        head,
        ["phin-ho", "Phìn Hồ", "TC03", 1],
        ["phin-ho", None, "TC08", "1/2"],
        [None, "Phìn Hồ", "TC07", 3],
        ["hong-thu", "Hồng Thu", "TC03", 4],
        ["phin-ho", "Phìn Hồ", "TC03", 1],
    )
    assert [(each.area, each.criterion) for each in reading(given).results] == [
        ("phin-ho", "TC03"),
        ("phin-ho", "TC08"),
        ("phin-ho", "TC07"),
        ("hong-thu", "TC03"),
    ]
    assert wrong(given) == [("repeated_result", "D6")]


def test_a_merged_label_beside_a_plain_one_is_looked_at_in_each_row() -> None:
    head: list[Given] = ["Xã", "Tiêu chí", "Kết quả"]
    given = sheet(
        head,
        ["Phìn Hồ", "TC03", 1],
        [None, "TC06", "có"],
        ["Hồng Thu", "TC03", 2],
        [None, "TC06", "không"],
        merged=["A2:A3", "A4:A5"],
    )
    assert figures(given) == {
        ("phin-ho", "TC03"): "1",
        ("phin-ho", "TC06"): "yes",
        ("hong-thu", "TC03"): "2",
        ("hong-thu", "TC06"): "no",
    }


def test_rates_that_are_worked_out_are_rounded_and_said_once() -> None:
    given = sheet(HEAD, [1, "Phìn Hồ", 2, 94.7368421052632], [2, "Hồng Thu", 1, 83.3333333333333])
    read = reading(given)
    assert [(each.code, each.notice, each.params["value"]) for each in read.problems] == [
        ("rounded", True, Decimal("94.7368"))
    ]
    assert figures(given)["hong-thu", "TC08"] == "83.3333"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (sheet(HEAD, [1, "Phìn Hồ", None, 0.955]), ("unclear_share", "0,955", None)),
        (sheet(HEAD, [1, "Phìn Hồ", None, "0,955"]), ("unclear_share", "0,955", None)),
        (sheet(HEAD, [1, "Phìn Hồ", 2.12346, None]), ("number_too_long", "2,12346", "2,1235")),
        (sheet(HEAD, [1, "Phìn Hồ", percent("9.5"), None]), ("percent_not_allowed", "9,5%", None)),
        (sheet(HEAD, [1, "Phìn Hồ", None, percent("101.5")]), ("above_per", "101,5%", None)),
        (sheet(HEAD, [1, "Phìn Hồ", None, "101.5%"]), ("above_per", "101.5%", None)),
        (sheet(["Địa bàn", "TC06"], ["Phìn Hồ", 2.5]), ("bad_answer", "2,5", None)),
        (
            sheet(HEAD, [1, "Phìn Hồ", None, Cell("2023-06-05", CellKind.DATE)]),
            ("date_cell", "05/06/2023", None),
        ),
        (
            sheet(HEAD, [1, "Phìn Hồ", None, Cell("2023-06-05T08:30:00", CellKind.DATE)]),
            ("date_cell", "05/06/2023 08:30:00", None),
        ),
        (
            sheet(HEAD, [1, "Phìn Hồ", None, Cell("08:30:00", CellKind.DATE)]),
            ("date_cell", "08:30:00", None),
        ),
        (
            sheet(HEAD, [1, "Phìn Hồ", 2.5], [2, "Hồng Thu"], merged=["C2:C3"]),
            ("merged_figure", "2,5", None),
        ),
        (sheet(HEAD, [1, "Phìn Hồ", 2], [], [None, None, 2.5]), ("row_left_out", "2,5", None)),
    ],
)
def test_stored_numbers_are_quoted_as_people_see_them(
    given: Sheet, expected: tuple[str, str, str | None]
) -> None:
    (problem,) = reading(given).problems
    assert (problem.code, problem.params["text"], problem.suggestion) == expected
    assert {each.text for each in reading(given).refused} <= {expected[1]}


def test_in_an_english_dataset_they_have_a_point() -> None:
    programme = replace(PROGRAMME, programme=replace(PROGRAMME.programme, language="en"))
    given = sheet(HEAD, [1, "Phìn Hồ", 2.12346])
    (problem,) = reading(given, lexicon=Lexicon(programme)).problems
    assert (problem.params["text"], problem.suggestion) == ("2.12346", "2.1235")


def test_other_numbers_that_are_too_long_are_not_rounded() -> None:
    given = sheet(HEAD, [1, "Phìn Hồ", 1.23456, 2])
    assert wrong(given) == [("number_too_long", "C2")]


FULL = Criterion("TC09", "Tin báo", Target.parse(">= 100", Measure.RATE), measure=Measure.RATE)
NARROW = Criterion("TC10", "Mô hình", Target.parse("2.9999 .. 3", Measure.VALUE))


@pytest.mark.parametrize(
    ("code", "text", "suggestion"),
    [
        ("TC03", "1.23456", "1.2346"),
        ("TC03", "0.99999", "0.9999"),
        ("TC03", "1.00001", "1.0001"),
        ("TC03", "-0.000001", "0"),
        # Worked out to the target, or nearly: nobody can tell.
        ("TC03", "0.99999999999999", None),
        ("TC08", "79.999999", "79.9999"),
        ("TC08", "80.0000000001", None),
        ("TC09", "99.99999", "99.9999"),
        ("TC09", "100.00001", None),
        ("TC10", "2.99996", None),
        ("TC10", "3.00004", None),
        ("TC10", "3.00011", "3.0002"),
        # Of what it is compared with nothing is known here.
        ("TC07", "18.99999", None),
    ],
)
def test_no_number_is_suggested_that_is_judged_otherwise(
    code: str, text: str, suggestion: str | None
) -> None:
    rules = replace(PROGRAMME.criteria_sets[0], criteria=(*CRITERIA, FULL, NARROW))
    revised = RevisedTarget("TC10", Target.parse("= 3.0001", Measure.VALUE))
    lexicon = Lexicon(replace(PROGRAMME, criteria_sets=(rules,), targets=(revised,)))
    given = sheet(["Địa bàn", code], ["Phìn Hồ", Cell(text, CellKind.NUMBER)])
    (problem,) = reading(given, lexicon=lexicon).problems
    expected = "number_too_long" if suggestion else "unclear_rounding"
    written = suggestion and suggestion.replace(".", ",")
    assert (problem.code, problem.suggestion) == (expected, written)
    assert len(str(problem.params["text"])) > 6


def test_three_digits_behind_a_dot_are_unclear_where_others_are_decimals() -> None:
    rows: list[list[Given]] = [["Phìn Hồ", "39.125"], ["Hồng Thu", "38.5"], ["Căn Co", "1.250,5"]]
    read = reading(sheet(["Địa bàn", "TC03"], *rows))
    assert [(each.code, str(each.place)) for each in read.problems] == [
        ("unclear_thousands", "bao-cao.xlsx [Sheet1!B2]")
    ]
    assert [each.area for each in read.results] == ["hong-thu", "can-co"]
    assert [each.area for each in read.refused] == ["phin-ho"]
    given = sheet(["Địa bàn", "TC03"], *rows, name="", file="a.csv")
    text = replace(given, lines=(1, 3, 5, 7))
    assert [str(each.place) for each in reading(text).problems] == ["a.csv:3:2"]
    rows[1] = ["Hồng Thu", "38"]
    assert figures(sheet(["Địa bàn", "TC03"], *rows))["phin-ho", "TC03"] == "39125"


@pytest.mark.parametrize(
    "unit",
    [
        "Đơn vị tính: nghìn vụ",
        "(ĐVT: triệu đồng)",
        "BIỂU 1. KẾT QUẢ (đơn vị tính: %, ngàn người)",
        "Unit: thousands",
        "ĐVT: 1.000 đồng",
        "Đ.V.T: 1000đ",
        "(x 1.000)",
        "Đơn vị: tỷ đồng",
        "Nghìn vụ",
        "Ngàn cuộc",
        "Nghìn lượt người",
        "triệu",
        "KẾT QUẢ (triệu đồng)",
    ],
)
def test_a_unit_of_thousands_above_the_table_is_no_silent_factor(unit: str) -> None:
    given = sheet(["KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023", None, unit], HEAD, [1, "Phìn Hồ", 2, "90%"])
    assert wrong(given) == [("scaled_unit", "C1")]
    assert [each.criterion for each in reading(given).results] == ["TC08"]
    (refused,) = reading(given).refused
    assert (refused.criterion, refused.text, refused.place.within) == ("TC03", "2", "C3")


@pytest.mark.parametrize(
    "unit",
    ["Đơn vị: Triệu Sơn", "ĐVT: tỷ lệ %", "ĐVT: vụ", "Tỷ lệ", "ĐVT: 10.000.000,5", "Năm 1000"],
)
def test_other_units_are_no_thousands(unit: str) -> None:
    assert wrong(sheet([None, None, unit], HEAD, [1, "Phìn Hồ", 2, 90])) == []


def test_a_criterion_may_be_counted_in_thousands_itself() -> None:
    lexicon = lexicon_of(replace(CRITERIA[0], unit="Triệu đồng"), CRITERIA[3])
    given = sheet(["ĐVT: triệu đồng"], HEAD, [1, "Phìn Hồ", 2, 90])
    assert wrong(given, lexicon=lexicon) == []
    assert wrong(given) == [("scaled_unit", "A1")]


def test_a_unit_of_thousands_in_a_heading_or_a_row_is_about_its_own_figures() -> None:
    across: list[list[Given]] = [["Địa bàn", "TC03 (ĐVT: nghìn)", "TC07"], ["Phìn Hồ", 2, 19]]
    assert wrong(sheet(*across)) == [("scaled_unit", "B1")]
    assert [each.criterion for each in reading(sheet(*across)).results] == ["TC07"]
    down = sheet(
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "ĐVT", "Kết quả"],
        ["TC03", "mô hình", 2],
        ["TC07", "nghìn vụ", 19],
    )
    assert wrong(down) == [("scaled_unit", "B4")]
    assert [each.criterion for each in reading(down).results] == ["TC03"]


def test_a_unit_of_thousands_beside_the_figures_is_about_none_of_them() -> None:
    head: list[Given] = ["Địa bàn", "TC03", "TC07", "Kế hoạch (ĐVT: triệu đồng)"]
    assert wrong(sheet(head, ["Phìn Hồ", 2, 19, 30])) == []
    below: list[list[Given]] = [["Địa bàn", "TC03", "TC07"], [None, "mô hình", "ĐVT: nghìn vụ"]]
    assert wrong(sheet(*below, ["Phìn Hồ", 2, 19])) == [("scaled_unit", "C2")]
    below[1] = ["ĐVT", "mô hình", "nghìn vụ"]
    assert wrong(sheet(*below, ["Phìn Hồ", 2, 19])) == [("scaled_unit", "C2")]


def test_nothing_is_nothing_in_thousands_too() -> None:
    assert (
        wrong(sheet(["ĐVT: nghìn"], HEAD, [1, "Phìn Hồ", 0, 90], [2, "Hồng Thu", "n/a", 90])) == []
    )


def test_a_unit_of_thousands_may_stand_below_the_table() -> None:
    head: list[list[Given]] = [["Xã Phìn Hồ"], ["Tiêu chí", "ĐVT", "Kết quả"], ["TC07", "vụ", 2]]
    assert wrong(sheet(*head, ["Đơn vị tính: nghìn vụ"])) == [("scaled_unit", "A4")]
    assert wrong(sheet(*head, ["TC03", "nghìn", None], ["Người lập biểu (triệu)"])) == []
