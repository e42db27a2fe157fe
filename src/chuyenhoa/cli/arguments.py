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
AnyArea: TypeAlias = Annotated[
    str | None,
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
APeriod: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar=_("PERIOD"), help=_("A reported period."), autocompletion=completion.periods
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
Document: TypeAlias = Annotated[
    Literal["terminal", "markdown", "html", "docx", "xlsx", "json"] | None,
    typer.Option("--format", help=_("How to write it; without it, as the name of the file ends.")),
]
To: TypeAlias = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("Where to write; - is standard output.")
    ),
]
Force: TypeAlias = Annotated[
    bool, typer.Option("--force", help=_("Replace a file that exists already."))
]
Day: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar=_("DATE"),
        help=_("The date of the document, as 30/6/2023 or 2023-06-30; without it today."),
    ),
]
