"""The schema as SQL: the tables of a new database, and the views of every one.

A new database is made from `schema.sql`, which is generated from the migrations (a test holds the
two together): it takes milliseconds, where importing Alembic takes more than half a second. The
views hold no data and have no versions: they are those of the program that is running.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.store.digests import seal_all

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = 1
APPLICATION_ID = 0x43484859
"""Marks a database as ours: "CHHY"."""


def statements(sql: str) -> Iterator[str]:
    """The statements of an SQL text, one by one.

    `executescript` would commit the transaction that they belong to.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if ";" in line and sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def create_schema(connection: sqlite3.Connection) -> None:
    """Make tables and views in an empty database, within the caller's transaction."""
    for statement in statements(_resource("schema.sql")):
        connection.execute(statement)
    create_views(connection)
    mark_version(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    seal_all(connection)


def mark_version(connection: sqlite3.Connection) -> None:
    """Say in the file which version of the schema it has."""
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def drop_views(connection: sqlite3.Connection) -> None:
    """Remove all views; SQLite rebuilds no table that a view names."""
    views = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for (name,) in views:
        connection.execute('DROP VIEW "{}"'.format(str(name).replace('"', '""')))


def create_views(connection: sqlite3.Connection) -> None:
    """Replace all views by those of this program, within the caller's transaction."""
    drop_views(connection)
    for statement in _views():
        connection.execute(statement)


def has_own_views(connection: sqlite3.Connection) -> bool:
    """Whether the database's views are those of this program, and not of another version's."""
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'view'")
    # What is damaged need not be text.
    return sorted(str(sql) for (sql,) in rows) == _views()


@cache
def _views() -> list[str]:
    """The views as the database keeps their text: without the comments before them."""
    return sorted(
        statement[statement.index("CREATE VIEW") :].rstrip(";")
        for statement in statements(_resource("views.sql"))
    )


def definitions(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The SQL of all tables, indexes and views by type and name, with even spaces."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    # What is damaged need not be text.
    return {(str(kind), str(name)): " ".join(str(sql).split()) for kind, name, sql in rows}


def expected_definitions() -> dict[tuple[str, str], str]:
    """The same of a database that was made just now."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create_schema(connection)
        return definitions(connection)
    finally:
        connection.close()


@cache
def _resource(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
