"""The steps that say what each column holds, from what stands above it."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.grid import SAMPLE, is_figure
from chuyenhoa.intake.layout.layouts import (
    HALVES,
    NAMED_ABOVE,
    Heading,
    LayoutKind,
    Meaning,
    Part,
    Question,
    Reason,
    Role,
)
from chuyenhoa.intake.layout.periods import PERIOD_MARK, periods_in, without_parts, without_periods
from chuyenhoa.model.problems import Problem, column_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from chuyenhoa.intake.layout.axes import Header
    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.naming import Match
    from chuyenhoa.model.periods import Period

# In these a column called like that holds something else: a unit, a deadline.
_NO_LABELS = {
    Role.AREA: {LayoutKind.TURNED, LayoutKind.ONE_AREA},
    Role.CRITERION: {LayoutKind.WIDE},
    Role.PERIOD: {LayoutKind.TURNED, LayoutKind.ONE_AREA},
}


@dataclass(slots=True)
class Columns:
    """What is known of a table's columns so far."""

    grid: Grid
    lexicon: Lexicon
    kind: LayoutKind
    header: Header
    headings: Mapping[int, Heading]
    meanings: dict[int, Meaning] = field(default_factory=dict)
    unnamed: set[int] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # The columns that say of what they name that they are no results of it.
    asides: dict[int, str] = field(default_factory=dict)
    keys: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Find the keys by which the headings' meanings are known."""
        self.keys = heading_keys(self.headings)

    @property
    def body(self) -> range:
        """The rows that show what the columns hold."""
        first = self.header.bottom
        return range(first, min(len(self.grid.rows), first + SAMPLE))

    def has_figures(self, column: int) -> bool:
        """Whether any figure stands in the column, however far below its heading."""
        rows = range(self.header.bottom, len(self.grid.rows))
        return any(is_figure(self.grid.cell(row, column)) for row in rows)

    def say(self, code: str, column: int, **params: object) -> None:
        """Give a reason that concerns a column."""
        shown = {"column": column_letters(column + 1), "heading": self.headings[column].text}
        self.reasons.append(Reason(code, shown | params))

    def answer(self, column: int) -> Meaning | None:
        """What somebody has said stands under this heading."""
        return self.lexicon.meaning(self.keys[column], heading_key(self.headings[column]))

    def ask(self, code: str, column: int, choices: Iterable[str] = (), **params: object) -> None:
        """Ask what a column holds."""
        heading = self.headings[column]
        choices = tuple(choices)
        shown = {"text": heading.text or column_letters(column + 1)} | params
        # That a column may be left out is no word that was meant.
        near = choices[0] if len(choices) == 1 and not isinstance(choices[0], Role) else None
        problem = Problem(code, self.grid.sheet.place(heading.row, column), shown, near)
        self.questions.append(Question(problem, choices, self.keys[column]))


def heading_key(heading: Heading) -> str:
    """What the headings of two files share when they mean the same, whatever their period."""
    return " / ".join(without_periods(text) for text in heading.texts)


def heading_keys(headings: Mapping[int, Heading]) -> dict[int, str]:
    """The key of each column, by which its meaning is known (see `column_keys`)."""
    return column_keys({column: heading_key(heading) for column, heading in headings.items()})


def column_keys(keys: Mapping[int, str]) -> dict[int, str]:
    """The key of each column; those below one heading, or below none, are told apart.

    The second of three with one heading is 'number / 2:3': where one of them has gone, none is
    known any more. One without is 'number +1 -2 rate': so far from the headings beside it, and
    known only where these are the same.

    Args:
        keys: Of the headings, '' where there is none.
    """
    return {
        column: key if len(same) == 1 else f"{key} / {position}:{len(same)}"
        for key, same in columns_below(keys).items()
        for position, column in enumerate(same, 1)
    }


def columns_below(keys: Mapping[int, str]) -> dict[str, list[int]]:
    """The columns below each heading, and those without any by the headings beside them.

    Args:
        keys: As `column_keys` takes them.
    """
    named = sorted(column for column, key in keys.items() if key)
    columns: dict[str, list[int]] = {}
    for column, key in sorted(keys.items()):
        columns.setdefault(key or _beside(column, named, keys), []).append(column)
    return columns


def _beside(column: int, named: Sequence[int], keys: Mapping[int, str]) -> str:
    right = bisect(named, column)
    before = [f"{keys[left]} +{column - left}" for left in named[:right][-1:]]
    return " ".join([*before, *(f"{column - each} {keys[each]}" for each in named[right:][:1])])


def name_columns(columns: Columns, labels: Collection[int]) -> None:
    """Say what each column holds as far as its own heading tells."""
    for column, heading in columns.headings.items():
        if column in labels:
            continue
        known = columns.answer(column)
        if known is not None:
            periods = _periods(heading, columns.lexicon) if known.role is Role.VALUE else []
            columns.meanings[column] = known._replace(period=periods[0] if periods else None)
            columns.say("known_heading", column)
            continue
        named = _named(columns, heading)
        meaning = _meaning(columns, column, named) if heading.texts else None
        if meaning is not None:
            columns.meanings[column] = _set_aside(columns, column, named, meaning)
        else:
            columns.unnamed.add(column)
    _doubt_labels(columns)


