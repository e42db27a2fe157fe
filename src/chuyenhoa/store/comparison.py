"""What is recorded already, for results to be set against before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Value

Status = Literal["new", "changed", "unchanged"]


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
        self._periods: dict[Period, dict[tuple[str, str], _Figure]] = {}

    def value(self, period: Period, area: str, criterion: str) -> Value | None:
        """What is recorded there; None for nothing."""
        return self._figure(period, area, criterion).value

    def status(self, result: Result) -> Status:
        """What `write_results` would make of the result."""
        old, note = self._figure(result.period, result.area, result.criterion)
        if old is None:
            return "new"
        same = old == result.value and result.note in {None, note}
        return "unchanged" if same else "changed"

    def _figure(self, period: Period, area: str, criterion: str) -> _Figure:
        if period not in self._periods:
            rows = self._connection.execute(_RECORDED, (period.code,))
            self._periods[period] = {
                (area, criterion): _Figure(value(number, denominator), note)
                for area, criterion, number, denominator, note in rows
            }
        return self._periods[period].get((area, criterion), _NOTHING)
