"""Where Word templates of users start: the built-in documents with tags in place of what is said.

They are drawn like any document, so that styles and layout are those of the decree.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
)
from chuyenhoa.reports.formats import render
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.templates import TEMPLATES
from chuyenhoa.reports.words import NOTE_HEADINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chuyenhoa.model.dataset import NoteKind

# Of the file only: what is made of it has the date of its report.
_DAY = date(2026, 1, 1)


def word_start(name: str) -> bytes:
    """The Word template that starts from the built-in one of that name, in the language in use."""
    template = TEMPLATES[name]
    document = Document(
        template=name,
        title=_(template.title),
        subtitle="{{ subject }}",
        notice="",
        language=current(),
        date=_DAY,
        letterhead=_letterhead() if template.official else None,
        blocks=tuple(STARTS[name]()),
    )
    made = render(document, "docx")
    return made if isinstance(made, bytes) else made.encode()


def _letterhead() -> Letterhead:
    nation, motto = prose().nation()
    return Letterhead(
        parent="{{ office.parent }}",
        body="{{ office.body }}",
        number="{% if office.number %}" + prose().number("{{ office.number }}") + "{% endif %}",
        nation=nation,
        motto=motto,
        place_and_date="{{ office.place_and_date }}",
    )


def _summary() -> Iterator[Block]:
    yield from _notice()
    yield from _programme()
    yield from _compared()
    yield Heading(_("Areas"), 1, "areas-heading")
    yield _areas()
    yield Heading(_("Areas by criterion and verdict"), 1, "criteria-heading")
    yield _criteria()


def _conference() -> Iterator[Block]:
    yield from _notice()
    yield Paragraph("{{ sentences.opening }}")
    yield _section("I", _("Situation"))
    yield Paragraph('{{ sentences.list|join(" ") }}')
    yield from map(Paragraph, ("{{ sentences.rules }}", "{{ sentences.reported }}"))
    yield _section("II", _("Results"))
    yield from _programme()
    yield Paragraph("{{ sentences.stages }}")
    yield _areas()
    yield Paragraph('{{ sentences.criteria|join(" ") }}')
    yield _criteria()
    yield from _compared()
    yield from _notes("achievement")
    yield from _notes("model")
    yield _section("III", _("Shortcomings, difficulties and causes"))
    open_in = Item("{{ area.open_text }}", "{{ area.name }}:")
    yield from _each("area in areas if area.open_text", Items((open_in,)))
    yield from _notes("shortcoming")
    yield from _notes("difficulty")
    yield from _notes("cause")
    yield _section("IV", _("Directions and tasks"))
    yield from _each("text in sentences.to_do", Items((Item("{{ text }}"),)))
    yield from _notes("measure")
    yield _to_do()
    yield _section("V", _("Recommendations"))
    yield from _notes("recommendation")
    yield Signature(
        "{{ office.signer.capacity }}",
        "{{ office.signer.title }}",
        _("Recipients:"),
        ("{%p for recipient in office.recipients %}", "{{ recipient }}", "{%p endfor %}"),
    )


def _notice() -> Iterator[Block]:
    yield Paragraph("{%p if notice %}")
    yield Paragraph("{{ notice }}", style="verdict", tone="open")
    yield Paragraph("{%p endif %}")


def _programme() -> Iterator[Block]:
    yield Paragraph("{%p if programme %}")
    yield Paragraph("{{ programme.summary }}", style="verdict")
    yield Paragraph('{{ sentences.programme|join(" ") }}')
    yield Paragraph("{%p endif %}")


def _compared() -> Iterator[Block]:
    yield Paragraph("{%p for comparison in comparisons %}")
    yield Paragraph('{{ comparison.sentences|join(" ") }}', "{{ comparison.against_text }}")
    yield Paragraph("{%p else %}")
    yield Paragraph("{{ sentences.no_comparison }}")
    yield Paragraph("{%p endfor %}")


def _notes(kind: NoteKind) -> Iterator[Block]:
    """What was noted of a kind, or that nothing was."""
    named = "{% if note.area_name %}{{ note.area_name }}: {% endif %}{{ note.text }}"
    more = "".join(
        f"{{% if note.{key} %}} · {{{{ note.{key} }}}}{{% endif %}}"
        for key in ("responsible", "deadline_text", "status_text")
    )
    yield Heading(_(NOTE_HEADINGS[kind]), 2, kind)
    yield Paragraph(f'{{%p for note in notes if note.kind == "{kind}" %}}')
    yield Items((Item(named + more),))
    yield Paragraph("{%p else %}")
    yield Paragraph(prose().none_recorded(kind))
    yield Paragraph("{%p endfor %}")


def _each(loop: str, block: Block) -> Iterator[Block]:
    """A block for each of something."""
    yield Paragraph(f"{{%p for {loop} %}}")
    yield block
    yield Paragraph("{%p endfor %}")


def _areas() -> Table:
    return _table(
        "areas",
        _("Standing of the areas"),
        ["area in areas"],
        (Column(_("No."), "number", 4), "{{ loop.index }}"),
        (Column(_("Area"), "text", 18), "{{ area.name }}"),
        (Column(_("Standing"), "verdict", 12), "{{ area.standing_sign }} {{ area.standing_text }}"),
        (Column(_("Stage"), "verdict", 16), "{{ area.stage_sign }} {{ area.stage_text }}"),
        (Column(_("Points"), "number", 8), "{{ area.points_text }}"),
    )


def _criteria() -> Table:
    return _table(
        "criteria",
        _("Areas by criterion and verdict"),
        ["each in criteria_set.criteria"],
        (Column(_("Code"), "code", 7), "{{ each.code }}"),
        (Column(_("Criterion"), "text", 34), "{{ each.name }}"),
        (Column(_("Target"), "text", 10), "{{ each.target_text }}"),
        *(
            (Column(VERDICTS[verdict].spoken, "number", 9), f"{{{{ each.{verdict} }}}}")
            for verdict in ("met", "not_met", "missing", "not_applicable")
        ),
    )


def _to_do() -> Table:
    return _table(
        "to-do",
        _("What it would take"),
        ["area in areas", 'each in area.criteria if each.verdict == "not_met"'],
        (Column(_("Area"), "text", 14), "{{ area.name }}"),
        (Column(_("Criterion"), "text", 26), "{{ each.code }} {{ each.name }}"),
        (Column(_("Figure"), "text", 16), "{{ each.figure_text }}"),
        (Column(_("Target"), "text", 9), "{{ each.target_text }}"),
        (Column(_("It would take"), "text", 20), '{{ each.would_take or "–" }}'),
    )


def _table(name: str, caption: str, loops: list[str], *columns: tuple[Column, str]) -> Table:
    """A table with a row for each of something."""
    rest = (Cell(""),) * (len(columns) - 1)
    return Table(
        name,
        caption,
        tuple(column for column, _tag in columns),
        (
            *(Row((Cell(f"{{%tr for {loop} %}}"), *rest)) for loop in loops),
            Row(tuple(Cell(tag) for _column, tag in columns)),
            *(Row((Cell("{%tr endfor %}"), *rest)) for _loop in loops),
        ),
    )


def _section(number: str, title: str) -> Heading:
    return Heading(f"{number}. {title.upper()}", 1, f"section-{number}")


STARTS: dict[str, Callable[[], Iterator[Block]]] = {
    "summary": _summary,
    "conference": _conference,
}
