"""Taking back what an input has recorded: each figure becomes what it was before.

Nothing is lost by it: the undoing is an input of its own, and what it takes back moves into the
history like everything that is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_
from chuyenhoa.store.digests import INPUTS, seal_tables
from chuyenhoa.store.figures import stored_period
from chuyenhoa.store.inputs import Input, InputFile
from chuyenhoa.store.results import write_input

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from chuyenhoa.model.periods import Period

COMMAND = "undo"


@dataclass(frozen=True, slots=True)
class Left:
    """A figure that something else has changed since: it stays as it is.

    Attributes:
        area: The area's name.
        criterion: The criterion's code.
        period: Whose figure it is.
        number: Of the input that has changed it.
        command: Of that input.
    """

    area: str
    criterion: str
    period: Period
    number: int
    command: str


class LaterFile(NamedTuple):
    """A file of another input: the input's number and command, and the file's name."""

    number: int
    command: str
    name: str


# What the input wrote and still is as it wrote it, be it because a later undoing restored it; each
# with the state that it replaced.
_TAKEN = """
CREATE TEMP TABLE taken AS
SELECT
    r.period_id, r.area_id, r.criterion_id,
    (
        SELECT max(v.file_id) FROM revision v
        WHERE v.period_id = r.period_id AND v.area_id = r.area_id
        AND v.criterion_id = r.criterion_id AND v.file_id < :first
    ) AS before_id
