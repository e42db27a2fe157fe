from __future__ import annotations

import pytest

from chuyenhoa.intake.layout.grid import Grid, is_figure
from chuyenhoa.sources.sheets import Cell, CellKind, Range, Sheet
from tests.intake.layout.sheets import cell, percent, sheet


def test_a_merged_cell_is_seen_over_its_whole_range() -> None:
    grid = Grid(sheet(["a", None, "c"], [None, None, "d"], merged=["A1:B2"]))
    assert [grid.text(1, column) for column in range(3)] == ["a", "a", "d"]
    assert list(grid.owners(1)) == [(0, 0), (1, 2)]
    assert grid.owner(1, 1) == (0, 0)


def test_a_merge_past_the_sheet_is_cut_and_a_frame_is_no_heading() -> None:
    frame = Range(1, 1, 1_048_576, 16_384)
    small = sheet(["a", None], [None, None])
    assert Grid(Sheet("f", "s", small.rows, merged=(frame,))).text(1, 1) == "a"
    tall = sheet(*[["a", None]] * 20_000)
    assert Grid(Sheet("f", "s", tall.rows, merged=(frame,))).text(1, 1) == ""


def test_an_empty_sheet_has_no_width() -> None:
    grid = Grid(sheet())
    assert grid.width == 0


def test_a_blank_row_shows_nothing() -> None:
    grid = Grid(sheet(["a", "b"], [None, None], [None, None], merged=["A1:A2"]))
    assert [grid.is_blank(row) for row in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("row", "numbering"),
    [
        (["(1)", "(2)", "(3)"], True),
        ([1, 2, 3], True),
        (["A", "B", 1, 2, "3=1+2"], True),
        ([1, "Phìn Hồ", 2], False),
        ([1], False),
        (["A", "B"], False),
        ([2, 3, 4], False),
        (["x", "x", "x", 1, 2], False),
        ([], False),
    ],
)
def test_a_row_that_counts_the_columns(row: list[str | float], numbering: bool) -> None:
    assert Grid(sheet(row)).is_numbering(0) is numbering


@pytest.mark.parametrize(
    "given",
    [5, "5", "18/19", "3.954 vụ", "64%", "-3,5", "x", "Có", "KAD", True, percent("95.5")],
)
def test_what_looks_like_a_value(given: str | float | Cell) -> None:
    assert is_figure(cell(given))


@pytest.mark.parametrize("given", [None, "Phìn Hồ", "(%)", ">= 80", "ngày 20 tháng 6"])
def test_what_does_not(given: str | None) -> None:
    assert not is_figure(cell(given))


def test_bad_cells_look_like_values_but_dates_do_not() -> None:
    assert is_figure(Cell("#N/A", CellKind.ERROR))
    assert is_figure(Cell("", CellKind.NO_VALUE))
    assert not is_figure(Cell("2023-06-14", CellKind.DATE))
