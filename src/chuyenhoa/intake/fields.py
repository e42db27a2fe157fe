"""The keys of a data file, each read once, by what it may hold (contract §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from chuyenhoa.intake import texts
from chuyenhoa.model.dataset import Origin
from chuyenhoa.model.problems import Invalid
from chuyenhoa.sources.yaml import Broken, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chuyenhoa.intake.findings import Findings
    from chuyenhoa.sources.yaml import Node

T = TypeVar("T")


class Fields:
    """The keys of one mapping.

    What is wrong goes to `findings`, and something harmless is given in its place, so that reading
    can go on: an input with a problem is not written.

    Args:
        node: What should be a mapping.
        keys: Those that belong here; any other one is a problem.
        file: The file's position in the input.
        findings: Where problems go.
    """

    def __init__(self, node: Node, keys: tuple[str, ...], file: int, findings: Findings) -> None:
        self.findings = findings
        self.origin = Origin(file, node.line, node.column)
        self._nodes: dict[str, Node] = {}
        # Of what is no mapping, nothing can be missing.
        self._readable = isinstance(node, Mapping)
        if not isinstance(node, Mapping):
            if not isinstance(node, Broken):
                findings.refuse("mapping_expected", self.origin)
            return
        for key, value in node.pairs:
            if key.text in keys:
                if not (isinstance(value, Scalar) and value.absent):
                    self._nodes[key.text] = value
            else:
                near = findings.nearest(key.text, keys)
                findings.refuse("unknown_key", self.place_of(key), near, key=key.text)

    def at(self, key: str) -> Origin:
        """Where the key's value stands, or the whole mapping where it is not given."""
        node = self._nodes.get(key)
        return self.origin if node is None else self.place_of(node)

    def has(self, key: str) -> bool:
        """Whether the key is given, and not as nothing."""
        return key in self._nodes

    def optional(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What the key's text means; None where there is none, or where it means nothing."""
        node = self._nodes.get(key)
        scalar = None if node is None else self.scalar(node)
        return None if scalar is None else self.parsed(scalar, parse)

    def with_default(self, key: str, parse: Callable[[str], T], default: T) -> T:
        """What the key's text means, the default where it is not given."""
        found = self.optional(key, parse)
        return default if found is None else found

    def required(self, key: str, parse: Callable[[str], T]) -> T | None:
        """What the key's text means; it must be given."""
        self._require(key)
        return self.optional(key, parse)

    def text(self, key: str) -> str | None:
        """A text of one line; an empty one is none."""
        return self.optional(key, texts.line) or None

    def prose(self, key: str) -> str | None:
        """A text that may take several lines; an empty one is none."""
        return self.optional(key, texts.prose) or None

    def required_text(self, key: str, parse: Callable[[str], str] = texts.line) -> str:
        """A text, of one line unless `parse` allows more, which must be given and not be empty."""
        found = self.required(key, parse)
        if found == "":
            self.findings.refuse("missing_text", self.at(key), key=key)
        return found or ""

    def items(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The entries of the key's list; none where it is not given."""
        if required:
            self._require(key)
        node = self._nodes.get(key)
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not isinstance(node, Broken):
            self.findings.refuse("list_expected", self.at(key))
        return ()

    def is_empty(self, key: str) -> bool:
        """Whether the key is given as a list with nothing in it."""
        node = self._nodes.get(key)
        return isinstance(node, Sequence) and not node.items

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the key's list, each once."""
        found = [self.parsed(scalar, texts.line) for scalar in self.scalars(key)]
        return tuple(dict.fromkeys(text for text in found if text))

    def scalars(self, key: str) -> Iterator[Scalar]:
        """The single texts of the key's list."""
        for node in self.items(key):
            if scalar := self.scalar(node):
                yield scalar

    def scalar(self, node: Node) -> Scalar | None:
        """The node, if it is a single text; None, and a problem unless it is nothing, if not."""
        if isinstance(node, Scalar):
            return None if node.absent else node
        if not isinstance(node, Broken):
            self.findings.refuse("text_expected", self.place_of(node))
        return None

    def pairs(self, key: str, *, required: bool = False) -> tuple[tuple[Scalar, Node], ...]:
        """The keys and values of the key's mapping; none where it is not given."""
        if required:
            self._require(key)
        node = self._nodes.get(key)
        if isinstance(node, Mapping):
            return node.pairs
        if node is not None and not isinstance(node, Broken):
            self.findings.refuse("mapping_expected", self.at(key))
        return ()

    def inner(self, key: str, keys: tuple[str, ...]) -> Fields | None:
        """The fields of the key's mapping; None where it is not given."""
        node = self._nodes.get(key)
        return None if node is None else self.of(node, keys)

    def each(self, key: str, keys: tuple[str, ...], *, required: bool = False) -> Iterator[Fields]:
        """The fields of each mapping in the key's list."""
        for node in self.items(key, required=required):
            yield self.of(node, keys)

    def of(self, node: Node, keys: tuple[str, ...]) -> Fields:
        """The fields of another mapping in the same file."""
        return Fields(node, keys, self.origin.file, self.findings)

    def parsed(self, node: Scalar, parse: Callable[[str], T]) -> T | None:
        """What the text means, or a problem and None."""
        try:
            return parse(node.text)
        except Invalid as invalid:
            self.findings.invalid(invalid, self.place_of(node))
            return None

    def place_of(self, node: Node) -> Origin:
        """Where the node stands."""
        return Origin(self.origin.file, node.line, node.column)

    def _require(self, key: str) -> None:
        if self._readable and not self.has(key):
            code = "missing_areas" if key == "areas" else "missing_key"
            self.findings.refuse(code, self.origin, key=key)


def text_at(node: Node, key: str) -> Scalar | None:
    """The key's text, None where it has none; nothing is said about the rest of the mapping."""
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            if name.text == key and isinstance(value, Scalar) and not value.absent:
                return value
    return None
