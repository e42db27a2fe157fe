"""`import`: tables of results in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from chuyenhoa.cli import completion, files, output
from chuyenhoa.cli.arguments import argument, option
from chuyenhoa.cli.frame import command
from chuyenhoa.cli.session import session
from chuyenhoa.language import _, ngettext

if TYPE_CHECKING:
    from chuyenhoa.cli.importing.outcome import Outcome
    from chuyenhoa.reports.imports.imported import Imported

Names: TypeAlias = Annotated[
    list[str], argument(_("FILE"), _("A file; - is CSV on standard input."))
]
OfPeriod: TypeAlias = Annotated[
    str | None,
    option(
        "--period",
        _("PERIOD"),
        _("The reporting period; without it, the one that the files state."),
        completion.periods,
    ),
]
Sheet: TypeAlias = Annotated[
    str | None,
    option("--sheet", _("SHEET"), _("The sheet to read; without it, those that hold results.")),
]
DryRun: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help=_("Show every figure and what would be judged otherwise, and write nothing."),
    ),
]
AcceptValid: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--accept-valid",
        help=_("Take the figures that are in order even if others have problems."),
    ),
]
Format: TypeAlias = Annotated[
    Literal["table", "json"], typer.Option("--format", help=_("How to write it."))
]
ExplainLayout: TypeAlias = Annotated[
    bool,
    typer.Option("--explain-layout", help=_("Say why each sheet is understood as it is.")),
]
SaveProfile: TypeAlias = Annotated[
    str | None,
    option(
        "--save-profile",
        _("NAME"),
        _(
            "Keep how the files are laid out, and what was answered, for files of their shape; "
            "also under --dry-run."
        ),
        completion.profiles,
    ),
]
Mark: TypeAlias = Annotated[
    str | None,
    option(
        "--mark",
        _("FILE"),
        _(
            "Where there are problems, write a copy of the file in which each bad cell is "
            "coloured and says what is wrong, to send it back: an XLSX file, or a folder for "
            "several. Formats stay; shapes and what only newer spreadsheets know may be lost."
        ),
    ),
]
Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help=_("Replace a profile or a marked copy that is there."))
]


@command(
    _(
        "Workbooks (XLSX, XLSM, XLS, ODS), text files (CSV, TSV) and tables in Word files (DOCX), "
        "recognised by their content, laid out as their senders lay them out. Nothing is guessed: "
        "what is not clear is a problem. Empty cells leave results as they are; importing a file "
        "again changes nothing."
    )
)
def import_tables(
    context: typer.Context,
    names: Names,
    period: OfPeriod = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    accept_valid: AcceptValid = False,
    format: Format = "table",
    explain_layout: ExplainLayout = False,
    save_profile: SaveProfile = None,
    mark: Mark = None,
    force: Force = False,
) -> int:
    """Import tables of results; every problem of every file is reported."""
    from chuyenhoa.model.periods import Period
    from chuyenhoa.sources.tables import read_files

    meant = None if period is None else Period.parse(period)
    contents = {name: files.read(name) for name in dict.fromkeys(files.named(names))}
    # The first one is on its way while all that follows is imported.
    sheets = read_files(contents.items())
    from chuyenhoa.cli.importing import keeping, marking, transaction
    from chuyenhoa.cli.importing.imported import as_imported
    from chuyenhoa.intake.tables import Wanted

    if save_profile is not None:
        keeping.check_name(save_profile)
    copies = marking.targets(mark, list(contents), force=force) if mark is not None else {}
    read = transaction.read(session(context), contents, sheets, Wanted(meant, sheet))
    tables = read.tables
    if save_profile is not None:
        keeping.save(session(context), save_profile, read, force=force)
    marked = marking.write_marked(read, copies, force=force) if copies else []
    keep = not dry_run and (tables.accepted or accept_valid)
    as_json = format == "json"
    outcome = transaction.write(session(context), read, keep=keep, detail=dry_run or as_json)
    imported = as_imported(read, outcome, dry_run=dry_run, reasons=explain_layout)
    if as_json:
        from chuyenhoa.reports.imports import as_json as imported_json

        output.write_data(imported_json.chunks(imported))
    else:
        _say_before(imported)
        if keep or dry_run:
            _say_after(outcome, len(tables.refused))
        elif tables.results:
            output.say(_hint(len(tables.results)))
    for line in marked:
        output.say(line)
    return _end(accepted=tables.accepted, keep=keep, dry_run=dry_run, silent=as_json)


def _end(*, accepted: bool, keep: bool, dry_run: bool, silent: bool) -> int:
    """The last word, and the exit status."""
    from chuyenhoa.cli.problems import PROBLEMS_FOUND, ProblemsFound

    if not (accepted or keep):
        raise ProblemsFound
    if not silent and not accepted:
        output.say(_("What has problems was left out."))
    elif not silent and dry_run:
        output.say(_("Nothing was written: this was a dry run."))
    return 0 if accepted else PROBLEMS_FOUND


def _say_before(imported: Imported) -> None:
    """What was recognised, what a dry run would do, and what is wrong."""
    from chuyenhoa.cli.problems import say_problems
    from chuyenhoa.reports.imports.imported import lines

    for line in lines(imported):
        output.say(line)
    if imported.figures:
        from chuyenhoa.reports.imports import terminal as imported_table

        output.show(imported_table.render(imported))
    say_problems(imported.problems)


def _say_after(outcome: Outcome, refused: int) -> None:
    """What has become of the figures, or would."""
    from chuyenhoa.cli.recording.result import first_result
    from chuyenhoa.reports.changes import change_lines, counted

    for period in outcome.begun:
        output.say(first_result(period))
    counts = outcome.counts
    output.say(counted(_("results"), counts, refused) or _("No figures were found."))
    if not outcome.figures:
        for line in change_lines(outcome.replaced, counts.changed):
            output.say(line)
    if outcome.number is not None:
        sentence = _("Recorded as input {number}: “chuyenhoa imports undo {number}” takes it back.")
        output.say(sentence.format(number=outcome.number))


def _hint(valid: int) -> str:
    return ngettext(
        "--accept-valid would take the {n} figure that is in order.",
        "--accept-valid would take the {n} figures that are in order.",
        valid,
    ).format(n=valid)
