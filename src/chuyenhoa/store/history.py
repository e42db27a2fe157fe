"""The history of a figure: all its states, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Place
from chuyenhoa.model.values import Measure
from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.model.values import Value


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from.

    Attributes:
        command: 'load', 'record' or 'import'.
        recorded_at: When it was written, in UTC.
        place: In the file; its `file` is '' where the figure was typed in.
        sha256: Of the file's content, None where there was no file.
        note: What was noted with the figure.
    """

    command: str
    recorded_at: datetime
    place: Place
    sha256: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a figure; `old` is None where there was none before."""

    period: Period
    old: Value | None
    new: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that the latest input has replaced.

    Attributes:
        area: Its name.
        criterion: Its code.
        measure: Of the criterion.
        period: Whose figure it is.
        old: As it was; the same as `new` where only the note has changed.
        new: As it is.
        place: Where the new figure stands.
    """

    area: str
    criterion: str
    measure: Measure
    period: Period
    old: Value
    new: Value
    place: Place


# CROSS JOIN keeps SQLite to this order, in which the keys of both tables find the rows at once.
_STATES = """
SELECT
    f.id AS file_id, p.starts_on, p.ends_on, p.code, s.number, s.denominator,
    i.command, i.recorded_at, f.name, s.line, s.col, s.sheet, f.sha256, s.note
FROM area a
CROSS JOIN criterion c
CROSS JOIN period p
CROSS JOIN {states} s
    ON s.period_id = p.id AND s.area_id = a.id AND s.criterion_id = c.id
JOIN input_file f ON f.id = s.file_id
JOIN input i ON i.id = f.input_id
WHERE lower(a.code) = lower(:area) AND lower(c.code) = lower(:criterion)
AND (:period IS NULL OR p.code = :period)
"""
_PRESENT = _STATES.format(states="result")
_ALL = f"""
{_STATES.format(states="revision")}
UNION ALL
{_PRESENT}
ORDER BY file_id, starts_on, ends_on
"""

# Each state's number is larger than those before it, so the one replaced is the largest of these.
_LATEST = """
SELECT
    a.name, c.code, c.measure, p.code,
    v.number, v.denominator, r.number, r.denominator, f.name, r.line, r.col, r.sheet
FROM revision v
CROSS JOIN result r USING (period_id, area_id, criterion_id)
JOIN input_file f ON f.id = r.file_id
JOIN area a ON a.id = r.area_id
JOIN criterion c ON c.id = r.criterion_id
JOIN period p ON p.id = r.period_id
WHERE f.input_id = (SELECT max(id) FROM input)
AND v.file_id = (
    SELECT max(w.file_id) FROM revision w
    WHERE (w.period_id, w.area_id, w.criterion_id) = (v.period_id, v.area_id, v.criterion_id)
)
ORDER BY f.id, r.line, r.col
LIMIT ?
"""


def history(
    connection: sqlite3.Connection,
    area_code: str,
    criterion_code: str,
    period_code: str | None = None,
) -> list[Entry]:
    """The changes of an area's figures under a criterion, the oldest first.

    Args:
        connection: Reads the database.
        area_code: In any case.
        criterion_code: In any case.
        period_code: One period's figure, or with None that of every period.
    """
    asked = {"area": area_code, "criterion": criterion_code, "period": period_code}
    entries = []
    latest: dict[str, Value] = {}
    for _, _, _, code, number, denominator, *source in connection.execute(_ALL, asked):
        new = value(number, denominator)
        entries.append(Entry(Period.from_code(code), latest.get(code), new, _source(*source)))
        latest[code] = new
    return entries


def origin(
    connection: sqlite3.Connection, area_code: str, criterion_code: str, period_code: str
) -> Source | None:
    """Where the present figure came from; None where there is no figure."""
    asked = {"area": area_code, "criterion": criterion_code, "period": period_code}
    row = connection.execute(_PRESENT, asked).fetchone()
    return None if row is None else _source(*row[6:])


def latest_changes(connection: sqlite3.Connection, most: int) -> list[Change]:
    """What the latest input has replaced, in the order of its files; at most so many."""
    return [
        Change(
            area,
            criterion,
            Measure(measure),
            Period.from_code(period),
            value(*numbers[:2]),
            value(*numbers[2:]),
            Place(file, line, column, sheet),
        )
        for area, criterion, measure, period, *numbers, file, line, column, sheet in (
            connection.execute(_LATEST, (most,))
        )
    ]


def _source(  # noqa: PLR0913, PLR0917 - a row has as many columns
    command: str,
    recorded_at: str,
    file: str,
    line: int | None,
    column: int | None,
    sheet: str | None,
    sha256: str | None,
    note: str | None,
) -> Source:
    place = Place(file, line, column, sheet)
    return Source(command, datetime.fromisoformat(recorded_at), place, sha256, note)
