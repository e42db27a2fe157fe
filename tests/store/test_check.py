from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.errors import CannotRun
from chuyenhoa.store.check import (
    DEFINITION,
    FIGURE,
    OLD_FIGURE,
    REFERENCE,
    STRUCTURE,
    TABLE,
    Finding,
    _text_checksum,
    check,
)
from chuyenhoa.store.database import open_database
from tests.store.programmes import is_sound, make, raw, record, spoil

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 300


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = make(tmp_path / "a.db")
    with open_database(path, write=True) as connection:
        record(connection, 3)
    return path


def found_after(database: Path, *statements: str) -> list[Finding]:
    """What is found when another program has done this."""
    with raw(database) as connection:
        for statement in statements:
            connection.execute(statement)
    with open_database(database) as connection:
        return check(connection)


def test_nothing_is_found_in_a_sound_database(database: Path) -> None:
    assert is_sound(database)


def test_a_finding_is_a_sentence() -> None:
    finding = Finding(FIGURE, {"area": "a", "criterion": "TC01", "period": "2022"})
    assert str(finding) == "The figure of a, TC01, 2022 is not as it was written."


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE area SET name = 'x' WHERE code = 'sin-ho'", "area"),
        ("UPDATE dataset SET min_success_rate = 99", "dataset"),
        ("UPDATE area_alias SET alias = 'x' WHERE alias = 'PH'", "area_alias"),
        ("UPDATE period SET starts_on = '2022-01-02' WHERE code = '2022-H1'", "period"),
        ("UPDATE set_criterion SET low = 79 WHERE low = 80", "set_criterion"),
        ("UPDATE target SET reason = NULL", "target"),
        ("DELETE FROM baseline", "baseline"),
        ("UPDATE office SET place = NULL", "office"),
        ("DELETE FROM office_recipient WHERE position = 1", "office_recipient"),
        ("UPDATE note SET deadline = NULL", "note"),
        ("UPDATE input SET recorded_at = ''", "input"),
        ("UPDATE input_file SET sha256 = 'b'", "input_file"),
        ("UPDATE sqlite_sequence SET seq = 99", "sqlite_sequence"),
        ("DELETE FROM digest WHERE name = 'listing'", "listing"),
        ("INSERT INTO digest VALUES ('nothing', '')", "digest"),
    ],
)
def test_a_change_of_a_table_is_found(database: Path, change: str, where: str) -> None:
    found = found_after(database, change)
    assert Finding(TABLE, {"table": where}) in found


@pytest.mark.parametrize(
    "change",
    [
        "number = 3.00000000001",
        "number = 4",
        "denominator = 1",
        "applicable = 0, number = NULL",
        "line = 7",
        "col = 8",
        "file_id = 2",
        "note = 'x'",
        "sheet = ''",
        "note = CAST(x'ff' AS TEXT)",
    ],
)
@pytest.mark.parametrize(("table", "template"), [("result", FIGURE), ("revision", OLD_FIGURE)])
def test_a_change_of_a_figure_is_found(
    database: Path, change: str, table: str, template: str
) -> None:
    """A change past the checksum, as a flipped bit is one."""
    with raw(database) as connection:
        # As an ordinary column the checksum does not follow.
        sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,))
        (statement,) = sql.fetchone()
        plain = (
            statement[: statement.index(" GENERATED")]
            + statement[statement.index(" STORED") + len(" STORED") :]
        )
        rewrite = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(rewrite, (plain, table))
    with raw(database) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            f"UPDATE {table} SET {change} "
            "WHERE criterion_id = (SELECT id FROM criterion WHERE code = 'TC03')"
        )
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(rewrite, (statement, table))
    with open_database(database) as connection:
        found = check(connection)
    assert Finding(template, {"area": "phin-ho", "criterion": "TC03", "period": "2022-H2"}) in found
    assert not [finding for finding in found if finding.template in {TABLE, DEFINITION}]


def test_a_lost_row_is_found(database: Path) -> None:
    found = found_after(database, "DELETE FROM area WHERE code = 'phin-ho'")
    references = {
        (finding.params["table"], finding.params["parent"])
        for finding in found
        if finding.template == REFERENCE
    }
    assert references == {
        (table, "area")
        for table in ("area_alias", "listing", "target", "baseline", "note", "result", "revision")
    }


def test_a_figure_that_leads_nowhere_is_found(database: Path) -> None:
    found = found_after(
        database,
        "UPDATE result SET note = 'x', text_crc32 = 1, area_id = 99 WHERE number = 3",
    )
    assert Finding(FIGURE, {"area": "?", "criterion": "TC03", "period": "2022-H2"}) in found


@pytest.mark.parametrize(
    ("change", "kind", "name"),
    [
        ("DROP INDEX uq_area_code", "index", "uq_area_code"),
        ("CREATE TABLE mine (x)", "table", "mine"),
    ],
)
def test_other_definitions_are_found(database: Path, change: str, kind: str, name: str) -> None:
    assert Finding(DEFINITION, {"type": kind, "name": name}) in found_after(database, change)


def test_what_sqlite_cannot_read_is_found(database: Path) -> None:
    spoil(database, "area")
    with open_database(database) as connection:
        found = check(connection)
    assert STRUCTURE in {finding.template for finding in found}


def test_a_text_that_has_become_a_number_is_no_text() -> None:
    assert _text_checksum(b"x", None) is not None
    assert _text_checksum(5, None) is None  # type: ignore[arg-type]  # as a damaged file has it


def everything(path: Path) -> object:
    """All that can be read, or that it cannot be."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            return {
                name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name.decode()}"')))
                for (name,) in tables.fetchall()
            }
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def test_every_flipped_bit_that_changes_anything_is_found(database: Path, tmp_path: Path) -> None:
    with open_database(database, write=True) as connection:
        # More of the file is figures, as in a database in use.
        for number in range(4, 40):
            record(connection, number)
    sound, before = database.read_bytes(), everything(database)
    flipped = tmp_path / "flipped.db"
    seed = random.randrange(2**32)
    bits = random.Random(seed).sample(range(len(sound) * 8), FLIPS)
    silent = []
    for bit in bits:
        content = bytearray(sound)
        content[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(content)
        if everything(flipped) == before:
            continue
        try:
            with open_database(flipped) as connection:
                if not check(connection):
                    silent.append(bit)
        except CannotRun:
            pass
    assert not silent, seed
