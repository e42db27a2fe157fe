"""Arguments and options that several commands have, with what the shell offers for them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from chuyenhoa.cli import completion
from chuyenhoa.language import _

Area: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar=_("AREA"),
        help=_("An area: its code, name or alias."),
        autocompletion=completion.areas,
    ),
]
Criterion: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar=_("CRITERION"),
        help=_("A criterion: its code or name."),
        autocompletion=completion.criteria,
    ),
]
AnyCriterion: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar=_("CRITERION"),
        help=_("A criterion: its code or name."),
        autocompletion=completion.criteria,
    ),
]
AnyPeriod: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar=_("PERIOD"),
        help=_("Without it, the latest period with results."),
        autocompletion=completion.periods,
    ),
]
Format: TypeAlias = Annotated[
    Literal["table", "markdown", "json", "csv"],
    typer.Option("--format", help=_("How to write it.")),
]
