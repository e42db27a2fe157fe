from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources.office.formats import (
    GENERAL,
    Format,
    built_in,
    iso_date,
    iso_time,
    number_text,
    percent_text,
    read_stored,
    understood,
)
from chuyenhoa.sources.sheets import CellKind

DATE, PERCENT = Format(CellKind.DATE), Format(CellKind.PERCENT)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", GENERAL),
        ("0.0%", PERCENT),
        ("0%;[Red]-0%", PERCENT),
        ('0" vụ"', GENERAL),
        ('0"%"', GENERAL),
        (r"0\%", GENERAL),
        ("#,##0.00", GENERAL),
        ("dd/mm/yyyy", DATE),
        ("[$-42A]d mmmm yyyy;@", DATE),
        ("[h]:mm", DATE),
        ("[Red]0.0", GENERAL),
        ("[>=100]0", GENERAL),
        ('0_d"ngày"', GENERAL),
        ("@", GENERAL),
        ("0", GENERAL),
        ("00000", Format(CellKind.NUMBER, 5)),
        ("", GENERAL),
    ],
)
def test_what_a_format_says(code: str, expected: Format) -> None:
    assert understood(code) == expected


def test_formats_without_a_text() -> None:
    assert [built_in(number) for number in (0, 9, 10, 14, 49)] == [
        GENERAL,
        PERCENT,
        PERCENT,
        DATE,
        GENERAL,
    ]


@pytest.mark.parametrize(
    ("stored", "shown_as", "expected"),
    [
        ("19", GENERAL, "19"),
        ("12.5", GENERAL, "12.5"),
        ("-0", GENERAL, "0"),
        ("0.30000000000000004", GENERAL, "0.3"),
        ("95.499999999999986", GENERAL, "95.5"),
        ("1.2E-5", GENERAL, "0.000012"),
        ("1E+20", GENERAL, "100000000000000000000"),
        ("0.955", PERCENT, "95.5"),
        ("0.95499999999999996", PERCENT, "95.5"),
        ("1", PERCENT, "100"),
        ("0", PERCENT, "0"),
        ("1.2", PERCENT, "120"),
        ("0.29", PERCENT, "29"),
        ("3496", Format(CellKind.NUMBER, 5), "03496"),
        ("1.5", Format(CellKind.NUMBER, 5), "1.5"),
        ("45091", DATE, "2023-06-14"),
        ("45091.354166666664", DATE, "2023-06-14T08:30:00"),
        ("0.354166666666667", DATE, "08:30:00"),
        ("1", DATE, "1900-01-01"),
        ("61", DATE, "1900-03-01"),
    ],
)
def test_numbers_as_they_are_shown(stored: str, shown_as: Format, expected: str) -> None:
    assert read_stored(stored, shown_as) == (shown_as.kind, expected)


def test_days_from_1904() -> None:
    assert read_stored("0", DATE, since_1904=True) == (CellKind.DATE, "00:00:00")
    assert read_stored("1", DATE, since_1904=True) == (CellKind.DATE, "1904-01-02")


@pytest.mark.parametrize("stored", ["-1", "1e9", "1e300", "2958466", "1e400"])
def test_a_day_that_does_not_exist_is_an_error(stored: str) -> None:
    assert read_stored(stored, DATE)[0] is CellKind.ERROR


@pytest.mark.parametrize("stored", ["nan", "1e400", "1_000", "１２", "0x1F", "", "1,5"])
def test_what_is_no_number_is_an_error(stored: str) -> None:
    assert read_stored(stored, GENERAL) == (CellKind.ERROR, stored)


def test_dates_and_times_that_are_stored_as_text() -> None:
    assert iso_date("2023-06-14") == (CellKind.DATE, "2023-06-14")
    assert iso_date("2023-06-14T00:00:00Z") == (CellKind.DATE, "2023-06-14")
    assert iso_date("2023-06-14T08:30:00.000") == (CellKind.DATE, "2023-06-14T08:30:00")
    assert iso_date("14/6") == (CellKind.TEXT, "14/6")
    assert iso_time("PT08H30M00S") == (CellKind.DATE, "08:30:00")
    assert iso_time("noon") == (CellKind.TEXT, "noon")


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_figure_comes_through_a_spreadsheet_as_it_was(number: object) -> None:
    plain = f"{number:f}".rstrip("0").rstrip(".")
    expected = "0" if plain == "-0" else plain
    assert number_text(float(expected)) == expected
    assert percent_text(float(expected) / 100) == expected
