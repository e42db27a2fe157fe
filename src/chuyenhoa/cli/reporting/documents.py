"""Documents on their way out: in the format that is meant, to where it is wanted."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import doors, files, output
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_, current
from chuyenhoa.reports import formats

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from typer._click.core import Context

    from chuyenhoa.reports.document import Document
    from chuyenhoa.reports.report import Report
    from chuyenhoa.reports.templates import Template

JSON = "json"
TERMINAL = "terminal"

# How the files of each format end; the first one where a name has to be made.
ENDINGS = {name: each.suffixes for name, each in formats.FORMATS.items()} | {JSON: (".json",)}
EVERY_ENDING = tuple(chain.from_iterable(ENDINGS.values()))


class Way(NamedTuple):
    """How a document leaves: its format, where to, and whether over what stands there."""

    format: str
    to: str
    force: bool


def way(context: Context, format: str | None, to: str, *, force: bool) -> Way:
    """The way that is meant; what cannot be written is refused before any work is done.

    Raises:
        CannotRun: The file exists already.
        WrongUsage: The format cannot be told.
    """
    meant = format or (TERMINAL if to == files.STANDARD else _ending(context, to))
    if to != files.STANDARD:
        files.refuse(to, force=force)
    elif meant != JSON and formats.FORMATS[meant].binary:
        output.refuse_terminal()
    return Way(meant, to, force)


def format_named(name: str) -> str | None:
    """The format that a file's name ends for."""
    suffix = PurePath(name).suffix.lower()
    return next((each for each, endings in ENDINGS.items() if suffix in endings), None)


def _ending(context: Context, to: str) -> str:
    found = format_named(to)
    if found is None:
        raise WrongUsage(
            N_("{path} does not tell its format: use --format, or one of the endings {endings}."),
            context,
            path=to,
            endings=", ".join(EVERY_ENDING),
        )
    return found


def write(way: Way, document: Callable[[], Document], json: Callable[[], Iterable[str]]) -> None:
    """Write it; see `pieces`."""
    if way.format == TERMINAL and way.to == files.STANDARD:
        from chuyenhoa.reports.renderers import terminal
        from chuyenhoa.reports.screen import columns

        output.show(terminal.renderable(document(), columns()))
    else:
        files.write(way.to, pieces(way.format, document, json), force=way.force)


def pieces(
    format: str, document: Callable[[], Document], json: Callable[[], Iterable[str]]
) -> Iterable[str | bytes]:
    """What stands in the file.

    Args:
        format: Its format.
        document: Makes the document, for every format but JSON.
        json: Makes its JSON.
    """
    return json() if format == JSON else formats.pieces(document(), format)


def day(text: str | None) -> date:
    """The date of a document: the one that was typed, or today.

    Raises:
        Invalid: `bad_date`.
    """
    if text is None:
        return doors.today()
    from chuyenhoa.intake.texts import typed_day

    return typed_day(text)


def report_on(
    connection: sqlite3.Connection,
    template: Template,
    period: str | None,
    areas: Sequence[str] | None,
    day: date,
) -> Report:
    """The report that a template needs.

    Args:
        connection: To the database.
        template: The template.
        period: Its code; None for the latest period with results.
        areas: The codes of those that it is about, where it is about some only.
        day: The date of the document.
    """
    from chuyenhoa.assessment.assess import everything
    from chuyenhoa.assessment.explain import explain
    from chuyenhoa.assessment.review import Kept, review
    from chuyenhoa.reports.report import make
    from chuyenhoa.store.read_definitions import read_definitions

    kept = Kept(everything if template.detailed else None)
    reviewed = review(connection, period, areas, kept, template.shown)
    when = reviewed.now.period.code
    explained = [explain(connection, area, None, when) for area in areas or ()]
    return make(reviewed, read_definitions(connection), day, current(), explained)
