"""`form`: the entry workbook of a period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

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

ForPeriod: TypeAlias = Annotated[
    str | None,
    option(
        "--period",
        _("PERIOD"),
        _("Without it, the period after the latest one with results."),
        completion.periods,
    ),
]
Areas: TypeAlias = Annotated[
    list[str] | None,
    option(
        "--area",
        _("AREA"),
        _("Only this area; without it, those on the list in the period."),
        completion.areas,
    ),
]
EachArea: TypeAlias = Annotated[
    bool, typer.Option("--each-area", help=_("A workbook for each area, into a folder."))
]
To: TypeAlias = Annotated[
    str | None,
    arguments.output_file(
        _(
            "The workbook, or with --each-area the folder; without it, form-PERIOD in the "
            "working directory. - is standard output."
        )
    ),
]
Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help=_("Replace files that exist already."))
]


@command(
    _(
        "It has names, units, targets and the figures of the period before; only the cells that "
        "are to be filled in can be changed. import reads it as it is."
    )
)
def form(
    context: typer.Context,
    period: ForPeriod = None,
    areas: Areas = None,
    each_area: EachArea = False,
    to: To = None,
    force: Force = False,
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
        output.say(_written(asked, to))


def _written(asked: EntryForm, to: str) -> str:
    count = len(asked.areas)
    sentence = ngettext(
        "The entry form for {period} of {count} area is in {path}.",
        "The entry form for {period} of {count} areas is in {path}.",
        count,
    )
    return sentence.format(period=asked.period.code, count=count, path=to)


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
