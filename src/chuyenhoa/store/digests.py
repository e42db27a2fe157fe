"""Digests of the tables whose rows carry no checksum, to find a bit that flips in one.

Each transaction that writes such a table seals it again; `chuyenhoa.store.check` compares.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# The sealed tables, each with the order in which its rows are read.
DEFINITIONS = {
    "dataset": "id",
    "period": "id",
    "area": "id",
    "area_alias": "area_id, alias",
    "listing": "area_id",
    "criterion": "id",
    "criteria_set": "id",
    "criterion_group": "id",
    "set_criterion": "id",
    "target": "id",
    "baseline": "area_id, criterion_id",
    "office": "id",
    "office_recipient": "position",
    "note": "id",
}
INPUTS = {"input": "id", "input_file": "id", "sqlite_sequence": "name"}
SEALED = {**DEFINITIONS, **INPUTS, "alembic_version": "version_num"}


def digest(connection: sqlite3.Connection, table: str) -> str:
    """SHA-256 of a sealed table's rows."""
    # Only who writes needs OpenSSL, which takes its time.
    from hashlib import sha256

    total = sha256()
    with as_bytes(connection):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {SEALED[table]}"):  # noqa: S608 - our own names
            total.update(repr(row).encode())
    return total.hexdigest()


@contextmanager
def as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Within the block text is read as bytes, so that damaged text can be read too."""
    factory = connection.text_factory
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = factory


def seal_tables(connection: sqlite3.Connection, *tables: str) -> None:
    """Write the digests of these tables, within the caller's transaction."""
    seal(connection, **{table: digest(connection, table) for table in tables})


def definitions_stamp(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What changes whenever a definition does: the digests of their tables, periods aside."""
    found = dict(connection.execute("SELECT name, value FROM digest"))
    return tuple(found[table] for table in DEFINITIONS if table != "period")


def seal_all(connection: sqlite3.Connection) -> None:
    """Write the digests of all sealed tables, within the caller's transaction."""
    seal_tables(connection, *SEALED)


def seal(connection: sqlite3.Connection, **digests: str) -> None:
    """Write these digests, within the caller's transaction."""
    connection.executemany(
        "INSERT INTO digest (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        digests.items(),
    )
