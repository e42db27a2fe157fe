"""Definitions written: what a data file states replaces what was there under the same key.

What it does not state stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from chuyenhoa.store.digests import DEFINITIONS, seal_tables
from chuyenhoa.store.figures import real, stored_period
from chuyenhoa.store.inputs import Counts
from chuyenhoa.store.keys import PeriodIds, period_dates, read_ids, report
from chuyenhoa.store.narrative import write_notes, write_office
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.spelling import spelled_as

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from chuyenhoa.model.dataset import (
        Area,
        Baseline,
        CriteriaSet,
        Dataset,
        Group,
        Listing,
        Note,
        Programme,
        RevisedTarget,
    )
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.targets import Target

T = TypeVar("T")


def write_definitions(connection: sqlite3.Connection, dataset: Dataset) -> dict[str, Counts]:
    """Write everything but the results.

    A criterion keeps its number, and with it its results, over all sets; one that is in no set any
    more goes, with its targets and baselines. Areas take the order of a data file that states all
    of them; otherwise new ones follow.

    Args:
        connection: In a transaction for writing.
        dataset: Checked; its programme is complete.

    Returns:
        The counts of 'programme' (one), 'areas', 'listings', 'criteria_sets', 'targets',
        'baselines', 'periods', 'office' (one) and 'notes'.
    """
    known = read_definitions(connection)
    stated = spelled_as(known, dataset)
    writer = _Writer(connection, stated.programme.cutoff_day)
    counts = {
        "programme": writer.programme(stated.programme, known.programme),
        "areas": writer.areas(stated.areas, known.areas),
        "listings": writer.listings(stated.listings, known.listings),
        "criteria_sets": writer.criteria_sets(stated.criteria_sets, known.criteria_sets),
        "targets": writer.targets(stated.targets, known.targets),
        "baselines": writer.baselines(stated.baselines, known.baselines),
        "periods": writer.periods(stated.periods),
        "office": write_office(connection, stated.office, known.office),
        "notes": writer.notes(stated.notes, known.notes),
    }
    _prune(connection)
    seal_tables(connection, *DEFINITIONS)
    return counts


def delete_note(connection: sqlite3.Connection, code: str) -> None:
    """Remove the note with this code, within the caller's transaction for writing."""
    connection.execute("DELETE FROM note WHERE lower(code) = lower(?)", (code,))
    _prune(connection)
    seal_tables(connection, *DEFINITIONS)


def _compare(
    stated: Iterable[T], known: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[T], list[T], Counts]:
    """What of the stated is new, what is changed, and the counts of both and of the rest."""
    before = {key(each): each for each in known}
    new, changed, unchanged = [], [], 0
    for each in stated:
        if key(each) not in before:
            new.append(each)
        elif each != before[key(each)]:
            changed.append(each)
        else:
            unchanged += 1
    return new, changed, Counts(len(new), len(changed), unchanged)


