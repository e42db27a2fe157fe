"""The numbers of tables and pictures, which every renderer gives in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports.document import Picture, Table

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Document


def captions(document: Document) -> dict[str, str]:
    """The captions of tables and pictures by their names: 'Bảng 2. …', 'Hình 1. …'."""
    return {
        block.name: label.format(n=number, caption=block.caption)
        for kind, label in (
            (Table, _("Table {n}. {caption}")),
            (Picture, _("Figure {n}. {caption}")),
        )
        for number, block in enumerate(_of_kind(document, kind), 1)
    }


def _of_kind(document: Document, kind: type[Table | Picture]) -> list[Table | Picture]:
    return [block for block in document.blocks if isinstance(block, kind)]
