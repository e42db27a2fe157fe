from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.collation import vietnamese_key

IN_ORDER = [
    ["Căn Co", "Chăn Nưa", "Hồng Thu", "Làng Mô", "Nậm Cuổi", "Nậm Hăn", "Tả Phìn", "Tủa Sín Chải"],
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "o", "ô", "ơ", "p", "u", "ư", "v", "z"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ", "mb"],
    ["Dung", "Dũng", "Đông", "E"],
    ["An Bình", "Anh"],
    ["Tổ 1", "Tổ A"],
    ["Hoa", "Hòa Bình", "Hoan", "ß", "日本"],
    ["a", "A\u0301"],
]


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_stand_in_the_order_of_the_vietnamese_alphabet(names: list[str]) -> None:
    shuffled = random.sample(names, len(names))
    assert sorted(shuffled, key=vietnamese_key) == names
    decomposed = [unicodedata.normalize("NFD", name) for name in shuffled]
    composed = [unicodedata.normalize("NFC", name) for name in names]
    assert [
        unicodedata.normalize("NFC", name) for name in sorted(decomposed, key=vietnamese_key)
    ] == composed


@given(st.text(), st.text())
def test_only_the_same_text_has_the_same_key(one: str, other: str) -> None:
    assert (vietnamese_key(one) == vietnamese_key(other)) == (one == other)
    assert sorted([one, other], key=vietnamese_key) == sorted([other, one], key=vietnamese_key)
