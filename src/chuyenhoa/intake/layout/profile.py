"""A reviewed layout, kept so that later files of the same shape are read without a question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake import texts
from chuyenhoa.intake.fields import Fields
from chuyenhoa.intake.findings import Findings
from chuyenhoa.intake.layout.columns import heading_key
from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.layouts import LayoutKind, Meaning, Part, Role
from chuyenhoa.intake.layout.periods import without_periods
from chuyenhoa.model.problems import Invalid, Problem, column_letters
from chuyenhoa.sources.yaml import Scalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chuyenhoa.intake.layout.layouts import Layout
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
                layout.columns.get(column, Meaning(Role.IGNORED))._replace(period=None),
            )
            for column, heading in sorted(layout.headings.items())
            if heading.texts
        )
        return cls(name, layout.kind, columns, tuple(sorted((labels or {}).items())))

    @property
    def fingerprint(self) -> tuple[tuple[int, str], ...]:
        """What files of exactly this shape share: what stands above which column."""
        return tuple((each.column, each.heading) for each in self.columns)

    @property
    def known(self) -> dict[str, Meaning]:
        """The meaning of each heading, for a `Lexicon`; none of one that has several."""
        found: dict[str, set[Meaning]] = {}
        for each in self.columns:
            found.setdefault(each.heading, set()).add(each.meaning)
        return {heading: next(iter(all_)) for heading, all_ in found.items() if len(all_) == 1}

    def text(self) -> str:
        """The profile as YAML."""
        lines = [f"format: {FORMAT}", f"name: {_quoted(self.name)}", f"layout: {self.kind}"]
        lines += ["columns:", *map(_column_line, self.columns)]
        if self.labels:
            lines.append("labels:")
            lines += [f"  {_quoted(label)}: {_quoted(code)}" for label, code in self.labels]
        return "".join(f"{line}\n" for line in lines)


def read_profile(content: bytes, file: str) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile that stands in a file, and what is wrong with it.

    Args:
        content: YAML.
        file: Its name, in the problems.

    Returns:
        None where there is any problem.
    """
    node, problems = read_yaml(content, file)
    if node is None or problems:
        return None, tuple(problems)
    findings = Findings([file])
    fields = Fields(node, _KEYS, 0, findings)
    fields.required("format", _format)
    name = fields.required_text("name")
    kind = fields.required("layout", texts.choice({str(each): each for each in LayoutKind}))
    columns = tuple(map(_column, fields.each("columns", _COLUMN_KEYS, required=True)))
    labels = tuple(
        (key.text, code)
        for key, value in fields.pairs("labels")
        if (code := _text(fields, value)) is not None
    )
    found = findings.in_order()
    if found or kind is None:
        return None, found
    return Profile(name, kind, columns, labels), ()


def _text(fields: Fields, node: Node) -> str | None:
    if isinstance(node, Scalar):
        return node.text
    fields.findings.refuse("text_expected", fields.place_of(node))
    return None


def _format(text: str) -> str:
    if text != FORMAT:
        raise Invalid("bad_format", text=text, expected=FORMAT)
    return text


def _column(fields: Fields) -> ProfileColumn:
    heading = fields.required_text("heading")
    role = fields.with_default("as", texts.choice({str(each): each for each in Role}), Role.VALUE)
    part = fields.with_default("part", texts.choice({str(each): each for each in Part}), Part.WHOLE)
    criterion, area = fields.text("criterion"), fields.text("area")
    meaning = Meaning(role, area, criterion, None, part)
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


def find_profile(sheet: Sheet, profiles: Iterable[Profile]) -> Profile | None:
    """The profile whose headings are to be seen in the sheet: all of them, or most."""
    grid = Grid(sheet)
    seen = {
        without_periods(grid.text(*owner))
        for row in range(min(len(grid.rows), _HEADER_ROWS))
        for owner in grid.owners(row)
    }
    found = []
    for profile in profiles:
        texts_ = {text for each in profile.columns for text in each.heading.split(" / ")}
        share = len(texts_ & seen) / len(texts_) if texts_ else 0
        if share >= _ALIKE:
            found.append((share, len(texts_), profile.name, profile))
    return max(found, key=lambda each: each[:3])[3] if found else None


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
