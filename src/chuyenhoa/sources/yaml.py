"""YAML as text with its places (contract §2).

Read from the parser's events rather than its objects: every scalar stays the text that stands in
the file, no depth is too deep to be refused, and nothing in a file can name a Python type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources.memory import without_collections

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 32

# libyaml where PyYAML has it, else the same parser in Python, some twenty times slower.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The stubs know half of the attributes that these have.
_Event: TypeAlias = Any
_Mark: TypeAlias = Any
_Error: TypeAlias = Any

# What YAML does not take raw, and a byte order mark anywhere but at the start.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# What the parser makes of the `!!` that stands in the file.
_STANDARD_TAG = "tag:yaml.org,2002:"
_NOTHING = frozenset({"", "~", "null"})


class Scalar(NamedTuple):
    """A single text. `plain`: written without quotes, and not as a block."""

    text: str
    line: int
    column: int
    plain: bool

    @property
    def absent(self) -> bool:
        """Whether there is nothing: a plain `null`, `~`, or nothing at all."""
        return self.plain and self.text in _NOTHING


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values, each key once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


class Broken(NamedTuple):
    """What could not be read and is reported already."""

    line: int
    column: int


Node: TypeAlias = "Scalar | Sequence | Mapping | Broken"


def read_yaml(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The one document of a file, lines and columns counted from 1.

    Args:
        content: The file; UTF-8, with or without a byte order mark.
        file: Its name in the problems.

    Returns:
        The document, None where there is none to work with; and what is wrong with it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        code = "utf_16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "not_text"
        lines = _LINE_END.split(content[: error.start].decode("utf-8-sig"))
        return None, [Problem(code, Place(file, len(lines), len(lines[-1]) + 1))]
    reader = _Reader(file)
    if _UNPRINTABLE.search(text):
        reader.refuse_unprintable(text)
        text = _UNPRINTABLE.sub("\ufffd", text)
    try:
        with without_collections():
            node = reader.document(_events(text))
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_syntax_problem(error, text, file))
        node = None
    return node, reader.problems


def _events(text: str) -> Iterator[_Event]:
    parser = _PARSER(text)
    lenient = _PARSER is yaml.SafeLoader
    try:
        while (event := parser.get_event()) is not None:
            if lenient and isinstance(event, yaml.ScalarEvent):
                event.value.encode()
            yield event
    except ValueError as error:
        # Escapes of what is no character, which libyaml refuses by itself.
        mark = parser.get_mark()
        raise yaml.MarkedYAMLError(
            "while scanning a quoted scalar", mark, str(error), mark
        ) from None
    finally:
        parser.dispose()


def _syntax_problem(error: _Error, text: str, file: str) -> Problem:
    """The parser's complaint, whichever parser's, as one of a few that can be translated."""
    context, complaint = error.context or "", error.problem or ""
    scanning = context.startswith("while scanning a") or "quoted scalar" in context
    # Where a text begins says more than where the parser lost it.
    mark: _Mark = (scanning and error.context_mark) or error.problem_mark
    params: dict[str, object] = {}
    if "quoted scalar" in context:
        code = "open_quote" if "unexpected" in complaint else "bad_escape"
    elif "cannot start any token" in complaint:
        params["text"] = text[mark.index]
        code = "tab_indent" if text[mark.index] == "\t" else "quotes_needed"
    elif "mapping values" in complaint:
        code = "stray_colon"
    elif "flow" in context:
        code = "open_bracket"
        params["line"] = str(error.context_mark.line + 1)
    elif "simple key" in context:
        code = "missing_colon"
    elif "block mapping" in context or "block collection" in context:
        code = "bad_indent"
    else:
        code = "bad_syntax"
    return Problem(code, Place(file, mark.line + 1, mark.column + 1), params)


class _TooMuch(Exception):
    """The rest of the file is not worth reading."""


def _was_decimal(before: Node | None, key: Scalar, value: Node) -> bool:
    """Whether `12,5` stood there, which YAML takes in braces for 12 and a key 5 without a value."""
    return (
        isinstance(value, Scalar)
        and not value.text
        and isinstance(before, Scalar)
        and before.text[-1:].isdigit()
        and key.text[:1].isdigit()
        and (key.line, key.column) == (before.line, before.column + len(before.text) + 1)
    )


class _Reader:
    """Makes a tree of events and collects what contract §2 does not allow."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file

    def refuse_unprintable(self, text: str) -> None:
        """Report the first character of each line that YAML does not take."""
        for number, line in enumerate(_LINE_END.split(text), start=1):
            if found := _UNPRINTABLE.search(line):
                character = f"U+{ord(found[0]):04X}"
                self._refuse("unprintable", (number, found.start() + 1), character=character)

    def document(self, events: Iterator[_Event]) -> Node | None:
        """The first document, and a problem where there is none or a second one."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            self._refuse("empty_file", (1, 1))
            return None
        try:
            node = self._tree(events)
        except _TooMuch:
            return None
        if isinstance(node, Scalar) and node.absent:
            self._refuse("empty_file", (node.line, node.column))
            return None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._refuse("several_documents", _place(event))
                break
        return node

    def _tree(self, events: Iterator[_Event]) -> Node:
        """The node that comes next, whatever its depth, without recursion."""
        # Nodes of the collection that is open; of a mapping, keys and values in turn.
        nodes: list[Node] = []
        outer: list[tuple[list[Node], int, int]] = []
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                mark: _Mark = event.start_mark
                plain = event.implicit[0]
                nodes.append(Scalar(event.value, mark.line + 1, mark.column + 1, plain))
                if event.anchor or event.tag:
                    self._refuse_properties(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_properties(event)
                line, column = _place(event)
                outer.append((nodes, line, column))
                nodes = []
                if len(outer) > _DEEPEST:
                    self._refuse("too_deep", (line, column), limit=_DEEPEST)
                    raise _TooMuch
            elif isinstance(event, yaml.AliasEvent):
                line, column = _place(event)
                self._refuse("alias", (line, column))
                nodes.append(Broken(line, column))
            elif isinstance(event, yaml.MappingEndEvent):
                inner, (nodes, line, column) = nodes, outer.pop()
                nodes.append(Mapping(self._pairs(inner), line, column))
            else:
                inner, (nodes, line, column) = nodes, outer.pop()
                nodes.append(Sequence(tuple(inner), line, column))
            if not outer:
                break
        return nodes[0]

    def _pairs(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        before: Node | None = None
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                if not isinstance(key, Broken):
                    self._refuse("text_expected", (key.line, key.column))
            elif key.text in pairs:
                first = pairs[key.text][0].line
                self._refuse("key_twice", (key.line, key.column), key=key.text, line=str(first))
            elif _was_decimal(before, key, value):
                self._refuse("decimal_comma", (key.line, key.column))
            else:
                pairs[key.text] = (key, value)
            before = value
        return tuple(pairs.values())

    def _refuse_properties(self, event: _Event) -> None:
        if event.anchor:
            self._refuse("alias", _place(event))
        if event.tag:
            self._refuse("tag", _place(event), text=event.tag.replace(_STANDARD_TAG, "!!"))

    def _refuse(self, code: str, place: tuple[int, int], **params: object) -> None:
        self.problems.append(Problem(code, Place(self._file, *place), params))


def _place(event: _Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
