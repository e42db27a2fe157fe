"""The entry workbook: what is to be filled in for a period, in a layout that the import reads.

Everything is text. What is typed stays as it was typed, so that 5/6 becomes no date and 12,5 no
125, whatever the language of the spreadsheet; the import reads it in the language of the dataset.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from io import BytesIO
from itertools import chain, count
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from chuyenhoa.language import _, current
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import figures
from chuyenhoa.reports.entry.rules import NOT_APPLICABLE, rates_wanted, validation
from chuyenhoa.reports.escape import visible, visible_lines
from chuyenhoa.reports.words import ILLUSTRATIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chuyenhoa.assessment.assessed import AskedCriterion
    from chuyenhoa.assessment.entry import EntryForm
    from chuyenhoa.model.dataset import Area
    from chuyenhoa.model.values import Value

_A4 = 9
_MARGIN = 0.4  # of an inch
_A4_HIGH, _A4_WIDE = 770, 520  # points between the margins: upright and across
_SMALLER = 1.3  # what is but so much higher is printed on one page, in smaller letters
_FONT_SIZE = 11  # points
_LINE = 1.3  # of the font's size
_NARROW = 1.1  # letters for each digit that has the same room: columns are measured in digits
_CRITERIA_A_PAGE = 16
_TO_FILL_IN = 22.0  # points: there is room for a pen

_BOXED = {"border": 1, "valign": "vcenter", "text_wrap": True}
_CENTRED = {**_BOXED, "align": "center"}
_ABOVE = {"align": "center", "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_ABOVE, "bold": True, "font_size": 14},
    "above": {**_ABOVE, "bold": True},
    "dates": {**_ABOVE, "italic": True},
    "hint": {**_ABOVE, "align": "left", "font_size": 10},
    "heading": {**_CENTRED, "bold": True, "font_size": 9, "bg_color": "#E7E6E6"},
    "group": {**_BOXED, "bold": True},
    "text": _BOXED,
    "short": _CENTRED,
    "target": {**_CENTRED, "font_size": 9},
    "before": {**_CENTRED, "font_size": 9, "italic": True, "font_color": "#595959"},
    "entry": {**_CENTRED, "text_wrap": False, "shrink": True, "locked": False, "num_format": "@"},
    "note": {**_BOXED, "font_size": 9, "locked": False, "num_format": "@"},
}
_BLANK = "#FFF2CC"


class _Column(NamedTuple):
    """A column of a table: its heading, translated, and its width in characters."""

    heading: str
    width: float


class _Cell(NamedTuple):
    """A cell: its text, None where it is to be filled in, and its style."""

    text: str | None
    style: str


def all_areas(form: EntryForm) -> bytes:
    """One sheet for all areas: they stand down, the criteria across, A4 landscape.

    Below the cells that are to be filled in for an area stand its figures of the period before,
    and targets of its own.
    """
    labels = [_Column(_("#"), 4), _Column(_("Area code"), 12), _Column(_("Area"), 17)]
    criteria = [_Column(_titled(each), 8) for each in form.criteria]
    page = _Page(form, [*labels, *criteria])
    first = len(labels)
    targets = _cells("target", *map(figures.target, form.criteria))
    page.row([_Cell(_("Target"), "target"), *targets], over=first)
    top, before = page.next_row, _Cell(_before(form), "before")
    for number, area in enumerate(form.areas, start=1):
        named = _cells("short", str(number), area.code, area.name)
        page.row([*named, *[_Cell(None, "entry")] * len(form.criteria)], _TO_FILL_IN)
        last = (_last(form, area, each, with_target=True) for each in form.criteria)
        page.row([before, *_cells("before", *last)], over=first)
    for column, each in enumerate(form.criteria, start=first):
        page.check(top, column, page.next_row - 1, each)
    page.sheet.set_landscape()
    page.sheet.repeat_columns(0, first - 1)
    return page.finished(top, first, _A4_WIDE, -(-len(form.criteria) // _CRITERIA_A_PAGE))


def one_area(form: EntryForm, area: Area) -> bytes:
    """The sheet of one area: the criteria stand down, A4 portrait."""
    columns = [
        _Column(_("#"), 4),
        _Column(_("Criterion code"), 9),
        _Column(_("Criterion"), 36),
        _Column(_("Unit"), 9),
        _Column(_("Target"), 11),
        _Column(_before(form), 11),
        _Column(_("Result"), 12),
        _Column(_("Note (no personal data)"), 18),
    ]
    page = _Page(form, columns, area)
    top, group = page.next_row, None
    for number, each in enumerate(form.criteria, start=1):
        if each.group != group:
            group = each.group
            page.band(form.groups[group] if group else "", "group")
        target = figures.target(each, form.own_targets.get((area.code, each.code)))
        named = _cells("text", each.code, each.title(current()))
        asked = _cells("short", each.unit or "", target)
        last = _Cell(_last(form, area, each), "before")
        blank = [_Cell(None, "entry"), _Cell(None, "note")]
        row = page.row([_Cell(str(number), "short"), *named, *asked, last, *blank], _TO_FILL_IN)
        page.check(row, len(columns) - len(blank), row, each)
    return page.finished(top, 3, _A4_HIGH)


def _titled(criterion: AskedCriterion) -> str:
    """Code, name and unit in one heading: beside its code a name may be anybody else's."""
    unit = f"\n({criterion.unit})" if criterion.unit else ""
    return f"{criterion.code}:\n{criterion.title(current())}{unit}"


