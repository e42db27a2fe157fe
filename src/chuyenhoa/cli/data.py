"""`load` and `dump`: data files in and out."""

from __future__ import annotations

from typing import Annotated

import typer

from chuyenhoa.cli import arguments, doors, files, output
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.progress import working
from chuyenhoa.cli.session import session
from chuyenhoa.language import _


@command(
    _(
        "Data files are YAML and begin with “format: chuyenhoa/1”. What they do not mention stays "
        "as it is; loading the same file again changes nothing, except that figures changed since "
        "go back to what it says. Where there is no database yet, one is made."
    )
)
def load(
    context: typer.Context,
    names: Annotated[
        list[str], arguments.argument(_("FILE"), _("A data file; - is standard input."))
    ],
    dry_run: arguments.DryRun = False,
) -> None:
    """Load data files; every problem of every file is reported."""
    from chuyenhoa.cli import loading
    from chuyenhoa.intake.datafile import DataFile

    given = [DataFile(name, files.read(name)) for name in files.named(names)]
    with working(_("Loading…")):
        loaded = loading.load_files(session(context), given, dry_run=dry_run)
    for line in loading.summary(loaded):
        output.say(line)
    if dry_run:
        output.say(_("Nothing was written: this was a dry run."))


@command(_("Loading it into an empty database gives the same database."))
def dump(
    context: typer.Context,
    to: arguments.To = files.STANDARD,
    force: arguments.Force = False,
) -> None:
    """Dump the database: definitions and present results; the history stays where it is."""
    from chuyenhoa.reports.datafile import write_datafile
    from chuyenhoa.store.read_definitions import read_definitions
    from chuyenhoa.store.results import read_results

    with doors.reading(session(context)) as connection, working(_("Writing…")):
        chunks = write_datafile(read_definitions(connection), read_results(connection))
        files.write(to, chunks, force=force)
