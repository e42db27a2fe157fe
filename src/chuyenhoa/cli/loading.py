"""What `load` does: data files to definitions and results, all of them or nothing."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import doors, output
from chuyenhoa.cli.problems import ProblemsFound, say_problems
from chuyenhoa.intake.datafile import DataFile, read_data_files
from chuyenhoa.language import N_, _, activate
from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.model.values import Measure, Recorded
from chuyenhoa.reports.changes import MOST_SHOWN, change_lines, counted
from chuyenhoa.store.database import create_database, memory_database
from chuyenhoa.store.history import FigureChange, changes, latest_input
from chuyenhoa.store.inputs import Counts, Input, InputFile
from chuyenhoa.store.lookups import rates_outside, results_by_criterion
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import write_results
from chuyenhoa.store.write_definitions import write_definitions

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
    "office": N_("letterhead"),
    "notes": N_("notes"),
    "results": N_("results"),
}


class Loaded(NamedTuple):
    """What loading has done.

    Attributes:
        counts: Of each kind of thing.
        changes: The first of the results that were replaced.
    """

    counts: Mapping[str, Counts]
    changes: Sequence[FigureChange]


def load_files(session: Session, given: Sequence[DataFile], *, dry_run: bool) -> Loaded:
    """Load files into the database of the session, which is made where there is none.

    Raises:
        ProblemsFound: In which case nothing is written.
    """
    with _database(session, dry_run=dry_run) as connection:
        counts = write_files(connection, session, given)
        replaced = []
        if counts["results"].changed:
            replaced = changes(connection, latest_input(connection), MOST_SHOWN, replaced=True)
        if dry_run:
            doors.roll_back(connection)
    return Loaded(counts, replaced)


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
    say_problems(reading.problems)
    if not reading.accepted:
        raise ProblemsFound
    sources = [InputFile(file.name, hashlib.sha256(file.content).hexdigest()) for file in given]
    counts = write_definitions(connection, dataset)
    source = Input("load", doors.now(), tuple(sources))
    written = write_results(connection, dataset.results, source)
    if counts["criteria_sets"].written or counts["programme"].written:
        _check_recorded(connection, given)
    return {**counts, "results": written}


def _check_recorded(connection: sqlite3.Connection, given: Sequence[DataFile]) -> None:
    """Refuse rules under which a result recorded before could not have been (contract §3).

    Raises:
        ProblemsFound: If there is one.
    """
    outside = rates_outside(connection)
    place = Place(", ".join(file.name for file in given))
    for area, criterion, period, per, value in outside:
        text = Recorded(value, Measure.RATE)
        params = {"text": text, "area": area, "criterion": criterion, "period": period, "per": per}
        say_problems([Problem("recorded_outside", place, params)])
    if outside:
        raise ProblemsFound


def summary(loaded: Loaded) -> list[str]:
    """What has become of each kind of thing, a line each, then of the results replaced."""
    lines = [
        counted(_(_KINDS[kind]), found)
        for kind, found in loaded.counts.items()
        if kind != "programme" or found.written
    ]
    replaced = change_lines(loaded.changes, loaded.counts["results"].changed)
    return [*filter(None, lines), *replaced]


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
