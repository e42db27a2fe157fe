"""`explain` at a terminal: why, from what, and what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from chuyenhoa.language import _
from chuyenhoa.reports import figures, reasons, summary
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.words import ILLUSTRATIVE, STAGES, STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from chuyenhoa.assessment.explain import ExplainedCriterion, Explanation


def render_area(explanation: Explanation) -> RenderableType:
    """Why the area stands where it does, each open criterion, and what has no figure yet."""
    area = explanation.area
    standing, stage = STANDINGS[area.standing], STAGES[area.stage]
    parts: list[RenderableType] = [
        *_heading(explanation),
        Text(standing.signed, f"bold {standing.colour}").append(
            f"  {stage.signed}", f"not bold {stage.colour}"
        ),
        _lines(reasons.of_area(explanation)),
    ]
    to_record = []
    for explained in explanation.criteria:
        if explained.assessed.reason == "no_result":
            to_record.append(reasons.to_record(explained))
        elif explained.remedy is not None:
            parts += [Text(), *_criterion(explained)]
    if to_record:
        word = VERDICTS["missing"]
        parts += [Text(), Text(word.signed, f"bold {word.colour}"), _lines(to_record)]
    return Group(*parts)


def render_criterion(explanation: Explanation) -> RenderableType:
    """Why one criterion of the area has its verdict."""
    (explained,) = explanation.criteria
    return Group(*_heading(explanation), *_criterion(explained))


def _heading(explanation: Explanation) -> list[Text]:
    period = explanation.assessment.period
    dates = f"{period.code} ({figures.day(period.start)} – {figures.day(period.end)})"
    lines = [Text(f"{visible(explanation.area.name)} · {dates}", "bold")]
    if explanation.assessment.illustrative:
        lines.append(Text(_(ILLUSTRATIVE), "bold yellow"))
    return lines


def _criterion(explained: ExplainedCriterion) -> list[RenderableType]:
    asked = explained.assessed.asked
    word = VERDICTS[explained.assessed.verdict]
    weight = _("mandatory") if asked.mandatory else _("not mandatory")
    points = figures.points(asked.points)
    return [
        Text(f"{asked.code} ", "bold").append(visible(summary.name(explained.assessed))),
        Text(word.signed, f"bold {word.colour}").append(
            f" ({weight}, {points})", "not bold default"
        ),
        _lines(reasons.of_criterion(explained)),
    ]


def _lines(lines: Iterable[reasons.Line]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row(f"  {label}", visible(text))
    return grid
