from __future__ import annotations

import pytest

from chuyenhoa.model.codes import check_code, code_key
from chuyenhoa.model.problems import Invalid


@pytest.mark.parametrize("text", ["phin-ho", "BTC-2022", "03523", "A", "a.b_c-d", "x" * 40])
def test_a_code_stays_as_it_is(text: str) -> None:
    assert check_code(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        ".a",
        "_a",
        "a b",
        "phìn-hồ",
        "a/b",
        "a\n",
        "x" * 41,
        "x" * 200_000,
        "٣",
        "\uff11",
        "²",
    ],
)
def test_what_cannot_be_a_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as raised:
        check_code(text)
    assert (raised.value.code, raised.value.params) == ("bad_code", {"text": text})


def test_codes_differ_by_more_than_case() -> None:
    assert code_key("TC01") == code_key("tc01") != code_key("tc02")
