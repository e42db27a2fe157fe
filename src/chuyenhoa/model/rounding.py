"""Rounding for display, which never tips a verdict (contract §5)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from chuyenhoa.model.numbers import MOST_DECIMALS, UNITS

if TYPE_CHECKING:
    from collections.abc import Collection

# One unit of the last of so many decimals, in ten-thousandths. Targets have no more decimals, so
# that no bound lies between two figures of as many.
_STEPS = (10_000, 1_000, 100, 10, 1)


def rounded(
    dividend: int, divisor: int, bounds: Collection[int] = (), decimals: int = MOST_DECIMALS
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
    for some in range(decimals, MOST_DECIMALS + 1):
        units = _beside(dividend, divisor, bounds, some)
        if units is not None:
            return Decimal(units).scaleb(-some)
    # Between two bounds that are neighbours there is nothing to choose.
    return Decimal(dividend * UNITS // divisor).scaleb(-MOST_DECIMALS)


def _beside(dividend: int, divisor: int, bounds: Collection[int], decimals: int) -> int | None:
    """The nearer neighbour that stays on its side of the bounds, in units of the last decimal."""
    step = _STEPS[decimals]
    whole, rest = divmod(dividend * (UNITS // step), divisor)
    if not rest:
        return whole
    # A half is rounded away from zero: a rise of 18.75% is one of 18.8%, as a fall is.
    nearest = whole + (2 * rest > divisor - (dividend > 0))
    for candidate in (nearest, 2 * whole + 1 - nearest):
        for bound in bounds:
            exact, shown = dividend * UNITS - bound * divisor, candidate * step - bound
            if (exact > 0) != (shown > 0) or (exact < 0) != (shown < 0):
                break
        else:
            return candidate
    return None
