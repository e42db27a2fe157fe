from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from chuyenhoa.errors import CannotRun
from chuyenhoa.model.dataset import (
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Listing,
    Note,
    Office,
    Programme,
    RevisedTarget,
    Signer,
)
from chuyenhoa.model.periods import Period
from chuyenhoa.model.values import Measure
from chuyenhoa.store.check import check
from chuyenhoa.store.database import memory_database, open_database
from chuyenhoa.store.inputs import Counts
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import read_results, write_results
from chuyenhoa.store.write_definitions import delete_note, write_definitions
from tests.store.programmes import (
    CRITERIA,
    DATASET,
    H1,
    H2,
    LOAD,
    NEXT,
    make,
    rows,
    target,
    write,
)
from tests.strategies import chronological, datasets, without_places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with memory_database() as connection:
        write(connection, DATASET)
        yield connection


def change(connection: sqlite3.Connection, **stated: Any) -> dict[str, Counts]:
    """Write these parts of a dataset; the counts of what was written."""
    dataset = replace(Dataset(programme=DATASET.programme), **stated)
    counts = write_definitions(connection, dataset)
    assert check(connection) == []
    return {kind: count for kind, count in counts.items() if count != Counts()}


def test_nothing_is_in_an_empty_database() -> None:
    with memory_database() as connection:
        assert read_definitions(connection) == Dataset()


def test_what_is_written_is_read(connection: sqlite3.Connection) -> None:
    assert read_definitions(connection) == replace(DATASET, results=())


def test_the_first_time_all_is_new() -> None:
    with memory_database() as connection:
        assert write_definitions(connection, DATASET) == {
            "programme": Counts(1),
            "areas": Counts(3),
            "listings": Counts(2),
            "criteria_sets": Counts(1),
            "targets": Counts(2),
            "baselines": Counts(1),
            "periods": Counts(3),
            "office": Counts(1),
            "notes": Counts(2),
        }


def test_the_second_time_nothing_is(connection: sqlite3.Connection) -> None:
    before = rows(connection)
    counts = write_definitions(connection, DATASET)
    assert not any(count.written for count in counts.values())
    assert counts["areas"] == Counts(unchanged=3)
    assert rows(connection) == before


def test_what_is_not_stated_stays(connection: sqlite3.Connection) -> None:
    assert change(connection) == {"programme": Counts(unchanged=1)}
    assert read_definitions(connection) == replace(DATASET, results=())


def test_settings_change(connection: sqlite3.Connection) -> None:
    programme = Programme("x", "en", False, 15, Decimal("99.5"), 2)
    assert change(connection, programme=programme) == {"programme": Counts(changed=1)}
    assert read_definitions(connection).programme == programme


def test_a_new_cutoff_day_moves_the_periods(connection: sqlite3.Connection) -> None:
    query = "SELECT starts_on, ends_on FROM period WHERE code = '2022-H2'"
    assert connection.execute(query).fetchone() == ("2022-06-15", "2022-12-14")
    change(connection, programme=replace(DATASET.programme, cutoff_day=1))
    assert connection.execute(query).fetchone() == ("2022-07-01", "2022-12-31")


def test_an_area_changes_and_keeps_its_place(connection: sqlite3.Connection) -> None:
    stated = Area("HONG-THU", "Xã Hồng Thu", "ward", "03499", ("HT",))
    assert change(connection, areas=(stated,))["areas"] == Counts(changed=1)
    found = read_definitions(connection).areas
    assert found[1] == replace(stated, code="hong-thu")
    assert [area.code for area in found] == ["phin-ho", "hong-thu", "sin-ho"]
    assert change(connection, areas=(replace(stated, aliases=()),))["areas"] == Counts(changed=1)
    assert read_definitions(connection).areas[1].aliases == ()


def test_new_areas_follow_those_there(connection: sqlite3.Connection) -> None:
    change(connection, areas=(Area("a", "A"), Area("sin-ho", "Sìn Hồ", "township")))
    codes = [area.code for area in read_definitions(connection).areas]
    assert codes == ["phin-ho", "hong-thu", "sin-ho", "a"]


def test_who_states_all_areas_orders_them(connection: sqlite3.Connection) -> None:
    stated = (Area("a", "A"), *reversed(DATASET.areas))
    counts = change(connection, areas=stated)
    assert counts["areas"] == Counts(new=1, unchanged=3)
    assert read_definitions(connection).areas == stated


