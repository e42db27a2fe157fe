from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.model.problems import Invalid
from tests.intake.layout.sheets import CRITERIA, LEXICON, PROGRAMME, criterion, lexicon_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TC08", "TC08"),
        ("tc08", "TC08"),
        ("TC08 – Tỷ lệ điều tra, khám phá (≥ 80%)", "TC08"),
        ("TC08: những chữ khác", "TC08"),
        ("TC08\nTỷ lệ ĐTKP", "TC08"),
        ("TC08_numerator", "TC08"),
        ("8. TC08", "TC08"),
        ("Tỷ lệ điều tra, khám phá", "TC08"),
        ("TY LE DIEU TRA, KHAM PHA", "TC08"),
        ("Tỷ lệ điều tra khám phá", "TC08"),
        ("Tỉ lệ điều tra - khám phá (%)", "TC08"),
        ("2) “Tỷ lệ điều tra” khám phá", "TC08"),
        ("ty le dieu tra kham pha", "TC08"),
        (unicodedata.normalize("NFD", "Tỷ lệ điều tra, khám phá"), "TC08"),
        ("Tỷ lệ điều tra, khám phá (%)", "TC08"),
        ("Tỷ lệ điều tra, khám phá ≥ 80%", "TC08"),
        ("Tỷ lệ điều tra, khám phá %", "TC08"),
        ("Tỷ lệ điều tra, khám phá (chỉ tiêu: 80%)", "TC08"),
        ("1.2. Tỷ lệ điều tra, khám phá", "TC08"),
        ("a) Tỷ lệ điều tra, khám phá:", "TC08"),
        ("IV. Tỷ lệ điều tra, khám phá", "TC08"),
        ("Tiêu chí 8: Tỷ lệ điều tra, khám phá", "TC08"),
        ("Mô hình tự quản (mô hình)", "TC03"),
        ("Mô hình tự quản, ĐVT: mô hình", "TC03"),
        ("Mô hình tự quản (TC03)", "TC03"),
        ("Self-managed models", "TC03"),
        ("Tội phạm về TTXH giảm - vụ", "TC07"),
    ],
)
def test_a_criterion_is_known_by_code_or_name(text: str, code: str) -> None:
    found = LEXICON.criteria(text)
    assert (found.codes, found.likely) == ((code,), False)
    assert LEXICON.criteria(text) is found


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ điều tra, khám phá (án rất nghiêm trọng)",
        "Mô hình tự quản (vụ)",
        "Tỷ lệ",
        "Tỷ lệ điếu trá khám phá",
        "Dân số",
        "TC99",
        "12,5",
        "–",
        "",
        "x" * 400,
    ],
)
def test_what_is_not_understood_names_nothing(text: str) -> None:
    assert LEXICON.criteria(text).codes == ()


def test_beside_a_code_the_name_of_another_is_ambiguous() -> None:
    assert LEXICON.criteria("TC03 – Tội phạm về TTXH giảm (vụ)").codes == ("TC03", "TC07")
    assert str(LEXICON.unknown_criterion("TC03 – Tội phạm về TTXH giảm").code) == "ambiguous_name"


def test_a_name_beside_its_code_may_end_with_a_bracket() -> None:
    lexicon = lexicon_of(replace(CRITERIA[0], name="Số vụ (trọng án)"), *CRITERIA[1:])
    assert lexicon.criteria("TC03:\nSố vụ (trọng án)\n(mô hình)") == (("TC03",), (), False)


def test_beside_a_code_its_own_name_and_unit_are_left_out() -> None:
    assert LEXICON.criteria("TC03 – Mô hình tự quản (mô hình), ≥ 1").rest == ("≥ 1",)
    # What only begins like the name of another is about neither.
    other = "Mô hình tự quản của xã bên, cũ"
    assert LEXICON.criteria(f"TC08: {other}") == (("TC08",), (other,), False)
    other = "Mô hình tự quản (của xã bên)"
    assert LEXICON.criteria(f"TC08: {other}") == (("TC08",), (other[:-1],), False)


def test_look_alikes_in_a_code_are_seen_through_and_said() -> None:
    assert LEXICON.criteria("TCO8") == (("TC08",), (), True)
    assert LEXICON.criteria("TCO8 - khác") == (("TC08",), ("khác",), True)
    assert LEXICON.areas("XA00I2") == (("XA0012",), (), True)
    assert LEXICON.areas("phln-ho").codes == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("phin-ho", "phin-ho"),
        ("Xã Phìn Hồ", "phin-ho"),
        ("X. PHÌN HỒ", "phin-ho"),
        ("1. Xã Phìn Hồ", "phin-ho"),
        ("- Phin Ho *", "phin-ho"),
        ("phin-ho – Phìn Hồ", "phin-ho"),
        ("Phìn Hồ (phin-ho)", "phin-ho"),
        ("TT. Sìn Hồ", "tt-sin-ho"),
        ("Pa Khóa", "pa-khoa"),
        ("03523", "03523"),
        ("03523 Pu Sam Cáp", "03523"),
    ],
)
def test_an_area_is_known_by_code_name_or_alias(text: str, code: str) -> None:
    assert LEXICON.areas(text).codes == (code,)


