"""The page that leads to the documents of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _, current
from chuyenhoa.model.periods import Period
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.pages import environment
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.words import ILLUSTRATIVE, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.assessment.assessed import AssessedArea, Assessment


class Listed(NamedTuple):
    """The documents on one thing in one period.

    Attributes:
        title: What they are.
        area: The area that they are about; None for the whole list.
        files: Their names, by format.
    """

    title: str
    area: AssessedArea | None
    files: dict[str, str]


def index(
    series: Sequence[tuple[Assessment, Sequence[Listed]]], left_out: Sequence[str] = ()
) -> str:
    """The page: the latest period first, links relative.

    Args:
        series: Each period's assessment with its documents, oldest first.
        left_out: The codes of the periods in which no criteria set is in force, oldest first.
    """
    latest, _documents = series[-1]
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            language=current(),
            title=latest.title,
            notice=_(ILLUSTRATIVE) if latest.illustrative else "",
            series=[
                {
                    "text": prose().period(Period.from_code(each.period.code)),
                    "days": f"{figures.day(each.period.start)} – {figures.day(each.period.end)}",
                    "code": each.period.code,
                    "verdict": each.programme and summary.verdict(each.programme),
                    "documents": documents,
                }
                for each, documents in reversed(series)
            ],
            left_out=[prose().period(Period.from_code(code)) for code in reversed(left_out)],
            standings=STANDINGS,
            words={
                "reports": _("Reports"),
                "document": _("Document"),
                "standing": _("Standing"),
                "files": _("Files"),
                "left_out": _("Not assessed, as no criteria set was in force:"),
            },
        )
    )
