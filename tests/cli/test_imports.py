from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

SAMPLE = Path(__file__).parents[2] / "data" / "sample.yaml"
LATER = """
format: chuyenhoa/1
areas: []
results:
  - {period: 2023-H1, area: can-co, values: {TC03: 9, TC04: 1}}
  - {period: 2023-H1, area: xa-1, values: {TC07: 5}}
"""


def later(chuyenhoa: Program) -> None:
    assert chuyenhoa("load", "-", stdin=LATER).returncode == 0


def test_a_database_without_imports_says_so(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "imports", "list")
    assert run.returncode == 0
    assert run.stderr == "Nothing has been imported yet.\n"


def test_undo_restores_removes_and_names_what_stays(chuyenhoa: Program) -> None:
    later(chuyenhoa)
    assert chuyenhoa("record", "can-co", "TC03", "8", "--period", "2023-H1").returncode == 0
    before = chuyenhoa("dump").stdout
    dry = chuyenhoa("--lang", "en", "imports", "undo", "2", "--dry-run")
    assert chuyenhoa("dump").stdout == before
    run = chuyenhoa("--lang", "en", "imports", "undo", "2")
    assert run.returncode == 0
    assert run.stderr.splitlines() == [
        "1 figure is as it was before.",
        "1 figure is removed.",
        "  Xã chưa nêu tên 1 · TC07 · 2023-H1: 5 → –",
        f"  Căn Co · TC04 · 2023-H1: 1 → 0 ({SAMPLE}:175:51)",
        "1 figure has been changed since and stays as it is:",
        "  Căn Co · TC03 · 2023-H1: changed by record (no. 3)",
    ]
    assert dry.stderr == f"{run.stderr}Nothing was written: this was a dry run.\n"
    again = chuyenhoa("imports", "undo", "2")
    assert again.returncode == 1
    assert "1 số liệu đã bị thay đổi sau đó" in again.stderr
    assert chuyenhoa("db", "check").returncode == 0


def test_undo_names_the_files_that_may_have_given_the_same(chuyenhoa: Program) -> None:
    later(chuyenhoa)
    more = "area,criterion,period,value\ncan-co,TC04,2023-H1,1\ncan-co,TC05,2023-H1,1\n"
    assert chuyenhoa("import", "-", stdin=more).returncode == 0
    run = chuyenhoa("--lang", "en", "imports", "undo", "2")
    assert run.stderr.endswith(
        "\nLater files have figures of these areas and periods. Where one gave a figure that is "
        "now taken back, read it again:\n  -: import (no. 3)\n"
    )


def test_what_cannot_be_undone(chuyenhoa: Program) -> None:
    for number, says in (
        ("7", "There is no input 7."),
        ("x", "“x” is not the number"),
        ("9" * 19, "not the number"),
    ):
        run = chuyenhoa("--lang", "en", "imports", "undo", number)
        assert run.returncode == 2
        assert says in run.stderr
        assert "Traceback" not in run.stderr
    assert chuyenhoa("imports", "show", "7").returncode == 2


def test_list_and_show_trace_every_figure(chuyenhoa: Program) -> None:
    later(chuyenhoa)
    chuyenhoa("imports", "undo", "2")
    found = json.loads(chuyenhoa("imports", "list", "--all", "--format", "json").stdout)["imports"]
    assert [(each["command"], each["figures"], each["lasting"]) for each in found] == [
        ("load", 201, 201),
        ("load", 3, 0),
        ("undo", 3, None),
    ]
    assert (found[1]["undone_by"], found[2]["undoes"]) == (3, 2)
    shown = json.loads(chuyenhoa("imports", "show", "2", "--format", "json").stdout)
    assert shown["number"] == 2
    assert [*map(len, shown["files"].values())] == [64]
    assert [(each["area"], each["source"]) for each in shown["figures"]] == [
        ("can-co", "-:5:52"),
        ("can-co", "-:5:61"),
        ("xa-1", "-:6:50"),
    ]
    table = chuyenhoa("--lang", "en", "imports", "show", "2").stdout
    assert "SHA-256" in table
    history = chuyenhoa("history", "can-co", "TC04", "--period", "2023-H1").stdout
    assert "(undo)" in history
    explained = chuyenhoa("--lang", "en", "explain", "can-co", "TC04", "--period", "2023-H1").stdout
    assert f"{SAMPLE}:175:51 (undo," in explained.replace("\n", "").replace(" " * 17, "")


def test_the_names_of_files_stay_readable_at_80_columns(chuyenhoa: Program, tmp_path: Path) -> None:
    folder = tmp_path / "báo cáo của các xã gửi lên"
    folder.mkdir()
    names = ["Hồng Thu.csv", "Phìn Hồ báo cáo 6 tháng đầu năm 2023 (chính thức).csv"]
    for name in names:
        (folder / name).write_text("Địa bàn,TC03\nPhìn Hồ,4\n", "utf-8")
    given = [str(folder / name) for name in names]
    run = chuyenhoa("--lang", "en", "import", *given, "--period", "2023-H1")
    assert run.stderr.splitlines()[-1] == (
        "Recorded as input 2: “chuyenhoa imports undo 2” takes it back."
    )
    shown = chuyenhoa("imports", "list").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "  Hồng Thu.csv  " in shown
    assert "  Phìn Hồ báo…nh thức).csv\n" in shown
    everything = chuyenhoa("imports", "list", "--all").stdout
    assert max(map(len, everything.splitlines())) <= 80
    assert "  import  Hồng Thu.csv  " in everything
    in_markdown = chuyenhoa("imports", "list", "--format", "markdown").stdout
    assert "| Hồng Thu.csv<br>Phìn Hồ báo…nh thức).csv |" in in_markdown
    [listed] = json.loads(chuyenhoa("imports", "list", "--format", "json").stdout)["imports"]
    assert listed["files"] == given
