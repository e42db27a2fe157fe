from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.program import Program

AREAS = "format: chuyenhoa/1\nlanguage: en\nareas:\n  - {code: a, name: Area A}\n"
RULES = AREAS + (
    "criteria_sets:\n"
    "  - {code: S, name: Set, from: 2020, criteria: [{code: T1, name: One, target: '>= 1'}]}\n"
)


def write(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_loading_says_what_is_new_changed_and_unchanged(
    chuyenhoa: Program, sample: Path, tmp_path: Path
) -> None:
    first = chuyenhoa("load", sample)
    assert (first.returncode, first.stdout) == (0, "")
    assert "Cơ sở dữ liệu mới: chuyenhoa.db" in first.stderr
    assert "địa bàn: 9 mới" in first.stderr
    assert "kết quả: 201 mới" in first.stderr
    again = chuyenhoa("--lang", "en", "load", sample)
    assert again.returncode == 0
    assert "areas: 9 unchanged" in again.stderr
    assert "results: 201 unchanged" in again.stderr
    assert "settings" not in again.stderr
    changed = sample.read_text(encoding="utf-8").replace("TC13: 16/25", "TC13: 18/25")
    third = chuyenhoa("--lang", "en", "load", write(tmp_path, "changed.yaml", changed))
    assert "results: 1 changed, 200 unchanged" in third.stderr
    assert re.search(
        r"^  Hồng Thu · TC13 · 2023-H1: 16/25 → 18/25 \(\S*changed\.yaml:\d+:\d+\)$",
        third.stderr,
        re.MULTILINE,
    )


def test_what_loading_takes_back_is_listed_even_of_a_dry_run(
    chuyenhoa: Program, sample: Path, sample_db: Path
) -> None:
    chuyenhoa("record", "can-co", "TC04", "1", "--period", "2023-H1")
    chuyenhoa("record", "can-co", "TC04", "2", "--period", "2023-H1")
    before = sample_db.read_bytes()
    for options in (["--dry-run"], []):
        assert sample_db.read_bytes() == before
        run = chuyenhoa("--lang", "en", "load", sample, *options)
        (line,) = (line for line in run.stderr.splitlines() if "→" in line)
        assert line.startswith(f"  Căn Co · TC04 · 2023-H1: 2 → 0 ({sample}:")


def test_no_more_is_listed_than_is_looked_through(chuyenhoa: Program, tmp_path: Path) -> None:
    def results(value: int, note: str = "") -> str:
        periods = (f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13))
        rows = (
            f"  - {{period: {each}, area: a, values: {{T1: {value}}}{note}}}\n" for each in periods
        )
        return f"{RULES}results:\n{''.join(rows)}"

    chuyenhoa("load", write(tmp_path, "data.yaml", results(1)))
    run = chuyenhoa("load", write(tmp_path, "data.yaml", results(2)))
    assert run.stderr.count("1 → 2 (") == 20
    assert run.stderr.endswith("data.yaml:27:45)\n  … and 4 more\n")
    noted = results(2, ", notes: {T1: counted again}")
    run = chuyenhoa("load", write(tmp_path, "data.yaml", noted))
    assert "Area A · T1 · 2021-01: only the note has changed (" in run.stderr


