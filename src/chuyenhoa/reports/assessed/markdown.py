"""`assess --format markdown`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.escape import markdown
from chuyenhoa.reports.words import STAGES, STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment


def render(assessment: Assessment, *, detail: bool = False) -> str:
    """The assessment as Markdown.

    Args:
        assessment: What to show.
        detail: Whether to add the criteria of each area, one by one.
    """
    return "\n".join(_lines(assessment, detail=detail)) + "\n"


def _lines(assessment: Assessment, *, detail: bool) -> Iterator[str]:
    title, *more = map(markdown, summary.heading(assessment))
    yield f"# {title}"
    for line in more:
        yield from ("", line)
    if assessment.programme is not None:
        yield from ("", f"**{markdown(summary.verdict(assessment.programme))}**")
        yield from ("", markdown(summary.grounds(assessment.programme)))
    yield ""
    yield from _table(
        [_("Area"), _("Standing"), _("Stage"), _("Points"), _("Open")],
        [_area(area) for area in assessment.areas],
    )
    if detail:
        for area in assessment.areas:
            yield from ("", f"## {markdown(area.name)}", "")
            yield from _table(
                [_("Criterion"), _("Verdict"), _("Figure"), _("Target"), _("Points")],
                [_criterion(criterion) for criterion in area.criteria],
            )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _area(area: AssessedArea) -> list[str]:
    still_open = [
        f"{VERDICTS[c.verdict].sign} {markdown(c.asked.code)}" for c in summary.open_criteria(area)
    ]
    return [
        markdown(area.name),
        STANDINGS[area.standing].signed,
        STAGES[area.stage].signed,
        figures.score(area),
        ", ".join(still_open),
    ]


def _criterion(criterion: AssessedCriterion) -> list[str]:
    return [
        markdown(f"{criterion.asked.code} {summary.name(criterion)}"),
        VERDICTS[criterion.verdict].signed,
        markdown(figures.both(criterion)),
        markdown(figures.target(criterion.asked)),
        figures.earned(criterion),
    ]
