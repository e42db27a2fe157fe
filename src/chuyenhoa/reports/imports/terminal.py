"""`import --dry-run` at a terminal: every figure, and what would be judged otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from chuyenhoa.language import _, ngettext
from chuyenhoa.model.problems import Place
from chuyenhoa.reports import figures
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.screen import signed, table
from chuyenhoa.reports.words import ILLUSTRATIVE, JUDGED, STAGES, STANDINGS, STATUSES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from chuyenhoa.assessment.flips import Flip
    from chuyenhoa.reports.imports.imported import Imported, ImportedFigure

# More figures, and more areas, than this nobody looks through.
_MOST_FIGURES = 300
_MOST_AREAS = 50
_WIDEST = 24
# If not all can be shown, then rather these.
_FIRST = ("refused", "changed", "new", "unchanged")
_WORDS = {"verdict": VERDICTS, "standing": STANDINGS, "stage": STAGES, "programme": STANDINGS}


def render(imported: Imported) -> RenderableType:
    """The figures area by area, then what they would change."""
    return Group(*_parts(imported))


def _parts(imported: Imported) -> Iterator[RenderableType]:
    if imported.title:
        yield Text(visible(imported.title))
    if imported.illustrative:
        yield Text(_(ILLUSTRATIVE), "bold yellow")
    shown = _shown(imported)
    widths = _widths(shown)
    for (area, period), group in groupby(shown, key=lambda each: (each.area, each.period)):
        yield Text()
        yield from _figures(list(group), f"{imported.areas[area]} · {period}", widths)
    if more := len(imported.figures) - len(shown):
        yield Text()
        yield Text(_("… and {n} more; --format json has all of them.").format(n=more))
    yield Text()
    yield from _flips(imported.flips, imported.areas)


def _shown(imported: Imported) -> list[ImportedFigure]:
    """The figures that there is room for, area by area."""
    by_interest = sorted(imported.figures, key=lambda each: _FIRST.index(each.status))
    chosen = set(map(id, by_interest[:_MOST_FIGURES]))
    order = {code: position for position, code in enumerate(imported.areas)}
    found = (each for each in imported.figures if id(each) in chosen)
    return sorted(found, key=lambda each: (order[each.area], each.period))


def _widths(shown: Iterable[ImportedFigure]) -> tuple[int, int]:
    """The room for codes and for figures, the same for all areas."""
    sizes = [(cell_len(each.criterion), cell_len(_figure(each))) for each in shown]
    codes, figures_ = zip(*sizes, strict=True)
    return min(max(codes), _WIDEST), min(max(figures_), _WIDEST)


def _figures(
    group: Sequence[ImportedFigure], title: str, widths: tuple[int, int]
) -> Iterator[RenderableType]:
    """An area's figures in a period; where all stand on one sheet, that is said once."""
    sheets = {Place(each.place.file, sheet=each.place.sheet) for each in group}
    heading = Text(visible(title), "bold")
    if len(sheets) == 1:
        heading.append(f" · {visible(str(*sheets))}", "not bold")
    yield heading
    rows = _rows(*widths)
    for each in group:
        place = each.place.within if len(sheets) == 1 else str(each.place)
        status = signed(STATUSES[each.status])
        rows.add_row("", each.criterion, _figure(each), status, visible(place))
    yield rows


def _figure(figure: ImportedFigure) -> str:
    """'17/19 → 18/19', or what stands in the cell."""
    if figure.status == "refused":
        return visible(figure.text)
    old, new = (figures.recorded(each, figure.measure) for each in (figure.old, figure.new))
    if figure.status == "changed" and figure.old == figure.new:
        only_note = _("only the note has changed")
        return f"{new} ({only_note})"
    return new if figure.status in {"new", "unchanged"} else f"{old} → {new}"


def _flips(flips: Sequence[Flip], areas: Mapping[str, str]) -> Iterator[RenderableType]:
    if not flips:
        yield Text(_("Nothing would be judged otherwise."))
    for period, of_period in groupby(flips, key=lambda each: each.period):
        heading = _("What would be judged otherwise in {period}:").format(period=period)
        yield Text(visible(heading), "bold")
        groups = [list(group) for _area, group in groupby(of_period, key=lambda each: each.area)]
        rows = _rows()
        for group in groups[:_MOST_AREAS]:
            name = areas.get(group[0].area) or _("The programme")
            for subject, change in _changes(group):
                rows.add_row("", visible(name), subject, change)
                name = ""
        yield rows
        if (more := len(groups) - _MOST_AREAS) > 0:
            text = ngettext("… and {n} more area", "… and {n} more areas", more)
            yield Text(f"  {text.format(n=more)}")


def _changes(flips: Iterable[Flip]) -> Iterator[tuple[str, Text]]:
    """What is judged, and how it changes; criteria that change in the same way in one line."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for flip in flips:
        codes = together.setdefault((flip.judged, flip.before, flip.after), [])
        codes.append(flip.criterion)
    for (judged, before, after), codes in together.items():
        words = _WORDS[judged]
        change = Text(f"{words[before].spoken} → ")
        change.append(words[after].spoken, words[after].colour)
        yield " ".join(codes) if judged == "verdict" else _(JUDGED[judged]), change


def _rows(*widths: int) -> Table:
    """A table without headings, indented; its next columns are as wide as this at least."""
    rows = table()
    rows.show_header = False
    for width in (0, *widths):
        rows.add_column(min_width=width)
    return rows
