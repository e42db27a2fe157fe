from __future__ import annotations

from decimal import Decimal

import pytest

from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.periods import Period
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Value
from tests.effort import bounded
from tests.intake.files import BASE, accepted, codes, found, read

# The values of the next line begin in column 52.
ENTRY = "results:\n  - {period: 2023-H1, area: phin-ho,  values: {    %s}}"
HALF = Period.from_code("2023-H1")


def value(number: str, denominator: str | None = None) -> Value:
    return Value(Decimal(number), None if denominator is None else Decimal(denominator))


def with_values(text: str) -> list[str]:
    return found(ENTRY % text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("V1: 19", value("19")),
        ("V1: 12.5", value("12.5")),
        ("V1: -3", value("-3")),
        ('V1: "19"', value("19")),
        ("V1: 0", value("0")),
        ("V1: n/a", NOT_APPLICABLE),
        ("Y1: yes", YES),
        ("Y1: no", NO),
        ("R1: 18/19", value("18", "19")),
        ("R1: 0/0", value("0", "0")),
        ("R1: 100", value("100")),
        ("D1: 0", value("0")),
        ("X1: 19/18", value("19", "18")),
        ("X1: 1001", value("1001")),
    ],
)
def test_values_are_read_as_written(text: str, expected: Value) -> None:
    (result,) = accepted(BASE + ENTRY % text).results
    assert result.value == expected


@pytest.mark.parametrize("text", ["V1: ", "V1: ~", "V1: null", 'V1: "-"', 'V1: ""', "V1: -"])
def test_nothing_is_never_zero(text: str) -> None:
    assert accepted(BASE + ENTRY % text).results == ()


def test_results_say_where_they_stand() -> None:
    text = (
        "results:\n  - {period: 6T/2023, area: PHIN-HO,\n     values: {V1: 1, r1: 1/2}}\n"
        "  - period: 2022\n    area: can-co\n    values:\n      V1: 2\n"
        "    notes:\n      V1: ước tính\n"
    )
    assert accepted(BASE + text).results == (
        Result(HALF, "phin-ho", "V1", value("1"), Origin(0, 18, 19)),
        Result(HALF, "phin-ho", "R1", value("1", "2"), Origin(0, 18, 26)),
        Result(Period.from_code("2022"), "can-co", "V1", value("2"), Origin(0, 22, 11), "ước tính"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("V1: yes", ["answer_not_allowed 17:56"]),
        ("V1: 1/2", ["fraction_not_allowed 17:56"]),
        ("V1: 12,5", ["decimal_comma 17:59"]),
        ('V1: "12,5"', ["bad_number 17:56"]),
        ("V1: 1_000", ["bad_number 17:56"]),
        ("V1: nan", ["bad_number 17:56"]),
        ("V1: .inf", ["bad_number 17:56"]),
        ("V1: 1e2000000", ["bad_number 17:56"]),
        ("V1: ١٢", ["bad_number 17:56"]),
        ("V1: −3", ["bad_number 17:56"]),
        ("V1: 9223372036854775808", ["number_too_long 17:56"]),
        ("V1: 1.00001", ["number_too_long 17:56"]),
        ('V1: "null"', ["bad_number 17:56"]),
        ('V1: "~"', ["bad_number 17:56"]),
        ("V1: N/A", ["bad_number 17:56"]),
        ("V1: [1]", ["text_expected 17:56"]),
        ("V1: *x", ["alias 17:56"]),
        ("V1: &x 1", ["alias 17:56"]),
        ("Y1: 1", ["bad_answer 17:56"]),
        ("Y1: Yes", ["bad_answer 17:56"]),
        ("Y1: true", ["bad_answer 17:56"]),
        ("R1: -3", ["negative 17:56"]),
        ("D1: -3", ["negative 17:56"]),
        ("R1: 101", ["above_per 17:56"]),
        ("R1: 19/18", ["share_above_one 17:56"]),
        ("R1: 1/0", ["share_above_one 17:56"]),
        ("R1: 64%", ["bad_number 17:56"]),
        ("X1: 999999999/0.0001", ["rate_too_large 17:56"]),
        ("X1: 1000000/1", ["rate_too_large 17:56"]),
        ("X1: 999999.9999/1", []),
        ("X1: 5/0", []),
        ("V2: 1", ["unknown_criterion 17:52"]),
        ("V1: 1, v1: 1", ["repeated_result 17:63"]),
        ("V1: 1, v1: 2", ["conflicting_result 17:63"]),
        ("V1: 1, V1: 1", ["key_twice 17:59"]),
        ("V1: 1}, note: {V1: x", ["unknown_key 17:60"]),
        ("V1: 1}, notes: {V1: [x]", ["text_expected 17:72"]),
        ("V1: 1}, notes: {V1: *x", ["alias 17:72"]),
        ("V1: 1}, notes: {V1: ~, Y1: ''", []),
        ("V1: 1}, notes: {V2: x", ["unknown_criterion 17:68"]),
        ("V1: 1}, notes: {Y1: x", ["note_without_value 17:68"]),
        ("V1: ~}, notes: {V1: x", ["note_without_value 17:68"]),
        (r'V1: 1}, notes: {V1: "\e[0m"', ["control_character 17:72"]),
    ],
)
def test_what_does_not_fit_is_a_problem_at_its_place(text: str, expected: list[str]) -> None:
    assert with_values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{area: can-co, values: {V1: 1}}", ["missing_key 17:5"]),
        ("{period: 2023, values: {V1: 1}}", ["missing_key 17:5"]),
        ("{period: 2023, area: can-co}", ["missing_key 17:5"]),
        ("{period: 2023, area: can-co, values: {}}", []),
        ("{period: 2023, area: can-co, values: [V1]}", ["mapping_expected 17:42"]),
        ("{period: 2023-02-29, area: can-co, values: {V1: 1}}", ["bad_period 17:14"]),
        (
            "{period: 2023-13, area: can-co, values: {V1: z}}",
            ["bad_period 17:14", "bad_number 17:50"],
        ),
        (
            "{period: 2023, area: x, values: {V1: z}, notes: {Y1: x}}",
            ["unknown_area 17:26", "bad_number 17:42"],
        ),
        ("{period: 2024, area: can-co, values: {V1: 1}}", ["future_period 17:14"]),
        ("[2023, can-co]", ["mapping_expected 17:5"]),
        ("*x", ["alias 17:5"]),
    ],
)
def test_problems_of_entries(text: str, expected: list[str]) -> None:
    assert found(f"results:\n  - {text}") == expected


