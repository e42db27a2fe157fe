"""Every number in every document, held against `assess --format json`.

The documents are read as people read them: numbers are taken out of the texts. What is rounded has
to be within a unit of its last decimal, and on the same side of the target.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from chuyenhoa.assessment import assess
from chuyenhoa.reports.assessed import as_json
from chuyenhoa.reports.document import Cell, Document, Items, Paragraph, Picture, Table
from chuyenhoa.reports.templates import TEMPLATES, build
from tests.reports.documents import report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from chuyenhoa.reports.report import Report

    Data = dict[str, Any]

CASES = [
    *(("sample", "2023-H1", "2022-H2"), ("sample", "2022-H2", None)),
    *(("awkward", "2023", "2022"), ("awkward", "2022", None)),
]
UNIT = Decimal("0.01")


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request: pytest.FixtureRequest) -> tuple[sqlite3.Connection, str, str | None]:
    name, period, before = request.param
    return request.getfixturevalue(f"{name}_connection"), period, before


def assessed(connection: sqlite3.Connection, period: str) -> Data:
    text = "".join(as_json.chunks(assess(connection, period)))
    return dict(json.loads(text, parse_float=str))


def numbers(text: str, language: str) -> list[Decimal]:
    """The numbers that a person reads in a text; digits in codes and dates are not among them."""
    swapped = str.maketrans(".,", ",.") if language == "vi" else {}
    found = re.findall(r"(?<![\w.,/-])-?\d[\d.,]*(?![\w-]*[A-Za-z])(?<=\d)", text.replace("/", " "))
    return [Decimal(each.translate(swapped).replace(",", "")) for each in found]


class Checker:
    """What a document may say about a period, and perhaps about the one before."""

    def __init__(self, now: Data, before: Data | None, language: str) -> None:
        self.language = language
        self.periods = {each["period"]["code"]: each for each in (now, before) if each}
        self.now = now
        self.areas = {area["name"]: area for area in now["areas"]}
        self.checked = 0

    def criterion(self, area: str, code: str, period: str | None = None) -> Data:
        found = self.periods[period or self.now["period"]["code"]]
        (of_area,) = (each for each in found["areas"] if each["name"] == area)
        return next(dict(each) for each in of_area["criteria"] if each["code"] == code)

    def figure(self, cell: Cell, criterion: Data) -> None:
        """A figure as it was recorded, or measured, or both."""
        said = numbers(cell.text, self.language)
        recorded = recorded_numbers(criterion["value"])
        measured = criterion["measured"]
        if said[: len(recorded)] == recorded:
            said = said[len(recorded) :]
        for each in said[:1]:
            assert measured is not None, (cell, criterion)
            agrees(each, criterion)
        # What a rate is counted per is all that can come after.
        assert said[1:] in ([], [Decimal(100000)]), (cell, criterion)
        self.checked += 1

    def verdict(self, cell: Cell, criterion: Data) -> None:
        assert (
            cell.sign
            == {"met": "✓", "not_met": "✗", "missing": "?", "not_applicable": "–"}[
                criterion["verdict"]
            ]
        )


def recorded_numbers(value: str | int | None) -> list[Decimal]:
    if value in {"yes", "no", "n/a", None}:
        return []
    return [Decimal(part) for part in str(value).split("/")]


def ends(criterion: Data) -> list[Decimal]:
    return [Decimal(end) for end in re.findall(r"-?\d+(?:\.\d+)?", criterion["target"])]


def agrees(said: Decimal, criterion: Data) -> None:
    measured = Decimal(criterion["measured"])
    assert abs(abs(said) - abs(measured)) < UNIT, (said, criterion)
    for bound in ends(criterion):
        shown = said if measured >= 0 else -abs(said)
        assert (shown > bound) == (measured > bound) or measured == bound, (said, criterion)


def check_areas(check: Checker, table: Table) -> None:
    for row, area in zip(table.rows, check.now["areas"], strict=True):
        cells = dict(zip([column.heading for column in table.columns], row.cells, strict=True))
        _number, name, standing, *_before, stage, points, still_open = cells.values()
        assert (name.text, standing.value, stage.value) == (
            area["name"],
            area["standing"],
            area["stage"],
        )
        assert numbers(points.text, check.language) == [
            *([] if unknown(area) else [Decimal(area["points"])]),
            Decimal(area["max_points"]),
        ]
        verdicts = Counter(criterion["verdict"] for criterion in area["criteria"])
        for sign, verdict in (("✗", "not_met"), ("?", "missing")):
            assert (sign in still_open.text) == bool(verdicts[verdict])


def check_criteria(check: Checker, table: Table) -> None:
    for row in table.rows:
        code = row.cells[0].text
        found = [
            criterion["verdict"]
            for area in check.now["areas"]
            for criterion in area["criteria"]
            if criterion["code"] == code
        ]
        counted = [found.count(v) for v in ("met", "not_met", "missing", "not_applicable")]
        assert [cell.value for cell in row.cells[-4:]] == counted
        assert [n for cell in row.cells[-4:] for n in numbers(cell.text, check.language)] == counted


def check_flips(check: Checker, table: Table) -> None:
    before, now = (column.heading for column in table.columns[-2:])
    area, flips = "", set()
    for row in table.rows:
        if row.role == "group":
            area = row.cells[0].text
            continue
        code = row.cells[0].text
        then = [check.criterion(area, code, period) for period in (before, now)]
        for cell, criterion in zip(row.cells[-2:], then, strict=True):
            check.figure(cell, criterion)
            check.verdict(cell, criterion)
        assert then[0]["verdict"] != then[1]["verdict"]
        flips.add((area, code))
    assert flips == {
        (area["name"], criterion["code"])
        for area in check.now["areas"]
        for criterion in area["criteria"]
        if criterion["verdict"]
        != check.criterion(area["name"], criterion["code"], before)["verdict"]
    }


def check_remedies(check: Checker, table: Table) -> None:
    area, found = "", []
    for row in table.rows:
        if row.role == "group":
            area = row.cells[0].text
            continue
        code, _name, figure, target, _step = row.cells
        criterion = check.criterion(area, code.text)
        check.figure(figure, criterion)
        assert (criterion["verdict"], target.value) == ("not_met", criterion["target"])
        found.append((area, code.text))
    shown = {name for name, _code in found}
    assert found == [
        (area["name"], criterion["code"])
        for area in check.now["areas"]
        if area["name"] in shown
        for criterion in area["criteria"]
        if criterion["verdict"] == "not_met"
    ]


def check_open(check: Checker, table: Table) -> None:
    for row in table.rows:
        code = row.cells[0].text.split()[0]
        names = [
            area["name"]
            for area in check.now["areas"]
            if check.criterion(area["name"], code)["verdict"] == "not_met"
        ]
        assert row.cells[-1].text == ", ".join(names)


def unknown(area: Data) -> bool:
    """Whether no figure of the area is known, so that it has no points."""
    verdicts = {criterion["verdict"] for criterion in area["criteria"]}
    return "missing" in verdicts and not verdicts & {"met", "not_met"}


def check_matrix(check: Checker, table: Table) -> None:
    for row in table.rows:
        name, standing, *figures, points = row.cells
        area = check.areas[name.text]
        assert standing.value == area["standing"]
        assert points.value == (None if unknown(area) else pytest.approx(float(area["points"])))
        for column, cell in zip(table.columns[2:-1], figures, strict=True):
            criterion = check.criterion(name.text, column.heading)
            check.figure(cell, criterion)
            check.verdict(cell, criterion)
            if criterion["measured"] is not None:
                assert cell.value == pytest.approx(float(criterion["measured"]))


def check_of_area(check: Checker, table: Table) -> None:
    (area,) = (a for a in check.now["areas"] if table.name == f"criteria-{a['code']}")
    earlier = [c.heading for c in table.columns if c.heading in check.periods]
    for row, criterion in zip(table.rows, area["criteria"], strict=True):
        code, _name, target, *figures, verdict, points = row.cells
        assert (code.text, target.value, verdict.value) == (
            criterion["code"],
            criterion["target"],
            criterion["verdict"],
        )
        check.figure(figures[-1], criterion)
        for period, cell in zip(earlier, figures[:-1], strict=True):
            check.figure(cell, check.criterion(area["name"], code.text, period))
        assert numbers(points.text, check.language) == [
            Decimal(criterion["points"]),
            Decimal(criterion["max_points"]),
        ]


def check_trend(check: Checker, table: Table) -> None:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.heading not in check.periods:
                continue
            found = check.periods[column.heading]["areas"]
            (area,) = (each for each in found if each["name"] == row.cells[0].text)
            known = Decimal(area["max_points"]) > 0 and not unknown(area)
            assert bool(numbers(cell.text, check.language)) == known
            for said in numbers(cell.text, check.language):
                exact = Decimal(area["points"]) * 100 / Decimal(area["max_points"])
                assert abs(said - exact) < UNIT
                check.checked += 1


TABLES: dict[str, Callable[[Checker, Table], None] | None] = {
    "areas": check_areas,
    "criteria": check_criteria,
    "changes-": check_flips,
    "to-do": check_remedies,
    "open": check_open,
    "matrix": check_matrix,
    "criteria-": check_of_area,
    "trend": check_trend,
    "measures": None,
    "sources-": None,
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_figure_in_a_table(
    case: tuple[sqlite3.Connection, str, str | None], language: str, template: str
) -> None:
    connection, period, before = case
    then = assessed(connection, before) if before else None
    check = Checker(assessed(connection, period), then, language)
    document = build(report(connection, template, period), template)
    for block in document.blocks:
        if isinstance(block, Table):
            checks = [
                checking
                for name, checking in TABLES.items()
                if block.name == name or (block.name.startswith(name) and name != "criteria")
            ]
            assert checks, block.name
            for checking in checks:
                if checking is not None:
                    checking(check, block)
    assert check.checked or template == "summary"


# A percentage in running text has one decimal, other figures have two.
TENTH = Decimal("0.0501")


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_number_in_running_text(
    case: tuple[sqlite3.Connection, str, str | None], language: str, template: str
) -> None:
    connection, period, before = case
    found = report(connection, template, period)
    periods = [assessed(connection, each) for each in (period, before) if each]
    said = (n for each in periods for n in said_of(each, found.criteria_set.pass_score))
    sayable = {*settings(found), *said, *flips(*periods)}
    for sentence in sentences(build(found, template)):
        for number in numbers(sentence, language):
            nearest = min(sayable, key=lambda known: abs(abs(known) - abs(number)))
            assert abs(abs(nearest) - abs(number)) < TENTH, (number, sentence)


def settings(found: Report) -> Iterator[Decimal]:
    """Of the criteria set, the years, and what somebody has noted."""
    criteria = found.criteria_set.criteria
    yield from (Decimal(len(criteria)), Decimal(sum(c.mandatory for c in criteria)))
    yield from (found.criteria_set.pass_score, Decimal(found.period.year - 1))
    # 6 months, 9 months; the day, month and year of a date.
    days = f"{found.now.period.start}-{found.now.period.end}-{found.date}"
    yield from map(Decimal, ("6", "9", *days.split("-")))
    for said in found.notes:
        yield from map(Decimal, re.findall(r"\d+", f"{said.note.text} {said.note.text_en}"))


def said_of(found: Data, pass_score: Decimal) -> Iterator[Decimal]:
    """What was recorded, measured and asked for, and how much there is of what."""
    programme, areas = found["programme"], found["areas"]
    yield from map(Decimal, re.findall(r"[\d.]+", " ".join(map(str, programme.values()))))
    for some in (areas, [area for area in areas if area["selected"]]):
        yield from counted([area["standing"] for area in some])
        yield from counted([area["stage"] for area in some])
    everything = [criterion for area in areas for criterion in area["criteria"]]
    for some in (*(area["criteria"] for area in areas), *by_code(everything), everything):
        yield from counted([criterion["verdict"] for criterion in some])
    yield Decimal(sum(any(c["verdict"] == "missing" for c in a["criteria"]) for a in areas))
    alike = [{c["verdict"] for c in some} - {"not_applicable"} for some in by_code(everything)]
    yield Decimal(alike.count({"met"}))
    for area in areas:
        points, most = Decimal(area["points"]), Decimal(area["max_points"])
        lacking = (c["max_points"] for c in area["criteria"] if c["verdict"] == "missing")
        yield from (points, most, points * 100 / (most or 1), most * pass_score / 100)
        yield points + sum(map(Decimal, lacking))
    for criterion in everything:
        yield from figures_of(criterion)
    for some in by_code(everything):
        yield from moved(some)


def counted(things: list[str]) -> Iterator[Decimal]:
    yield from map(Decimal, Counter(things).values())
    yield Decimal(sum(thing != "not_applicable" for thing in things))


def by_code(criteria: list[Data]) -> list[list[Data]]:
    codes = {criterion["code"] for criterion in criteria}
    return [[each for each in criteria if each["code"] == code] for code in sorted(codes)]


def figures_of(criterion: Data) -> Iterator[Decimal]:
    yield from recorded_numbers(criterion["value"])
    yield from ends(criterion)
    if criterion["measured"] is not None:
        measured = Decimal(criterion["measured"])
        yield from (measured, *(measured - end for end in ends(criterion)))
    if "100000" in str(criterion["value"]) or "100.000" in criterion["name"]:
        yield Decimal(100000)
    yield from moved([criterion])


def moved(criteria: list[Data]) -> Iterator[Decimal]:
    """What they come to and what they are compared with, where there is both, and the change."""
    both = [c for c in criteria if c["reference"] is not None and recorded_numbers(c["value"])]
    now, before = (sum(Decimal(c[key]) for c in both) for key in ("value", "reference"))
    yield from map(Decimal, (len(both), now, before, now - before))
    yield (now - before) * 100 / (before or Decimal(1))


def flips(now: Data, before: Data | None = None) -> Iterator[Decimal]:
    """How many verdicts have turned, and how many areas."""
    if before is None:
        return
    then = {area["code"]: area for area in before["areas"]}
    turned: Counter[str] = Counter()
    for area in now["areas"]:
        turned[f"{then[area['code']]['standing']} {area['standing']}"] += 1
        turned["newly met"] += area["standing"] == "met" != then[area["code"]]["standing"]
        verdicts = {c["code"]: c["verdict"] for c in then[area["code"]]["criteria"]}
        for criterion in area["criteria"]:
            was, verdict = verdicts[criterion["code"]], criterion["verdict"]
            turned["gained"] += verdict == "met" != was
            turned["lost"] += (was, verdict) == ("met", "not_met")
    yield from map(Decimal, turned.values())


def sentences(document: Document) -> Iterator[str]:
    """What is said in running text, charts included."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from (item.text for item in block.items)
        elif isinstance(block, Picture):
            yield block.alt
