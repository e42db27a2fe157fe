"""Rounding for display never tips a verdict (contract §5)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.numbers import MOST_DECIMALS
from chuyenhoa.model.rounding import rounded


@pytest.mark.parametrize(
    ("dividend", "divisor", "bounds", "decimals", "expected"),
    [
        (9600, 113, (850000,), 2, "84.96"),
        (9600, 113, (850000,), 1, "84.9"),
        (9600, 113, (), 1, "85.0"),
        (1800, 19, (750000,), 4, "94.7368"),
        (200, 3, (666667,), 4, "66.6666"),
        (200, 3, (), 4, "66.6667"),
        (-200, 3, (), 2, "-66.67"),
        (1875, 100, (), 1, "18.8"),
        (-1875, 100, (), 1, "-18.8"),
        (1, 2, (), 0, "1"),
        (80, 1, (800000,), 2, "80.00"),
        # At the bound itself it is shown there, with as many decimals as that takes.
        (12345, 10000, (12345,), 1, "1.2345"),
        # Between two bounds closer than the decimals asked for, more are given.
        (849954, 10000, (849950, 849960), 2, "84.9954"),
        # Between two neighbouring ten-thousandths that are both bounds there is nothing to choose.
        (8499996, 100000, (849999, 850000), 4, "84.9999"),
    ],
)
def test_examples(
    dividend: int, divisor: int, bounds: tuple[int, ...], decimals: int, expected: str
) -> None:
    assert str(rounded(dividend, divisor, bounds, decimals)) == expected


@given(
    dividend=st.integers(-(10**9), 10**9),
    divisor=st.integers(1, 10**6),
    bound=st.integers(-(10**9), 10**9),
    decimals=st.integers(0, MOST_DECIMALS),
)
def test_it_stays_on_its_side_of_the_bound_and_near(
    dividend: int, divisor: int, bound: int, decimals: int
) -> None:
    exact, end = Fraction(dividend, divisor), Fraction(bound, 10000)
    shown = rounded(dividend, divisor, (bound,), decimals)

    assert (shown > end, shown < end) == (exact > end, exact < end)
    assert abs(Fraction(shown) - exact) < Fraction(1, 10**decimals)
    assert shown == shown.quantize(Decimal(1).scaleb(-MOST_DECIMALS))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, MOST_DECIMALS))
def test_without_bounds_it_is_the_nearest(dividend: int, divisor: int, decimals: int) -> None:
    exact = Fraction(dividend, divisor)

    shown = rounded(dividend, divisor, (), decimals)

    assert abs(Fraction(shown) - exact) <= Fraction(Decimal("0.5")) / 10**decimals
