"""Definitions read: the programme, its areas, listings, criteria, targets and periods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from chuyenhoa.model.dataset import (
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Group,
    Listing,
    Programme,
    RevisedTarget,
)
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from chuyenhoa.store.figures import decimal, decimal_or_none, stored_measure, stored_period
from chuyenhoa.store.narrative import read_notes, read_office

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from chuyenhoa.model.dataset import Against
    from chuyenhoa.model.periods import Period

C = TypeVar("C", bound=Criterion)


def read_definitions(connection: sqlite3.Connection) -> Dataset:
    """Everything but the results; `periods` are those reported, in order of their start."""
    return replace(
        read_vocabulary(connection),
        listings=tuple(_listings(connection)),
        targets=tuple(_targets(connection)),
        baselines=tuple(_baselines(connection)),
        periods=tuple(_periods(connection)),
        office=read_office(connection),
        notes=tuple(read_notes(connection)),
    )


def read_vocabulary(connection: sqlite3.Connection) -> Dataset:
    """What figures are named by, the areas and criteria; it is half of the definitions."""
    return Dataset(
        programme=read_programme(connection),
        areas=tuple(read_areas(connection)),
        criteria_sets=tuple(_criteria_sets(connection)),
    )


def read_programme(connection: sqlite3.Connection) -> Programme:
    """The settings; the defaults where nothing was loaded yet."""
    row = connection.execute(
        "SELECT title, language, illustrative, cutoff_day, min_success_rate, max_relapses "
        "FROM dataset"
    ).fetchone()
    if row is None:
        return Programme()
    title, language, illustrative, cutoff_day, rate, relapses = row
    return Programme(title, language, bool(illustrative), cutoff_day, decimal(rate), relapses)


def read_areas(connection: sqlite3.Connection) -> Iterator[Area]:
    """The areas, in the order of the data file."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for area_id, alias in connection.execute(
        "SELECT area_id, alias FROM area_alias ORDER BY area_id, position"
    ):
        aliases[area_id].append(alias)
    for area_id, code, name, kind, gso_code in connection.execute(
        "SELECT id, code, name, kind, gso_code FROM area ORDER BY position"
    ):
        yield Area(code, name, kind, gso_code, tuple(aliases.get(area_id, ())))


def _listings(connection: sqlite3.Connection) -> Iterator[Listing]:
    for area, listed, selected, delisted, decision in connection.execute(
        "SELECT a.code, listed.code, selected.code, delisted.code, l.decision "
        "FROM listing l "
        "JOIN area a ON a.id = l.area_id "
        "JOIN period listed ON listed.id = l.listed_id "
        "LEFT JOIN period selected ON selected.id = l.selected_id "
        "LEFT JOIN period delisted ON delisted.id = l.delisted_id "
        "ORDER BY a.position"
    ):
        yield Listing(area, stored_period(listed), _period(selected), _period(delisted), decision)


def _criteria_sets(connection: sqlite3.Connection) -> Iterator[CriteriaSet]:
    groups: dict[int, list[Group]] = defaultdict(list)
    for set_id, code, name, require_all, count in connection.execute(
        "SELECT set_id, code, name, require_all, require_count FROM criterion_group "
        "ORDER BY set_id, position"
    ):
        groups[set_id].append(Group(code, name, "all" if require_all else count))
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    for set_id, *row in connection.execute(
        f"SELECT s.set_id, {CRITERION}, s.low, s.low_open, s.high, s.high_open "  # noqa: S608 - our own names
        "FROM set_criterion s "
        "JOIN criterion c ON c.id = s.criterion_id "
        "LEFT JOIN criterion_group g ON g.id = s.group_id "
        "ORDER BY s.set_id, s.position"
    ):
        criteria[set_id].append(criterion(Criterion, *row))
    for set_id, code, name, start, pass_score in connection.execute(
        "SELECT s.id, s.code, s.name, p.code, s.pass_score "
        "FROM criteria_set s JOIN period p ON p.id = s.from_id ORDER BY s.id"
    ):
        yield CriteriaSet(
            code=code,
            name=name,
            start=stored_period(start),
            criteria=tuple(criteria[set_id]),
            groups=tuple(groups[set_id]),
            pass_score=decimal(pass_score),
        )


CRITERION = (
    "c.code, c.measure, g.code, s.name, s.name_en, s.unit, s.per, s.may_exceed, s.against, "
    "s.mandatory, s.points"
)
"""What `criterion` takes, of the tables set_criterion s, criterion c and criterion_group g."""


def criterion(  # noqa: PLR0913, PLR0917 - a row has as many columns
    make: type[C],
    code: str,
    measure: str,
    group: str | None,
    name: str,
    name_en: str | None,
    unit: str | None,
    per: int,
    may_exceed: int,
    against: Against,
    mandatory: int,
    points: float,
    *ends: float | None,
) -> C:
    """The criterion that a row is: what `CRITERION` selects, then the ends of its target."""
    kind = stored_measure(measure)
    return make(
        code=code,
        name=name,
        target=_target(kind, *ends),
        name_en=name_en,
        group=group,
        unit=unit,
        measure=kind,
        per=per,
        may_exceed=bool(may_exceed),
        against=against,
        mandatory=bool(mandatory),
        points=decimal(points),
    )


def _targets(connection: sqlite3.Connection) -> Iterator[RevisedTarget]:
    for criterion, measure, area, start, until, reason, *ends in connection.execute(
        "SELECT c.code, c.measure, a.code, start.code, until.code, t.reason, "
        "t.low, t.low_open, t.high, t.high_open "
        "FROM target t "
        "JOIN criterion c ON c.id = t.criterion_id "
        "LEFT JOIN area a ON a.id = t.area_id "
        "LEFT JOIN period start ON start.id = t.from_id "
        "LEFT JOIN period until ON until.id = t.until_id "
        "ORDER BY t.id"
    ):
        target = _target(stored_measure(measure), *ends)
        yield RevisedTarget(criterion, target, area, _period(start), _period(until), reason)


def _target(
    measure: Measure,
    low: float | None,
    low_open: float | None,
    high: float | None,
    high_open: float | None,
) -> Target:
    return Target(
        decimal_or_none(low),
        bool(low_open),
        decimal_or_none(high),
        bool(high_open),
        is_answer=measure is Measure.YES_NO,
    )


def _baselines(connection: sqlite3.Connection) -> Iterator[Baseline]:
    for area, criterion, number in connection.execute(
        "SELECT a.code, c.code, b.number FROM baseline b "
        "JOIN area a ON a.id = b.area_id "
        "JOIN criterion c ON c.id = b.criterion_id "
        "ORDER BY a.position, c.id"
    ):
        yield Baseline(area, criterion, decimal(number))


def _periods(connection: sqlite3.Connection) -> Iterator[Period]:
    for (code,) in connection.execute(
        "SELECT code FROM period WHERE reported = 1 ORDER BY starts_on, ends_on"
    ):
        yield stored_period(code)


def _period(code: str | None) -> Period | None:
    return None if code is None else stored_period(code)
