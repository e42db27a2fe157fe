"""Results: written all at once, set against what was there; every change leaves a revision."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.store.checksum import text_checksum
from chuyenhoa.store.digests import INPUTS, seal_tables
from chuyenhoa.store.figures import stored_period, value
from chuyenhoa.store.inputs import Counts
from chuyenhoa.store.keys import PeriodIds, read_ids, report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from chuyenhoa.model.values import Value
    from chuyenhoa.store.inputs import Input

_INCOMING = """
CREATE TEMP TABLE incoming (
    shared_id INTEGER, area_id INTEGER, criterion_id INTEGER,
    number REAL, denominator REAL, line INTEGER, col INTEGER
)
"""

# What many of them have in common.
_SHARED = """
CREATE TEMP TABLE shared (
    id INTEGER PRIMARY KEY,
    period_id INTEGER, file INTEGER, sheet TEXT, note TEXT, text_crc32 INTEGER
)
"""

# What is not there comes as what cannot be: sqlite3 takes half as long without None in its rows.
_NO_NUMBER = 1e9
_NO_DENOMINATOR = -1.0
_ROW = (
    f"(?, ?, ?, NULLIF(?, {_NO_NUMBER}), NULLIF(?, {_NO_DENOMINATOR}), NULLIF(?, 0), NULLIF(?, 0))"
)
# To begin a statement takes as long as a row.
_ROWS_AT_ONCE = 100

# Whether there is anything at all to set them against.
_RECORDED = """
SELECT 1 FROM result WHERE period_id IN (SELECT period_id FROM temp.shared) LIMIT 1
"""

_OLD = """
    temp.incoming i
    CROSS JOIN temp.shared s ON s.id = i.shared_id
    CROSS JOIN result r USING (period_id, area_id, criterion_id)
"""

# A note that comes with the figure as it was is a change; that none comes is not.
_DROP_UNCHANGED = f"""
DELETE FROM temp.incoming WHERE rowid IN (
    SELECT i.rowid FROM {_OLD}
    WHERE r.number IS i.number AND r.denominator IS i.denominator
    AND (s.note IS NULL OR r.note IS s.note)
)
"""  # noqa: S608 - our own words

_KEEP_OLD = f"""
INSERT INTO revision (
    period_id, area_id, criterion_id, number, denominator, applicable,
    file_id, sheet, line, col, note, text_crc32
)
SELECT
    r.period_id, r.area_id, r.criterion_id, r.number, r.denominator, r.applicable,
    r.file_id, r.sheet, r.line, r.col, r.note, r.text_crc32
FROM {_OLD}
"""  # noqa: S608 - our own words

_DROP_OLD = f"""
DELETE FROM result
WHERE (period_id, area_id, criterion_id) IN (SELECT period_id, area_id, criterion_id FROM {_OLD})
"""  # noqa: S608 - our own words

_WRITE = """
INSERT INTO result (
    period_id, area_id, criterion_id, number, denominator, applicable,
    file_id, sheet, line, col, note, text_crc32
)
SELECT
    s.period_id, i.area_id, i.criterion_id, i.number, i.denominator, i.number IS NOT NULL,
    ? + s.file, s.sheet, i.line, i.col, s.note, s.text_crc32
FROM temp.incoming i
CROSS JOIN temp.shared s ON s.id = i.shared_id
"""

_READ = """
SELECT
    a.code, c.code, r.number, r.denominator, f.position, r.sheet, r.line, r.col, r.note
