"""Rounding for display, which never tips a verdict (contract §5)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# As many as a target can be written with: no bound lies between two such figures.
MOST_DECIMALS = 4


def rounded(
    dividend: int, divisor: int, bounds: Iterable[int] = (), decimals: int = MOST_DECIMALS
) -> Decimal:
    """The quotient to so many decimals, on the same side of each bound as it is itself.

    96/113 of 100 is 84.9557…, below 85: to one decimal it is 84.9, though 85.0 would be nearer.
    Where either neighbour would change sides, more decimals are given, four at most.

    Args:
        dividend: Of the exact quotient.
        divisor: Of the exact quotient; positive.
        bounds: The ends of the target, in ten-thousandths.
        decimals: How many to start with, at most four.
    """
    whole, rest = divmod(dividend * 10**decimals, divisor)
    if not rest:
        return Decimal(whole).scaleb(-decimals)
    nearest = whole + (2 * rest >= divisor)
    step = 10 ** (MOST_DECIMALS - decimals)
    for candidate in (nearest, 2 * whole + 1 - nearest):
        if all(
            (candidate * step > bound) == (dividend * 10**MOST_DECIMALS > bound * divisor)
            and candidate * step != bound
            for bound in bounds
        ):
            return Decimal(candidate).scaleb(-decimals)
    if decimals < MOST_DECIMALS:
        return rounded(dividend, divisor, bounds, decimals + 1)
    return Decimal(nearest).scaleb(-decimals)
