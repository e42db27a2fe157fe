"""`areas`, `criteria`, `periods`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from chuyenhoa.cli import arguments, doors, output
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.session import session
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import CriteriaSet, Dataset
    from chuyenhoa.reports.listing import Listing


@command()
def areas(
    context: typer.Context,
    sort: Annotated[
        Literal["data", "name"],
        typer.Option("--sort", help=_("In the order of the data file, or of the alphabet.")),
    ] = "data",
    format: arguments.Format = "table",
) -> None:
    """List the areas with their stay on the list."""
    from chuyenhoa.reports import lists
    from chuyenhoa.store.read_definitions import read_definitions

    with doors.reading(session(context)) as connection:
        dataset = read_definitions(connection)
    write(lists.areas(dataset, by_name=sort == "name"), format)


@command(_("Those of the set in force in the period, or of the set that --set names."))
def criteria(
    context: typer.Context,
    period: arguments.AnyPeriod = None,
    code: Annotated[
        str | None, arguments.option("--set", _("CODE"), _("The criteria set, by its code."))
    ] = None,
    format: arguments.Format = "table",
) -> None:
    """List the criteria of a set."""
    from chuyenhoa.reports import lists
    from chuyenhoa.store.read_definitions import read_definitions

    with doors.reading(session(context)) as connection:
        dataset = read_definitions(connection)
    write(lists.criteria(dataset, _chosen(dataset, period, code)), format)


@command(_("Those that have results, or that a data file names as periods."))
def periods(context: typer.Context, format: arguments.Format = "table") -> None:
    """List the reported periods."""
    from chuyenhoa.intake.rules import Rules
    from chuyenhoa.reports import lists
    from chuyenhoa.store.lookups import results_by_period
    from chuyenhoa.store.read_definitions import read_definitions

    with doors.reading(session(context)) as connection:
        dataset = read_definitions(connection)
        results = results_by_period(connection)
    rules = Rules(dataset.criteria_sets)
    in_force = {period.code: rules.in_force(period) for period in dataset.periods}
    write(lists.periods(dataset, results, in_force), format)


def write(found: Listing, format: str) -> None:
    """Write a list in the format that was asked for."""
    from chuyenhoa.reports import listing

    if format == "json":
        output.write_data(listing.as_json(found))
    elif format == "csv":
        output.write_data([listing.as_csv(found)])
    elif format == "markdown":
        output.write_data([listing.as_markdown(found)])
    else:
        output.show(listing.as_table(found))


def _chosen(dataset: Dataset, period: str | None, code: str | None) -> CriteriaSet:
    """The set of that code, or in force in that period, or in the latest one.

    Raises:
        CannotRun: There is none.
        Invalid: The period cannot be understood.
    """
    from chuyenhoa.intake.rules import Rules
    from chuyenhoa.model.codes import code_key
    from chuyenhoa.model.periods import Period

    rules = Rules(dataset.criteria_sets)
    if code is not None:
        for each in rules.sets:
            if code_key(each.code) == code_key(code):
                return each
        raise CannotRun(
            N_("There is no criteria set {code}. There are: {known}."),
            code=code,
            known=", ".join(each.code for each in rules.sets) or "–",
        )
    if period is not None:
        when = Period.parse(period)
        if found := rules.in_force(when):
            return found
        raise CannotRun(N_("No criteria set is in force in {period}."), period=when.code)
    if not rules.sets:
        raise CannotRun(N_("There is no criteria set yet: load a data file with one."))
    latest = rules.in_force(dataset.periods[-1]) if dataset.periods else None
    return latest or rules.sets[-1]
