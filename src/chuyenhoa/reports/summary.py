"""The sentences at the head of an assessment, the same in every form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current, ngettext
from chuyenhoa.reports.figures import DECIMALS, day, percent
from chuyenhoa.reports.words import ILLUSTRATIVE, STANDINGS

if TYPE_CHECKING:
    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedProgramme,
        Assessment,
    )


def heading(assessment: Assessment) -> list[str]:
    """Title, warning and period: one line each."""
    lines = [assessment.title] if assessment.title else []
    if assessment.illustrative:
        lines.append(_(ILLUSTRATIVE))
    period = assessment.period
    lines.append(
        _("Period {period} ({start} – {end}) · criteria set {set}").format(
            period=period.code,
            start=day(period.start),
            end=day(period.end),
            set=assessment.criteria_set,
        )
    )
    return lines


def verdict(programme: AssessedProgramme) -> str:
    """The programme in one line: `✓ Đạt: 5/5 địa bàn được lựa chọn đạt`."""
    word = STANDINGS[programme.verdict]
    met = ngettext(
        "{met}/{selected} selected area meets the targets",
        "{met}/{selected} selected areas meet the targets",
        programme.selected,
    ).format(met=programme.met, selected=programme.selected)
    said = met if programme.selected else _("no area has been selected yet")
    return f"{word.signed}: {said}"


def grounds(programme: AssessedProgramme) -> str:
    """What the verdict rests on: the rate and the relapses, each with what is asked."""
    parts = []
    rate = programme.success_rate(DECIMALS)
    if rate is not None:
        parts.append(
            _("success rate {rate} (needs ≥ {least})").format(
                rate=percent(rate), least=percent(programme.min_success_rate)
            )
        )
    parts.append(
        _("{relapsed} relapsed (at most {most})").format(
            relapsed=programme.relapsed, most=programme.max_relapses
        )
    )
    if programme.incomplete:
        parts.append(_("{n} undecided").format(n=programme.incomplete))
    parts.append(_("{n} listed").format(n=programme.listed))
    return " · ".join(parts)


def open_criteria(area: AssessedArea) -> list[AssessedCriterion]:
    """Those that are not met, then those without a figure, in the order of the set."""
    return [c for v in ("not_met", "missing") for c in area.criteria if c.verdict == v]


def criteria(n: int) -> str:
    """So many criteria."""
    return ngettext("{n} criterion", "{n} criteria", n).format(n=n)


def name(criterion: AssessedCriterion) -> str:
    """The criterion's name in the language in use."""
    return criterion.asked.title(current())
