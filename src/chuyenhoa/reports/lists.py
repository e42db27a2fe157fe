"""Areas, criteria, periods and the history of a figure, as lists."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.model.collation import vietnamese_key
from chuyenhoa.model.dataset import Programme
from chuyenhoa.reports import figures
from chuyenhoa.reports.listing import Cell, Column, Listing, text
from chuyenhoa.reports.provenance import moment, source_of
from chuyenhoa.reports.words import AREA_KINDS, MEASURES, PERIOD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.model.dataset import Area, CriteriaSet, Criterion, Dataset
    from chuyenhoa.model.dataset import Listing as OnTheList
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Measure, Value
    from chuyenhoa.store.history import Entry, FigureChange
    from chuyenhoa.store.imports import WrittenInput

# So that a date is not parted from its time, nor a line from its file.
_MOMENT = len("23 Nov 2026 18:30")
_PLACE = len("data/sample.yaml:1234:56")
# As much of a file's name as fits at 80 columns, with the command beside it and without.
_FILE_BESIDE, _FILE = 16, 24
_INPUT, _IN_FORCE = len("Input"), len("In force")


def areas(dataset: Dataset, *, by_name: bool) -> Listing:
    """The areas with their stay on the list, in the order of the data file or of the alphabet."""
    listings = {listing.area: listing for listing in dataset.listings}
    found = dataset.areas
    if by_name:
        found = tuple(sorted(found, key=lambda area: vietnamese_key(area.name)))
    return Listing(
        "areas",
        dataset.programme,
        (
            Column("code", _("Code")),
            Column("name", _("Name")),
            Column("kind", _("Kind")),
            Column("gso_code"),
            Column("aliases"),
            Column("listed", _("Listed")),
            Column("selected", _("Selected")),
            Column("delisted", _("Delisted")),
            Column("decision"),
        ),
        [_area(area, listings.get(area.code)) for area in found],
    )


def _area(area: Area, listing: OnTheList | None) -> list[Cell]:
    return [
        text(area.code),
        text(area.name),
        Cell(area.kind, _(AREA_KINDS[area.kind])),
        text(area.gso_code),
        Cell(list(area.aliases)),
        _period(listing.listed if listing else None),
        _period(listing.selected if listing else None),
        _period(listing.delisted if listing else None),
        text(listing.decision if listing else None),
    ]


def _period(period: Period | None) -> Cell:
    return text(period.code if period else None)


def criteria(dataset: Dataset, criteria_set: CriteriaSet) -> Listing:
    """The criteria of a set with their own targets."""
    caption = _("{code} {name}, in force from {start}; pass mark {percent}")
    return Listing(
        "criteria",
        dataset.programme,
        (
            Column("code", _("Code")),
            Column("name", _("Name")),
            Column("group", _("Group")),
            Column("measure", _("Measured as")),
            Column("unit"),
            Column("target", _("Target")),
            Column("mandatory", _("Mandatory")),
            Column("points", _("Points"), "right"),
        ),
        [_criterion(each) for each in criteria_set.criteria],
        about={
            "criteria_set": criteria_set.code,
            "name": criteria_set.name,
            "from": criteria_set.start.code,
            "pass_score": figures.plain(criteria_set.pass_score),
        },
        caption=caption.format(
            code=criteria_set.code,
            name=criteria_set.name,
            start=criteria_set.start.code,
            percent=figures.percent(criteria_set.pass_score),
        ),
    )


def _criterion(criterion: Criterion) -> list[Cell]:
    return [
        text(criterion.code),
        Cell(criterion.name, criterion.title(current())),
        text(criterion.group),
        Cell(criterion.measure.value, _(MEASURES[criterion.measure])),
        text(criterion.unit),
        Cell(criterion.target.text, figures.target(criterion)),
        Cell(criterion.mandatory, _("yes") if criterion.mandatory else _("no")),
        Cell(figures.plain(criterion.points), figures.number(criterion.points)),
    ]


def periods(
    dataset: Dataset, results: Mapping[str, int], in_force: Mapping[str, CriteriaSet | None]
) -> Listing:
    """The reported periods.

    Args:
        dataset: Whose periods.
        results: How many there are in each that has any, by its code.
        in_force: The criteria set in force in each, by its code.
    """
    cutoff_day = dataset.programme.cutoff_day
    rows = []
    for period in dataset.periods:
        start, end = period.start(cutoff_day).isoformat(), period.end(cutoff_day).isoformat()
        count, found = results.get(period.code, 0), in_force[period.code]
        rows.append(
            [
                text(period.code),
                Cell(period.kind.value, _(PERIOD_KINDS[period.kind])),
                Cell(start, figures.day(start)),
                Cell(end, figures.day(end)),
                Cell(count, str(count)),
                text(found.code if found else None),
            ]
        )
    return Listing(
        "periods",
        dataset.programme,
        (
            Column("code", _("Code")),
            Column("kind", _("Kind")),
            Column("start", _("From")),
            Column("end", _("To")),
            Column("results", _("Results"), "right"),
            Column("criteria_set", _("Criteria set")),
        ),
        rows,
    )


def history(
    dataset: Dataset, area: Area, criterion: Criterion, entries: Sequence[Entry]
) -> Listing:
    """Every state of an area's figures under a criterion, the oldest first."""
    return Listing(
        "history",
        dataset.programme,
        (
            Column("period", _("Period")),
            Column("old", _("Old")),
            Column("new", _("New")),
            Column("recorded_at", _("Recorded"), least=_MOMENT),
            Column("command"),
            Column("file"),
            Column("sheet"),
            Column("line"),
            Column("column"),
            Column("sha256"),
            Column("source", _("Source"), least=_PLACE),
            Column("note", _("Note")),
        ),
        [_entry(entry, criterion) for entry in entries],
        about={"area": area.code, "criterion": criterion.code},
        caption=f"{area.name} · {criterion.code} {criterion.title(current())}",
    )


