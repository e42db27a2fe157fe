from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from chuyenhoa.intake.layout.cells import is_doubtful, read_cell, read_part, rounded
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure, Value
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind
from tests.intake.layout.sheets import LEXICON, Given, cell, criterion, percent

PER_CENT = criterion("P", "Tỷ lệ", unit="%")


def read(given: Given, code: str, language: str = "vi") -> str | None:
    measured = PER_CENT if code == "P" else LEXICON.measured(code)
    value = read_cell(cell(given), measured, language=language)
    return None if value is None else value.text(measured.measure)


@pytest.mark.parametrize(
    ("given", "code", "text"),
    [
        ("2", "TC03", "2"),
        ("3.954 vụ", "TC07", "3954"),
        ("3.954", "TC07", "3954"),
        ("1.234 mô hình", "TC03", "1234"),
        (1.234, "TC03", "1.234"),
        ("12,5", "TC03", "12.5"),
        ("180/183", "TC08", "180/183"),
        ("64%", "TC08", "64"),
        ("64 %", "TC08", "64"),
        ("64%", "P", "64"),
        (percent("95.5"), "TC08", "95.5"),
        (95.5, "TC08", "95.5"),
        ("x", "TC06", "yes"),
        ("chưa đạt", "TC06", "no"),
        (True, "TC06", "yes"),
        (False, "TC06", "no"),
        ("KAD", "TC06", "n/a"),
        ("không áp dụng", "TC03", "n/a"),
        ("19/18", "TC14", "19/18"),
        ("-", "TC03", None),
        (EMPTY, "TC03", None),
    ],
)
def test_what_cells_say(given: Given, code: str, text: str | None) -> None:
    assert read(given, code) == text


@pytest.mark.parametrize(
    ("given", "code", "problem", "suggestion"),
    [
        ("giảm 146 vụ (-3,56%)", "TC07", "change_given", None),
        ("tăng 2", "TC03", "change_given", None),
        ("2 mô hình mới", "TC03", "number_wanted", None),
        ("180/183 hoặc hơn 5", "TC08", "rate_wanted", "180/183"),
        ("183/180 hoặc hơn 5", "TC08", "rate_wanted", None),
        ("180/183 (88,4%)", "TC08", "rate_wanted", None),
        ("183/180 (98,4%)", "TC08", "rate_wanted", None),
        ("18/19 và 1/2", "TC08", "rate_wanted", None),
        ("khoảng 90%", "TC08", "rate_wanted", None),
        ("nhiều", "TC03", "bad_number", None),
        ("7" * 300 + "x", "TC03", "bad_number", None),
        ("x", "TC03", "answer_not_allowed", None),
        ("5", "TC06", "bad_answer", None),
        (1, "TC06", "bad_answer", None),
        (True, "TC03", "answer_not_allowed", None),
        (percent("5"), "TC03", "percent_not_allowed", None),
        (percent("5"), "TC14", "percent_not_allowed", None),
        ("18/19", "TC03", "fraction_not_allowed", None),
        (101, "TC08", "above_per", None),
        ("19/18", "TC08", "share_above_one", None),
        (-3, "TC07", "negative", None),
        ("94.7368421052632", "TC08", "number_too_long", None),
        (Cell("94.7368421052632", CellKind.NUMBER), "TC08", "number_too_long", "94.7368"),
        (Cell("12345678901.25555", CellKind.NUMBER), "TC03", "number_too_long", None),
        (Cell("#N/A", CellKind.ERROR), "TC03", "error_cell", None),
        (Cell("", CellKind.NO_VALUE), "TC03", "unsaved_formula", None),
        (Cell("2023-06-05", CellKind.DATE), "TC08", "date_cell", None),
        ("999999999/0,0001", "TC14", "rate_too_large", None),
        *((text, "TC03", "bad_number", None) for text in ("nan", "inf", "-inf")),
        ("1e2000000", "TC03", "number_wanted", None),
        (str(2**63), "TC03", "number_too_long", None),
        ("7" * 5_000, "TC03", "number_too_long", None),
        ("１９", "TC03", "number_wanted", None),
        ("٥", "TC03", "number_wanted", None),
        ("1_000", "TC03", "number_wanted", None),
        ("−3", "TC07", "negative", None),
    ],
)
def test_what_they_cannot_say(given: Given, code: str, problem: str, suggestion: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(given, code)
    assert (caught.value.code, caught.value.suggestion) == (problem, suggestion)


def test_marks_are_read_as_the_dataset_has_them() -> None:
    assert read("1,234", "TC03", "en") == "1234"
    assert read("1.234", "TC03", "vi") == "1234"
    assert read("1,23", "TC03", "vi") == "1.23"
    assert read("0,125", "TC03", "vi") == "0.125"
    assert read("94,737", "TC08", "vi") == "94.737"


@pytest.mark.parametrize("given", ["1,234", "12,500 vụ", "-1,234", "1,234,567"])
def test_a_comma_that_may_part_thousands_is_asked_about(given: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(given, "TC07")
    assert caught.value.code == "unclear_thousands"
    with pytest.raises(Invalid):
        read_part(cell(given), LEXICON.measured("TC07"), language="vi")


@pytest.mark.parametrize(
    ("given", "text"), [("19 vụ", "19"), ("1.900", "1900"), (19, "19"), ("KAD", "n/a"), ("", None)]
)
def test_a_part_is_a_plain_number(given: Given, text: str | None) -> None:
    measured = criterion("R", "Tỷ lệ", Measure.RATE, "vụ")
    value = read_part(cell(given), measured, language="vi")
    assert (value and value.text(Measure.VALUE)) == text


@pytest.mark.parametrize("given", [percent("5"), True, "18/19", "x"])
def test_a_part_is_nothing_else(given: Given) -> None:
    with pytest.raises(Invalid):
        read_part(cell(given), LEXICON.measured("TC08"), language="vi")


STRICT = replace(LEXICON.measured("TC08"), target=Target.parse(">= 80", Measure.RATE))
OPEN = replace(STRICT, may_exceed=True)


@pytest.mark.parametrize("given", [0.955, "0.955", "0,955", "1", 1, "1,0", "0,8 "])
def test_a_share_of_one_is_not_taken_for_a_percentage(given: Given) -> None:
    with pytest.raises(Invalid) as caught:
        read_cell(cell(given), STRICT, language="vi")
    assert caught.value.code == "unclear_share"


@pytest.mark.parametrize(("given", "text"), [(105, "105"), ("19/18", "19/18"), (10.5, "10.5")])
def test_what_may_exceed_a_whole_is_read_unless_it_may_be_a_share(given: Given, text: str) -> None:
    value = read_cell(cell(given), OPEN, language="vi")
    assert value is not None
    assert value.text(Measure.RATE) == text
    with pytest.raises(Invalid):
        read_cell(cell(1.05), OPEN, language="vi")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (percent("0.955"), "0.955"),
        ("0,955%", "0.955"),
        ("1/2", "1/2"),
        (0, "0"),
        (1.5, "1.5"),
        ("0/0", "0/0"),
        ("KAD", "n/a"),
        ("18/19 vụ", "18/19"),
        ("1.905 / 1.938 hộ dân", "1905/1938"),
    ],
)
def test_what_is_clearly_a_rate(given: Given, text: str) -> None:
    value = read_cell(cell(given), STRICT, language="vi")
    assert value is not None
    assert value.text(Measure.RATE) == text


