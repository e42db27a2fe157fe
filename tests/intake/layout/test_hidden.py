"""What a sheet hides is read, and said: whoever opens the file does not see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.intake.layout.sheets import Given, figures, reading, sheet

if TYPE_CHECKING:
    from collections.abc import Collection

WIDE = sheet(
    ["Số liệu 6 tháng đầu năm 2023"],
    ["STT", "Địa bàn", "Đơn vị tính", "TC03", "TC07", "TC08", "Ghi chú"],
    [1, "Phìn Hồ", None, 2, 19, 90, "x"],
    [2, "Hồng Thu", None, 3, 24, 91, "x"],
    [3, "Căn Co", None, 2, 17, 92, "x"],
    [4, "Pa Khoá", None, None, None, None, "x"],
    [5, "Nậm Hăn", None, 1, 12, 93, "x"],
    [None, "Tổng cộng", None, 8, 72, None, None],
)


def said(rows: Collection[int], columns: Collection[int]) -> list[object]:
    """Place and ranges of each notice about the rows and columns, all from 0."""
    given = replace(WIDE, hidden_rows=frozenset(rows), hidden_columns=frozenset(columns))
    found = [each for each in reading(given).problems if each.code == "hidden_read"]
    assert all(each.notice for each in found)
    return [part for each in found for part in (each.place.within, each.params["hidden"])]


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        ({3}, (), ["D4", ["4"]]),
        ({2, 3, 6}, (), ["D3", ["3–4", "7"]]),
        ((), {3}, ["D2", ["D"]]),
        ((), {1, 3, 4, 5}, ["B2", ["B", "D–F"]]),
        ({4}, {4}, ["D5", ["5", "E"]]),
        ({1}, (), ["D2", ["2"]]),
    ],
)
def test_it_is_said_once_with_its_ranges(
    rows: Collection[int], columns: Collection[int], expected: list[object]
) -> None:
    assert said(rows, columns) == expected


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param((), {0, 2}, id="serial numbers and units"),
        pytest.param((), {6}, id="notes of a whole row, which are not read"),
        pytest.param({0}, (), id="the title"),
        pytest.param({5}, (), id="a row without figures"),
        pytest.param({7}, (), id="a sum"),
    ],
)
def test_what_is_not_read_is_not_said(rows: Collection[int], columns: Collection[int]) -> None:
    assert said(rows, columns) == []


def test_a_column_without_anything_below_its_heading_is_not_said() -> None:
    rows: list[list[Given]] = [["Địa bàn", "TC03", "TC07"], ["Phìn Hồ", 2, None]]
    given = replace(sheet(*rows), hidden_columns=frozenset({2}))
    assert reading(given).problems == ()


def test_hidden_notes_are_said_where_they_are_read() -> None:
    rows: list[list[Given]] = [
        ["Xã Phìn Hồ"],
        ["Tiêu chí", "Kết quả", "Ghi chú"],
        ["TC03", 2, "mới"],
        ["TC07", 19, None],
    ]
    given = replace(sheet(*rows), hidden_columns=frozenset({2}))
    (notice,) = reading(given).problems
    assert (notice.place.within, notice.params) == ("C2", {"hidden": ["C"]})


def test_rows_of_another_period_are_not_said() -> None:
    rows: list[list[Given]] = [
        ["Kỳ", "Địa bàn", "TC03"],
        ["2022-H2", "Phìn Hồ", 1],
        ["2023-H1", "Phìn Hồ", 2],
    ]
    given = replace(sheet(*rows), hidden_rows=frozenset({1}))
    assert figures(given) == {("phin-ho", "TC03"): "2"}
    assert reading(given).problems == ()
