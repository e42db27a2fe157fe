from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources import yaml as source
from chuyenhoa.sources.yaml import Broken, Mapping, Node, Scalar, Sequence, read_yaml
from tests.effort import bounded

if TYPE_CHECKING:
    from chuyenhoa.model.problems import Problem


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of PyYAML's parsers in turn."""
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML comes without libyaml")
    monkeypatch.setattr(source, "_PARSER", getattr(yaml, request.param))


def read(text: str) -> tuple[Node | None, list[Problem]]:
    return read_yaml(text.encode(), "f.yaml")


def tree(text: str) -> object:
    node, problems = read(text)
    assert problems == []
    return plain(node)


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.pairs}
        case _:
            return None


def complaints(text: str) -> list[str]:
    return [f"{problem.code} {problem.place}" for problem in read(text)[1]]


pytestmark = pytest.mark.usefixtures("parser")


def test_every_scalar_is_the_text_that_stands_in_the_file() -> None:
    text = (
        "a: 03523\nb: NO\nc: 2025-02-30\nd: 1_000\ne: 0x1F\nf: on\ng: 12:30:45\nh: 1e400\ni: .nan"
    )
    assert tree(text) == {
        "a": "03523",
        "b": "NO",
        "c": "2025-02-30",
        "d": "1_000",
        "e": "0x1F",
        "f": "on",
        "g": "12:30:45",
        "h": "1e400",
        "i": ".nan",
    }


def test_places_count_from_one() -> None:
    node, problems = read('a: 1\nbé:\n  - {c: "x", d: [y]}\n')
    assert problems == []
    assert node == Mapping(
        (
            (Scalar("a", 1, 1, plain=True), Scalar("1", 1, 4, plain=True)),
            (
                Scalar("bé", 2, 1, plain=True),
                Sequence(
                    (
                        Mapping(
                            (
                                (Scalar("c", 3, 6, plain=True), Scalar("x", 3, 9, plain=False)),
                                (
                                    Scalar("d", 3, 14, plain=True),
                                    Sequence((Scalar("y", 3, 18, plain=True),), 3, 17),
                                ),
                            ),
                            3,
                            5,
                        ),
                    ),
                    3,
                    3,
                ),
            ),
        ),
        1,
        1,
    )


def test_a_byte_order_mark_takes_no_place() -> None:
    node, problems = read_yaml("\ufeffa: 1".encode(), "f.yaml")
    assert problems == []
    assert node == Mapping(((Scalar("a", 1, 1, plain=True), Scalar("1", 1, 4, plain=True)),), 1, 1)


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_plain_null_tilde_and_nothing_are_absent(text: str) -> None:
    node, _ = read(f"a: {text}")
    assert isinstance(node, Mapping)
    value = node.pairs[0][1]
    assert isinstance(value, Scalar)
    assert value.absent


