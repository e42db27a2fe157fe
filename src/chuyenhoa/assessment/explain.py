"""Why a verdict is what it is, and where its figures came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuyenhoa.assessment.assess import read_asked, read_assessment
from chuyenhoa.assessment.periods import find_period, listed
from chuyenhoa.assessment.remedy import Remedy, remedy
from chuyenhoa.assessment.scope import scope
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_
from chuyenhoa.store.figures import decimal_or_none
from chuyenhoa.store.history import origin

if TYPE_CHECKING:
    import sqlite3
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment, Standing
    from chuyenhoa.assessment.periods import FoundPeriod
    from chuyenhoa.model.targets import Target
    from chuyenhoa.store.history import Source


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reduction is compared with: a period's figure, or the baseline (`period` None).

    `number` is None where there is none; `source` where it is a baseline or there is none.
    """

    period: str | None
    number: Decimal | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class RevisedBy:
    """A revised target: for one area or for all, in which periods, and why."""

    for_this_area: bool
    start: str | None
    until: str | None
    reason: str | None
    instead_of: Target


@dataclass(frozen=True, slots=True)
class ExplainedCriterion:
    """One verdict with all that it rests on."""

    assessed: AssessedCriterion
    source: Source | None
    reference: Reference | None
    revised_by: RevisedBy | None
    remedy: Remedy | None


@dataclass(frozen=True, slots=True)
class ExplainedGroup:
    """What a group requires (§6) and has; `required` is never more than apply."""

    code: str
    name: str
    required: int
    met: int
    missing: int
    applicable: int
    is_met: bool
    can_be_met: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an area stands where it does in a period.

    Attributes:
        assessment: Of the period, with this one area.
        criteria: The one asked about, or all of the area's.
        groups: Those that require something.
        earlier: Period and standing of the earlier periods that count for the stage, oldest first.
        pass_points: The points that the area needs.
    """

    assessment: Assessment
    criteria: tuple[ExplainedCriterion, ...]
    groups: tuple[ExplainedGroup, ...]
    earlier: tuple[tuple[str, Standing], ...]
    pass_points: Decimal

    @property
    def area(self) -> AssessedArea:
        """The area that is explained."""
        return self.assessment.areas[0]


def explain(
    connection: sqlite3.Connection,
    area: str,
    criterion: str | None = None,
    period: str | None = None,
) -> Explanation:
    """Why an area, or one criterion of it, has its verdict.

    Args:
        connection: To the database; temporary tables are made and dropped in it.
        area: Its code.
        criterion: Its code; None for all criteria of the set in force.
        period: Its code; None for the latest period with results.

    Raises:
        CannotRun: As `assess`; or the criterion is not in the set in force.
    """
    found = find_period(connection, period)
    with scope(connection, found.id, listed(connection, found, [area])):
        assessment = read_assessment(connection, found, whole=False)
        (assessed,) = assessment.areas
        criteria = tuple(
            _explained(connection, found, area, c)
            for c in assessed.criteria
            if criterion is None or c.asked.code == criterion
        )
        if not criteria:
            raise CannotRun(
                N_("The criterion {criterion} is not in the set {set}, in force in {period}."),
                criterion=criterion,
                set=found.criteria_set,
                period=found.code,
            )
        return Explanation(
            assessment=assessment,
            criteria=criteria,
            groups=tuple(_groups(connection, found.id)),
            earlier=tuple(connection.execute(_EARLIER, (found.id,))),
            pass_points=assessment.pass_score * assessed.max_points / 100,
        )


_EARLIER = """
SELECT p.code, s.standing
FROM area_standing s
JOIN followed_area f ON f.period_id = s.period_id AND f.area_id = s.area_id
JOIN period p ON p.id = s.period_id
WHERE f.once_selected = 1 AND s.period_id <> ?
ORDER BY p.starts_on
"""

_GROUPS = """
SELECT
    g.code, g.name, g.require_all, g.require_count,
    s.met, s.missing, s.met + s.not_met + s.missing, s.is_met, s.can_be_met
FROM group_standing s JOIN criterion_group g ON g.id = s.group_id
WHERE s.period_id = ? AND (g.require_all = 1 OR g.require_count IS NOT NULL)
ORDER BY g.position
"""


def _groups(connection: sqlite3.Connection, period_id: int) -> list[ExplainedGroup]:
    groups = []
    for (
        code,
        name,
        every,
        count,
        met,
        missing,
        applicable,
        is_met,
        can_be_met,
    ) in connection.execute(_GROUPS, (period_id,)):
        required = applicable if every else min(count, applicable)
        groups.append(
            ExplainedGroup(
                code, name, required, met, missing, applicable, bool(is_met), bool(can_be_met)
            )
        )
    return groups


_ASKED = """
SELECT
    v.set_criterion_id, v.target_id, CASE WHEN v.measure = 'reduction' THEN v.against END,
    p.prior_year_code, p.previous_code
FROM asked_criterion v
JOIN criterion k ON k.id = v.criterion_id
JOIN period p ON p.id = v.period_id
WHERE v.period_id = ? AND k.code = ?
"""


def _explained(
    connection: sqlite3.Connection, period: FoundPeriod, area: str, assessed: AssessedCriterion
) -> ExplainedCriterion:
    code = assessed.asked.code
    row = connection.execute(_ASKED, (period.id, code)).fetchone()
    set_criterion_id, target_id, against, prior_year, previous = row
    reference = None
    if against is not None:
        compared = {"prior_year": prior_year, "previous": previous}.get(against)
        reference = Reference(
            compared,
            decimal_or_none(assessed.reference),
            None if compared is None else origin(connection, area, code, compared),
        )
    return ExplainedCriterion(
        assessed,
        origin(connection, area, code, period.code),
        reference,
        None if target_id is None else _revised_by(connection, set_criterion_id, target_id),
        remedy(assessed),
    )


_REVISED_BY = """
SELECT t.area_id IS NOT NULL, since.code, until.code, t.reason
FROM target t
LEFT JOIN period since ON since.id = t.from_id
LEFT JOIN period until ON until.id = t.until_id
WHERE t.id = ?
"""


def _revised_by(connection: sqlite3.Connection, set_criterion_id: int, target_id: int) -> RevisedBy:
    for_area, start, until, reason = connection.execute(_REVISED_BY, (target_id,)).fetchone()
    own = read_asked(connection, set_criterion_id, None).target
    return RevisedBy(bool(for_area), start, until, reason, own)
