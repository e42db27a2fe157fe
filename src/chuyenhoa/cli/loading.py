"""What `load` does: data files to definitions and results, all of them or nothing."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chuyenhoa.cli import doors, output
from chuyenhoa.errors import ChuyenhoaError
from chuyenhoa.intake.datafile import DataFile, read_data_files
from chuyenhoa.language import N_, _, activate
from chuyenhoa.reports.problems import problem_line
from chuyenhoa.store.database import create_database, memory_database
from chuyenhoa.store.definitions import write_definitions
from chuyenhoa.store.inputs import Counts, Input, InputFile
from chuyenhoa.store.lookups import results_by_criterion
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import write_results

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from chuyenhoa.cli.session import Session

_KINDS = {
    "programme": N_("settings"),
    "areas": N_("areas"),
    "listings": N_("places on the list"),
    "criteria_sets": N_("criteria sets"),
    "targets": N_("revised targets"),
    "baselines": N_("baselines"),
    "periods": N_("periods"),
    "results": N_("results"),
}


class ProblemsFound(ChuyenhoaError):
    """The files have problems, which have been said one by one."""

    exit_status = 1

    def __init__(self) -> None:
        super().__init__(N_("The data has problems, so nothing was written."))


def load_files(
    session: Session, given: Sequence[DataFile], *, dry_run: bool
) -> Mapping[str, Counts]:
    """Load files into the database of the session, which is made where there is none.

    Returns:
        The counts of each kind of thing.

    Raises:
        ProblemsFound: In which case nothing is written.
    """
    with _database(session, dry_run=dry_run) as connection:
        counts = write_files(connection, session, given)
        if dry_run:
            connection.rollback()
            # The transaction that the door is going to end.
            connection.execute("BEGIN")
    return counts


def write_files(
    connection: sqlite3.Connection, session: Session, given: Sequence[DataFile]
) -> Mapping[str, Counts]:
    """Write what the files state, and say what is wrong with them or worth a look.

    Raises:
        ProblemsFound: In which case nothing is written.
    """
    reading = read_data_files(
        given,
        read_definitions(connection),
        recorded=results_by_criterion(connection),
        today=doors.today(),
    )
    dataset = reading.dataset
    if session.language is None:
        activate(dataset.programme.language)
    for problem in reading.problems:
        output.say(problem_line(problem))
    if not reading.accepted:
        raise ProblemsFound
    sources = [InputFile(file.name, hashlib.sha256(file.content).hexdigest()) for file in given]
    return {
        **write_definitions(connection, dataset),
        "results": write_results(
            connection, dataset.results, Input("load", doors.now(), tuple(sources))
        ),
    }


def summary(counts: Mapping[str, Counts]) -> list[str]:
    """What has become of each kind of thing, a line each."""
    lines = []
    for kind, found in counts.items():
        said = [
            text.format(n=n)
            for n, text in (
                (found.new, _("{n} new")),
                (found.changed, _("{n} changed")),
                (found.unchanged, _("{n} unchanged")),
            )
            if n
        ]
        if said and (kind != "programme" or found.written):
            lines.append(f"{_(_KINDS[kind])}: {', '.join(said)}")
    return lines


@contextmanager
def _database(session: Session, *, dry_run: bool) -> Iterator[sqlite3.Connection]:
    if os.path.lexists(session.database):
        with doors.writing(session) as connection:
            yield connection
    elif dry_run:
        with memory_database() as connection:
            yield connection
    else:
        with create_database(session.database) as connection:
            yield connection
        output.say(_("A new database: {path}").format(path=session.database))
