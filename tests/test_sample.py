"""The sample tells its story: worked out by hand, and held to by the whole program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.unmeasured

FIFTEEN = [f"TC{number:02d}" for number in range(1, 16)]

# By area: standing, stage, points of those that apply, what is not met, what is missing.
STORY = {
    "2022-H2": {
        "tua-sin-chai": ("not_met", "listed", 73, 100, ["TC03", "TC12", "TC14"], ["TC07"]),
        "hong-thu": ("not_met", "listed", 68, 100, ["TC08", "TC12", "TC13"], ["TC07"]),
        "phin-ho": ("incomplete", "listed", 74, 100, ["TC02"], ["TC07", "TC12", "TC13"]),
        "nam-cuoi": ("not_met", "listed", 72, 94, ["TC12", "TC14", "TC15"], ["TC07"]),
        "can-co": ("not_met", "listed", 64, 94, ["TC05", "TC10", "TC12"], ["TC07"]),
        "tt-sin-ho": ("not_met", "listed", 67, 100, ["TC04", "TC10", "TC14"], ["TC07"]),
        "xa-1": ("incomplete", "listed", 48, 100, [], ["TC02", *FIFTEEN[6:9], *FIFTEEN[10:]]),
        "xa-2": ("incomplete", "listed", 0, 100, [], FIFTEEN),
        "xa-3": ("incomplete", "listed", 0, 100, [], FIFTEEN),
    },
    "2023-H1": {
        "tua-sin-chai": ("met", "transformed", 91, 100, ["TC12", "TC14"], []),
        "hong-thu": ("met", "transformed", 78, 94, ["TC07", "TC13"], []),
        "phin-ho": ("met", "transformed", 92, 100, ["TC02", "TC11"], []),
        "nam-cuoi": ("met", "transformed", 81, 94, ["TC08", "TC14"], []),
        "can-co": ("met", "transformed", 97, 100, ["TC15"], []),
        "tt-sin-ho": ("not_met", "listed", 89, 100, ["TC10", "TC14"], []),
        "xa-1": ("incomplete", "listed", 62, 100, [], ["TC07", "TC09", *FIFTEEN[10:]]),
        "xa-2": ("not_met", "listed", 18, 100, ["TC03"], ["TC02", *FIFTEEN[4:]]),
        "xa-3": ("incomplete", "listed", 0, 100, [], FIFTEEN),
    },
}


def _codes(area: dict[str, Any], verdict: str) -> list[str]:
    return [one["code"] for one in area["criteria"] if one["verdict"] == verdict]


@pytest.mark.parametrize("period", STORY)
@pytest.mark.usefixtures("sample_db")
def test_every_area_stands_where_the_sample_says(chuyenhoa: Program, period: str) -> None:
    run = chuyenhoa("assess", "--period", period, "--format", "json")
    found = json.loads(run.stdout)
    assert found["illustrative"] is True
    assert {
        area["code"]: (
            area["standing"],
            area["stage"],
            area["points"],
            area["max_points"],
            _codes(area, "not_met"),
            _codes(area, "missing"),
        )
        for area in found["areas"]
    } == STORY[period]


@pytest.mark.usefixtures("sample_db")
def test_the_five_are_met_as_the_conference_found(chuyenhoa: Program) -> None:
    run = chuyenhoa("assess", "--format", "json", "--check")
    assert run.returncode == 0
    found = json.loads(run.stdout)
    assert found["period"] == {"code": "2023-H1", "start": "2022-12-15", "end": "2023-06-14"}
    assert found["programme"] == {
        "verdict": "met",
        "listed": 9,
        "selected": 5,
        "met": 5,
        "not_met": 0,
        "incomplete": 0,
        "relapsed": 0,
        "success_rate": 100,
        "min_success_rate": 100,
        "max_relapses": 0,
    }


@pytest.mark.usefixtures("sample_db")
def test_the_notes_agree_with_the_figures(chuyenhoa: Program) -> None:
    """As many models are named as are counted, and what is closed is met."""
    run = chuyenhoa("assess", "--format", "json")
    areas = {area["code"]: area for area in json.loads(run.stdout)["areas"] if area["selected"]}
    notes = json.loads(chuyenhoa("note", "list", "--period", "2023-H1", "--format", "json").stdout)[
        "notes"
    ]
    for code, area in areas.items():
        criteria = {one["code"]: one for one in area["criteria"]}
        models = [note for note in notes if (note["area"], note["kind"]) == (code, "model")]
        assert criteria["TC03"]["value"] == len(models)
        for note in notes:
            if note["area"] == code and note["kind"] == "shortcoming":
                is_met = criteria[note["criterion"]]["verdict"] == "met"
                assert is_met == (note["status"] == "done"), note


def test_it_loads_without_a_word_of_complaint(chuyenhoa: Program, sample: Path) -> None:
    """What every user opens first has no problem and no notice."""
    run = chuyenhoa("load", sample)
    assert (run.returncode, "sample.yaml:" in run.stderr + run.stdout) == (0, False)


@pytest.mark.usefixtures("sample_db")
def test_the_revised_target_is_the_one_that_is_asked_for(chuyenhoa: Program) -> None:
    run = chuyenhoa("assess", "--area", "phìn hồ", "--format", "json")
    (area,) = json.loads(run.stdout)["areas"]
    (clearance,) = [one for one in area["criteria"] if one["code"] == "TC08"]
    assert (clearance["value"], clearance["measured"]) == ("18/19", 94.7368)
    assert clearance["target"] == ">= 75"
