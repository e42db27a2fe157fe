"""The numbers by which the tables know areas, criteria and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.codes import code_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from chuyenhoa.model.periods import Period


class Ids(dict[str, int]):
    """Numbers by code, in whatever case it is written."""

    def __missing__(self, code: str) -> int:
        self[code] = number = self[key] if (key := code_key(code)) != code else self._unknown(code)
        return number

    def find(self, code: str | None) -> int | None:
        """The same where there may be no code."""
        return None if code is None else self[code]

    def _unknown(self, code: str) -> int:
        raise LookupError(code)


def read_ids(connection: sqlite3.Connection, table: str) -> Ids:
    """The numbers of a table's rows by their codes."""
    rows = connection.execute(f"SELECT code, id FROM {table}")  # noqa: S608 - our own names
    return Ids((code_key(code), number) for code, number in rows)


class PeriodIds:
    """The numbers of periods; a period gets one when it is first asked for.

    Args:
        connection: In a transaction for writing.
        cutoff_day: On which the periods' dates depend.
    """

    def __init__(self, connection: sqlite3.Connection, cutoff_day: int) -> None:
        self._connection = connection
        self._cutoff_day = cutoff_day
        self._ids = dict(connection.execute("SELECT code, id FROM period"))

    def __getitem__(self, period: Period) -> int:
        number = self._ids.get(period.code)
        if number is None:
            number = self._insert(period)
        return number

    def find(self, period: Period | None) -> int | None:
        """The same where there may be no period."""
        return None if period is None else self[period]

    def _insert(self, period: Period) -> int:
        cursor = self._connection.execute(
            "INSERT INTO period (code, kind, starts_on, ends_on, previous_code, prior_year_code, "
            "reported) VALUES (?, ?, ?, ?, ?, ?, 0) RETURNING id",
            (
                period.code,
                period.kind,
                *period_dates(period, self._cutoff_day),
                period.previous.code,
                period.prior_year.code,
            ),
        )
        self._ids[period.code] = number = int(cursor.fetchone()[0])
        return number


def period_dates(period: Period, cutoff_day: int) -> tuple[str, str]:
    """The first and the last day, as the table has them."""
    return period.start(cutoff_day).isoformat(), period.end(cutoff_day).isoformat()


def report_periods(
    connection: sqlite3.Connection, cutoff_day: int, periods: Iterable[Period]
) -> None:
    """Mark the periods as reported before they have results, so that they can be assessed.

    The results that follow seal the table.
    """
    ids = PeriodIds(connection, cutoff_day)
    report(connection, {ids[period] for period in periods})


def report(connection: sqlite3.Connection, period_ids: set[int]) -> int:
    """Mark the periods as reported; how many were not."""
    return connection.executemany(
        "UPDATE period SET reported = 1 WHERE id = ? AND reported = 0",
        [(number,) for number in period_ids],
    ).rowcount
