"""Small questions that commands ask: quick whatever the size of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.model.values import Value


def area_with_code(connection: sqlite3.Connection, text: str) -> str | None:
    """The code of the area that the text is the code of, in any case."""
    row = connection.execute("SELECT code FROM area WHERE lower(code) = lower(?)", (text,))
    found = row.fetchone()
    return None if found is None else str(found[0])


def results_by_criterion(connection: sqlite3.Connection) -> dict[str, int]:
    """How many results there are under each criterion that has any, by its code."""
    return dict(
        connection.execute(
            "SELECT c.code, count(*) FROM result r JOIN criterion c ON c.id = r.criterion_id "
            "GROUP BY c.id"
        )
    )


def results_by_period(connection: sqlite3.Connection) -> dict[str, int]:
    """How many results there are in each period that has any, by its code."""
    return dict(
        connection.execute(
            "SELECT p.code, count(*) FROM result r JOIN period p ON p.id = r.period_id "
            "GROUP BY p.id"
        )
    )


def has_results(connection: sqlite3.Connection, period_code: str) -> bool:
    """Whether anything has been recorded in the period."""
    (found,) = connection.execute(
        "SELECT EXISTS ("
        "SELECT 1 FROM period p JOIN result r ON r.period_id = p.id WHERE p.code = ?)",
        (period_code,),
    ).fetchone()
    return bool(found)


def results_of(
    connection: sqlite3.Connection, area_code: str, period_code: str
) -> dict[str, Value]:
    """One area's values in one period, by the codes of the criteria."""
    rows = connection.execute(
        "SELECT c.code, r.number, r.denominator FROM result r "
        "JOIN area a ON a.id = r.area_id "
        "JOIN period p ON p.id = r.period_id "
        "JOIN criterion c ON c.id = r.criterion_id "
        "WHERE a.code = ? AND p.code = ?",
        (area_code, period_code),
    )
    return {code: value(number, denominator) for code, number, denominator in rows}


def results_in(connection: sqlite3.Connection, period_code: str) -> dict[str, dict[str, Value]]:
    """All values in one period, by the codes of the areas, then of the criteria."""
    found: dict[str, dict[str, Value]] = {}
    for area, criterion, number, denominator in connection.execute(
        "SELECT a.code, c.code, r.number, r.denominator FROM result r "
        "JOIN area a ON a.id = r.area_id "
        "JOIN criterion c ON c.id = r.criterion_id "
        "WHERE r.period_id = (SELECT id FROM period WHERE code = ?)",
        (period_code,),
    ):
        found.setdefault(area, {})[criterion] = value(number, denominator)
    return found


# A result is judged by its criterion as the set in force words it, or where that set does not have
# it, as the latest one does.
_OUTSIDE = """
SELECT a.code, k.code, p.code, c.per, r.number, r.denominator
FROM result r
JOIN criterion k ON k.id = r.criterion_id AND k.measure = 'rate'
JOIN area a ON a.id = r.area_id
JOIN period p ON p.id = r.period_id
JOIN set_criterion c ON c.id = COALESCE(
    (
        SELECT x.id FROM period_in_force f
        JOIN set_criterion x ON x.set_id = f.set_id AND x.criterion_id = r.criterion_id
        WHERE f.period_id = r.period_id
    ),
    (
        SELECT x.id FROM set_criterion x
        JOIN criteria_set s ON s.id = x.set_id JOIN period b ON b.id = s.from_id
        WHERE x.criterion_id = r.criterion_id
        ORDER BY b.starts_on DESC LIMIT 1
    )
)
WHERE c.may_exceed = 0 AND r.number > COALESCE(r.denominator, c.per)
ORDER BY p.starts_on, a.position, k.code
"""


class Outside(NamedTuple):
    """A recorded rate that its criterion does not allow (contract §3)."""

    area: str
    criterion: str
    period: str
    per: int
    value: Value


def rates_outside(connection: sqlite3.Connection) -> list[Outside]:
    """The recorded rates that are larger than the rules of their periods allow."""
    return [
        Outside(area, criterion, period, per, value(number, denominator))
        for area, criterion, period, per, number, denominator in connection.execute(_OUTSIDE)
    ]
