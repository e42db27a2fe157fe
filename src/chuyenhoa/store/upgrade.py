"""Bringing an older database to the schema of this program, by Alembic's migrations.

To add one: change `tables/`; write `migrations/versions/NNNN_….py`, the number being the new
`SCHEMA_VERSION`; run `tools/schema.py`; the tests compare the three. Batch mode rebuilds a table,
also one that others refer to, but it forgets STRICT, CHECKs and indexes on expressions: state them.
"""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing
from typing import TYPE_CHECKING, cast

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SAWarning

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_
from chuyenhoa.store import schema
from chuyenhoa.store.backup import backup, place_beside
from chuyenhoa.store.connections import begin_writing, connect
from chuyenhoa.store.digests import seal_all
from chuyenhoa.store.faults import PATIENCE, cannot_run, faults_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

MIGRATIONS = "chuyenhoa.store:migrations"

LOST_ROWS = N_(
    "Upgrading the database {path} would have lost rows of the table “{table}” ({before} before, "
    "{after} after). Nothing was changed in it."
)
BROKEN_REFERENCE = N_(
    "Upgrading the database {path} would have left a row of the table “{table}” without the row "
    "that it refers to. Nothing was changed in it."
)


def upgrade(path: Path, on_wait: Callable[[], None] | None = None) -> Path | None:
    """Upgrade the database in one transaction, after a backup beside it.

    Returns:
        The backup; None if another program has upgraded the database meanwhile.

    Raises:
        CannotRun: The database cannot be written, is locked or damaged, or the disk is full.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begin_writing(_driver(connection), on_wait)
        # For the readers that the commit has to wait for.
        _driver(connection).execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    kept = None
    try:
        with faults_named(path), engine.begin() as connection:
            (version,) = _driver(connection).execute("PRAGMA user_version").fetchone()
            if version < schema.SCHEMA_VERSION:
                # The lock of the upgrade lets others read the state before it.
                with closing(connect(path)) as reading:
                    backup(reading, target := place_beside(path, f"v{version}"))
                kept = target
                _migrate(connection, path)
    except BaseException as error:
        if kept:
            kept.unlink()
        if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
            raise cannot_run(error.orig, path) from error
        raise
    return kept


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    # A batch operation drops the old table, and with it went the rows that refer to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _migrate(connection: Connection, path: Path) -> None:
    """Run the migrations in the connection's transaction, and check what they have done."""
    driver = _driver(connection)
    before = _row_counts(driver)
    schema.drop_views(driver)
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    with warnings.catch_warnings(action="ignore", category=SAWarning):
        # Batch mode tells the person at the terminal of each index that it cannot read.
        command.upgrade(config, "head")
    after = _row_counts(driver)
    for table in before.keys() & after.keys():
        if before[table] != after[table]:
            raise CannotRun(
                LOST_ROWS, path=path, table=table, before=before[table], after=after[table]
            )
    for table, *_ in driver.execute("PRAGMA foreign_key_check"):
        raise CannotRun(BROKEN_REFERENCE, path=path, table=table)
    schema.create_views(driver)
    schema.mark_version(driver)
    seal_all(driver)


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ).fetchall()
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - our own tables
        for (table,) in tables
    }
