"""The periods that a text states among other words, and the text without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from chuyenhoa.intake import texts
from chuyenhoa.intake.layout.layouts import Role
from chuyenhoa.intake.layout.words import after_label
from chuyenhoa.model.names import fold
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

# Stands in the place of a period in what holds for all of them.
PERIOD_MARK = "{period}"

# A text is read as far as this, and no period or area is named in more words.
LONGEST = 400
MOST_WORDS = 7
_COMPARED = re.compile(r"\b(?:so voi|so sanh|cung ky|ky truoc|compared|previous)\b.*")
_DAY_BEFORE = re.compile(r"(?:ngay \d{1,2}|\d{1,2} ?/) ?$")
_DAY = re.compile(r"\bngay\b.*?\bthang [\d.… ]*|[…. ]*\bthang *[…. ]+ *nam\b.*")
# The half of a period that waits for its year: whoever writes so does not mean the whole year.
_UNFINISHED = re.compile(r"\b0?3 ?thang dau\b|\b0?[69] ?t(?:hang)?\b|\bquy\b|\bthang\b")
_PART = re.compile(
    r"\b(?:quy (?:i{1,3}|iv|[1-4])|thang (?:0?[1-9]|1[0-2])"
    r"|0?3 ?thang dau nam|0?6 ?t(?:hang)?(?: (?:dau|cuoi) nam)?|0?9 ?t(?:hang)?(?: dau nam)?)\b"
)
# Either half, for all that is said.
_SOME_HALF = re.compile(r"0?6 ?t(?:hang)?")
# The code of a part of a year where hyphens stand for spaces too: `11-2023-H1` is no November.
_CODE = re.compile(r"(?<![^\W_])\d{4}-?(?:[hsq][1-4]|9m)(?![^\W_])")
# A day, as a file is called by when it was sent: `20-6-2023`.
_HYPHENED_DAY = re.compile(r"(?<!\d)\d{1,2}-\d{1,2}-\d{4}(?!\d)")
_DATE = r"(?<!\d)(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)"
_FROM_TO = re.compile(rf"{_DATE}\D{{1,20}}{_DATE}")
PUNCTUATION = " ,;:.()[]“”\"'–—-"


def period_of(text: str) -> Period | None:
    """The period that the text is, None if it is something else."""
    try:
        return Period.parse(text)
    except Invalid:
        return None


def periods_in(text: str) -> list[Period]:
    """The periods that the text states, none twice; what it is compared with is none.

    A year at the end is that of all parts before it: `6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm
    2023` states both halves.
    """
    folded = _COMPARED.sub("", fold(after_label(text[:LONGEST], Role.PERIOD)))
    found = list(_spans(folded)) or list(_spans(_without_hyphens(folded)))
    precise = [period for period in found if period.kind is not PeriodKind.YEAR]
    if not precise and _UNFINISHED.search(folded):
        return []
    years = {period.year for period in precise}
    parts = lone_parts_in(folded, years.pop()) if len(years) == 1 else []
    return list(dict.fromkeys([*(precise or found), *parts]))


def lone_parts_in(text: str, year: int) -> list[Period]:
    """The parts of a year that a title states without any, as far as it says which; no days.

    Args:
        text: The title.
        year: That is meant.
    """
    folded = _DAY.sub("", _COMPARED.sub("", fold(text[:LONGEST])))
    parts = parts_in(_marked(folded, folded, ";"), year)
    return [period for said, period in parts if not _SOME_HALF.fullmatch(said)]


def period_between(text: str, cutoff_day: int) -> Period | None:
    """The period that the text states by its first and last day: `15/12/2022 – 14/6/2023`.

    Args:
        text: The title.
        cutoff_day: The day of the month on which a period starts.
    """
    found = _FROM_TO.search(_COMPARED.sub("", fold(text[:LONGEST])))
    if found is None:
        return None
    try:
        first, last = map(texts.typed_day, found.groups())
    except Invalid:
        return None
    for kind in PeriodKind:
        period = Period(last.year, kind)
        while period.year == last.year:
            if (period.start(cutoff_day), period.end(cutoff_day)) == (first, last):
                return period
            period = period.next
    return None


def _marked(text: str, folded: str, mark: str = PERIOD_MARK) -> str:
    """The text with a mark in the place of each period; as long as when it is folded."""
    for start, end, _ in reversed(list(_found(folded))):
        text = f"{text[:start]}{mark}{text[end:]}"
    return text


def _without_hyphens(folded: str) -> str:
    """The text of a name in which hyphens stand for spaces; of codes in it, these alone."""
    codes = _CODE.findall(folded)
    return " ".join(codes) if codes else _HYPHENED_DAY.sub("", folded).replace("-", " ")


def parts_in(text: str, year: int) -> list[tuple[str, Period]]:
    """The parts of a year that the text states without any, each as it is written there, folded.

    Args:
        text: It may have other words.
        year: That is meant.
    """
    folded = fold(text[:LONGEST])
    return [(said, Period.parse(f"{said} {year}")) for said in _PART.findall(folded)]


def without_parts(text: str) -> str:
    """The text with the mark of a period in the place of each part of a year that lacks it."""
    return _PART.sub(PERIOD_MARK, fold(text[:LONGEST]))


def is_unfinished(text: str) -> bool:
    """Whether the text has a part of a year, but no year: `6 tháng đầu năm`."""
    folded = _DAY.sub("", fold(text[:LONGEST]))
    return bool(_UNFINISHED.search(folded)) and not list(_found(folded))


def without_periods(text: str) -> str:
    """The text with a mark in the place of each period, so that two periods' texts agree."""
    folded = fold(text[:LONGEST])
    return _marked(folded, folded)


def with_period_marks(text: str) -> str:
    """The same with its own spelling, as far as that keeps its length when it is folded."""
    spelled = " ".join(normalize("NFC", text[:LONGEST]).split())
    folded = fold(spelled)
    if len(folded) != len(spelled):
        return without_periods(text)
    return _marked(spelled, folded)


def _spans(folded: str) -> Iterator[Period]:
    for start, end, period in _found(folded):
        bare_year = folded[start:end].isdecimal() and folded.strip() != folded[start:end]
        if not bare_year and not _DAY_BEFORE.search(folded[:start]):
            yield period


def _found(folded: str) -> Iterator[tuple[int, int, Period]]:
    """Where a period stands, the longest reading first, none over another."""
    tokens = [match.span() for match in re.finditer(r"\S+", folded)]
    first = 0
    while first < len(tokens):
        for last in range(min(first + MOST_WORDS, len(tokens)) - 1, first - 1, -1):
            start, end = tokens[first][0], tokens[last][1]
            text = folded[start:end]
            stripped = text.strip(PUNCTUATION)
            if not any(map(str.isdecimal, stripped)):
                continue
            if not (period := period_of(stripped)):
                continue
            start += text.index(stripped)
            yield start, start + len(stripped), period
            first = last
            break
        first += 1


def agrees(asked: Period, found: list[Period]) -> bool:
    """Whether a sheet that states these periods can be of the one that is asked for."""
    return asked in found or any(
        period.kind is PeriodKind.YEAR and period.year == asked.year for period in found
    )
