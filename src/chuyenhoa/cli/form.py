"""`form`: the entry workbook of a period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from chuyenhoa.cli import arguments, completion, doors, files, output
from chuyenhoa.cli.arguments import option
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.session import session
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_, _, ngettext

if TYPE_CHECKING:
    from chuyenhoa.assessment.entry import EntryForm
    from chuyenhoa.model.dataset import Area

_ENDING = ".xlsx"
_WRONG_FILE = N_("“{name}” does not end in .xlsx; --each-area writes into a folder.")
_WRONG_FOLDER = N_("With --each-area, -o names a folder; “{name}” is none.")


@command(
    _(
        "It has names, units, targets and the figures of the period before; only the cells that "
        "are to be filled in can be changed. import reads it as it is."
    )
)
def form(
    context: typer.Context,
    period: Annotated[
        str | None,
        option(
            "--period",
            _("PERIOD"),
            _("Without it, the period after the latest one with results."),
            completion.periods,
        ),
    ] = None,
    areas: Annotated[
        list[str] | None,
        option(
            "--area",
            _("AREA"),
            _("Only this area; without it, those on the list in the period."),
            completion.areas,
        ),
    ] = None,
    each_area: Annotated[
        bool, typer.Option("--each-area", help=_("A workbook for each area, into a folder."))
    ] = False,
    to: Annotated[
        str | None,
        arguments.output_file(
            _(
                "The workbook, or with --each-area the folder; without it, form-PERIOD in the "
                "working directory. - is standard output."
            )
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Replace files that exist already."))
    ] = False,
) -> None:
    """Write the entry workbook: one sheet for all areas, or one workbook per area."""
    from chuyenhoa.assessment.entry import entry_form, next_period
    from chuyenhoa.model.periods import Period

    if to is not None and each_area == (to == files.STANDARD or to.lower().endswith(_ENDING)):
        raise WrongUsage(_WRONG_FOLDER if each_area else _WRONG_FILE, context, name=to)
    with working(_("Writing…")):
        with doors.reading(session(context)) as connection:
            when = Period.parse(period) if period else next_period(connection)
            codes = [doors.area_code(connection, area) for area in areas or ()]
            asked = entry_form(connection, when, codes)
        to = to or f"form-{when.code}{'' if each_area else _ENDING}"
        (_write_each if each_area else _write_one)(asked, to, force=force)
    if to != files.STANDARD:
        output.say(_written(asked).format(period=when.code, count=len(asked.areas), path=to))


def _written(asked: EntryForm) -> str:
    return ngettext(
        "The entry form for {period} of {count} area is in {path}.",
        "The entry form for {period} of {count} areas is in {path}.",
        len(asked.areas),
    )


def _write_one(asked: EntryForm, to: str, *, force: bool) -> None:
    from chuyenhoa.reports.entry.form import all_areas

    files.write(to, [all_areas(asked)], force=force)


def _write_each(asked: EntryForm, to: str, *, force: bool) -> None:
    """Write a workbook per area, named so that no system takes it for something else."""
    contents = {
        f"{asked.period.code}_{area.code}{_ENDING}": partial(_workbook, asked, area)
        for area in asked.areas
    }
    files.write_folder(to, contents, force=force)


def _workbook(asked: EntryForm, area: Area) -> list[bytes]:
    from chuyenhoa.reports.entry.form import one_area

    return [one_area(asked, area)]
