"""Charts as pictures, and the colours of documents."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest

from chuyenhoa.language import activate
from chuyenhoa.reports import charts
from chuyenhoa.reports.document import Chart, Series
from chuyenhoa.reports.palette import FILLS, INK, LINES
from chuyenhoa.reports.shipped import templates

PERIODS = ("2022-H1", "2022-H2", "2023-H1")
RATE = Series("Tỷ lệ đạt", (40.0, None, 85.5), ("40%", "–", "85,5%"))
LINE = Chart("lines", PERIODS, (RATE,), "%", (80.0, "cần: 80%"))
BARS = Chart(
    "bars",
    ("TC08 Tỷ lệ điều tra, khám phá tội phạm về trật tự xã hội", "TC13 An toàn", "TC01"),
    (Series("Hồng Thu", (3.33, -6.0, None), ("+3,33", "-6", "–"), ("good", "bad", "open")),),
    "điểm phần trăm",
    (0.0, "chỉ tiêu"),
)
STACKED = Chart(
    "stacked",
    ("TC01", "TC02"),
    (
        Series("Đạt", (8.0, 990.0), ("8", "990"), ("good",)),
        Series("Chưa đạt", (1.0, 300.0), ("1", "300"), ("bad",)),
        Series("Chưa có số liệu", (0.0, None), ("0", "–"), ("open",)),
        Series("Không áp dụng", (0.0, 10.0), ("0", "10"), ("muted",)),
    ),
    "địa bàn",
)
MAP = Chart(
    "heatmap",
    PERIODS,
    (
        Series("Phìn Hồ", (None,) * 3, ("✗", "?", "✓"), ("bad", "open", "good")),
        Series("Căn Co", (None,) * 3, ("–", "–", "–"), ("plain",)),
    ),
)
ALL = {"lines": LINE, "bars": BARS, "stacked": STACKED, "heatmap": MAP}


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    activate("vi")


def parsed(chart: Chart, name: str = "hinh") -> ET.Element:
    elements = charts.svg(chart, name).elements
    return ET.fromstring(f'<svg xmlns:xlink="http://www.w3.org/1999/xlink">{elements}</svg>')


def texts(chart: Chart) -> list[str]:
    return ["".join(each.itertext()) for each in parsed(chart).iter("text")]


@pytest.mark.parametrize("kind", ALL)
def test_the_same_chart_gives_the_same_bytes_whatever_the_user_s_settings(kind: str) -> None:
    chart = ALL[kind]
    once = charts.svg(chart, "hinh"), charts.png(chart)
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "path"}):
        assert (charts.svg(chart, "hinh"), charts.png(chart)) == once
        assert mpl.rcParams["font.size"] == 30
    assert once[1].startswith(b"\x89PNG\r\n\x1a\n")
    assert b"Software" not in once[1]
    assert b"tIME" not in once[1]


@pytest.mark.parametrize("kind", ALL)
def test_nothing_in_a_chart_is_the_name_of_anything_else_on_the_page(kind: str) -> None:
    names = [
        [each.attrib["id"] for each in parsed(ALL[kind], name).iter() if "id" in each.attrib]
        for name in ("một", "hai")
    ]
    assert len(set(names[0] + names[1])) == len(names[0]) + len(names[1])
    assert "style" not in {each.tag for each in parsed(ALL[kind]).iter()}


def test_a_picture_is_as_wide_as_a_page_and_fine_enough_for_print() -> None:
    assert int.from_bytes(charts.png(LINE)[16:20], "big") == 6.5 * 200
    drawn = charts.svg(LINE, "hinh")
    assert drawn.width == 468
    assert 200 < drawn.height < 400


def test_lines_have_a_scale_a_target_and_a_gap_where_there_is_nothing() -> None:
    said = texts(LINE)
    assert {*PERIODS, "0%", "100%", "40%", "85,5%", "Tỷ lệ đạt"} <= set(said)
    assert "cần: 80%" in " ".join(said)
    assert "–" not in said
    # Two points, neither of them joined to the other.
    whole = LINE.series[0]._replace(values=(40.0, 50.0, 85.5))
    segments = [
        charts.svg(Chart("lines", PERIODS, (each,), "%"), "hinh").elements.count("L ")
        for each in (RATE, whole)
    ]
    assert segments[0] < segments[1]


def test_other_measures_than_percent_name_their_axis() -> None:
    chart = Chart("lines", PERIODS, (RATE._replace(values=(1200.0, 0.0, -3.5)),), "vụ")
    said = texts(chart)
    assert "vụ" in said
    assert {"1.250", "0", "-250"} <= set(said)
    assert "100%" not in said


def test_many_periods_are_labelled_now_and_then() -> None:
    periods = tuple(f"{2000 + n}" for n in range(50))
    series = RATE._replace(values=(50.0,) * 50, texts=("50%",) * 50)
    said = texts(Chart("lines", periods, (series,), "%"))
    assert said.count("50%") == 0
    assert 8 <= sum(each in periods for each in said) <= 12


def test_more_lines_than_looks_begin_anew() -> None:
    many = tuple(RATE._replace(name=f"Địa bàn {n}") for n in range(len(LINES) + 2))
    assert set(texts(Chart("lines", PERIODS, many, "%"))) >= {each.name for each in many}


def test_bars_say_what_they_stand_for() -> None:
    said = texts(BARS)
    assert {"+3,33", "-6", "–", "chỉ tiêu", "điểm phần trăm", "TC01"} <= set(said)
    assert "TC08 Tỷ lệ điều tra, khám phá tội phạm về trật tự xã hội" in " ".join(said)


def test_a_bar_of_nothing_can_be_drawn() -> None:
    nothing = Chart("bars", ("TC01",), (Series("a", (0.0,), ("0",)),))
    assert {"0", "TC01"} <= set(texts(nothing))


def test_a_part_has_its_number_where_there_is_room() -> None:
    said = texts(STACKED)
    assert {"990", "300", "Đạt", "Chưa đạt", "Chưa có số liệu", "Không áp dụng"} <= set(said)
    assert "8" not in said
    assert "10" not in said
    empty = STACKED.series[0]._replace(values=(0.0, None))
    assert "địa bàn" in texts(Chart("stacked", ("TC01", "TC02"), (empty,), "địa bàn"))


def test_what_colours_say_patterns_and_signs_say_too() -> None:
    patterns = re.findall(r'<pattern id="([^"]*)"', charts.svg(STACKED, "hinh").elements)
    assert len(patterns) == 2
    assert {"✓", "✗", "?", "–"} <= set(texts(MAP))
    assert len({(each.mark, each.dashes) for each in LINES}) == len(LINES)


def test_long_categories_of_a_map_stand_upright() -> None:
    periods = tuple(f"2023-{n:02d}" for n in range(1, 13))
    series = MAP.series[0]._replace(values=(None,) * 12, texts=("✓",) * 12, tones=("good",))
    upright = charts.svg(Chart("heatmap", periods, (series,)), "hinh")
    assert upright.elements.count("rotate(-90") == len(periods)
    assert "rotate(-90" not in charts.svg(MAP, "hinh").elements


@pytest.mark.parametrize(
    "name", ["$x^2$ và $", "<b>&amp;</b>", "_bắt đầu", "\x1b[31m", "漢字 😀", "a" * 200]
)
@pytest.mark.parametrize("kind", ALL)
def test_names_are_texts_whatever_they_hold(kind: str, name: str) -> None:
    chart = ALL[kind]
    series = tuple(each._replace(name=name) for each in chart.series)
    categories = (name, *chart.categories[1:])
    named = replace(chart, categories=categories, series=series, axis=name)
    said = "".join(texts(named))
    assert name.replace("\x1b", r"\x1b")[:20] in said
    assert charts.png(named)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_can_be_read_on_every_colour() -> None:
    assert FILLS.keys() == INK.keys()
    for tone, fill in FILLS.items():
        assert contrast(fill, INK[tone]) >= 4.5
    for line in LINES:
        assert contrast(line.colour, "#FFFFFF") >= 3


def test_colours_differ_in_grey() -> None:
    good, bad = luminance(FILLS["good"]), luminance(FILLS["bad"])
    assert contrast(FILLS["good"], FILLS["bad"]) > 1.3
    assert good > bad


def test_the_dark_page_can_be_read_too() -> None:
    style = (templates("html") / "style.css").read_text(encoding="utf-8")
    dark = dict(
        re.findall(r"--([\w-]+): (#\w{6})", style.partition("dark)")[2].partition("}\n}")[0])
    )
    for name in ("good", "bad", "open", "muted"):
        assert contrast(dark[name], dark[f"{name}-ink"]) >= 4.5
    for name in ("text", "link", "quiet"):
        assert contrast(dark[name], dark["paper"]) >= 4.5
        assert contrast(dark[name], dark["head"]) >= 4.5
    assert contrast(dark["alarm"], dark["alarm-paper"]) >= 4.5