def _entry(entry: Entry, criterion: Criterion) -> list[Cell]:
    source, place = entry.source, entry.source.place
    return [
        text(entry.period.code),
        _figure(entry.old, criterion.measure),
        _figure(entry.new, criterion.measure),
        Cell(source.recorded_at.isoformat(), moment(source)),
        Cell(source.command),
        Cell(place.file or None),
        Cell(place.sheet),
        Cell(place.line),
        Cell(place.column),
        Cell(source.sha256),
        Cell(str(place) or None, source_of(source)),
        text(source.note),
    ]


def _figure(value: Value | None, measure: Measure) -> Cell:
    return Cell(value.text(measure) if value else None, figures.recorded(value, measure))


def inputs(dataset: Dataset, found: Sequence[WrittenInput], *, every: bool) -> Listing:
    """The inputs that results came with, the oldest first.

    Args:
        dataset: The definitions.
        found: The inputs.
        every: Whether they are those of every command, and not imports alone.
    """
    return Listing(
        "imports",
        dataset.programme,
        (
            Column("number", _("Input"), "right", most=_INPUT),
            Column("recorded_at", _("Recorded"), least=_MOMENT),
            Column("command", _("Command") if every else None),
            Column("files", _("Files")),
            Column("figures", _("Figures"), "right"),
            Column("lasting", _("In force"), "right", most=_IN_FORCE),
            Column("undoes"),
            Column("undone_by"),
            Column("state", _("Undone")),
        ),
        [_input(each, _FILE_BESIDE if every else _FILE) for each in found],
    )


def _input(each: WrittenInput, room: int) -> list[Cell]:
    names = [written.file.name for written in each.files if written.file.name]
    state = ""
    if each.undone_by:
        state = _("by {number}").format(number=each.undone_by)
    elif each.undoes:
        state = _("undoes {number}").format(number=each.undoes)
    return [
        Cell(each.number, str(each.number)),
        Cell(each.recorded_at.isoformat(), moment(each)),
        text(each.command),
        Cell(names, tuple(_file(name, room) for name in names) or "–"),
        Cell(each.figures, str(each.figures)),
        # What an undoing has restored is in force under the input that first wrote it.
        Cell(None, "–") if each.undoes else Cell(each.lasting, str(each.lasting)),
        Cell(each.undoes),
        Cell(each.undone_by),
        Cell(state or None, state),
    ]


def _file(name: str, room: int) -> str:
    """The name of a file without its folders, shortened in the middle to so many characters."""
    name = PurePath(name).name
    end = room // 2
    return name if len(name) <= room else f"{name[: room - end - 1]}…{name[-end:]}"


def changes(dataset: Dataset, written: WrittenInput, found: Sequence[FigureChange]) -> Listing:
    """What an input has made of each figure, in the order of its files."""
    files = {each.file.name: each.file.sha256 for each in written.files if each.file.name}
    caption = f"{written.number} · {written.command} · {moment(written)}"
    digests = [f"{name} · SHA-256 {sha256}" for name, sha256 in files.items()]
    return Listing(
        "figures",
        dataset.programme,
        (
            Column("area", _("Area")),
            Column("criterion", _("Criterion")),
            Column("period", _("Period")),
            Column("old", _("Old"), "right"),
            Column("new", _("New"), "right"),
            Column("source", _("Source"), least=_PLACE),
            Column("lasts", _("In force")),
        ),
        [_change(change) for change in found],
        about={"number": written.number, "command": written.command, "files": files},
        caption="\n".join([caption, *digests]),
    )


def _change(change: FigureChange) -> list[Cell]:
    return [
        Cell(change.area, change.name),
        text(change.criterion),
        text(change.period.code),
        _figure(change.old, change.measure),
        _figure(change.new, change.measure),
        text(str(change.place) or None),
        Cell(change.lasts, _("yes") if change.lasts else _("no")),
    ]


def templates(own: Sequence[tuple[str, str, str]]) -> Listing:
    """The templates of reports: the built-in ones, then the user's own.

    Args:
        own: The name of each, the format of what it makes, and its file.
    """
    from chuyenhoa.reports.formats import FORMATS
    from chuyenhoa.reports.templates import TEMPLATES

    built_in = [(name, list(FORMATS), None, _(each.summary)) for name, each in TEMPLATES.items()]
    rows = [*built_in, *((name, [made], path, path) for name, made, path in own)]
    return Listing(
        "templates",
        Programme(),
        (
            Column("name", _("Template")),
            Column("formats", _("Formats"), most=24),
            Column("path"),
            Column("about", _("What it is")),
        ),
        [
            (text(name), Cell(formats, ", ".join(formats)), text(path), text(about))
            for name, formats, path, about in rows
        ],
    )
