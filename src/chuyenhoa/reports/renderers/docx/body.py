"""The text of a document, from its head to its last page."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from chuyenhoa.reports.document import (
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from chuyenhoa.reports.renderers.docx.markup import (
    BOLD,
    CAPITALS,
    ITALIC,
    KEEP_NEXT,
    LINE_BREAK,
    MILLIMETRE,
    PAGE_BREAK,
    behind,
    columns,
    ink,
    led,
    paragraph,
    rule,
    run,
)
from chuyenhoa.reports.renderers.docx.pages import ACROSS, UPRIGHT, section
from chuyenhoa.reports.renderers.docx.tables import numbered, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chuyenhoa.reports.document import Block, Document, Letterhead
    from chuyenhoa.reports.renderers.docx.pictures import Pictures
    from chuyenhoa.reports.renderers.numbered import Caption

# About the width of a letter of 14 points, in twentieths of one.
_LETTER = 125
_LEFT = round(58 * MILLIMETRE)
_RIGHT = UPRIGHT.text_width - _LEFT
# Room for a signature and a seal.
_LINES_TO_SIGN = 4


class Body:
    """The paragraphs and tables of a document.

    Args:
        document: The document.
        captions: Of its tables and pictures, by their names.
        pictures: Where its pictures are drawn.
    """

    def __init__(
        self, document: Document, captions: Mapping[str, Caption], pictures: Pictures
    ) -> None:
        self._document = document
        self._captions = captions
        self._pictures = pictures
        self._page = ACROSS if document.landscape else UPRIGHT
        self._first = True
        self._break = ""
        self._keep = ""

    def write(self) -> Iterator[str]:
        """All of it, in pieces."""
        document = self._document
        if document.letterhead is not None:
            yield from _letterhead(document.letterhead)
        yield paragraph("Title", run(document.title))
        if document.subtitle:
            yield paragraph("Subtitle", run(document.subtitle))
        yield rule(self._page.text_width, self._page.text_width / 3)
        if document.notice:
            yield paragraph("Notice", run(document.notice))
        for block, following in zip_longest(document.blocks, document.blocks[1:]):
            if self._break and not isinstance(block, Heading | PageBreak):
                yield paragraph("Gap", properties=self._taken_break())
            self._keep = KEEP_NEXT if isinstance(following, Signature) else ""
            yield from self._block(block)
        yield section(self._page, first=self._first)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case Items():
                yield from self._items(block)
            case Table():
                yield from write_table(block, self._captions[block.name], self._page.text_width)
            case Picture():
                yield paragraph("Picture", self._pictures.draw(block, self._page))
                yield numbered(self._captions[block.name])
            case PageBreak():
                yield self._turn(block)
            case Signature():
                yield from _signature(block)

    def _heading(self, block: Heading) -> str:
        if not block.appendix:
            return paragraph(f"Heading{block.level}", run(block.text), self._taken_break())
        # The decree has the number on a line of its own, and the title in capitals.
        number, _dot, title = block.text.partition(". ")
        content = run(number) + LINE_BREAK + run(title, CAPITALS)
        return paragraph("Appendix", content, self._taken_break())

    def _turn(self, block: PageBreak) -> str:
        """End the page; a section too, where the next page lies otherwise."""
        page = ACROSS if block.landscape else UPRIGHT
        if page is self._page:
            self._break = PAGE_BREAK
            return ""
        ended = section(self._page, first=self._first)
        self._page, self._first = page, False
        return paragraph("Gap", properties=ended)

    def _taken_break(self) -> str:
        taken, self._break = self._break, ""
        return taken

    def _paragraph(self, block: Paragraph) -> str:
        style = {"body": "BodyText", "verdict": "Verdict", "aside": "Aside"}[block.style]
        content = led(block.lead, block.text, ink(block.tone))
        return paragraph(style, content, self._keep + behind(block.tone))

    def _items(self, block: Items) -> Iterator[str]:
        last = len(block.items) - 1
        for index, item in enumerate(block.items):
            keep = self._keep if index == last else ""
            yield paragraph("ListBullet", led(item.lead, item.text), keep)


def _letterhead(head: Letterhead) -> Iterator[str]:
    """Left the body with its number, right the nation with place and date."""
    left = [
        paragraph("Letterhead", run(head.parent, CAPITALS)) if head.parent else "",
        paragraph("Letterhead", run(head.body, BOLD + CAPITALS)) if head.body else "",
        rule(_LEFT, _LEFT / 3),
    ]
    right = [
        paragraph("Letterhead", run(head.nation, BOLD)),
        paragraph("Motto", run(head.motto)),
        rule(_RIGHT, min(len(head.motto) * _LETTER, _RIGHT)),
    ]
    yield columns((_LEFT, _RIGHT), ("".join(left), "".join(right)))
    yield paragraph("Gap")
    below = (
        paragraph("Letterhead", run(head.number)),
        paragraph("Letterhead", run(head.place_and_date, ITALIC)),
    )
    yield columns((_LEFT, _RIGHT), below)


def _signature(block: Signature) -> Iterator[str]:
    half = UPRIGHT.text_width // 2
    left = [paragraph("Recipients", run(f"- {line}")) for line in block.recipients]
    if left:
        left.insert(0, paragraph("RecipientsHeading", run(block.recipients_heading)))
    lines = [*filter(None, (block.capacity, block.title)), *[""] * _LINES_TO_SIGN]
    right = [paragraph("Signature", run(line)) for line in lines]
    yield paragraph("Gap", properties=KEEP_NEXT)
    yield columns((half, half), ("".join(left) or paragraph("Recipients"), "".join(right)))
    yield paragraph("Gap")