def _before(form: EntryForm) -> str:
    return _("Previous ({period})").format(period=form.period.previous.code)


def _last(
    form: EntryForm, area: Area, criterion: AskedCriterion, *, with_target: bool = False
) -> str:
    """The figure of the period before, and below it the area's own target if there is one."""
    value = form.previous.get(area.code, {}).get(criterion.code)
    text = _entered(value, criterion, form.programme.language)
    own = form.own_targets.get((area.code, criterion.code)) if with_target else None
    if own is None:
        return text
    return _("{figure}\n(target {target})").format(
        figure=text, target=figures.target(criterion, own)
    )


def _entered(value: Value | None, criterion: AskedCriterion, language: str) -> str:
    """A figure as it would be filled in: without thousands marks, and as the import reads it."""
    if value is None:
        return "–"
    if value.number is None:
        return _(NOT_APPLICABLE)
    if criterion.measure is Measure.YES_NO:
        return figures.recorded(value, criterion.measure)
    text = value.text(criterion.measure)
    if criterion.is_percentage and value.denominator is None:
        # 0.5 alone might be a half.
        text += "%"
    return text.replace(".", ",") if language == "vi" else text


def _above(form: EntryForm, area: Area | None) -> Iterator[tuple[str, str]]:
    """The lines above the table, with their styles."""
    programme, period = form.programme, form.period
    start, end = (
        figures.day(day(programme.cutoff_day).isoformat()) for day in (period.start, period.end)
    )
    if programme.title:
        yield programme.title, "above"
    yield _("ENTRY FORM"), "title"
    yield _("Reporting period: {period}").format(period=figures.period(period)), "above"
    yield _("From {start} to {end}").format(start=start, end=end), "dates"
    if area:
        yield _("Area: {name} ({code})").format(name=area.name, code=area.code), "above"
    if programme.illustrative:
        yield _(ILLUSTRATIVE), "above"
    yield " ".join(_hints(form)), "hint"


def _hints(form: EntryForm) -> Iterator[str]:
    """How the form is filled in."""
    yield _("Fill in the coloured cells; leave blank what is not known yet (blank is not 0).")
    if rates := rates_wanted(form.criteria):
        yield _("Rates: {rates}.").format(rates=rates)
    yield _(
        "Decimals: {decimal}, and no thousands marks. What does not apply: {not_applicable}."
    ).format(
        decimal="12,5" if form.programme.language == "vi" else "12.5",
        not_applicable=_(NOT_APPLICABLE),
    )


