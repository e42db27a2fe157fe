"""The steps that bring columns together: numerators and denominators, shares and counts, marks."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.layouts import HALVES, NAMED_ABOVE, LayoutKind, Meaning, Part, Role
from chuyenhoa.model.names import fold
from chuyenhoa.model.problems import column_letters
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chuyenhoa.intake.layout.columns import Columns
    from chuyenhoa.model.periods import Period

# The parts to whose right each may stand under one criterion.
_BEFORE = {
    Part.NUMERATOR: {Part.DENOMINATOR},
    Part.DENOMINATOR: {Part.NUMERATOR},
    Part.SHARE: set(HALVES),
}
_OTHER = {Part.NUMERATOR: Part.DENOMINATOR, Part.DENOMINATOR: Part.NUMERATOR}


def pair_marks(columns: Columns) -> None:
    """Find the columns beside each other in which a mark says met, or not met."""
    for column, heading in columns.headings.items():
        after = columns.headings.get(column + 1)
        if not heading.texts or after is None or not after.texts:
            continue
        both = (words.mark(heading.texts[-1]), words.mark(after.texts[-1]))
        # In a text file what stands above both stands above the first only.
        together = after.texts[:-1] in {(), heading.texts[:-1]}
        answered = columns.answer(column) or columns.answer(column + 1)
        if both != (Part.MET, Part.NOT_MET) or not together or answered:
            continue
        meaning = columns.meanings.get(column, Meaning())
        if _is_marked(columns, meaning):
            for each, part in zip((column, column + 1), both, strict=True):
                columns.meanings[each] = meaning._replace(role=Role.VALUE, part=part)
                columns.unnamed.discard(each)


def _is_marked(columns: Columns, meaning: Meaning) -> bool:
    """Whether marks can be meant: where headings name criteria, those of yes and no."""
    if columns.kind is not LayoutKind.WIDE:
        return columns.kind is not LayoutKind.TURNED or meaning.area is not None
    if meaning.criterion is None:
        return False
    return columns.lexicon.measured(meaning.criterion).measure is Measure.YES_NO


def pair_columns(columns: Columns, period: Period | None) -> None:
    """Bring numerators and denominators together, and leave out the shares beside them.

    Args:
        columns: All of them.
        period: Of the columns that state none, as far as it is known.
    """
    for column in sorted(columns.meanings):
        _inherit(columns, column)
    groups: dict[tuple[object, ...], list[int]] = {}
    for column, meaning in columns.meanings.items():
        if meaning.role is Role.VALUE:
            key = meaning._replace(part=Part.WHOLE, period=meaning.period or period)
            groups.setdefault(key, []).append(column)
    for group in groups.values():
        _pair(columns, group)


def _inherit(columns: Columns, column: int) -> None:
    """Find the heading of two columns: in a text file it stands above the first of them only."""
    meaning = columns.meanings[column]
    left = columns.meanings.get(column - 1)
    if (
        columns.kind in NAMED_ABOVE
        and meaning.part is not Part.WHOLE
        and not (meaning.criterion or meaning.area)
    ):
        if left is not None and left.part in _BEFORE[meaning.part]:
            other = column_letters(column)
            columns.meanings[column] = left._replace(part=meaning.part)
            columns.say("same_criterion", column, other=other)
        else:
            columns.unnamed.add(column)
            del columns.meanings[column]


def _pair(columns: Columns, group: list[int]) -> None:
    by_part: dict[Part, list[int]] = {}
    for column in group:
        by_part.setdefault(columns.meanings[column].part, []).append(column)
    if Part.WHOLE in by_part:
        # Beside the result itself marks are verdicts.
        for column in [*by_part.pop(Part.MET, []), *by_part.pop(Part.NOT_MET, [])]:
            columns.meanings[column] = Meaning(Role.IGNORED)
    halves = [part for part in HALVES if part in by_part]
    wholes = by_part.get(Part.WHOLE, [])
    if len(halves) == 1 and len(wholes) == 1 and _is_other_half(columns, wholes[0], by_part):
        # Of two columns under one criterion one is the denominator, so the other is not.
        part = _OTHER[halves[0]]
        columns.meanings[wholes[0]] = columns.meanings[wholes[0]]._replace(part=part)
        by_part[part] = by_part.pop(Part.WHOLE)
        other = column_letters(by_part[halves[0]][0] + 1)
        columns.say("other_part", wholes[0], other=other)
        halves = list(HALVES)
    for column in by_part.pop(Part.SHARE, []):
        _place_share(columns, column, by_part)
    for column in list(by_part.get(Part.WHOLE, [])):
        # Beside a half that it does not go with it is one column too many.
        if _counts(columns, column) and by_part.keys().isdisjoint(HALVES):
            _place_count(columns, column, by_part)
    _check_group(columns, by_part)


def _place_share(columns: Columns, column: int, by_part: dict[Part, list[int]]) -> None:
    """Leave a share out where it follows from what is beside it; where there is nothing read it."""
    meaning = columns.meanings[column]
    is_rate = meaning.criterion is None or _is_share_of(columns, column, meaning.criterion)
    if by_part.keys() >= set(HALVES) or (by_part and not is_rate):
        columns.meanings[column] = Meaning(Role.IGNORED)
        columns.say("share_follows", column)
    elif is_rate:
        columns.meanings[column] = meaning._replace(part=Part.WHOLE)
        by_part.setdefault(Part.WHOLE, []).append(column)
    else:
        columns.meanings[column] = Meaning(Role.IGNORED)
        columns.ask("percent_heading", column, (Role.IGNORED,), criterion=meaning.criterion)


def _is_share_of(columns: Columns, column: int, criterion: str) -> bool:
    """Whether the share in the column is what the criterion asks for: of a thousand none in %."""
    in_percent = "%" in columns.headings[column].text
    lexicon = columns.lexicon
    return lexicon.is_percentage(criterion) if in_percent else lexicon.is_rate(criterion)


def _counts(columns: Columns, column: int) -> bool:
    """Whether the column holds numbers of things where a rate is asked for."""
    criterion = columns.meanings[column].criterion
    if criterion is None or not columns.lexicon.is_rate(criterion) or columns.answer(column):
        return False
    return any(map(words.is_count, _said(columns, column, criterion))) and any(
        columns.grid.text(row, column).isdecimal() for row in columns.body
    )


def _said(columns: Columns, column: int, criterion: str) -> list[str]:
    """What the lowest text above the column says beside the criterion's own name and unit."""
    text = columns.headings[column].texts[-1]
    named = columns.lexicon.criteria(text)
    pieces = named.rest if named.codes else (text,)
    return [piece for piece in pieces if not columns.lexicon.is_unit(criterion, piece)]


