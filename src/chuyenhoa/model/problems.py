"""What can be wrong with data: a stable code, its place, and the parts of a sentence.

A problem is a value: readers and intake collect all of them, the edges put them into words. Every
code there is stands in `chuyenhoa.model.sentences`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from chuyenhoa.model.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# As much of a data text as fits into a sentence, and as many of a list.
_LONGEST_EXCERPT = 60
_MOST_NAMED = 5


def excerpt(text: str, limit: int = _LONGEST_EXCERPT) -> str:
    """The text, cut to `limit` characters where it is longer, to be shown in a sentence."""
    # Composed, a name takes the room that it takes on paper.
    head = unicodedata.normalize("NFC", text[: 4 * limit])
    if len(head) <= limit and len(text) <= 4 * limit:
        return head
    return head[: limit - 1] + "…"


def _sentence(
    code: str,
    params: Mapping[str, object],
    translate: Callable[[str], str],
    written: Callable[[object], str],
) -> str:
    """The sentence with its fields filled in; long texts and lists are shortened."""
    shown = {name: _shown(value, written) for name, value in params.items()}
    return translate(SENTENCES[code]).format_map(shown)


def _shown(value: object, written: Callable[[object], str]) -> str:
    if isinstance(value, (tuple, list)):
        names = [_shown(each, written) for each in value[:_MOST_NAMED]]
        return ", ".join([*names, "…"] if len(value) > _MOST_NAMED else names)
    return excerpt(written(value))


@cache
def _fields(code: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name)


def _check(code: str, params: Mapping[str, object]) -> None:
    """Refuse at once what could not be put into words later."""
    if code not in SENTENCES:
        raise LookupError(f"no sentence for the problem {code!r}")
    if missing := _fields(code) - params.keys():
        raise LookupError(f"the problem {code!r} lacks {sorted(missing)}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: As the user named it.
        line: From 1; in a workbook the row.
        column: From 1, in a workbook too.
        sheet: The name of the workbook's sheet, None in a text file.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}:{self.within}" if self.within else self.file
        within = f"!{self.within}" if self.within else ""
        return f"{self.file} [{self.sheet}{within}]"

    @property
    def within(self) -> str:
        """Where in the file or sheet: '4:3', 'C4'; empty for the whole of it."""
        if self.sheet is None:
            return ":".join(str(part) for part in (self.line, self.column) if part is not None)
        if self.line is None or self.column is None:
            return ""
        return f"{column_letters(self.column)}{self.line}"


LAST_COLUMN = 16_384
"""XFD, beyond which no spreadsheet has one."""


def column_number(letters: str) -> int:
    """The spreadsheet's column with these letters, from 1.

    Raises:
        Invalid: `bad_column`.
    """
    column = 0
    for letter in letters if re.fullmatch("[A-Z]{1,3}", letters) else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    if not 0 < column <= LAST_COLUMN:
        raise Invalid("bad_column", text=letters)
    return column


def column_letters(column: int) -> str:
    """The letters of a spreadsheet's column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the data that is wrong, or (a notice) worth a look.

    Attributes:
        code: Stable, one of `SENTENCES`.
        place: Where the wrong thing stands.
        params: The sentence's fields; all of them. What stands in the data is a text, a number of
            ours is a number.
        suggestion: What may have been meant, as it would be written.
        notice: The data is accepted all the same.

    Raises:
        LookupError: If there is no such code, or a field of its sentence is not in `params`.
    """

    code: str
    place: Place
    params: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    notice: bool = False

    def __post_init__(self) -> None:
        _check(self.code, self.params)

    def sentence(
        self, translate: Callable[[str], str] = str, written: Callable[[object], str] = str
    ) -> str:
        """The problem in words, without its place and suggestion.

        Args:
            translate: Gives a sentence in the language in use.
            written: Writes a field in it, if that is no text.
        """
        return _sentence(self.code, self.params, translate, written)


class Invalid(ValueError):
    """A text that is not what it should be, wherever it stands.

    Attributes:
        code: Stable, one of `SENTENCES`.
        params: The sentence's fields; all of them.
        suggestion: What may have been meant, as it would be written.

    Raises:
        LookupError: If there is no such code, or a field of its sentence is not in `params`.
    """

    def __init__(self, code: str, /, *, suggestion: str | None = None, **params: object) -> None:
        _check(code, params)
        super().__init__(code, params)
        self.code = code
        self.params = params
        self.suggestion = suggestion

    def __str__(self) -> str:
        return self.sentence()

    def sentence(
        self, translate: Callable[[str], str] = str, written: Callable[[object], str] = str
    ) -> str:
        """What is wrong, in words (see `Problem`)."""
        return _sentence(self.code, self.params, translate, written)

    def at(self, place: Place) -> Problem:
        """The problem that it is at this place."""
        return Problem(self.code, place, self.params, self.suggestion)
