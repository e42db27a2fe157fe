from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from chuyenhoa.model.dataset import Note, NoteKind
from chuyenhoa.model.notes import Said, next_code, note_kind, notes_in, spoken_kind
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid

TIMELINE = ("2021-H2", "2022-H1", "2022-H2", "2023-H1", "2023-H2")


def note(
    kind: NoteKind = "measure",
    period: str = "2022-H1",
    deadline: date | None = None,
    closed: str | None = None,
) -> Note:
    until = Period.parse(closed) if closed else None
    return Note("N01", kind, Period.parse(period), "x", deadline=deadline, closed=until)


def said(what: Note, *periods: str, cutoff_day: int = 1) -> list[str]:
    """How the note stands in each period: '' where it is not said, + where it is carried over."""
    found = []
    for period in periods or TIMELINE:
        each = list(notes_in([what], Period.parse(period), cutoff_day))
        found.append("".join("+" * one.carried + str(one.status) for one in each))
    return found


def test_what_is_not_closed_is_carried_over() -> None:
    assert said(note()) == ["", "open", "+open", "+open", "+open"]


@pytest.mark.parametrize(
    "kind", ["shortcoming", "difficulty", "cause", "measure", "recommendation", "model"]
)
def test_every_kind_but_an_achievement_stays_open(kind: NoteKind) -> None:
    assert said(note(kind), "2022-H1", "2022-H2") == ["open", "+open"]
    assert said(note("achievement")) == ["", "None", "", "", ""]


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2022-H1", ["", "done", "", "", ""]),
        ("2022-H2", ["", "open", "+done", "", ""]),
        ("2023-H1", ["", "open", "+open", "+done", ""]),
        # A period of another kind counts by its dates.
        ("2022-05", ["", "done", "", "", ""]),
        ("2022-Q3", ["", "open", "+done", "", ""]),
        ("2022", ["", "open", "+done", "", ""]),
        ("2022-9M", ["", "open", "+done", "", ""]),
        ("2023", ["", "open", "+open", "+open", "+done"]),
    ],
)
def test_what_is_closed_is_done_there_and_gone_afterwards(closed: str, expected: list[str]) -> None:
    assert said(note(closed=closed)) == expected


def test_periods_of_other_kinds_do_not_carry_it() -> None:
    others = ("2022", "2022-Q1", "2022-Q3", "2022-07", "2022-9M", "2023-9M", "2023")
    assert said(note(), *others) == [""] * len(others)


@pytest.mark.parametrize(
    ("day", "cutoff_day", "expected"),
    [
        (date(2022, 6, 30), 1, ["overdue", "+overdue"]),
        (date(2022, 7, 1), 1, ["open", "+overdue"]),
        (date(2022, 12, 31), 1, ["open", "+overdue"]),
        (date(2023, 1, 1), 1, ["open", "+open"]),
        (date(2022, 6, 14), 15, ["overdue", "+overdue"]),
        (date(2022, 6, 15), 15, ["open", "+overdue"]),
    ],
)
def test_what_was_due_by_the_end_of_the_period_is_overdue(
    day: date, cutoff_day: int, expected: list[str]
) -> None:
    assert said(note(deadline=day), "2022-H1", "2022-H2", cutoff_day=cutoff_day) == expected


def test_what_is_done_is_not_overdue() -> None:
    late = note(deadline=date(2022, 1, 1), closed="2022-H2")
    assert said(late, "2022-H1", "2022-H2") == ["overdue", "+done"]


def test_they_keep_their_order() -> None:
    first, second = note(period="2022-H2"), note()
    assert list(notes_in([first, second], Period.parse("2022-H2"), 1)) == [
        Said(first, carried=False, status="open"),
        Said(second, carried=True, status="open"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("measure", "measure"),
        ("Recommendation", "recommendation"),
        ("tồn tại, hạn chế", "shortcoming"),
        ("han che", "shortcoming"),
        ("KHÓ KHĂN", "difficulty"),
        (" nguyên  nhân ", "cause"),
        ("giai phap", "measure"),
        ("kiến nghị", "recommendation"),
        ("đề xuất", "recommendation"),
        ("mô hình", "model"),
        ("kết quả đạt được", "achievement"),
    ],
)
def test_kinds_as_people_say_them(text: str, kind: NoteKind) -> None:
    assert spoken_kind(text) == kind


def test_a_data_file_has_the_identifier() -> None:
    assert [note_kind(kind) for kind in get_args(NoteKind)] == list(get_args(NoteKind))
    for text in ("Measure", "giải pháp", "measur", "giải phap"):
        with pytest.raises(Invalid) as wrong:
            note_kind(text)
        assert (wrong.value.code, wrong.value.suggestion) == ("bad_note_kind", "measure")


def test_no_kind_at_all() -> None:
    with pytest.raises(Invalid) as wrong:
        spoken_kind("xyz")
    assert (wrong.value.code, wrong.value.suggestion) == ("bad_note_kind", None)


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        ([], "N01"),
        (["N01", "n7", "x9", "N-100", "N03"], "N08"),
        (["N99"], "N100"),
        (["N0099", "N" + "9" * 39], "N100"),
        (["N999999999", "n1000000000"], "N1000000001"),
    ],
)
def test_a_new_note_gets_a_code_that_is_not_taken(codes: list[str], following: str) -> None:
    assert next_code([replace(note(), code=code) for code in codes]) == following
