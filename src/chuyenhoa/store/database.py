"""Opening databases: one connection, one transaction, and errors in words.

Nothing here imports SQLModel, SQLAlchemy or Alembic unless an upgrade is due.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun, reason
from chuyenhoa.store import schema
from chuyenhoa.store.connections import (
    begin_writing,
    connect,
    enlarge_cache,
    patiently,
    prepare,
)
from chuyenhoa.store.faults import (
    CANNOT_OPEN,
    EMPTY_FILE,
    FOREIGN,
    NEWER,
    NO_DATABASE,
    NOT_A_FILE,
    faults_named,
)
from chuyenhoa.store.temporary import new_database, remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike


@contextmanager
def open_database(
    path: str | PathLike[str],
    *,
    write: bool = False,
    on_wait: Callable[[], None] | None = None,
    on_upgrade: Callable[[Path], None] | None = None,
) -> Iterator[sqlite3.Connection]:
    """An existing database, in one transaction.

    Reading, the block sees one state of the database, whatever others write meanwhile; it may make
    temporary tables. Writing, all that the block does is committed when it ends, or nothing if it
    raises anything. An older schema is upgraded first.

    Args:
        path: The file. It is never created.
        write: Whether to take the lock for writing.
        on_wait: Called once if another program holds a lock, before waiting for it.
        on_upgrade: Called with the backup's path after an upgrade.

    Raises:
        CannotRun: There is no such file, it is no database of ours or a newer one, locked,
            damaged, read-only; also for every error of SQLite in the block.
    """
    path = Path(path)
    check_file(path)
    if write:
        remove_leftovers(path)
    with faults_named(path), closing(connect(path)) as connection:
        version = _begin(connection, path, write=write, on_wait=on_wait)
        if version < schema.SCHEMA_VERSION:
            from chuyenhoa.store.upgrade import upgrade

            connection.rollback()
            backup = upgrade(path, on_wait)
            if backup and on_upgrade:
                on_upgrade(backup)
            _begin(connection, path, write=write, on_wait=on_wait)
        with _writing(connection, on_wait) if write else _reading(connection) as ready:
            yield ready


@contextmanager
def create_database(path: str | PathLike[str]) -> Iterator[sqlite3.Connection]:
    """A new database, which is there when the block ends well, and not at all otherwise.

    Raises:
        CannotRun: There is something at `path`, also if it appeared meanwhile, or the folder cannot
            be written; also for every error of SQLite in the block.
    """
    with new_database(Path(path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        schema.create_schema(connection)
        yield connection
        connection.execute("COMMIT")


@contextmanager
def memory_database() -> Iterator[sqlite3.Connection]:
    """A database that is gone after the block."""
    path = Path(":memory:")
    with faults_named(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection)
        connection.execute("BEGIN")
        schema.create_schema(connection)
        yield connection


def check_file(path: Path) -> None:
    """Say what SQLite would not say."""
    try:
        if not path.exists():
            raise CannotRun(NO_DATABASE, path=path)
        if not path.is_file():
            raise CannotRun(NOT_A_FILE, path=path)
        if not path.stat().st_size:
            raise CannotRun(EMPTY_FILE, path=path)
    except OSError as error:
        raise CannotRun(CANNOT_OPEN, path=path, detail=reason(error)) from error


def _begin(
    connection: sqlite3.Connection,
    path: Path,
    *,
    write: bool,
    on_wait: Callable[[], None] | None,
) -> int:
    """Begin a transaction on a database of ours; the version of its schema."""
    if write:
        begin_writing(connection, on_wait)
    else:
        connection.execute("BEGIN")
    return version_of(connection, path, on_wait)


def version_of(
    connection: sqlite3.Connection, path: Path, on_wait: Callable[[], None] | None = None
) -> int:
    """The version of the schema, as the transaction sees it that begins to read here.

    Raises:
        CannotRun: It is no database of ours, or a newer one.
    """
    (application,) = patiently(connection, "PRAGMA application_id", on_wait).fetchone()
    if application != schema.APPLICATION_ID:
        raise CannotRun(FOREIGN, path=path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    known = schema.SCHEMA_VERSION
    if version > known:
        raise CannotRun(NEWER, path=path, found=version, known=known)
    return int(version)


@contextmanager
def _reading(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection that judges by this program's views."""
    if schema.has_own_views(connection):
        enlarge_cache(connection)
        yield connection
        return
    # Another version of the program made those of the file, which may be read-only: until somebody
    # writes, a copy will do.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        connection.rollback()
        prepare(copy)
        copy.execute("BEGIN")
        schema.create_views(copy)
        yield copy


@contextmanager
def _writing(
    connection: sqlite3.Connection, on_wait: Callable[[], None] | None
) -> Iterator[sqlite3.Connection]:
    try:
        # BEGIN IMMEDIATE is content with a file that is read-only, and this is not.
        connection.execute("DELETE FROM digest WHERE false")
        if not schema.has_own_views(connection):
            schema.create_views(connection)
        yield connection
    except BaseException:
        connection.rollback()
        raise
    _commit(connection, on_wait)


def _commit(connection: sqlite3.Connection, on_wait: Callable[[], None] | None) -> None:
    try:
        patiently(connection, "COMMIT", on_wait)
    except sqlite3.Error:
        connection.rollback()
        raise
    except BaseException:
        # A signal that came while SQLite was committing is too late: what is done is done.
        if connection.in_transaction:
            connection.rollback()
            raise
