"""Backups: copies of the committed state, checked before they count as one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun
from chuyenhoa.store.faults import DAMAGED
from chuyenhoa.store.temporary import new_database

if TYPE_CHECKING:
    import sqlite3
    from os import PathLike


def backup(connection: sqlite3.Connection, path: str | PathLike[str]) -> None:
    """Copy the database to a new file, which is checked before it gets its name.

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


def copy_as_it_is(connection: sqlite3.Connection, path: Path) -> None:
    """The same for a database that may be damaged, which is why it is replaced."""
    with new_database(path) as copy:
        connection.backup(copy)


def place_beside(path: Path, mark: str) -> Path:
    """Where a copy of the database is kept before something happens to it.

    Args:
        path: The database.
        mark: What the copy's name says after that of the database, before the time.
    """
    now = datetime.now().astimezone()
    stem = f"{path.name}.{mark}-{now:%Y%m%d-%H%M%S}"
    target = path.with_name(f"{stem}.bak")
    again = 1
    while target.exists():
        # From a run that was killed in this very second.
        again += 1
        target = path.with_name(f"{stem}-{again}.bak")
    return target
