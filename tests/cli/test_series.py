"""Many documents in one go: names, formats, the page, and what a second run leaves alone."""

from __future__ import annotations

import os
import re
from filecmp import cmp
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.cli.reporting.documents import ENDINGS
from tests.pages import ROOT

if TYPE_CHECKING:
    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

AREAS = ["can-co", "hong-thu", "nam-cuoi", "phin-ho", "tt-sin-ho", "tua-sin-chai"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_periods_and_formats(chuyenhoa: Program, tmp_path: Path) -> None:
    run = chuyenhoa(
        *("report", "--periods", "2022-H2..2023-H1", "--template", "summary"),
        *("--format", "html, markdown,json", "-o", "out"),
    )
    assert (run.returncode, run.stdout) == (0, "")
    found = names(tmp_path / "out")
    assert found == [
        *(f"2022-H2_summary.{end}" for end in ("html", "json", "md")),
        *(f"2023-H1_summary.{end}" for end in ("html", "json", "md")),
        "index.html",
    ]
    said = run.stderr.splitlines()
    assert sorted(said) == [f"Đã ghi: {Path('out', name)}" for name in found]
    # Dated on the last day of each period, so that the next night makes the same.
    assert '"date": "2022-12-14"' in (tmp_path / "out" / "2022-H2_summary.json").read_text("utf-8")
    assert names(tmp_path) == ["chuyenhoa.db", "out"]


def test_a_second_run_leaves_what_is_the_same(chuyenhoa: Program, tmp_path: Path) -> None:
    line = ["report", "--periods", "2022-H2..", "--template", "matrix", "--format", "xlsx"]
    assert chuyenhoa(*line, "-o", "out").returncode == 0
    folder = tmp_path / "out"
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    before = stamps(folder)
    again = chuyenhoa(*line, "-o", "out")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "3 tệp giữ nguyên.\n")
    assert stamps(folder) == before

    chuyenhoa("record", "can-co", "TC04", "1", "--period", "2023-H1")
    refused = chuyenhoa(*line, "-o", "out")
    assert (refused.returncode, stamps(folder)) == (2, before)
    assert "--force" in refused.stderr
    renewed = chuyenhoa(*line, "-o", "out", "--force")
    assert renewed.returncode == 0
    assert "1 tệp giữ nguyên." in renewed.stderr
    changed = {name for name, stamp in stamps(folder).items() if stamp != before[name]}
    assert changed == {"2023-H1_matrix.xlsx", "index.html"}


def test_documents_are_the_same_wherever_they_are_made(chuyenhoa: Program, tmp_path: Path) -> None:
    """Nothing of the machine, its clock, its terminal, or where it is done, gets into one."""
    chuyenhoa("record", "can-co", "TC04", "1", "--period", "2023-H1", "--note", "ghi chú")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "matplotlibrc").write_text("font.size: 30\nsavefig.dpi: 20\n", "utf-8")
    there = {
        "TZ": "XYZ+11:30",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "2",
        "COLUMNS": "40",
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "HOME": str(elsewhere),
        "MPLCONFIGDIR": str(elsewhere),
    }
    line = [
        *("report", "--each-area", "--area", "can-co", "--format", ",".join(ENDINGS)),
        *("--template", "summary", "--template", "conference", "--template", "matrix"),
        *("--template", "area"),
    ]
    assert chuyenhoa(*line, "-o", "out", env={"TZ": "UTC", "PYTHONHASHSEED": "1"}).returncode == 0
    database, folder = tmp_path / "chuyenhoa.db", elsewhere / "out"
    run = chuyenhoa("--db", database, *line, "-o", folder, cwd=elsewhere, env=there)
    assert run.returncode == 0
    made = names(folder)
    assert len(made) == 4 * len(ENDINGS) + 1
    assert made == names(tmp_path / "out")
    differing = [
        name for name in made if not cmp(folder / name, tmp_path / "out" / name, shallow=False)
    ]
    assert not differing


def test_each_area(chuyenhoa: Program, tmp_path: Path) -> None:
    run = chuyenhoa(
        "report", "--each-area", "--format", "markdown", "-o", "out", "--period", "2023-H1"
    )
    assert run.returncode == 0
    found = names(tmp_path / "out")
    assert set(found) >= {f"2023-H1_area_{code}.md" for code in AREAS}
    assert len(found) == 11
    assert "2023-H1_conference.md" in found
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert sorted(links) == [name for name in found if name != "index.html"]
    assert "Căn Co – Phiếu đánh giá" in unescape(page)
    assert "✓ Đạt" in page
    assert "SỐ LIỆU MINH HỌA" in page
    assert "<script" not in page


