"""Makes the large data set of the benchmarks: the same bytes on every run.

10,600 areas (the communes of the country in 2023) by 30 criteria of every measure, over four
half-years, with groups, mandatory criteria, revised targets, baselines and every stage.
"""

from __future__ import annotations

import csv
from random import Random
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

AREAS = 10_600
PERIODS = ("2022-H1", "2022-H2", "2023-H1", "2023-H2")
LAST = PERIODS[-1]


def _chance(draw: Random, share: float) -> bool:
    return draw.random() < share


def _share(draw: Random) -> str:
    whole = draw.randint(0, 50)
    return f"{draw.randint(whole * 7 // 10, whole)}/{whole}"


# The six ways to judge that the contract has (§4, §5), and figures of which most meet them.
_KINDS: tuple[tuple[str, str, Callable[[Random], str]], ...] = (
    ("measure: value", ">= 3", lambda draw: f"{draw.randint(2, 40) / 2:g}"),
    ("measure: yes_no", "yes", lambda draw: "no" if _chance(draw, 0.03) else "yes"),
    ("measure: rate", ">= 80", _share),
    (
        "measure: reduction, against: prior_year",
        ">= 5",
        lambda draw: str(max(0, draw.randint(-3, 20))),
    ),
    ("measure: reduction, against: previous", "> 0", lambda draw: str(draw.randint(0, 12))),
    ("measure: reduction, against: baseline", ">= 10", lambda draw: str(draw.randint(0, 20))),
)
CRITERIA = tuple((f"TC{n:02d}", *_KINDS[n % len(_KINDS)]) for n in range(1, 31))
_BASELINES = tuple(code for code, kind, *_ in CRITERIA if "baseline" in kind)


# The sample's areas, and a figure for each of its fifteen criteria.
_REPORTING = (
    "xã Tủa Sín Chải",
    "xã Hồng Thu",
    "xã Phìn Hồ",
    "xã Nậm Cuổi",
    "xã Căn Co",
    "thị trấn Sìn Hồ",
    "xã chưa nêu tên 1",
    "xã chưa nêu tên 2",
    "xã chưa nêu tên 3",
)
_REPORTED = (
    *("có", "không", "2", "0", "0", "có", "19", "18/19", "5/5", "31/31"),
    *("2/40", "610/640", "8/11", "3/3200", "12/14"),
)


def write_datafile(path: Path, periods: tuple[str, ...], gaps: float) -> None:
    """A data file with the results of `periods`, of which the share `gaps` was never recorded."""
    draw = Random(path.name)  # noqa: S311 - the same figures every time, nothing secret
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in _definitions(draw))
        file.write("results:\n")
        for period in periods:
            for area in _areas():
                values = ", ".join(
                    f"{code}: {value}" for code, value in _figures(draw) if not _chance(draw, gaps)
                )
                file.write(f"  - {{period: {period}, area: {area}, values: {{{values}}}}}\n")


def write_csv(path: Path, period: str) -> None:
    """As many results as a plain table: period, area, criterion and value."""
    draw = Random(path.name)  # noqa: S311 - as above
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("period", "area", "criterion", "value"))
        for area in _areas():
            table.writerows((period, area, code, value) for code, value in _figures(draw))


def write_workbook(path: Path) -> None:
    """As many results as a sheet in which the areas stand down and the criteria across."""
    draw = Random(path.name)  # noqa: S311 - as above
    with Workbook(path) as book:
        sheet = book.add_worksheet("Tổng hợp")
        sheet.write_row(0, 0, ["STT", "Mã địa bàn", "Địa bàn", *(code for code, *_ in CRITERIA)])
        for row, area in enumerate(_areas(), 1):
            figures = (_number(figure) for _, figure in _figures(draw))
            sheet.write_row(row, 0, [row, area, f"Địa bàn {area}", *figures])


