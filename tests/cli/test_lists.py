from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")


def test_areas_stand_in_the_order_of_the_data_file_or_of_the_alphabet(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    found = json.loads(chuyenhoa("areas", "--format", "json").stdout)
    assert found["format"] == "chuyenhoa-areas/1"
    assert [area["code"] for area in found["areas"][:3]] == ["tua-sin-chai", "hong-thu", "phin-ho"]
    assert found["areas"][0] == {
        "code": "tua-sin-chai",
        "name": "Tủa Sín Chải",
        "kind": "commune",
        "gso_code": "03541",
        "aliases": ["Tủa Xín Chải"],
        "listed": "2022-H2",
        "selected": "2023-H1",
        "delisted": None,
        "decision": "Số 12/QĐ-BCĐ",
    }
    (tmp_path / "more.yaml").write_text(
        "format: chuyenhoa/1\nareas: [{code: chan-nua, name: Chăn Nưa}]\n", encoding="utf-8"
    )
    chuyenhoa("load", "more.yaml")
    rows = csv.DictReader(
        io.StringIO(chuyenhoa("areas", "--sort", "name", "--format", "csv").stdout)
    )
    names = [row["name"] for row in rows]
    assert names[:3] == ["Căn Co", "Chăn Nưa", "Hồng Thu"]


def test_the_table_says_that_figures_are_illustrative(chuyenhoa: Program) -> None:
    for command in ("areas", "criteria", "periods"):
        shown = chuyenhoa(command)
        assert shown.returncode == 0
        assert "SỐ LIỆU MINH HỌA" in shown.stdout
        assert "huyện Sìn Hồ" in shown.stdout
        assert "SỐ LIỆU MINH HỌA" in chuyenhoa(command, "--format", "markdown").stdout


def test_criteria_of_the_set_in_force(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text(
        "format: chuyenhoa/1\nareas: []\ncriteria_sets:\n"
        "  - {code: NEW, name: New, from: 2024-H1,\n"
        "     criteria: [{code: TC03, name: Mô hình, target: '>= 2', points: 2.5}]}\n",
        encoding="utf-8",
    )
    assert chuyenhoa("load", "set.yaml").returncode == 0
    for arguments, code in (
        ((), "BTC-2022"),
        (("--period", "quý I/2024"), "NEW"),
        (("--period", "2023"), "BTC-2022"),
        (("--set", "new"), "NEW"),
    ):
        found = json.loads(chuyenhoa("criteria", *arguments, "--format", "json").stdout)
        assert found["criteria_set"] == code
    assert found["criteria"][0]["target"] == ">= 2"
    assert found["criteria"][0]["points"] == 2.5
    wide = {"COLUMNS": "120"}
    shown = chuyenhoa("--lang", "en", "criteria", "--set", "BTC-2022", env=wide).stdout
    assert "Effective self-managed models" in shown
    assert "in force from 2022-H1; pass mark 80%" in shown


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("criteria --set X", "There is no criteria set X. There are: BTC-2022."),
        ("criteria --period 2001", "No criteria set is in force in 2001."),
        ("criteria --period x", "“x” is not a period"),
    ],
)
def test_sets_that_there_are_not(chuyenhoa: Program, line: str, says: str) -> None:
    run = chuyenhoa("--lang", "en", *line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert says in run.stderr


def test_a_programme_without_anything(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("format: chuyenhoa/1\nareas: []\n", encoding="utf-8")
    chuyenhoa("--db", "none.db", "load", "none.yaml")
    run = chuyenhoa("--db", "none.db", "--lang", "en", "criteria")
    assert run.returncode == 2
    assert "There is no criteria set yet" in run.stderr
    run = chuyenhoa("--db", "none.db", "--lang", "en", "criteria", "--set", "X")
    assert "There are: –." in run.stderr
    for command in ("areas", "periods"):
        assert chuyenhoa("--db", "none.db", command).returncode == 0
        found = json.loads(chuyenhoa("--db", "none.db", command, "--format", "json").stdout)
        assert found[command] == []


def test_periods_with_their_dates_and_what_is_in_them(chuyenhoa: Program) -> None:
    chuyenhoa("record", "can-co", "TC03", "1", "--period", "9T/2021")
    found = json.loads(chuyenhoa("periods", "--format", "json").stdout)["periods"]
    assert [period["code"] for period in found] == ["2021-9M", "2022-H1", "2022-H2", "2023-H1"]
    assert found[0]["criteria_set"] is None
    assert found[3] == {
        "code": "2023-H1",
        "kind": "half",
        "start": "2022-12-15",
        "end": "2023-06-14",
        "results": 101,
        "criteria_set": "BTC-2022",
    }
    rows = csv.DictReader(io.StringIO(chuyenhoa("criteria", "--format", "csv").stdout))
    assert [row["mandatory"] for row in rows][:3] == ["true", "false", "true"]
    shown = chuyenhoa("periods").stdout
    assert "15/12/2022  14/06/2023" in shown
