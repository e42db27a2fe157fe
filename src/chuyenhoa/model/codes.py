"""Codes: the short names by which areas, sets, groups and criteria are known (contract §2)."""

from __future__ import annotations

import re

from chuyenhoa.model.problems import Invalid

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
"""A pattern of whatever can be a code."""


def check_code(text: str) -> str:
    """The text itself, if it can be a code.

    A letter or digit, then letters, digits, `.`, `_`, `-`; 40 characters at most (contract §2).
    Letters are those of ASCII: a code is typed in shells and stands in file names.

    Raises:
        Invalid: `bad_code`.
    """
    if not re.fullmatch(CODE, text):
        raise Invalid("bad_code", text=text)
    return text


def code_key(text: str) -> str:
    """What two spellings of one code share: codes differ by more than case (contract §2)."""
    return text.casefold()
