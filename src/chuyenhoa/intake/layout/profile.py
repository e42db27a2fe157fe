"""A reviewed layout, kept so that later files of the same shape are read without a question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake import texts
from chuyenhoa.intake.findings import Findings
from chuyenhoa.intake.layout.columns import heading_key, numbered_key
from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.layouts import NAMED_ABOVE, LayoutKind, Meaning, Part, Role
from chuyenhoa.intake.layout.lexicon import LEFT_OUT
from chuyenhoa.intake.layout.periods import without_periods
from chuyenhoa.model.problems import Invalid, Problem, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.sources.sheets import Sheet
    from chuyenhoa.sources.yaml import Node

FORMAT = "chuyenhoa-profile/1"

_KEYS = ("format", "name", "layout", "columns", "labels")
_COLUMN_KEYS = ("column", "heading", "as", "criterion", "area", "part")
_HEADER_ROWS = 40
# A file of which so much of the profile's header is to be seen is one of its kind.
_ALIKE = 0.6
_LETTERS = 26
_LAST_COLUMN = 16_384


class ProfileColumn(NamedTuple):
    """A column: where it stood (from 0), its heading without periods, and what it holds."""

    column: int
    heading: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Profile:
    """How files of one shape are laid out.

    Attributes:
        name: By which it is kept.
        kind: Which way the table lies.
        columns: The columns with a heading, from the left.
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
                heading_key(heading),
                _lasting(layout.columns.get(column, Meaning(Role.IGNORED))),
            )
            for column, heading in sorted(layout.headings.items())
            if heading.texts
        )
        return cls(name, layout.kind, columns, tuple(sorted((labels or {}).items())))

    @property
    def known(self) -> dict[str, Meaning]:
        """The meaning of each heading, for a `Lexicon`; those that share one are told apart."""
        found: dict[str, list[Meaning]] = {}
        for each in self.columns:
            found.setdefault(each.heading, []).append(each.meaning)
        known = {}
        for heading, meanings in found.items():
            if len(set(meanings)) == 1:
                known[heading] = meanings[0]
                continue
            for position, meaning in enumerate(meanings, 1):
                known[numbered_key(heading, position, len(meanings))] = meaning
        return known

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
    from chuyenhoa.sources.yaml import Scalar

    if not isinstance(node, Scalar):
        fields.findings.refuse("text_expected", fields.place_of(node))
        return None
    code = node.text
    if lexicon and code != LEFT_OUT and not (lexicon.has_area(code) or lexicon.has_criterion(code)):
        fields.findings.invalid(lexicon.unknown_area(code), fields.place_of(node))
    return code


def _format(text: str) -> str:
    if text != FORMAT:
        raise Invalid("bad_format", text=text, expected=FORMAT)
    return text


def _column(fields: Fields, kind: LayoutKind | None, lexicon: Lexicon | None) -> ProfileColumn:
    # As a person would write it, or as it is compared.
    heading = " / ".join(map(without_periods, fields.required_text("heading").split(" / ")))
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
    return ProfileColumn(fields.required("column", _column_number) or 0, heading, meaning)


def _column_number(text: str) -> int:
    """The column with these letters, from 0."""
    number = 0
    for letter in text:
        if not ("A" <= letter <= "Z") or number > _LAST_COLUMN:
            raise Invalid("bad_column", text=text)
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _column_line(column: ProfileColumn) -> str:
    meaning = column.meaning
    parts = [f"column: {column_letters(column.column + 1)}", f"heading: {_quoted(column.heading)}"]
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
    wanted = {text for each in profile.columns for text in each.heading.split(" / ")}
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


def drift(profile: Profile, sheet: Sheet, layout: Layout) -> tuple[Problem, ...]:
    """What has moved, gone or come since the profile was kept: notices; none where nothing has."""
    before: dict[str, list[int]] = {}
    for each in profile.columns:
        before.setdefault(each.heading, []).append(each.column)
    now: dict[str, list[int]] = {}
    for column, heading in sorted(layout.headings.items()):
        if heading.texts:
            now.setdefault(heading_key(heading), []).append(column)
    found = []
    for key, columns in now.items():
        if before.get(key) == columns:
            continue
        row = layout.headings[columns[0]].row
        shown = {"profile": profile.name, "text": layout.headings[columns[0]].text}
        shown["column"] = _letters(columns)
        code = "profile_moved" if key in before else "profile_new"
        if key in before:
            shown["before"] = _letters(before[key])
        found.append(Problem(code, sheet.place(row, columns[0]), shown, notice=True))
    place = sheet.place(layout.header[0], 0)
    for key in before.keys() - now.keys():
        shown = {"profile": profile.name, "text": key, "before": _letters(before[key])}
        found.append(Problem("profile_missing", place, shown, notice=True))
    return tuple(sorted(found, key=lambda each: (each.place.column or 0, str(each.params["text"]))))


def _letters(columns: Iterable[int]) -> str:
    return ", ".join(column_letters(column + 1) for column in columns)
