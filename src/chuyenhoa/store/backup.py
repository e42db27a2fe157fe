"""Backups: copies of the committed state, checked before they count as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun
from chuyenhoa.store.faults import DAMAGED
from chuyenhoa.store.temporary import new_database

if TYPE_CHECKING:
    import sqlite3
    from os import PathLike


def backup(connection: sqlite3.Connection, path: str | PathLike[str]) -> None:
    """Copy the database to a new file.

    Args:
        connection: Reads the database; it has written nothing itself.
        path: Nothing may stand there.

    Raises:
        CannotRun: The file cannot be written, or what is in it is damaged.
    """
    with new_database(Path(path)) as copy:
        connection.backup(copy)
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise CannotRun(DAMAGED, path=path, detail=found)
