"""Which period is asked about, which came before it, and who was on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class FoundPeriod(NamedTuple):
    """A reported period with the criteria set in force.

    Attributes:
        id: Its number in the database.
        code: Its code.
        starts_on: Its first day (ISO 8601).
        ends_on: Its last day.
        criteria_set: The set's code.
        pass_score: The set's, in percent.
    """

    id: int
    code: str
    starts_on: str
    ends_on: str
    criteria_set: str
    pass_score: float


OFF_LIST = N_("The area {area} is not on the list in {period}: it is not assessed.")

_LATEST = """
SELECT p.code FROM period p
WHERE EXISTS (SELECT 1 FROM result r WHERE r.period_id = p.id)
ORDER BY p.ends_on DESC, p.starts_on DESC LIMIT 1
"""

_REPORTED = "SELECT code FROM period WHERE reported = 1 ORDER BY starts_on, ends_on"

_FOUND = """
SELECT p.period_id, q.code, p.starts_on, p.ends_on, s.code, s.pass_score
FROM period_in_force p
JOIN period q ON q.id = p.period_id
LEFT JOIN criteria_set s ON s.id = p.set_id
"""

_BEFORE = """
JOIN period now ON now.id = ? AND now.kind = p.kind AND p.starts_on < now.starts_on
WHERE EXISTS (SELECT 1 FROM followed_area f WHERE f.period_id = p.period_id)
ORDER BY p.starts_on
"""


def latest_period(connection: sqlite3.Connection) -> str | None:
    """The code of the latest period with results; of two that end together, the later start."""
    row = connection.execute(_LATEST).fetchone()
    return None if row is None else str(row[0])


def find_period(connection: sqlite3.Connection, code: str | None) -> FoundPeriod:
    """The period of that code, or the latest one with results.

    Raises:
        CannotRun: There is none, or no criteria set is in force in it.
    """
    code = code or latest_period(connection)
    if code is None:
        raise CannotRun(N_("No results have been recorded yet: load or record some first."))
    row = connection.execute(f"{_FOUND} WHERE q.code = ?", (code,)).fetchone()
    if row is None:
        known = ", ".join(other for (other,) in connection.execute(_REPORTED))
        raise CannotRun(
            N_("Nothing is reported for the period {period}. There are: {periods}."),
            period=code,
            periods=known or "–",
        )
    found = FoundPeriod(*row)
    if found.criteria_set is None:
        raise CannotRun(
            N_("No criteria set is in force in {period}: it cannot be assessed."), period=code
        )
    return found


def reported_before(connection: sqlite3.Connection, period: FoundPeriod) -> list[FoundPeriod]:
    """The earlier periods of the same kind in which areas were on the list, oldest first."""
    return [FoundPeriod(*row) for row in connection.execute(_FOUND + _BEFORE, (period.id,))]


def listed(
    connection: sqlite3.Connection, period: FoundPeriod, area_codes: Iterable[str]
) -> list[int]:
    """The numbers of the areas, all of which are on the list in the period.

    Raises:
        CannotRun: One is not.
    """
    ids = []
    for code in area_codes:
        row = connection.execute(
            "SELECT f.area_id FROM area a JOIN followed_area f ON f.area_id = a.id"
            " WHERE a.code = ? AND f.period_id = ?",
            (code, period.id),
        ).fetchone()
        if row is None:
            raise CannotRun(OFF_LIST, area=code, period=period.code)
        ids.append(row[0])
    return ids