class _Writer:
    """Writes the parts in order: each names rows of those before it."""

    def __init__(self, connection: sqlite3.Connection, cutoff_day: int) -> None:
        self.connection = connection
        self.period_ids = PeriodIds(connection, cutoff_day)
        self.area_ids = read_ids(connection, "area")
        self.criterion_ids = read_ids(connection, "criterion")

    def programme(self, stated: Programme, known: Programme) -> Counts:
        settings = (
            stated.title,
            stated.language,
            stated.illustrative,
            stated.cutoff_day,
            real(stated.min_success_rate),
            stated.max_relapses,
        )
        new = self.connection.execute(
            "INSERT INTO dataset (id, title, language, illustrative, cutoff_day, "
            "min_success_rate, max_relapses) VALUES (1, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO NOTHING",
            settings,
        ).rowcount
        if new:
            return Counts(new=1)
        if stated == known:
            return Counts(unchanged=1)
        self.connection.execute(
            "UPDATE dataset SET title = ?, language = ?, illustrative = ?, cutoff_day = ?, "
            "min_success_rate = ?, max_relapses = ?",
            settings,
        )
        if stated.cutoff_day != known.cutoff_day:
            self._move_periods(stated.cutoff_day)
        return Counts(changed=1)

    def _move_periods(self, cutoff_day: int) -> None:
        rows = self.connection.execute("SELECT code, id FROM period").fetchall()
        self.connection.executemany(
            "UPDATE period SET starts_on = ?, ends_on = ? WHERE id = ?",
            [(*period_dates(stored_period(code), cutoff_day), number) for code, number in rows],
        )

    def areas(self, stated: Sequence[Area], known: Sequence[Area]) -> Counts:
        new, changed, counts = _compare(stated, known, lambda area: area.code)
        self.connection.executemany(
            "INSERT INTO area (position, code, name, kind, gso_code) VALUES (?, ?, ?, ?, ?)",
            [
                (position, area.code, area.name, area.kind, area.gso_code)
                for position, area in enumerate(new, len(known) + 1)
            ],
        )
        self.connection.executemany(
            "UPDATE area SET name = ?, kind = ?, gso_code = ? WHERE code = ?",
            [(area.name, area.kind, area.gso_code, area.code) for area in changed],
        )
        self.area_ids = read_ids(self.connection, "area")
        self._aliases([*new, *changed])
        if len(stated) == len(self.area_ids):
            self.connection.executemany(
                "UPDATE area SET position = ? WHERE id = ? AND position <> ?1",
                [(place, self.area_ids[area.code]) for place, area in enumerate(stated, 1)],
            )
        return counts

    def _aliases(self, areas: Sequence[Area]) -> None:
        self.connection.executemany(
            "DELETE FROM area_alias WHERE area_id = ?",
            [(self.area_ids[area.code],) for area in areas],
        )
        self.connection.executemany(
            "INSERT INTO area_alias (area_id, position, alias) VALUES (?, ?, ?)",
            [
                (self.area_ids[area.code], position, alias)
                for area in areas
                for position, alias in enumerate(area.aliases, 1)
            ],
        )

    def listings(self, stated: Sequence[Listing], known: Sequence[Listing]) -> Counts:
        new, changed, counts = _compare(stated, known, lambda listing: listing.area)
        self.connection.executemany(
            "INSERT OR REPLACE INTO listing (area_id, listed_id, selected_id, delisted_id, "
            "decision) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    self.area_ids[each.area],
                    self.period_ids[each.listed],
                    self.period_ids.find(each.selected),
                    self.period_ids.find(each.delisted),
                    each.decision,
                )
                for each in (*new, *changed)
            ],
        )
        return counts

    def criteria_sets(self, stated: Sequence[CriteriaSet], known: Sequence[CriteriaSet]) -> Counts:
        new, changed, counts = _compare(stated, known, lambda each: each.code)
        set_ids = read_ids(self.connection, "criteria_set")
        # All go before one comes back: two sets may exchange the periods that they start with.
        gone = [(set_ids[each.code],) for each in changed]
        for table, key in (
            ("set_criterion", "set_id"),
            ("criterion_group", "set_id"),
            ("criteria_set", "id"),
        ):
            self.connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", gone)  # noqa: S608 - our own names
        for each in changed:
            self._criteria_set(each, set_ids[each.code])
        for each in new:
            self._criteria_set(each, None)
        return counts

    def _criteria_set(self, stated: CriteriaSet, number: int | None) -> None:
        set_id = self.connection.execute(
            "INSERT INTO criteria_set (id, code, name, from_id, pass_score) VALUES (?, ?, ?, ?, ?)",
            (
                number,
                stated.code,
                stated.name,
                self.period_ids[stated.start],
                real(stated.pass_score),
            ),
        ).lastrowid
        group_ids = self._groups(set_id, stated.groups)
        self._criteria(stated)
        self.connection.executemany(
            "INSERT INTO set_criterion (set_id, criterion_id, position, group_id, name, name_en, "
            "unit, per, may_exceed, against, low, low_open, high, high_open, mandatory, points) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    set_id,
                    self.criterion_ids[each.code],
                    position,
                    group_ids[each.group],
                    each.name,
                    each.name_en,
                    each.unit,
                    each.per,
                    each.may_exceed,
                    each.against,
                    *_ends(each.target),
                    each.mandatory,
                    real(each.points),
                )
                for position, each in enumerate(stated.criteria, 1)
            ],
        )

    def _groups(self, set_id: int | None, stated: Sequence[Group]) -> dict[str | None, int | None]:
        """The numbers of a set's groups by their codes; a criterion may be in none."""
        numbers: dict[str | None, int | None] = {None: None}
        for position, group in enumerate(stated, 1):
            every = group.require == "all"
            count = None if every else group.require
            numbers[group.code] = self.connection.execute(
                "INSERT INTO criterion_group (set_id, position, code, name, require_all, "
                "require_count) VALUES (?, ?, ?, ?, ?, ?)",
                (set_id, position, group.code, group.name, every, count),
            ).lastrowid
        return numbers

    def _criteria(self, stated: CriteriaSet) -> None:
        """See to it that there is each criterion, with its measure."""
        self.connection.executemany(
            "INSERT INTO criterion (code, measure) VALUES (?, ?) "
            "ON CONFLICT (lower(code)) DO UPDATE SET measure = excluded.measure",
            [(each.code, each.measure) for each in stated.criteria],
        )
        self.criterion_ids = read_ids(self.connection, "criterion")

    def targets(self, stated: Sequence[RevisedTarget], known: Sequence[RevisedTarget]) -> Counts:
        new, changed, counts = _compare(
            stated, known, lambda target: (target.criterion, target.area, target.start)
        )
        self.connection.executemany(
            "INSERT INTO target (criterion_id, area_id, from_id, until_id, low, low_open, high, "
            "high_open, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (criterion_id, COALESCE(area_id, 0), COALESCE(from_id, 0)) DO UPDATE SET "
            "until_id = excluded.until_id, low = excluded.low, low_open = excluded.low_open, "
            "high = excluded.high, high_open = excluded.high_open, reason = excluded.reason",
            [
                (
                    self.criterion_ids[each.criterion],
                    self.area_ids.find(each.area),
                    self.period_ids.find(each.start),
                    self.period_ids.find(each.until),
                    *_ends(each.target),
                    each.reason,
                )
                for each in (*new, *changed)
            ],
        )
        return counts

    def baselines(self, stated: Sequence[Baseline], known: Sequence[Baseline]) -> Counts:
        new, changed, counts = _compare(
            stated, known, lambda baseline: (baseline.area, baseline.criterion)
        )
        self.connection.executemany(
            "INSERT OR REPLACE INTO baseline (area_id, criterion_id, number) VALUES (?, ?, ?)",
            [
                (self.area_ids[each.area], self.criterion_ids[each.criterion], real(each.number))
                for each in (*new, *changed)
            ],
        )
        return counts

    def periods(self, stated: Iterable[Period]) -> Counts:
        numbers = {self.period_ids[period] for period in stated}
        new = report(self.connection, numbers)
        return Counts(new, 0, len(numbers) - new)

    def notes(self, stated: Sequence[Note], known: Sequence[Note]) -> Counts:
        new, changed, counts = _compare(stated, known, lambda note: note.code)
        write_notes(
            self.connection,
            [*new, *changed],
            self.period_ids,
            self.area_ids,
            self.criterion_ids,
        )
        return counts


