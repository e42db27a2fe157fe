"""The doors to the database, with a word on stderr while a user waits at one."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from chuyenhoa.cli import output
from chuyenhoa.language import _
from chuyenhoa.model.periods import Period
from chuyenhoa.store.database import open_database
from chuyenhoa.store.lookups import area_with_code
from chuyenhoa.store.read_definitions import read_vocabulary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from chuyenhoa.cli.session import Session


@contextmanager
def reading(session: Session) -> Iterator[sqlite3.Connection]:
    """The database as it is now, whatever others write meanwhile."""
    with open_database(session.database, on_wait=waiting, on_upgrade=_upgraded) as connection:
        yield connection


@contextmanager
def writing(session: Session) -> Iterator[sqlite3.Connection]:
    """The database in a transaction that is committed when the block ends well."""
    with open_database(
        session.database, write=True, on_wait=waiting, on_upgrade=_upgraded
    ) as connection:
        yield connection


def roll_back(connection: sqlite3.Connection) -> None:
    """Drop what was written; the door ends the empty transaction that begins."""
    connection.rollback()
    connection.execute("BEGIN")


def area_code(connection: sqlite3.Connection, text: str) -> str:
    """The code of the area that is named.

    Raises:
        Invalid: `unknown_area`, `ambiguous_name`.
    """
    code = area_with_code(connection, text)
    if code is None:
        from chuyenhoa.intake.figures import Figures

        return Figures(read_vocabulary(connection), today()).area(text).code
    return code


def criterion_code(connection: sqlite3.Connection, text: str, period: str | None) -> str:
    """The code of the criterion that is named, in the words of the set in force in the period.

    Raises:
        Invalid: `unknown_criterion`, `ambiguous_name`.
    """
    from chuyenhoa.intake.figures import Figures

    when = None if period is None else Period.from_code(period)
    return Figures(read_vocabulary(connection), today()).criterion(text, when).code


def period_code(text: str | None) -> str | None:
    """The code of the period that is meant.

    Raises:
        Invalid: `bad_period`.
    """
    return None if text is None else Period.parse(text).code


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date where the user is."""
    return now().astimezone().date()


def waiting() -> None:
    """Say that somebody else has the database."""
    output.say(_("Another program is using the database; waiting for it…"))


def _upgraded(backup: Path) -> None:
    output.say(
        _(
            "The database was made by an older version and has been upgraded; as it was before, it "
            "is in {path}."
        ).format(path=backup)
    )
