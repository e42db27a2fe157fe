"""`report`, `compare` and `trend`: documents for those who decide."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from chuyenhoa.cli import arguments, completion, doors, files
from chuyenhoa.cli.arguments import option
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.reporting import choosing, documents, own, series
from chuyenhoa.cli.session import session
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import _
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Sequence

    from chuyenhoa.assessment.assessed import AssessedCriterion
    from chuyenhoa.assessment.review import Review
    from chuyenhoa.cli.reporting.choosing import Chosen
    from chuyenhoa.cli.reporting.own import OwnTemplate
    from chuyenhoa.model.dataset import Criterion, Dataset
    from chuyenhoa.reports.document import Document
    from chuyenhoa.reports.report import Report

Templates: TypeAlias = Annotated[
    list[str] | None,
    option(
        "--template",
        _("TEMPLATE"),
        _(
            "Which document: summary, conference, area or matrix; or a template of your own: "
            "its file, its folder, or its name in the folder templates. Into a folder several."
        ),
        completion.templates,
    ),
]
Areas: TypeAlias = Annotated[
    list[str] | None,
    option("--area", _("AREA"), _("The area whose sheet is wanted."), completion.areas),
]
Periods: TypeAlias = Annotated[
    str | None,
    option(
        "--periods",
        _("FIRST..LAST"),
        _("A document for each reported period; without LAST up to the latest."),
    ),
]
EachArea: TypeAlias = Annotated[
    bool, typer.Option("--each-area", help=_("Each area's sheet as well, in its own file."))
]
Formats: TypeAlias = Annotated[
    str | None,
    option(
        "--format",
        _("FORMAT"),
        _(
            "How to write it: {formats}; without it, as the name of the file ends. Into a "
            "folder several, as in html,xlsx."
        ).format(formats=", ".join(documents.ENDINGS)),
        completion.formats,
    ),
]
To: TypeAlias = Annotated[
    str,
    arguments.output_file(
        _(
            "Where to write: a file, - for standard output, or the folder with --periods or "
            "--each-area."
        )
    ),
]


@command(
    _(
        "summary: one page; conference: the full report; area: the sheet of each --area; matrix: "
        "all areas by all criteria. At the terminal summary is meant, in a file conference, with "
        "--area the sheet. With --periods or --each-area, -o names a folder: a file for each "
        "document and index.html, which leads to them; what has not changed is left as it is."
    )
)
def report(
    context: typer.Context,
    period: arguments.AnyPeriod = None,
    template: Templates = None,
    areas: Areas = None,
    periods: Periods = None,
    each_area: EachArea = False,
    format: Formats = None,
    to: To = files.STANDARD,
    date: arguments.Day = None,
    force: arguments.Force = False,
) -> None:
    """Write a report on a period, or several into a folder."""
    formats = choosing.formats(context, format)
    named = [choosing.choose(context, name) for name in template or ()]
    if periods is not None or each_area:
        series.check(context, period, periods, to)
        with doors.reading(session(context)) as connection, working(_("Writing…")):
            codes = _codes(connection, areas or ())
            day = documents.day(date) if date else None
            wanted = series.Wanted(periods or period, named, formats, codes, each_area, day)
            series.write(context, connection, wanted, to, force=force)
        return
    only = choosing.one_format(context, formats, to)
    if len(named) > 1:
        raise WrongUsage(choosing.SEVERAL, context)
    mine = named[0].making(context, only) if named else None
    way = documents.way(context, mine.format if mine else only, to, force=force)
    chosen = named[0] if named else choosing.choose(context, _usual(way, areas))
    choosing.check_areas(context, chosen, areas)
    day = documents.day(date)
    with doors.reading(session(context)) as connection, working(_("Writing…")):
        codes = _codes(connection, areas or ())
        when = doors.period_code(period)
        made = documents.report_on(connection, chosen.template, when, codes or None, day)
        _write(way, chosen, mine, made)


def _codes(connection: sqlite3.Connection, areas: Sequence[str]) -> list[str]:
    """The codes of the areas; one that is named twice has one sheet."""
    return [*dict.fromkeys(doors.area_code(connection, area) for area in areas)]


def _write(way: documents.Way, chosen: Chosen, mine: OwnTemplate | None, made: Report) -> None:
    from chuyenhoa.reports import report_data, templates

    if mine:
        files.write(way.to, [own.filled(mine, made)], force=way.force)
    else:
        documents.write(
            way, lambda: templates.build(made, chosen.name), lambda: report_data.chunks(made)
        )


def _usual(way: documents.Way, areas: Sequence[str] | None) -> str:
    """The template that is meant where none is named."""
    if areas:
        return "area"
    return "summary" if way.format == documents.TERMINAL else "conference"


@command(_("The later of the two is held against the earlier one."))
def compare(
    context: typer.Context,
    first: arguments.APeriod,
    second: arguments.APeriod,
    format: arguments.Document = None,
    to: arguments.To = files.STANDARD,
    date: arguments.Day = None,
    force: arguments.Force = False,
) -> None:
    """Compare two periods: who newly meets, who relapsed, which verdicts have changed."""
    from chuyenhoa.assessment import assess
    from chuyenhoa.assessment.comparison import compare as compared
    from chuyenhoa.reports import across

    way = documents.way(context, format, to, force=force)
    day = documents.day(date)
    with doors.reading(session(context)) as connection, working(_("Writing…")):
        both = [assess(connection, doors.period_code(each)) for each in (first, second)]
        before, now = sorted(both, key=lambda each: (each.period.start, each.period.end))
        found = compared(now, before)
        documents.write(
            way, lambda: across.comparison(found, day), lambda: across.comparison_chunks(found)
        )


@command(
    _(
        "Without an area and a criterion: the programme, the areas and the criteria. With an area: "
        "its figures. With a criterion, in an area or alone: its figures. Only periods of one kind "
        "are shown, that of the period; later ones are not."
    )
)
def trend(
    context: typer.Context,
    area: arguments.AnyArea = None,
    criterion: arguments.AnyCriterion = None,
    period: arguments.AnyPeriod = None,
    format: arguments.Document = None,
    to: arguments.To = files.STANDARD,
    date: arguments.Day = None,
    force: arguments.Force = False,
) -> None:
    """Show how figures and verdicts have moved through the periods."""
    from chuyenhoa.reports import across
    from chuyenhoa.store.read_definitions import read_definitions

    way = documents.way(context, format, to, force=force)
    day = documents.day(date)
    with doors.reading(session(context)) as connection, working(_("Writing…")):
        when = doors.period_code(period)
        definitions = read_definitions(connection)
        whose, what = _named(connection, area, criterion, when)
        found, document, codes = _trend(connection, definitions, when, whose, what)
        documents.write(way, lambda: document(day), lambda: across.trend_chunks(found, codes))


def _named(
    connection: sqlite3.Connection, area: str | None, criterion: str | None, period: str | None
) -> tuple[str | None, str | None]:
    """The codes of the area and the criterion; one that stands alone can be either.

    Raises:
        Invalid: There is no such area, or no such criterion.
    """
    if area is None:
        return None, None
    if criterion is not None:
        code = doors.criterion_code(connection, criterion, period)
        return doors.area_code(connection, area), code
    try:
        return doors.area_code(connection, area), None
    except Invalid as unknown:
        with suppress(Invalid):
            return None, doors.criterion_code(connection, area, period)
        raise unknown from None


def _criterion(definitions: Dataset, code: str) -> Criterion:
    """The criterion as the latest set that has it words it."""
    sets = sorted(definitions.criteria_sets, key=lambda each: each.start.start(), reverse=True)
    return next(c for each in sets for c in each.criteria if c.code == code)


def _trend(
    connection: sqlite3.Connection,
    definitions: Dataset,
    period: str | None,
    area: str | None,
    code: str | None,
) -> tuple[Review, Callable[[date], Document], Collection[str]]:
    """The periods, what makes a document of them, and whose figures their JSON has."""
    from chuyenhoa.assessment.review import Kept, review
    from chuyenhoa.reports import across

    areas = None if area is None else [area]
    if code is not None:

        def keep(
            _area: str, criteria: tuple[AssessedCriterion, ...]
        ) -> tuple[AssessedCriterion, ...]:
            return tuple(each for each in criteria if each.asked.code == code)

        found = review(connection, period, areas, Kept(keep, keep), shown=None)
        return found, partial(across.criterion, found, _criterion(definitions, code)), {code}
    found = review(connection, period, areas, Kept(tallies=area is None), shown=None)
    if area is None:
        sets = {each.code: each for each in definitions.criteria_sets}
        return found, partial(across.programme, found, sets[found.now.criteria_set]), ()
    codes = {each.code for rules in definitions.criteria_sets for each in rules.criteria}
    return found, partial(across.area, found), codes
