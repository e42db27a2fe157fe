from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

NAME = "TC08 Tỷ lệ điều tra, khám phá tội phạm về TTXH"


def history(chuyenhoa: Program, *arguments: str) -> list[dict[str, Any]]:
    run = chuyenhoa("history", *arguments, "--format", "json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["format"] == "chuyenhoa-history/1"
    assert found["illustrative"] is True
    entries: list[dict[str, Any]] = found["history"]
    return entries


def test_old_and_new_are_shown_with_what_was_understood(chuyenhoa: Program) -> None:
    run = chuyenhoa("record", "tua sin chai", "tc08", "18/19", "--period", "6T/2023")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == f"Tủa Sín Chải · {NAME} · 2023-H1: 25/27 → 18/19\n"


@pytest.mark.parametrize(
    ("area", "criterion", "value", "understood"),
    [
        ("HONG-THU", "TC13", "64%", "16/25 → 64"),
        ("xã Hồng Thu", "tc13", "12,5", "16/25 → 12.5"),
        ("hong thu", "TC07", "1.234", "24 → 1,234"),
        ("Hồng Thu", "TC04", "-3", "0 → -3"),
        ("tt sin ho", "TC01", "không", "yes → no"),
        ("can co", "TC09", "KAD", "1/1 → n/a"),
        ("xa-3", "TC01", "x", "– → yes"),
        ("can co", "Recidivism", "0/0", "1/10 → 0/0"),
        ("hong thu", "khu dân cư", "18/25", "16/25 → 18/25"),
    ],
)
def test_names_and_values_are_understood_as_people_type_them(
    chuyenhoa: Program, area: str, criterion: str, value: str, understood: str
) -> None:
    run = chuyenhoa("--lang", "en", "record", area, criterion, value, "--period", "2023-H1")
    assert run.returncode == 0, run.stderr
    assert run.stderr.endswith(f" · 2023-H1: {understood}\n")


def test_negative_values_wherever_the_options_stand(chuyenhoa: Program) -> None:
    for line in (
        "record --period 2023-H1 can-co TC03 -1",
        "record can-co TC03 -2.5 --period=2023-H1",
        "record can-co TC03 --period 2023-H1 --note -9 -- -3",
    ):
        assert chuyenhoa(*line.split()).returncode == 0
    values = [entry["new"] for entry in history(chuyenhoa, "can-co", "TC03", "--period", "2023-H1")]
    assert values == ["2", "-1", "-2.5", "-3"]


def test_problems_are_reported_all_of_them(chuyenhoa: Program, sample_db: Path) -> None:
    before = sample_db.read_bytes()
    run = chuyenhoa("record", "tua sin chi", "TC99", "x", "--period", "Q5", "--note", "a\x07b")
    assert (run.returncode, run.stdout) == (1, "")
    area, period, criterion, note = run.stderr.splitlines()
    assert area.startswith("ĐỊA_BÀN unknown_area ")
    assert area.endswith("(có phải là “tua-sin-chai”?)")
    assert period.startswith("--period bad_period ")
    assert criterion.startswith("TIÊU_CHÍ unknown_criterion ")
    assert note.startswith("--note control_character ")
    assert sample_db.read_bytes() == before


@pytest.mark.parametrize(
    ("criterion", "value", "code"),
    [
        *(("TC08", "19/18", "share_above_one"), ("TC08", "101%", "above_per")),
        *(("TC08", "0,2", "unclear_share"), ("TC07", "1,234", "unclear_thousands")),
        *(("TC07", "-3", "negative"), ("TC03", "1e400", "bad_number")),
        *(("TC03", "9" * 5000, "number_too_long"), ("TC06", "3", "bad_answer")),
        *(("TC03", "nan", "bad_number"), ("TC03", "１２", "bad_number")),
        *(("TC03", "1_000", "bad_number"), ("TC03", "có", "answer_not_allowed")),
    ],
)
def test_values_that_cannot_be(chuyenhoa: Program, criterion: str, value: str, code: str) -> None:
    run = chuyenhoa("--lang", "en", "record", "can-co", criterion, value, "--period", "2023-H1")
    assert run.returncode == 1
    assert run.stderr.startswith(f"VALUE {code} ")
    assert run.stderr.count("\n") == 1
    assert len(run.stderr) < 250


def test_a_period_from_the_future_is_a_notice(chuyenhoa: Program) -> None:
    run = chuyenhoa("record", "can-co", "TC03", "1", "--period", "2099")
    assert run.returncode == 0
    notice, done, first = run.stderr.splitlines()
    assert notice == "--period future_period Lưu ý: Kỳ báo cáo 2099 chưa bắt đầu."
    assert done.endswith("2099: – → 1")
    assert first == "Đây là kết quả đầu tiên của kỳ 2099."
    again = chuyenhoa("record", "can-co", "TC04", "1", "--period", "2099")
    assert "đầu tiên" not in again.stderr


@pytest.mark.parametrize("value", ["", "-", "–"])
def test_nothing_changes_nothing(chuyenhoa: Program, sample_db: Path, value: str) -> None:
    before = sample_db.read_bytes()
    run = chuyenhoa("--lang", "en", "record", "can-co", "TC03", value, "--period", "2023-H1")
    assert run.returncode == 0
    assert run.stderr == "An empty value changes nothing: the result stays as it is.\n"
    assert sample_db.read_bytes() == before


def test_the_same_value_again_is_no_change(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "record", "can-co", "TC03", "2", "--period", "2023-H1")
    assert run.returncode == 0
    assert run.stderr.endswith("2 → 2\nNothing has changed.\n")
    assert len(history(chuyenhoa, "can-co", "TC03", "--period", "2023-H1")) == 1


def test_history_tells_every_state_and_its_source(chuyenhoa: Program, sample: Path) -> None:
    chuyenhoa("record", "can-co", "TC03", "5", "--period", "2023-H1", "--note", "soát")
    chuyenhoa("record", "can-co", "TC03", "n/a", "--period", "2023-H1")
    loaded, *typed = history(chuyenhoa, "can co", "mô hình tự quản hoạt động hiệu quả")[1:]
    assert loaded["file"] == str(sample)
    assert loaded["line"] > 100
    assert loaded["sha256"]
    assert [(each["old"], each["new"], each["note"]) for each in typed] == [
        ("2", "5", "soát"),
        ("5", "n/a", None),
    ]
    assert {each["command"] for each in typed} == {"record"}
    shown = chuyenhoa("--lang", "en", "history", "can-co", "TC03", "--period", "2023-H1")
    assert "Căn Co · TC03 Effective self-managed models" in shown.stdout
    assert "ILLUSTRATIVE FIGURES" in shown.stdout
    assert "soát" in shown.stdout
    assert "2022-H2" not in shown.stdout


def test_history_keeps_date_and_time_together(chuyenhoa: Program) -> None:
    for language in ("vi", "en"):
        shown = chuyenhoa("--lang", language, "history", "can-co", "TC04").stdout
        assert len(re.findall(r"\d{4} \d\d:\d\d ", shown)) == 2


def test_where_nothing_was_recorded_history_says_so(chuyenhoa: Program) -> None:
    run = chuyenhoa("--lang", "en", "history", "xa-3", "TC03")
    assert run.returncode == 0
    assert run.stderr == "Nothing has been recorded there yet.\n"
    several = chuyenhoa("--lang", "en", "history", "xa", "TC03")
    assert several.returncode == 2
    assert several.stderr.startswith("Error: ambiguous_name “xa” can mean several: xa-1 (")
    unknown = chuyenhoa("--lang", "en", "history", "xa-9", "TC03")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("Error: unknown_area There is no area “xa-9”.")
    assert chuyenhoa("history", "xa-3", "TC93").returncode == 2
    assert chuyenhoa("history", "xa-3", "TC03", "--period", "x").returncode == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("record can-co --period 2023-H1", "CRITERION and VALUE can be left out at a terminal"),
        ("record can-co TC03 --period 2023-H1", "The argument VALUE is missing."),
        ("record --period 2023-H1", "The argument AREA is missing."),
    ],
)
def test_what_must_be_given_where_nobody_can_be_asked(
    chuyenhoa: Program, line: str, says: str
) -> None:
    run = chuyenhoa("--lang", "en", *line.split())
    assert run.returncode == 2
    assert says in run.stderr
