from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program


@pytest.mark.usefixtures("sample_db")
def test_the_table_answers_in_one_look(chuyenhoa: Program) -> None:
    run = chuyenhoa("assess")
    assert (run.returncode, run.stderr) == (0, "")
    assert "5/5 địa bàn được lựa chọn đạt" in run.stdout
    assert "SỐ LIỆU MINH HỌA" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert chuyenhoa("assess", "--period", "6 tháng đầu năm 2023").stdout == run.stdout


@pytest.mark.usefixtures("sample_db")
def test_areas_are_shown_criterion_by_criterion(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "assess", "--area", "hong thu", "--area", "CAN-CO")
    assert run.returncode == 0
    assert "Hồng Thu" in run.stdout
    assert "Căn Co" in run.stdout
    assert "Phìn Hồ" not in run.stdout
    assert "16/25 = 64%" in run.stdout


@pytest.mark.usefixtures("sample_db")
def test_every_format_is_data(chuyenhoa: Program) -> None:
    assessed = json.loads(chuyenhoa("assess", "--format", "json").stdout)
    assert assessed["format"] == "chuyenhoa-assessment/1"
    assert assessed["illustrative"] is True
    assert len(assessed["areas"]) == 9
    rows = list(csv.DictReader(io.StringIO(chuyenhoa("assess", "--format", "csv").stdout)))
    assert [row["code"] for row in rows] == [area["code"] for area in assessed["areas"]]
    markdown = chuyenhoa("assess", "--format", "markdown").stdout
    assert markdown.startswith("# Chuyển hóa địa bàn")
    assert "| --- |" in markdown


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("assess --check", 0),
        ("assess --check --period 2022-H2", 1),
        ("assess --check --format json --area hong-thu", 0),
        ("assess --check --area hong-thu --area tt-sin-ho", 1),
        ("assess --check --area xa-3", 1),
        ("assess --check --period 2024-H1", 2),
        ("assess --check --area nowhere", 2),
        ("assess --period 2022-H2", 0),
    ],
)
@pytest.mark.usefixtures("sample_db")
def test_check_is_for_scripts(chuyenhoa: Program, line: str, status: int) -> None:
    run = chuyenhoa(*line.split())
    assert run.returncode == status
    assert bool(run.stdout) == (status < 2)
    assert run.stderr.count("\n") == (status == 2)


def test_data_files_are_assessed_without_a_database(
    chuyenhoa: Program, sample: Path, tmp_path: Path
) -> None:
    run = chuyenhoa("assess", "--data", sample, "--check")
    assert (run.returncode, run.stderr) == (0, "")
    assert "5/5" in run.stdout
    assert list(tmp_path.iterdir()) == []
    more = (
        "format: chuyenhoa/1\nareas: []\n"
        "results: [{period: 2023-H2, area: hong-thu, values: {TC03: 0}}]\n"
    )
    run = chuyenhoa(
        *("--lang", "en", "assess", "--data", sample, "--data", "-", "--check"), stdin=more
    )
    assert run.returncode == 1
    assert "2023-H2" in run.stdout
    bad = chuyenhoa("assess", "--data", "-", stdin="format: chuyenhoa/2\n")
    assert bad.returncode == 1
    assert bad.stdout == ""
    assert bad.stderr.startswith("-:1:9 bad_format ")
    assert chuyenhoa("assess", "--data", "none.yaml").returncode == 2


@pytest.mark.usefixtures("sample_db")
def test_the_dataset_s_language_holds_for_data_files(chuyenhoa: Program, sample: Path) -> None:
    english = sample.read_text(encoding="utf-8").replace("language: vi", "language: en")
    run = chuyenhoa("assess", "--data", "-", stdin=english)
    assert "ILLUSTRATIVE FIGURES" in run.stdout
    run = chuyenhoa("--lang", "vi", "assess", "--data", "-", stdin=english)
    assert "SỐ LIỆU MINH HỌA" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hong-thu"], ["Hồng Thu", "TC07", "TC13"]),
        (["hồng thu", "tc13"], ["16/25 → 18/25", "sample.yaml:"]),
        (["phin ho", "Clearance of public-order crime"], ["≥ 75%", "minh họa"]),
        (["xa-3", "--period", "2022-H2"], ["2022-H2"]),
    ],
)
@pytest.mark.usefixtures("sample_db")
def test_explain(chuyenhoa: Program, arguments: list[str], says: list[str]) -> None:
    run = chuyenhoa("explain", *arguments)
    assert (run.returncode, run.stderr) == (0, "")
    for text in says:
        assert text in run.stdout


@pytest.mark.usefixtures("sample_db")
def test_what_did_not_apply_before_is_no_missing_figure(chuyenhoa: Program) -> None:
    chuyenhoa("record", "hong-thu", "TC07", "n/a", "--period", "2022-H1")
    assert "2022-H1: không áp dụng – " in chuyenhoa("explain", "hong-thu", "TC07").stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("explain hong-thuu", "There is no area “hong-thuu”. (did you mean “hong-thu”?)"),
        ("explain hong-thu TC9999", "There is no criterion “TC9999”."),
        ("explain hong-thu --period 2022-H5", "“2022-H5” is not a period"),
        ("assess --period 2031", "2022-H1, 2022-H2, 2023-H1"),
        ("assess --area xa-1 --period 2022-H1", "is not on the list in 2022-H1"),
    ],
)
@pytest.mark.usefixtures("sample_db")
def test_what_there_is_not(chuyenhoa: Program, line: str, says: str) -> None:
    run = chuyenhoa("--lang", "en", *line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Error: ")
    assert says in run.stderr
