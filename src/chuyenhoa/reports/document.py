"""A document before it has a form: templates make it of a report, renderers write it.

Four templates and six formats meet here, so that neither knows the other. Everything is a frozen
value. A text is plain text in the document's language, never markup: each renderer escapes it for
its format. Beside a formatted text stands the raw value, for formats that have numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from chuyenhoa.reports.made import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

# What a colour says; a sign or a word beside it always says the same.
Tone = Literal["plain", "good", "bad", "open", "muted"]

# `code` and `number` keep to one line; `verdict` has a sign and a colour; `spark` is a line of
# block characters, which a format that can draw leaves out or draws. The raw value of `percent` is
# in percent: 94.7368.
Kind = Literal["text", "code", "number", "percent", "verdict", "spark"]

# Digits of the same worth stand below each other.
NUMBERS: frozenset[Kind] = frozenset({"number", "percent"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        text: With its number, where it has one: 'II. KẾT QUẢ'.
        level: 1 to 3, below the document's own title.
        name: Unique in the document: an anchor, the name of a worksheet.
        appendix: Whether an appendix begins with it.
    """

    text: str
    level: int
    name: str
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: Its text.
        lead: What stands before the text, in bold: 'Hồng Thu:'.
        style: `body` is running text; `verdict` the answer in one line; `aside` stands below a
            heading.
        tone: Of a verdict.
    """

    text: str
    lead: str = ""
    style: Literal["body", "verdict", "aside"] = "body"
    tone: Tone = "plain"


class Item(NamedTuple):
    """One item of a list, with what stands before its text in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list with dashes."""

    items: tuple[Item, ...]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        heading: What stands above it.
        kind: Of its cells.
        width: About how many characters it wants, beside the other columns.
        about: What the heading stands for, where it is a code.
    """

    heading: str
    kind: Kind = "text"
    width: int = 12
    about: str = ""


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        text: As people read it.
        value: The raw value: a number as exact as JSON has it (a format that writes numbers
            itself shows as many decimals as the text has), an identifier of contract §1, or None.
        tone: What its colour says.
        sign: The same as a sign: ✓ ✗ ? –.
        note: What it would be good to know besides: a comment, a tooltip. Nowhere essential.
        kind: Where it is not that of its column.
        meaning: What the sign says, in words, where the text does not say it.
    """

    text: str
    value: str | float | None = None
    tone: Tone = "plain"
    sign: str = ""
    note: str = ""
    kind: Kind | None = None
    meaning: str = ""

    @property
    def shown(self) -> str:
        """Sign and text, where there is room for both."""
        return f"{self.sign} {self.text}".strip() if self.sign else self.text


class Row(NamedTuple):
    """A row of a table; one of role `group` has one cell over all columns."""

    cells: tuple[Cell, ...]
    role: Literal["data", "group"] = "data"

    @classmethod
    def of(cls, *cells: Cell) -> Row:
        """A row of data."""
        return cls(cells)


class Rows(Protocol):
    """The rows of a table: as many passes over them as one likes, each in bounded memory."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Row]: ...


_T = TypeVar("_T")


class MadeRows(Made[_T, Row]):
    """Rows made when they are asked for, one of each thing: a country's need not be kept."""


class GroupedRows(Generic[_T]):
    """The same with several rows of each thing.

    Args:
        things: What the rows are about.
        make: The rows of one of them.
        count: How many rows there are in all.
    """

    def __init__(
        self, things: Sequence[_T], make: Callable[[_T], Iterable[Row]], count: int
    ) -> None:
        self._things = things
        self._make = make
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(map(self._make, self._things))


class Span(NamedTuple):
    """A heading over so many columns."""

    heading: str
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Unique in the document: an anchor, the name of a worksheet.
        caption: What it shows; renderers number tables through the document.
        columns: The header row, repeated on each page.
        rows: As many cells each as there are columns, but for groups.
        spans: A header row above, over all columns, where there are groups of them.
        names: The index of the column that names the row.
        note: A line below it: what signs mean, where figures come from.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: Rows
    spans: tuple[Span, ...] = ()
    names: int = 0
    note: str = ""


class Series(NamedTuple):
    """One line or row of bars of a chart.

    Attributes:
        name: In the legend, or at its end.
        values: One for each category; None is nothing, which is not zero.
        texts: The same as people read them.
        tones: One for each value, or one for all.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    tones: tuple[Tone, ...] = ("plain",)

    @property
    def every_tone(self) -> tuple[Tone, ...]:
        """One for each value."""
        return self.tones * len(self.values) if len(self.tones) == 1 else self.tones


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data.

    Attributes:
        kind: `lines` over time; `bars`, one for each category, from 0 to either side; `stacked`
            bars, whose series add up; `heatmap`, a row for each series, whose tones are the
            colours, whose texts (signs) say the same.
        categories: Periods, or what the bars are of.
        series: At least one.
        axis: What is measured, with its unit.
        target: The line that is to be reached, with what it is called.
    """

    kind: Literal["lines", "bars", "stacked", "heatmap"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str = ""
    target: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its caption (renderers number pictures) and what it shows, in words."""

    name: str
    caption: str
    chart: Chart
    alt: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, upright or across."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs in what capacity (never a person's name), and who receives the document."""

    capacity: str
    title: str
    recipients_heading: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official document (Decree 30/2020): left body and number, right the nation.

    Attributes:
        parent: The body above the issuing one; may be empty.
        body: The issuing body.
        number: 'Số: 05/BC-BCĐ'; may be empty.
        nation: The national title.
        motto: The motto, with a line beneath.
        place_and_date: 'Sìn Hồ, ngày 23 tháng 6 năm 2023', in italics.
    """

    parent: str
    body: str
    number: str
    nation: str
    motto: str
    place_and_date: str


Block: TypeAlias = Heading | Paragraph | Items | Table | Picture | PageBreak | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        template: Which made it.
        title: What it is: 'BÁO CÁO'.
        subtitle: What it is about, with the period.
        notice: That the figures are made up, in every form where it cannot be missed; else empty.
        language: 'vi' or 'en'.
        date: Its date, the only one that a file's properties may have.
        letterhead: None where no office is given, or none belongs there.
        landscape: Whether it begins on a page across.
        blocks: Its content, in order.
    """

    template: str
    title: str
    subtitle: str
    notice: str
    language: str
    date: date
    letterhead: Letterhead | None
    blocks: tuple[Block, ...]
    landscape: bool = False
