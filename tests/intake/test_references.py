from __future__ import annotations

from decimal import Decimal

import pytest

from chuyenhoa.model.dataset import Baseline, Listing, RevisedTarget
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from tests.intake.files import BASE, accepted, codes, found, read


def period(code: str) -> Period:
    return Period.from_code(code)


def test_what_refers_to_areas_and_criteria() -> None:
    dataset = accepted(
        BASE
        + "listings:\n"
        "  - {area: PHIN-HO, listed: 2022-H2, selected: 2022-H2, delisted: 2023, decision: '12'}\n"
        "  - {area: can-co, listed: 6 tháng đầu năm 2022, selected: null, delisted: ~}\n"
        "targets:\n"
        "  - {criterion: r1, area: phin-ho, from: 2023-H1, until: 2023-H1, target: '>= 75',\n"
        '     reason: "vì thế\\n"}\n'
        "  - {criterion: Y1, target: 'no'}\n"
        "baselines:\n  - {area: Phin-ho, values: {d1: 21, D1: ~, d1 : -}}\n"
        "periods: [6T/2023, 2022-H2]\n".replace(", d1 : -", "")
    )
    assert dataset.listings == (
        Listing("phin-ho", period("2022-H2"), period("2022-H2"), period("2023"), "12"),
        Listing("can-co", period("2022-H1")),
    )
    assert dataset.targets == (
        RevisedTarget(
            "R1",
            Target.parse(">= 75", Measure.RATE),
            "phin-ho",
            period("2023-H1"),
            period("2023-H1"),
            "vì thế",
        ),
        RevisedTarget("Y1", Target.parse("no", Measure.YES_NO)),
    )
    assert dataset.baselines == (Baseline("phin-ho", "D1", Decimal(21)),)
    assert dataset.periods == (period("2023-H1"), period("2022-H2"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - {listed: 2022}", ["missing_key 17:5"]),
        ("  - {area: phin-ho}", ["missing_key 17:5"]),
        ("  - {area: phinho, listed: 2022}", ["unknown_area 17:12"]),
        ("  - {area: phin-ho, listed: 2022-13}", ["bad_period 17:29"]),
        ("  - {area: phin-ho, listed: 2022-H2, selected: 2022-H1}", ["too_early 17:48"]),
        ("  - {area: phin-ho, listed: 2022-H2, delisted: 2022-H2}", ["too_early 17:48"]),
        (
            "  - {area: phin-ho, listed: 2021, selected: 2022, delisted: 2022-H1}",
            ["too_early 17:61"],
        ),
        (
            "  - {area: phin-ho, listed: 2021, selected: x, delisted: y}",
            ["bad_period 17:45", "bad_period 17:58"],
        ),
        (
            "  - {area: phin-ho, listed: 2021}\n  - {area: phin-ho, listed: 2022}",
            ["conflicting_definition 18:5"],
        ),
        (
            "  - {area: phin-ho, listed: 2021}\n  - {area: Phin-Ho, listed: 2021}",
            ["repeated_definition 18:5"],
        ),
    ],
)
def test_problems_of_listings(text: str, expected: list[str]) -> None:
    assert found(f"listings:\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - {target: '= 0'}", ["missing_key 17:5"]),
        ("  - {criterion: V1}", ["missing_key 17:5"]),
        (
            "  - {criterion: V2, target: '= 0', area: x}",
            ["unknown_criterion 17:17", "unknown_area 17:42"],
        ),
        ("  - {criterion: V1, target: 'yes'}", ["target_does_not_fit 17:29"]),
        ("  - {criterion: V1, target: '= 0', from: 2023, until: 2022}", ["too_early 17:55"]),
        ("  - {criterion: V1, target: '= 0', from: x, until: 2022}", ["bad_period 17:42"]),
        (
            "  - {criterion: V1, target: '= 0', reason: \"a\\tb\\nc\\ad\"}",
            ["control_character 17:44"],
        ),
        (
            "  - {criterion: V1, target: '= 0'}\n  - {criterion: v1, target: '= 1'}",
            ["conflicting_definition 18:5"],
        ),
        (
            "  - {criterion: V1, target: '= 0', area: can-co}\n  - {criterion: v1, target: '= 1'}",
            [],
        ),
        (
            (
                "  - {criterion: V1, target: '= 0', from: 2023}\n"
                "  - {criterion: V1, target: '= 1', from: 2023-H1}"
            ),
            ["same_start 18:5"],
        ),
        (
            (
                "  - {criterion: V1, target: '= 0', from: 2023}\n"
                "  - {criterion: V1, target: '= 1', from: 2023-H2}\n"
                "  - {criterion: V1, target: '= 1'}\n"
                "  - {criterion: V1, target: '= 1', from: 2023-H1, area: can-co}"
            ),
            [],
        ),
    ],
)
def test_problems_of_revised_targets(text: str, expected: list[str]) -> None:
    assert found(f"targets:\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - {values: {D1: 1}}", ["missing_key 17:5"]),
        ("  - {area: phin-ho}", ["missing_key 17:5"]),
        ("  - {area: phin-ho, values: [D1]}", ["mapping_expected 17:29"]),
        ("  - {area: phin-ho, values: *v}", ["alias 17:29"]),
        ("  - {area: phin-ho, values: {V1: 1}}", ["no_baseline 17:30"]),
        ("  - {area: phin-ho, values: {D2: 1}}", ["unknown_criterion 17:30"]),
        ("  - {area: phin-ho, values: {D1: -1}}", ["negative 17:34"]),
        ("  - {area: phin-ho, values: {D1: n/a}}", ["bad_number 17:34"]),
        ("  - {area: phin-ho, values: {D1: [1]}}", ["text_expected 17:34"]),
        ("  - {area: phin-ho, values: {D1: *v}}", ["alias 17:34"]),
        ("  - {area: phin-ho, values: {D1: '-'}}", []),
        ("  - {area: phin-ho, values: {D1: ''}}", []),
        ("  - {area: phin-ho, values: {D1: 1, d1: 1.0}}", ["repeated_definition 17:37"]),
        ("  - {area: phin-ho, values: {D1: 1, d1: 2}}", ["conflicting_definition 17:37"]),
    ],
)
def test_problems_of_baselines(text: str, expected: list[str]) -> None:
    assert found(f"baselines:\n{text}") == expected