FROM result r
JOIN input_file f ON f.id = r.file_id
WHERE COALESCE(f.restores_id, f.id) BETWEEN :first AND :last
"""

# A figure that was taken back before this input wrote it again was nothing.
_RESTORED = """
CREATE TEMP TABLE restored AS
SELECT v.*, COALESCE(f.restores_id, f.id) AS source_id
FROM temp.taken t
JOIN revision v USING (period_id, area_id, criterion_id)
JOIN input_file f ON f.id = v.file_id
WHERE v.file_id = t.before_id AND v.applicable >= 0
"""

_SOURCES = """
SELECT id, name, sha256 FROM input_file WHERE id IN (SELECT source_id FROM temp.restored)
ORDER BY id
"""

_COLUMNS = "period_id, area_id, criterion_id, number, denominator, applicable"
_WHERE = "sheet, line, col, note, text_crc32"

_KEEP = f"""
INSERT INTO revision ({_COLUMNS}, file_id, {_WHERE})
SELECT {_COLUMNS}, file_id, {_WHERE} FROM result JOIN temp.taken USING
(period_id, area_id, criterion_id)
"""  # noqa: S608 - our own names

_DROP = """
DELETE FROM result WHERE (period_id, area_id, criterion_id)
IN (SELECT period_id, area_id, criterion_id FROM temp.taken)
"""

_RESTORE = f"""
INSERT INTO result ({_COLUMNS}, file_id, {_WHERE})
SELECT {_COLUMNS}, f.id, {_WHERE}
FROM temp.restored r JOIN input_file f ON f.input_id = ? AND f.restores_id = r.source_id
"""  # noqa: S608 - our own names

_WITHDRAW = """
INSERT INTO revision (period_id, area_id, criterion_id, applicable, file_id)
SELECT period_id, area_id, criterion_id, -1, ?
FROM temp.taken t
WHERE NOT EXISTS (
    SELECT 1 FROM temp.restored r
    WHERE r.period_id = t.period_id AND r.area_id = t.area_id AND r.criterion_id = t.criterion_id
)
"""

# The state that is now is the last; the one that undid this very input does not count.
_LEFT = """
SELECT a.name, c.code, p.code, i.id, i.command
FROM (
    SELECT v.period_id, v.area_id, v.criterion_id, (
        SELECT max(s.file_id) FROM (
            SELECT file_id FROM result r
            WHERE r.period_id = v.period_id AND r.area_id = v.area_id
            AND r.criterion_id = v.criterion_id
            UNION ALL
            SELECT file_id FROM revision w
            WHERE w.period_id = v.period_id AND w.area_id = v.area_id
            AND w.criterion_id = v.criterion_id
        ) s
    ) AS now_id
    FROM revision v WHERE v.file_id BETWEEN :first AND :last
) q
JOIN input_file f ON f.id = q.now_id
JOIN input i ON i.id = f.input_id
JOIN area a ON a.id = q.area_id
JOIN criterion c ON c.id = q.criterion_id
JOIN period p ON p.id = q.period_id
WHERE i.undoes_id IS NOT :number
AND COALESCE(f.restores_id, f.id) NOT BETWEEN :first AND :last
ORDER BY p.starts_on, a.position, c.code
"""


# Files with figures in force of the areas and periods that the input has figures of.
_SINCE = """
WITH own AS (
    SELECT s.period_id, s.area_id
    FROM (
        SELECT period_id, area_id, file_id FROM result
        UNION ALL
        SELECT period_id, area_id, file_id FROM revision
    ) s
    JOIN input_file f ON f.id = s.file_id
    WHERE f.input_id = :number
    GROUP BY s.period_id, s.area_id
)
SELECT DISTINCT i.id, i.command, source.name
FROM own
JOIN result r USING (period_id, area_id)
JOIN input_file f ON f.id = r.file_id
JOIN input_file source ON source.id = COALESCE(f.restores_id, f.id)
JOIN input i ON i.id = source.input_id
WHERE i.id > :number AND i.command IN ('load', 'import')
ORDER BY i.id, source.id
"""


def stated_since(connection: sqlite3.Connection, number: int) -> list[LaterFile]:
    """The files of later inputs that have figures of the same areas and periods in force.

    Where one of them gave the same figure, that is recorded of the first file alone.

    Args:
        connection: Reads the database.
        number: Of the input.
    """
    return [LaterFile(*row) for row in connection.execute(_SINCE, {"number": number})]


def take_back(connection: sqlite3.Connection, number: int, recorded_at: datetime) -> list[Left]:
    """Take back what an input has recorded; afterwards the latest input is this undoing.

    A figure that was there before comes back with the place where it stands; one that was not is
    gone. Where nothing is to be taken back, nothing is written.

    Args:
        connection: In a transaction for writing.
        number: Of the input.
        recorded_at: The time in UTC.

    Returns:
        What has been changed since, and stays.

    Raises:
        CannotRun: There is no such input, or it was an undoing itself, or it has been undone.
    """
    command, undone_by, *files = _find(connection, number)
    if command == COMMAND:
        raise CannotRun(
            N_("Input {number} is an undoing itself: import the file again instead."), number=number
        )
    asked = {"number": number, **dict(zip(("first", "last"), files, strict=True))}
    connection.execute(_TAKEN, asked)
    connection.execute(_RESTORED)
    left = [
        Left(area, criterion, stored_period(period), by, by_command)
        for area, criterion, period, by, by_command in connection.execute(_LEFT, asked)
    ]
    (taken,) = connection.execute("SELECT count(*) FROM temp.taken").fetchone()
    if taken:
        _write(connection, number, recorded_at)
    for table in ("taken", "restored"):
        connection.execute(f"DROP TABLE temp.{table}")
    if undone_by and not taken and not left:
        raise CannotRun(
            N_("Input {number} was undone already, by {by}."), number=number, by=undone_by
        )
    return left


def _find(connection: sqlite3.Connection, number: int) -> tuple[str, int | None, int, int]:
    """The command of an input, the latest that has undone it, and its first and last file."""
    row = connection.execute(
        "SELECT i.command, (SELECT max(u.id) FROM input u WHERE u.undoes_id = i.id),"
        " min(f.id), max(f.id)"
        " FROM input i JOIN input_file f ON f.input_id = i.id WHERE i.id = ? GROUP BY i.id",
        (number,),
    ).fetchone()
    if row is None:
        raise CannotRun(N_("There is no input {number}."), number=number)
    command, undone_by, first, last = row
    return command, undone_by, first, last


def _write(connection: sqlite3.Connection, number: int, recorded_at: datetime) -> None:
    sources = connection.execute(_SOURCES).fetchall()
    files = [InputFile(name, sha256) for _, name, sha256 in sources]
    # The first is that of the figures which are nothing now.
    first = write_input(connection, Input(COMMAND, recorded_at, (InputFile(""), *files)))
    (undoing,) = connection.execute(
        "SELECT input_id FROM input_file WHERE id = ?", (first,)
    ).fetchone()
    connection.execute("UPDATE input SET undoes_id = ? WHERE id = ?", (number, undoing))
    connection.executemany(
        "UPDATE input_file SET restores_id = ? WHERE id = ?",
        [(source, first + n) for n, (source, _, _) in enumerate(sources, 1)],
    )
    connection.execute(_KEEP)
    connection.execute(_DROP)
    connection.execute(_RESTORE, (undoing,))
    connection.execute(_WITHDRAW, (first,))
    seal_tables(connection, *INPUTS)
