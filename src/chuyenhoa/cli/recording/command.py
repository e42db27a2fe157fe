"""`record` and `history`: single results, and how they came about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from chuyenhoa.cli import arguments, completion, doors, output
from chuyenhoa.cli.arguments import argument, option
from chuyenhoa.cli.frame import Command, command
from chuyenhoa.cli.problems import PROBLEMS_FOUND
from chuyenhoa.cli.session import session
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from typer._click.core import Context


class _WithNegativeValue(Command):
    """A command whose last argument may be a negative number, which looks like an option."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments, `-3` as one of them."""
        for index, text in enumerate(args):
            is_value = index and args[index - 1].startswith("--") and "=" not in args[index - 1]
            if text[:1] == "-" and text[1:2].isdigit() and not is_value:
                args = [*args[:index], *args[index + 1 :], "--", text]
                break
        return super().parse_args(ctx, args)


@command(
    _(
        "Names and values are understood as people type them: “hong thu” tc08 18/19; có, không, "
        "KAD, 12,5. What was understood is shown. An empty value or - leaves a result as it is. "
        "Without CRITERION and VALUE, at a terminal, the area's criteria are asked for one by one, "
        "those without a figure first; each answer is kept at once."
    ),
    cls=_WithNegativeValue,
)
def record(
    context: typer.Context,
    area: arguments.Area,
    period: Annotated[
        str,
        option(
            "--period",
            _("PERIOD"),
            _("The reporting period, such as 2023-H1 or “quý II/2023”."),
            completion.periods,
        ),
    ],
    criterion: arguments.AnyCriterion = None,
    value: Annotated[str | None, argument(_("VALUE"), _("What was achieved."))] = None,
    note: Annotated[
        str | None,
        option(
            "--note",
            _("TEXT"),
            _("A note on the figure. No personal data: nothing about single persons."),
        ),
    ] = None,
) -> int:
    """Record one result, or ask for those of an area."""
    if criterion is not None and value is not None:
        from chuyenhoa.cli.recording.result import record_one
        from chuyenhoa.intake.figures import TypedResult

        typed = TypedResult(area, criterion, value, period, note)
        return 0 if record_one(session(context), typed) else PROBLEMS_FOUND
    if criterion is not None:
        raise WrongUsage(N_("The argument {name} is missing."), context, name=_("VALUE"))
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        sentence = N_("CRITERION and VALUE can be left out at a terminal only.")
        raise WrongUsage(sentence, context)
    from chuyenhoa.cli.recording.walk import walk

    walk(session(context), area, period)
    return 0


@command(_("Nothing that was recorded is ever lost: every change keeps what was there before."))
def history(
    context: typer.Context,
    area: arguments.Area,
    criterion: arguments.Criterion,
    period: Annotated[
        str | None,
        option("--period", _("PERIOD"), _("Only this period's."), completion.periods),
    ] = None,
    format: arguments.Format = "table",
) -> None:
    """Show how an area's figures under a criterion came about."""
    from chuyenhoa.cli.lists import write
    from chuyenhoa.intake.figures import Figures
    from chuyenhoa.reports import lists
    from chuyenhoa.store.history import history as entries_of
    from chuyenhoa.store.read_definitions import read_vocabulary

    when = doors.period_code(period)
    with doors.reading(session(context)) as connection:
        dataset = read_vocabulary(connection)
        figures = Figures(dataset, doors.today())
        whose, what = figures.area(area), figures.criterion(criterion)
        entries = entries_of(connection, whose.code, what.code, when)
    if not entries:
        output.say(_("Nothing has been recorded there yet."))
    write(lists.history(dataset, whose, what, entries), format)
