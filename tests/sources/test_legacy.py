from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources.legacy import (
    UNCHANGED,
    conversion,
    from_tcvn3,
    from_vni,
    is_syllable,
    syllables,
)
from tests.sources.spellings import TONED, as_tcvn3, as_vni

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    "huyện Sìn Hồ, xã Phìn Hồ, Hồng Thu, Tủa Sín Chải, Nậm Cuổi, Căn Co, Chăn Nưa, Phăng Sô Lin, "
    "Sà Dề Phìn, Tả Ngảo, Pu Sam Cáp, Pa Khoá, Noong Hẻo, Làng Mô, địa bàn trọng điểm, phức tạp về "
    "an ninh, trật tự: tỷ lệ điều tra khám phá; mô hình tự quản, quý I, 25 °C, 3 m²"
)


@pytest.mark.parametrize(
    "word", [*NAMES.replace(",", " ").split()[:40], "nghiêng", "khuỷu", "Đường"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Krông", "ßoµn", "®Þa", "bµn", "tãt́", "càp", "ñòa", "", "25"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_without_words_there_are_no_syllables() -> None:
    assert syllables([]) == 0


def test_the_tables() -> None:
    assert from_tcvn3("UBND x· Sµ DÒ Ph×n, huyÖn S×n Hå: ®Þa bµn ph­êng §¾k") == (
        "UBND xã Sà Dề Phìn, huyện Sìn Hồ: địa bàn phường Đắk"
    )
    assert from_vni("ÑÒA BAØN xaõ Phìn Hoà, phöôøng Tuûa Sín Chaûi, kyø, quyù, mó, kyõ, Myî") == (
        "ĐỊA BÀN xã Phìn Hồ, phường Tủa Sín Chải, kỳ, quý, mĩ, kỹ, Myỵ"
    )


@given(st.text(TONED + TONED.upper() + "abc XYZ,.:12", max_size=30))
def test_vni_gives_back_every_text(text: str) -> None:
    assert from_vni(as_vni(text)) == text


@given(st.text(TONED + "ĂÂÊÔƠƯĐabc XYZ,.:12", max_size=30))
def test_tcvn3_gives_back_every_text(text: str) -> None:
    assert from_tcvn3(as_tcvn3(text)) == text


@pytest.mark.parametrize(("encoding", "write"), [("TCVN3", as_tcvn3), ("VNI", as_vni)])
def test_a_file_in_an_old_encoding_is_converted(encoding: str, write: Callable[[str], str]) -> None:
    texts = [name.strip() for name in NAMES.split(",")]
    found = conversion([write(text) for text in texts])
    assert found.encoding == encoding
    assert found.unclear == ()
    assert [found.texts.get(write(text), text) for text in texts] == texts


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["abc", "12"],
        NAMES.split(","),
        ["xã", "3 m²"],
        ["Café", "Müller", "naïve", "25 °C", "½"],
        ["quý", "Hán", "Sìn", "Phìn", "Pa Khoá"],
        ["Phìn Hồ", "Sùng A Páo", "Krông Pắk", "·"],
    ],
)
def test_unicode_is_left_alone(texts: list[str]) -> None:
    assert conversion(texts) == UNCHANGED


def test_beside_unicode_every_text_has_to_be_certain_by_itself() -> None:
    found = conversion(["địa bàn", "®Þa bµn", "huyÖn", "Ph×n Hå", "xã", "phã", "¶ZZ", "quý"])
    assert found.encoding == "TCVN3"
    assert found.texts == {"®Þa bµn": "địa bàn", "huyÖn": "huyện", "Ph×n Hå": "Phìn Hồ"}
    assert found.unclear == ("xã", "phã", "¶ZZ")


def test_in_an_old_file_the_file_speaks_for_what_could_be_either() -> None:
    texts = ["®Þa bµn", "huyÖn", "Ph×n Hå", "tØnh", "§oµn", "phã"]
    assert conversion(texts).texts["phã"] == "phó"
    assert conversion([*texts, "Kr«ng"]).texts["Kr«ng"] == "Krông"


def test_in_an_old_file_a_word_that_only_unicode_knows_is_not_certain() -> None:
    found = conversion(["®Þa bµn", "huyÖn", "Ph×n Hå", "tØnh", "§oµn", "bác"])
    assert (found.encoding, found.unclear) == ("TCVN3", ("bác",))


def test_what_might_be_one_or_the_other() -> None:
    texts = ("®Þa", "bµn", "tØnh", "Krõngx", "ZZø")
    assert conversion(texts) == (None, {}, texts)
    assert conversion([*texts, "đồng"]) == UNCHANGED
