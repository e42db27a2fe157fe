"""The numbers of tables and pictures, which every renderer gives in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _
from chuyenhoa.reports.document import Picture, Table

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Document


class Caption(NamedTuple):
    """A caption, with its number apart: 'Bảng ', 2, '. Kết quả …'."""

    before: str
    number: int
    after: str

    @property
    def text(self) -> str:
        """The whole of it."""
        return f"{self.before}{self.number}{self.after}"


def captions(document: Document) -> dict[str, str]:
    """The captions of tables and pictures by their names: 'Bảng 2. …', 'Hình 1. …'."""
    return {name: caption.text for name, caption in numbered(document).items()}


def numbered(document: Document) -> dict[str, Caption]:
    """The same, for formats that number themselves."""
    found = {}
    for kind, label in (
        (Table, _("Table {n}. {caption}")),
        (Picture, _("Figure {n}. {caption}")),
    ):
        before, _number, after = label.partition("{n}")
        for number, block in enumerate(_of_kind(document, kind), 1):
            found[block.name] = Caption(before, number, after.format(caption=block.caption))
    return found


def _of_kind(document: Document, kind: type[Table | Picture]) -> list[Table | Picture]:
    return [block for block in document.blocks if isinstance(block, kind)]
