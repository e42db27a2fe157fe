"""Whatever else stands in a sheet, no figure is read that is not one of its results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.layouts import Unclear
from chuyenhoa.intake.layout.recognise import Guide, recognise
from tests.intake.layout.random_sheets import sheets
from tests.intake.layout.sheets import H1, LEXICON, cell

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from chuyenhoa.intake.layout.layouts import LayoutKind
    from chuyenhoa.sources.sheets import Cell, Sheet
    from tests.intake.layout.random_sheets import Table

HEADINGS = [
    *("Dân số", "Số hộ", "Điểm", "Điểm tối đa", "Kế hoạch", "Chỉ tiêu", "Cùng kỳ 2022", "Kỳ trước"),
    *("Tăng, giảm", "So với cùng kỳ (%)", "Tỷ lệ (%)", "Tổng số", "Đã giải quyết", "Lũy kế"),
    *("Số vụ", "Chưa đạt", "Đánh giá", "6T/2022", "TC03 6T/2022", "Xã Tả Phìn", "Tử số", "", "x"),
]
LABELS = [
    *(
        "Tổng cộng",
        "Xã Tả Phìn",
        "Bản Nậm Hăn",
        "Huyện Sìn Hồ",
        "Bình quân",
        "Chỉ tiêu",
        "Kế hoạch",
    ),
    *(
        "Vùng cao",
        "Cùng kỳ năm trước",
        "TC99",
        "- Số vụ đã khám phá",
        "- Tổng số",
        "Điểm",
        "",
        "III",
    ),
]
TITLES = ["Số liệu 6 tháng cuối năm 2022", "Quý I/2022", "Biểu 2", "", "Xã Tả Phìn"]
# No figure that is drawn elsewhere has so many nines.
FIGURE = "39,99"

Rows = list[list["Cell"]]


@st.composite
def noisy_sheets(draw: DrawFn) -> tuple[Sheet, LayoutKind, Table]:
    """A sheet with columns, rows or another table in it that are none of its results."""
    sheet, kind, table = draw(sheets())
    rows = [list(row) for row in sheet.rows]
    ways = st.sampled_from([add_column, add_row, add_table, lose_label, lose_header])
    for disturb in draw(st.lists(ways, min_size=1, max_size=2)):
        rows = draw(disturb(rows)) if rows else rows
    width = max(map(len, rows), default=0)
    padded = tuple((*row, *[cell(None)] * (width - len(row))) for row in rows)
    return replace(sheet, rows=padded), kind, table


@st.composite
def add_column(draw: DrawFn, rows: Rows) -> Rows:
    """A column of figures, somewhere between the others."""
    at = draw(st.integers(0, len(rows[0])))
    heading = draw(st.integers(0, min(4, len(rows) - 1)))
    texts = [
        draw(st.sampled_from(HEADINGS)) if row == heading else FIGURE if row > heading else ""
        for row in range(len(rows))
    ]
    return [[*row[:at], cell(text), *row[at:]] for row, text in zip(rows, texts, strict=True)]


@st.composite
def add_row(draw: DrawFn, rows: Rows) -> Rows:
    """A row of figures, under a label that names none of the sheet's areas or criteria."""
    at = draw(st.integers(1, len(rows)))
    labelled = draw(st.integers(0, min(2, len(rows[0]) - 1)))
    label = draw(st.sampled_from(LABELS))
    row = [
        cell(label if column == labelled else "" if column < labelled else FIGURE)
        for column in range(len(rows[0]))
    ]
    return [*rows[:at], row, *rows[at:]]


@st.composite
def add_table(draw: DrawFn, rows: Rows) -> Rows:
    """Another table below, of another period or other criteria."""
    left: list[Cell] = [cell(None)] * draw(st.integers(0, min(3, len(rows[0]) - 1)))
    width = len(rows[0]) - len(left) - 1
    heads = [["Địa bàn", "TC04"], ["Tiêu chí", "Kế hoạch"], ["Xã", "Dân số"], ["Xã", "TC03"]]
    head = [*draw(st.sampled_from(heads)), *["TC05"] * (width - 1)]
    labels = draw(st.lists(st.sampled_from(["Nậm Hăn", "TC05", "Xã Tả Phìn", "TC03"]), min_size=1))
    title = draw(st.sampled_from(TITLES)) if head[1] != "TC03" else TITLES[0]
    body = [[*left, *map(cell, [label, *[FIGURE] * width])] for label in labels]
    return [*rows, [], [*left, cell(title)], [*left, *map(cell, head)], *body]


@st.composite
def lose_label(draw: DrawFn, rows: Rows) -> Rows:
    """One cell is empty."""
    row = draw(st.integers(0, len(rows) - 1))
    column = draw(st.integers(0, len(rows[0]) - 1))
    return [
        [cell(None) if (i, j) == (row, column) else each for j, each in enumerate(cells)]
        for i, cells in enumerate(rows)
    ]


@st.composite
def lose_header(draw: DrawFn, rows: Rows) -> Rows:
    """The first rows are cut off."""
    return rows[draw(st.integers(1, min(4, len(rows)))) :]


@given(noisy_sheets())
def test_nothing_is_read_that_is_no_result(given: tuple[Sheet, LayoutKind, Table]) -> None:
    noisy, _, table = given
    outcome = recognise(noisy, Guide(LEXICON, H1))
    if isinstance(outcome, Unclear):
        assert outcome.questions
        return
    for result in read_figures(outcome, LEXICON).results:
        assert table.get((result.area, result.criterion)) == result.value
