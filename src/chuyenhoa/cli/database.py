"""`db`: looking after the database file."""

from __future__ import annotations

from typing import Annotated

import typer

from chuyenhoa.cli import doors, output
from chuyenhoa.cli.arguments import argument
from chuyenhoa.cli.frame import Group, Lazy, command
from chuyenhoa.cli.problems import PROBLEMS_FOUND
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.session import session
from chuyenhoa.language import N_, _

db = Group(
    {
        "check": Lazy("database:check", N_("Check the database for damage.")),
        "backup": Lazy(
            "database:back_up", N_("Copy the database to a new file, also while others write.")
        ),
        "restore": Lazy("database:go_back", N_("Go back to a backup; what it replaces is kept.")),
    },
    name="db",
)


@command(
    _(
        "It finds what a defective disk or a broken copy has changed, not a figure that was edited "
        "with another SQL program. Silent, with exit status 0, when all is well."
    )
)
def check(context: typer.Context) -> int:
    """Check the database: exit 1 and a line for each finding if something is wrong."""
    from chuyenhoa.store.check import check as findings

    with doors.reading(session(context)) as connection, working(_("Checking…")):
        found = findings(connection)
    for finding in found:
        output.say(_(finding.template).format_map(finding.params))
    return PROBLEMS_FOUND if found else 0


@command()
def back_up(
    context: typer.Context,
    to: Annotated[str, argument(_("FILE"), _("The new file; it must not exist yet."))],
) -> None:
    """Back the database up; the copy is checked before it gets its name."""
    from chuyenhoa.store.backup import backup

    with doors.reading(session(context)) as connection, working(_("Copying…")):
        backup(connection, to)
    output.say(_("The backup is {path}.").format(path=to))


@command(
    _(
        "The backup is checked before it replaces anything, and the database as it was is kept "
        "beside its place, under a name that ends in .bak."
    )
)
def go_back(
    context: typer.Context,
    source: Annotated[str, argument(_("FILE"), _("The backup."))],
) -> None:
    """Restore the database from a backup."""
    from chuyenhoa.store.restore import restore

    with working(_("Copying…")):
        kept = restore(session(context).database, source, doors.waiting)
    output.say(_("The database is as in {path}.").format(path=source))
    if kept:
        output.say(_("As it was before, it is in {path}.").format(path=kept))
