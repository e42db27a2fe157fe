"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from typer._coercion import resolve_type_descriptor
from typer.core import TyperOption
from typer.models import OptionInfo

from chuyenhoa.cli.session import DATABASE, DATABASE_VARIABLE, LANGUAGE_VARIABLE, session
from chuyenhoa.language import _

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter


def global_options(*, hidden: bool) -> list[TyperOption]:
    """`--db` and `--lang`; hidden in the help of single commands, where they work as well."""
    database = TyperOption(
        param_decls=["database", "--db"],
        type_descriptor=resolve_type_descriptor(str, OptionInfo()),
        metavar=_("PATH"),
        default=None if hidden else DATABASE,
        envvar=None if hidden else DATABASE_VARIABLE,
        help=_("The database."),
        callback=_choose_database,
        expose_value=False,
        hidden=hidden,
    )
    language = TyperOption(
        param_decls=["language", "--lang"],
        type_descriptor=resolve_type_descriptor(Literal["vi", "en"], OptionInfo()),
        envvar=None if hidden else LANGUAGE_VARIABLE,
        help=_("The language; without it that of the dataset."),
        callback=_choose_language,
        expose_value=False,
        hidden=hidden,
    )
    return [database, language]


def _choose_database(context: Context, _parameter: Parameter, value: str | None) -> None:
    if value is not None:
        session(context).database = Path(value)


def _choose_language(context: Context, _parameter: Parameter, value: str | None) -> None:
    if value is not None:
        session(context).language = value
