"""What it would take: the nearest figure that meets the target, if there is one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chuyenhoa.assessment.assessed import AskedCriterion, AssessedCriterion
from chuyenhoa.assessment.remedy import Remedy, remedy
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from chuyenhoa.assessment.assessed import Reason, Verdict


def judged(
    measure: Measure,
    target: str,
    number: float | None = None,
    denominator: float | None = None,
    reference: float | None = None,
    *,
    per: int = 100,
    may_exceed: bool = False,
    verdict: Verdict = "not_met",
    reason: Reason | None = None,
) -> AssessedCriterion:
    asked = AskedCriterion(
        code="TC01",
        name="Tiêu chí",
        target=Target.parse(target, measure),
        measure=measure,
        per=per,
        may_exceed=may_exceed,
    )
    return AssessedCriterion(asked, verdict, reason, number, denominator, reference, None, None)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (judged(Measure.RATE, ">= 70", 16, 25), ("18", "2")),
        (judged(Measure.RATE, ">= 80", 9.5, 20), ("16", "6.5")),
        (judged(Measure.RATE, "< 15", 3, 20), ("2", "-1")),
        (judged(Measure.RATE, ">= 85", 96, 113), ("97", "1")),
        (judged(Measure.RATE, ">= 70", 64), ("70", "6")),
        (judged(Measure.RATE, "> 70", 64), ("70.01", "6.01")),
        (judged(Measure.REDUCTION, ">= 5", 21, None, 21), ("19", "-2")),
        (judged(Measure.REDUCTION, "> 0", 21, None, 21), ("20", "-1")),
        (judged(Measure.REDUCTION, "<= 10", 5, None, 20), ("18", "13")),
        (judged(Measure.VALUE, ">= 1", 0), ("1", "1")),
        (judged(Measure.VALUE, "= 2.5", 3), ("2.5", "-0.5")),
        (judged(Measure.RATE, "= 33.3333", 20), ("33.3333", "13.3333")),
        (judged(Measure.VALUE, "= 0", 3), ("0", "-3")),
        (judged(Measure.VALUE, "3 .. 5", 9), ("5", "-4")),
        (judged(Measure.VALUE, ">= 38.5", 37), ("38.5", "1.5")),
        (judged(Measure.VALUE, ">= 38.5", 35.5), ("38.5", "3")),
        (judged(Measure.VALUE, ">= 38.505", 37), ("38.505", "1.505")),
        (judged(Measure.VALUE, "> 2.5", 2), ("2.51", "0.51")),
        (judged(Measure.VALUE, "< 2.5", 4), ("2.49", "-1.51")),
        (judged(Measure.VALUE, "> 2", 1), ("3", "2")),
        (judged(Measure.VALUE, "> 2", 1.5), ("2.01", "0.51")),
        (judged(Measure.REDUCTION, ">= 5", 4, None, 0, reason="zero_reference"), ("0", "-4")),
        (judged(Measure.RATE, ">= 150", 4, 4, may_exceed=True), ("6", "2")),
    ],
)
def test_the_nearest_figure(figure: AssessedCriterion, expected: tuple[str, str]) -> None:
    assert remedy(figure) == Remedy("change", Decimal(expected[0]), Decimal(expected[1]))


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (judged(Measure.VALUE, ">= 1", verdict="missing", reason="no_result"), "record"),
        (
            judged(Measure.REDUCTION, ">= 5", 3, verdict="missing", reason="no_reference"),
            "reference",
        ),
        (judged(Measure.RATE, "> 100", 4, 4), "none"),
        (judged(Measure.RATE, ">= 101", 64), "none"),
        (judged(Measure.RATE, "34 .. 49", 0, 2), "none"),
        (judged(Measure.REDUCTION, "> 100", 3, None, 3), "none"),
    ],
)
def test_no_figure_to_name(figure: AssessedCriterion, kind: str) -> None:
    found = remedy(figure)

    assert found is not None
    assert (found.kind, found.needed) == (kind, None)


def test_an_answer_and_nothing_to_do() -> None:
    assert remedy(judged(Measure.YES_NO, "yes", 0)) == Remedy("answer", Decimal(1))
    assert remedy(judged(Measure.YES_NO, "no", 1)) == Remedy("answer", Decimal(0))
    assert remedy(judged(Measure.VALUE, ">= 1", 1, verdict="met")) is None
    assert remedy(judged(Measure.RATE, ">= 1", 0, 0, verdict="not_applicable")) is None


_signs = st.sampled_from([">=", ">", "<=", "<", "="])


@given(st.integers(0, 60), st.integers(1, 60), _signs, st.integers(0, 100))
def test_a_share_is_met_by_what_is_named_and_by_none_nearer(
    number: int, denominator: int, sign: str, bound: int
) -> None:
    assume(number <= denominator)
    figure = judged(Measure.RATE, f"{sign} {bound}", number, denominator)
    met = [n for n in range(denominator + 1) if _holds(Fraction(100 * n, denominator), sign, bound)]
    assume(number not in met)

    found = remedy(figure)

    assert found is not None
    if met:
        assert found.needed == min(met, key=lambda n: abs(n - number))
    else:
        assert found.kind == "none"


@given(st.integers(0, 60), st.integers(1, 60), _signs, st.integers(-50, 100))
def test_a_reduction_is_met_by_what_is_named_and_by_none_nearer(
    number: int, reference: int, sign: str, bound: int
) -> None:
    figure = judged(Measure.REDUCTION, f"{sign} {bound}", number, None, reference)
    met = [n for n in range(200) if _holds(Fraction(100 * (reference - n), reference), sign, bound)]
    assume(number not in met)

    found = remedy(figure)

    assert found is not None
    if met:
        assert found.needed == min(met, key=lambda n: abs(n - number))
    else:
        assert found.kind == "none"


@given(st.integers(0, 600), _signs, st.integers(0, 600))
def test_a_value_is_met_by_what_is_named_and_by_none_nearer(
    tenths: int, sign: str, bound_tenths: int
) -> None:
    number, bound = Fraction(tenths, 10), Fraction(bound_tenths, 10)
    assume(not _holds(number, sign, bound))
    counted = not (number % 1 or bound % 1)

    found = remedy(judged(Measure.VALUE, f"{sign} {float(bound)}", float(number)))

    step = Fraction(1) if counted else Fraction(1, 100)
    met = [end for end in (bound - step, bound, bound + step) if _holds(end, sign, bound)]
    assert found is not None
    assert found.needed is not None
    assert Fraction(found.needed) == min(met, key=lambda end: abs(end - number))


def _holds(measured: Fraction, sign: str, bound: Fraction | int) -> bool:
    return {
        ">=": measured >= bound,
        ">": measured > bound,
        "<=": measured <= bound,
        "<": measured < bound,
        "=": measured == bound,
    }[sign]
