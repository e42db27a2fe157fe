from __future__ import annotations

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.problems import (
    LAST_COLUMN,
    Invalid,
    Place,
    Problem,
    column_letters,
    column_number,
    excerpt,
)
from chuyenhoa.model.sentences import SENTENCES

HERE = Place("a.yaml", 3, 7)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 120), "a.yaml:120"),
        (Place("a.yaml", 120, 34), "a.yaml:120:34"),
        (Place("a.xlsx", sheet="Biểu 1"), "a.xlsx [Biểu 1]"),
        (Place("a.xlsx", 5, sheet="Biểu 1"), "a.xlsx [Biểu 1]"),
        (Place("a.xlsx", 5, 3, "Biểu 1"), "a.xlsx [Biểu 1!C5]"),
    ],
)
def test_a_place_is_written_as_people_look_for_it(place: Place, text: str) -> None:
    assert str(place) == text


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")]
)
def test_columns_are_counted_in_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@given(st.integers(1, LAST_COLUMN))
def test_no_two_columns_have_the_same_letters(column: int) -> None:
    assert column_number(column_letters(column)) == column


def test_a_problem_says_what_is_wrong() -> None:
    problem = Problem("unknown_area", HERE, {"text": "XA00I2"}, suggestion="XA0012")
    assert problem.sentence() == "There is no area “XA00I2”."
    assert not problem.notice


def test_a_problem_is_put_into_another_language() -> None:
    problem = Problem("unknown_area", HERE, {"text": "XA00I2"})
    catalogue = {"There is no area “{text}”.": "Không có địa bàn “{text}”."}
    assert problem.sentence(catalogue.__getitem__) == "Không có địa bàn “XA00I2”."


def test_data_in_a_sentence_is_no_template() -> None:
    assert Invalid("unknown_area", text="{0.__class__} {text}").sentence() == (
        "There is no area “{0.__class__} {text}”."
    )


def test_an_invalid_text_becomes_a_problem_at_its_place() -> None:
    invalid = Invalid("unknown_group", suggestion="A1", text="AI")
    assert str(invalid) == "There is no group “AI” in this criteria set."
    assert invalid.at(HERE) == Problem("unknown_group", HERE, {"text": "AI"}, suggestion="A1")


@pytest.mark.parametrize(("code", "params"), [("no_such_code", {}), ("unknown_area", {"txt": "a"})])
def test_a_problem_that_could_not_be_put_into_words_is_refused(
    code: str, params: dict[str, object]
) -> None:
    with pytest.raises(LookupError):
        Problem(code, HERE, params)
    with pytest.raises(LookupError):
        Invalid(code, suggestion=None, **params)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_has_named_fields_and_an_end(code: str) -> None:
    template = SENTENCES[code]
    fields = [(name, how) for _, name, how, _ in Formatter().parse(template) if name is not None]
    assert all(name.isidentifier() and not how for name, how in fields)
    assert template.endswith(".")
    params = {name: "x" for name, _ in fields}
    assert "{" not in Problem(code, HERE, params).sentence()


def test_a_sentence_names_the_first_of_many() -> None:
    few = Invalid("ambiguous_name", text="a", candidates=["b", "c"])
    assert str(few) == "“a” can mean several: b, c. Use the code."
    many = Invalid("ambiguous_name", text="a", candidates=tuple("bcdefgh"))
    assert str(many) == "“a” can mean several: b, c, d, e, f, …. Use the code."


def test_a_long_text_is_shortened_in_a_sentence() -> None:
    said = str(Invalid("unknown_area", text="y" * 200_000))
    assert len(said) < 100
    assert "yyy…”" in said


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Phìn Hồ", 7, "Phìn Hồ"),
        ("Phi\u0300n Ho\u0302\u0300", 7, "Phìn Hồ"),
        ("Phìn Hồ", 6, "Phìn …"),
        ("", 6, ""),
        # Far more than the limit, though little of it is left once composed.
        ("e\u0302" * 6 + "x" * 100, 12, "êêêêêêxxxxx…"),
        ("a\u0300" * 8 + "b", 4, "ààà…"),
    ],
)
def test_an_excerpt_is_as_long_as_it_may_be(text: str, limit: int, shown: str) -> None:
    assert excerpt(text, limit) == shown


@given(st.text(max_size=300), st.integers(1, 80))
def test_an_excerpt_keeps_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit


@pytest.mark.parametrize("letters", ["", "a", "A1", "XFE", "ZZZ", "AAAA", "Ａ", "A" * 200_000])
def test_what_is_no_column_has_no_number(letters: str) -> None:
    with pytest.raises(Invalid, match="not a column"):
        column_number(letters)
