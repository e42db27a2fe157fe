from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import clean_environment

if TYPE_CHECKING:
    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")


def listed(chuyenhoa: Program, *arguments: str) -> list[dict[str, Any]]:
    run = chuyenhoa("note", "list", *arguments, "--format", "json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert (found["format"], found["illustrative"]) == ("chuyenhoa-notes/1", True)
    notes: list[dict[str, Any]] = found["notes"]
    return notes


def test_a_note_is_added_and_what_was_understood_is_shown(chuyenhoa: Program) -> None:
    run = chuyenhoa(
        *("note", "add", "giải pháp", "Kiểm tra hằng tháng", "--area", "phin ho"),
        *("--criterion", "tc12", "--responsible", "Công an xã", "--deadline", "30/9/2023"),
    )
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.splitlines() == [
        "Đã thêm: N46",
        "  Loại: giải pháp",
        "  Địa bàn: Phìn Hồ",
        "  Kỳ: 2023-H1",
        "  Tiêu chí: TC12",
        "  Nội dung: Kiểm tra hằng tháng",
        "  Đơn vị chủ trì: Công an xã",
        "  Thời hạn: 30/09/2023",
    ]
    assert listed(chuyenhoa)[-1] == {
        "code": "N46",
        "kind": "measure",
        "area": "phin-ho",
        "period": "2023-H1",
        "criterion": "TC12",
        "text": "Kiểm tra hằng tháng",
        "text_en": None,
        "responsible": "Công an xã",
        "deadline": "2023-09-30",
        "closed": None,
        "carried": None,
        "status": "overdue",
    }
    assert chuyenhoa("db", "check").returncode == 0


def test_in_other_periods_and_for_the_whole_programme(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "note", "add", "cause", "x", "--period", "năm 2023")
    assert "  Area: the whole programme\n  Period: 2023\n" in run.stderr
    assert [note["code"] for note in listed(chuyenhoa, "--period", "2023")] == ["N46"]


def test_a_period_that_has_not_begun_is_worth_a_notice(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "note", "add", "cause", "x", "--period", "2199-H2")
    assert run.returncode == 0
    assert run.stderr.startswith("--period future_period Notice: ")


def test_old_and_new_are_shown(chuyenhoa: Program) -> None:
    run = chuyenhoa(
        *("--lang", "en", "note", "edit", "n32", "--deadline", "31/10/2023", "--text-en", "-")
    )
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.splitlines() == [
        "Changed: N32",
        "  Text in English: Visit each household in the remote villages. → –",
        "  Deadline: 30 Sep 2023 → 31 Oct 2023",
    ]
    run = chuyenhoa("--lang", "en", "note", "edit", "N32", "--deadline", "2023-10-31")
    assert (run.returncode, run.stderr) == (0, "Nothing has changed.\n")


def test_what_is_not_done_is_carried_over_until_it_is_closed(chuyenhoa: Program) -> None:
    def standing(period: str) -> list[tuple[bool, str]]:
        found = listed(chuyenhoa, "--period", period)
        return [(each["carried"], each["status"]) for each in found if each["code"] == "N12"]

    assert standing("2022-H1") == []
    assert standing("2022-H2") == [(False, "open")]
    assert standing("2023-H1") == [(True, "overdue")]
    assert chuyenhoa("note", "edit", "N12", "--closed", "6T/2023").returncode == 0
    assert standing("2022-H2") == [(False, "open")]
    assert standing("2023-H1") == [(True, "done")]
    assert standing("2023-H2") == []
    assert chuyenhoa("note", "edit", "N12", "--closed", "-").returncode == 0
    assert standing("2024-H2") == [(True, "overdue")]


def test_a_removed_note_can_be_put_back(chuyenhoa: Program, tmp_path: Path) -> None:
    before = listed(chuyenhoa)
    run = chuyenhoa("--lang", "en", "note", "remove", "n45")
    assert run.returncode == 0
    assert run.stderr == "Removed: N45. The data file that was written puts it back.\n"
    assert listed(chuyenhoa) == before[:-1]
    (tmp_path / "back.yaml").write_text(run.stdout, encoding="utf-8")
    assert "nội dung thuyết minh: 1 mới" in chuyenhoa("load", "back.yaml").stderr
    assert listed(chuyenhoa) == before
    assert chuyenhoa("db", "check").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
def test_a_note_that_could_not_be_put_back_stays(chuyenhoa: Program) -> None:
    before = listed(chuyenhoa)
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*chuyenhoa.command, "note", "remove", "N45"],
            cwd=chuyenhoa.directory,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 2
    assert "đĩa đã đầy" in run.stderr
    assert listed(chuyenhoa) == before


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--period", "2022-H2", "--area", "can co"], ["N17", "N18", "N19"]),
        (["--period", "2023-H1", "--area", "can co"], ["N17", "N18", "N19", "N43", "N44"]),
        (["--kind", "kiến nghị"], ["N28", "N29"]),
        (["--kind", "cause", "--open"], ["N24"]),
        (["--period", "2022-H2", "--kind", "cause", "--open"], ["N04"]),
        (["--period", "2022-H2", "--kind", "achievement"], ["N01"]),
        (["--kind", "achievement", "--open"], []),
    ],
)
def test_only_what_is_asked_for_is_listed(
    chuyenhoa: Program, arguments: list[str], codes: list[str]
) -> None:
    assert [note["code"] for note in listed(chuyenhoa, *arguments)] == codes