def test_no_document_takes_the_place_of_another(chuyenhoa: Program, tmp_path: Path) -> None:
    for folder, name in (("a", "own.md.j2"), ("b", "OWN.md.j2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).touch()
    run = chuyenhoa(
        *("report", "--periods", "2023-H1", "-o", "out"),
        *("--template", "a/own.md.j2", "--template", "b/OWN.md.j2"),
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "2023-H1_OWN.md" in run.stderr
    assert not (tmp_path / "out").exists()


def test_a_first_run_is_told_in_few_lines(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "own.txt.j2").touch()
    formats = "terminal,markdown,json"
    line = ["report", "--each-area", "--template", "summary", "--format", formats, "-o", "out"]
    run = chuyenhoa("--lang", "en", *line)
    assert run.returncode == 0
    said = run.stderr.splitlines()
    assert (len(said), said[-1]) == (21, "… and 11 more files")


@pytest.mark.parametrize(
    ("options", "made"),
    [
        ("--each-area --area can-co", ["2023-H1_area_can-co.html"]),
        ("--each-area --template area --area phin-ho", ["2023-H1_area_phin-ho.html"]),
        (
            "--each-area --template summary --area phin-ho",
            ["2023-H1_area_phin-ho.html", "2023-H1_summary.html"],
        ),
        ("--periods 2023-H1 --area can-co --area phin-ho", ["2023-H1_area.html"]),
        (
            "--periods 2023-H1 --template summary --template matrix",
            ["2023-H1_matrix.html", "2023-H1_summary.html"],
        ),
        ("--periods 6T/2023 --template own", ["2023-H1_own.html", "2023-H1_own.txt"]),
        ("--each-area --template own --area can-co --format html", ["2023-H1_own_can-co.html"]),
    ],
)
def test_which_documents(chuyenhoa: Program, tmp_path: Path, options: str, made: list[str]) -> None:
    (tmp_path / "templates").mkdir()
    for end in ("html", "txt"):
        (tmp_path / "templates" / f"own.{end}.j2").write_text("{{ areas|length }}", "utf-8")
    run = chuyenhoa("report", *options.split(), "-o", "out")
    assert (run.returncode, run.stdout) == (0, "")
    assert names(tmp_path / "out") == [*made, "index.html"]


def test_what_other_runs_have_made_is_said(chuyenhoa: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("2021-H1_summary.html", "2023_area_x.html", "mine.html", "2023-07-01_x.md.bak"):
        (folder / name).touch()
    run = chuyenhoa("--lang", "en", "report", "--periods", "2023-H1", "-o", "out")
    assert run.returncode == 0
    last = run.stderr.splitlines()[-1]
    assert last == (
        "2 files of other runs were left as they are: 2021-H1_summary.html, 2023_area_x.html"
    )
    for number in range(30):
        (folder / f"2021-H1_area_{number}.html").touch()
    run = chuyenhoa("--lang", "en", "report", "--periods", "2023-H1", "-o", "out")
    assert "32 files of other runs" in run.stderr
    assert run.stderr.endswith(", …\n")


def test_periods_before_the_first_criteria_set_are_left_out(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    (tmp_path / "early.yaml").write_text(
        "format: chuyenhoa/1\n"
        "areas: [{code: a, name: A}]\n"
        "listings: [{area: a, listed: 2019-H1}]\n"
        "criteria_sets:\n"
        "  - {code: S, name: S, from: 2020-H2, criteria: [{code: K, name: K, target: '>= 1'}]}\n"
        "results:\n"
        "  - {period: 2019-H2, area: a, values: {K: 1}}\n"
        "  - {period: 2020-H1, area: a, values: {K: 1}}\n"
        "  - {period: 2020-H2, area: a, values: {K: 1}}\n",
        "utf-8",
    )
    english = ("--db", "early.db", "--lang", "en")
    assert chuyenhoa(*english, "load", "early.yaml").returncode == 0
    line = [*english, "report", "--template", "summary", "--format", "markdown", "-o", "out"]
    run = chuyenhoa(*line, "--periods", "2019-H2..")
    assert (run.returncode, names(tmp_path / "out")) == (0, ["2020-H2_summary.md", "index.html"])
    last = run.stderr.splitlines()[-1]
    assert last == "Left out, as no criteria set is in force: 2019-H2, 2020-H1."
    assert (
        "<p>Not assessed, as no criteria set was in force: the first half of 2020, "
        "the second half of 2019.</p>"
    ) in (tmp_path / "out" / "index.html").read_text("utf-8")

    for none in ("2019-H2..2020-H1", "2020-H1"):
        run = chuyenhoa(*line, "--periods", none)
        assert (run.returncode, run.stdout) == (2, "")
        assert f"No criteria set is in force in {none}" in run.stderr
    assert len(names(tmp_path / "out")) == 2


@pytest.mark.parametrize("each", [[], ["--each-area"]])
def test_periods_in_which_an_area_is_not_on_the_list_are_left_out(
    chuyenhoa: Program, tmp_path: Path, each: list[str]
) -> None:
    line = ["--lang", "en", "report", *each, "--template", "area", "-o", "out"]
    run = chuyenhoa(*line, "--periods", "2022-H1..", "--area", "can-co")
    ending = "_can-co" if each else ""
    made = [f"2022-H2_area{ending}.html", f"2023-H1_area{ending}.html", "index.html"]
    assert (run.returncode, names(tmp_path / "out")) == (0, made)
    last = run.stderr.splitlines()[-1]
    assert last == "Left out, as none of these areas is on the list: 2022-H1."
    refused = chuyenhoa(*line, "--periods", "2022-H1", "--area", "can-co", "--area", "phin-ho")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "can-co is not on the list in 2022-H1" in refused.stderr
    assert names(tmp_path / "out") == made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--periods 2023-H1", "-o"),
        ("--each-area -o out.html", "-o"),
        ("--periods 2023-H1 --period 2023-H1 -o out", "--period"),
        ("--periods 2019..2020 -o out", "2019..2020"),
        ("--periods x..2023 -o out", "bad_period"),
        ("--periods ..2023-H1 -o out", "“..2023-H1” chưa nêu kỳ đầu"),
        ("--periods 2023-H1..x -o out", "bad_period"),
        ("--periods 2019-H1 -o out", "2019-H1"),
        ("--periods 2023-H1 --template area -o out", "--area"),
        ("--periods 2023-H1 --template matrix --area can-co -o out", "--area"),
        ("--periods 2023-H1 --format html,pdf -o out", "pdf"),
        ("--periods 2023-H1 --date 31/6/2023 -o out", "bad_date"),
        ("--each-area -o there/out", "there"),
        ("--each-area -o chuyenhoa.db", "chuyenhoa.db"),
        ("--format html,xlsx -o r.html", "--periods"),
        ("--template summary --template matrix -o r.html", "--periods"),
    ],
)
def test_what_cannot_be_done(chuyenhoa: Program, tmp_path: Path, line: str, said: str) -> None:
    run = chuyenhoa("report", *line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert names(tmp_path) == ["chuyenhoa.db"]


def test_make_report_writes_all_formats() -> None:
    made = re.search(r"^FORMATS := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert made
    assert made[1].split(",") == [*ENDINGS]


def test_a_mistake_in_a_template_writes_nothing(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text("{{ areas[0].nmae }}", "utf-8")
    line = ["report", "--periods", "2022-H2..", "--template", "own.md.j2", "-o", "out"]
    run = chuyenhoa(*line)
    assert run.returncode == 1
    assert "own.md.j2:1 unknown_name" in run.stderr
    (tmp_path / "out").mkdir()
    assert chuyenhoa(*line).returncode == 1
    assert names(tmp_path / "out") == []
    assert names(tmp_path) == ["chuyenhoa.db", "out", "own.md.j2"]


def test_codes_that_systems_take_for_something_else(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text(
        "format: chuyenhoa/1\n"
        "areas: [{code: CON, name: ../x}, {code: nul.txt, name: 'C:\\x'}]\n"
        "listings: [{area: CON, listed: 2022-H2}, {area: nul.txt, listed: 2022-H2}]\n",
        "utf-8",
    )
    assert chuyenhoa("load", "more.yaml").returncode == 0
    line = ["report", "--each-area", "--format", "markdown", "-o", "out"]
    assert chuyenhoa(*line).returncode == 0
    assert {"2023-H1_area_CON.md", "2023-H1_area_nul.txt.md"} <= set(names(tmp_path / "out"))
    assert "../x – Phiếu" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert names(tmp_path) == ["chuyenhoa.db", "more.yaml", "out"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_the_folder_is_not_followed(chuyenhoa: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    mine = tmp_path / "mine.html"
    mine.write_text("mine", "utf-8")
    (folder / "index.html").symlink_to(mine)
    line = ["report", "--periods", "2023-H1", "--template", "summary", "-o", "out"]
    assert chuyenhoa(*line).returncode == 2
    assert chuyenhoa(*line, "--force").returncode == 0
    assert mine.read_text("utf-8") == "mine"
    assert not (folder / "index.html").is_symlink()


def test_leftovers_of_a_killed_run_are_removed(chuyenhoa: Program, tmp_path: Path) -> None:
    for folder in (tmp_path / ".other.99999999.tmp", tmp_path / "out" / ".new.99999999.tmp"):
        folder.mkdir(parents=True)
        (folder / ".lock").touch()
        (folder / "2023-H1_summary.html").write_text("half", "utf-8")
    line = ["report", "--periods", "2023-H1", "--template", "summary", "-o", "out"]
    assert chuyenhoa(*line).returncode == 0
    assert names(tmp_path / "out") == ["2023-H1_summary.html", "index.html"]
    assert chuyenhoa(*line[:-1], "other").returncode == 0
    assert names(tmp_path) == ["chuyenhoa.db", "other", "out"]
