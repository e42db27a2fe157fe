from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.errors import CannotRun
from chuyenhoa.store import faults
from chuyenhoa.store.backup import backup
from chuyenhoa.store.database import open_database
from tests.store.programmes import content, grow, is_sound, make, names, record, recorded, spoil

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "a.db")


def back_up(database: Path, target: Path) -> None:
    with open_database(database) as connection:
        backup(connection, target)


def test_a_backup_is_a_database_like_any_other(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "b.db")
    assert content(tmp_path / "b.db") == content(database)
    assert is_sound(tmp_path / "b.db")
    with open_database(tmp_path / "b.db", write=True) as connection:
        record(connection, 3)
    assert names(tmp_path) == ["a.db", "b.db"]


def test_a_backup_during_an_import_holds_what_was_committed(database: Path, tmp_path: Path) -> None:
    with open_database(database, write=True) as connection:
        record(connection, 3)
        grow(connection)
        back_up(database, tmp_path / "b.db")
    with open_database(tmp_path / "b.db") as connection:
        assert recorded(connection) == 2
    assert is_sound(tmp_path / "b.db")
    with open_database(database) as connection:
        assert recorded(connection) == 3


def test_a_backup_overwrites_nothing(database: Path, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(CannotRun) as raised:
        back_up(database, tmp_path / "b.db")
    assert raised.value.template == faults.EXISTS
    assert (tmp_path / "b.db").read_text() == "mine"


def test_there_is_no_backup_of_a_damaged_database(database: Path, tmp_path: Path) -> None:
    spoil(database, "area")
    with pytest.raises(CannotRun) as raised:
        back_up(database, tmp_path / "b.db")
    assert raised.value.template == faults.DAMAGED
    assert names(tmp_path) == ["a.db"]
