"""Templates of users, as text: what they see, what they may not do, where their mistakes stand."""

from __future__ import annotations

import json

import pytest

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports.own import child, filling, text

DATA = {
    "title": "<b>T</b>|\x1b",
    "nothing": None,
    "areas": [{"code": "a", "name": "javascript:alert(1)"}],
    "programme": {"met": 1},
}
MACRO = "{% macro row(x) %}\n<{{ x }}>\n{% endmacro %}{{ row(title) }}{{ nothing }}"


def fill(
    template: str, name: str = "t.md.j2", others: dict[str, bytes] | None = None
) -> str | bytes | Problem:
    return text.fill(name, {name: template.encode(), **(others or {})}, DATA)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("t.md.j2", "<\\<b\\>T\\</b\\>\\|\\\\x1b>\n"),
        ("t.html.j2", "<&lt;b&gt;T&lt;/b&gt;|\\x1b>\n"),
        ("t.TXT.j2", "<<b>T</b>|\\x1b>\n"),
    ],
)
def test_data_is_never_markup(name: str, made: str) -> None:
    assert fill(MACRO, name) == made


def test_an_address_that_would_be_run() -> None:
    made = fill('<a href="{{ areas[0].name }}">{{ title|upper }}</a>', "t.html.j2")
    assert made == '<a href="javascript\\:alert(1)">&lt;B&gt;T&lt;/B&gt;|\\x1b</a>'


def test_what_is_markup_on_purpose() -> None:
    assert fill("{{ '**'|safe }}{{ title ~ '**' }}") == "**\\<b\\>T\\</b\\>\\|\\\\x1b\\*\\*"


def test_a_template_can_include_its_neighbours() -> None:
    assert (
        fill("{% include 'p.md.j2' %}!", others={"p.md.j2": b"\xef\xbb\xbf{{ areas[0].code }}"})
        == "a!"
    )


@pytest.mark.parametrize(
    ("template", "code", "line", "suggestion", "said"),
    [
        ("\n{{ titel }}", "unknown_name", 2, "title", "titel"),
        ("\n\n{{ areas[0].nmae }}", "unknown_name", 3, "name", "name, code"),
        ("{{ programme['met '] }}", "unknown_name", 1, "met", "met"),
        ("{{ zzz }}", "unknown_name", 1, None, "areas, nothing, programme, title"),
        ("{{ areas.name }}", "no_names", 1, None, "[{'code': 'a'"),
        ("{{ areas[7].name }}", "no_names", 1, None, "7"),
        ("{{ title.text }}", "no_names", 1, None, "text"),
        ("\n{% for a in areas %}", "open_block", 2, None, "endfor"),
        ("\n{% endfor %}", "template_syntax", 2, None, "unknown tag 'endfor'"),
        ("\n{{ 5 5 }}", "template_syntax", 2, None, "got 'integer'"),
        ("{{ title|uper }}", "template_syntax", 1, None, "No filter named 'uper'"),
        ("{{ title|random }}", "template_syntax", 1, None, "No filter named 'random'"),
        ("{{ lipsum() }}", "unknown_name", 1, None, "lipsum"),
        ("\n{% include '../x' %}", "unknown_template", 2, None, "../x"),
        ("{% include '/etc/hosts' %}", "unknown_template", 1, None, "t.md.j2"),
        ("{% include 't.md' %}", "unknown_template", 1, "t.md.j2", "t.md"),
        ("{{ cycler.__init__.__globals__ }}", "template_refused", 1, None, "__init__"),
        ("{{ ''.__class__ }}", "template_refused", 1, None, "__class__"),
        ("{{ areas.append(1) }}", "template_refused", 1, None, "append"),
        ("\n{% for i in range(10**9) %}{% endfor %}", "template_error", 2, None, "Range too big"),
        ("{{ 'a' * 10**9 }}", "template_error", 1, None, "the product is too long"),
        ("{{ 10**9 * [1] }}", "template_error", 1, None, "the product is too long"),
        ("{{ 9**9**9**9 }}", "template_error", 1, None, "the power is too high"),
        ("{{ 1 / 0 }}", "template_error", 1, None, "division by zero"),
        (
            "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}",
            "template_error",
            1,
            None,
            "recursion",
        ),
    ],
)
def test_a_mistake_is_a_problem_at_its_line(
    template: str, code: str, line: int, suggestion: str | None, said: str
) -> None:
    problem = fill(template)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place) == (code, Place("t.md.j2", line))
    assert problem.suggestion == suggestion
    assert said in problem.sentence()


def test_a_mistake_in_what_is_included() -> None:
    problem = fill("\n\n{% include 'p.md.j2' %}", others={"p.md.j2": b"\n{{ titel }}"})
    assert isinstance(problem, Problem)
    assert problem.place == Place("p.md.j2", 2)
    problem = fill("{% include 'p.md.j2' %}", others={"p.md.j2": b"\xff"})
    assert problem == Problem("not_text", Place("p.md.j2"))


def test_arithmetic_that_stays_small() -> None:
    assert fill("{{ 3 * 4 }}{{ 2**10 }}{{ '-' * 3 }}{{ areas|length * 2 }}") == "121024---2"


def test_nothing_is_not_a_word() -> None:
    assert [fill("{{ nothing }}|", f"t{end}") for end in (".md.j2", ".html.j2", ".txt.j2")] == [
        "|"
    ] * 3


def test_a_document_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_CHARACTERS", 1000)
    template = b"{% for i in range(1000) %}{{ i }}\n{% endfor %}"
    assert child.filled("t.txt.j2", {"t.txt.j2": template}, DATA) == Problem(
        "template_too_large", Place("t.txt.j2")
    )


@pytest.mark.parametrize(
    "made",
    ["Địa bàn\n", b"PK\x03\n\x00", Problem("unknown_note", Place("t", 3), {"text": "x"}, "y")],
)
def test_what_comes_back_from_the_process(made: str | bytes | Problem) -> None:
    expected = made.encode() if isinstance(made, str) else made
    assert child.unpacked(b"".join(child.packed(made))) == expected


def in_its_process(template: str, seconds: float = 60) -> bytes | Problem:
    given = [json.dumps(DATA)]
    return filling.fill("t.txt.j2", {"t.txt.j2": template.encode()}, given, seconds)


def test_a_process_of_its_own() -> None:
    assert in_its_process("{{ areas[0].code }} ệ") == "a ệ".encode()
    assert in_its_process("{{ x }}") == Problem(
        "unknown_name",
        Place("t.txt.j2", 1),
        {"text": "x", "names": ["areas", "nothing", "programme", "title"]},
    )


def test_a_loop_in_a_loop_ends() -> None:
    endless = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    assert in_its_process(endless, seconds=3) == Problem("template_too_large", Place("t.txt.j2"))
