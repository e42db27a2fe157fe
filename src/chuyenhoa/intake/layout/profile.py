"""A reviewed layout, kept so that later files of the same shape are read without a question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake import texts
from chuyenhoa.intake.findings import Findings
from chuyenhoa.intake.layout.columns import column_keys, columns_below, heading_key
from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.layouts import NAMED_ABOVE, LayoutKind, Meaning, Part, Reason, Role
from chuyenhoa.intake.layout.lexicon import LEFT_OUT
from chuyenhoa.intake.layout.periods import (
    PERIOD_MARK,
    with_period_marks,
    without_periods,
)
from chuyenhoa.model.problems import Invalid, column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.problems import Problem
    from chuyenhoa.sources.sheets import Sheet
    from chuyenhoa.sources.yaml import Node

FORMAT = "chuyenhoa-profile/1"

_KEYS = ("format", "name", "layout", "columns", "labels")
_COLUMN_KEYS = ("column", "heading", "as", "criterion", "area", "part")
_HEADER_ROWS = 40
# A file of which so much of the profile's header is to be seen is one of its kind.
_ALIKE = 0.6


class ProfileColumn(NamedTuple):
    """A column of a profile.

    Attributes:
        column: Where it stood, from 0.
        heading: As it is written, '{period}' for its period; '' where it has none.
        meaning: What it holds.
    """

    column: int
    heading: str
    meaning: Meaning

    @property
    def key(self) -> str:
        """What it shares with the headings that mean the same (see `heading_key`)."""
        return " / ".join(map(without_periods, self.heading.split(" / ")))


class Moved(NamedTuple):
    """A column that stands elsewhere than in a profile, or has gone or come since.

    Attributes:
        heading: As it is shown; the column's letters where it has none.
        before: The columns below that heading in the profile, from 0; () where it is new.
        now: Those in the file; () where it has gone.
    """

    heading: str
    before: tuple[int, ...]
    now: tuple[int, ...]

    @property
    def reason(self) -> Reason:
        """The same in words."""
        code = "profile_new" if not self.before else "profile_moved" if self.now else "profile_gone"
        before, now = _letters(self.before), _letters(self.now)
        return Reason(code, {"heading": self.heading, "before": before, "column": now})


@dataclass(frozen=True, slots=True)
class Profile:
    """How files of one shape are laid out.

    Attributes:
        name: By which it is kept.
        kind: Which way the table lies.
        columns: Those with a heading or a meaning, from the left.
        labels: Areas and criteria that rows name in a way of their own, with their codes.
    """

    name: str
    kind: LayoutKind
    columns: tuple[ProfileColumn, ...]
    labels: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, layout: Layout, labels: Mapping[str, str] | None = None) -> Profile:
        """The profile of a layout that has been reviewed."""
        columns = tuple(
            ProfileColumn(
                column,
                " / ".join(map(with_period_marks, heading.texts)),
                _lasting(layout.columns.get(column, Meaning(Role.IGNORED))),
            )
            for column, heading in sorted(layout.headings.items())
            if heading.texts or column in layout.columns
        )
        return cls(name, layout.kind, columns, tuple(sorted((labels or {}).items())))

    @property
    def known(self) -> dict[str, Meaning]:
        """The meaning of each heading, for a `Lexicon`; those that share one are told apart."""
        meanings: dict[str, set[Meaning]] = {}
        for each in self.columns:
            meanings.setdefault(each.key, set()).add(each.meaning)
        keys = column_keys({each.column: each.key for each in self.columns})
        return {
            each.key if each.key and len(meanings[each.key]) == 1 else keys[each.column]: (
                each.meaning
            )
            for each in self.columns
        }

    def same_shape(self, other: Profile) -> bool:
        """Whether both are of files that are laid out alike."""
        columns = [
            [(each.column, each.key, each.meaning) for each in profile.columns]
            for profile in (self, other)
        ]
        return self.kind is other.kind and columns[0] == columns[1]

    def text(self) -> str:
        """The profile as YAML."""
        lines = [f"format: {FORMAT}", f"name: {_quoted(self.name)}", f"layout: {self.kind}"]
        lines += ["columns:", *map(_column_line, self.columns)]
        if self.labels:
            lines.append("labels:")
            lines += [f"  {_quoted(label)}: {_quoted(code)}" for label, code in self.labels]
        return "".join(f"{line}\n" for line in lines)


def _lasting(meaning: Meaning) -> Meaning:
    """What holds in every period: a column that is left out for its own is not always left out."""
    if meaning.role is Role.IGNORED and meaning.period:
        meaning = meaning._replace(role=Role.VALUE)
    return meaning._replace(period=None)


def read_profile(
    content: bytes, file: str, lexicon: Lexicon | None = None
) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile that stands in a file, and what is wrong with it.

    Args:
        content: YAML.
        file: Its name, in the problems.
        lexicon: The areas and criteria that there must be; None where that is not asked.

    Returns:
        None where there is any problem.
    """
    # Only who has kept a profile waits for YAML.
    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.sources.yaml import read_yaml

    node, problems = read_yaml(content, file)
    if node is None or problems:
        return None, tuple(problems)
    findings = Findings([file])
    fields = Fields(node, _KEYS, 0, findings)
    fields.required("format", _format)
    name = fields.required_text("name")
    kind = fields.required("layout", texts.choice({str(each): each for each in LayoutKind}))
    columns = tuple(
        _column(each, kind, lexicon) for each in fields.each("columns", _COLUMN_KEYS, required=True)
    )
    labels = tuple(
        (key.text, code)
        for key, value in fields.pairs("labels")
        if (code := _label(fields, value, lexicon)) is not None
    )
    found = findings.in_order()
    if found or kind is None:
        return None, found
    return Profile(name, kind, columns, labels), ()


