"""What is recorded already, for results to be set against before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Value

Status = Literal["new", "changed", "unchanged"]


class Compared(NamedTuple):
    """What is recorded in a result's place, None for nothing, and what becomes of the result."""

    old: Value | None
    status: Status


class _Figure(NamedTuple):
    value: Value | None = None
    note: str | None = None


_NOTHING = _Figure()
_RECORDED = """
SELECT a.code, c.code, r.number, r.denominator, r.note
FROM period p
CROSS JOIN result r ON r.period_id = p.id
JOIN area a ON a.id = r.area_id
JOIN criterion c ON c.id = r.criterion_id
WHERE p.code = ?
"""


class Recorded:
    """The results as they are; those of a period are read when one of them is asked for.

    Args:
        connection: To the database.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._periods: dict[Period, Mapping[tuple[str, str], _Figure]] = {}
        # They come period by period, and periods are slow to hash.
        self._latest: Period | None = None
        self._figures: Mapping[tuple[str, str], _Figure] = {}

    def value(self, period: Period, area: str, criterion: str) -> Value | None:
        """What is recorded there; None for nothing."""
        return self._of(period).get((area, criterion), _NOTHING).value

    def compare(self, result: Result) -> Compared:
        """What `write_results` would make of the result."""
        if result.period is not self._latest:
            self._latest, self._figures = result.period, self._of(result.period)
        old, note = self._figures.get((result.area, result.criterion), _NOTHING)
        if old is None:
            return Compared(None, "new")
        same = old == result.value and result.note in {None, note}
        return Compared(old, "unchanged" if same else "changed")

    def _of(self, period: Period) -> Mapping[tuple[str, str], _Figure]:
        if period not in self._periods:
            rows = self._connection.execute(_RECORDED, (period.code,))
            self._periods[period] = {
                (area, criterion): _Figure(value(number, denominator), note)
                for area, criterion, number, denominator, note in rows
            }
        return self._periods[period]