def _doubt_labels(columns: Columns) -> None:
    """Let nobody's column be left out because its code is a heading of labels as well: `No`."""
    subject = NAMED_ABOVE.get(columns.kind)
    if subject is None:
        return
    read = {getattr(meaning, subject) for meaning in columns.meanings.values()}
    for column, meaning in list(columns.meanings.items()):
        codes = {
            code
            for text in columns.headings[column].texts
            for code in columns.lexicon.match(subject, text).codes
            if words.is_label(text, code)
        }
        if meaning.role is Role.IGNORED and not columns.answer(column) and codes - read:
            columns.unnamed.add(column)
            del columns.meanings[column]


def _meaning(columns: Columns, column: int, named: Mapping[int, Match]) -> Meaning | None:
    """What the heading says; None where it says nothing that is understood."""
    heading = columns.headings[column]
    codes = _agreed(named)
    periods = _periods(heading, columns.lexicon)
    candidates = list(codes) if len(codes) > 1 else [period.code for period in periods]
    if len(candidates) > 1:
        columns.ask(
            "ambiguous_heading", column, codes if len(codes) > 1 else (), candidates=candidates
        )
        return Meaning(Role.IGNORED)
    period = periods[0] if periods else None
    others = heading.texts[max(named) + 1 :] if named else heading.texts
    if codes and columns.kind is LayoutKind.WIDE:
        others = tuple(text for text in others if not columns.lexicon.is_unit(codes[0], text))
    beside = [piece for found in named.values() for piece in found.rest]
    role = next(filter(None, map(_said_role, reversed(others))), None)
    told = words.part_below if named else words.part
    parts = [told(text) for text in reversed(others)]
    # `(%)` behind a name is its unit, not a share beside a numerator and a denominator.
    parts += [half for piece in beside if (half := words.part(piece)) in HALVES]
    part = next(filter(None, parts), None)
    if named and role in {None, Role.VALUE} and not _is_understood(columns, codes[0], others):
        return None
    if not named:
        return _without_name(
            columns.kind, heading, Meaning(role or Role.VALUE, period=period), part
        )
    _notice_likely(columns, column, named)
    if role not in {None, Role.VALUE} and part is None:
        return Meaning(Role.IGNORED)
    if columns.kind is LayoutKind.TURNED:
        return Meaning(area=codes[0], part=part or Part.WHOLE, period=period)
    if "%" in beside and not columns.lexicon.is_percentage(codes[0]):
        part = part or Part.SHARE
    return Meaning(criterion=codes[0], part=part or Part.WHOLE, period=period)


def _agreed(named: Mapping[int, Match]) -> tuple[str, ...]:
    """What all texts of a heading can name, as a code above a name does; else what any can."""
    several = [found.codes for found in named.values()]
    every = tuple(dict.fromkeys(chain.from_iterable(several)))
    return tuple(code for code in every if all(code in codes for codes in several)) or every


def _set_aside(
    columns: Columns, column: int, named: Mapping[int, Match], meaning: Meaning
) -> Meaning:
    """Ignore what the heading says is planned, summed up or of another period; keep what it is."""
    heading = columns.headings[column]
    code = next(iter(_agreed(named)), None)
    if meaning.role is Role.VALUE:
        above = heading.texts[: min(named)] if named else ()
        beside = [piece for found in named.values() for piece in found.rest]
        below = heading.texts[max(named) + 1 :] if named else heading.texts
        said = any(columns.lexicon.is_aside(code, text) for text in (*beside, *below))
        if said or any(map(words.is_plan_above, above)):
            meaning = Meaning(Role.IGNORED)
    if code is not None and meaning.role is Role.IGNORED:
        columns.asides[column] = code
    return meaning


def _is_understood(columns: Columns, code: str, texts: Collection[str]) -> bool:
    """Whether the texts below a name say nothing that makes its figures others."""
    return not any(map(words.is_rest, texts)) and all(
        _said_role(text)
        or words.part_below(text)
        or words.mark(text) is Part.MET
        or (words.is_count(text) and not words.is_change(text))
        or periods_in(text)
        or (columns.kind is LayoutKind.WIDE and columns.lexicon.explains(code, text))
        for text in texts
    )


def _named(columns: Columns, heading: Heading) -> dict[int, Match]:
    """What the heading's texts name, in the layouts whose headings name anything."""
    subject = NAMED_ABOVE.get(columns.kind)
    if subject is None:
        return {}
    named = [columns.lexicon.named_above(subject, text) for text in heading.texts]
    return {i: found for i, found in enumerate(named) if found.codes}