def _ends(target: Target) -> tuple[float | None, bool, float | None, bool]:
    return real(target.low), target.low_open, real(target.high), target.high_open


def _prune(connection: sqlite3.Connection) -> None:
    """Remove the criteria that are in no set any more, and the periods that nothing names."""
    gone = connection.execute(
        "SELECT id FROM criterion WHERE id NOT IN (SELECT criterion_id FROM set_criterion)"
    ).fetchall()
    for table, key in (
        ("target", "criterion_id"),
        ("baseline", "criterion_id"),
        ("criterion", "id"),
    ):
        connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", gone)  # noqa: S608 - our own names
    connection.execute(
        "DELETE FROM period WHERE reported = 0 AND id NOT IN ("
        "SELECT listed_id FROM listing "
        "UNION SELECT selected_id FROM listing WHERE selected_id IS NOT NULL "
        "UNION SELECT delisted_id FROM listing WHERE delisted_id IS NOT NULL "
        "UNION SELECT from_id FROM criteria_set "
        "UNION SELECT from_id FROM target WHERE from_id IS NOT NULL "
        "UNION SELECT until_id FROM target WHERE until_id IS NOT NULL "
        "UNION SELECT period_id FROM note "
        "UNION SELECT closed_id FROM note WHERE closed_id IS NOT NULL)"
    )
