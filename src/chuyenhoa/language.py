"""The language in which people are spoken to.

English is the source language: every sentence stands in the code in English, and the Vietnamese
one in the catalogue beside it. Nothing is loaded before the first sentence is translated, because
this module is on the way of every command.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("vi", "en")

_active: ContextVar[str] = ContextVar("language", default="en")


def activate(language: str) -> None:
    """Speak this language from now on.

    Args:
        language: One of `LANGUAGES`.

    Raises:
        ValueError: If there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _active.set(language)


def current() -> str:
    """The language in use: 'vi' or 'en'."""
    return _active.get()


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Mark a sentence for the catalogue where it is declared, and leave it as it is."""
    return text


def _(text: str) -> str:
    """The sentence in the language in use; in English where the catalogue has none."""
    # The catalogue keeps its own header under the empty text.
    return _catalogue(current()).gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for `n` things, in the language in use."""
    return _catalogue(current()).ngettext(one, many, n)


@cache
def _catalogue(language: str) -> NullTranslations:
    import gettext
    from importlib.resources import files

    compiled = files("chuyenhoa") / "locale" / language / "LC_MESSAGES" / "chuyenhoa.mo"
    if not compiled.is_file():
        return gettext.NullTranslations()
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)
