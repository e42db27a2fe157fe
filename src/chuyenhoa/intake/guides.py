"""What is known of the sheets of an import beforehand: kept profiles, and what a person answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.layouts import (
    NAMED_ABOVE,
    LayoutKind,
    Meaning,
    Part,
    Recognised,
    Role,
)
from chuyenhoa.intake.layout.lexicon import LEFT_OUT
from chuyenhoa.intake.layout.profile import Profile, drift, read_profile, similar
from chuyenhoa.intake.layout.recognise import Guide, recognise
from chuyenhoa.intake.layout.tables import Told
from chuyenhoa.model.names import fold
from chuyenhoa.model.problems import Invalid, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.periods import Period
    from chuyenhoa.sources.sheets import Sheet


class Kept(NamedTuple):
    """A profile, and the file in which it is kept."""

    profile: Profile
    file: str
    content: bytes


@dataclass(slots=True)
class Answers:
    """What a person has said about one sheet.

    Attributes:
        known: What its headings mean, by their keys.
        labels: What its rows are about, by what they are called there (see `Lexicon`).
        period: Of its figures.
        area: That it is about.
        told: Where its table is, as far as that has been said, in the order of `Told`.
    """

    known: dict[str, Meaning] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    period: Period | None = None
    area: str | None = None
    told: list[int | None] = field(default_factory=list)


class SheetGuide(NamedTuple):
    """What is known of one sheet.

    Attributes:
        guide: For its recognition.
        profile: The kept profile of its shape, if there is one.
        problems: What of that profile does not hold any more; the sheet is not to be read then.
    """

    guide: Guide
    profile: Profile | None = None
    problems: tuple[Problem, ...] = ()


def guide_sheet(
    sheet: Sheet, plain: Guide, kept: Sequence[Kept], answers: Answers | None = None
) -> SheetGuide:
    """What is known of a sheet.

    Args:
        sheet: As it was read.
        plain: What holds for all sheets.
        kept: The profiles; answers come before what they say.
        answers: What a person has said about it.
    """
    answers = answers or Answers()
    for profile in similar(sheet, [each.profile for each in kept]) if kept else ():
        file, content = next(each[1:] for each in kept if each.profile is profile)
        _again, problems = read_profile(content, file, plain.lexicon)
        guide = plain if problems else _guide(plain, answers, profile)
        layout = recognise(sheet, guide).layout
        # What lies another way is of another shape, however alike its headings are.
        if layout is None or layout.kind is not profile.kind:
            continue
        if len(drift(profile, layout)) > len(profile.columns) and not profile.labels:
            own = recognise(sheet, _guide(plain, answers))
            if isinstance(own, Recognised) and own.layout == layout:
                # Of another kind, and it shares headings that need no profile.
                continue
        return SheetGuide(guide, profile, problems)
    return SheetGuide(_guide(plain, answers))


def _guide(plain: Guide, answers: Answers, profile: Profile | None = None) -> Guide:
    known, labels = answers.known, answers.labels
    if profile is not None:
        known = profile.known | known
        labels = dict(profile.labels) | labels
    lexicon = plain.lexicon.answered(known, labels) if known or labels else plain.lexicon
    told = Told(*answers.told) if len(answers.told) == len(Told._fields) else None
    return Guide(lexicon, answers.period or plain.asked, answers.area, answers.period, told)


def roles(kind: LayoutKind) -> tuple[Role, ...]:
    """What a column can hold whose heading names neither area nor criterion."""
    return {
        LayoutKind.LONG: (Role.VALUE, Role.NOTE, Role.PERIOD),
        LayoutKind.ONE_AREA: (Role.VALUE, Role.NOTE),
    }.get(kind, ())


def column_meaning(text: str, layout: Layout, column: int, lexicon: Lexicon) -> Meaning:
    """What a person answers to a question about a column.

    Args:
        text: A criterion, an area or a word for a role, as far as it goes with the layout;
            'value' for the whole figure where the column is taken for half of one.
        layout: Of the sheet.
        column: From 0.
        lexicon: What can be named.

    Raises:
        Invalid: It is none of these.
    """
    role = next((each for each in Role if each == fold(text)), words.role(text))
    if text == LEFT_OUT or role is Role.IGNORED:
        return Meaning(Role.IGNORED)
    possible = roles(layout.kind)
    if role in possible:
        return Meaning(role)
    above = NAMED_ABOVE.get(layout.kind)
    if above is None:
        raise Invalid("bad_choice", text=text, choices=", ".join((*possible, Role.IGNORED)))
    before = layout.columns.get(column, Meaning())
    if role is Role.VALUE and getattr(before, above):
        return before._replace(role=role, part=Part.WHOLE, period=None)
    if above == "area":
        return Meaning(area=lexicon.area(text))
    criterion = lexicon.criterion(text)
    part = next(filter(None, map(words.part, lexicon.criteria(text).rest)), Part.WHOLE)
    return Meaning(criterion=criterion, part=part)
