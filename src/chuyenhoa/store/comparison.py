"""Results set against what is recorded, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.values import Value

Status = Literal["new", "changed", "unchanged"]


class Compared(NamedTuple):
    """A result, what was recorded in its place (None: nothing), and what that makes of it."""

    result: Result
    old: Value | None
    status: Status


_RECORDED = """
SELECT a.code, c.code, r.number, r.denominator, r.note
FROM period p
CROSS JOIN result r ON r.period_id = p.id
JOIN area a ON a.id = r.area_id
JOIN criterion c ON c.id = r.criterion_id
WHERE p.code = ?
"""


def compare(connection: sqlite3.Connection, results: Iterable[Result]) -> Iterator[Compared]:
    """What `write_results` would make of each result."""
    recorded: dict[str, dict[tuple[str, str], tuple[Value, str | None]]] = {}
    for result in results:
        code = result.period.code
        if code not in recorded:
            recorded[code] = {
                (area, criterion): (value(number, denominator), note)
                for area, criterion, number, denominator, note in connection.execute(
                    _RECORDED, (code,)
                )
            }
        old, note = recorded[code].get((result.area, result.criterion), (None, None))
        if old is None:
            status: Status = "new"
        elif old == result.value and result.note in {None, note}:
            status = "unchanged"
        else:
            status = "changed"
        yield Compared(result, old, status)
