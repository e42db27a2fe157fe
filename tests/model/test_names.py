from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chuyenhoa.model.names import (
    Directory,
    Entry,
    Neighbours,
    fold,
    nearest,
    same_name_key,
    split_kind,
)
from chuyenhoa.model.problems import Invalid
from tests.effort import bounded

Form = Literal["NFC", "NFD"]

DISTRICT = Directory(
    [
        Entry(1, "phin-ho", ("Phìn Hồ", "Phìn Hồ cũ"), "commune"),
        Entry(2, "sin-ho", ("Sìn Hồ",), "township"),
        Entry(3, "sin-ho-xa", ("Sìn Hồ",), "commune"),
        Entry(4, "pa-khoa", ("Pa Khoá",), "commune"),
        Entry(5, "xa-dung", ("Xa Dung",), "commune"),
        Entry(6, "dung", ("Dũng",), "commune"),
        Entry(7, "chua-1", ("Xã chưa nêu tên 1",), "commune"),
        Entry(8, "tan-phong", ("Tân Phong",), "ward"),
        Entry(9, "con-dao", ("Côn Đảo",), "special_zone"),
        Entry(10, "ma-1", ("Má",), "commune"),
        Entry(11, "ma-2", ("Mà",), "commune"),
        Entry(12, "phuong-trung", ("Phương Trung", "Trung Lộc"), "commune"),
        Entry(13, "XA0012", ("Tủa Sín Chải",), None),
    ]
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Phìn   Hồ ", "phin ho"),
        ("ĐẶC KHU Côn Đảo", "dac khu con dao"),
        ("Ðông", "dong"),
        ("PHIN\tHO\n", "phin ho"),
        ("Phìn\u00a0Hồ\u200b", "phin ho"),
        ("İstanbul", "istanbul"),
        ("\uff11\uff12", "12"),
        ("", ""),
    ],
)
def test_folding_leaves_letters(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=0x1EFF), max_size=12))
@example("\u0345")
def test_the_same_name_is_the_same_without_diacritics(text: str) -> None:
    for other in (text.upper(), unicodedata.normalize("NFD", text)):
        if same_name_key(text) == same_name_key(other):
            assert fold(text) == fold(other)


