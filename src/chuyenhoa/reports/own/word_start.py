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
    PageBreak,
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
_ELSE = Paragraph("{%p else %}")
# What stands behind the text of a note, where there is any.
_NOTED = "".join(
    f"{{% if note.{key} %}} · {{{{ note.{key} }}}}{{% endif %}}"
    for key in ("responsible", "deadline_text", "status_text")
)


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
        landscape=template.landscape,
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
    yield from _inside("for area in areas if area.open_text", Items((open_in,)))
    yield from _notes("shortcoming")
    yield from _notes("difficulty")
    yield from _notes("cause")
    yield _section("IV", _("Directions and tasks"))
    yield from _inside("for text in sentences.to_do", Items((Item("{{ text }}"),)))
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


def _sheets() -> Iterator[Block]:
    yield from _notice()
    yield from _inside("for area in areas", *_sheet())


def _sheet() -> Iterator[Block]:
    yield from _inside("if not loop.first", PageBreak())
    yield Heading("{{ area.name }}", 1, "area")
    points = _("{score} points").format(score="{{ area.points_text }}")
    said = [_signed("area.standing"), "{{ area.stage_text }}", points]
    yield Paragraph(" · ".join(said), style="verdict")
    reason = Item("{{ why.text }}", "{{ why.label }}:")
    yield from _inside("for why in area.why", Items((reason,)))
    yield _area_criteria()
    for kind, heading in NOTE_HEADINGS.items():
        yield from _area_notes(kind, _(heading))
    yield from _inside("if trend|length > 1", _periods())
    yield _sources()


def _matrix() -> Iterator[Block]:
    yield from _notice()
    yield from _programme()
    yield _areas_by_criteria()
    yield _criteria()
    yield Heading(_("Comparison"), 1, "comparison")
    yield from _compared()


def _notice() -> Iterator[Block]:
    notice = Paragraph("{{ notice }}", style="verdict", tone="open")
    yield from _inside("if notice", notice)


def _programme() -> Iterator[Block]:
    yield from _inside(
        "if programme",
        Paragraph("{{ programme.summary }}", style="verdict"),
        Paragraph('{{ sentences.programme|join(" ") }}'),
    )


def _compared() -> Iterator[Block]:
    yield from _inside(
        "for comparison in comparisons",
        Paragraph('{{ comparison.sentences|join(" ") }}', "{{ comparison.against_text }}"),
        _ELSE,
        Paragraph("{{ sentences.no_comparison }}"),
    )


def _notes(kind: NoteKind) -> Iterator[Block]:
    """What was noted of a kind, or that nothing was."""
    named = "{% if note.area_name %}{{ note.area_name }}: {% endif %}{{ note.text }}"
    none = Paragraph(prose().none_recorded(kind))
    yield Heading(_(NOTE_HEADINGS[kind]), 2, kind)
    yield from _inside(
        f'for note in notes if note.kind == "{kind}"', Items((Item(named + _NOTED),)), _ELSE, none
    )


def _area_notes(kind: str, heading: str) -> Iterator[Block]:
    """What was noted of a kind about the area; nothing where nothing was."""
    yield from _inside(
        f'for note in notes if note.kind == "{kind}" and note.area == area.code',
        *_inside("if loop.first", Heading(heading, 2, kind)),
        Items((Item("{{ note.text }}" + _NOTED),)),
    )


def _inside(tag: str, *blocks: Block) -> Iterator[Block]:
    """Blocks inside `if …` or `for …`."""
    yield Paragraph(f"{{%p {tag} %}}")
    yield from blocks
    yield Paragraph(f"{{%p end{tag.partition(' ')[0]} %}}")


def _areas() -> Table:
    return _table(
        "areas",
        _("Standing of the areas"),
        ["area in areas"],
        (Column(_("No."), "number", 4), "{{ loop.index }}"),
        (Column(_("Area"), "text", 18), "{{ area.name }}"),
        (Column(_("Standing"), "verdict", 12), _signed("area.standing")),
        (Column(_("Stage"), "verdict", 16), _signed("area.stage")),
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


def _area_criteria() -> Table:
    return _table(
        "area-criteria",
        _("Criteria of {area}").format(area="{{ area.name }}"),
        ["each in area.criteria"],
        (Column(_("Code"), "code", 7), "{{ each.code }}"),
        (Column(_("Criterion"), "text", 26), "{{ each.name }}"),
        (Column(_("Target"), "text", 9), "{{ each.target_text }}"),
        (Column(_("Figure"), "text", 14), "{{ each.figure_text }}"),
        (Column(_("Verdict"), "verdict", 12), _signed("each.verdict")),
        (Column(_("It would take"), "text", 18), '{{ each.would_take or "–" }}'),
    )


def _periods() -> Table:
    then = "then.areas[area.code]"
    return _table(
        "periods",
        _("Through the periods"),
        ["then in trend if area.code in then.areas"],
        (Column(_("Period"), "text", 10), "{{ then.period.code }}"),
        (Column(_("Standing"), "verdict", 16), _signed(f"{then}.standing")),
        (Column(_("Stage"), "verdict", 18), _signed(f"{then}.stage")),
        (Column(_("Points"), "number", 9), f"{{{{ {then}.points_text }}}}"),
    )


def _sources() -> Table:
    return _table(
        "sources",
        _("Sources of the figures"),
        ["each in area.criteria if each.code in area.sources"],
        (Column(_("Code"), "code", 7), "{{ each.code }}"),
        (Column(_("Criterion"), "text", 30), "{{ each.name }}"),
        (Column(_("Source"), "text", 30), "{{ area.sources[each.code] }}"),
    )


def _areas_by_criteria() -> Table:
    # As wide as the columns that are added for more criteria, and all of it in small letters.
    wide, name = 24, 44
    figure = "{{ each.verdict_sign }} {{ each.measured_text or each.value_text }}"
    return _table(
        "matrix",
        _("Areas by criteria"),
        ["area in areas"],
        (Column(_("Area"), "text", name), "{{ area.name }}"),
        (Column(_("Standing"), "verdict", wide), _signed("area.standing")),
        (
            Column("{%tc for each in criteria_set.criteria %}", "code", wide),
            "{%tc for each in area.criteria %}",
        ),
        (Column("{{ each.code }}", "verdict", wide), figure),
        (Column("{%tc endfor %}", "code", wide), "{%tc endfor %}"),
        (Column(_("Points"), "number", wide), "{{ area.points_text }}"),
    )


def _signed(name: str) -> str:
    return f"{{{{ {name}_sign }}}} {{{{ {name}_text }}}}"


def _table(name: str, caption: str, loops: list[str], *columns: tuple[Column, str]) -> Table:
    """A table with a row for each of something."""
    rest = (Cell(""),) * (len(columns) - 1)
    return Table(
        name,
        caption,
        tuple(column for column, _tag in columns),
        (
            *(Row.of(Cell(f"{{%tr for {loop} %}}"), *rest) for loop in loops),
            Row(tuple(Cell(tag) for _column, tag in columns)),
            *(Row.of(Cell("{%tr endfor %}"), *rest) for _loop in loops),
        ),
    )


def _section(number: str, title: str) -> Heading:
    return Heading(f"{number}. {title.upper()}", 1, f"section-{number}")


STARTS: dict[str, Callable[[], Iterator[Block]]] = {
    "summary": _summary,
    "conference": _conference,
    "area": _sheets,
    "matrix": _matrix,
}