def test_a_listing_is_replaced(connection: sqlite3.Connection) -> None:
    stated = (Listing("Phin-Ho", H1), Listing("sin-ho", NEXT))
    assert change(connection, listings=stated)["listings"] == Counts(new=1, changed=1)
    assert read_definitions(connection).listings == (
        Listing("phin-ho", H1),
        DATASET.listings[1],
        Listing("sin-ho", NEXT),
    )


def test_a_set_is_replaced_whole_and_criteria_keep_their_results(
    connection: sqlite3.Connection,
) -> None:
    before = rows(connection)
    kept = (replace(CRITERIA[3], code="tc08", name="Tên mới"), CRITERIA[0], *CRITERIA[1:3])
    stated = CriteriaSet("btc", "Bộ mới", H1, tuple(replace(each, group=None) for each in kept))
    assert change(connection, criteria_sets=(stated,))["criteria_sets"] == Counts(changed=1)
    (found,) = read_definitions(connection).criteria_sets
    assert [each.code for each in found.criteria] == ["TC08", "TC03", "TC06", "TC07"]
    assert (found.code, found.name, found.groups) == ("BTC", "Bộ mới", ())
    after = rows(connection)
    assert after["criterion"] == before["criterion"]
    assert after["result"] == before["result"]
    assert {row[0] for row in after["criteria_set"]} == {row[0] for row in before["criteria_set"]}


def test_groups_are_found_in_any_case(connection: sqlite3.Connection) -> None:
    stated = DATASET.criteria_sets[0]
    criteria = (replace(CRITERIA[0], group="a"), *CRITERIA[1:])
    stated = replace(stated, criteria=criteria)
    assert change(connection, criteria_sets=(stated,))["criteria_sets"] == Counts(unchanged=1)


def test_two_sets_exchange_their_starts(connection: sqlite3.Connection) -> None:
    first = DATASET.criteria_sets[0]
    second = replace(first, code="BTC-2", start=H2)
    change(connection, criteria_sets=(second,))
    exchanged = (replace(first, start=H2), replace(second, start=H1))
    assert change(connection, criteria_sets=exchanged)["criteria_sets"] == Counts(changed=2)
    assert read_definitions(connection).criteria_sets == exchanged


def test_a_criterion_without_results_may_change_its_measure() -> None:
    with memory_database() as connection:
        write_definitions(connection, replace(DATASET, targets=(), baselines=()))
        first = DATASET.criteria_sets[0]
        answer = Criterion("TC03", "x", target("yes", Measure.YES_NO), measure=Measure.YES_NO)
        stated = replace(first, criteria=(answer, *CRITERIA[1:]))
        change(connection, criteria_sets=(stated,))
        assert read_definitions(connection).criteria_sets == (stated,)


def test_a_criterion_in_no_set_goes_with_all_that_is_about_it() -> None:
    with memory_database() as connection:
        write_definitions(connection, DATASET)
        first = DATASET.criteria_sets[0]
        change(connection, criteria_sets=(replace(first, criteria=CRITERIA[1:2]),))
        found = read_definitions(connection)
        assert found.targets == DATASET.targets[1:]
        assert found.baselines == ()
        assert connection.execute("SELECT code FROM criterion").fetchall() == [("TC06",)]


