"""What an import makes of its files: what its reports are written from, and its lines in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.language import _, ngettext
from chuyenhoa.model.problems import Place, excerpt
from chuyenhoa.reports.words import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chuyenhoa.assessment.flips import Flip
    from chuyenhoa.model.problems import Problem
    from chuyenhoa.model.values import Measure, Value

# How most text files are written.
_PLAIN = {",", "UTF-8"}
# Of a line that is indented.
_WIDTH = 78

Status = Literal["new", "changed", "unchanged", "refused"]


class ImportedFigure(NamedTuple):
    """A figure of an import.

    Attributes:
        period: Its code.
        area: Its code.
        criterion: Its code.
        measure: Of the criterion.
        status: What has become of it.
        old: What was recorded before, None for nothing.
        new: What is read in its cell; None where that is refused.
        text: What stands in the cell, where it is refused.
        place: The cell.
    """

    period: str
    area: str
    criterion: str
    measure: Measure
    status: Status
    old: Value | None
    new: Value | None
    text: str
    place: Place


class ImportedColumn(NamedTuple):
    """A column of a sheet: its number from 1, what stands above it, and what it holds."""

    number: int
    heading: str
    role: str
    criterion: str | None
    area: str | None
    period: str | None
    part: str


class ImportedMove(NamedTuple):
    """A column that is not where its profile has it.

    Attributes:
        heading: What stands above it.
        before: The letters of the columns below that heading in the profile; () where it is new.
        columns: Those in the sheet; () where it has gone.
    """

    heading: str
    before: tuple[str, ...]
    columns: tuple[str, ...]


class ImportedSheet(NamedTuple):
    """A sheet that is read.

    Attributes:
        name: '' in a text file.
        layout: Which way it lies, one of the keys of `LAYOUTS`.
        area: The code of the area that all of it is about, if it is one.
        periods: The codes of the periods that it is about.
        header: The first and the last row of its headings, from 1.
        columns: What is known of its columns.
        figures: How many it has, good and bad.
        left_out: How many rows below the headings hold no results.
        profile: The name of the kept profile that it was read by, if it is one.
        moved: What is otherwise than in that.
        reasons: Why it is taken for that, in sentences, where they are asked for.
    """

    name: str
    layout: str
    area: str | None
    periods: tuple[str, ...]
    header: tuple[int, int]
    columns: tuple[ImportedColumn, ...]
    figures: int
    left_out: int
    profile: str | None = None
    moved: tuple[ImportedMove, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of an import; without sheets it is not understood.

    Attributes:
        name: As the user gave it.
        sha256: Of its content.
        kind: How it was read: 'XLSX', 'CSV, ;, cp1258'.
        sheets: Those that are read.
        reasons: Why these, in sentences, where they are asked for.
        unread: The names of the others.
    """

    name: str
    sha256: str
    kind: str
    sheets: tuple[ImportedSheet, ...]
    reasons: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def shown_kind(self) -> str:
        """Its kind without what goes without saying."""
        return ", ".join(part for part in self.kind.split(", ") if part not in _PLAIN)


@dataclass(frozen=True, slots=True)
class Imported:
    """An import.

    Attributes:
        title: Of the programme.
        illustrative: Whether its figures are made up.
        dry_run: Whether nothing was to be written.
        written: Whether the database has been changed.
        areas: The names of the areas by their codes.
        files: In the order in which they were named.
        figures: All of them, file by file; none where they were not compared.
        flips: What is judged otherwise than before.
        problems: Problems and notices.
    """

    title: str
    illustrative: bool
    dry_run: bool
    written: bool
    areas: Mapping[str, str]
    files: Sequence[ImportedFile]
    figures: Sequence[ImportedFigure]
    flips: Sequence[Flip]
    problems: Sequence[Problem]


def lines(imported: Imported) -> Iterator[str]:
    """What was recognised: two lines for each sheet that is read, the others, then the reasons."""
    for file in imported.files:
        if not file.sheets:
            unclear = _("not understood, see below")
            yield " · ".join(filter(None, (file.name, file.shown_kind, unclear)))
        for sheet in file.sheets:
            count = ngettext("{n} figure", "{n} figures", sheet.figures).format(n=sheet.figures)
            place = Place(file.name, sheet=sheet.name or None)
            yield f"{place} · {file.shown_kind} · {count}"
            yield f"  {' · '.join(_recognised(sheet, imported.areas))}"
            if sheet.moved:
                yield f"  {_drift(sheet.moved)}"
            yield from (f"  {reason}" for reason in sheet.reasons)
        if file.sheets and file.unread:
            yield "  " + _("not read: {sheets}").format(sheets=", ".join(file.unread))
        yield from (f"  {reason}" for reason in file.reasons)


def _recognised(sheet: ImportedSheet, areas: Mapping[str, str]) -> Iterator[str]:
    """'areas down, criteria across', '2023-H1', '3 rows left out'."""
    yield _(LAYOUTS[sheet.layout])
    if sheet.area is not None:
        yield areas[sheet.area]
    yield from sheet.periods
    if sheet.profile is not None:
        yield _("profile {name}").format(name=sheet.profile)
    if left_out := sheet.left_out:
        yield ngettext("{n} row left out", "{n} rows left out", left_out).format(n=left_out)


def _drift(moved: Sequence[ImportedMove]) -> str:
    """'since then: 2 moved (Mô hình, Dân số), 1 new (TC04)', in one line."""
    found = {
        _("{n} moved"): [each.heading for each in moved if each.before and each.columns],
        _("{n} new"): [each.heading for each in moved if not each.before],
        _("{n} gone"): [each.heading for each in moved if not each.columns],
    }
    said = _("since then: {moved}")
    parts = {text.format(n=len(names)): ", ".join(names) for text, names in found.items() if names}
    room = _WIDTH - len(said.format(moved=", ".join(f"{part} ()" for part in parts)))
    # The longer lists share what the shorter ones leave.
    shortest = sorted(parts, key=lambda part: len(parts[part]))
    for left, part in zip(range(len(parts), 0, -1), shortest, strict=True):
        parts[part] = excerpt(parts[part], room // left)
        room -= len(parts[part])
    return said.format(moved=", ".join(f"{part} ({names})" for part, names in parts.items()))
