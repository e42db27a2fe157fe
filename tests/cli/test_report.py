"""`report`, `compare` and `trend` as they are typed."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, get_args

import pytest

from chuyenhoa.cli import arguments
from chuyenhoa.cli.reporting.documents import format_named
from chuyenhoa.reports.formats import FORMATS
from tests.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

SUMMARY, CONFERENCE, SHEET = "TÓM TẮT KẾT QUẢ", "# Báo cáo", "PHIẾU ĐÁNH GIÁ ĐỊA BÀN"


def test_every_format_can_be_asked_for() -> None:
    optional, _option = get_args(arguments.Document)
    choices, _nothing = get_args(optional)
    assert [*get_args(choices)] == [*FORMATS, "json"]


def test_at_a_terminal_the_summary_is_meant(chuyenhoa: Program) -> None:
    run = chuyenhoa("report")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"{SUMMARY}\n")
    assert "6 tháng\nđầu năm 2023\nSỐ LIỆU MINH HỌA\n" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


PAGE = b'<!doctype html>\n<html lang="vi">\n'


def test_a_page_is_written_as_its_name_ends(chuyenhoa: Program, tmp_path: Path) -> None:
    capitals = chuyenhoa("report", "--template", "matrix", "-o", "x.HTM")
    assert (capitals.returncode, capitals.stdout, capitals.stderr) == (0, "", "")
    assert (tmp_path / "x.HTM").read_bytes().startswith(PAGE)
    run = chuyenhoa("report", "-o", "báo cáo.html", "--date", "23/6/2023")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    written = (tmp_path / "báo cáo.html").read_bytes()
    assert written.startswith(PAGE)
    assert written.count(b"<svg") == 3
    same = chuyenhoa(
        "report", "--template", "conference", "--format", "html", "--date", "23/6/2023"
    )
    assert same.stdout.encode() == written


def test_a_home_that_cannot_be_written_to_is_nobody_s_business(
    chuyenhoa: Program, sample_db: Path
) -> None:
    nowhere = sample_db / "none"
    env = {"HOME": str(nowhere), "MPLCONFIGDIR": str(nowhere), "XDG_CACHE_HOME": str(nowhere)}
    run = chuyenhoa("report", "-o", "x.html", env=env)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_in_a_file_the_full_report_is_meant(chuyenhoa: Program, tmp_path: Path) -> None:
    run = chuyenhoa("report", "-o", "báo cáo.md", "--date", "23/6/2023")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    written = (tmp_path / "báo cáo.md").read_text(encoding="utf-8")
    assert f"\n{CONFERENCE}\n" in written
    assert "*Sìn Hồ, ngày 23 tháng 6 năm 2023*" in written
    same = chuyenhoa("report", "--format", "markdown", "--date", "2023-06-23")
    assert same.stdout == written


def test_an_area_s_sheet(chuyenhoa: Program) -> None:
    areas = ("--area", "phìn hồ", "--area", "can-co", "--area", "phin-ho")
    run = chuyenhoa("report", *areas, "--period", "2023-H1")
    assert run.returncode == 0
    assert run.stdout.startswith(f"{SHEET}\n")
    assert "Nhóm A" in run.stdout
    assert "chuyenhoa.db" not in run.stdout
    assert run.stdout.count("Nguồn số liệu\nMã") == 2


@pytest.mark.parametrize("template", ["summary", "conference", "matrix"])
def test_templates_by_name(chuyenhoa: Program, template: str) -> None:
    run = chuyenhoa("--lang", "en", "report", "--template", template, "--period", "2022-H2")
    assert (run.returncode, run.stderr) == (0, "")
    assert "results in the second half of 2022" in run.stdout.replace("\n", " ")
    assert "ILLUSTRATIVE FIGURES" in run.stdout


def test_what_is_written_over(chuyenhoa: Program, tmp_path: Path) -> None:
    file = tmp_path / "r.md"
    file.write_text("mine", encoding="utf-8")
    refused = chuyenhoa("report", "-o", "r.md")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "r.md đã có" in refused.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert chuyenhoa("report", "-o", "r.md", "--force").returncode == 0
    assert CONFERENCE in file.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"chuyenhoa.db", "r.md"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report -o r.xyz", "r.xyz không cho biết định dạng"),
        ("report --template nothing", "Không có mẫu nothing. Hiện có: summary, conference"),
        ("report --template area", "hãy nêu địa bàn bằng --area"),
        ("report --template matrix --area can-co", "hãy bỏ --area"),
        ("report --area nobody", "unknown_area"),
        ("report --period 2019", "2019"),
        ("report --period x", "bad_period"),
        ("report --date 31/6/2023", "bad_date"),
        ("report --format pdf", "--format không thể là “pdf”"),
        ("report -o there/r.md", "Không có thư mục there"),
        ("--db none.db report -o there/r.md", "Không có thư mục there"),
        ("compare 2023-H1", "Thiếu đối số KỲ"),
        ("compare 2023-H1 2019", "2019"),
        ("trend nobody", "unknown_area"),
        ("trend can-co nothing", "unknown_criterion"),
        ("trend --period 2019", "2019"),
    ],
)
def test_what_cannot_be_done(chuyenhoa: Program, tmp_path: Path, line: str, said: str) -> None:
    run = chuyenhoa(*line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["chuyenhoa.db"]


def test_the_data_of_templates(chuyenhoa: Program, tmp_path: Path) -> None:
    run = chuyenhoa("report", "--format", "json", "--date", "2023-06-23")
    assert chuyenhoa("report", "-o", "r.JSON", "--date", "2023-06-23").returncode == 0
    assert (tmp_path / "r.JSON").read_text(encoding="utf-8") == run.stdout
    found = json.loads(run.stdout)
    assert (found["format"], found["date_text"]) == ("chuyenhoa-report/1", "23/06/2023")
    assessed = json.loads(chuyenhoa("assess", "--format", "json").stdout)
    for area, expected in zip(found["areas"], assessed["areas"], strict=True):
        for key in expected.keys() - {"criteria"}:
            assert area[key] == expected[key]
        for criterion, judged in zip(area["criteria"], expected["criteria"], strict=True):
            assert {key: criterion[key] for key in judged} == judged
    assert {key: found["programme"][key] for key in assessed["programme"]} == assessed["programme"]


def test_two_periods_in_any_order(chuyenhoa: Program) -> None:
    run = chuyenhoa("compare", "2023-H1", "2022-H2")
    assert (run.returncode, run.stderr) == (0, "")
    assert "So với 6 tháng cuối năm 2022: 05 địa bàn mới đạt" in run.stdout
    assert chuyenhoa("compare", "2022S2", "6T/2023").stdout == run.stdout
    found = json.loads(chuyenhoa("compare", "2022-H2", "2023-H1", "--format", "json").stdout)
    assert found["format"] == "chuyenhoa-comparison/1"
    assert (found["now"]["code"], found["before"]["period"]["code"]) == ("2023-H1", "2022-H2")
    assert len(found["before"]["newly_met"]) == 5


def test_a_period_beside_itself_has_not_changed(chuyenhoa: Program) -> None:
    run = chuyenhoa("compare", "2023-H1", "2023-H1")
    assert run.returncode == 0
    assert "Không có địa bàn nào mới đạt" in run.stdout
    assert "lượt tiêu chí" not in run.stdout


def test_all_through_the_periods(chuyenhoa: Program) -> None:
    run = chuyenhoa("trend")
    assert (run.returncode, run.stderr) == (0, "")
    assert re.search("2022-H2 +9 +0 ", run.stdout)
    assert "▆▇        ✗ 73%    ✓ 91%" in run.stdout
    data = json.loads(chuyenhoa("trend", "--format", "json").stdout)
    assert data["format"] == "chuyenhoa-trend/1"
    assert [each["period"]["code"] for each in data["periods"]] == ["2022-H2", "2023-H1"]
    assert all(not figures for each in data["periods"] for figures in each["criteria"].values())


def test_later_periods_are_not_shown(chuyenhoa: Program) -> None:
    run = chuyenhoa("trend", "--period", "2022-H2")
    assert run.returncode == 0
    assert "2023-H1" not in run.stdout


def test_an_area_through_the_periods(chuyenhoa: Program) -> None:
    run = chuyenhoa("trend", "Căn Co")
    assert "✗ 24/25 = 96%" in run.stdout
    assert "✓ 28/28 = 100%" in run.stdout
    data = json.loads(chuyenhoa("trend", "can-co", "--format", "json").stdout)
    for period in data["periods"]:
        assert [*period["criteria"]] == ["can-co"]
        assert len(period["criteria"]["can-co"]) == 15


@pytest.mark.parametrize(("line", "areas"), [("TC08", 9), ("can-co TC08", 1)])
def test_a_criterion_through_the_periods(chuyenhoa: Program, line: str, areas: int) -> None:
    run = chuyenhoa("trend", *line.split())
    assert run.returncode == 0
    assert "TC08 Tỷ lệ điều tra, khám phá tội phạm về TTXH" in run.stdout
    assert "✓ 13/16 = 81,25%" in run.stdout
    assert "TC09" not in run.stdout
    data = json.loads(chuyenhoa("trend", *line.split(), "--format", "json").stdout)
    figures = [each for period in data["periods"] for each in period["criteria"].values()]
    assert [len(each) for each in figures] == [1] * areas * 2


@pytest.mark.parametrize("line", ["report", "compare 2023-H1 2022-H2", "trend", "trend can-co"])
def test_markdown_is_written_too(chuyenhoa: Program, line: str) -> None:
    run = chuyenhoa(*line.split(), "--format", "markdown")
    assert run.returncode == 0
    assert "\n| --- |" in run.stdout or "| ---: |" in run.stdout
    assert chuyenhoa(*line.split(), "-o", "f.txt").returncode == 0


def test_what_is_no_text_goes_to_programs_but_not_to_a_terminal(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    with chuyenhoa.start("report", "--format", "xlsx", "--date", "2023-06-23") as process:
        piped, said = process.communicate(timeout=120)
    assert (process.returncode, said, piped[:2]) == (0, b"", b"PK")
    assert chuyenhoa("report", "-o", "r.xlsx", "--date", "2023-06-23").returncode == 0
    assert (tmp_path / "r.xlsx").read_bytes() == piped


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal")
def test_at_a_terminal_there_is_nothing_to_see_of_it(tmp_path: Path) -> None:
    with Terminal("report", "--format", "xlsx", cwd=tmp_path) as run:
        assert run.status() == 2
    assert "hãy dùng -o" in run.output


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal")
def test_at_a_terminal_there_is_colour(tmp_path: Path) -> None:
    with Terminal("report", cwd=tmp_path) as run:
        assert run.status() == 0
    assert "\x1b[1;32m✓ Đạt" in run.output


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bao-cao.md", "markdown"),
        ("BAO-CAO.MD", "markdown"),
        ("a.b/báo cáo.markdown", "markdown"),
        ("x.txt", "terminal"),
        ("x", None),
        (".md", None),
        ("x.exe", None),
        ("x.JSON", "json"),
    ],
)
def test_the_ending_says_the_format(name: str, expected: str | None) -> None:
    assert format_named(name) == expected