def test_a_number_before_a_word_is_no_code() -> None:
    assert LEXICON.areas("03523 hộ").codes == ()


def test_a_code_that_a_spreadsheet_took_for_a_number_is_suggested() -> None:
    assert LEXICON.areas("3523").codes == ()
    assert LEXICON.padded_area("3523") == "03523"
    assert LEXICON.padded_area("03523") is None
    assert LEXICON.padded_area("Phìn Hồ") is None
    assert LEXICON.unknown_area("3523").suggestion == "03523"


def test_an_unknown_name_comes_with_the_nearest() -> None:
    # Only so many names are compared, by all tests together.
    lexicon = Lexicon(PROGRAMME)
    assert lexicon.unknown_area("Phìn Hò Hồ").suggestion is not None
    assert lexicon.unknown_criterion("Mô hình tự quả").suggestion == "Mô hình tự quản"
    assert lexicon.unknown_area("Phìn Hồ").suggestion == "phin-ho"
    assert lexicon.unknown_criterion("điều tra").suggestion == "TC08"


def test_labels_that_were_answered_are_names_too() -> None:
    lexicon = Lexicon(PROGRAMME, labels={"Bản Trên": "phin-ho", "ĐTKP": "TC08"})
    assert lexicon.areas("ban tren").codes == ("phin-ho",)
    assert lexicon.criteria("ĐTKP (%)").codes == ("TC08",)


def test_of_two_of_one_name_the_code_beside_it_is_meant_whatever_it_ends_with() -> None:
    areas = tuple(replace(PROGRAMME.areas[0], code=code) for code in ("A.1", "A.1."))
    lexicon = Lexicon(replace(PROGRAMME, areas=areas))
    assert lexicon.areas("Phìn Hồ (A.1)").codes == ("A.1",)
    assert lexicon.areas("Phìn Hồ (A.1.)").codes == ("A.1.",)


def test_of_two_of_one_name_the_code_beside_it_is_meant() -> None:
    areas = (*PROGRAMME.areas, replace(PROGRAMME.areas[0], code="phin-ho-2"))
    lexicon = Lexicon(replace(PROGRAMME, areas=areas))
    assert lexicon.areas("Phìn Hồ").codes == ("phin-ho", "phin-ho-2")
    assert lexicon.areas("Phìn Hồ (phin-ho-2)").codes == ("phin-ho-2",)


def test_a_number_among_words_is_no_look_alike_of_a_code() -> None:
    area = replace(PROGRAMME.areas[0], code="I2")
    lexicon = Lexicon(replace(PROGRAMME, areas=(area,)))
    assert lexicon.areas("l2").codes == ("I2",)
    assert lexicon.areas("12,5 và không có dấu").codes == ()


def test_the_district_behind_a_commune_is_explained() -> None:
    assert LEXICON.areas("Xã Phìn Hồ, huyện Sìn Hồ, tỉnh Lai Châu").codes == ("phin-ho",)
    assert LEXICON.criteria("Mô hình tự quản, huyện Sìn Hồ").codes == ()


def test_a_criterion_is_named_clearly() -> None:
    assert LEXICON.criterion("mô hình tự quản") == "TC03"
    with pytest.raises(Invalid, match="no criterion"):
        LEXICON.criterion("gì đó")


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("ước", True),
        ("Cùng kỳ", True),
        ("cùng kỳ năm 2022", True),
        ("CK", True),
        ("giảm so với cùng kỳ", False),
        ("danh mục", False),
        ("kế hoạch", False),
        ("KH", True),
        ("", False),
    ],
)
def test_words_of_a_criterion_s_own_name_make_its_figures_no_others(
    text: str, *, aside: bool
) -> None:
    name = "Vụ việc thuộc danh mục, kế hoạch; giảm so với cùng kỳ"
    lexicon = lexicon_of(criterion("TC05", name))
    assert lexicon.is_aside("TC05", text) is aside


def test_what_is_expected_is_no_result_whatever_it_is_of() -> None:
    assert LEXICON.is_aside(None, "Dự kiến")
    assert LEXICON.is_aside("TC03", "Dự kiến")
    assert not LEXICON.is_aside(None, "Kết quả")
