"""New database files: built beside their place, and put there when they are complete."""

from __future__ import annotations

import glob
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun, reason
from chuyenhoa.store.connections import connect
from chuyenhoa.store.faults import CANNOT_OPEN, EXISTS, faults_named, is_busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_database(path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database without journal, which gets its place when the block ends well.

    Until then it is a hidden file beside its place; if the block fails, nothing is left. Nothing
    that stands at `path` is overwritten, not even if it appears meanwhile.

    Raises:
        CannotRun: Also for every error of SQLite in the block.
    """
    if os.path.lexists(path):
        raise CannotRun(EXISTS, path=path)
    remove_leftovers(path)
    with faults_named(path):
        unfinished, connection = _locked_file(path)
        try:
            with closing(connection):
                yield connection
                _sync(connection)
                placed = _link(unfinished, path)
            if not placed:
                _rename(unfinished, path)
        finally:
            _remove(unfinished)
    _sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove the unfinished files beside `path` that a killed run has left."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        try:
            with closing(connect(leftover)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
                # Under the lock, so that nobody begins with it meanwhile.
                _remove(leftover)
        except sqlite3.Error as error:
            if is_busy(error):
                continue
        # Windows removes no file that is open, and what is damaged has no lock.
        _remove(leftover)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _locked_file(path: Path) -> tuple[Path, sqlite3.Connection]:
    """A new empty file beside `path`, and its connection, which keeps it locked until closed."""
    while True:
        unfinished = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
        try:
            # With the permissions that any new file gets; and never through a symbolic link.
            os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except OSError as error:
            raise CannotRun(CANNOT_OPEN, path=path, detail=reason(error)) from error
        if connection := _locked(unfinished):
            return unfinished, connection
        # Somebody was quicker, and takes it for a leftover.


def _locked(unfinished: Path) -> sqlite3.Connection | None:
    """A connection that has the file locked; None if that did not succeed."""
    connection = connect(unfinished)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if unfinished.exists():
            return connection
    except sqlite3.Error as error:
        if not is_busy(error):
            connection.close()
            _remove(unfinished)
            raise
    connection.close()
    return None


def _sync(connection: sqlite3.Connection) -> None:
    """Have everything on the disk: one more transaction, this time with a sync.

    Another handle on the file would do as well, but closing it gives up the lock on POSIX systems.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA user_version = {version:d}")


def _link(unfinished: Path, path: Path) -> bool:
    """Give the file its place under the very lock; False where the file system has no links."""
    try:
        os.link(unfinished, path)
    except FileExistsError as error:
        raise CannotRun(EXISTS, path=path) from error
    except (OSError, NotImplementedError):
        return False
    return True


def _rename(unfinished: Path, path: Path) -> None:
    """Give the closed file its place."""
    if os.path.lexists(path):
        raise CannotRun(EXISTS, path=path)
    try:
        unfinished.rename(path)
    except FileExistsError as error:
        raise CannotRun(EXISTS, path=path) from error
    except OSError as error:
        raise CannotRun(CANNOT_OPEN, path=path, detail=reason(error)) from error


def _sync_folder(folder: Path) -> None:
    """Have the file's name on the disk; Windows does it by itself and opens no folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