class _Page:
    """The one sheet of a workbook, written row by row; rows and columns from 0.

    Args:
        form: What it asks for.
        columns: Of its table.
        area: The one that it is about, if it is about one.
    """

    def __init__(
        self, form: EntryForm, columns: Sequence[_Column], area: Area | None = None
    ) -> None:
        self._buffer = BytesIO()
        self._language = form.programme.language
        self._book = Workbook(
            self._buffer,
            {
                "in_memory": True,
                "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
            },
        )
        # Not the clock: equal forms are equal files.
        created = datetime.combine(form.period.start(form.programme.cutoff_day), time())
        self._book.set_properties({"title": visible(form.programme.title), "created": created})
        self._styles = {name: self._book.add_format(style) for name, style in _STYLES.items()}
        self._blank = self._book.add_format({"bg_color": _BLANK})
        self.sheet: Any = self._book.add_worksheet(form.period.code)
        self._widths = [column.width for column in columns]
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        self.next_row, self._height = 0, 0.0
        for text, style in _above(form, area):
            self.band(text, style)
        self._header = self.row(_cells("heading", *[each.heading for each in columns]))

    def row(self, cells: Sequence[_Cell], least: float = 0, over: int = 1) -> int:
        """Write a row as high as its texts need; its number.

        Args:
            cells: Its cells from the left.
            least: How high it is at least, in points.
            over: How many columns the first of them takes.
        """
        row = self.next_row
        if over > 1:
            self.sheet.merge_range(row, 0, row, over - 1, "", self._styles[cells[0].style])
        for column, (text, style) in zip(chain([0], count(over)), cells, strict=False):
            if text is None:
                self.sheet.write_blank(row, column, None, self._styles[style])
            else:
                # Never a formula, whatever it begins with.
                self.sheet.write_string(row, column, visible_lines(text), self._styles[style])
        widths = [sum(self._widths[:over]), *self._widths[over:]]
        height = max(least, *map(_height, cells, widths))
        self.sheet.set_row(row, height)
        self._height += height
        self.next_row += 1
        return row

    def band(self, text: str, style: str) -> None:
        """Write a text over all columns."""
        self.row([_Cell(text, style)], over=len(self._widths))

    def check(self, top: int, column: int, bottom: int, criterion: AskedCriterion) -> None:
        """Have the cells of a criterion checked while they are filled in, and shown while blank."""
        cells = (top, column, bottom, column)
        first = xl_rowcol_to_cell(top, column)
        self.sheet.data_validation(*cells, validation(criterion, first, self._language))
        blank = {"type": "formula", "criteria": f"=LEN(TRIM({first}))=0", "format": self._blank}
        self.sheet.conditional_format(*cells, blank)

    def finished(self, top: int, left: int, height: float, pages: int = 1) -> bytes:
        """The workbook.

        Args:
            top: The first row that scrolls.
            left: The first column that does.
            height: Of a page, in points.
            pages: How many pages wide it is printed.
        """
        bottom, right = self.next_row - 1, len(self._widths) - 1
        self.sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{xl_rowcol_to_cell(bottom, right)}"}
        )
        self.sheet.freeze_panes(top, left)
        formatting = ("format_cells", "format_columns", "format_rows")
        self.sheet.protect("", dict.fromkeys(formatting, True))
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 1.5 * _MARGIN)
        self.sheet.repeat_rows(self._header, top - 1)
        self.sheet.print_area(0, 0, bottom, right)
        self.sheet.fit_to_pages(pages, 1 if self._height < height * _SMALLER else 0)
        self.sheet.set_footer("&C&P/&N")
        self._book.close()
        return self._buffer.getvalue()


def _cells(style: str, *texts: str) -> list[_Cell]:
    return [_Cell(text, style) for text in texts]


@cache
def _height(cell: _Cell, width: float) -> float:
    """How high a row has to be for a cell of this width in characters; in points."""
    size = float(_STYLES[cell.style].get("font_size", _FONT_SIZE))
    room = max(1, int(width * _FONT_SIZE / size * _NARROW))
    lines = sum(len(wrap(line, room)) or 1 for line in (cell.text or "").split("\n"))
    return size * _LINE * lines + 3
