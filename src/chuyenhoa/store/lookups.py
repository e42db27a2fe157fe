"""Small questions that commands ask: quick whatever the size of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
