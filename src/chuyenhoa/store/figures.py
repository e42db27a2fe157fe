"""Numbers between Python and the tables: exact, with at most four decimals."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from chuyenhoa.model.values import NOT_APPLICABLE, Value


@lru_cache(maxsize=10_000)
def decimal(number: float) -> Decimal:
    """The decimal number that was written: the shortest that reads back as this one."""
    return Decimal(int(number)) if number.is_integer() else Decimal(repr(number))


def decimal_or_none(number: float | None) -> Decimal | None:
    """The same where there may be no number."""
    return None if number is None else decimal(number)


@lru_cache(maxsize=10_000)
def value(number: float | None, denominator: float | None) -> Value:
    """The value of a row; one without a number is not applicable."""
    if number is None:
        return NOT_APPLICABLE
    return Value(decimal(number), decimal_or_none(denominator))


def state(number: float | None, denominator: float | None, applicable: int) -> Value | None:
    """The value of a row of the history; None from when it was taken back."""
    return None if applicable < 0 else value(number, denominator)


def real(number: Decimal | None) -> float | None:
    """A number as the tables have it."""
    return None if number is None else float(number)