def test_problems_are_reported_all_of_them_and_nothing_is_written(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    write(tmp_path, "good.yaml", AREAS)
    bad = AREAS + "titel: x\nlistings:\n  - {area: b, listed: 2023-H5}\n"
    write(tmp_path, "bad.yaml", bad)
    run = chuyenhoa("load", "good.yaml", "bad.yaml")
    assert (run.returncode, run.stdout) == (1, "")
    notice, key, area, period, end = run.stderr.splitlines()
    assert notice.startswith("bad.yaml:4:12 ")
    assert key.startswith("bad.yaml:5:1 unknown_key ")
    assert key.endswith("(did you mean “title”?)")
    assert area.startswith("bad.yaml:7:12 unknown_area ")
    assert period.startswith("bad.yaml:7:23 bad_period ")
    assert "nothing was written" in end
    assert sorted(contents(tmp_path)) == ["bad.yaml", "good.yaml"]


def test_a_database_is_as_before_when_a_file_has_problems(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    before = sample_db.read_bytes()
    write(tmp_path, "bad.yaml", AREAS + "results: [{period: 2023, area: a, values: {NO: 1}}]\n")
    run = chuyenhoa("load", "bad.yaml")
    assert run.returncode == 1
    assert "bad.yaml:5:44 unknown_criterion" in run.stderr
    assert sample_db.read_bytes() == before


def test_notices_are_said_and_do_not_hinder(chuyenhoa: Program, tmp_path: Path) -> None:
    future = "results: [{period: 2099, area: a, values: {T1: 1}}]\n"
    write(tmp_path, "future.yaml", RULES + future)
    run = chuyenhoa("load", "future.yaml")
    assert run.returncode == 0
    assert "future.yaml:7:20 future_period Notice: The period 2099 has not begun yet." in run.stderr
    assert "results: 1 new" in run.stderr


def test_a_dry_run_writes_nothing(chuyenhoa: Program, sample_db: Path, tmp_path: Path) -> None:
    write(tmp_path, "more.yaml", AREAS)
    before = contents(tmp_path)
    run = chuyenhoa("--lang", "en", "load", "--dry-run", "more.yaml")
    assert run.returncode == 0
    assert "areas: 1 new" in run.stderr
    assert "dry run" in run.stderr
    assert contents(tmp_path) == before
    sample_db.unlink()
    run = chuyenhoa("--lang", "en", "load", "--dry-run", "more.yaml")
    assert "areas: 1 new" in run.stderr
    assert sorted(contents(tmp_path)) == ["more.yaml"]


def test_files_can_come_from_standard_input_and_by_pattern(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    assert chuyenhoa("load", "-", stdin=AREAS).returncode == 0
    write(tmp_path, "n1.yaml", AREAS.replace("code: a", "code: b"))
    write(tmp_path, "n2.yaml", AREAS.replace("code: a", "code: c"))
    run = chuyenhoa("load", "n?.yaml")
    assert "areas: 2 new" in run.stderr
    bad = chuyenhoa("load", "-", stdin="areas: []\n")
    assert bad.returncode == 1
    assert bad.stderr.startswith("-:1:1 missing_key ")


@pytest.mark.parametrize(
    ("name", "says"),
    [("none.yaml", "There is no file none.yaml."), ("folder", "folder is a folder, not a file.")],
)
def test_what_cannot_be_read_is_named(
    chuyenhoa: Program, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path, "good.yaml", AREAS)
    run = chuyenhoa("--lang", "en", "load", "good.yaml", name)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"Error: {says}\n")
    assert not (tmp_path / "chuyenhoa.db").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(chuyenhoa: Program, tmp_path: Path) -> None:
    write(tmp_path, "secret.yaml", AREAS).chmod(0)
    run = chuyenhoa("--lang", "en", "load", "secret.yaml")
    assert (run.returncode, run.stderr) == (2, "Error: You may not read or write secret.yaml.\n")


def test_names_that_could_command_a_terminal_are_written_out(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    bad = AREAS + '"\\e[31mred\\u202E": 1\n'
    name = "bad.yaml" if os.name == "nt" else "bad\x1b[31m.yaml"
    write(tmp_path, name, bad)
    run = chuyenhoa("load", name)
    assert run.returncode == 1
    assert "\x1b" not in run.stderr
    assert "\u202e" not in run.stderr
    assert "\\x1b[31mred" in run.stderr


def test_a_dump_loads_into_the_same_database(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    to_stdout = chuyenhoa("dump")
    assert (to_stdout.returncode, to_stdout.stderr) == (0, "")
    to_file = chuyenhoa("dump", "-o", "dump.yaml")
    assert (to_file.returncode, to_file.stdout, to_file.stderr) == (0, "", "")
    written = (tmp_path / "dump.yaml").read_bytes()
    assert written == to_stdout.stdout.encode()
    assert chuyenhoa("--db", "copy.db", "load", "dump.yaml").returncode == 0
    assert chuyenhoa("--db", "copy.db", "dump").stdout == to_stdout.stdout
    assert sample_db.exists()


@pytest.mark.usefixtures("sample_db")
def test_an_existing_file_is_replaced_with_force_only(chuyenhoa: Program, tmp_path: Path) -> None:
    path = write(tmp_path, "out.yaml", "mine")
    path.chmod(0o640)
    refused = chuyenhoa("--lang", "en", "dump", "-o", "out.yaml")
    assert refused.returncode == 2
    assert refused.stderr == "Error: out.yaml exists already; --force replaces it.\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert chuyenhoa("dump", "-o", "out.yaml", "--force").returncode == 0
    assert path.read_text(encoding="utf-8").startswith("format: chuyenhoa/1")
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(contents(tmp_path)) == ["chuyenhoa.db", "out.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.usefixtures("sample_db")
def test_a_link_is_never_followed(chuyenhoa: Program, tmp_path: Path) -> None:
    target = write(tmp_path, "target.yaml", "mine")
    link = tmp_path / "out.yaml"
    link.symlink_to("target.yaml")
    refused = chuyenhoa("--lang", "en", "dump", "-o", "out.yaml")
    assert refused.returncode == 2
    assert "out.yaml is a link to target.yaml" in refused.stderr
    assert chuyenhoa("dump", "-o", "out.yaml", "--force").returncode == 0
    assert not link.is_symlink()
    assert target.read_text(encoding="utf-8") == "mine"
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to("nowhere.yaml")
    assert chuyenhoa("dump", "-o", "dangling.yaml").returncode == 2
    assert not (tmp_path / "nowhere.yaml").exists()


@pytest.mark.usefixtures("sample_db")
def test_where_a_dump_cannot_be_written(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, says in (
        ("no/out.yaml", "There is no folder no."),
        ("folder", "folder exists already"),
    ):
        run = chuyenhoa("--lang", "en", "dump", "-o", name)
        assert run.returncode == 2
        assert says in run.stderr
    assert chuyenhoa("dump", "-o", "folder", "--force").returncode == 2
    assert sorted(contents_of_folder(tmp_path)) == ["chuyenhoa.db", "folder"]


def contents_of_folder(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


@pytest.mark.usefixtures("sample_db")
def test_what_a_killed_dump_has_left_is_removed_by_the_next(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    write(tmp_path, ".out.yaml.99999999.tmp", "half")
    assert chuyenhoa("dump", "-o", "out.yaml").returncode == 0
    assert sorted(contents_of_folder(tmp_path)) == ["chuyenhoa.db", "out.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX locks")
@pytest.mark.usefixtures("sample_db")
def test_what_another_dump_is_writing_is_left_alone(chuyenhoa: Program, tmp_path: Path) -> None:
    from fcntl import LOCK_EX, flock

    path = write(tmp_path, ".out.yaml.99999999.tmp", "half")
    with path.open("rb") as stream:
        flock(stream, LOCK_EX)
        assert chuyenhoa("dump", "-o", "out.yaml").returncode == 0
    assert path.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
@pytest.mark.usefixtures("sample_db")
def test_devices_are_written_to_as_they_are(chuyenhoa: Program) -> None:
    full = chuyenhoa("--lang", "en", "dump", "-o", "/dev/full")
    assert full.returncode == 2
    assert full.stderr == "Error: /dev/full cannot be written: the disk is full.\n"
    assert Path("/dev/full").is_char_device()
    out = chuyenhoa("dump", "-o", "/dev/null")
    assert (out.returncode, out.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="needs RLIMIT_FSIZE as Linux has it")
@pytest.mark.usefixtures("sample_db")
def test_a_dump_that_does_not_fit_leaves_nothing(chuyenhoa: Program, tmp_path: Path) -> None:
    # A file size limit fails as a full disk does, in the middle of writing.
    limited = with_limit(chuyenhoa, 4096)
    run = limited("--lang", "en", "dump", "-o", "out.yaml")
    assert run.returncode == 2
    assert "out.yaml" in run.stderr
    assert sorted(contents_of_folder(tmp_path)) == ["chuyenhoa.db"]


def with_limit(program: Program, size: int) -> Program:
    code = (
        # Bytecode that does not fit would be written, and damage every later run.
        "import resource, signal, sys; sys.dont_write_bytecode = True;"
        "from chuyenhoa.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        "sys.exit(main())"
    )
    return type(program)(program.directory, (sys.executable, "-c", code))
