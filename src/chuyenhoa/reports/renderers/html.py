"""A document as one page of HTML that stands alone: nothing is fetched, no script is needed.

It is written piece by piece, so that the table of a whole country takes no memory. The template is
`templates/html`; what there is most of, the rows of tables, is put together here.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from chuyenhoa.language import _
from chuyenhoa.reports.document import Heading, PageBreak
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.pages import environment
from chuyenhoa.reports.renderers.numbered import captions
from chuyenhoa.reports.shipped import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.reports.charts import Drawn
    from chuyenhoa.reports.document import Block, Cell, Chart, Document, Kind, Table

_CLASSES = {"text": "", "code": "c", "number": "n", "percent": "n", "verdict": "v", "spark": "s"}
# More rows than this want headings that stay; more columns want smaller letters on paper.
_LONG, _WIDE, _WIDER = 30, 8, 16
# Headings down to this level are listed at the top.
_LISTED = 2
# Rows written at a time.
_PIECES = 200


class _Page(NamedTuple):
    """What begins on a page of its own, with the kind of each block."""

    landscape: bool
    blocks: list[tuple[str, Block]]


def render(document: Document) -> Iterator[str]:
    """The document as HTML, piece by piece."""
    script = (templates("html") / "script.js").read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    page = environment().get_template("page.html.j2")
    written = page.stream(
        document=document,
        pages=_pages(document),
        contents=[b for b in document.blocks if isinstance(b, Heading) and b.level <= _LISTED],
        captions=captions(document),
        notice=_made_up(document.notice),
        rows=_rows,
        size=_size,
        svg=_svg,
        script=script,
        script_hash=f"sha256-{digest}",
        words={
            "skip": _("Skip to the content"),
            "contents": _("Contents"),
            "described": _("The figure in words"),
            "filter": _("Filter the rows:"),
            "shown": _("{n} of {all} rows"),
            "sort": _("Sort by {column}"),
        },
    )
    written.enable_buffering(_PIECES)
    return iter(written)


def _pages(document: Document) -> list[_Page]:
    pages = [_Page(document.landscape, [])]
    for block in document.blocks:
        if isinstance(block, PageBreak):
            pages.append(_Page(block.landscape, []))
        else:
            pages[-1].blocks.append((type(block).__name__, block))
    return pages


def _made_up(notice: str) -> Markup:
    """The notice beside each caption: a table can be printed, or copied, alone."""
    return Markup('<span class="made-up">{}</span>').format(visible(notice)) if notice else Markup()


def _svg(chart: Chart, name: str) -> Drawn:
    from chuyenhoa.reports.charts import svg

    return svg(chart, name)


def _size(table: Table) -> str:
    """The classes that say how large a table is."""
    wide = len(table.columns)
    classes = {"long": len(table.rows) > _LONG, "wide": wide > _WIDE, "wider": wide > _WIDER}
    return "".join(f" {name}" for name, does in classes.items() if does)


def _rows(table: Table) -> Iterator[str]:
    """The rows of a table as HTML; each group but the first thing begins a body of its own."""
    kinds: list[Kind] = [column.kind for column in table.columns]
    for number, row in enumerate(table.rows):
        if row.role == "group":
            start = "</tbody>\n<tbody>\n" if number else ""
            heading = _content(row.cells[0])
            yield f'{start}<tr><th scope="rowgroup" colspan="{len(kinds)}">{heading}</th></tr>'
        else:
            pairs = enumerate(zip(row.cells, kinds, strict=True))
            cells = "".join([_cell(cell, kind, at == table.names) for at, (cell, kind) in pairs])
            yield f"<tr>{cells}</tr>"


# Most of a country's figures are the same as another's.
@lru_cache(maxsize=1 << 16)
def _cell(cell: Cell, kind: Kind, is_name: bool) -> str:  # noqa: FBT001 - positional for the cache
    tag, scope = ("th", ' scope="row"') if is_name else ("td", "")
    shape = cell.kind or kind
    tone = "" if cell.tone == "plain" else cell.tone
    classes = " ".join(filter(None, (_CLASSES[shape], tone)))
    look = f' class="{classes}"' if classes else ""
    note = f' title="{_text(cell.note)}"' if cell.note else ""
    # 9 and 9.0 are one key of the cache.
    number = f"{cell.value:.15g}" if isinstance(cell.value, int | float) else cell.text
    value = "" if number == cell.text else f' data-value="{number}"'
    content = _content(cell)
    if shape == "spark":
        content = f'<span aria-hidden="true">{content}</span>'
    return f"<{tag}{scope}{look}{note}{value}>{content}</{tag}>"


def _content(cell: Cell) -> str:
    """Sign and text: a sign that says what no text beside it says is read out in words."""
    if not cell.sign:
        return _text(cell.text)
    read = (
        f'role="img" aria-label="{_text(cell.meaning)}"' if cell.meaning else 'aria-hidden="true"'
    )
    return f"<i {read}>{_text(cell.sign)}</i> {_text(cell.text)}".rstrip()


def _text(text: str) -> str:
    return str(escape(visible(text)))
