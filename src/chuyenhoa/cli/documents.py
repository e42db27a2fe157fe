"""Documents on their way out: in the format that is meant, to where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import doors, files, output
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_
from chuyenhoa.reports.formats import FORMATS, format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from typer._click.core import Context

    from chuyenhoa.reports.document import Document

JSON = "json"
TERMINAL = "terminal"


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
    elif meant != JSON and FORMATS[meant].binary:
        output.refuse_terminal()
    return Way(meant, to, force)


def _ending(context: Context, to: str) -> str:
    found = JSON if to.lower().endswith(".json") else format_of(to)
    if found is None:
        endings = [*(suffix for each in FORMATS.values() for suffix in each.suffixes), ".json"]
        raise WrongUsage(
            N_("{path} does not tell its format: use --format, or one of the endings {endings}."),
            context,
            path=to,
            endings=", ".join(endings),
        )
    return found


def write(way: Way, document: Callable[[], Document], json: Callable[[], Iterable[str]]) -> None:
    """Write it.

    Args:
        way: How.
        document: Makes the document, for every format but JSON.
        json: Makes its JSON.
    """
    if way.format == JSON:
        files.write(way.to, json(), force=way.force)
        return
    made = document()
    if way.format == TERMINAL and way.to == files.STANDARD:
        from chuyenhoa.reports.renderers import terminal
        from chuyenhoa.reports.screen import columns

        output.show(terminal.renderable(made, columns()))
        return
    from chuyenhoa.reports.formats import pieces

    files.write(way.to, pieces(made, way.format), force=way.force)


def day(text: str | None) -> date:
    """The date of a document: the one that was typed, or today.

    Raises:
        Invalid: `bad_date`.
    """
    if text is None:
        return doors.today()
    from chuyenhoa.intake.texts import typed_day

    return typed_day(text)