def _without_name(
    kind: LayoutKind, heading: Heading, said: Meaning, part: Part | None
) -> Meaning | None:
    """What a heading means that names neither area nor criterion.

    Args:
        kind: Of the layout.
        heading: The heading.
        said: Its role, `VALUE` where it states none, and its period.
        part: Of a rate, where it names one.
    """
    if kind is LayoutKind.TURNED and any(map(words.is_total, heading.texts)):
        return Meaning(Role.IGNORED)
    if part in HALVES:
        return said._replace(role=Role.VALUE, part=part or Part.WHOLE)
    if said.role is not Role.VALUE:
        return Meaning(Role.IGNORED) if kind in _NO_LABELS.get(said.role, ()) else said
    if part is Part.SHARE:
        return said._replace(part=part)
    if kind in NAMED_ABOVE:
        return None
    return said if any(_said_role(text) is Role.VALUE for text in heading.texts) else None


def _notice_likely(columns: Columns, column: int, named: Mapping[int, Match]) -> None:
    for index, found in named.items():
        if found.likely:
            heading = columns.headings[column]
            place = columns.grid.sheet.place(heading.row, column)
            params = {"text": heading.texts[index], "code": found.codes[0]}
            columns.notices.append(Problem("look_alike", place, params, notice=True))


def _said_role(text: str) -> Role | None:
    """What the heading says, its period aside: `Kết quả 6 tháng đầu năm 2023` is a result."""
    if role := words.role(text):
        return role
    bare = without_periods(text)
    if PERIOD_MARK not in bare:
        # `TH 6 tháng`: of which year is for the sheet to say.
        bare = without_parts(text)
    if PERIOD_MARK not in bare:
        return None
    bare = bare.replace(PERIOD_MARK, "").strip(" ,:()-–")
    return words.role(bare) if bare else Role.VALUE


def _periods(heading: Heading, lexicon: Lexicon) -> list[Period]:
    """The periods that a heading names, outside the name of a criterion."""
    found = []
    for text in heading.texts:
        named = lexicon.criteria(text)
        for piece in named.rest if named.codes else (text,):
            found += periods_in(piece)
    return list(dict.fromkeys(found))


def leave_out_other_parts(columns: Columns, period: Period) -> None:
    """Leave out the columns whose headings state another part of the year than the sheet's."""
    for column, meaning in columns.meanings.items():
        if meaning.role is not Role.VALUE or meaning.period or columns.answer(column):
            continue
        subject = meaning.criterion or meaning.area
        stated = [
            part
            for text in columns.headings[column].texts
            for part in columns.lexicon.stated_beside(subject, text, period.year)
        ]
        if stated and period not in stated:
            columns.asides[column] = subject or ""
            columns.meanings[column] = Meaning(Role.IGNORED)


def leave_out(columns: Columns, asked: Period | None) -> None:
    """Say which columns are not read: those of another period, those without results.

    Whoever has a column of figures that nothing explains is asked.
    """
    for column, meaning in sorted(columns.meanings.items()):
        if meaning.role is Role.IGNORED:
            columns.say("column_ignored", column)
        elif asked and meaning.period and meaning.period != asked:
            columns.asides[column] = meaning.criterion or meaning.area or ""
            columns.meanings[column] = meaning._replace(role=Role.IGNORED)
            columns.say("column_of_other_period", column, period=asked.code)
        elif meaning.role is Role.VALUE:
            subject = meaning.criterion or meaning.area or "–"
            columns.say(f"column_{meaning.part}", column, subject=subject)
    for column in sorted(columns.unnamed):
        if columns.has_figures(column):
            texts = reversed(columns.headings[column].texts)
            near = (columns.lexicon.unknown_criterion(text).suggestion for text in texts)
            columns.ask("unknown_column", column, filter(None, [next(filter(None, near), None)]))
        elif columns.headings[column].texts:
            columns.say("column_ignored", column)
    _notice_asides(columns)


def _notice_asides(columns: Columns) -> None:
    """Say aloud that nothing is read of what some columns name, as they hold no results."""
    read = {
        meaning.criterion or meaning.area or ""
        for meaning in columns.meanings.values()
        if meaning.role is Role.VALUE
    }
    for column, subject in columns.asides.items():
        if subject not in read and columns.has_figures(column):
            heading = columns.headings[column]
            place = columns.grid.sheet.place(heading.row, column)
            said = {"text": heading.text}
            columns.notices.append(Problem("not_results", place, said, notice=True))


def take_verdicts(columns: Columns) -> None:
    """Read a column of verdicts where there is nothing else: to some criteria they are answers."""
    found = [
        column
        for column, meaning in columns.meanings.items()
        if meaning.role is Role.IGNORED
        and words.is_verdict(columns.headings[column].texts[-1])
        and columns.kind in {LayoutKind.LONG, LayoutKind.ONE_AREA}
    ]
    values = [each for each in columns.meanings.values() if each.role is Role.VALUE]
    if len(found) == 1 and not values:
        columns.meanings[found[0]] = Meaning()
