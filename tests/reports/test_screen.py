"""How wide tables are at a terminal."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from chuyenhoa.model.dataset import Programme
from chuyenhoa.reports.listing import Cell, Column, Listing, as_table
from chuyenhoa.reports.screen import rendered

NOTE = f"Công an xã báo cáo bổ sung {'x' * 100} theo kết quả rà soát lại, {'rất dài ' * 40}"
CODE = "TC08-abcdefghij.klmnopqrst_uvwxyz-012345"
FIGURES = ["2023-H1", "999.999.998,9999", "123.456.789", "24/11/2026", "18:30"]


def shown(columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a history as long as any can be."""
    monkeypatch.setenv("COLUMNS", str(columns))
    period, old, new, *moment = FIGURES
    row = [period, old, new, " ".join(moment), CODE, NOTE]
    history = Listing(
        "history",
        Programme(),
        columns=(
            Column("period", "Kỳ"),
            Column("old", "Số cũ"),
            Column("new", "Số mới", "right"),
            Column("recorded_at", "Ghi nhận", least=len("24/11/2026 18:30")),
            Column("code", "Nguồn số liệu", least=24),
            Column("note", "Ghi chú"),
        ),
        rows=[[Cell(None, text) for text in row]],
    )
    return rendered(as_table(history), io.StringIO()).splitlines()


@pytest.mark.parametrize("columns", [72, 80, 120, 200])
def test_what_is_long_is_folded(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(columns, monkeypatch)
    assert max(map(cell_len, lines)) <= columns
    text = "\n".join(lines)
    assert all(figure in text for figure in FIGURES)
    assert re.sub(r"\s", "", text).count("x") == (NOTE + CODE).count("x")


@pytest.mark.parametrize("columns", [10, 40])
def test_where_there_is_no_room_nothing_is_lost(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(shown(columns, monkeypatch))
    assert all(figure in text for figure in FIGURES)
    assert text.count("x") == (NOTE + CODE).count("x")
