"""Measures chuyenhoa against other programs, side by side: `make bench`.

    python -m benchmarks [--only NAME]… [--runs N]

Prints ratios, for they hold on another machine where seconds do not; it is no test, and a ratio
past its bound is only marked. `busy` is the ratio of processor time, which hardly depends on what
else the machine does. Needs Linux or macOS, and what the extra `bench` installs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import data
from benchmarks.measure import Command, run, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
PEERS = HERE / "peers"
SAMPLE = HERE.parent / "data" / "sample.yaml"
BUILD = HERE.parent / "build" / "bench"
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Case:
    """Two commands and the bounds of ours: a share of the peer's time, and MiB.

    `times` as many runs as were asked for: what is over in a moment wants more of them.
    """

    prepare: Callable[[], tuple[Command, Command]]
    bound: float
    peak: int | None = None
    same_json: bool = False
    times: int = 1


def chuyenhoa(
    output: str,
    *arguments: str | Path,
    fresh: Path | None = None,
    origin: Path | None = None,
) -> Command:
    """Our side of a case."""
    return Command([PROGRAMS / "chuyenhoa", *arguments], BUILD / output, fresh, origin)


def peer(output: str, *arguments: str | Path, fresh: Path | None = None) -> Command:
    """The other side: a script of ours in peers/, or another program."""
    script = str(arguments[0]).endswith(".py")
    program = [sys.executable, PEERS / arguments[0]] if script else [PROGRAMS / arguments[0]]
    return Command([*program, *arguments[1:]], BUILD / output, fresh)


@cache
def sample() -> Path:
    """The sample's database."""
    database = BUILD / "sample.db"
    run(chuyenhoa("sample.out", "--db", database, "load", SAMPLE, fresh=database))
    return database


@cache
def country() -> Path:
    """A database with four periods of the whole country, a figure in fifty never recorded."""
    database, file = BUILD / "country.db", BUILD / "country.yaml"
    data.write_datafile(file, data.PERIODS, gaps=0.02)
    run(chuyenhoa("country.out", "--db", database, "load", file, fresh=database))
    return database


@cache
def defined() -> Path:
    """A database of the whole country without a single result."""
    database, file = BUILD / "defined.db", BUILD / "defined.yaml"
    data.write_datafile(file, (), gaps=0)
    run(chuyenhoa("defined.out", "--db", database, "load", file, fresh=database))
    return database


def version() -> tuple[Command, Command]:
    """How long a command line takes to say anything at all."""
    return chuyenhoa("version.ours", "--version"), peer(
        "version.peer", "five_lines.py", "--version"
    )


def assess() -> tuple[Command, Command]:
    """The table of the sample, and the bare rows of its results."""
    return (
        chuyenhoa("assess.ours", "--db", sample(), "assess"),
        peer("assess.peer", "sqlite-utils", "rows", sample(), "result"),
    )


def load() -> tuple[Command, Command]:
    """318,000 results, checked, with their history and indexes; and as bare rows of text."""
    file, table = BUILD / "load.yaml", BUILD / "load.csv"
    data.write_datafile(file, (data.LAST,), gaps=0)
    data.write_csv(table, data.LAST)
    ours, theirs = BUILD / "load.db", BUILD / "peer.db"
    return (
        chuyenhoa("load.ours", "--db", ours, "load", file, fresh=ours),
        peer("load.peer", "sqlite-utils", "insert", theirs, "result", table, "--csv", fresh=theirs),
    )


def long() -> tuple[Command, Command]:
    """318,000 results of a text file, recognised and checked; and as bare rows of text."""
    table, ours, theirs = BUILD / "long.csv", BUILD / "long.db", BUILD / "peer.db"
    data.write_csv(table, data.LAST)
    return (
        chuyenhoa("long.ours", "--db", ours, "import", table, fresh=ours, origin=defined()),
        peer("long.peer", "sqlite-utils", "insert", theirs, "result", table, "--csv", fresh=theirs),
    )


def wide() -> tuple[Command, Command]:
    """318,000 results of a workbook, recognised and checked; and by pandas, not checked."""
    book, ours, theirs = BUILD / "wide.xlsx", BUILD / "wide.db", BUILD / "peer.db"
    data.write_workbook(book)
    given = ("import", book, "--period", data.LAST)
    return (
        chuyenhoa("wide.ours", "--db", ours, *given, fresh=ours, origin=defined()),
        peer("wide.peer", "wide.py", book, theirs, fresh=theirs),
    )


