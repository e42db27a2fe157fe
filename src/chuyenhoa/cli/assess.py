"""`assess` and `explain`: who meets the targets, and why."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from chuyenhoa.cli import arguments, completion, doors, files, output
from chuyenhoa.cli.arguments import option
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.session import Session, session
from chuyenhoa.language import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from chuyenhoa.assessment import Assessment

NOT_MET = 1


@command(
    _(
        "The table shows the programme, then a row for each listed area: its standing, its stage, "
        "its points, and which criteria are open."
    )
)
def assess(
    context: typer.Context,
    period: arguments.AnyPeriod = None,
    areas: Annotated[
        list[str] | None,
        option("--area", _("AREA"), _("Only this area, criterion by criterion."), completion.areas),
    ] = None,
    format: arguments.Format = "table",
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=_("Exit with 1 unless the programme (with --area: each of these areas) is met."),
        ),
    ] = False,
    data: Annotated[
        list[str] | None,
        option("--data", _("FILE"), _("Assess this data file instead of the database.")),
    ] = None,
) -> int:
    """Assess a period."""
    from chuyenhoa.assessment import assess as assessed

    with _opened(session(context), data) as connection, working(_("Assessing…")):
        codes = [doors.area_code(connection, area) for area in areas] if areas else None
        assessment = assessed(connection, doors.period_code(period), codes)
        _write(assessment, format, detail=bool(areas))
    return NOT_MET if check and not _is_met(assessment) else 0


@command(
    _(
        "For a criterion: the figure and where it came from, what it is compared with, the "
        "target, the verdict, and what it would take. For an area: what is still open, and "
        "whether it can still decide."
    )
)
def explain(
    context: typer.Context,
    area: arguments.Area,
    criterion: arguments.AnyCriterion = None,
    period: arguments.AnyPeriod = None,
) -> None:
    """Explain an area's standing, or the verdict on one of its criteria."""
    from chuyenhoa.assessment.explain import explain as explained
    from chuyenhoa.reports.assessed import explanation

    with doors.reading(session(context)) as connection:
        when = doors.period_code(period)
        what = criterion and doors.criterion_code(connection, criterion, when)
        found = explained(connection, doors.area_code(connection, area), what, when)
        render = explanation.render_criterion if what else explanation.render_area
        output.show(render(found))


@contextmanager
def _opened(session: Session, data: Sequence[str] | None) -> Iterator[sqlite3.Connection]:
    """The database, or the data files as one."""
    if not data:
        with doors.reading(session) as connection:
            yield connection
        return
    from chuyenhoa.cli.loading import write_files
    from chuyenhoa.intake.datafile import DataFile
    from chuyenhoa.store.database import memory_database

    given = [DataFile(name, files.read(name)) for name in files.named(data)]
    with memory_database() as connection:
        write_files(connection, session, given)
        yield connection


def _write(assessment: Assessment, format: str, *, detail: bool) -> None:
    if format == "json":
        from chuyenhoa.reports.assessed import as_json

        output.write_data(as_json.chunks(assessment))
    elif format == "csv":
        from chuyenhoa.reports.assessed import as_csv

        output.write_data([as_csv.render(assessment)])
    elif format == "markdown":
        from chuyenhoa.reports.assessed import markdown

        output.write_data([markdown.render(assessment, detail=detail)])
    else:
        from chuyenhoa.reports.assessed import terminal

        output.show(terminal.render(assessment, detail=detail))


def _is_met(assessment: Assessment) -> bool:
    if assessment.programme is None:
        return all(area.standing == "met" for area in assessment.areas)
    return assessment.programme.verdict == "met"