def test_people_see_what_they_need(chuyenhoa: Program) -> None:
    shown = chuyenhoa("note", "list", "--period", "2023-H1", "--area", "phìn hồ").stdout
    assert "SỐ LIỆU MINH HỌA" in shown
    assert "tình trạng đến cuối kỳ 2023-H1" in shown
    assert "! Quá hạn" in shown
    assert "→ Đang hoạt" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    english = chuyenhoa("--lang", "en", "note", "list", "--kind", "model").stdout
    assert "All notes, as they stand today" in english
    assert "Security gong" in english
    nothing = chuyenhoa("--lang", "en", "note", "list", "--period", "1999")
    assert (nothing.returncode, nothing.stderr) == (0, "There is no such note.\n")


def test_other_formats(chuyenhoa: Program) -> None:
    chuyenhoa("note", "add", "model", "a | b\nc", "--text-en", "=cmd")
    shown = chuyenhoa("note", "list", "--kind", "model", "--format", "markdown").stdout
    assert "| a \\| b c (2023-H1) |" in shown
    rows = csv.DictReader(io.StringIO(chuyenhoa("note", "list", "--format", "csv").stdout))
    last = list(rows)[-1]
    assert (last["text"], last["text_en"], last["area"]) == ("a | b\nc", "'=cmd", "")


def test_problems_are_reported_all_of_them(chuyenhoa: Program, sample_db: Path) -> None:
    before = sample_db.read_bytes()
    run = chuyenhoa("note", "add", "lỗi", "", "--area", "phin hoo", "--deadline", "30/2/2023")
    assert (run.returncode, run.stdout) == (1, "")
    kind, text, area, deadline = run.stderr.splitlines()
    assert kind.startswith("LOẠI bad_note_kind ")
    assert text.startswith("NỘI_DUNG missing_text ")
    assert area.startswith("--area unknown_area ")
    assert deadline.startswith("--deadline bad_date ")
    run = chuyenhoa("note", "edit", "N12", "--kind", "lỗi", "--closed", "2022-H1")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("--kind bad_note_kind ")
    run = chuyenhoa("note", "edit", "N12", "--closed", "2022-H1")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("--closed too_early ")
    assert sample_db.read_bytes() == before


@pytest.mark.parametrize("command", ["edit NO1 --closed 2023-H1", "remove NO1"])
def test_a_note_that_there_is_not(chuyenhoa: Program, sample_db: Path, command: str) -> None:
    before = sample_db.read_bytes()
    run = chuyenhoa("note", *command.split())
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("MÃ unknown_note ")
    assert run.stderr.endswith("(có phải là “N01”?)\n")
    assert sample_db.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("edit N12", "Say what is to change"),
        ("list --period Q5", "bad_period"),
        ("list --kind lỗi", "bad_note_kind"),
        ("list --area xyz", "unknown_area"),
    ],
)
def test_what_cannot_run(chuyenhoa: Program, line: str, says: str) -> None:
    run = chuyenhoa("--lang", "en", "note", *line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert says in run.stderr


def test_without_results_the_period_has_to_be_said(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("format: chuyenhoa/1\nareas: []\n", encoding="utf-8")
    chuyenhoa("--db", "none.db", "load", "none.yaml")
    run = chuyenhoa("--db", "none.db", "--lang", "en", "note", "add", "cause", "x")
    assert run.returncode == 2
    assert "No results have been recorded yet" in run.stderr
    run = chuyenhoa("--db", "none.db", "note", "add", "cause", "x", "--period", "2023")
    assert run.returncode == 0
    assert run.stderr.startswith("Đã thêm: N01\n")
