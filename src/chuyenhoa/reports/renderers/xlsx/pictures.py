"""A picture on a sheet of its own: the figures that it is drawn of, and the chart below them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from chuyenhoa.language import _
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import FILLS, INK, LINES
from chuyenhoa.reports.renderers.xlsx.book import FONT, HEADER
from chuyenhoa.reports.renderers.xlsx.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.chart import Chart as Drawn
    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Chart, Picture, Series, Tone
    from chuyenhoa.reports.renderers.xlsx.book import Book

_KINDS: dict[str, dict[str, str]] = {
    "lines": {"type": "line"},
    "bars": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
}
# For the colour-blind and for print in grey: colours of different lightness, and a pattern or a
# mark of its own for each.
_PATTERNS: dict[Tone, dict[str, str]] = {
    "good": {"pattern": "percent_90", "fg_color": "#1B7837", "bg_color": "#FFFFFF"},
    "bad": {"pattern": "wide_upward_diagonal", "fg_color": "#B2182B", "bg_color": "#FFFFFF"},
    "open": {"pattern": "percent_25", "fg_color": "#B8860B", "bg_color": "#FFFFFF"},
    "muted": {"pattern": "percent_10", "fg_color": "#595959", "bg_color": "#FFFFFF"},
    "plain": {"pattern": "percent_70", "fg_color": "#1F4E79", "bg_color": "#FFFFFF"},
}
# Matplotlib's marks and dashes as a workbook has them.
_MARKS = {
    "o": "circle",
    "s": "square",
    "^": "triangle",
    "D": "diamond",
    "v": "short_dash",
    "P": "plus",
    "X": "x",
    "p": "long_dash",
    "*": "star",
}
_DASHES = {"-": "solid", "--": "dash", "-.": "dash_dot", ":": "round_dot"}
_FONT = {"name": FONT, "size": 11}
_SIZE = {"width": 900, "height": 440}
_NAME_WIDTH = 34
_VALUE_WIDTH = 14
_WIDEST = 80


def write_picture(book: Book, picture: Picture, name: str) -> None:
    """Write the sheet of a picture."""
    sheet = book.add_sheet(name, across=True)
    sheet.fit_to_pages(1, 1)
    row = book.write_title(sheet, picture.name)
    if picture.chart.kind == "heatmap":
        _write_map(book, sheet, picture, row)
    else:
        _write_figures(book, sheet, picture.chart, row)
        _draw(book, sheet, picture, row)


def _write_map(book: Book, sheet: Worksheet, picture: Picture, row: int) -> None:
    """The cells themselves are the picture: what stands in one gives it its colour."""
    chart = picture.chart
    sheet.set_column(0, 0, _wide(_NAME_WIDTH, [series.name for series in chart.series]))
    sheet.set_column(1, len(chart.categories), _VALUE_WIDTH)
    header, name = book.format(**HEADER), book.format(border=1)
    value = book.format(border=1, align="center")
    for column, category in enumerate(("", *chart.categories)):
        sheet.write_string(row, column, visible(category), header)
    first, last = row + 1, row + len(chart.series)
    for below, series in enumerate(chart.series, first):
        sheet.write_string(below, 0, visible(series.name), name)
        for column, text in enumerate(series.texts, 1):
            sheet.write_string(below, column, visible(text), value)
    pairs = (zip(each.texts, each.every_tone, strict=True) for each in chart.series)
    for text, tone in dict(chain.from_iterable(pairs)).items():
        if tone in FILLS:
            sheet.conditional_format(
                first,
                1,
                last,
                len(chart.categories),
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{visible(text)}"',
                    "format": book.workbook.add_format(
                        {"bg_color": FILLS[tone], "font_color": INK[tone]}
                    ),
                },
            )
    sheet.freeze_panes(first, 1)


def _write_figures(book: Book, sheet: Worksheet, chart: Chart, row: int) -> None:
    """A row for each category, a column for each series, and one for the target."""
    header = book.format(**HEADER)
    columns = _columns(chart)
    sheet.set_column(0, 0, _wide(_NAME_WIDTH, chart.categories))
    for column, series in enumerate(columns, 1):
        sheet.set_column(column, column, _wide(_VALUE_WIDTH, (series.name, *series.texts)))
        sheet.write_string(row, column, visible(series.name), header)
    sheet.write_string(row, 0, visible(chart.axis), header)
    for n, category in enumerate(chart.categories):
        sheet.write_string(row + 1 + n, 0, visible(category), book.format(border=1))
        for column, series in enumerate(columns, 1):
            value = series.values[n]
            if value is None:
                # Nothing is not zero; a text would be drawn as zero, an empty cell is a gap.
                sheet.write_blank(row + 1 + n, column, None, book.format(border=1))
                continue
            figure = shown(series.texts[n], value, book.document.language)
            look = {"num_format": figure.form} if figure else {}
            number = figure.number if figure else value
            sheet.write_number(row + 1 + n, column, number, book.format(border=1, **look))


def _columns(chart: Chart) -> list[Series]:
    """The series, with the target as the last one."""
    if chart.target is None:
        return list(chart.series)
    level, name = chart.target
    like = chart.series[0]
    number = len(chart.categories)
    # The heading says what it is: below it the level alone is enough.
    text = name.split()[-1]
    return [
        *chart.series,
        like._replace(name=name, values=(level,) * number, texts=(text,) * number),
    ]


def _draw(book: Book, sheet: Worksheet, picture: Picture, row: int) -> None:
    chart, last = picture.chart, row + len(picture.chart.categories)
    drawn = book.workbook.add_chart(_KINDS[chart.kind])
    for column, series in enumerate(chart.series, 1):
        drawn.add_series(_series(chart, series, column, _cells(sheet, column, row, last)))
    if chart.target is not None:
        target = book.workbook.add_chart({"type": "line"})
        column = len(chart.series) + 1
        target.add_series(
            {
                **_cells(sheet, column, row, last),
                "line": {"color": "#000000", "dash_type": "dash", "width": 1.5},
            }
        )
        drawn.combine(target)
    _lay_out(drawn, chart)
    sheet.insert_chart(last + 2, 0, drawn, {"description": visible(picture.alt)})


def _series(chart: Chart, series: Series, column: int, cells: dict[str, Any]) -> dict[str, Any]:
    labels = [{"value": visible(text)} for text in series.texts]
    options = {
        **cells,
        "data_labels": {"value": True, "custom": labels, "font": {**_FONT, "size": 9}},
    }
    if chart.kind == "lines":
        color, mark, dashes = LINES[(column - 1) % len(LINES)]
        line = {"color": color, "dash_type": _DASHES[dashes], "width": 2.25}
        ink = {"color": color}
        marker = {"type": _MARKS[mark], "size": 7, "fill": ink, "border": ink}
        if len(chart.series) > 1:
            # Labels of several lines lie on each other; the figures stand above.
            del options["data_labels"]
        return options | {"line": line, "marker": marker}
    if chart.kind == "stacked":
        del options["data_labels"]
    tones = series.every_tone
    border = {"color": "#404040"}
    return options | {
        "pattern": _PATTERNS[tones[0]],
        "border": border,
        "points": [{"pattern": _PATTERNS[tone], "border": border} for tone in tones],
        "gap": 60,
    }


def _cells(sheet: Worksheet, column: int, row: int, last: int) -> dict[str, Any]:
    name = sheet.get_name()
    return {
        "name": [name, row, column],
        "categories": [name, row + 1, 0, last, 0],
        "values": [name, row + 1, column, last, column],
    }


def _lay_out(drawn: Drawn, chart: Chart) -> None:
    drawn.set_size(_SIZE)
    drawn.set_title({"none": True})
    drawn.set_legend({"position": "bottom", "font": _FONT})
    # A bar that goes down must not be written over.
    drawn.set_x_axis({"num_font": _FONT, "label_position": "low"})
    drawn.set_y_axis(
        {
            "name": visible(chart.axis or _("Number")),
            "name_font": {**_FONT, "bold": False},
            "num_font": _FONT,
            **({"num_format": "0%", "min": 0, "max": 1} if chart.axis == "%" else {}),
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )


def _wide(least: int, texts: Iterable[str]) -> int:
    """How wide a column must be for all of these texts to be seen."""
    return min(_WIDEST, max(least, 2 + max(map(len, texts))))
