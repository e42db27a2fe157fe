"""A period seen beside those before it: what a report is made of.

All of it is judged in one go, and of earlier periods only what is asked about is kept, so that a
country's report takes little more memory than its assessment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.assessment.assess import everything, read_assessment
from chuyenhoa.assessment.comparison import Comparison, compare, other_verdicts
from chuyenhoa.assessment.periods import find_period, listed, reported_before
from chuyenhoa.assessment.scope import scope
from chuyenhoa.sources.memory import without_collections

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from chuyenhoa.assessment.assessed import AssessedCriterion, Assessment, Verdict
    from chuyenhoa.assessment.comparison import Against
    from chuyenhoa.assessment.periods import FoundPeriod

    Keep = Callable[[str, tuple[AssessedCriterion, ...]], tuple[AssessedCriterion, ...]]

# As many periods as a chart or a table across a page can show.
SHOWN = 12


class Kept(NamedTuple):
    """What is kept of the criteria of earlier periods.

    Attributes:
        compared: Which of an area's criteria of the periods compared with. Without it all of them
            where areas are named, otherwise those whose verdicts have changed since.
        others: The same of the other periods. Without it all or none.
        tallies: Whether to count the verdicts on each criterion.
    """

    compared: Keep | None = None
    others: Keep | None = None
    tallies: bool = False


USUAL = Kept()


class Tally(NamedTuple):
    """On how many areas a criterion has each verdict."""

    met: int = 0
    not_met: int = 0
    missing: int = 0
    not_applicable: int = 0

    @property
    def applicable(self) -> int:
        """To how many it applies."""
        return self.judged + self.missing

    @property
    def judged(self) -> int:
        """On how many it could be judged."""
        return self.met + self.not_met


@dataclass(frozen=True, slots=True)
class Review:
    """A period and those before it.

    Attributes:
        now: The assessment of the period.
        earlier: Those of earlier periods of the same kind in which areas were on the list, oldest
            first. Of their areas' criteria they have what `review` was told to keep.
        compared: What `now` is to be compared with, the period before first: codes of `earlier`.
        tallies: By the codes of a period and of a criterion, where they were asked for.
    """

    now: Assessment
    earlier: tuple[Assessment, ...]
    compared: Mapping[str, Against]
    tallies: Mapping[tuple[str, str], Tally]

    @property
    def periods(self) -> tuple[Assessment, ...]:
        """All of them, oldest first."""
        return (*self.earlier, self.now)

    def comparisons(self) -> tuple[Comparison, ...]:
        """With the period before, then with the same period last year."""
        found = {assessment.period.code: assessment for assessment in self.earlier}
        return tuple(
            compare(self.now, found[code], against) for code, against in self.compared.items()
        )


def review(
    connection: sqlite3.Connection,
    period: str | None = None,
    area_codes: Sequence[str] | None = None,
    kept: Kept = USUAL,
    shown: int | None = SHOWN,
) -> Review:
    """A period with those before it.

    Args:
        connection: To the database; temporary tables are made and dropped in it.
        period: Its code; None for the latest period with results.
        area_codes: The listed areas to assess; None for all of them and the programme.
        kept: What to keep of the criteria of earlier periods.
        shown: How many periods to look at, the compared ones beside; None for all.

    Raises:
        CannotRun: As `assess`.
    """
    found = find_period(connection, period)
    area_ids = None if area_codes is None else listed(connection, found, area_codes)
    before = reported_before(connection, found)
    against = _compared(connection, found, before)
    latest = before if shown is None else before[max(0, len(before) - shown + 1) :]
    wanted = [each for each in before if each in latest or each.code in against]
    since = wanted[0].starts_on if wanted else found.starts_on
    with without_collections(), scope(connection, found.id, area_ids, since):
        whole = area_ids is None
        now = read_assessment(connection, found, whole=whole)
        compared = kept.compared or (_changed(now) if whole else everything)
        others = kept.others or (None if whole else everything)
        earlier = (
            read_assessment(
                connection, each, whole=whole, keep=compared if each.code in against else others
            )
            for each in wanted
        )
        seen = [each.id for each in (*wanted, found)] if kept.tallies else []
        return Review(now, tuple(earlier), against, _tallies(connection, seen))


def _compared(
    connection: sqlite3.Connection, period: FoundPeriod, before: Sequence[FoundPeriod]
) -> dict[str, Against]:
    """The periods to compare with; of nine months and years both are the same one."""
    previous, prior_year = connection.execute(
        "SELECT previous_code, prior_year_code FROM period WHERE id = ?", (period.id,)
    ).fetchone()
    reported = {each.code for each in before}
    wanted: dict[str, Against] = {prior_year: "prior_year", previous: "previous"}
    return {code: wanted[code] for code in (previous, prior_year) if code in reported}


def _changed(now: Assessment) -> Keep:
    criteria = {area.code: area.criteria for area in now.areas}
    return lambda code, before: other_verdicts(before, criteria.get(code, ()))


_TALLIES = """
SELECT p.code, k.code, v.verdict, COUNT(*)
FROM criterion_verdict v
JOIN set_criterion c ON c.id = v.set_criterion_id
JOIN criterion k ON k.id = c.criterion_id
JOIN period p ON p.id = v.period_id
WHERE v.period_id IN (SELECT value FROM json_each(?))
GROUP BY p.code, k.code, v.verdict
"""


def _tallies(
    connection: sqlite3.Connection, periods: Sequence[int]
) -> dict[tuple[str, str], Tally]:
    counted: dict[tuple[str, str], dict[Verdict, int]] = {}
    for period, criterion, verdict, count in connection.execute(_TALLIES, [json.dumps(periods)]):
        counted.setdefault((period, criterion), {})[verdict] = count
    return {key: Tally(**counts) for key, counts in counted.items()}
