"""Looking for damage: what `db check` reports.

SQLite's own integrity check sees broken structure, but hardly any bit that flips in a value: the
checksums and digests are for those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from chuyenhoa.language import N_
from chuyenhoa.store import schema
from chuyenhoa.store.checksum import CHECKSUM
from chuyenhoa.store.digests import SEALED, as_bytes, digest
from chuyenhoa.store.faults import SQLITE_ERRORS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

STRUCTURE = N_("The database file is damaged: {detail}.")
REFERENCE = N_("A row of the table “{table}” refers to a row of “{parent}” that is not there.")
DEFINITION = N_("The {type} “{name}” is not as this program makes it.")
TABLE = N_("The table “{table}” is not as it was written.")
FIGURE = N_("The figure of {area}, {criterion}, {period} is not as it was written.")
OLD_FIGURE = N_("An earlier figure of {area}, {criterion}, {period} is not as it was written.")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something damaged: an English sentence, marked for translation, and its fields."""

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.params)


def check(connection: sqlite3.Connection) -> list[Finding]:
    """All damage that can be found, in a fixed order; nothing if there is none.

    Args:
        connection: Reads the database.
    """
    findings: list[Finding] = []
    for look in (_structure, _references, _definitions, _tables, _figures, _old_figures):
        try:
            findings.extend(look(connection))
        except SQLITE_ERRORS as error:
            # What one look cannot read, another may; and one finding is enough to know.
            findings.append(Finding(STRUCTURE, {"detail": str(error)}))
    return findings


def _structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield Finding(STRUCTURE, {"detail": found})


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check")
    # Many rows may refer to one that is gone.
    for table, parent in dict.fromkeys((table, parent) for table, _, parent, _ in rows):
        yield Finding(REFERENCE, {"table": table, "parent": parent})


def _definitions(connection: sqlite3.Connection) -> Iterator[Finding]:
    found, expected = schema.definitions(connection), schema.expected_definitions()
    for kind, name in sorted(found.keys() | expected.keys()):
        if found.get((kind, name)) != expected.get((kind, name)):
            yield Finding(DEFINITION, {"type": kind, "name": name})


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    with as_bytes(connection):
        written = dict(connection.execute("SELECT name, value FROM digest"))
    for table in SEALED:
        if written.pop(table.encode(), None) != digest(connection, table).encode():
            yield Finding(TABLE, {"table": table})
    if written:
        yield Finding(TABLE, {"table": "digest"})


def _figures(connection: sqlite3.Connection) -> Iterator[Finding]:
    return _damaged(connection, "result", FIGURE)


def _old_figures(connection: sqlite3.Connection) -> Iterator[Finding]:
    return _damaged(connection, "revision", OLD_FIGURE)


# A number is checked for what its checksum does not see: bits past the fourth decimal.
_DAMAGED = f"""
SELECT period_id, area_id, criterion_id
FROM {{table}}
WHERE checksum IS NOT ({CHECKSUM})
OR number IS NOT ROUND(number * 10000) / 10000.0
OR denominator IS NOT ROUND(denominator * 10000) / 10000.0
"""  # noqa: S608 - our own names

_TEXTS = """
SELECT period_id, area_id, criterion_id, sheet, note, text_crc32
FROM {table}
WHERE text_crc32 IS NOT NULL OR sheet IS NOT NULL OR note IS NOT NULL
"""

_NAMES = """
SELECT
    (SELECT code FROM area WHERE id = ?),
    (SELECT code FROM criterion WHERE id = ?),
    (SELECT code FROM period WHERE id = ?)
"""


def _damaged(connection: sqlite3.Connection, table: str, template: str) -> Iterator[Finding]:
    keys = list(connection.execute(_DAMAGED.format(table=table)))
    with as_bytes(connection):
        for *key, sheet, note, checksum in connection.execute(_TEXTS.format(table=table)):
            if _text_checksum(sheet, note) != checksum:
                keys.append(tuple(key))
    for period, area, criterion in dict.fromkeys(keys):
        names = connection.execute(_NAMES, (area, criterion, period)).fetchone()
        # A damaged key may lead nowhere.
        params = (name or "?" for name in names)
        yield Finding(template, dict(zip(("area", "criterion", "period"), params, strict=True)))


def _text_checksum(sheet: bytes | None, note: bytes | None) -> int | None:
    """As `chuyenhoa.store.checksum.text_checksum`, of what may not be text any more."""
    try:
        return crc32(b"\0".join((sheet or b"", note or b"")))
    except TypeError:
        return None
