"""The built-in templates: which sections a document has, in which order.

A template is data: six formats draw what it makes without knowing which it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.assessment.review import SHOWN
from chuyenhoa.language import N_, _, current
from chuyenhoa.reports.document import Document, Letterhead
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.sections import conference, overview, sheet
from chuyenhoa.reports.words import ILLUSTRATIVE

if TYPE_CHECKING:
    from chuyenhoa.reports.report import Report
    from chuyenhoa.reports.sections import Section


class Template(NamedTuple):
    """A kind of document.

    Attributes:
        summary: What it is for, in one English sentence, marked for translation.
        title: Of the document, marked too.
        sections: Its sections.
        official: Whether it has the letterhead.
        of_areas: Whether it is about areas that have to be named.
        detailed: Whether it shows all figures of the period before, not only what has changed.
        shown: How many periods it looks back over, this one among them.
        landscape: Whether it is read across.
    """

    summary: str
    title: str
    sections: tuple[Section, ...]
    official: bool = False
    of_areas: bool = False
    detailed: bool = False
    shown: int = 1
    landscape: bool = False


TEMPLATES = {
    "summary": Template(
        N_("One page: the programme, the areas, and what is open."),
        N_("Summary of results"),
        (overview.summary,),
    ),
    "conference": Template(
        N_("The full report, sections I to V, with its appendices."),
        N_("Report"),
        (
            conference.opening,
            conference.situation,
            conference.results,
            conference.shortcomings,
            conference.tasks,
            conference.recommendations,
            conference.signature,
            conference.appendices,
        ),
        official=True,
        detailed=True,
        shown=SHOWN,
    ),
    "area": Template(
        N_("The assessment sheet of an area, with its history and what it would take."),
        N_("Assessment sheet"),
        (sheet.sheets,),
        of_areas=True,
        shown=SHOWN,
    ),
    "matrix": Template(
        N_("All areas by all criteria."),
        N_("Results by area and criterion"),
        (overview.matrix,),
        landscape=True,
    ),
}


def build(report: Report, name: str) -> Document:
    """The document that a template makes of a report."""
    template = TEMPLATES[name]
    words = prose()
    return Document(
        template=name,
        title=_(template.title),
        subtitle=words.subject(report.now.title, words.period(report.period)),
        notice=_(ILLUSTRATIVE) if report.now.illustrative else "",
        language=current(),
        date=report.date,
        letterhead=_letterhead(report) if template.official else None,
        blocks=tuple(block for section in template.sections for block in section(report)),
        landscape=template.landscape,
    )


def _letterhead(report: Report) -> Letterhead | None:
    """The head of an official document, where an issuing body is given."""
    office, words = report.office, prose()
    if not (office.parent or office.body):
        return None
    nation, motto = words.nation()
    return Letterhead(
        parent=office.parent or "",
        body=office.body or "",
        number=words.number(office.number) if office.number else "",
        nation=nation,
        motto=motto,
        place_and_date=words.place_and_date(office.place, report.date),
    )