def test_a_tone_may_stand_on_either_vowel() -> None:
    assert same_name_key("Hoà Bình") == same_name_key("HÒA  BÌNH")
    assert same_name_key("Pa Khoá") == same_name_key(unicodedata.normalize("NFD", "pa khóa"))
    assert same_name_key("Má") != same_name_key("Mà") != same_name_key("Ma")
    assert same_name_key("Bà Ma") != same_name_key("Ba Mà")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("xã Phìn Hồ", "Phìn Hồ"),
        ("XÃ  PHÌN HỒ", "PHÌN HỒ"),
        (unicodedata.normalize("NFD", "xã Phìn Hồ"), "Phìn Hồ"),
        ("X.Phìn Hồ", "Phìn Hồ"),
        ("thị trấn Sìn Hồ", "Sìn Hồ"),
        ("TT Sìn Hồ", "Sìn Hồ"),
        ("tt. Sìn Hồ", "Sìn Hồ"),
        ("T.T Sìn Hồ", "Sìn Hồ"),
        ("Phường Tân Phong", "Tân Phong"),
        ("P. Tân Phong", "Tân Phong"),
        ("đặc khu Côn Đảo", "Côn Đảo"),
        ("ĐK. Côn Đảo", "Côn Đảo"),
        ("xa phin ho", "phin ho"),
        ("Phương Trung", "Phương Trung"),
        ("Xa Lộc", "Xa Lộc"),
        ("Phìn Hồ", "Phìn Hồ"),
        ("xã", "xã"),
        ("Xãm Hồ", "Xãm Hồ"),
    ],
)
def test_the_word_for_the_kind_can_be_left_out(text: str, name: str) -> None:
    assert split_kind(text)[1] == name


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["phin-ho", "PHIN-HO", " phin-ho ", "Phìn Hồ", "phin ho", "xã Phìn Hồ", "xa phin ho"], 1),
        (["X. PHÌN HỒ", "xã Phìn Hồ cũ", "phin ho cu", "Phìn\u200b Hồ"], 1),
        (["thị trấn Sìn Hồ", "TT Sìn Hồ", "tt. sin ho", "thi tran sin ho"], 2),
        (["xã Sìn Hồ", "xa sin ho", "X.Sìn Hồ"], 3),
        (["Pa Khóa", "pa khoá", "PA KHOA", "xã Pa Khóa"], 4),
        (["Xa Dung", "xa dung", "xã Xa Dung", "xa xa dung"], 5),
        (["Dũng", "dung", "Xã Dũng", "xã dũng"], 6),
        (["Xã chưa nêu tên 1", "xa chua neu ten 1", "chua neu ten 1", "Chưa nêu tên 1"], 7),
        (["phường Tân Phong", "p. tan phong", "P.Tân Phong", "Tân Phong"], 8),
        (["đặc khu Côn Đảo", "dac khu con dao", "con dao"], 9),
        (["Má", "xã Má"], 10),
        (["Mà", "MÀ"], 11),
        (["Phương Trung", "phuong trung", "xã Phương Trung"], 12),
        (["XA0012", "xa0012", "tua sin chai", "TỦA SÍN CHẢI", "xã Tủa Sín Chải"], 13),
    ],
)
def test_an_area_is_found_as_people_name_it(texts: list[str], key: int, form: Form) -> None:
    for text in texts:
        assert DISTRICT.resolve(unicodedata.normalize(form, text)) == key


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Sìn Hồ", ["sin-ho (Sìn Hồ)", "sin-ho-xa (Sìn Hồ)"]),
        ("ma", ["ma-1 (Má)", "ma-2 (Mà)"]),
        ("mạ", ["ma-1 (Má)", "ma-2 (Mà)"]),
    ],
)
def test_a_name_of_several_is_not_guessed(text: str, candidates: list[str]) -> None:
    with pytest.raises(Invalid) as raised:
        DISTRICT.resolve(text)
    assert raised.value.code == "ambiguous_name"
    assert raised.value.params == {"text": text, "candidates": candidates}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("XA00I2", "XA0012"),
        ("xaoo13", "XA0012"),
        ("XAOOl2", "XA0012"),
        ("phin_ho", "phin-ho"),
        ("Phìn Hồ cúi", "Phìn Hồ cũ"),
        ("Pìn Hồ", "phin-ho"),
        ("phường Phìn Hồ", "phin-ho"),
        ("xã Côn Đảo", "con-dao"),
        ("Trung", "phuong-trung"),
        ("", None),
        ("???", None),
        ("Hà Nội", None),
        ("x" * 200_000, None),
    ],
)
def test_an_unknown_name_comes_with_the_nearest(text: str, suggestion: str | None) -> None:
    with pytest.raises(Invalid) as raised:
        DISTRICT.resolve(text)
    assert raised.value.code == "unknown_area"
    assert raised.value.params == {"text": text}
    assert raised.value.suggestion == suggestion


def test_a_code_names_one_thing_whatever_its_case() -> None:
    assert DISTRICT.by_code("PHIN-HO") == 1
    assert DISTRICT.by_code("Phìn Hồ") is None


def test_other_things_have_their_own_problem() -> None:
    criteria = Directory(
        [Entry("TC08", "TC08", ("Tỷ lệ điều tra khám phá", "Clearance rate"))], "criterion"
    )
    assert criteria.resolve("tc08") == criteria.resolve("clearance RATE") == "TC08"
    with pytest.raises(Invalid) as raised:
        criteria.resolve("TCO9")
    assert (raised.value.code, raised.value.suggestion) == ("unknown_criterion", "TC08")


