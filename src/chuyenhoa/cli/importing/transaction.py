"""What `import` does: tables of results, all of them or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from chuyenhoa.assessment.flips import flips, judged_following
from chuyenhoa.cli import doors
from chuyenhoa.cli.importing import keeping
from chuyenhoa.cli.importing.asking import Asking, can_ask
from chuyenhoa.cli.importing.imported import imported_figures
from chuyenhoa.cli.importing.outcome import Outcome, Read
from chuyenhoa.cli.progress import working
from chuyenhoa.errors import CannotRun
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.tables import Tables, Wanted, read_tables
from chuyenhoa.language import N_, _
from chuyenhoa.reports.changes import MOST_SHOWN
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.store.comparison import Compared, Recorded
from chuyenhoa.store.digests import definitions_stamp
from chuyenhoa.store.history import changes, latest_input
from chuyenhoa.store.inputs import Input, InputFile
from chuyenhoa.store.keys import report_periods
from chuyenhoa.store.lookups import has_results
from chuyenhoa.store.read_definitions import read_vocabulary
from chuyenhoa.store.results import write_results

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from chuyenhoa.cli.session import Session
    from chuyenhoa.model.values import Value
    from chuyenhoa.sources.sheets import Sheets


def read(
    session: Session, contents: Mapping[str, bytes], sheets: Iterable[Sheets], wanted: Wanted
) -> Read:
    """Read files of tables; the database is free for others meanwhile.

    What is not clear is asked where somebody is there to be asked.

    Args:
        session: Whose database it is.
        contents: The files by their names.
        sheets: What they hold, in their order.
        wanted: What has been said about them.

    Raises:
        LeftError: Who is asked wants no more of it.
    """
    with working(_("Reading…")):
        with doors.reading(session) as connection:
            dataset, stamp = read_vocabulary(connection), definitions_stamp(connection)
        kept, wrong = keeping.read_all(session)
        lexicon, wanted = Lexicon(dataset), wanted._replace(kept=kept)
        settle = Asking(dataset, lexicon, wanted).settle if can_ask(contents) else None
        tables = read_tables(sheets, lexicon, wanted, doors.today(), settle)
        if wrong:
            tables = replace(tables, problems=(*wrong, *tables.problems))
        sources = [
            InputFile(name, hashlib.sha256(content).hexdigest())
            for name, content in contents.items()
        ]
    return Read(tables, dataset, stamp, tuple(sources), contents)


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
    doing = _("Writing…") if keep else _("Comparing…")
    with working(doing), without_collections(), doors.writing(session) as connection:
        if definitions_stamp(connection) != read.stamp:
            raise CannotRun(
                N_("The programme's definitions have just been changed: run the import again.")
            )
        outcome = _compared(connection, read) if detail else _written(connection, read)
        if not keep:
            doors.roll_back(connection)
            return outcome._replace(number=None)
    return outcome


def _written(connection: sqlite3.Connection, read: Read) -> Outcome:
    tables = read.tables
    begun = [period for period in tables.periods if not has_results(connection, period.code)]
    source = Input("import", doors.now(), read.sources)
    counts = write_results(connection, tables.results, source)
    if not counts.written:
        return Outcome(counts, begun)
    number = latest_input(connection)
    replaced = changes(connection, number, MOST_SHOWN, replaced=True) if counts.changed else ()
    return Outcome(counts, begun, replaced, number=number)


def _compared(connection: sqlite3.Connection, read: Read) -> Outcome:
    """Write, and say of everything what it was before."""
    tables, dataset = read.tables, read.dataset
    compared, kept = _set_against(connection, tables)
    different = {
        result.area
        for result, each in zip(tables.results, compared, strict=True)
        if each.status != "unchanged"
    }
    periods = tables.periods if different else ()
    # Without results a period cannot be assessed unless it is said to be reported.
    report_periods(connection, dataset.programme.cutoff_day, periods)
    before = judged_following(connection, periods, different)
    outcome = _written(connection, read)
    after = judged_following(connection, periods, different)
    flipped = [flip for code, each in after.items() for flip in flips(before[code], each)]
    figures = imported_figures(tables, dataset, compared, kept)
    return outcome._replace(figures=figures, flips=flipped)


def _set_against(
    connection: sqlite3.Connection, tables: Tables
) -> tuple[list[Compared], list[Value | None]]:
    """What becomes of each result, and what stays in the place of each that is refused."""
    recorded = Recorded(connection)
    return (
        [recorded.compare(result) for result in tables.results],
        [recorded.value(*refused[:3]) for refused in tables.refused],
    )