def test_the_same_value_twice_is_a_notice() -> None:
    text = "results:\n" + "  - {period: 2023-H1, area: phin-ho, values: {R1: 18/20}}\n" * 2
    reading = read(BASE + text)
    assert codes(reading) == ["repeated_result 18:51"]
    assert reading.accepted
    assert len(reading.dataset.results) == 1


def test_two_values_that_disagree_name_both_places() -> None:
    text = (
        "results:\n  - {period: 2023-H1, area: phin-ho, values: {R1: 18/20}}\n"
        "  - {period: 6T/2023, area: Phin-Ho, values: {r1: 9/10}}\n"
    )
    reading = read(BASE + text)
    assert codes(reading) == ["conflicting_result 18:51"]
    assert not reading.accepted
    assert {name: str(each) for name, each in reading.problems[0].params.items()} == {
        "area": "phin-ho",
        "criterion": "R1",
        "period": "2023-H1",
        "text": "9/10",
        "other": "18/20",
        "first": "a.yaml:17:51",
    }


def test_a_note_is_kept_from_either_place_but_not_two_different_ones() -> None:
    entry = "  - {period: 2023-H1, area: phin-ho, values: {V1: 1}%s}\n"
    one, other = ", notes: {V1: một}", ", notes: {V1: hai}"
    for first, second in ((one, ""), ("", one), (one, one)):
        reading = read(BASE + "results:\n" + entry % first + entry % second)
        assert codes(reading) == ["repeated_result 18:51"]
        assert reading.dataset.results[0].note == "một"
    reading = read(BASE + "results:\n" + entry % one + entry % other)
    assert codes(reading) == ["conflicting_result 18:51"]
    assert reading.problems[0].params["text"] == "hai"


def test_a_period_to_come_is_noticed_once() -> None:
    entry = "  - {period: 2023-H2, area: %s, values: {V1: 1}}\n"
    text = BASE + "results:\n" + entry % "phin-ho" + entry % "can-co"
    assert codes(read(text)) == ["future_period 17:14"]
    assert codes(read("periods: [2023-H2]\n" + text)) == ["future_period 1:11"]


def test_a_value_is_judged_by_the_set_in_force_in_its_period() -> None:
    later = (
        "  - code: B2\n    name: b\n    from: 2023\n    criteria:\n"
        "      - {code: R1, name: r, measure: rate, target: '> 0', per: 1000}\n"
        "      - {code: Z1, name: z, measure: rate, target: '> 0', per: 50}\n"
    )
    entry = "  - {period: %s, area: phin-ho, values: {%s}}\n"
    text = BASE + later + "results:\n"
    assert codes(read(text + entry % ("2022", "R1: 500"))) == ["above_per 23:48"]
    assert codes(read(text + entry % ("2023", "R1: 500"))) == []
    # Where no set, or not that one, has it in force, the latest one that has it.
    assert codes(read(text + entry % ("2020", "R1: 500"))) == []
    assert codes(read(text + entry % ("2022", "Z1: 60"))) == ["above_per 23:48"]
    assert codes(read(text + entry % ("2023", "X1: 60"))) == []


def test_long_digits_and_texts_cost_nothing() -> None:
    with bounded():
        assert with_values(f"V1: {'9' * 5_000}") == ["number_too_long 17:56"]
        assert with_values(f"V1: {'z' * 200_000}") == ["bad_number 17:56"]
        assert with_values(f"V1: 1}}, notes: {{V1: {'x' * 200_000}") == ["text_too_long 17:72"]
