"""What an office puts into a file, whatever program writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Plain = str | int | float | bool | date | None


class Styled(NamedTuple):
    """A cell of which more is to be said than its value.

    Attributes:
        value: What is stored; of a formula, what it came to when it was saved.
        shown_as: The number format.
        formula: As typed, with its `=`.
        comment: What is attached to the cell.
        parts: The text in parts, every other one bold.
    """

    value: Plain = None
    shown_as: str = "General"
    formula: str = ""
    comment: str = ""
    parts: tuple[str, ...] = ()


Given = Plain | Styled
Row = list[Given]


@dataclass(frozen=True)
class Page:
    """A sheet, or the table of a Word file.

    Attributes:
        rows: From A1 on.
        name: Of the sheet.
        merged: Ranges such as 'A1:C1'.
        hidden: Whether the sheet is.
        hidden_rows: Rows that are, from 0.
        hidden_columns: Columns that are, from 0.
        filtered: The range of a filter, such as 'A1:C9', which has hidden the hidden rows.
        above: The paragraphs above a Word table.
        below: The paragraphs below it.
    """

    rows: Sequence[Row]
    name: str = "Sheet1"
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filtered: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Of the widest row."""
        return max(map(len, self.rows), default=0)


def percent(share: float, shown_as: str = "0.0%") -> Styled:
    """A share that is shown as a percentage."""
    return Styled(share, shown_as)


def styled(given: Given) -> Styled:
    """The cell with all there is to say of it."""
    if isinstance(given, Styled):
        return given
    if isinstance(given, date):
        return Styled(given, "dd/mm/yyyy")
    return Styled(given)


def shown(given: Given) -> str:
    """The cell as a Vietnamese office prints it, and as Word and text files hold it."""
    value, shown_as = styled(given)[:2]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, float)):
        number = Decimal(str(value))
        if shown_as.endswith("%"):
            number = number.scaleb(2)
        text = f"{number.normalize():f}".replace(".", ",")
        return f"{text}%" if shown_as.endswith("%") else text
    return value or ""
