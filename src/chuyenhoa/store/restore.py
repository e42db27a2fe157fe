"""Going back to a backup: checked before it replaces anything, and what it replaces is kept."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_
from chuyenhoa.store.backup import backup, copy_as_it_is, place_beside
from chuyenhoa.store.check import check
from chuyenhoa.store.connections import connect, patiently
from chuyenhoa.store.database import check_file, open_database, version_of
from chuyenhoa.store.faults import faults_named
from chuyenhoa.store.temporary import remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

SPOILT = N_(
    "The backup {path} is damaged, and nothing was changed; “chuyenhoa --db {path} db check” says "
    "what is wrong with it."
)
MISSING = N_("There is no backup {path}; nothing was changed.")
SAME = N_("{path} is the database itself.")


def restore(
    database: str | PathLike[str],
    source: str | PathLike[str],
    on_wait: Callable[[], None] | None = None,
) -> Path | None:
    """Put a backup in the place of the database.

    Others see the one or the other, never a mixture; who is writing is waited for.

    Args:
        database: Its place. What stands there must be a database of ours, or nothing.
        source: The backup.
        on_wait: Called once if another program holds a lock, before waiting for it.

    Returns:
        The copy of the database as it was, beside its place; None where there was none.

    Raises:
        CannotRun: The backup is none, or damaged; what stands at `database` is something else, is
            locked or cannot be written. Nothing has been changed then.
    """
    path = Path(database)
    if not os.path.lexists(source):
        raise CannotRun(MISSING, path=source)
    with open_database(source, on_wait=on_wait) as good:
        if check(good):
            raise CannotRun(SPOILT, path=source)
        if not os.path.lexists(path):
            backup(good, path)
            return None
        if path.samefile(source):
            raise CannotRun(SAME, path=path)
        check_file(path)
        remove_leftovers(path)
        with faults_named(path), closing(connect(path)) as present:
            # The lock outlasts the transaction: nobody writes between the keeping and the copying.
            present.execute("PRAGMA locking_mode = EXCLUSIVE")
            patiently(present, "BEGIN EXCLUSIVE", on_wait)
            version_of(present, path)
            present.execute("ROLLBACK")
            kept = place_beside(path, "replaced")
            copy_as_it_is(present, kept)
            good.backup(present)
    return kept
