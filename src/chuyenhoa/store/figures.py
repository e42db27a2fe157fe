"""Values between Python and the tables: numbers exact, with at most four decimals, and texts."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from chuyenhoa.model.periods import Period
from chuyenhoa.model.values import NOT_APPLICABLE, Measure, Value

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


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


def _written(parse: Callable[[str], T]) -> Callable[[str], T]:
    """The same for what we wrote ourselves: what cannot be understood any more is damaged."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except (TypeError, ValueError) as error:
            # Instead of a text, too, there can be bytes.
            raise sqlite3.DatabaseError(repr(text)) from error

    return read


stored_day, stored_moment = _written(date.fromisoformat), _written(datetime.fromisoformat)
stored_measure = _written(Measure)
# There are thousands of listings, and a handful of periods.
stored_period = cache(_written(Period.from_code))
