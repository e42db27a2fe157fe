from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Place
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Value
from chuyenhoa.store.check import check
from chuyenhoa.store.database import memory_database
from chuyenhoa.store.figures import value
from chuyenhoa.store.history import Entry, Source, history, origin
from chuyenhoa.store.inputs import Counts, Input, InputFile
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import read_results, write_results
from chuyenhoa.store.write_definitions import write_definitions
from tests.store.programmes import DATASET, H1, H2, LOAD, NEXT, NOON, RECORD, record, rows, write

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with memory_database() as connection:
        write(connection, DATASET)
        yield connection
        assert check(connection) == []


def figure(value: Value, note: str | None = None) -> list[Result]:
    return [Result(H2, "phin-ho", "TC03", value, Origin(0, 8, 9), note)]


def test_the_first_time_all_is_new() -> None:
    with memory_database() as connection:
        assert write(connection, DATASET) == Counts(new=5)
        assert tuple(read_results(connection)) == tuple(
            sorted(
                DATASET.results,
                key=lambda result: (("phin-ho", "hong-thu").index(result.area), result.criterion),
            )
        )


def test_the_second_time_nothing_is_written(connection: sqlite3.Connection) -> None:
    before = rows(connection)
    other = Input("load", NOON, (InputFile("c.yaml"), InputFile("d.yaml")))
    assert write_results(connection, DATASET.results, other) == Counts(unchanged=5)
    assert rows(connection) == before


def test_what_changes_leaves_what_it_was(connection: sqlite3.Connection) -> None:
    changes = [
        Result(H2, "PHIN-HO", "tc03", Value(Decimal("2.5")), Origin(0, 1, 1)),
        Result(H2, "phin-ho", "TC06", YES, Origin(0, 1, 2)),
        Result(H2, "phin-ho", "TC08", Value(Decimal(18)), Origin(0, 1, 3)),
        Result(H2, "hong-thu", "TC07", NOT_APPLICABLE, Origin(0, 1, 4)),
        Result(H2, "hong-thu", "TC08", Value(Decimal(0), Decimal(0)), Origin(0, 1, 5)),
        Result(NEXT, "sin-ho", "TC06", NO, Origin(0, 1, 6)),
    ]
    assert write_results(connection, changes, LOAD) == Counts(new=1, changed=4, unchanged=1)
    found = {(result.area, result.criterion): result for result in read_results(connection)}
    assert found["phin-ho", "TC03"].value == Value(Decimal("2.5"))
    assert found["phin-ho", "TC06"] == DATASET.results[1]
    assert found["hong-thu", "TC07"].value is NOT_APPLICABLE
    assert found["hong-thu", "TC08"].value == Value(Decimal(0), Decimal(0))
    assert found["sin-ho", "TC06"].period == NEXT
    assert connection.execute("SELECT count(*) FROM revision").fetchone() == (4,)


def test_a_note_of_its_own_is_a_change_and_none_is_not(connection: sqlite3.Connection) -> None:
    two = Value(Decimal(2))
    assert write_results(connection, figure(two, "đã đếm lại"), RECORD) == Counts(changed=1)
    assert write_results(connection, figure(two, "đã đếm lại"), RECORD) == Counts(unchanged=1)
    assert write_results(connection, figure(two), RECORD) == Counts(unchanged=1)
    # Another figure does not inherit what was noted with this one.
    assert write_results(connection, figure(Value(Decimal(3))), RECORD) == Counts(changed=1)
    notes = [entry.source.note for entry in history(connection, "phin-ho", "TC03")]
    assert notes == [None, "đã đếm lại", None]


def test_a_result_makes_its_period(connection: sqlite3.Connection) -> None:
    month = Period.parse("2022-06")
    write_results(connection, [Result(month, "sin-ho", "TC03", NO, Origin(0))], RECORD)
    assert month in read_definitions(connection).periods


def test_a_result_makes_a_named_period_a_reported_one() -> None:
    with memory_database() as connection:
        write_definitions(connection, replace(DATASET, periods=()))
        assert read_definitions(connection).periods == ()
        record(connection, 1)
        assert read_definitions(connection).periods == (H2,)


def test_nothing_to_write_writes_nothing(connection: sqlite3.Connection) -> None:
    before = rows(connection)
    assert write_results(connection, [], LOAD) == Counts()
    assert rows(connection) == before


@pytest.mark.parametrize(("area", "criterion"), [("nowhere", "TC03"), ("phin-ho", "TC99")])
def test_what_is_not_defined_has_no_results(area: str, criterion: str) -> None:
    with memory_database() as connection:
        write(connection, DATASET)
        with pytest.raises(LookupError):
            write_results(connection, [Result(H2, area, criterion, YES, Origin(0))], LOAD)