CRITERIA = Directory(
    [
        Entry("TC07", "TC07", ("Tội phạm về TTXH giảm so với cùng kỳ", "Crime down")),
        Entry("TC08", "TC08", ("Tỷ lệ điều tra, khám phá tội phạm về TTXH", "Clearance rate")),
        Entry("TC13", "TC13", ("Khu dân cư đạt chuẩn an toàn", "Safe neighbourhoods")),
    ],
    "criterion",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("khu dân cư", "TC13"), ("KHU DAN CU", "TC13"), ("điều tra khám phá", "TC08")),
        *(("clearance", "TC08"), ("toàn", "TC13"), ("tc07", "TC07")),
    ],
)
def test_some_words_of_a_name_are_enough_where_only_one_has_them(text: str, code: str) -> None:
    assert CRITERIA.resolve_part(text, enough=True) == code


@pytest.mark.parametrize("text", ["TC1", "dân", "hu dân c", "", "x" * 200_000])
def test_less_than_a_word_and_the_beginning_of_a_code_are_not_enough(text: str) -> None:
    with pytest.raises(Invalid, match="no criterion"):
        CRITERIA.resolve_part(text, enough=True)


def test_a_part_names_nothing_where_it_is_not_enough() -> None:
    with pytest.raises(Invalid, match="no criterion"):
        CRITERIA.resolve_part("khu dân cư", enough=False)


@pytest.mark.parametrize(
    ("text", "codes"), [("tội phạm", ["TC07", "TC08"]), ("TC", ["TC07", "TC08", "TC13"])]
)
def test_a_part_of_several_lists_them(text: str, codes: list[str]) -> None:
    with pytest.raises(Invalid) as raised:
        CRITERIA.resolve_part(text, enough=True)
    assert raised.value.code == "ambiguous_name"
    candidates = raised.value.params["candidates"]
    assert isinstance(candidates, list)
    assert [each.partition(" ")[0] for each in candidates] == codes


def test_an_empty_directory_knows_nothing() -> None:
    with pytest.raises(Invalid, match="no group “A”"):
        Directory[str]([], "group").resolve("A")


@pytest.mark.parametrize(
    ("text", "candidates", "expected"),
    [
        ("nmae", ["code", "name", "kind"], "name"),
        ("Names", ["code", "name", "kind"], "name"),
        ("name-en", ["name", "name_en"], "name_en"),
        ("zzz", ["code", "name"], None),
        ("XA00I2", ["XA0012", "XAOO12"], "XA0012"),
        ("3496", ["03496", "03499"], "03496"),
        ("a", [], None),
        ("", ["a"], None),
    ],
)
def test_the_nearest_is_what_was_probably_meant(
    text: str, candidates: list[str], expected: str | None
) -> None:
    assert nearest(text, candidates) == expected


def test_all_that_a_text_names_can_be_had_without_a_problem() -> None:
    directory = Directory([Entry(1, "a", ("Tân Lập",)), Entry(2, "b", ("tân lập",))])
    assert directory.matches(" tan lap ") == (1, 2)
    assert directory.matches("A") == (1,)
    assert directory.matches("tan") == directory.matches("tan lap" * 50) == ()


def test_many_unknown_names_cost_little() -> None:
    neighbours = Neighbours(f"XA{number:05}" for number in range(10_600))
    with bounded():
        said = [neighbours.nearest(f"XB{number:05}") for number in range(10_600)]
        assert (said[0] is None, said[-1] is None) == (False, True)
        assert neighbours.nearest("XB00000") == said[0]
        assert neighbours.nearest("xao42l1") == "XA04211"


def test_ten_thousand_areas_are_no_burden() -> None:
    with bounded():
        directory = Directory(
            Entry(number, f"XA{number:05}", (f"Xã Tân Lập {number}",), "commune")
            for number in range(10_600)
        )
        assert directory.resolve("xa00042") == 42
        assert directory.resolve("tan lap 10599") == 10_599
