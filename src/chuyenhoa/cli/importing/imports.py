"""`imports`: what has been recorded by which input, and taking it back."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from chuyenhoa.cli import arguments, doors, output
from chuyenhoa.cli.arguments import argument
from chuyenhoa.cli.frame import Group, Lazy, command
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.session import session
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _

NOTHING_UNDONE = 1
# What the database can count to.
_MOST_DIGITS = 18

imports = Group(
    {
        "list": Lazy("importing.imports:list_", N_("List the imports.")),
        "show": Lazy("importing.imports:show", N_("Show what one import has recorded.")),
        "undo": Lazy("importing.imports:undo", N_("Take back what one import has recorded.")),
    },
    name="imports",
)

Number: TypeAlias = Annotated[
    str, argument(_("NUMBER"), _("Of the import, as “imports list” shows it."))
]


@command(
    _(
        "With the number of figures that each has recorded, and how many of them are still in "
        "force: neither changed since nor undone."
    )
)
def list_(
    context: typer.Context,
    every: Annotated[
        bool,
        typer.Option("--all", help=_("What load, record and undo have written as well.")),
    ] = False,
    format: arguments.Format = "table",
) -> None:
    """List the imports."""
    from chuyenhoa.cli.lists import write
    from chuyenhoa.reports import lists
    from chuyenhoa.store.imports import inputs
    from chuyenhoa.store.read_definitions import read_vocabulary

    with doors.reading(session(context)) as connection:
        dataset = read_vocabulary(connection)
        found = [each for each in inputs(connection) if every or each.command == "import"]
    if not found:
        output.say(_("Nothing has been imported yet."))
    write(lists.inputs(dataset, found, every=every), format)


@command(_("Every figure with what it was before, and where it stands in the file."))
def show(context: typer.Context, number: Number, format: arguments.Format = "table") -> None:
    """Show what one import has recorded."""
    from chuyenhoa.cli.lists import write
    from chuyenhoa.reports import lists
    from chuyenhoa.store.history import changes
    from chuyenhoa.store.imports import inputs
    from chuyenhoa.store.read_definitions import read_vocabulary

    with doors.reading(session(context)) as connection:
        dataset = read_vocabulary(connection)
        written = inputs(connection, _whole(number))
        if not written:
            raise CannotRun(N_("There is no input {number}."), number=number)
        found = changes(connection, written[0].number)
    write(lists.changes(dataset, written[0], found), format)


@command(
    _(
        "Each figure becomes what it was before, or nothing where there was none. What has been "
        "changed since stays as it is, and is named. Nothing is lost: “history” shows all of it."
    )
)
def undo(
    context: typer.Context,
    number: Number,
    dry_run: arguments.DryRun = False,
) -> int:
    """Take back what one import has recorded; exit 1 if nothing of it is left to take back."""
    from chuyenhoa.reports.changes import undo_lines
    from chuyenhoa.store.history import changes, latest_input
    from chuyenhoa.store.undo import stated_since, take_back

    with doors.writing(session(context)) as connection, working(_("Undoing…")):
        before = latest_input(connection)
        left = take_back(connection, _whole(number), doors.now())
        undoing = latest_input(connection)
        made = changes(connection, undoing) if undoing > before else []
        since = stated_since(connection, _whole(number)) if made else []
        if dry_run:
            doors.roll_back(connection)
    for line in undo_lines(made, left, since):
        output.say(line)
    if dry_run:
        output.say(_("Nothing was written: this was a dry run."))
    return 0 if made else NOTHING_UNDONE


def _whole(text: str) -> int:
    """The number that is typed.

    Raises:
        CannotRun: It is none, or no input can have it.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise CannotRun(N_("“{text}” is not the number of an import."), text=text)
    return int(text)
