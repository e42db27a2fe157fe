"""The inputs that results came with: which files, how many figures, and what is left of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from chuyenhoa.store.figures import stored_moment
from chuyenhoa.store.inputs import InputFile

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of an input.

    Attributes:
        file: Its name and checksum.
        figures: How many figures were written from it, or removed.
        lasting: How many of them are still what they were.
    """

    file: InputFile
    figures: int
    lasting: int


@dataclass(frozen=True, slots=True)
class WrittenInput:
    """One input.

    Attributes:
        number: By which it can be undone; rises with time.
        command: 'load', 'record', 'import' or 'undo'.
        recorded_at: When it was written, in UTC.
        files: Its files; of an undoing those in which the restored figures stand.
        undoes: The input that it has taken back.
        undone_by: The latest input that has taken it back.
    """

    number: int
    command: str
    recorded_at: datetime
    files: tuple[WrittenFile, ...]
    undoes: int | None
    undone_by: int | None

    @property
    def figures(self) -> int:
        """How many figures it wrote or removed."""
        return sum(each.figures for each in self.files)

    @property
    def lasting(self) -> int:
        """How many of them are still what they were."""
        return sum(each.lasting for each in self.files)


# A figure is still that of its file when a later undoing has restored it.
_INPUTS = """
WITH written AS (
    SELECT file_id, count(*) AS figures FROM (
        SELECT file_id FROM result UNION ALL SELECT file_id FROM revision
    ) GROUP BY file_id
), lasting AS (
    SELECT COALESCE(f.restores_id, f.id) AS file_id, count(*) AS figures
    FROM result r JOIN input_file f ON f.id = r.file_id
    GROUP BY COALESCE(f.restores_id, f.id)
)
SELECT
    i.id, i.command, i.recorded_at, i.undoes_id,
    (SELECT max(u.id) FROM input u WHERE u.undoes_id = i.id),
    f.name, f.sha256, COALESCE(w.figures, 0), COALESCE(l.figures, 0)
FROM input i
JOIN input_file f ON f.input_id = i.id
LEFT JOIN written w ON w.file_id = f.id
LEFT JOIN lasting l ON l.file_id = f.id
WHERE :number IS NULL OR i.id = :number
ORDER BY i.id, f.id
"""


def inputs(connection: sqlite3.Connection, number: int | None = None) -> list[WrittenInput]:
    """The inputs that have written results, in their order.

    Args:
        connection: Reads the database.
        number: Only this one, if there is one.
    """
    rows = connection.execute(_INPUTS, {"number": number})
    return [
        WrittenInput(
            identity,
            command,
            stored_moment(recorded_at),
            tuple(
                WrittenFile(InputFile(name, sha256), figures, lasting)
                for *_, name, sha256, figures, lasting in files
            ),
            undoes,
            undone_by,
        )
        for (identity, command, recorded_at, undoes, undone_by), files in groupby(
            rows, key=itemgetter(0, 1, 2, 3, 4)
        )
    ]
