"""Numbers as text: strictly as in a data file, or as people type them (contract §3).

Every text is matched against a pattern before anything is converted, so that 5,000 digits or
`1e2000000` cost no more than being read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from chuyenhoa.model.problems import Invalid

MOST_WHOLE_DIGITS = 9
MOST_DECIMALS = 4
UNITS = 10_000
"""So many make one: in ten-thousandths, in which the views judge, every number is whole."""

_NUMBER = re.compile(rf"-?[0-9]{{1,{MOST_WHOLE_DIGITS}}}(?:\.[0-9]{{1,{MOST_DECIMALS}}})?")
_NUMBER_OF_ANY_LENGTH = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

# A thousands mark stands before every three digits, and nobody writes one after a leading zero.
_GROUPED = r"-?[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+"
_SPACED = re.compile(_GROUPED.format(mark=" ") + r"(?:[.,][0-9]+)?")
_DOTTED = re.compile(_GROUPED.format(mark=r"\.") + r"(?:,[0-9]+)?")
_COMMAED = re.compile(_GROUPED.format(mark=",") + r"(?:\.[0-9]+)?")

# No-break, thin and narrow no-break spaces are spaces, the typographic minus is a minus.
_TYPED = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2212": "-"})


def parse_number(text: str) -> Decimal:
    """The number that a data file means: a decimal point, no thousands mark (contract §2).

    Raises:
        Invalid: `bad_number`; `number_too_long` past nine digits before or four after the mark.
    """
    if _NUMBER.fullmatch(text):
        # Adding zero makes an ordinary zero of `-0`.
        return Decimal(text) + 0
    if _NUMBER_OF_ANY_LENGTH.fullmatch(text):
        raise Invalid("number_too_long", text=text)
    raise Invalid("bad_number", text=text)


def read_number(text: str, *, language: str) -> Decimal:
    """The number that a person typed (contract §3).

    Where both marks occur the last one is the decimal mark. Alone, a mark that cannot group
    thousands is a decimal mark in either language; one that can is read as the language has it.

    Args:
        text: As typed; spaces may group thousands.
        language: Of the dataset: in 'vi' `1.234` is a thousand and more, in 'en' `1,234` is.

    Raises:
        Invalid: `bad_number`, `number_too_long`.
    """
    typed = text.strip().translate(_TYPED)
    if _SPACED.fullmatch(typed):
        plain = typed.replace(" ", "").replace(",", ".")
    elif _DOTTED.fullmatch(typed) and (language == "vi" or typed.count(".") > 1 or "," in typed):
        plain = typed.replace(".", "").replace(",", ".")
    elif _COMMAED.fullmatch(typed) and (language == "en" or typed.count(",") > 1 or "." in typed):
        plain = typed.replace(",", "")
    else:
        plain = typed.replace(",", ".")
    try:
        return parse_number(plain)
    except Invalid as invalid:
        raise Invalid(invalid.code, text=text) from None


def units(number: Decimal) -> int:
    """The number in ten-thousandths."""
    return int(number * UNITS)


def number_text(number: Decimal) -> str:
    """The number as a data file has it: no exponent, no zeros at the end."""
    return f"{number.normalize():f}"
