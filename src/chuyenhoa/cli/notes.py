"""`note`: what reports say in words, kept like the figures."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from chuyenhoa.cli import arguments, completion
from chuyenhoa.cli.arguments import argument, option
from chuyenhoa.cli.frame import Group, Lazy, command
from chuyenhoa.cli.problems import PROBLEMS_FOUND
from chuyenhoa.cli.session import session
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_, _

note = Group(
    {
        "add": Lazy("notes:add", N_("Add a note.")),
        "list": Lazy("notes:list_notes", N_("List the notes.")),
        "edit": Lazy("notes:edit", N_("Change a note, or close it.")),
        "remove": Lazy("notes:remove", N_("Remove a note.")),
    },
    name="note",
)

_KINDS = _(
    "achievement, shortcoming, difficulty, cause, measure, recommendation or model, or in "
    "Vietnamese: “tồn tại”, “khó khăn”, “giải pháp”…"
)
_SAID = _("What is said. No personal data: nothing about single persons.")
_AREA = _("The area that it is about; without one it is the whole programme.")
_CRITERION = _("The criterion that it is about.")
_RESPONSIBLE = _("The unit that sees to it; never a person.")
_DEADLINE = _("The last day, as 30/6/2023 or 2023-06-30.")
_CLOSED = _("The period in which it was done; later ones do not say it any more.")

Text: TypeAlias = str | None
Code: TypeAlias = Annotated[str, argument(_("CODE"), _("The note, by its code."), completion.notes)]
Area: TypeAlias = Annotated[Text, option("--area", _("AREA"), _AREA, completion.areas)]
Criterion: TypeAlias = Annotated[
    Text, option("--criterion", _("CRITERION"), _CRITERION, completion.criteria)
]
Responsible: TypeAlias = Annotated[Text, option("--responsible", _("UNIT"), _RESPONSIBLE)]
Deadline: TypeAlias = Annotated[Text, option("--deadline", _("DATE"), _DEADLINE)]
Closed: TypeAlias = Annotated[Text, option("--closed", _("PERIOD"), _CLOSED, completion.periods)]
English: TypeAlias = Annotated[Text, option("--text-en", _("TEXT"), _("The same in English."))]


@command(
    _(
        "Everything but an achievement stays open until it is closed, and is carried over to the "
        "later periods of the same kind. The note gets the next code: N01, N02…"
    )
)
def add(
    context: typer.Context,
    kind: Annotated[str, argument(_("KIND"), _KINDS, completion.note_kinds)],
    text: Annotated[str, argument(_("TEXT"), _SAID)],
    area: Area = None,
    period: arguments.AnyPeriod = None,
    criterion: Criterion = None,
    responsible: Responsible = None,
    deadline: Deadline = None,
    closed: Closed = None,
    text_en: English = None,
) -> int:
    """Add a note; what was understood is shown."""
    from chuyenhoa.cli import noting
    from chuyenhoa.intake.notes import TypedNote

    typed = TypedNote(kind, text, text_en, area, period, criterion, responsible, deadline, closed)
    return 0 if noting.add_note(session(context), typed) else PROBLEMS_FOUND


@command(
    _(
        "All notes as they stand today, or with --period those that are said in that period as "
        "they stand at its end: open, overdue or done."
    )
)
def list_notes(
    context: typer.Context,
    period: Annotated[
        Text,
        option(
            "--period",
            _("PERIOD"),
            _("Only what is said in this period, also what is carried over to it."),
            completion.periods,
        ),
    ] = None,
    area: Annotated[
        Text, option("--area", _("AREA"), _("Only this area."), completion.areas)
    ] = None,
    kind: Annotated[
        Text, option("--kind", _("KIND"), _("Only this kind."), completion.note_kinds)
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help=_("Only what is open or overdue."))
    ] = False,
    format: arguments.Format = "table",
) -> None:
    """List notes."""
    from chuyenhoa.cli import noting
    from chuyenhoa.cli.lists import write

    wanted = noting.Wanted(period, area, kind, only_open)
    write(noting.listed(session(context), wanted), format)


@command(
    _(
        "What is given takes the place of what was there; - takes it away. To close a note, say in "
        "which period: --closed 2023-H1; to open it again: --closed -. Old and new are shown."
    )
)
def edit(
    context: typer.Context,
    code: Code,
    kind: Annotated[Text, option("--kind", _("KIND"), _KINDS, completion.note_kinds)] = None,
    text: Annotated[Text, option("--text", _("TEXT"), _SAID)] = None,
    area: Area = None,
    period: Annotated[
        Text,
        option(
            "--period",
            _("PERIOD"),
            _("The period in which it is first said."),
            completion.periods,
        ),
    ] = None,
    criterion: Criterion = None,
    responsible: Responsible = None,
    deadline: Deadline = None,
    closed: Closed = None,
    text_en: English = None,
) -> int:
    """Change a note."""
    from chuyenhoa.cli import noting
    from chuyenhoa.intake.notes import TypedNote

    typed = TypedNote(kind, text, text_en, area, period, criterion, responsible, deadline, closed)
    if typed == TypedNote():
        raise WrongUsage(N_("Say what is to change, such as --closed 2023-H1."), context)
    return 0 if noting.edit_note(session(context), code, typed) else PROBLEMS_FOUND


@command(
    _(
        "A note that was done is closed, not removed: see “note edit”. What is removed is written "
        "to standard output as a data file, which “load” puts back."
    )
)
def remove(context: typer.Context, code: Code) -> int:
    """Remove a note."""
    from chuyenhoa.cli import noting

    return 0 if noting.remove_note(session(context), code) else PROBLEMS_FOUND
