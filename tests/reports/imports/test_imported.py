"""What an import says of a file that is otherwise than its profile."""

from __future__ import annotations

import pytest

from chuyenhoa.reports.imports.imported import (
    Imported,
    ImportedFile,
    ImportedMove,
    ImportedSheet,
    lines,
)


def said(*moved: ImportedMove) -> list[str]:
    sheet = ImportedSheet("", "wide", None, (), (1, 1), (), 3, 0, "huyen", moved)
    file = ImportedFile("a.csv", "", "CSV", (sheet,))
    return list(lines(Imported("", False, False, False, {}, [file], [], [], [])))


@pytest.mark.parametrize("length", [1, 10, 40, 200])
def test_what_has_moved_takes_one_line_of_a_terminal(length: int) -> None:
    moved = [ImportedMove(f"{n} {'Số vụ ' * length}", ("A",), ("B",)) for n in range(length)]
    *_, line = said(*moved, ImportedMove("Dân số", ("C",), ()), ImportedMove("TC04", (), ("D",)))
    assert line.startswith(f"  since then: {length} moved (0 Số vụ")
    assert line.endswith("), 1 new (TC04), 1 gone (Dân số)")
    assert len(line) <= 80


def test_where_nothing_has_moved_there_is_no_such_line() -> None:
    assert len(said()) == 2