def nine() -> tuple[Command, Command]:
    """Nine small workbooks in one call; and `import pandas` alone."""
    ours = BUILD / "nine.db"
    reports = data.write_reports(BUILD / "reports")
    return (
        chuyenhoa("nine.ours", "--db", ours, "import", *reports, fresh=ours, origin=sample()),
        Command([sys.executable, "-c", "import pandas"], BUILD / "nine.peer"),
    )


def judge() -> tuple[Command, Command]:
    """318,000 verdicts of one period of four, as JSON; and by pandas from the same database."""
    return (
        chuyenhoa(
            "judge.ours", "--db", country(), "assess", "--period", data.LAST, "--format", "json"
        ),
        peer("judge.peer", "judge.py", country(), data.LAST),
    )


def area() -> tuple[Command, Command]:
    """One area of 10,600, and one of the sample's nine."""
    return (
        chuyenhoa("area.ours", "--db", country(), "assess", "--area", "X05301"),
        chuyenhoa("area.peer", "--db", sample(), "assess", "--area", "hong-thu"),
    )


def page() -> tuple[Command, Command]:
    """The sample's full report as a page with its charts; importing pandas, and half a second."""
    return (
        chuyenhoa(
            *("page.ours", "--db", sample(), "report", "--template", "conference"),
            *("--format", "html"),
        ),
        peer("page.peer", "pandas_and_a_half.py"),
    )


def matrix() -> tuple[Command, Command]:
    """All cells of 10,600 areas by 30 criteria as a page; and by a plain loop of Jinja."""
    cells = BUILD / "matrix.csv"
    data.write_cells(cells)
    return _rendered("html", cells), peer("matrix.peer", "jinja_loop.py", cells)


def workbook() -> tuple[Command, Command]:
    """The same cells as a workbook; and bare ones by XlsxWriter."""
    cells = BUILD / "matrix.csv"
    data.write_cells(cells)
    return _rendered("xlsx", cells), peer("workbook.peer", "bare_cells.py", cells)


def _rendered(form: str, cells: Path) -> Command:
    return Command([sys.executable, HERE / "render.py", cells, form], BUILD / f"matrix.{form}")


CASES = {
    "version": Case(version, bound=1.4, times=4),
    "assess": Case(assess, bound=0.6, times=4),
    "load": Case(load, bound=0.6, peak=600),
    "long": Case(long, bound=0.4, peak=500),
    "wide": Case(wide, bound=0.6, peak=500),
    "nine": Case(nine, bound=4.4, peak=500, times=4),
    "judge": Case(judge, bound=0.8, peak=400, same_json=True),
    "area": Case(area, bound=1.2, times=4),
    "page": Case(page, bound=1.0, times=2),
    "matrix": Case(matrix, bound=3.0, peak=150),
    "workbook": Case(workbook, bound=1.5, peak=150),
}


def measure(name: str, runs: int) -> None:
    """Prints the line of one case."""
    case = CASES[name]
    commands = case.prepare()
    ours, theirs = side_by_side(*commands, runs * case.times)
    ratio = ours.seconds / theirs.seconds
    peak = f"{ours.peak:.0f}" + (f" (≤ {case.peak})" if case.peak else "")
    over = ratio > case.bound or (case.peak is not None and ours.peak > case.peak)
    print(
        f"{name:<9}{ours.seconds:>8.3f}{theirs.seconds:>9.3f}{ratio:>8.2f}{case.bound:>7.1f}"
        f"{ours.busy / theirs.busy:>7.2f}{peak:>14}{theirs.peak:>7.0f}{'  OVER' if over else ''}",
        flush=True,
    )
    if case.same_json:
        both = [command.output for command in commands]
        if subprocess.run([sys.executable, HERE / "same_json.py", *both], check=False).returncode:
            raise SystemExit(f"{name}: the two do not say the same: {both[0]} {both[1]}")


def main() -> None:
    """Measures the cases asked for, all of them by default."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=main.__doc__,
        epilog="\n".join(f"{name:9}{case.prepare.__doc__}" for name, case in CASES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", action="append", choices=CASES, help="this case; repeatable")
    parser.add_argument(
        "--runs",
        type=int,
        default=5,
        help="of each side, 5 by default; what is quick runs four times as often",
    )
    asked = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    print(
        f"{'':9}{'ours s':>8}{'peer s':>9}{'ratio':>8}{'bound':>7}{'busy':>7}"
        f"{'ours MiB':>14}{'peer':>7}"
    )
    for name in asked.only or CASES:
        measure(name, asked.runs)


if __name__ == "__main__":
    main()
