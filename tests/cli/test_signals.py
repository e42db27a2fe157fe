from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal
from tests.program import Program

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals"),
    pytest.mark.usefixtures("heeded_signals"),
]

MANY = "format: chuyenhoa/1\nareas:\n" + "".join(
    f"  - {{code: a{number}, name: Xã {number}}}\n" for number in range(4000)
)
# Waits in the middle of the transaction, after everything has been written but not committed; in
# short sleeps, for a signal just before one goes unnoticed until its end.
WAITS = """
import sys, time
from chuyenhoa.cli import loading, main
from chuyenhoa.cli.importing import transaction
write = loading.write_results
def slowly(*arguments):
    counts = write(*arguments)
    print("waiting", flush=True)
    while True:
        time.sleep(0.01)
transaction.write_results = loading.write_results = slowly
sys.exit(main())
"""


@contextmanager
def waiting(
    directory: Path, *arguments: str, command: tuple[str, ...] = ("-c", WAITS)
) -> Iterator[subprocess.Popen[bytes]]:
    (directory / "many.yaml").write_text(MANY, encoding="utf-8")
    with Program(directory, (sys.executable, *command)).start(*arguments) as process:
        assert process.stdout
        assert process.stdout.readline() == b"waiting\n"
        yield process


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_rolls_back_and_is_the_status(
    sample_db: Path, tmp_path: Path, name: str, status: int
) -> None:
    before = sample_db.read_bytes()
    for database in ("chuyenhoa.db", "new.db"):
        with waiting(tmp_path, "--db", database, "load", "many.yaml") as process:
            process.send_signal(getattr(signal, name))
            out, err = process.communicate(timeout=60)
        assert process.returncode == status
        assert (out, err) == (b"", "Đã bị ngắt.\n".encode())
    assert sample_db.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chuyenhoa.db", "many.yaml"]


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_ctrl_c_leaves_nothing_of_an_import(
    sample_db: Path, tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "a.csv").write_text("Địa bàn,TC03\nPhìn Hồ,9\n", encoding="utf-8")
    before = sample_db.read_bytes()
    with waiting(tmp_path, "import", "a.csv", "--period", "2023-H1", *options) as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", "Đã bị ngắt.\n".encode())
    assert sample_db.read_bytes() == before
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["a.csv", "chuyenhoa.db", "many.yaml"]


def test_an_interruption_before_anything_has_begun(chuyenhoa: Program) -> None:
    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'chuyenhoa.cli.program': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from chuyenhoa.cli import main; sys.exit(main(['--version']))"
    )
    run = Program(chuyenhoa.directory, (sys.executable, "-c", code))()
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


def test_a_second_signal_does_not_hinder_the_rolling_back(sample_db: Path, tmp_path: Path) -> None:
    before = sample_db.read_bytes()
    with waiting(tmp_path, "load", "many.yaml") as process:
        for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
            process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode in {130, 143}
    assert sample_db.read_bytes() == before


def test_what_is_ignored_stays_ignored(sample_db: Path, tmp_path: Path) -> None:
    # As under nohup.
    code = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    code += "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    quick = WAITS.replace(
        "while True:\n        time.sleep(0.01)", "sys.stdin.readline(); return counts"
    )
    command = ("-c", code, "-c", quick)
    with waiting(tmp_path, "load", "many.yaml", command=command) as process:
        process.send_signal(signal.SIGHUP)
        process.communicate(b"\n", timeout=60)
    assert process.returncode == 0
    assert sample_db.exists()


def test_a_lock_of_another_program_is_waited_for_and_said(
    chuyenhoa: Program, sample_db: Path
) -> None:
    with closing(sqlite3.connect(sample_db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        recording = ("record", "can-co", "TC03", "9", "--period", "2023-H1")
        with chuyenhoa.start(*recording) as process:
            assert process.stderr
            assert "đang chờ" in process.stderr.readline().decode()
            other.execute("ROLLBACK")
            _out, err = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "2 → 9" in err.decode()
        assert time.monotonic() - started < 30

        other.execute("BEGIN IMMEDIATE")
        run = chuyenhoa("--lang", "en", "record", "can-co", "TC03", "8", "--period", "2023-H1")
        assert run.returncode == 2
        waiting, error = run.stderr.splitlines()
        assert "waiting" in waiting
        assert error.startswith("Error: Another program is using the database")
        # Readers are not hindered.
        assert chuyenhoa("assess").returncode == 0


def test_who_waits_at_a_terminal_sees_that_something_is_done(
    sample_db: Path, tmp_path: Path
) -> None:
    with (
        closing(sqlite3.connect(sample_db, isolation_level=None)) as other,
        Terminal("--lang", "en", "load", "many.yaml", cwd=tmp_path) as terminal,
    ):
        other.execute("BEGIN IMMEDIATE")
        (tmp_path / "many.yaml").write_text("format: chuyenhoa/1\nareas: []\n", encoding="utf-8")
        terminal.expect("Loading… 1 s\r")
        other.execute("ROLLBACK")
        assert terminal.status() == 0
