"""Arguments and options that several commands have, with what the shell offers for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

import typer

from chuyenhoa.cli import completion
from chuyenhoa.language import _

Offer: TypeAlias = Callable[..., list[tuple[str, str]]]


def argument(metavar: str, help: str, offer: Offer | None = None) -> Any:  # noqa: ANN401 - as typer.Argument
    """An argument: how usage lines call it, what it is, and what the shell offers for it."""
    return typer.Argument(metavar=metavar, help=help, autocompletion=offer)


def option(name: str, metavar: str, help: str, offer: Offer | None = None) -> Any:  # noqa: ANN401 - as typer.Option
    """An option with a value."""
    return typer.Option(name, metavar=metavar, help=help, autocompletion=offer)


def output_file(help: str) -> Any:  # noqa: ANN401 - as typer.Option
    """Where to write."""
    return typer.Option("--output", "-o", metavar=_("FILE"), help=help)


_AREA = argument(_("AREA"), _("An area: its code, name or alias."), completion.areas)
Area: TypeAlias = Annotated[str, _AREA]
AnyArea: TypeAlias = Annotated[str | None, _AREA]

_CRITERION = argument(_("CRITERION"), _("A criterion: its code or name."), completion.criteria)
Criterion: TypeAlias = Annotated[str, _CRITERION]
AnyCriterion: TypeAlias = Annotated[str | None, _CRITERION]

APeriod: TypeAlias = Annotated[
    str, argument(_("PERIOD"), _("A reported period."), completion.periods)
]
AnyPeriod: TypeAlias = Annotated[
    str | None,
    option(
        "--period",
        _("PERIOD"),
        _("Without it, the latest period with results."),
        completion.periods,
    ),
]
Format: TypeAlias = Annotated[
    Literal["table", "markdown", "json", "csv"],
    typer.Option("--format", help=_("How to write it.")),
]
Document: TypeAlias = Annotated[
    Literal["terminal", "markdown", "html", "docx", "xlsx", "json"] | None,
    typer.Option("--format", help=_("How to write it; without it, as the name of the file ends.")),
]
To: TypeAlias = Annotated[str, output_file(_("Where to write; - is standard output."))]
Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help=_("Replace a file that exists already."))
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help=_("Say what would happen, and write nothing."))
]
Day: TypeAlias = Annotated[
    str | None,
    option(
        "--date",
        _("DATE"),
        _("The date of the document, as 30/6/2023 or 2023-06-30; without it today."),
    ),
]