@pytest.mark.parametrize("text", ['"null"', "'~'", '""', "Null", "NULL", "nil", "|-\n  null"])
def test_quoted_or_otherwise_spelled_they_are_text(text: str) -> None:
    node, _ = read(f"a: {text}")
    assert isinstance(node, Mapping)
    value = node.pairs[0][1]
    assert isinstance(value, Scalar)
    assert not value.absent


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert tree(end.join(["a: 1", "b:", "  - c"])) == {"a": "1", "b": ["c"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", ["key_twice f.yaml:3:1"]),
        ("x: {a: 1, 'a': 1}", ["key_twice f.yaml:1:11"]),
        ("a: &x 1\nb: *x", ["alias f.yaml:1:4", "alias f.yaml:2:4"]),
        ("a: &a [*a]", ["alias f.yaml:1:4", "alias f.yaml:1:8"]),
        ("a: &x {b: 1}", ["alias f.yaml:1:4"]),
        ("*x : 1", ["alias f.yaml:1:1"]),
        ("a: !!str 1", ["tag f.yaml:1:4"]),
        ("a: ! x", ["tag f.yaml:1:4"]),
        ("a: !!python/object/apply:os.system [x]", ["tag f.yaml:1:4"]),
        ("a: 1\n---\nb: 2", ["several_documents f.yaml:2:1"]),
        ("a: 1\n...\n---\nb: 2\n---\nc: 3", ["several_documents f.yaml:3:1"]),
        ("? [a]\n: 1", ["text_expected f.yaml:1:3"]),
        ("? {a: 1}\n: 1", ["text_expected f.yaml:1:3"]),
        ("", ["empty_file f.yaml:1:1"]),
        ("# nothing here\n", ["empty_file f.yaml:1:1"]),
        ("--- ~\n", ["empty_file f.yaml:1:5"]),
        ("a: x\x00y\nb: \x1b\x00", ["unprintable f.yaml:1:5", "unprintable f.yaml:2:4"]),
        ("a: \x7f", ["unprintable f.yaml:1:4"]),
        ("a: \x9b", ["unprintable f.yaml:1:4"]),
        ("a: x\ufeff", ["unprintable f.yaml:1:5"]),
    ],
)
def test_what_the_contract_refuses(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


@pytest.mark.parametrize("text", ["{1: 12,5}", "{1: 12,5 }", "{1: 12,5, 2: 3}", "{1: 1.0,5%}"])
def test_a_decimal_comma_in_braces_is_no_two_entries(text: str) -> None:
    (complaint,) = complaints(text)
    assert complaint.split()[0] == "decimal_comma"


@pytest.mark.parametrize("text", ["{1: 12, 5: }", "{1: 12,5: 3}", "{a: b,c: }"])
def test_other_commas_in_braces_part_entries(text: str) -> None:
    assert not complaints(text)


def test_problems_name_what_they_are_about() -> None:
    assert read("a: !x 1")[1][0].params == {"text": "!x"}
    assert read("a: !!str 1")[1][0].params == {"text": "!!str"}
    assert read("a: 1\n\na: 2")[1][0].params == {"key": "a", "line": "1"}
    assert read("a: \x07")[1][0].params == {"character": "U+0007"}


def test_the_rest_of_the_file_is_read_all_the_same() -> None:
    node, _ = read("a: *x\nb: &y 1\nc: !z 2\nd: \x00\nb: 3")
    assert isinstance(node, Mapping)
    assert node.pairs[0][1] == Broken(1, 4)
    assert plain(node) == {"a": None, "b": "1", "c": "2", "d": "\ufffd"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\t- b", "tab_indent f.yaml:2:1"),
        ("a: @x", "quotes_needed f.yaml:1:4"),
        ("a: `x", "quotes_needed f.yaml:1:4"),
        ("a: %x", "quotes_needed f.yaml:1:4"),
        ("a: b: c", "stray_colon f.yaml:1:5"),
        ("a: 1\n  b: 2", "stray_colon f.yaml:2:4"),
        ("a: 1\nb: 'x", "open_quote f.yaml:2:4"),
        ("a: 'x\n---\n'", "open_quote f.yaml:1:4"),
        (r'a: "\q"', "bad_escape f.yaml:1:4"),
        (r'a: "\x1"', "bad_escape f.yaml:1:4"),
        ("a: [1, 2\nb: 3", "open_bracket f.yaml:2:2"),
        ("a: {x: 1 y: 2}", "open_bracket f.yaml:1:11"),
        ("a:\n  b: 1\n c: 2", "bad_indent f.yaml:3:2"),
        ("- a\nb: 1", "bad_indent f.yaml:2:1"),
        ("a: 'x' y", "bad_indent f.yaml:1:8"),
        ("key: x\nlonger", "missing_colon f.yaml:2:1"),
        ("a: ]", "bad_syntax f.yaml:1:4"),
        ("a: |x\n b", "bad_syntax f.yaml:1:4"),
        ("a: *", "bad_syntax f.yaml:1:4"),
        ("%YAML 3.0\n---\na", "bad_syntax f.yaml:1:1"),
        ("{a: 1}}", "bad_syntax f.yaml:1:7"),
    ],
)
def test_syntax_errors_are_named_at_their_place(text: str, expected: str) -> None:
    assert complaints(text) == [expected]


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000"])
def test_an_escape_of_what_is_no_character(escape: str) -> None:
    _, problems = read(f'a: "{escape}"')
    assert [problem.code for problem in problems] == ["bad_escape"]


def test_an_open_bracket_says_where_it_opens() -> None:
    assert read("a:\n - [1,\n 2\nb: 3")[1][0].params == {"line": "2"}


def test_what_is_not_utf_8_says_where_or_what_it_is() -> None:
    assert [str(p.place) for p in read_yaml(b"a: 1\nb\xc3\xa9: \xff", "f")[1]] == ["f:2:5"]
    assert [p.code for p in read_yaml(b"a: \xff", "f")[1]] == ["not_text"]
    assert [p.code for p in read_yaml("a: 1".encode("utf-16"), "f")[1]] == ["utf_16"]
    assert [p.code for p in read_yaml("a: é".encode("cp1258"), "f")[1]] == ["not_text"]
    assert [p.code for p in read_yaml(b"PK\x03\x04\x14\x00\x08\xff", "f")[1]] == ["not_text"]


def test_32_levels_are_enough_and_33_too_many() -> None:
    assert complaints("[" * 32 + "x" + "]" * 32) == []
    assert complaints("[" * 33 + "x" + "]" * 33) == ["too_deep f.yaml:1:33"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "? " * 50_000,
        "[" * 50_000 + "]" * 50_000,
        "".join(f"{' ' * level}a:\n" for level in range(1_000)),
    ],
    ids=["lists", "maps", "block lists", "keys", "closed", "indented"],
)
def test_any_depth_is_refused_at_once(text: str) -> None:
    with bounded():
        _, problems = read(text)
        assert [problem.code for problem in problems] == ["too_deep"]


def test_a_bomb_of_aliases_is_a_list_of_problems() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    _, problems = read("l0: &l0 [x]\n" + "\n".join(levels))
    assert {problem.code for problem in problems} == {"alias"}
    assert len(problems) == 1 + 29 * 10


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="ignore")))
def test_whatever_the_bytes_there_is_an_answer(content: bytes) -> None:
    node, problems = read_yaml(content, "f")
    assert node is not None or problems


@given(st.text("ab:-?[]{}#&*!|>'\"%@`, \n\t~", max_size=30))
def test_whatever_the_punctuation_there_is_an_answer(text: str) -> None:
    node, problems = read(text)
    assert node is not None or problems
