"""What a single text may be, whoever wrote it: its meaning, or `Invalid`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from chuyenhoa.model.numbers import parse_number
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

LONGEST_TEXT = 2_000

_DAY = re.compile(r"((?:19|20|21)[0-9]{2})-([0-9]{2})-([0-9]{2})")
# The day stands first, as everywhere in Vietnam.
_TYPED_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]((?:19|20|21)[0-9]{2})")

T = TypeVar("T")


def line(text: str) -> str:
    """A name or another text of one line, without the space around it.

    Raises:
        Invalid: `control_character`, `text_too_long`.
    """
    return _checked(text, allowed="")


def prose(text: str) -> str:
    """A text that may take several lines, without the space around it.

    Raises:
        Invalid: `control_character`, `text_too_long`.
    """
    return _checked(text, allowed="\n\t")


def _checked(text: str, allowed: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid("text_too_long", length=len(text), limit=LONGEST_TEXT)
    for character in text:
        if character not in allowed and unicodedata.category(character) == "Cc":
            raise Invalid("control_character", character=f"U+{ord(character):04X}")
    return text


def choice(options: Mapping[str, T]) -> Callable[[str], T]:
    """One of a few words, and what it stands for."""

    def parse(text: str) -> T:
        if text not in options:
            near = text.strip().lower()
            suggestion = near if near in options else None
            raise Invalid("bad_choice", text=text, choices=tuple(options), suggestion=suggestion)
        return options[text]

    return parse


flag = choice({"true": True, "false": False, "yes": True, "no": False})


def number(low: Decimal | int, high: Decimal | int) -> Callable[[str], Decimal]:
    """A number between the two, both included."""

    def parse(text: str) -> Decimal:
        found = parse_number(text)
        if not low <= found <= high:
            raise Invalid("out_of_range", text=text, low=low, high=high)
        return found

    return parse


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number between the two, both included."""
    between = number(low, high)

    def parse(text: str) -> int:
        found = between(text)
        if found % 1:
            raise Invalid("bad_whole_number", text=text)
        return int(found)

    return parse


def not_negative(text: str) -> Decimal:
    """A number that is not below zero.

    Raises:
        Invalid: `negative`, or what `parse_number` raises.
    """
    found = parse_number(text)
    if found < 0:
        raise Invalid("negative", text=text)
    return found


def day(text: str) -> date:
    """A date as ISO 8601 writes it, in the years that periods can have.

    Raises:
        Invalid: `bad_date`.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise Invalid("bad_date", text=text)
    return _date(text, *found.groups())


def typed_day(text: str) -> date:
    """The same, or as people type it: 30/6/2023.

    Raises:
        Invalid: `bad_date`.
    """
    found = _TYPED_DAY.fullmatch(text.strip())
    return _date(text, *found.groups()[::-1]) if found else day(text)


def _date(text: str, year: str, month: str, number: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        # Such as the 30th of February.
        raise Invalid("bad_date", text=text) from None
