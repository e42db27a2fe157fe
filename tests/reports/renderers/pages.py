"""What a page of HTML holds, for tests: as a browser reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
# What an SVG closes in its own tag.
EMPTY = {"path", "rect", "use"}


class Element(NamedTuple):
    """An element: its name, its attributes, the names around it."""

    name: str
    attributes: dict[str, str]
    around: tuple[str, ...]


class Page(HTMLParser):
    """A page: its elements in order, its text, and what is wrong with its tags."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        self.mistakes: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.mistakes += [f"{name} is never closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.mistakes.append(f"<{tag}/>")
        self._add(tag, attrs)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(set(names)) < len(names):
            self.mistakes.append(f"{tag} has an attribute twice: {names}")
        values = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, values, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.mistakes.append(f"</{tag}> in {self._open}")

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def of(self, name: str) -> list[Element]:
        """The elements of that name."""
        return [each for each in self.elements if each.name == name]

    def values(self, attribute: str) -> list[str]:
        """What that attribute is, wherever there is one."""
        return [e.attributes[attribute] for e in self.elements if attribute in e.attributes]

    @property
    def text(self) -> str:
        """What people read."""
        return "".join(text for name, text in self.texts if name not in {"script", "style"})


def outline(text: str) -> str:
    """The page without what is the same in each: style, script, and the lines of drawings."""
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']*'", "'sha256-…'", text)
    return re.sub(r"(</desc>).*?(</svg>)", r"\1…\2", text, flags=re.DOTALL)
