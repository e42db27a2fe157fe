"""What Jinja says, in words of ours."""

from __future__ import annotations

import pytest

from chuyenhoa.language import activate
from chuyenhoa.model.problems import Problem
from chuyenhoa.reports.own.text import fill
from chuyenhoa.reports.own.words import in_own_words


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    activate("vi")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% enfor %}", "không có thẻ “enfor”"),
        ("{{ a|uper }}", "không có bộ lọc “uper”"),
        ("{% if a is odder %}{% endif %}", "không có phép thử “odder”"),
        ("{{ 5 5 }}", "cần “}}” mà gặp “integer”"),
        ("{% for x %}", "cần “in” mà gặp “%}”"),
        ("{{ (1 }}", "cần “)” mà gặp “}”"),
        ("{{ 1 ) }}", "“)” đứng không đúng chỗ"),
        ("{% if %}", "thiếu tên hoặc giá trị"),
        ("{{ a. }}", "thiếu tên hoặc số"),
        ("{{ a", "mẫu kết thúc khi thẻ chưa đóng"),
        ("{{ 1 / 0 }}", "chia cho 0"),
        ("{{ 'a' * 10**9 }}", "tích quá dài"),
        ("{{ 9**9**9 }}", "lũy thừa quá lớn"),
        ("{{ range(10**9) }}", "dãy số quá dài"),
        ("{{ a + 'b' }}", None),
    ],
)
def test_what_jinja_says(template: str, said: str | None) -> None:
    problem = fill("t.md.j2", {"t.md.j2": template.encode()}, {"a": 1})
    assert isinstance(problem, Problem)
    detail = str(problem.params["detail"])
    assert in_own_words(detail) == (said or f"“{detail}”")
