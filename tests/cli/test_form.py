from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reports.forms import ANSWERS, entry_cells, entry_rows, filled

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

FIGURES = {
    ("hong-thu", "TC03"): "2",
    ("hong-thu", "TC06"): ANSWERS["vi"].yes,
    ("can-co", "TC08"): "5/6",
    ("can-co", "TC12"): "94,7",
    ("xa-3", "TC09"): ANSWERS["vi"].not_applicable,
}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_form_of_the_next_period_is_filled_in_and_imported(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    made = chuyenhoa("form")
    assert (made.returncode, made.stdout) == (0, "")
    assert "2023-H2" in made.stderr
    assert "form-2023-H2.xlsx" in made.stderr
    path = tmp_path / "form-2023-H2.xlsx"
    untouched = chuyenhoa("import", path.name, "--dry-run", "--format", "json")
    assert untouched.returncode == 0
    assert '"figures": []' in untouched.stdout

    def texts(sheet: Worksheet) -> dict[str, str]:
        cells = entry_cells(sheet)
        assert len(cells) == 9 * 15
        return {cells[key]: text for key, text in FIGURES.items()}

    path.write_bytes(filled(path.read_bytes(), texts))
    run = chuyenhoa("import", path.name)
    assert run.returncode == 0, run.stderr
    dump = chuyenhoa("dump").stdout.partition("2023-H2, area: hong-thu")[2]
    assert "values: {TC03: 2, TC06: yes}" in dump
    assert "values: {TC08: 5/6, TC12: 94.7}" in dump
    assert "values: {TC09: n/a}" in dump
    assert dump.count("2023-H2") == 2


def test_a_workbook_for_each_area(chuyenhoa: Program, tmp_path: Path) -> None:
    run = chuyenhoa("form", "--each-area", "--period", "2024-Q1", "-o", "xã", "--lang", "en")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "The entry form for 2024-Q1 of 9 areas is in xã.\n"
    folder = tmp_path / "xã"
    assert len(names(folder)) == 9
    assert names(tmp_path) == ["chuyenhoa.db", "xã"]
    for area, criterion in FIGURES:
        path = folder / f"2024-Q1_{area}.xlsx"

        def texts(sheet: Worksheet, area: str = area) -> dict[str, str]:
            cells = entry_rows(sheet)
            return {cells[key]: text for (own, key), text in FIGURES.items() if own == area}

        path.write_bytes(filled(path.read_bytes(), texts))
        assert criterion
    done = chuyenhoa("import", *folder.iterdir())
    assert done.returncode == 0, done.stderr
    dump = chuyenhoa("dump").stdout
    assert "{TC08: 5/6, TC12: 94.7}" in dump
    assert dump.count("period: 2024-Q1") == 3
