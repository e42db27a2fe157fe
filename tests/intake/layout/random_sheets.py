"""Random sheets: random figures in any layout and spelling."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from chuyenhoa.intake.layout.layouts import LayoutKind
from chuyenhoa.model.values import NOT_APPLICABLE, Measure, Value
from chuyenhoa.sources.sheets import Cell, CellKind
from tests.intake.layout.sheets import AREAS, CRITERIA, Given, sheet
from tests.strategies import Kind, values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from chuyenhoa.model.dataset import Area, Criterion
    from chuyenhoa.sources.sheets import Sheet

Table = dict[tuple[str, str], Value]

SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text}  ",
    lambda text: text.replace("oá", "óa"),
]


def spelled(text: str) -> SearchStrategy[str]:
    return st.sampled_from(SPELLINGS).map(lambda spell: spell(text))


@st.composite
def area_labels(draw: DrawFn, area: Area) -> str:
    names = [area.code, area.name, *area.aliases, f"{area.code} - {area.name}"]
    if area.kind == "commune":
        names += [f"Xã {area.name}", f"x. {area.name}", f"1. Xã {area.name}"]
    return draw(spelled(draw(st.sampled_from(names))))


@st.composite
def criterion_labels(draw: DrawFn, criterion: Criterion, *, coded: bool = False) -> str:
    names = [criterion.code, f"{criterion.code} – {criterion.name}", f"{criterion.code}: (≥ 1)"]
    if not coded:
        names += [criterion.name, f"2. {criterion.name}", f"{criterion.name} (≥ 80%)"]
        names += [f"{criterion.name} ({criterion.unit})"] * bool(criterion.unit)
        names += [criterion.name_en] if criterion.name_en else []
    return draw(spelled(draw(st.sampled_from(names))))


@st.composite
def cells(draw: DrawFn, value: Value | None, criterion: Criterion) -> Given:
    """The value as someone may have entered it."""
    if value is None:
        nothing: list[Given] = [None, "-", "–"]
        return draw(st.sampled_from(nothing))
    if value == NOT_APPLICABLE:
        return str(draw(st.sampled_from(["KAD", "n/a", "Không áp dụng"])))
    text = value.text(criterion.measure)
    if criterion.measure is Measure.YES_NO:
        answers: list[Given] = [Cell(str(text == "yes").upper(), CellKind.BOOLEAN)]
        answers += ["x", "Có", "đạt", "yes"] if text == "yes" else ["không", "Chưa đạt", "no"]
        return draw(st.sampled_from(answers))
    if value.denominator is not None:
        return draw(st.sampled_from([vietnamese(text), vietnamese(text).replace("/", " / ")]))
    ways: list[Given] = [Cell(text, CellKind.NUMBER), vietnamese(text)]
    if criterion.measure is Measure.RATE and criterion.per == 100:
        small = value.number is not None and 0 < value.number <= 1
        # Without its sign that may be a share of one.
        ways = [] if small else ways
        ways += [Cell(text, CellKind.PERCENT), f"{vietnamese(text)}%"]
    elif criterion.unit:
        ways.append(f"{vietnamese(text)} {criterion.unit}")
    return draw(st.sampled_from(ways))


def vietnamese(text: str) -> str:
    """The number, or both of a fraction, with the marks of a Vietnamese office."""
    return "/".join(each.replace(".", ",") for each in text.split("/"))


def is_clear(value: Value) -> bool:
    """Whether a comma in its text can part no thousands: with three decimals it can."""
    parts = filter(None, (value.number, value.denominator))
    return not any(part.as_tuple().exponent == -3 and abs(part) < 1000 for part in parts)


@st.composite
def tables(draw: DrawFn) -> tuple[list[Area], list[Criterion], Table]:
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=1, unique=True))
    criteria = draw(st.lists(st.sampled_from(CRITERIA), min_size=1, unique=True))
    table = {}
    for area in areas:
        for each in criteria:
            kind = Kind(each.code, each.measure, each.may_exceed, each.per)
            if draw(st.integers(0, 4)):
                table[area.code, each.code] = draw(values(kind).filter(is_clear))
    return areas, criteria, table


@st.composite
def sheets(draw: DrawFn) -> tuple[Sheet, LayoutKind, Table]:
    """A sheet in any layout, and what it says."""
    areas, criteria, table = draw(tables())
    kind = draw(st.sampled_from(LayoutKind))
    if kind is LayoutKind.ONE_AREA:
        areas = areas[:1]
        table = {key: value for key, value in table.items() if key[0] == areas[0].code}
    build = {
        LayoutKind.LONG: long_rows,
        LayoutKind.WIDE: wide_rows,
        LayoutKind.TURNED: turned_rows,
        LayoutKind.ONE_AREA: one_area_rows,
    }[kind]
    rows = draw(build(areas, criteria, table))
    return draw(framed(rows, kind, areas)), kind, table


@st.composite
def framed(
    draw: DrawFn, rows: Sequence[Sequence[Given]], kind: LayoutKind, areas: Sequence[Area]
) -> Sheet:
    """The table with whatever stands around it."""
    left: list[Given] = [None] * draw(st.integers(0, 2))
    title = "Biểu tổng hợp 6 tháng đầu năm 2023"
    one = kind is LayoutKind.ONE_AREA
    if one:
        word = "thị trấn" if areas[0].kind == "township" else "xã"
        name = areas[0].name.removeprefix("Thị trấn ")
        title += f", {word} {name}"
    above: list[list[Given]] = [[*left, title]] if one or draw(st.booleans()) else []
    above += [[]] * draw(st.integers(0, 2))
    below: list[list[Given]] = draw(
        st.sampled_from([[], [[]], [[], ["Ghi chú: số liệu minh họa"]], [[], [None, "Người lập"]]])
    )
    below = [[*left, *row] for row in below]
    return sheet(*above, *([*left, *row] for row in rows), *below)


@st.composite
def wide_rows(
    draw: DrawFn, areas: list[Area], criteria: list[Criterion], table: Table
) -> list[list[Given]]:
    split = [each for each in criteria if is_split(draw, each, areas, table)]
    head: list[Given] = ["STT", draw(st.sampled_from(["Địa bàn", "Xã", "TÊN XÃ", "Area"]))]
    below: list[Given] = [None, None]
    for each in criteria:
        label = draw(criterion_labels(each))
        head += [label, None] if each in split else [label]
        below += ["Tử số", "Mẫu số"] if each in split else [None]
    rows = [head, below] if split else [head]
    for number, area in enumerate(areas, start=1):
        row: list[Given] = [number, draw(area_labels(area))]
        for each in criteria:
            value = table.get((area.code, each.code))
            row += halves(value) if each in split else [draw(cells(value, each))]
        rows.append(row)
    if draw(st.booleans()):
        rows.append(["Tổng cộng", None, *[12 for _ in rows[0][2:]]])
    return rows


def is_split(draw: DrawFn, criterion: Criterion, areas: list[Area], table: Table) -> bool:
    """Whether the criterion gets a column for each part: if all its values are fractions."""
    found = [table.get((area.code, criterion.code)) for area in areas]
    return all(value is None or value.denominator is not None for value in found) and (
        criterion.measure is Measure.RATE and draw(st.booleans())
    )


def halves(value: Value | None) -> list[Given]:
    if value is None:
        return [None, None]
    texts = value.text(Measure.RATE).split("/")
    return [Cell(text, CellKind.NUMBER) for text in texts]


@st.composite
def turned_rows(
    draw: DrawFn, areas: list[Area], criteria: list[Criterion], table: Table
) -> list[list[Given]]:
    head: list[Given] = ["STT", "Tiêu chí", *[draw(area_labels(area)) for area in areas]]
    rows: list[list[Given]] = [head]
    for number, each in enumerate(criteria, start=1):
        found = [draw(cells(table.get((area.code, each.code)), each)) for area in areas]
        rows.append([number, draw(criterion_labels(each)), *found])
    return rows


@st.composite
def one_area_rows(
    draw: DrawFn, areas: list[Area], criteria: list[Criterion], table: Table
) -> list[list[Given]]:
    value = draw(st.sampled_from(["Kết quả", "Số liệu", "Kết quả 6 tháng đầu năm 2023", "Value"]))
    rows: list[list[Given]] = [["TT", "Nội dung tiêu chí", "ĐVT", value, "Ghi chú"]]
    rows += [["I", "Nhóm"]] * draw(st.integers(0, 1))
    for number, each in enumerate(criteria, start=1):
        found = draw(cells(table.get((areas[0].code, each.code)), each))
        rows.append([number, draw(criterion_labels(each)), each.unit, found, "lời"])
    return rows


@st.composite
def long_rows(
    draw: DrawFn, areas: list[Area], criteria: list[Criterion], table: Table
) -> list[list[Given]]:
    dated = draw(st.booleans())
    head: list[Given] = ["Địa bàn", "Tiêu chí", *(["Kỳ"] if dated else []), "Kết quả"]
    rows = [head]
    spellings = ["2023-H1", "6 tháng đầu năm 2023", "2023S1", "6T/2023"]
    for area in areas:
        for each in criteria:
            period: list[Given] = [draw(st.sampled_from(spellings))] if dated else []
            found = draw(cells(table.get((area.code, each.code)), each))
            row = [draw(area_labels(area)), draw(criterion_labels(each)), *period, found]
            rows.append(row)
    return rows