def test_a_criterion_with_results_cannot_go(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    first = DATASET.criteria_sets[0]
    with (
        pytest.raises(CannotRun, match=r"FOREIGN KEY"),
        open_database(path, write=True) as connection,
    ):
        change(connection, criteria_sets=(replace(first, criteria=CRITERIA[:2]),))
    with open_database(path) as connection:
        assert read_definitions(connection) == replace(DATASET, results=())


def test_targets_are_replaced_by_criterion_area_and_start(connection: sqlite3.Connection) -> None:
    stated = (
        RevisedTarget("tc03", target("> 4"), "PHIN-HO", H2),
        RevisedTarget("TC06", target("yes", Measure.YES_NO), reason="x"),
        RevisedTarget("TC03", target("< 4"), "phin-ho"),
        RevisedTarget("TC03", target("< 4"), None, H2),
    )
    assert change(connection, targets=stated)["targets"] == Counts(new=2, changed=2)
    found = read_definitions(connection).targets
    assert found == (replace(stated[0], criterion="TC03", area="phin-ho"), *stated[1:])


def test_a_baseline_is_replaced(connection: sqlite3.Connection) -> None:
    stated = (Baseline("hong-thu", "TC07", Decimal(3)), Baseline("phin-ho", "tc07", Decimal("0.5")))
    assert change(connection, baselines=stated)["baselines"] == Counts(new=1, changed=1)
    assert read_definitions(connection).baselines == (
        Baseline("phin-ho", "TC07", Decimal("0.5")),
        stated[0],
    )


def test_the_letterhead_is_replaced_whole(connection: sqlite3.Connection) -> None:
    stated = Office(body="BAN CHỈ ĐẠO", signer=Signer(title="PHÓ BAN"), recipients=("Lưu.",))
    assert change(connection, office=stated)["office"] == Counts(changed=1)
    assert read_definitions(connection).office == stated
    assert change(connection, office=stated)["office"] == Counts(unchanged=1)


def test_a_note_is_replaced_by_its_code_and_keeps_its_place(connection: sqlite3.Connection) -> None:
    stated = Note("n01", "difficulty", NEXT, "x", area="HONG-THU", criterion="tc06")
    new = Note("N10", "model", H1, "y")
    assert change(connection, notes=(new, stated))["notes"] == Counts(new=1, changed=1)
    assert read_definitions(connection).notes == (
        replace(stated, code="N01", area="hong-thu", criterion="TC06"),
        DATASET.notes[1],
        new,
    )


def test_a_removed_note_takes_its_periods_along(connection: sqlite3.Connection) -> None:
    named = "SELECT count(*) FROM period WHERE code IN ('2020', '2021')"
    note = Note("N10", "model", Period.parse("2020"), "y", closed=Period.parse("2021"))
    change(connection, notes=(note,))
    assert connection.execute(named).fetchone() == (2,)
    delete_note(connection, "n10")
    assert check(connection) == []
    assert connection.execute(named).fetchone() == (0,)
    assert read_definitions(connection).notes == DATASET.notes


def test_a_criterion_that_a_note_is_about_cannot_go() -> None:
    with memory_database() as connection:
        write_definitions(connection, replace(DATASET, targets=(), baselines=()))
        without = replace(DATASET.criteria_sets[0], criteria=CRITERIA[:1])
        with pytest.raises(sqlite3.IntegrityError, match=r"FOREIGN KEY"):
            change(connection, criteria_sets=(without,))


def test_periods_are_reported_once_stated(connection: sqlite3.Connection) -> None:
    year = Period.parse("2022")
    assert change(connection, periods=(year, H1))["periods"] == Counts(new=1, unchanged=1)
    # In order of start; of two that start together, the one that ends first comes first.
    assert read_definitions(connection).periods == (H1, year, H2, NEXT)


def test_a_period_that_nothing_names_any_more_goes(connection: sqlite3.Connection) -> None:
    named = Period.parse("2020")
    query = "SELECT reported FROM period WHERE code = '2020'"
    change(connection, listings=(Listing("sin-ho", named),))
    assert connection.execute(query).fetchone() == (0,)
    change(connection, listings=(Listing("sin-ho", H1),))
    assert connection.execute(query).fetchone() is None


@given(datasets())
def test_any_programme_is_read_as_it_was_written(dataset: Dataset) -> None:
    with memory_database() as connection:
        write(connection, dataset)
        found = replace(read_definitions(connection), results=tuple(read_results(connection)))
        assert check(connection) == []
        before = rows(connection)
        assert write_results(connection, found.results, LOAD).written == 0
        assert not any(each.written for each in write_definitions(connection, found).values())
        assert rows(connection) == before
    assert _in_order(found) == _in_order(dataset)


def _in_order(dataset: Dataset) -> Dataset:
    """What has no order of its own, in one."""
    cutoff = dataset.programme.cutoff_day
    return without_places(
        replace(
            dataset,
            listings=tuple(sorted(dataset.listings, key=lambda each: each.area)),
            baselines=tuple(
                sorted(dataset.baselines, key=lambda each: (each.area, each.criterion))
            ),
            periods=tuple(sorted(dataset.periods, key=chronological)),
            results=tuple(
                sorted(
                    dataset.results,
                    key=lambda each: (each.period.start(cutoff), each.period.code, each[1:3]),
                )
            ),
        )
    )
