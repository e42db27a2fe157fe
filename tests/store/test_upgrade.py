from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.errors import CannotRun
from chuyenhoa.store import connections, faults, schema, upgrade
from chuyenhoa.store.database import open_database
from tests.store.disk import Disk, failing
from tests.store.programmes import content, make, names, raw, recorded, rows
from tests.store.versions import later_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return make(tmp_path / "data" / "a.db")


@pytest.fixture
def _later(tmp_path: Path, database: Path) -> Iterator[None]:
    assert database.exists()
    with later_version(tmp_path):
        yield


def without_bookkeeping(found: dict[str, list[tuple[object, ...]]]) -> dict[str, object]:
    return {name: found[name] for name in found if name not in {"digest", "alembic_version"}}


@pytest.mark.parametrize("write", [False, True])
def test_an_older_database_is_upgraded_after_a_backup(
    tmp_path: Path, database: Path, write: bool
) -> None:
    before = content(database)
    told: list[Path] = []
    with later_version(tmp_path):
        with open_database(database, write=write, on_upgrade=told.append) as connection:
            after = rows(connection)
            assert recorded(connection) == 2
            assert schema.has_own_views(connection)
            assert connection.execute("PRAGMA user_version").fetchone() == (2,)
            assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with open_database(database, on_upgrade=told.append):
            pass
    assert len(told) == 1
    (kept,) = told
    assert kept.name.startswith("a.db.v1-")
    assert names(database.parent) == ["a.db", kept.name]
    assert content(kept) == before
    assert after.pop("post") == []
    assert after["alembic_version"] == [("0002",)]
    # Children of the table that was rebuilt are all there, and the areas have their district.
    assert after["area"] == [(*row, "Sìn Hồ") for row in before["area"]]
    after["area"] = before["area"]
    assert without_bookkeeping(after) == without_bookkeeping(before)


def test_a_backup_can_be_put_back_and_upgraded_again(tmp_path: Path, database: Path) -> None:
    told: list[Path] = []
    with later_version(tmp_path):
        # More often than there are seconds, by which backups are named.
        for _ in range(3):
            with open_database(database, on_upgrade=told.append) as connection:
                assert recorded(connection) == 2
            shutil.copy(told[-1], database)
    assert len(set(told)) == 3
    assert all(kept.exists() for kept in told)


def test_a_database_upgraded_meanwhile_is_left_alone(tmp_path: Path, database: Path) -> None:
    with later_version(tmp_path):
        assert upgrade.upgrade(database)
        assert upgrade.upgrade(database) is None
    assert len(names(database.parent)) == 2


def broken(folder: Path, statement: str) -> Path:
    migration = folder / "0002_broken.py"
    migration.write_text(
        "from alembic import op\nrevision = '0002'\ndown_revision = '0001'\n"
        f"def upgrade():\n    op.execute({statement!r})\n",
        "utf-8",
    )
    return migration


@pytest.mark.parametrize(
    ("statement", "template"),
    [
        ("DELETE FROM baseline", upgrade.LOST_ROWS),
        ("UPDATE listing SET area_id = 99 WHERE area_id = 1", upgrade.BROKEN_REFERENCE),
        ("SELECT * FROM nowhere", faults.REFUSED),
    ],
)
def test_an_upgrade_that_goes_wrong_changes_nothing(
    tmp_path: Path, database: Path, statement: str, template: str
) -> None:
    before = database.read_bytes()
    with (
        later_version(tmp_path, broken(tmp_path, statement)),
        pytest.raises(CannotRun) as raised,
        open_database(database),
    ):
        pytest.fail("it was opened")
    assert raised.value.template == template
    assert str(database) in str(raised.value)
    assert database.read_bytes() == before
    assert names(database.parent) == ["a.db"]


def test_a_mistake_in_a_migration_is_not_hidden(tmp_path: Path, database: Path) -> None:
    migration = broken(tmp_path, "")
    migration.write_text(migration.read_text("utf-8").replace("op.execute", "op.nothing"), "utf-8")
    with (
        later_version(tmp_path, migration),
        pytest.raises(AttributeError),
        open_database(database),
    ):
        pytest.fail("it was opened")
    assert names(database.parent) == ["a.db"]


@pytest.mark.usefixtures("_later")
def test_an_upgrade_waits_for_other_programs(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    monkeypatch.setattr(upgrade, "PATIENCE", 0.05)
    waits: list[int] = []
    for lock in ("BEGIN IMMEDIATE", "BEGIN; SELECT * FROM area"):
        with raw(database) as somebody:
            for statement in lock.split(";"):
                somebody.execute(statement).fetchone()
            with (
                pytest.raises(CannotRun) as raised,
                open_database(database, on_wait=lambda: waits.append(1)),
            ):
                pytest.fail("it was opened")
        assert raised.value.template == faults.LOCKED
        assert names(database.parent) == ["a.db"]
    assert waits == [1]


@pytest.mark.usefixtures("_later")
def test_the_disk_is_full_before_or_during_an_upgrade(database: Path) -> None:
    with raw(database) as connection:
        before = rows(connection)
    errors = []
    # Every third moment: they are many.
    for moment in range(1, 10_000, 3):
        with failing(Disk(moment, error=sqlite3.SQLITE_FULL, for_good=True)) as disk:
            try:
                upgrade.upgrade(database)
            except CannotRun as error:
                errors.append(error.template)
            else:
                assert not disk.failed
                break
        with raw(database) as connection:
            assert rows(connection) == before
        assert names(database.parent) == ["a.db"]
    assert len(errors) > 10
    assert set(errors) == {faults.DISK_FULL}
