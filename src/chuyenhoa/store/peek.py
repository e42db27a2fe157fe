"""What is wanted of a database before a command runs: quick, and silent where there is none.

The language of the first word, and what a shell offers to complete. Whatever is wrong with the
database is said by the command that opens it.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from chuyenhoa.store.connections import connect
from chuyenhoa.store.faults import SQLITE_ERRORS
from chuyenhoa.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

# A writer has the readers' lock for moments only; a shell waits no longer.
_SECONDS = 0.5

_LANGUAGE = "SELECT language FROM dataset"
_AREAS = "SELECT code, name FROM area ORDER BY position"
# As the latest set has them: criteria of earlier sets follow those in force.
_CRITERIA = """
SELECT k.code, c.name, c.name_en
FROM set_criterion c
JOIN criterion k ON k.id = c.criterion_id
JOIN criteria_set s ON s.id = c.set_id
JOIN period p ON p.id = s.from_id
ORDER BY p.starts_on DESC, c.position
"""
_PERIODS = "SELECT code, starts_on, ends_on FROM period WHERE reported = 1 ORDER BY starts_on DESC"
_NOTES = "SELECT code, text FROM note ORDER BY id DESC"


def language(path: Path) -> str | None:
    """The language of the dataset, None where that cannot be told."""
    rows = _rows(path, _LANGUAGE)
    return str(rows[0][0]) if rows else None


def areas(path: Path) -> list[tuple[str, str]]:
    """Code and name of every area, in the order of the data file."""
    return _rows(path, _AREAS)


def criteria(path: Path, language: str) -> dict[str, str]:
    """The name of every criterion by its code, as the latest set words it."""
    names: dict[str, str] = {}
    for code, name, name_en in _rows(path, _CRITERIA):
        names.setdefault(code, name_en if language == "en" and name_en else name)
    return names


def periods(path: Path) -> list[tuple[str, str, str]]:
    """Code, first and last day (ISO 8601) of every reported period, the latest first."""
    return _rows(path, _PERIODS)


def notes(path: Path) -> list[tuple[str, str]]:
    """Code and text of every note, the latest first."""
    return _rows(path, _NOTES)


def _rows(path: Path, query: str) -> list[Any]:
    with suppress(*SQLITE_ERRORS, OSError), closing(connect(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {_SECONDS * 1000:.0f}")
        if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
            return connection.execute(query).fetchall()
    return []
