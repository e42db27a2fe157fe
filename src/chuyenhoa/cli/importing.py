"""What `import` does: tables of results, all of them or nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.assessment.flips import Flip, assess_following, flips
from chuyenhoa.cli import doors, files
from chuyenhoa.cli.progress import working
from chuyenhoa.errors import CannotRun
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.tables import Tables, Wanted, read_tables
from chuyenhoa.language import N_, _
from chuyenhoa.reports.changes import MOST_SHOWN
from chuyenhoa.sources.tables import read_files
from chuyenhoa.store.comparison import Compared, compare
from chuyenhoa.store.digests import definitions_stamp
from chuyenhoa.store.history import Change, changes, latest_input
from chuyenhoa.store.inputs import Counts, Input, InputFile
from chuyenhoa.store.keys import report_periods
from chuyenhoa.store.lookups import has_results
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import write_results

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from chuyenhoa.cli.session import Session
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.periods import Period


class Read(NamedTuple):
    """Files as they are understood, by the definitions of that moment.

    Attributes:
        tables: What they say.
        dataset: The definitions.
        stamp: By which it is seen that they have changed since.
        sources: The files, for the history.
    """

    tables: Tables
    dataset: Dataset
    stamp: tuple[str, ...]
    sources: tuple[InputFile, ...]


class Outcome(NamedTuple):
    """What an import has done, or would do.

    Attributes:
        counts: How many figures are new, changed, and as they were.
        begun: The periods of which it has the first results.
        changes: The first of the figures that were replaced.
        compared: Every figure beside what was there, where that was asked for.
        flips: What is judged otherwise, where that was asked for.
    """

    counts: Counts = Counts()
    begun: Sequence[Period] = ()
    changes: Sequence[Change] = ()
    compared: Sequence[Compared] = ()
    flips: Sequence[Flip] = ()


def read(session: Session, names: Sequence[str], wanted: Wanted) -> Read:
    """Read files of tables; the database is free for others meanwhile."""
    given = [(name, files.read(name)) for name in dict.fromkeys(files.named(names))]
    with working(_("Reading…")):
        with doors.reading(session) as connection:
            dataset, stamp = read_definitions(connection), definitions_stamp(connection)
        tables = read_tables(
            read_files(given), Lexicon(dataset), wanted, dataset.programme, doors.today()
        )
        sources = [InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in given]
    return Read(tables, dataset, stamp, tuple(sources))


def write(session: Session, read: Read, *, keep: bool, detail: bool) -> Outcome:
    """Write the figures.

    Args:
        session: Whose database it is.
        read: The files.
        keep: Whether it is meant to last; otherwise all is taken back.
        detail: Whether every figure is compared, and what is judged is assessed before and after.

    Raises:
        CannotRun: The definitions have changed since the files were read.
    """
    if not (keep or detail):
        return Outcome()
    with (
        working(_("Comparing…") if detail else _("Writing…")),
        doors.writing(session) as connection,
    ):
        if definitions_stamp(connection) != read.stamp:
            raise CannotRun(
                N_("The programme's definitions have just been changed: run the import again.")
            )
        outcome = _write(connection, read, doors.now(), detail=detail)
        if not keep:
            doors.roll_back(connection)
    return outcome


def _write(connection: sqlite3.Connection, read: Read, now: datetime, *, detail: bool) -> Outcome:
    tables = read.tables
    begun = [period for period in tables.periods if not has_results(connection, period.code)]
    compared = list(compare(connection, tables.results)) if detail else []
    areas = {each.result.area for each in compared if each.status != "unchanged"}
    if areas:
        report_periods(connection, read.dataset.programme.cutoff_day, tables.periods)
    before = assess_following(connection, tables.periods, areas) if areas else {}
    counts = write_results(connection, tables.results, Input("import", now, read.sources))
    after = assess_following(connection, tables.periods, areas) if areas else {}
    replaced = []
    if counts.changed:
        replaced = changes(connection, latest_input(connection), MOST_SHOWN, replaced=True)
    return Outcome(
        counts,
        begun,
        replaced,
        compared,
        [flip for code, each in after.items() for flip in flips(before[code], each)],
    )
