"""The history of a figure: all its states, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.model.problems import Place
from chuyenhoa.store.figures import state, stored_measure, stored_moment, stored_period

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Measure, Value


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from.

    Attributes:
        command: 'load', 'record', 'import' or 'undo'.
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
    """One change of a figure; `old` is None where there was none, `new` where it was taken back."""

    period: Period
    old: Value | None
    new: Value | None
    source: Source


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What one input has made of a figure.

    Attributes:
        area: The area's code.
        name: The area's name.
        criterion: The criterion's code.
        measure: Of the criterion.
        period: Whose figure it is.
        old: As it was, None for nothing; the same as `new` where only the note has changed.
        new: What the input made of it, None for nothing.
        place: Where the new figure stands.
        lasts: Whether that is still what it is.
    """

    area: str
    name: str
    criterion: str
    measure: Measure
    period: Period
    old: Value | None
    new: Value | None
    place: Place
    lasts: bool


class _State(NamedTuple):
    """A row of `_STATES`."""

    file_id: int
    starts_on: str
    ends_on: str
    period: str
    number: float | None
    denominator: float | None
    applicable: int
    command: str
    recorded_at: str
    file: str
    line: int | None
    column: int | None
    sheet: str | None
    sha256: str | None
    note: str | None

    @property
    def source(self) -> Source:
        """Where the figure came from."""
        recorded_at = stored_moment(self.recorded_at)
        place = Place(self.file, self.line, self.column, self.sheet)
        return Source(self.command, recorded_at, place, self.sha256, self.note)


# CROSS JOIN keeps SQLite to this order, in which the keys of both tables find the rows at once.
_STATES = """
SELECT
    f.id AS file_id, p.starts_on, p.ends_on, p.code, s.number, s.denominator, s.applicable,
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
_CHANGES = """
SELECT
    a.code, a.name, c.code, c.measure, p.code, v.number, v.denominator,
    COALESCE(v.applicable, -1), s.number, s.denominator, s.applicable,
    f.name, s.line, s.col, s.sheet, s.lasts
FROM input_file f
JOIN (
    SELECT
        period_id, area_id, criterion_id, number, denominator, applicable,
        file_id, sheet, line, col, 1 AS lasts
    FROM result
    UNION ALL
    SELECT
        w.period_id, w.area_id, w.criterion_id, w.number, w.denominator, w.applicable,
        w.file_id, w.sheet, w.line, w.col,
        w.applicable = -1 AND NOT EXISTS (
            SELECT 1 FROM result r
            WHERE r.period_id = w.period_id AND r.area_id = w.area_id
            AND r.criterion_id = w.criterion_id
        ) AS lasts
    FROM revision w
) s ON s.file_id = f.id
LEFT JOIN revision v
    ON v.period_id = s.period_id AND v.area_id = s.area_id AND v.criterion_id = s.criterion_id
    AND v.file_id = (
        SELECT max(w.file_id) FROM revision w
        WHERE w.period_id = s.period_id AND w.area_id = s.area_id
        AND w.criterion_id = s.criterion_id AND w.file_id < s.file_id
    )
JOIN area a ON a.id = s.area_id
JOIN criterion c ON c.id = s.criterion_id
JOIN period p ON p.id = s.period_id
WHERE f.input_id = :input AND (COALESCE(v.applicable, -1) >= 0 OR NOT :replaced)
ORDER BY f.id, s.line, s.col, p.starts_on, a.position, c.code
LIMIT :most
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
    latest: dict[str, Value | None] = {}
    for row in map(_State._make, connection.execute(_ALL, asked)):
        new = state(row.number, row.denominator, row.applicable)
        entries.append(Entry(stored_period(row.period), latest.get(row.period), new, row.source))
        latest[row.period] = new
    return entries


def origin(
    connection: sqlite3.Connection, area_code: str, criterion_code: str, period_code: str
) -> Source | None:
    """Where the present figure came from; None where there is no figure."""
    asked = {"area": area_code, "criterion": criterion_code, "period": period_code}
    row = connection.execute(_PRESENT, asked).fetchone()
    return None if row is None else _State(*row).source


def latest_input(connection: sqlite3.Connection) -> int:
    """The number of the input that was written last; 0 where there is none."""
    return int(connection.execute("SELECT COALESCE(max(id), 0) FROM input").fetchone()[0])


def changes(
    connection: sqlite3.Connection, number: int, most: int = -1, *, replaced: bool = False
) -> list[FigureChange]:
    """What an input has made of figures, in the order of its files.

    Args:
        connection: Reads the database.
        number: Of the input.
        most: How many are wanted; -1 for all.
        replaced: Only those in whose place there was another figure.
    """
    asked = {"input": number, "most": most, "replaced": replaced}
    return [
        FigureChange(
            area,
            name,
            criterion,
            stored_measure(measure),
            stored_period(period),
            state(*numbers[:3]),
            state(*numbers[3:6]),
            Place(*numbers[6:10]),
            bool(numbers[10]),
        )
        for area, name, criterion, measure, period, *numbers in connection.execute(_CHANGES, asked)
    ]
