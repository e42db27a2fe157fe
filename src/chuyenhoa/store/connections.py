"""Connections and their locks: what `sqlite3` leaves to its callers."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from chuyenhoa.errors import CannotRun
from chuyenhoa.store.faults import OLD_SQLITE, PATIENCE, is_busy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# STRICT came with 3.37, IS DISTINCT FROM with 3.39.
_OLDEST_SQLITE = (3, 39, 0)
_SECONDS_BETWEEN_TRIES = 0.02
_MOST_KIB_CACHED = 128 * 1024


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that exists, read-only if the file is; transactions are ours.

    Raises:
        CannotRun: If SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        raise CannotRun(OLD_SQLITE, found=sqlite3.sqlite_version, needed=needed)
    # A URI, so that a mistyped path creates nothing; with its slashes, also for C:/ and //server/.
    name = quote(os.fsencode(path.absolute().as_posix()))
    uri = f"file://{'' if name.startswith('/') else '/'}{name}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)
    prepare(connection)
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """What holds for every connection, and cannot be set within a transaction."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def patiently(
    connection: sqlite3.Connection, statement: str, on_wait: Callable[[], None] | None = None
) -> sqlite3.Cursor:
    """Execute a statement that needs a lock, and wait where another program has it.

    SQLite could wait by itself, but Ctrl-C would not end that.

    Args:
        connection: Set to wait for no lock by itself.
        statement: Takes the lock or fails as a whole.
        on_wait: Called once, before the waiting begins.

    Raises:
        sqlite3.OperationalError: Still locked after `PATIENCE` seconds, or something else.
    """
    deadline = None
    while True:
        try:
            return connection.execute(statement)
        except sqlite3.OperationalError as error:
            if not is_busy(error) or (deadline and time.monotonic() > deadline):
                raise
        if deadline is None:
            deadline = time.monotonic() + PATIENCE
            if on_wait:
                on_wait()
        time.sleep(_SECONDS_BETWEEN_TRIES)


def enlarge_cache(connection: sqlite3.Connection) -> None:
    """Keep the country's figures at hand; the memory is taken as it is needed.

    It reads the file: a lock that another program has must have been waited for.
    """
    connection.execute(f"PRAGMA cache_size = -{_MOST_KIB_CACHED}")


def begin_writing(
    connection: sqlite3.Connection, on_wait: Callable[[], None] | None = None
) -> None:
    """Begin a transaction for writing, which will be on the disk once it is committed.

    Raises:
        sqlite3.OperationalError: As `patiently`.
    """
    # It reads the file, and therefore waits for a lock too.
    patiently(connection, "PRAGMA synchronous = FULL", on_wait)
    # A change larger than the cache would shut readers out before it is complete. Without spilling,
    # a small cache is slow.
    connection.execute("PRAGMA cache_spill = OFF")
    enlarge_cache(connection)
    patiently(connection, "BEGIN IMMEDIATE", on_wait)