def test_where_the_target_is_small_so_is_the_figure() -> None:
    small = replace(STRICT, target=Target.parse("< 0.5", Measure.RATE))
    assert read_cell(cell(0.35), small, language="vi") == Value(Decimal("0.35"))
    assert read(0.35, "TC14") == "0.35"


def test_a_change_behind_a_fraction_is_no_unit() -> None:
    with pytest.raises(Invalid) as caught:
        read_cell(cell("18/19 giảm nhẹ"), STRICT, language="vi")
    assert caught.value.code == "change_given"


@pytest.mark.parametrize(
    ("given", "code", "expected"),
    [
        (Cell("94.7368421052632", CellKind.PERCENT), "TC08", "94.7368"),
        (Cell("94.7368421052632", CellKind.NUMBER), "TC08", "94.7368"),
        (Cell("79.99999", CellKind.PERCENT), "TC08", None),
        (Cell("94.7368421052632", CellKind.TEXT), "TC08", None),
        (Cell("19.123456", CellKind.NUMBER), "TC07", None),
        (Cell("12345678901.25555", CellKind.NUMBER), "TC08", None),
    ],
)
def test_only_a_stored_rate_is_rounded_and_never_to_a_target(
    given: Cell, code: str, expected: str | None
) -> None:
    found = rounded(given, LEXICON.measured(code), {Decimal(80)})
    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("180/183 (98,4%)", "180/183"),
        ("98% (180/183 vụ)", "180/183"),
        ("180/183 vụ = 98,36 %", "180/183"),
        ("đạt 98,4% = 180/183", "180/183"),
        ("Đạt 98,4%", "98.4"),
        ("đạt 180/183", "180/183"),
    ],
)
def test_a_rate_may_be_said_twice_if_both_agree(given: str, text: str) -> None:
    assert read(given, "TC08") == text


@pytest.mark.parametrize("given", ["180/183 (tăng 98,4%)", "183/180 (101,7%)", "0/0 (0%)"])
def test_what_is_said_twice_must_be_one_rate(given: str) -> None:
    with pytest.raises(Invalid):
        read(given, "TC08")


@pytest.mark.parametrize(
    ("given", "code", "expected"),
    [
        ("Không", "TC06", True),
        ("ko", "TC06", True),
        ("chưa đạt", "TC06", False),
        ("có", "TC06", False),
        (False, "TC06", False),
        ("không", "TC03", False),
    ],
)
def test_a_no_where_there_should_be_none_is_doubtful(
    given: Given, code: str, expected: bool
) -> None:
    assert is_doubtful(cell(given), LEXICON.measured(code)) is expected
