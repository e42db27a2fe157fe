from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_data import with_limit
from tests.reports.entry.forms import ANSWERS, entry_cells, entry_rows, filled

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


def test_files_that_exist_are_replaced_with_force_only(chuyenhoa: Program, tmp_path: Path) -> None:
    for options, file in (([], "form-2023-H2.xlsx"), (["--each-area"], "form-2023-H2")):
        assert chuyenhoa("form", *options).returncode == 0
        path = tmp_path / file
        one = path if path.is_file() else path / "2023-H2_can-co.xlsx"
        whole = one.read_bytes()
        one.write_bytes(b"filled in")
        run = chuyenhoa("form", "--lang", "en", *options)
        assert run.returncode == 2
        assert "exists already; --force replaces it." in run.stderr
        assert one.read_bytes() == b"filled in"
        assert chuyenhoa("form", "--force", *options).returncode == 0
        assert one.read_bytes() == whole
    (tmp_path / "form-2023-H2" / "2023-H2_can-co.xlsx").unlink()
    (tmp_path / "form-2023-H2" / "note.txt").write_text("kept", encoding="utf-8")
    again = chuyenhoa("form", "--each-area", "--area", "can-co")
    assert again.returncode == 0
    assert len(names(tmp_path / "form-2023-H2")) == 10
    assert names(tmp_path) == ["chuyenhoa.db", "form-2023-H2", "form-2023-H2.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "out.pdf"], "does not end in .xlsx"),
        (["--each-area", "-o", "out.xlsx"], "names a folder"),
        (["--each-area", "-o", "-"], "names a folder"),
        (["--each-area", "-o", "chuyenhoa.db"], "chuyenhoa.db is a file, not a folder."),
        (["--each-area", "--force", "-o", "chuyenhoa.db"], "is a file, not a folder."),
        (["--each-area", "-o", "no/out"], "There is no folder no."),
        (["-o", "no/out.xlsx"], "There is no folder no."),
        (["--period", "2019"], "No criteria set is in force in 2019."),
        (["--period", "soon"], "soon"),
        (["--area", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_written(
    chuyenhoa: Program, tmp_path: Path, arguments: list[str], says: str
) -> None:
    run = chuyenhoa("--lang", "en", "form", *arguments)
    assert run.returncode == 2
    assert says in run.stderr
    assert names(tmp_path) == ["chuyenhoa.db"]


def test_without_results_or_areas(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(
        "format: chuyenhoa/1\nareas: []\ncriteria_sets:\n"
        "  - {code: S, name: S, from: 2022, criteria: [{code: C, name: C, target: '>= 1'}]}\n",
        encoding="utf-8",
    )
    empty = ("--lang", "en", "--db", "empty.db")
    assert chuyenhoa(*empty, "load", "rules.yaml").returncode == 0
    assert "say with --period" in chuyenhoa(*empty, "form").stderr
    assert "There are no areas yet" in chuyenhoa(*empty, "form", "--period", "2023").stderr
    (tmp_path / "area.yaml").write_text(
        "format: chuyenhoa/1\nareas: [{code: a, name: A}]\n", encoding="utf-8"
    )
    assert chuyenhoa(*empty, "load", "area.yaml").returncode == 0
    assert chuyenhoa(*empty, "form", "--period", "2023").returncode == 0


def test_standard_output_gets_the_workbook(chuyenhoa: Program) -> None:
    with chuyenhoa.start("form", "-o", "-", "--area", "can-co") as process:
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err, out[:2]) == (0, b"", b"PK")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX terminal")
def test_a_terminal_gets_no_workbook(sample_db: Path) -> None:
    with Terminal("--lang", "en", "form", "-o", "-", cwd=sample_db.parent) as terminal:
        terminal.expect("say with -o where to write it")
        assert terminal.status() == 2


@pytest.mark.skipif(os.name == "nt", reason="POSIX locks")
def test_what_a_killed_run_has_left_is_removed_and_what_another_is_writing_is_not(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    from fcntl import LOCK_EX, flock

    for name in (".out.99999998.tmp", ".out.99999999.tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".lock").touch()
        (tmp_path / name / "half.xlsx").touch()
    with (tmp_path / ".out.99999999.tmp" / ".lock").open("rb") as lock:
        flock(lock, LOCK_EX)
        assert chuyenhoa("form", "--each-area", "-o", "out").returncode == 0
    assert names(tmp_path) == [".out.99999999.tmp", "chuyenhoa.db", "out"]
    assert len(names(tmp_path / "out")) == 9


@pytest.mark.skipif(sys.platform != "linux", reason="needs RLIMIT_FSIZE as Linux has it")
def test_workbooks_that_do_not_fit_leave_nothing(chuyenhoa: Program, tmp_path: Path) -> None:
    for options in ([], ["--each-area"]):
        to = "out" if options else "out.xlsx"
        run = with_limit(chuyenhoa, 4096)("--lang", "en", "form", "-o", to, *options)
        assert run.returncode == 2
        assert to in run.stderr
        assert names(tmp_path) == ["chuyenhoa.db"]


# Waits, in short sleeps, when some of the workbooks have been written and some have not.
WAITS = """
import sys, time
from chuyenhoa.cli import main
from chuyenhoa.reports.entry import form
write, written = form.one_area, []
def slowly(*arguments):
    written.append(write(*arguments))
    if len(written) == 3:
        print("waiting", flush=True)
        while True:
            time.sleep(0.01)
    return written[-1]
form.one_area = slowly
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize("exists", [False, True])
def test_an_interruption_leaves_nothing(chuyenhoa: Program, tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "out"
    if exists:
        folder.mkdir()
    program = type(chuyenhoa)(tmp_path, (sys.executable, "-c", WAITS))
    with program.start("form", "--each-area", "-o", "out") as process:
        assert process.stdout
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert names(tmp_path) == ["chuyenhoa.db", *(["out"] if exists else [])]
    assert not exists or names(folder) == []