def _label(fields: Fields, node: Node, lexicon: Lexicon | None) -> str | None:
    scalar = fields.scalar(node)
    if scalar is None:
        return None
    code = scalar.text
    if lexicon and code != LEFT_OUT and not (lexicon.has_area(code) or lexicon.has_criterion(code)):
        fields.findings.invalid(lexicon.unknown_area(code), fields.place_of(node))
    return code


def _format(text: str) -> str:
    if text != FORMAT:
        raise Invalid("bad_format", text=text, expected=FORMAT)
    return text


def _column(fields: Fields, kind: LayoutKind | None, lexicon: Lexicon | None) -> ProfileColumn:
    role = fields.with_default("as", texts.choice({str(each): each for each in Role}), Role.VALUE)
    part = fields.with_default("part", texts.choice({str(each): each for each in Part}), Part.WHOLE)
    criterion, area = fields.text("criterion"), fields.text("area")
    meaning = Meaning(role, area, criterion, None, part)
    wanted = NAMED_ABOVE.get(kind) if kind and role is Role.VALUE else None
    if wanted and getattr(meaning, wanted) is None:
        fields.findings.refuse("missing_key", fields.origin, key=wanted)
    if lexicon and criterion is not None and not lexicon.has_criterion(criterion):
        fields.findings.invalid(lexicon.unknown_criterion(criterion), fields.at("criterion"))
    if lexicon and area is not None and not lexicon.has_area(area):
        fields.findings.invalid(lexicon.unknown_area(area), fields.at("area"))
    column = fields.required("column", column_number) or 1
    heading = " / ".join(map(with_period_marks, (fields.text("heading") or "").split(" / ")))
    return ProfileColumn(column - 1, heading, meaning)


def _column_line(column: ProfileColumn) -> str:
    meaning = column.meaning
    parts = [f"column: {column_letters(column.column + 1)}"]
    if column.heading:
        parts.append(f"heading: {_quoted(column.heading)}")
    if meaning.role is not Role.VALUE:
        parts.append(f"as: {meaning.role}")
    if meaning.criterion is not None:
        parts.append(f"criterion: {_quoted(meaning.criterion)}")
    if meaning.area is not None:
        parts.append(f"area: {_quoted(meaning.area)}")
    if meaning.part is not Part.WHOLE:
        parts.append(f"part: {meaning.part}")
    return f"  - {{{', '.join(parts)}}}"


def _quoted(text: str) -> str:
    # YAML reads what JSON writes.
    return json.dumps(text, ensure_ascii=False)


def likeness(sheet: Sheet, profile: Profile) -> float:
    """How much of the profile's headings is to be seen in the sheet: 1 is all of it."""
    grid = Grid(sheet)
    seen = {
        without_periods(grid.text(*owner))
        for row in range(min(len(grid.rows), _HEADER_ROWS))
        for owner in grid.owners(row)
    }
    wanted = {text for each in profile.columns if each.key for text in each.key.split(" / ")}
    return len(wanted & seen) / len(wanted) if wanted else 0


def similar(sheet: Sheet, profiles: Iterable[Profile]) -> list[Profile]:
    """The profiles most of whose headings are to be seen in the sheet, the likeliest first.

    Of two of which as much is seen that is the one with more columns, then the one whose name
    comes later: a name may end in a year.
    """
    found = [
        (share, len(profile.columns), profile.name, profile)
        for profile in profiles
        if (share := likeness(sheet, profile)) >= _ALIKE
    ]
    return [each[3] for each in sorted(found, key=lambda each: each[:3], reverse=True)]


def drift(profile: Profile, layout: Layout) -> tuple[Moved, ...]:
    """What has moved, gone or come since the profile was kept, from the left."""
    headings = {
        column: heading
        for column, heading in layout.headings.items()
        if heading.texts or column in layout.columns
    }
    kept = {each.column: each for each in profile.columns}
    before = columns_below({column: each.key for column, each in kept.items()})
    now = columns_below({column: heading_key(each) for column, each in headings.items()})
    found = []
    for key in before | now:
        was, stands = tuple(before.get(key, ())), tuple(now.get(key, ()))
        if was != stands:
            written = headings[stands[0]].text if stands else kept[was[0]].heading
            heading = written.replace(PERIOD_MARK, "…") or _letters((stands or was)[:1])
            found.append(Moved(heading, was, stands))
    return tuple(sorted(found, key=lambda each: each.now or each.before))


def _letters(columns: Iterable[int]) -> str:
    return ", ".join(column_letters(column + 1) for column in columns)