FROM result r
JOIN area a ON a.id = r.area_id
JOIN criterion c ON c.id = r.criterion_id
JOIN (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY input_id ORDER BY id) - 1 AS position
    FROM input_file
) f ON f.id = r.file_id
LEFT JOIN set_criterion s ON s.criterion_id = r.criterion_id AND s.set_id = (
    SELECT x.id FROM criteria_set x JOIN period y ON y.id = x.from_id
    WHERE y.starts_on <= :starts_on ORDER BY y.starts_on DESC LIMIT 1
)
WHERE r.period_id = :period
ORDER BY a.position, s.position IS NULL, s.position, c.code
"""


def write_results(
    connection: sqlite3.Connection, results: Iterable[Result], source: Input
) -> Counts:
    """Write results, and what they replace into the history.

    A figure that is as it was keeps its origin. Where all are, nothing is written at all.

    Args:
        connection: In a transaction for writing; the definitions are written already.
        results: At most one for each area, criterion and period.
        source: Where they come from.

    Raises:
        LookupError: If an area or a criterion is not in the database.
    """
    connection.execute(_INCOMING)
    connection.execute(_SHARED)
    shared = _Shared()
    _receive(connection, _rows(connection, results, shared))
    connection.executemany("INSERT INTO temp.shared VALUES (?, ?, ?, ?, ?, ?)", shared.rows())
    unchanged = changed = 0
    if connection.execute(_RECORDED).fetchone():
        unchanged = connection.execute(_DROP_UNCHANGED).rowcount
        changed = connection.execute(_KEEP_OLD).rowcount
    if changed:
        connection.execute(_DROP_OLD)
    (different,) = connection.execute("SELECT count(*) FROM temp.incoming").fetchone()
    if different:
        connection.execute(_WRITE, (write_input(connection, source),))
        report(connection, {period_id for period_id, *_ in shared})
        seal_tables(connection, "period", *INPUTS)
    connection.execute("DROP TABLE temp.incoming")
    connection.execute("DROP TABLE temp.shared")
    return Counts(different - changed, changed, unchanged)


def _receive(connection: sqlite3.Connection, rows: Iterator[tuple[float, ...]]) -> None:
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        connection.execute(_insert(len(batch)), tuple(chain.from_iterable(batch)))


@cache
def _insert(rows: int) -> str:
    return f"INSERT INTO temp.incoming VALUES {', '.join([_ROW] * rows)}"  # noqa: S608 - our own words


class _Shared(dict[tuple[int, int, str | None, str | None], int]):
    """Numbers of what results have in common: their period, file, sheet and note."""

    def __missing__(self, key: tuple[int, int, str | None, str | None]) -> int:
        self[key] = number = len(self)
        return number

    def rows(self) -> Iterator[tuple[object, ...]]:
        """As the table has them."""
        for (period_id, file, sheet, note), number in self.items():
            checksum = text_checksum(sheet, note) if sheet or note else None
            yield number, period_id, file, sheet or None, note or None, checksum


def _rows(
    connection: sqlite3.Connection, results: Iterable[Result], shared: _Shared
) -> Iterator[tuple[float, ...]]:
    """The rows of the incoming results; what they have in common is added to `shared`."""
    areas, criteria = read_ids(connection, "area"), read_ids(connection, "criterion")
    (cutoff_day,) = connection.execute("SELECT cutoff_day FROM dataset").fetchone()
    period_ids = PeriodIds(connection, cutoff_day)
    latest, period_id = None, 0
    numbers: dict[int, tuple[float, float, Value]] = {}
    for period, area, criterion, figure, (file, line, column, sheet), note in results:
        # They come period by period, and looking one up takes longer than all the rest.
        if period is not latest:
            latest, period_id = period, period_ids[period]
        # Most figures are one of a few, known by their identity; kept, so that no other gets it.
        stored = numbers.get(id(figure))
        if stored is None:
            stored = numbers[id(figure)] = _stored(figure)
        number, denominator, _ = stored
        yield (
            shared[period_id, file, sheet, note],
            areas[area],
            criteria[criterion],
            number,
            denominator,
            line or 0,
            column or 0,
        )


def _stored(figure: Value) -> tuple[float, float, Value]:
    number, denominator = figure.number, figure.denominator
    return (
        _NO_NUMBER if number is None else float(number),
        _NO_DENOMINATOR if denominator is None else float(denominator),
        figure,
    )


def write_input(connection: sqlite3.Connection, source: Input) -> int:
    """Write the input and its files; the number of the first, which the others follow."""
    recorded_at = source.recorded_at.astimezone(UTC).isoformat(timespec="seconds")
    input_id = connection.execute(
        "INSERT INTO input (command, recorded_at) VALUES (?, ?)", (source.command, recorded_at)
    ).lastrowid
    numbers = [
        connection.execute(
            "INSERT INTO input_file (input_id, name, sha256) VALUES (?, ?, ?)",
            (input_id, file.name, file.sha256),
        ).lastrowid
        for file in source.files
    ]
    return numbers[0] or 0


def read_results(connection: sqlite3.Connection) -> Iterator[Result]:
    """All results: periods in order of start, areas and criteria in the order of the data file."""
    periods = connection.execute(
        "SELECT id, code, starts_on FROM period ORDER BY starts_on, ends_on"
    ).fetchall()
    for number, code, starts_on in periods:
        period = stored_period(code)
        for row in connection.execute(_READ, {"period": number, "starts_on": starts_on}):
            area, criterion, figure, denominator, file, sheet, line, column, note = row
            origin = Origin(file, line, column, sheet)
            yield Result(period, area, criterion, value(figure, denominator), origin, note)
