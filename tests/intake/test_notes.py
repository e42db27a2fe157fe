from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from chuyenhoa.intake.figures import Figures
from chuyenhoa.intake.notes import TypedNote, find_note, typed_note
from chuyenhoa.model.dataset import Note
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from tests.intake.files import TODAY, base

HALF = Period.parse("2023-H1")
BEFORE = Note(
    "N01",
    "measure",
    HALF,
    "x",
    "y",
    "phin-ho",
    "V1",
    "Công an xã",
    date(2023, 6, 30),
    Period.parse("2023-H2"),
)


def changed(**typed: str) -> tuple[Note | None, list[str]]:
    """What becomes of `BEFORE`."""
    note, wrong = typed_note(partial(replace, BEFORE), TypedNote(**typed), Figures(base(), TODAY))
    return note, [f"{key} {invalid.code}" for key, invalid in wrong]


def test_every_part_is_understood_as_people_type_it() -> None:
    typed = {
        "kind": "TỒN TẠI",
        "text": " một\nhai ",
        "text_en": "one",
        "area": "xã Căn Co",
        "period": "6T/2023",
        "criterion": "nghị quyết",
        "responsible": "UBND xã",
        "deadline": "30/9/2023",
        "closed": "quý III/2023",
    }
    note, wrong = typed_note(partial(Note, "N02"), TypedNote(**typed), Figures(base(), TODAY))
    assert wrong == []
    assert note == Note(
        "N02",
        "shortcoming",
        HALF,
        "một\nhai",
        "one",
        "can-co",
        "Y1",
        "UBND xã",
        date(2023, 9, 30),
        Period.parse("2023-Q3"),
    )


@pytest.mark.parametrize("nothing", ["", " ", "-"])
def test_what_may_be_missing_can_be_taken_away(nothing: str) -> None:
    parts = ("text_en", "area", "criterion", "responsible", "deadline", "closed")
    assert changed(**dict.fromkeys(parts, nothing)) == (Note("N01", "measure", HALF, "x"), [])
    assert changed(text=nothing) == (None, ["text missing_text"])


def test_what_is_not_typed_stays() -> None:
    assert changed() == (BEFORE, [])
    assert changed(text="z") == (replace(BEFORE, text="z"), [])


def test_all_that_is_wrong_is_found() -> None:
    typed = {
        "kind": "lỗi",
        "text": "a\x07b",
        "text_en": "x" * 2001,
        "area": "xyz",
        "period": "-",
        "criterion": "xyz",
        "responsible": "a\nb",
        "deadline": "31/6/2023",
        "closed": "Q5",
    }
    assert changed(**typed) == (
        None,
        [
            "kind bad_note_kind",
            "text control_character",
            "text_en text_too_long",
            "area unknown_area",
            "period bad_period",
            "criterion unknown_criterion",
            "responsible control_character",
            "deadline bad_date",
            "closed bad_period",
        ],
    )


def test_what_does_not_go_together() -> None:
    assert changed(closed="2022") == (None, ["closed too_early"])
    assert changed(period="2024-H1") == (None, ["closed too_early"])
    assert changed(kind="kết quả") == (None, ["deadline never_open", "closed never_open"])
    note, _ = changed(kind="achievement", deadline="-", closed="-")
    assert note == replace(BEFORE, kind="achievement", deadline=None, closed=None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/6/2023", date(2023, 6, 30)),
        ("01-02-2024", date(2024, 2, 1)),
        (" 1.2.2024 ", date(2024, 2, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_dates_as_people_type_them(text: str, day: date) -> None:
    assert changed(deadline=text) == (replace(BEFORE, deadline=day), [])


@pytest.mark.parametrize("text", ["30/6", "6/30/2023", "30/6/23", "29/2/2023", "1/1/3000", "mai"])
def test_texts_that_are_no_date(text: str) -> None:
    assert changed(deadline=text) == (None, ["deadline bad_date"])


def test_a_note_is_found_by_its_code() -> None:
    notes = [BEFORE, replace(BEFORE, code="N02")]
    assert find_note(notes, " n02 ") is notes[1]
    with pytest.raises(Invalid) as unknown:
        find_note(notes, "NO2")
    assert (unknown.value.code, unknown.value.suggestion) == ("unknown_note", "N02")
