from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

TABLE = "Kết quả 6 tháng đầu năm 2023,,\nĐịa bàn,TC03,TC08\nPhìn Hồ,3,18/19\nHồng Thu,2,24/24\n"


def write(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_come_in_and_the_same_file_again_changes_nothing(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE)
    run = chuyenhoa("--lang", "en", "import", "a.csv")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.splitlines() == [
        "a.csv · CSV, ,, UTF-8 · areas down, criteria across · 2023-H1 · 4 figures",
        "results: 2 changed, 2 unchanged",
        "  Phìn Hồ · TC03 · 2023-H1: 2 → 3 (a.csv:3:2)",
        "  Hồng Thu · TC08 · 2023-H1: 20/24 → 24/24 (a.csv:4:3)",
    ]
    before = sample_db.read_bytes()
    again = chuyenhoa("--lang", "en", "import", "a.csv")
    assert again.returncode == 0
    assert again.stderr.endswith("\nresults: 4 unchanged\n")
    assert sample_db.read_bytes() == before


def test_a_problem_keeps_everything_out_unless_what_is_valid_is_taken(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE.replace("Hồng Thu,2", "Hồng Thu,abc"))
    before = sample_db.read_bytes()
    run = chuyenhoa("--lang", "en", "import", "a.csv")
    assert run.returncode == 1
    assert "a.csv:4:2 bad_number “abc” is not a number.\n" in run.stderr
    assert run.stderr.endswith("nothing was written.\n")
    assert sample_db.read_bytes() == before
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--accept-valid")
    assert run.returncode == 1
    assert "results: 2 changed, 1 unchanged, 1 refused\n" in run.stderr


def test_json_says_what_a_dry_run_would_change(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE.replace("Hồng Thu,2", "Hồng Thu,0"))
    before = sample_db.read_bytes()
    run = chuyenhoa("import", "a.csv", "--dry-run", "--format", "json")
    assert (run.returncode, run.stderr) == (0, "")
    found = json.loads(run.stdout)
    assert found["format"] == "chuyenhoa-import/1"
    assert (found["dry_run"], found["written"]) == (True, False)
    assert {
        "period": "2023-H1",
        "area": "hong-thu",
        "criterion": "TC03",
        "judged": "verdict",
        "before": "met",
        "after": "not_met",
    } in found["flips"]
    assert sample_db.read_bytes() == before
