"""What the shell offers while a command is typed: codes, with names beside them.

Whatever is wrong, nothing is offered and nothing is said: the command itself will say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from chuyenhoa.cli.session import session
from chuyenhoa.language import current
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.figures import day
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


def profiles(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The kept profiles whose name begins so."""
    from chuyenhoa.cli.importing import keeping

    return _beginning(incomplete, ((name, "") for name in keeping.names(session(context))))


def keep_help_literal() -> None:
    """Have Typer pass names on as they are.

    It would read them as Rich's markup, in which `[x]` vanishes, and import Rich to do so.
    """
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = _as_it_is  # noqa: SLF001


def _as_it_is(text: str) -> str:
    return text


def _beginning(incomplete: str, named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    # In the case in which it is typed, or the shell would not take it for what was begun.
    return [
        (incomplete + code[len(incomplete) :], visible(name).translate(_MEANINGFUL))
        for code, name in named
        if code.lower().startswith(incomplete.lower())
    ]
