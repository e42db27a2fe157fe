from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.errors import CannotRun
from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.values import Value
from chuyenhoa.store.check import check
from chuyenhoa.store.database import memory_database
from chuyenhoa.store.history import changes, history, latest_input, origin
from chuyenhoa.store.imports import inputs
from chuyenhoa.store.inputs import Counts, Input, InputFile
from chuyenhoa.store.results import read_results, write_results
from chuyenhoa.store.undo import LaterFile, Left, stated_since, take_back
from tests.store.programmes import DATASET, H2, NOON, rows, write

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

AREAS = ("phin-ho", "hong-thu", "sin-ho")
SHEET = InputFile("hong-thu.xlsx", "cc")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with memory_database() as connection:
        write(connection, DATASET)
        yield connection
        assert check(connection) == []


def imported(connection: sqlite3.Connection, figures: Mapping[str, int], note: str = "") -> int:
    """The number of an import of these figures under TC03, by their areas."""
    results = [
        Result(H2, area, "TC03", Value(Decimal(number)), Origin(0, n, 3, "Biểu"), note or None)
        for n, (area, number) in enumerate(figures.items(), 1)
    ]
    write_results(connection, results, Input("import", NOON, (SHEET,)))
    return latest_input(connection)


def present(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        result.area: int(result.value.number or 0)
        for result in read_results(connection)
        if result.criterion == "TC03" and result.period == H2
    }


def test_what_was_there_comes_back_with_its_place_and_what_was_not_is_gone(
    connection: sqlite3.Connection,
) -> None:
    before, source = present(connection), origin(connection, "phin-ho", "TC03", H2.code)
    number = imported(connection, {"phin-ho": 77, "sin-ho": 8})
    assert take_back(connection, number, NOON) == []
    assert present(connection) == before
    restored = origin(connection, "phin-ho", "TC03", H2.code)
    assert source
    assert restored
    assert (restored.place, restored.sha256) == (source.place, source.sha256)
    assert (source.command, restored.command) == ("load", "undo")
    assert [entry.new for entry in history(connection, "sin-ho", "TC03")] == [
        Value(Decimal(8)),
        None,
    ]
    made = changes(connection, latest_input(connection))
    assert [(each.area, each.new is None, each.lasts) for each in made] == [
        ("sin-ho", True, True),
        ("phin-ho", False, True),
    ]
    assert [each.lasts for each in changes(connection, number)] == [False, False]


def test_a_figure_that_is_gone_can_be_recorded_again(connection: sqlite3.Connection) -> None:
    first = imported(connection, {"sin-ho": 8})
    take_back(connection, first, NOON)
    assert write_results(
        connection,
        [Result(H2, "sin-ho", "TC03", Value(Decimal(8)), Origin(0))],
        Input("record", NOON),
    ) == Counts(new=1)
    assert changes(connection, latest_input(connection), replaced=True) == []
    again = latest_input(connection)
    assert [change.old for change in changes(connection, again)] == [None]
    assert take_back(connection, again, NOON) == []
    assert "sin-ho" not in present(connection)


def test_what_was_changed_since_stays_and_is_named(connection: sqlite3.Connection) -> None:
    number = imported(connection, {"phin-ho": 77, "sin-ho": 8})
    later = imported(connection, {"phin-ho": 78})
    assert take_back(connection, number, NOON) == [Left("Phìn Hồ", "TC03", H2, later, "import")]
    assert present(connection)["phin-ho"] == 78
    assert "sin-ho" not in present(connection)


def test_files_that_may_have_confirmed_it_since_are_named(connection: sqlite3.Connection) -> None:
    first = imported(connection, {"phin-ho": 77, "sin-ho": 8})
    # Of the figure that is the same nothing is recorded.
    later = imported(connection, {"phin-ho": 77, "sin-ho": 9})
    imported(connection, {"hong-thu": 1})
    take_back(connection, first, NOON)
    assert stated_since(connection, first) == [LaterFile(later, "import", "hong-thu.xlsx")]
    take_back(connection, later, NOON)
    assert stated_since(connection, first) == []


def test_undone_one_after_the_other_all_is_as_at_first(connection: sqlite3.Connection) -> None:
    before = list(read_results(connection))
    numbers = [imported(connection, {"phin-ho": n, "sin-ho": n}, f"Lần {n}") for n in (71, 72, 73)]
    for number in reversed(numbers):
        assert take_back(connection, number, NOON - timedelta(days=1)) == []
    found = list(read_results(connection))
    assert [result._replace(origin=Origin(0)) for result in found] == [
        result._replace(origin=Origin(0)) for result in before
    ]
    assert [(each.command, each.undone_by) for each in inputs(connection)][1:4] == [
        ("import", 7),
        ("import", 6),
        ("import", 5),
    ]


def test_nothing_is_written_where_nothing_is_left(connection: sqlite3.Connection) -> None:
    number = imported(connection, {"phin-ho": 77})
    later = imported(connection, {"phin-ho": 78})
    before = rows(connection)
    assert take_back(connection, number, NOON) == [Left("Phìn Hồ", "TC03", H2, later, "import")]
    assert rows(connection) == before


def test_what_cannot_be_undone(connection: sqlite3.Connection) -> None:
    number = imported(connection, {"phin-ho": 77})
    take_back(connection, number, NOON)
    for wrong, says in ((number, "undone already, by 3"), (3, "an undoing"), (9, "no input 9")):
        with pytest.raises(CannotRun, match=says):
            take_back(connection, wrong, NOON)


def test_inputs_count_what_is_in_force(connection: sqlite3.Connection) -> None:
    number = imported(connection, {"phin-ho": 77, "sin-ho": 8})
    imported(connection, {"phin-ho": 78})
    take_back(connection, number, NOON)
    assert [(each.figures, each.lasting, each.undoes) for each in inputs(connection)] == [
        (5, 4, None),
        (2, 0, None),
        (1, 1, None),
        (1, 0, number),
    ]
    assert [each.number for each in inputs(connection, number)] == [number]
    assert inputs(connection, 99) == []


figures = st.dictionaries(st.sampled_from(AREAS), st.integers(1, 3), min_size=1)


@given(st.lists(st.one_of(figures, st.integers(2, 12)), max_size=12))
def test_any_order_of_imports_and_undoings(steps: list[dict[str, int] | int]) -> None:
    """Against states kept by hand: each with the input that first wrote it."""
    with memory_database() as connection:
        write(connection, DATASET)
        states: dict[str, list[tuple[int | None, int]]] = {
            area: [(number, 1)] for area, number in present(connection).items()
        }
        for step in steps:
            if isinstance(step, dict):
                written = imported(connection, step)
                for area, number in step.items():
                    known = states.setdefault(area, [])
                    if not known or known[-1][0] != number:
                        known.append((number, written))
                continue
            taken = {
                area: known for area, known in states.items() if known and known[-1][1] == step
            }
            try:
                take_back(connection, step, NOON)
            except CannotRun:
                assert not taken
            for known in taken.values():
                first = next(n for n, (_, writer) in enumerate(known) if writer == step)
                known.append(known[first - 1] if first else (None, 0))
            now = {a: known[-1][0] for a, known in states.items() if known[-1][0] is not None}
            assert present(connection) == now
        assert check(connection) == []
        for area, known in states.items():
            values = [entry.new for entry in history(connection, area, "TC03", H2.code)]
            assert [value and int(value.number or 0) for value in values] == [
                number for number, _ in known
            ]
