"""What holds for the whole run: the database and the language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa import language
from chuyenhoa.store import peek

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typer._click.core import Context

DATABASE = "chuyenhoa.db"
DATABASE_VARIABLE = "CHUYENHOA_DB"
LANGUAGE_VARIABLE = "CHUYENHOA_LANG"


@dataclass
class Session:
    """What the global options say, given before the command or after it.

    Attributes:
        database: The database file.
        language: What the user asked for; None leaves it to the dataset.
    """

    database: Path = Path(DATABASE)
    language: str | None = None


def session(context: Context) -> Session:
    """The session that a command runs in."""
    return context.ensure_object(Session)


def activate_language(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Choose the language before the first word is said, even of `--help` or of a usage error.

    The arguments are only glanced at: whether they are right is found out later.
    """
    wanted = _option("--lang", arguments) or environment.get(LANGUAGE_VARIABLE)
    if wanted not in language.LANGUAGES:
        path = database_of(arguments, environment)
        wanted = peek.language(path) if path else None
    # Of a damaged database it may be anything.
    language.activate(wanted if wanted in language.LANGUAGES else "vi")


def database_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Path | None:
    """The database that is probably meant; None where there is no such file."""
    path = _option("--db", arguments) or environment.get(DATABASE_VARIABLE) or DATABASE
    return Path(path) if os.path.isfile(path) else None  # noqa: PTH113 - never raises


def _option(name: str, arguments: Sequence[str]) -> str | None:
    """The value of an option wherever it stands; the last one counts."""
    value = None
    for argument, following in zip_longest(arguments, arguments[1:]):
        if argument == "--":
            break
        if argument == name:
            value = following
        elif argument.startswith(f"{name}="):
            value = argument.partition("=")[2]
    return value
