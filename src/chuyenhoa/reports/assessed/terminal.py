"""`assess` at a terminal: the answer in one look at 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from chuyenhoa.language import _
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.screen import signed, table
from chuyenhoa.reports.words import ILLUSTRATIVE, STAGES, STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment

# More codes than this in a cell nobody reads.
_READABLE = 5


def render(assessment: Assessment, *, detail: bool = False) -> RenderableType:
    """The programme, a row per area, and with `detail` the criteria of each area one by one."""
    return Group(*_parts(assessment, detail=detail))


def _parts(assessment: Assessment, *, detail: bool) -> Iterator[RenderableType]:
    for line in summary.heading(assessment):
        style = "bold yellow" if line == _(ILLUSTRATIVE) else ""
        yield Text(visible(line), style)
    if assessment.programme is not None:
        programme = assessment.programme
        yield Text(summary.verdict(programme), f"bold {STANDINGS[programme.verdict].colour}")
        yield Text(summary.grounds(programme))
    yield Text()
    if not assessment.areas:
        yield Text(_("No area is on the list in this period."))
        return
    yield _areas(assessment)
    if detail:
        for area in assessment.areas:
            yield Text()
            yield Text(visible(area.name), "bold")
            yield _criteria(area)


def _areas(assessment: Assessment) -> Table:
    rows = table(gap=1)
    rows.add_column(_("Area"), min_width=10)
    rows.add_column(_("Standing"), no_wrap=True)
    rows.add_column(_("Stage"), min_width=12)
    rows.add_column(_("Points"), justify="right", no_wrap=True)
    rows.add_column(_("Open"))
    for area in assessment.areas:
        rows.add_row(
            Text(visible(area.name)),
            signed(STANDINGS[area.standing]),
            Text(STAGES[area.stage].spoken, STAGES[area.stage].colour),
            figures.score(area),
            _open(area),
        )
    return rows


def _open(area: AssessedArea) -> Text:
    """What is not met, then what has no figure; counted where they are too many to read."""
    lines = []
    for verdict in ("not_met", "missing"):
        codes = [c.asked.code for c in area.criteria if c.verdict == verdict]
        if codes:
            word = VERDICTS[verdict]
            said = " ".join(codes) if len(codes) <= _READABLE else summary.criteria(len(codes))
            lines.append(Text(f"{word.sign} {said}", word.colour))
    return Text("\n").join(lines)


def _criteria(area: AssessedArea) -> Table:
    rows = table()
    rows.add_column(_("Criterion"))
    rows.add_column(_("Verdict"))
    rows.add_column(_("Figure"))
    rows.add_column(_("Target"))
    rows.add_column(_("Points"), justify="right", no_wrap=True)
    for criterion in area.criteria:
        rows.add_row(
            _named(criterion),
            signed(VERDICTS[criterion.verdict]),
            figures.both(criterion),
            figures.target(criterion.asked),
            figures.earned(criterion),
        )
    return rows


def _named(criterion: AssessedCriterion) -> Text:
    named = Text(criterion.asked.code, "bold")
    named.append(f" {visible(summary.name(criterion))}", "not bold")
    if criterion.asked.mandatory:
        weight = _("mandatory")
        named.append(f" ({weight})", "not bold dim")
    return named