def test_the_same_figure_twice_is_not_accepted() -> None:
    twice = [*figure(Value(Decimal(5))), *figure(Value(Decimal(6)))]
    with memory_database() as connection:
        write(connection, replace(DATASET, results=()))
        with pytest.raises(sqlite3.IntegrityError):
            write_results(connection, twice, LOAD)


def test_results_come_in_the_order_of_the_data_file(connection: sqlite3.Connection) -> None:
    """Periods by their start, areas and criteria in their places, those of no set by code."""
    everywhere = [
        Result(period, area.code, criterion, YES, Origin(0))
        for period in (Period.parse("2022"), NEXT, H1, Period.parse("2020"))
        for area in DATASET.areas
        for criterion in ("TC08", "TC03", "TC06", "TC07")
    ]
    first = DATASET.criteria_sets[0]
    turned = replace(first, criteria=first.criteria[::-1])
    write_definitions(connection, replace(DATASET, criteria_sets=(turned,)))
    random.Random(1).shuffle(everywhere)
    write_results(connection, everywhere, RECORD)
    found = list(read_results(connection))
    periods = list(dict.fromkeys(result.period.code for result in found))
    assert periods == ["2020", "2022-H1", "2022", "2022-H2", "2023-H1"]
    assert [result.criterion for result in found[:4]] == ["TC03", "TC06", "TC07", "TC08"]
    assert [result.criterion for result in found[12:16]] == ["TC08", "TC07", "TC06", "TC03"]
    assert [result.area for result in found[:12:4]] == ["phin-ho", "hong-thu", "sin-ho"]


def test_history_tells_every_change_and_its_source(connection: sqlite3.Connection) -> None:
    later = datetime(2023, 7, 1, 8, 30, 5, 999, tzinfo=timezone(timedelta(hours=7)))
    two, three = Value(Decimal(2)), Value(Decimal(3))
    source = Input("import", later, (InputFile("x.xlsx", "cc"),))
    cell = Result(H2, "phin-ho", "TC03", three, Origin(0, 7, 3, "Tháng 6"))
    write_results(connection, [cell], source)
    write_results(connection, figure(two, "gõ nhầm"), RECORD)
    in_utc = datetime.fromisoformat("2023-07-01T01:30:05+00:00")
    expected = [
        Entry(H2, None, two, Source("load", NOON, Place("a.yaml", 4, 7), "aa")),
        Entry(H2, two, three, Source("import", in_utc, Place("x.xlsx", 7, 3, "Tháng 6"), "cc")),
        Entry(H2, three, two, Source("record", NOON, Place("", 8, 9), note="gõ nhầm")),
    ]
    assert history(connection, "PHIN-HO", "tc03") == expected
    assert history(connection, "phin-ho", "TC03", "2022-H2") == expected
    assert history(connection, "phin-ho", "TC03", "2022-H1") == []
    assert origin(connection, "Phin-Ho", "tc03", "2022-H2") == expected[-1].source
    assert origin(connection, "phin-ho", "TC03", "2022-H1") is None


def test_history_is_in_the_order_of_writing_whatever_the_clock_said(
    connection: sqlite3.Connection,
) -> None:
    for days in (9, 5, 7):
        record(connection, days, Input("record", NOON - timedelta(days=days)))
    numbers = [entry.new and entry.new.number for entry in history(connection, "phin-ho", "TC03")]
    assert numbers == [2, 9, 5, 7]


def test_the_history_of_all_periods_tells_them_apart(connection: sqlite3.Connection) -> None:
    others = [
        Result(period, "phin-ho", "TC03", Value(Decimal(number)), Origin(0))
        for period, number in ((NEXT, 5), (H1, 1))
    ]
    write_results(connection, others, RECORD)
    record(connection, 3)
    found = [
        (entry.period, entry.old, entry.new) for entry in history(connection, "phin-ho", "TC03")
    ]
    one, two, three, five = (Value(Decimal(number)) for number in (1, 2, 3, 5))
    assert found == [(H2, None, two), (H1, None, one), (NEXT, None, five), (H2, two, three)]


@given(st.integers(-9_999_999_999_999, 9_999_999_999_999))
def test_every_number_comes_back_exactly(ten_thousandths: int) -> None:
    number = Decimal(ten_thousandths) / 10_000
    assert value(float(number), None) == Value(number)
    with memory_database() as connection:
        # What `check` and the views rely on.
        rounded = "SELECT CAST(ROUND(?1 * 10000) AS BIGINT), ROUND(?1 * 10000) / 10000.0 = ?1"
        assert connection.execute(rounded, (float(number),)).fetchone() == (ten_thousandths, 1)
