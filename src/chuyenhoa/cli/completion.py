"""What the shell offers while a command is typed: codes, with names beside them.

Whatever is wrong, nothing is offered and nothing is said: the command itself will say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from chuyenhoa.cli.session import session
from chuyenhoa.language import _, current
from chuyenhoa.model.problems import excerpt
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.figures import day
from chuyenhoa.reports.words import NOTE_KINDS
from chuyenhoa.store import peek

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a shell would not take for mere text.
_MEANINGFUL = str.maketrans(dict.fromkeys("\"'`$\\:;()", " "))


def areas(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The areas whose code begins so, with their names."""
    return _beginning(incomplete, peek.areas(session(context).database))


def criteria(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The criteria whose code begins so, with their names."""
    return _beginning(incomplete, peek.criteria(session(context).database, current()).items())


def periods(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The reported periods whose code begins so, with their dates."""
    found = peek.periods(session(context).database)
    dates = ((code, f"{day(start)} – {day(end)}") for code, start, end in found)
    return _beginning(incomplete, dates)


def notes(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The notes whose code begins so, with what they say."""
    found = peek.notes(session(context).database)
    return _beginning(incomplete, ((code, excerpt(text)) for code, text in found))


def note_kinds(incomplete: str) -> list[tuple[str, str]]:
    """The kinds of notes that begin so."""
    return _beginning(incomplete, ((kind, _(name)) for kind, name in NOTE_KINDS.items()))


def templates(incomplete: str) -> list[tuple[str, str]]:
    """The templates whose name begins so, with what they are for or where they are."""
    from chuyenhoa.cli.reporting.own import listed
    from chuyenhoa.reports.templates import TEMPLATES

    built_in = {name: _(each.summary) for name, each in TEMPLATES.items()}
    found = {each.name: str(each.path) for each in listed()} | built_in
    return _beginning(incomplete, found.items())


def profiles(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The kept profiles whose name begins so."""
    from chuyenhoa.cli.importing import keeping

    return _beginning(incomplete, ((name, "") for name in keeping.names(session(context))))


def formats(incomplete: str) -> list[tuple[str, str]]:
    """The formats that the last of a list can be."""
    from chuyenhoa.cli.reporting.documents import ENDINGS

    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{name}", "") for name in ENDINGS if name.startswith(last)]


def keep_help_literal() -> None:
    """Have Typer pass names on as they are.

    It would read them as Rich's markup, in which `[x]` vanishes, and import Rich to do so.
    """
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = _as_it_is  # noqa: SLF001 - no other way


def _as_it_is(text: str) -> str:
    return text


def _beginning(incomplete: str, named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    # In the case in which it is typed, or the shell would not take it for what was begun.
    return [
        (incomplete + code[len(incomplete) :], visible(name).translate(_MEANINGFUL))
        for code, name in named
        if code.lower().startswith(incomplete.lower())
    ]