def _place_count(columns: Columns, column: int, by_part: dict[Part, list[int]]) -> None:
    """Leave a number of things out beside the rate itself; alone it is half of one."""
    by_part[Part.WHOLE].remove(column)
    if by_part[Part.WHOLE]:
        columns.meanings[column] = Meaning(Role.IGNORED)
    else:
        del by_part[Part.WHOLE]
        columns.ask("half_pair", column, (Role.VALUE, Role.IGNORED))


def _is_other_half(columns: Columns, column: int, by_part: Mapping[Part, list[int]]) -> bool:
    """Whether the column counts what the half beside it is a part of, or that part."""
    criterion = columns.meanings[column].criterion
    if columns.answer(column) or criterion is None:
        return False
    said = _said(columns, column, criterion)
    if not any(map(words.is_count, said)):
        return False
    text = columns.headings[column].texts[-1]
    if text not in said:
        return True
    counted = fold(text).split()
    if Part.NUMERATOR in by_part:
        # `Số vụ` beside `Số vụ đã khám phá`.
        half = columns.headings[by_part[Part.NUMERATOR][0]].texts[-1]
        return set(counted) <= set(fold(half).split())
    # `Số vụ khám phá` of the `Tỷ lệ điều tra, khám phá`.
    name = fold(columns.lexicon.measured(criterion).name)
    return any(f"{one} {other}" in name for one, other in pairwise(counted[1:]))


def _check_group(columns: Columns, by_part: Mapping[Part, list[int]]) -> None:
    several = len(by_part) > 1 and Part.WHOLE in by_part
    lone = len(by_part) == 1 and Part.WHOLE not in by_part
    for same in by_part.values():
        if several or len(same) > 1:
            others = [column_letters(column + 1) for column in sorted(chain(*by_part.values()))]
            columns.ask("same_columns", max(same), (Role.IGNORED,), columns=others)
            return
        if lone:
            columns.ask("half_pair", same[0], (Role.VALUE, Role.IGNORED))
