"""Numbers as spreadsheets store them, and what their formats make of them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from math import isinf
from typing import NamedTuple

from chuyenhoa.sources.sheets import CellKind

# The formats that have a number but no text in a file (ECMA-376 part 1, 18.8.30); those of East
# Asian dates too.
_PERCENT = frozenset({9, 10})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SMALL_WHOLE = re.compile(r"[1-9][0-9]{0,8}|0")
_ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})[^ ]*)?")
_ISO_DURATION = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)[.,]?[0-9]*S")

# What stands in a format without a meaning of its own: quoted text, an escaped character, the
# width of a character, a fill character. Then brackets, unless they count hours.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}")

_SECONDS_A_DAY = 86_400
# Excel's first day would be 1900-01-01, but it has a 29 February in that year.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (no time zone)
_LEAP_DAY = 60
_HIDDEN_BY_HASHES = (CellKind.ERROR, "#####")


class Format(NamedTuple):
    """What a number format makes of a number.

    Attributes:
        kind: A number, a percentage or a date.
        zeros: The digits that are shown at least, where the format is nothing but zeros.
    """

    kind: CellKind
    zeros: int = 0


GENERAL = Format(CellKind.NUMBER)


def built_in(number: int) -> Format:
    """The format that has no text in the file."""
    if number in _PERCENT:
        return Format(CellKind.PERCENT)
    return Format(CellKind.DATE) if number in _DATES else GENERAL


@cache
def understood(code: str) -> Format:
    """What the text of a format says: '0.0%', 'dd/mm/yyyy', '00000'."""
    shown = _BRACKETS.sub("", _LITERAL.sub("", code)).partition(";")[0]
    if shown.casefold() == "general":
        return GENERAL
    if "%" in shown:
        return Format(CellKind.PERCENT)
    if re.search("[dmyhs]", shown, re.IGNORECASE):
        return Format(CellKind.DATE)
    return Format(CellKind.NUMBER, len(shown)) if _ZEROS.fullmatch(shown) else GENERAL


def read_stored(stored: str, shown_as: Format, *, since_1904: bool = False) -> tuple[CellKind, str]:
    """The cell that a stored number is.

    Args:
        stored: As it stands in the file.
        shown_as: The cell's format.
        since_1904: Whether the workbook counts its days from 1904.
    """
    if not _NUMBER.fullmatch(stored) or isinf(float(stored)):
        return CellKind.ERROR, stored
    if shown_as.kind is CellKind.DATE:
        return _date(float(stored), since_1904=since_1904)
    if shown_as.kind is CellKind.PERCENT:
        return CellKind.PERCENT, percent_text(float(stored))
    text = stored if _SMALL_WHOLE.fullmatch(stored) else number_text(float(stored))
    return CellKind.NUMBER, text.zfill(shown_as.zeros) if text.isdigit() else text


def number_text(number: float) -> str:
    """The number as a data file has it.

    Fifteen significant digits, as spreadsheets show at most: 0.1 + 0.2 is 0.3.
    """
    text = f"{number + 0.0:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def percent_text(number: float) -> str:
    """The percentage of which the number is a hundredth."""
    percentage = f"{Decimal(f'{number + 0.0:.15g}').scaleb(2):f}"
    return percentage.rstrip("0").rstrip(".") if "." in percentage else percentage


def iso_date(text: str) -> tuple[CellKind, str]:
    """The cell of a date that is stored as text; midnight is no time."""
    found = _ISO_DATE.fullmatch(text)
    if not found:
        return CellKind.TEXT, text
    day, time = found.groups()
    return CellKind.DATE, day if time in {None, "00:00:00"} else f"{day}T{time}"


def iso_time(text: str) -> tuple[CellKind, str]:
    """The cell of a time of day: PT08H30M00S."""
    found = _ISO_DURATION.fullmatch(text)
    return (CellKind.DATE, ":".join(found.groups())) if found else (CellKind.TEXT, text)


def _date(serial: float, *, since_1904: bool) -> tuple[CellKind, str]:
    """The date so many days after the first one; a spreadsheet shows ##### where there is none."""
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    days = serial + 1 if 1 <= serial < _LEAP_DAY and not since_1904 else serial
    try:
        moment = epoch + timedelta(seconds=round(days * _SECONDS_A_DAY))
    except OverflowError:
        return _HIDDEN_BY_HASHES
    if serial < 0:
        return _HIDDEN_BY_HASHES
    if serial < 1:
        return CellKind.DATE, f"{moment:%H:%M:%S}"
    return iso_date(moment.isoformat())
