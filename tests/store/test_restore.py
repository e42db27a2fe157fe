from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.errors import CannotRun
from chuyenhoa.store import faults
from chuyenhoa.store.backup import backup
from chuyenhoa.store.database import open_database
from chuyenhoa.store.restore import MISSING, SAME, SPOILT, restore
from tests.store.programmes import content, is_sound, make, names, raw, record, spoil

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that has changed since its backup, b.db."""
    path = make(tmp_path / "a.db")
    with open_database(path) as connection:
        backup(connection, tmp_path / "b.db")
    with open_database(path, write=True) as connection:
        record(connection, 3)
    return path


def test_the_backup_takes_its_place_and_what_was_there_is_kept(
    database: Path, tmp_path: Path
) -> None:
    before = content(database)
    kept = restore(database, tmp_path / "b.db")
    assert content(database) == content(tmp_path / "b.db") != before
    assert kept
    assert content(kept) == before
    assert is_sound(database)
    assert names(tmp_path) == ["a.db", kept.name, "b.db"]
    again = restore(database, kept)
    assert content(database) == before
    assert again != kept


def test_where_there_is_no_database_it_becomes_one(database: Path, tmp_path: Path) -> None:
    database.unlink()
    assert restore(database, tmp_path / "b.db") is None
    assert content(database) == content(tmp_path / "b.db")


def test_a_damaged_database_can_be_replaced(database: Path, tmp_path: Path) -> None:
    spoil(database, "area")
    damaged = database.read_bytes()
    kept = restore(database, tmp_path / "b.db")
    assert is_sound(database)
    assert kept
    assert len(kept.read_bytes()) == len(damaged)


def test_a_damaged_backup_replaces_nothing(database: Path, tmp_path: Path) -> None:
    with raw(tmp_path / "b.db") as connection:
        connection.execute("UPDATE dataset SET max_relapses = 7")
    before = database.read_bytes()
    with pytest.raises(CannotRun) as raised:
        restore(database, tmp_path / "b.db")
    assert raised.value.template == SPOILT
    assert database.read_bytes() == before
    assert names(tmp_path) == ["a.db", "b.db"]


@pytest.mark.parametrize(
    ("place", "source", "template"),
    [
        ("a.db", "c.db", MISSING),
        ("a.db", "text", faults.NOT_A_DATABASE),
        ("a.db", "other.db", faults.FOREIGN),
        ("text", "b.db", faults.NOT_A_DATABASE),
        ("empty", "b.db", faults.EMPTY_FILE),
        ("folder", "b.db", faults.NOT_A_FILE),
        ("other.db", "b.db", faults.FOREIGN),
        ("b.db", "b.db", SAME),
    ],
)
def test_what_is_no_database_of_ours_is_left_alone(
    database: Path, tmp_path: Path, place: str, source: str, template: str
) -> None:
    (tmp_path / "text").write_text("mine" * 999)
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    with raw(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    assert database in before
    with pytest.raises(CannotRun) as raised:
        restore(tmp_path / place, tmp_path / source)
    assert raised.value.template == template
    assert {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_who_writes_is_waited_for(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(database)
    waited = []
    with open_database(database, write=True):
        monkeypatch.setattr("chuyenhoa.store.connections.PATIENCE", 0)
        with pytest.raises(CannotRun) as raised:
            restore(database, tmp_path / "b.db", lambda: waited.append(True))
    assert raised.value.template == faults.LOCKED
    assert waited == [True]
    assert content(database) == before