def test_problems_name_what_contradicts_what() -> None:
    text = "listings: [{area: phin-ho, listed: 2022-H2, selected: 6T/2022}]"
    assert read(BASE + text).problems[0].params == {
        "key": "selected",
        "text": "2022-H1",
        "earlier": "listed",
        "other": "2022-H2",
    }
    text = (
        "targets: [{criterion: V1, target: '= 0', from: 2023}, "
        "{criterion: V1, target: '= 1', from: 2023}]"
    )
    problem = read(BASE + text).problems[0]
    assert problem.params["text"] == "V1, 2023"
    assert str(problem.params["first"]) == "a.yaml:16:11"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("phin_ho", "phin-ho"),
        ("Phìn Hồ", "phin-ho"),
        ("phin h0", "phin-ho"),
        ("Căn Cò", "can-co"),
        ("can-c0", "can-co"),
        ("xyz", None),
    ],
)
def test_an_unknown_area_comes_with_the_code_that_was_meant(
    typed: str, suggested: str | None
) -> None:
    problem = read(BASE + f"listings: [{{area: {typed}, listed: 2022}}]").problems[0]
    assert (problem.code, problem.suggestion) == ("unknown_area", suggested)


def test_an_unknown_criterion_comes_with_the_nearest() -> None:
    problem = read(BASE + "targets: [{criterion: VI, target: '= 0'}]").problems[0]
    assert (problem.code, problem.suggestion) == ("unknown_criterion", "V1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("periods: 2023", ["list_expected 16:10"]),
        (
            "periods: [2023-H3, [2023], ~, 2025-02-30]",
            ["bad_period 16:11", "text_expected 16:20", "bad_period 16:31"],
        ),
        ("periods: [*x]", ["alias 16:11"]),
        ("periods: [2023-H1, 6T/2023, 2022]", ["repeated_definition 16:20"]),
        ("periods: [2023-H1, 2023-H2, 2024]", ["future_period 16:20", "future_period 16:29"]),
        ("cutoff_day: 15\nperiods: [2023-07, 2023-08]", ["future_period 17:20"]),
    ],
)
def test_problems_of_periods(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_period_that_has_not_begun_is_a_notice() -> None:
    reading = read(BASE + "periods: [2024]")
    assert reading.accepted
    assert codes(reading) == ["future_period 16:11"]
