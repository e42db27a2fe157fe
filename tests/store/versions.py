"""A program of a later version than this one."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.store import schema, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent


@contextmanager
def later_version(
    folder: Path, migration: Path = HERE / "later" / "0002_district.py"
) -> Iterator[None]:
    """Within the block the program has one more migration.

    Args:
        folder: Where its migrations are put together.
        migration: The one more.
    """
    migrations = folder / "migrations"
    shutil.copytree(
        Path(schema.__file__).with_name("migrations"),
        migrations,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(migration, migrations / "versions")
    before = schema.SCHEMA_VERSION, upgrade.MIGRATIONS
    schema.SCHEMA_VERSION, upgrade.MIGRATIONS = before[0] + 1, str(migrations)
    try:
        yield
    finally:
        schema.SCHEMA_VERSION, upgrade.MIGRATIONS = before
        shutil.rmtree(migrations)
