"""What the columns of a sheet are taken for, in lines of 80 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import N_, _
from chuyenhoa.model.problems import column_letters, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chuyenhoa.reports.imports.imported import ImportedColumn

ROLES = {
    "area": N_("areas"),
    "criterion": N_("criteria"),
    "period": N_("periods"),
    "value": N_("results"),
    "note": N_("notes"),
    "ignored": N_("left out"),
}
_LEFT_OUT = "ignored"
_PARTS = {"numerator": N_("numerator"), "denominator": N_("denominator")}
_HEADING, _MEANING, _LINE = 35, 36, 76


class Names(NamedTuple):
    """What areas and criteria are called, by their codes, in the language in use."""

    areas: Mapping[str, str]
    criteria: Mapping[str, str]

    def area(self, code: str) -> str:
        """'Phìn Hồ (phin-ho)'."""
        return f"{self.areas[code]} ({code})"

    def criterion(self, code: str) -> str:
        """'TC08 Tỷ lệ điều tra khám phá'."""
        return f"{code} {self.criteria[code]}"

    def either(self, code: str) -> str:
        """What a label stands for: an area, a criterion, or nothing that is asked for."""
        if code in self.areas:
            return self.area(code)
        return self.criterion(code) if code in self.criteria else _(ROLES[_LEFT_OUT])


def column_lines(columns: Iterable[ImportedColumn], names: Names) -> Iterator[str]:
    """'   C  Số khám phá      TC08 Tỷ lệ điều tra khám phá, numerator'.

    Args:
        columns: From the left; without a role where nobody knows what they hold.
        names: What areas and criteria are called.
    """
    for column in columns:
        letters, heading = column_letters(column.number), excerpt(column.heading, _HEADING)
        yield f"{letters:>4}  {heading:<{_HEADING}}  {meaning_words(column, names, _MEANING)}"


def meaning_words(column: ImportedColumn, names: Names, width: int = _LINE) -> str:
    """What a column holds, in so many characters at most."""
    if column.role != "value":
        return _(ROLES[column.role]) if column.role else "?"
    parts = [_(_PARTS[column.part])] if column.part in _PARTS else []
    subject = [names.criterion(column.criterion)] if column.criterion else []
    subject += [names.area(column.area)] if column.area else []
    # What is left of a long name is enough; which half it is must be seen.
    room = width - sum(len(part) + 2 for part in parts)
    said = [excerpt(each, room) for each in subject or [_(ROLES["value"])]]
    return ", ".join([*said, *parts])
