"""Targets and verdicts, rule by rule (contract §4, §5)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.assessment.programmes import (
    AREA,
    criterion,
    in_period,
    programme,
    revised,
    rules,
    stay,
    the_criterion,
)

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import Against, Criterion, RevisedTarget
    from tests.assessment.programmes import Judge

LARGEST = "999999999.9999"


def verdict(judge: Judge, asked: Criterion, value: str) -> str:
    dataset = programme(rules(asked), recorded={"2023-H1": {"TC": value}})
    return the_criterion(judge, dataset).verdict


@pytest.mark.parametrize(
    ("target", "met", "not_met"),
    [
        (">= 80", ["80", "80.0001"], ["79.9999", "0", "-80"]),
        ("> 80", ["80.0001"], ["80", "79.9999"]),
        ("<= 15", ["15", "14.9999", "-3"], ["15.0001"]),
        ("< 0.5", ["0.4999", "0"], ["0.5", "0.5001"]),
        ("= 0", ["0"], ["0.0001", "-0.0001", "1"]),
        ("3 .. 5", ["3", "4.5", "5"], ["2.9999", "5.0001"]),
        ("-2 .. -1", ["-2", "-1.5", "-1"], ["-2.0001", "-0.9999", "1.5"]),
        (f">= {LARGEST}", [LARGEST], ["999999999.9998"]),
        (f"<= -{LARGEST}", [f"-{LARGEST}"], ["-999999999.9998"]),
    ],
)
def test_value_against_target(
    judge: Judge, target: str, met: list[str], not_met: list[str]
) -> None:
    asked = criterion(target=target)
    assert {value: verdict(judge, asked, value) for value in met + not_met} == {
        **dict.fromkeys(met, "met"),
        **dict.fromkeys(not_met, "not_met"),
    }


@pytest.mark.parametrize("target", ["yes", "no"])
@pytest.mark.parametrize("value", ["yes", "no"])
def test_yes_and_no(judge: Judge, target: str, value: str) -> None:
    expected = "met" if value == target else "not_met"
    assert verdict(judge, criterion(target=target, measure="yes_no"), value) == expected


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        (">= 85", "96/113", "not_met"),  # 84.9557…
        (">= 70", "16/25", "not_met"),
        (">= 70", "18/25", "met"),
        (">= 80", "18/19", "met"),
        (">= 66.6667", "2/3", "not_met"),
        ("< 66.6667", "2/3", "met"),
        (">= 66.6666", "2/3", "met"),
        ("> 66.6666", "2/3", "met"),
        (">= 80", "80", "met"),
        (">= 80", "79.9999", "not_met"),
        (">= 100", f"999999999.9998/{LARGEST}", "not_met"),
        ("< 100", f"999999999.9998/{LARGEST}", "met"),
        (">= 100", f"{LARGEST}/{LARGEST}", "met"),
        ("> 0", f"0.0001/{LARGEST}", "met"),
        ("<= 0", f"0.0001/{LARGEST}", "not_met"),
        ("= 50", "0.0001/0.0002", "met"),
        ("= 0", "0/19", "met"),
    ],
)
def test_rate(judge: Judge, target: str, value: str, expected: str) -> None:
    assert verdict(judge, criterion(target=target, measure="rate"), value) == expected


@pytest.mark.parametrize(
    ("per", "value", "measured"),
    [
        (100, "18/19", Fraction(1800, 19)),
        (1000, "18/19", Fraction(18000, 19)),
        (100_000, f"{LARGEST}/{LARGEST}", Fraction(100_000)),
        (1, "1/3", Fraction(1, 3)),
        (100, "12.5", Fraction(25, 2)),
        (100_000, "12.5", Fraction(25, 2)),
    ],
)
def test_rate_is_counted_per(judge: Judge, per: int, value: str, measured: Fraction) -> None:
    asked = criterion(target=">= 0", measure="rate", per=per)
    dataset = programme(rules(asked), recorded={"2023-H1": {"TC": value}})
    assert the_criterion(judge, dataset).measured == measured


def test_rate_that_may_exceed(judge: Judge) -> None:
    asked = criterion(target="> 105", measure="rate", may_exceed=True)
    assert verdict(judge, asked, "21/20") == "not_met"
    assert verdict(judge, asked, "21.0001/20") == "met"


@pytest.mark.parametrize(
    ("value", "verdict", "reason"),
    [
        (None, "missing", "no_result"),
        ("n/a", "not_applicable", None),
        ("0/0", "not_applicable", "zero_denominator"),
        ("0/1", "not_met", None),
        ("1/1", "met", None),
    ],
)
def test_reasons_of_a_rate(
    judge: Judge, value: str | None, verdict: str, reason: str | None
) -> None:
    asked = criterion(target=">= 80", measure="rate")
    dataset = programme(rules(asked), recorded={"2023-H1": {"TC": value} if value else {}})
    found = the_criterion(judge, dataset)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert (found.value is None) == (value is None)


@pytest.mark.parametrize(
    ("target", "reference", "value", "expected"),
    [
        (">= 5", "20", "19", "met"),  # exactly 5%
        (">= 5", "20", "19.0001", "not_met"),
        ("> 5", "20", "19", "not_met"),
        (">= 0", "20", "20", "met"),  # did not rise
        (">= 0", "20", "20.0001", "not_met"),
        ("> 0", "20", "20", "not_met"),  # fell
        ("> 0", LARGEST, "999999999.9998", "met"),
        (">= 14.2857", "21", "18", "met"),  # 14.28571…
        (">= 14.2858", "21", "18", "not_met"),
        (">= -33.3333", "3", "4", "not_met"),  # rose by 33.3333…
        (">= -33.3334", "3", "4", "met"),
        (">= -999999999", "0.0001", LARGEST, "not_met"),
        ("= 100", "0.0001", "0", "met"),
    ],
)
def test_reduction(judge: Judge, target: str, reference: str, value: str, expected: str) -> None:
    asked = criterion(target=target, measure="reduction", against="previous")
    recorded = {"2022-H2": {"TC": reference}, "2023-H1": {"TC": value}}
    found = the_criterion(judge, programme(rules(asked), recorded=recorded))
    assert (found.verdict, found.reason) == (expected, None)


@pytest.mark.parametrize("target", [">= 5", ">= 0", "> 0", "<= -20"])
@pytest.mark.parametrize(("value", "expected"), [("0", "met"), ("0.0001", "not_met")])
def test_reduction_from_zero(judge: Judge, target: str, value: str, expected: str) -> None:
    asked = criterion(target=target, measure="reduction")
    recorded = {"2022-H1": {"TC": "0"}, "2023-H1": {"TC": value}}
    found = the_criterion(judge, programme(rules(asked), recorded=recorded))
    assert (found.verdict, found.reason) == (expected, "zero_reference")
    assert found.reference == 0
    assert found.measured is None


@pytest.mark.parametrize(
    ("against", "period", "compared"),
    [
        ("prior_year", "2023-H1", "2022-H1"),
        ("prior_year", "2023-9M", "2022-9M"),
        ("previous", "2023-H1", "2022-H2"),
        ("previous", "2023-H2", "2023-H1"),
        ("previous", "2023-Q1", "2022-Q4"),
        ("previous", "2023-01", "2022-12"),
        ("previous", "2023-12", "2023-11"),
        ("previous", "2023", "2022"),
        ("previous", "2023-9M", "2022-9M"),
    ],
)
def test_period_that_a_reduction_compares_with(
    judge: Judge, against: Against, period: str, compared: str
) -> None:
    asked = criterion(target=">= 5", measure="reduction", against=against)
    recorded = {compared: {"TC": "21"}, period: {"TC": "18"}}
    found = the_criterion(judge, programme(rules(asked), recorded=recorded), period)
    assert found.reference == 21
    assert found.measured == Fraction(300, 21)


def test_baseline_is_the_reference_in_every_period(judge: Judge) -> None:
    asked = criterion(target=">= 5", measure="reduction", against="baseline")
    dataset = programme(
        rules(asked),
        recorded={"2022-H1": {"TC": "99"}, "2023-H1": {"TC": "18"}},
        baselines={"TC": "21"},
    )
    assert the_criterion(judge, dataset, "2022-H1").reference == 21
    assert the_criterion(judge, dataset, "2023-H1").measured == Fraction(300, 21)


@pytest.mark.parametrize("reference", [{}, {"TC": "n/a"}])
@pytest.mark.parametrize("against", ["prior_year", "baseline"])
def test_no_number_to_compare_with(
    judge: Judge, against: Against, reference: dict[str, str]
) -> None:
    asked = criterion(target=">= 5", measure="reduction", against=against)
    recorded = {"2022-H1": reference, "2023-H1": {"TC": "0"}}
    found = the_criterion(judge, programme(rules(asked), recorded=recorded))
    assert (found.verdict, found.reason) == ("missing", "no_reference")
    assert found.reference is None
    assert found.measured is None


def test_a_baseline_does_not_stand_in_for_the_year_before(judge: Judge) -> None:
    asked = criterion(target=">= 5", measure="reduction")
    dataset = programme(rules(asked), recorded={"2023-H1": {"TC": "18"}}, baselines={"TC": "21"})
    assert the_criterion(judge, dataset).reason == "no_reference"


def test_nothing_recorded_comes_before_no_reference(judge: Judge) -> None:
    asked = criterion(target=">= 5", measure="reduction")
    found = the_criterion(judge, programme(rules(asked), recorded={"2023-H1": {}}))
    assert (found.verdict, found.reason) == ("missing", "no_result")


def test_reference_from_before_any_set_is_a_number_still(judge: Judge) -> None:
    asked = criterion(target=">= 5", measure="reduction")
    recorded = {"2022-H1": {"TC": "21"}, "2023-H1": {"TC": "18"}}
    dataset = programme(rules(asked, since="2023"), recorded=recorded)
    assert the_criterion(judge, dataset).reference == 21


OWN = ">= 80"


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([], OWN),
        ([revised(">= 75")], ">= 75"),
        ([revised(">= 75", area=AREA), revised(">= 70")], ">= 75"),
        ([revised(">= 75", area="xb")], OWN),
        # The area's own comes first even where one for all areas starts later.
        ([revised(">= 75", area=AREA, since="2020"), revised(">= 70", since="2023")], ">= 75"),
        ([revised(">= 75", since="2020"), revised(">= 70", since="2022-H2")], ">= 70"),
        ([revised(">= 75", since="2020"), revised(">= 70")], ">= 75"),
        # It applies from the start of its `from` ...
        ([revised(">= 75", since="2023-H1")], ">= 75"),
        ([revised(">= 75", since="2023")], ">= 75"),
        ([revised(">= 75", since="2023-02")], OWN),
        ([revised(">= 75", since="2023-H2")], OWN),
        # ... to periods that start no later than its `until`.
        ([revised(">= 75", until="2023-H1")], ">= 75"),
        ([revised(">= 75", until="2023-01")], ">= 75"),
        ([revised(">= 75", until="2022-12")], OWN),
        ([revised(">= 75", since="2022-H1", until="2022-H2")], OWN),
        # One that is over gives way to one for all areas.
        ([revised(">= 75", area=AREA, until="2022-H2"), revised(">= 70")], ">= 70"),
    ],
)
def test_target_that_applies(judge: Judge, targets: list[RevisedTarget], expected: str) -> None:
    dataset = programme(
        rules(criterion(target=OWN)),
        recorded={"2023-H1": {AREA: {"TC": "1"}}},
        listings=(stay(), stay("xb")),
        targets=tuple(targets),
    )
    area = in_period(judge, dataset, "2023-H1").areas[0]
    assert [each.target.text for each in area.criteria] == [expected]


def test_revised_target_decides(judge: Judge) -> None:
    dataset = programme(
        rules(criterion(target=">= 80", measure="rate")),
        recorded={"2022-H2": {"TC": "15/20"}, "2023-H1": {"TC": "15/20"}},
        targets=(revised(">= 75", measure="rate", since="2023-H1", until="2023-H2"),),
    )
    assert the_criterion(judge, dataset, "2022-H2").verdict == "not_met"
    assert the_criterion(judge, dataset, "2023-H1").verdict == "met"
