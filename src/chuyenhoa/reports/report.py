"""The report model: all that any report says, as frozen values that nothing is added to.

`make` builds it of what `assessment` has found and of the definitions; it is about one period. The
sections of a template read it, `report_data` turns it into the JSON that templates of users see.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuyenhoa.assessment.explain import ExplainedCriterion, Reference
from chuyenhoa.assessment.remedy import remedy
from chuyenhoa.assessment.review import Tally
from chuyenhoa.model.notes import notes_in
from chuyenhoa.model.periods import Period
from chuyenhoa.model.values import Measure
from chuyenhoa.store.figures import decimal_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.assessment.explain import Explanation
    from chuyenhoa.assessment.review import Review
    from chuyenhoa.model.dataset import CriteriaSet, Dataset, Listing, NoteKind, Office
    from chuyenhoa.model.notes import Said


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of.

    Attributes:
        date: Of the document.
        language: In which it is worded: 'vi' or 'en'.
        period: The period that it is about.
        review: Its assessment, and those of the periods before it.
        comparisons: With the period before and with the same period last year, where areas were on
            the list in them.
        criteria_set: The rules in force.
        tallies: On how many areas each of its criteria has each verdict.
        listings: The areas' stays on the list, by their codes.
        explanations: Of the areas that were named, with sources and what is required of groups.
        office: The letterhead.
        notes: What was noted and is said in the period, of the areas assessed and of the whole
            programme.
    """

    date: date
    language: str
    period: Period
    review: Review
    comparisons: tuple[Comparison, ...]
    criteria_set: CriteriaSet
    tallies: Mapping[str, Tally]
    listings: Mapping[str, Listing]
    explanations: tuple[Explanation, ...]
    office: Office
    notes: tuple[Said, ...]

    @property
    def now(self) -> Assessment:
        """The assessment of the period."""
        return self.review.now

    @property
    def areas(self) -> tuple[AssessedArea, ...]:
        """The areas assessed, in the order of the data file."""
        return self.review.now.areas

    @property
    def selected(self) -> tuple[AssessedArea, ...]:
        """Those of them that are selected."""
        return tuple(area for area in self.areas if area.selected)

    @property
    def delisted(self) -> tuple[AssessedArea, ...]:
        """Those of them that were taken off the list and are followed further."""
        return tuple(area for area in self.areas if self._delisted(area.code))

    def _delisted(self, area: str) -> bool:
        # Cut-off days move the beginnings and ends of all periods alike.
        since = self.listings[area].delisted
        return since is not None and since.start() <= self.period.end()

    def before(self) -> tuple[str, Mapping[str, AssessedArea]]:
        """The period before, or last year's, by its code, and its areas by theirs; none if none."""
        if not self.comparisons:
            return "", {}
        earlier = self.comparisons[0].before
        return earlier.period.code, {area.code: area for area in earlier.areas}

    def noted(self, kind: NoteKind, area: str | None = None) -> tuple[Said, ...]:
        """The notes of a kind: of all areas and the programme, or of one area only."""
        return tuple(
            said for said in self.notes if said.note.kind == kind and area in {None, said.note.area}
        )


def make(
    review: Review,
    definitions: Dataset,
    date: date,
    language: str,
    explanations: Sequence[Explanation] = (),
) -> Report:
    """The report on a period.

    Args:
        review: The period and those before it.
        definitions: The dataset without its results.
        date: Of the document.
        language: In which it is to be worded.
        explanations: Of the areas that the report is about, where it is about some only.
    """
    sets = {each.code: each for each in definitions.criteria_sets}
    period = Period.from_code(review.now.period.code)
    about = {None, *(area.code for area in review.now.areas)}
    notes = notes_in(definitions.notes, period, definitions.programme.cutoff_day)
    return Report(
        date=date,
        language=language,
        period=period,
        review=review,
        comparisons=review.comparisons(),
        criteria_set=sets[review.now.criteria_set],
        tallies=_tallies(review.now, sets[review.now.criteria_set]),
        listings={listing.area: listing for listing in definitions.listings},
        explanations=tuple(explanations),
        office=definitions.office,
        notes=tuple(said for said in notes if said.note.area in about),
    )


def _tallies(assessment: Assessment, rules: CriteriaSet) -> dict[str, Tally]:
    counted: dict[str, Counter[str]] = {each.code: Counter() for each in rules.criteria}
    for column in zip(*(area.criteria for area in assessment.areas), strict=True):
        counted[column[0].asked.code].update(criterion.verdict for criterion in column)
    return {code: Tally(**verdicts) for code, verdicts in counted.items()}


def with_remedy(criterion: AssessedCriterion, period: Period) -> ExplainedCriterion:
    """A criterion with what it would take, and with what it is compared, without sources."""
    asked, reference = criterion.asked, None
    if asked.measure is Measure.REDUCTION:
        periods = {"prior_year": period.prior_year.code, "previous": period.previous.code}
        number = decimal_or_none(criterion.reference)
        reference = Reference(periods.get(asked.against), number, None)
    return ExplainedCriterion(criterion, None, reference, None, remedy(criterion))
