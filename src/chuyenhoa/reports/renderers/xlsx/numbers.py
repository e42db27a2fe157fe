"""Numbers in cells: exact, and shown as the same figure is shown everywhere else."""

from __future__ import annotations

import re
from typing import NamedTuple

from chuyenhoa.reports.escape import visible

_PERCENT = 100
# A number between words: 'giảm 9,52%', '12,5/100.000', '78/94'.
_NUMBER = re.compile(r"(?P<before>[^\d\"]*?)(?P<minus>[-−]?)(?P<number>\d[\d.,]*)(?P<after>[^\"]*)")
# Less than any last decimal that is shown.
_SAME = 1e-9


class Shown(NamedTuple):
    """A number for a cell, and how it is shown there: XlsxWriter's `num_format`."""

    number: float
    form: str


def shown(text: str, value: float, language: str, sign: str = "") -> Shown | None:
    """The number that the text shows; None if it shows none.

    Words, units and a sign beside the number become part of its format.

    Args:
        text: As people read it.
        value: The same exactly; of a percentage in percent.
        language: Whose decimal mark the text has.
        sign: What stands before the text.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    before, minus, number, after = found.groups()
    whole, _mark, decimals = number.partition("," if language == "vi" else ".")
    digits = float(f"{re.sub(r'[.,]', '', whole)}.{decimals}")
    exact = abs(value)
    if abs(round(exact, len(decimals)) - digits) > _SAME:
        # Excel would round it onto the other side of its target.
        exact = digits
    percent = after.startswith("%")
    places = f".{'0' * len(decimals)}" if decimals else ""
    words = (f"{sign} {before}" if sign else before, after[percent:])
    first, last = (f'"{visible(each)}"' if each else "" for each in words)
    # The words beside a fall or a rise say which it is: the number has a sign where the text has.
    signed = -exact if minus else exact
    form = f"{first}#,##0{places}{'%' if percent else ''}{last}"
    return Shown(signed / _PERCENT if percent else signed, form)
