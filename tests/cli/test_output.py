from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal
from tests.program import clean_environment

if TYPE_CHECKING:
    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

PROGRAM = [sys.executable, "-m", "chuyenhoa"]
posix = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")


def shell(
    script: str, directory: Path, env: dict[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    """A script that calls the program as `$run`."""
    return subprocess.run(
        ["bash", "-c", f'run() {{ "{sys.executable}" -m chuyenhoa "$@"; }}; {script}'],
        cwd=directory,
        env=clean_environment(env),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@posix
@pytest.mark.parametrize("command", ["--help", "assess", "dump", "assess --format json", "areas"])
def test_stdout_closed_or_full(tmp_path: Path, command: str) -> None:
    full = "Writing to standard output failed: the disk is full."
    for where, says in ((">&-", "is closed"), (">/dev/full", full)):
        if where == ">/dev/full" and not Path("/dev/full").exists():
            continue
        run = shell(f"run --lang en {command} {where}", tmp_path)
        assert run.returncode == 2
        assert run.stderr.startswith("Error: ")
        assert run.stderr.count("\n") == 1
        assert says in run.stderr


@posix
def test_a_closed_stdout_puts_nothing_into_the_database(tmp_path: Path, sample_db: Path) -> None:
    # Without care the database would be file number 1.
    run = shell("run record hong-thu TC13 18/25 --period 2023-H1 <&- >&-", tmp_path)
    assert run.returncode == 0
    assert "16/25 → 18/25" in run.stderr
    assert shell("run db check", tmp_path).returncode == 0
    assert sample_db.read_bytes()[:15] == b"SQLite format 3"
    assert shell("run load - <&-", tmp_path).returncode == 2


@posix
def test_nobody_to_tell(tmp_path: Path) -> None:
    assert shell("run record hong-thu TC13 18/25 --period 2023-H1 2>&-", tmp_path).returncode == 0
    if Path("/dev/full").exists():
        assert shell("run record a b c --period 2023 2>/dev/full", tmp_path).returncode == 1


@posix
def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    for command in ("--help", "assess --area hong-thu", "dump"):
        # The reader is gone before the first byte is written.
        run = shell(f"run {command} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
        assert run.returncode in {0, 141}
        assert run.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_a_terminal_without_the_letters_gets_others(chuyenhoa: Program, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command in ("--help", "assess"):
        run = chuyenhoa(*command.split(), env=env)
        assert run.returncode == 0
        assert run.stderr == ""
    wrong = chuyenhoa("assess", "--area", "không có", env=env)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_data_is_utf_8_whatever_the_terminal_is(chuyenhoa: Program) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for command in (
        "dump",
        *(f"assess --format {each}" for each in ("json", "csv", "markdown")),
        *(f"areas --format {each}" for each in ("json", "csv", "markdown")),
    ):
        run = chuyenhoa(*command.split(), env=env)
        assert run.returncode == 0
        assert "Tủa Sín Chải" in run.stdout
        assert not run.stdout.startswith("\ufeff")


@pytest.mark.parametrize(
    "env", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_no_colours_where_nobody_sees_them(chuyenhoa: Program, env: dict[str, str]) -> None:
    for command in ("assess", "explain hong-thu"):
        run = chuyenhoa(*command.split(), env=env)
        assert "\x1b" not in run.stdout
        assert not any(line.endswith(" ") for line in run.stdout.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_colours_where_somebody_sees_them(tmp_path: Path) -> None:
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        with Terminal("assess", cwd=tmp_path, env=env) as terminal:
            assert terminal.status() == 0
            assert ("\x1b[" in terminal.output) == coloured


@pytest.mark.parametrize("command", ["assess", "assess --area hong-thu", "criteria", "periods"])
def test_no_figure_is_lost_however_narrow_it_is(chuyenhoa: Program, command: str) -> None:
    def figures(columns: int) -> list[str]:
        run = chuyenhoa("--lang", "en", *command.split(), env={"COLUMNS": str(columns)})
        assert run.returncode == 0
        assert "…" not in run.stdout
        return sorted(re.findall(r"\d+(?:[./-]\d+)*", run.stdout))

    assert figures(40) == figures(80) == figures(200)


def test_markup_in_data_is_literal(chuyenhoa: Program, tmp_path: Path) -> None:
    names = [
        *("[red]x[/red]", "[/]", ":smiley:", "a|b", "`c`", "<script>", "=cmd()"),
        *("e\\x1b[31mf", "g\\u202eh"),
    ]
    areas = "".join(f'  - {{code: n{i}, name: "{name}"}}\n' for i, name in enumerate(names))
    (tmp_path / "names.yaml").write_text(
        f"format: chuyenhoa/1\nlanguage: en\nareas:\n{areas}", encoding="utf-8"
    )
    loaded = chuyenhoa("--db", "n.db", "load", "names.yaml")
    if loaded.returncode:
        # What steers a terminal is refused at the door already.
        assert "control_character" in loaded.stderr
        areas = "\n".join(line for line in areas.splitlines() if "x1b" not in line)
        (tmp_path / "names.yaml").write_text(
            f"format: chuyenhoa/1\nlanguage: en\nareas:\n{areas}\n", encoding="utf-8"
        )
        assert chuyenhoa("--db", "n.db", "load", "names.yaml").returncode == 0
    shown = chuyenhoa("--db", "n.db", "areas", env={"COLUMNS": "100"}).stdout
    for name in ("[red]x[/red]", "[/]", ":smiley:", "<script>", "=cmd()", "g\\u202eh"):
        assert name in shown
    assert "\u202e" not in shown
    assert "'=cmd()" in chuyenhoa("--db", "n.db", "areas", "--format", "csv").stdout
    assert "a\\|b" in chuyenhoa("--db", "n.db", "areas", "--format", "markdown").stdout


def test_a_mistake_of_the_program_is_no_traceback(chuyenhoa: Program) -> None:
    code = (
        "import sys\n"
        "from chuyenhoa.cli import main, doors\n"
        "def fail(*_): raise {error}\n"
        "doors.period_code = fail\n"
        "sys.exit(main())"
    )
    for error, says in (
        ("ZeroDivisionError", "The program has made a mistake (ZeroDivisionError)"),
        ("MemoryError", "There is not enough memory."),
        ("OSError(5, 'Input/output error')", "The system refused: the disk may be defective"),
        ("OSError(5, 'Input/output error', 'x')", "x cannot be read or written: the disk"),
    ):
        broken = type(chuyenhoa)(
            chuyenhoa.directory, (sys.executable, "-c", code.format(error=error))
        )
        run = broken("--lang", "en", "assess")
        assert run.returncode == 2
        assert says in run.stderr
        assert "Traceback" not in run.stderr
    broken = type(chuyenhoa)(
        chuyenhoa.directory, (sys.executable, "-c", code.format(error="KeyError"))
    )
    assert "Traceback" in broken("assess", env={"CHUYENHOA_DEBUG": "1"}).stderr