def write_reports(folder: Path) -> list[Path]:
    """A workbook for each area of the sample, as the area itself reports its figures."""
    folder.mkdir(exist_ok=True)
    paths = []
    for area in _REPORTING:
        paths.append(folder / f"{area}.xlsx")
        with Workbook(paths[-1]) as book:
            sheet = book.add_worksheet()
            title = f"KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ CỦA {area.upper()}, 6 THÁNG CUỐI NĂM 2023"
            sheet.merge_range(0, 0, 0, 2, title)
            sheet.write_row(2, 0, ["STT", "Tiêu chí", "Kết quả"])
            for number, figure in enumerate(_REPORTED, 1):
                sheet.write_row(2 + number, 0, [number, f"TC{number:02d}", _number(figure)])
    return paths


def _number(figure: str) -> str | float:
    """The figure as it is typed into a spreadsheet."""
    return float(figure) if figure.replace(".", "").isdecimal() else figure


def write_cells(path: Path) -> None:
    """What the matrix of all areas by all criteria shows: name, then sign and figure of each."""
    draw = Random(path.name)  # noqa: S311 - as above
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("Địa bàn", *(code for code, *_ in CRITERIA)))
        for area in _areas():
            figures = (f"{draw.choice('✓✓✓✗?')} {figure}" for _code, figure in _figures(draw))
            table.writerow((f"Địa bàn {area}", *figures))


def _areas() -> Iterator[str]:
    return (f"X{number:05d}" for number in range(1, AREAS + 1))


def _figures(draw: Random) -> Iterator[tuple[str, str]]:
    for code, _, _, figure in CRITERIA:
        yield code, "n/a" if _chance(draw, 0.02) else figure(draw)


def _definitions(draw: Random) -> Iterator[str]:
    yield "format: chuyenhoa/1"
    yield "title: Số liệu đo tốc độ"
    yield "illustrative: true"
    yield "cutoff_day: 15"
    yield "programme: {min_success_rate: 60, max_relapses: 50}"
    yield "areas:"
    yield from (f"  - {{code: {area}, name: Địa bàn {area}}}" for area in _areas())
    yield "listings:"
    for area in _areas():
        # Half are only listed; the others were selected in each of the four half-years.
        selected = draw.choice(PERIODS)
        since = f", selected: {selected}" if _chance(draw, 0.5) else ""
        yield f"  - {{area: {area}, listed: {PERIODS[0]}{since}}}"
    yield "criteria_sets:"
    yield "  - code: BTC"
    yield "    name: Bộ tiêu chí đo tốc độ"
    yield f"    from: {PERIODS[0]}"
    yield "    pass_score: 60"
    yield "    groups:"
    yield "      - {code: A, name: Nhóm A, require: all}"
    yield "      - {code: B, name: Nhóm B, require: 3}"
    yield "      - {code: C, name: Nhóm C}"
    yield "    criteria:"
    for number, (code, kind, target, _) in enumerate(CRITERIA):
        # What all areas have to meet is answered yes nearly everywhere: some areas do pass.
        must = kind == "measure: yes_no"
        group = "A" if must else "BC"[number % 2]
        yield (
            f"      - {{code: {code}, name: Tiêu chí số {code}, group: {group}, {kind}, "
            f'target: "{target}", mandatory: {str(must).lower()}, points: {number % 4 + 2}}}'
        )
    yield "targets:"
    # The second ends before the period that is assessed: the criterion's own comes back.
    yield '  - {criterion: TC02, from: 2022-H2, target: ">= 75"}'
    yield '  - {criterion: TC03, from: 2022-H1, until: 2022-H2, target: ">= 1"}'
    yield '  - {criterion: TC06, from: 2023-H2, target: ">= 2"}'
    for number, area in enumerate(_areas()):
        if number % 20 == 0:
            yield f'  - {{criterion: TC08, area: {area}, from: 2023-H1, target: ">= 70"}}'
            yield f'  - {{criterion: TC08, area: {area}, from: 2023-H2, target: ">= 72"}}'
    yield "baselines:"
    for area in _areas():
        values = ", ".join(f"{code}: {draw.randint(0, 25)}" for code in _BASELINES)
        yield f"  - {{area: {area}, values: {{{values}}}}}"
    yield f"periods: [{', '.join(PERIODS)}]"
