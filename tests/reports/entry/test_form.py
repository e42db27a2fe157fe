"""The entry form: what is filled in is what is read, and nothing else is."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import cycle, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from chuyenhoa.assessment.assessed import AskedCriterion
from chuyenhoa.assessment.entry import entry_form
from chuyenhoa.language import activate, current
from chuyenhoa.model.dataset import Area, CriteriaSet, Criterion, Dataset, Programme
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Measure, Value
from chuyenhoa.reports.entry.form import all_areas, one_area
from chuyenhoa.reports.entry.rules import rates_wanted, validation
from chuyenhoa.store.read_definitions import read_definitions
from tests.corpus.libreoffice import all_saved_as, saved_as
from tests.reports.entry import forms
from tests.strategies import Kind, datasets, values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from chuyenhoa.assessment.entry import EntryForm
    from chuyenhoa.sources.tables import OfficeReader


# Two areas have one name, and what a criterion is called is part of what others are.
AREAS = ("Phìn Hồ", "Tân Lập", "Thị trấn Sìn Hồ", "Tân Lập")
CRITERIA = ("Tỷ lệ điều tra, khám phá", "Số vụ (trọng án)", "Tỷ lệ hộ dân", "Tỷ lệ điều tra")
UNITS = (None, "%", "vụ", "tổng số")


def unit_of(criterion: Criterion) -> str | None:
    """The same in every set."""
    return UNITS[len(criterion.code) % len(UNITS)]


def in_words(dataset: Dataset) -> Dataset:
    """The dataset with names as offices give them."""
    names = iter(cycle(CRITERIA))
    return replace(
        dataset,
        programme=replace(dataset.programme, title="Huyện Sìn Hồ và xã Phìn Hồ năm 2031"),
        areas=tuple(
            replace(area, name=name, aliases=())
            for area, name in zip(dataset.areas, AREAS, strict=False)
        ),
        criteria_sets=tuple(
            replace(
                each,
                criteria=tuple(
                    replace(criterion, name=name, name_en=None, unit=unit_of(criterion))
                    for criterion, name in zip(each.criteria, names, strict=False)
                ),
                groups=tuple(replace(group, name="Phòng ngừa") for group in each.groups),
            )
            for each in dataset.criteria_sets
        ),
    )


def tables(form: EntryForm) -> st.SearchStrategy[forms.Table]:
    """Figures for some of what the form asks for."""
    return st.fixed_dictionaries(
        {},
        optional={
            (area.code, each.code): values(Kind(each.code, each.measure, each.may_exceed, each.per))
            for area in form.areas
            for each in form.criteria
        },
    )


@contextmanager
def speaking(language: str) -> Iterator[forms.Answers]:
    """The language of a form, and what it has for answers."""
    before = current()
    activate(language)
    try:
        yield forms.ANSWERS[language]
    finally:
        activate(before)


@given(datasets().map(in_words), st.sampled_from(["vi", "en"]), st.data())
@settings(max_examples=20)
def test_what_is_filled_in_is_read_back_without_a_question(
    office: OfficeReader, dataset: Dataset, language: str, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from([each.start for each in dataset.criteria_sets]))
    period = data.draw(st.sampled_from([start, start.next]))
    form = forms.form_of(dataset, period)
    table = data.draw(tables(form))
    with speaking(language) as answers:
        whole = {"form.xlsx": forms.filled_all(form, table, answers)}
        each = forms.filled_each(form, table, answers)
    assert forms.read(office, whole, dataset, period) == table
    assert forms.read(office, each, dataset, period) == table


WORDS = ["no", "YES", "x", "khong", "n-a", "KAD", "12", "2023", "2023-H1", "I2"]
WORDS += ["stt", "dvt", "unit", "Area", "result", "target", "note", "tong", "da"]


@pytest.mark.parametrize("code", WORDS)
def test_codes_may_be_words_numbers_and_headings(office: OfficeReader, code: str) -> None:
    start = Period.parse("2023-H1")
    criteria = (
        Criterion(code, "Tổ tự quản", Target.parse(">= 1", Measure.VALUE)),
        Criterion("TC06", "Đăng ký", Target.parse("yes", Measure.YES_NO), measure=Measure.YES_NO),
    )
    dataset = Dataset(
        Programme(language="vi"),
        (Area("can-co", "Căn Co"), Area(code, "Phìn Hồ")),
        criteria_sets=(CriteriaSet("BTC", "Bộ tiêu chí", start, criteria),),
    )
    form = forms.form_of(dataset, start)
    table = {("can-co", code): Value(Decimal(2)), (code, code): Value(Decimal(12))}
    table |= {("can-co", "TC06"): NO, (code, "TC06"): YES}
    for language in ("vi", "en"):
        with speaking(language) as answers:
            whole = {"form.xlsx": forms.filled_all(form, table, answers)}
            each = forms.filled_each(form, table, answers)
        assert forms.read(office, whole, dataset, start) == table
        assert forms.read(office, each, dataset, start) == table


libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


@libreoffice
def test_libreoffice_saves_it_as_it_was_filled_in(
    office: OfficeReader, sample_connection: sqlite3.Connection
) -> None:
    period = Period.parse("2023-H2")
    dataset = read_definitions(sample_connection)
    form = entry_form(sample_connection, period, ["can-co", "hong-thu"])
    table = {
        ("can-co", "TC03"): Value(Decimal(2)),
        ("can-co", "TC06"): NO,
        ("can-co", "TC08"): Value(Decimal(5), Decimal(6)),
        ("hong-thu", "TC07"): NOT_APPLICABLE,
        ("hong-thu", "TC12"): Value(Decimal("94.75")),
    }
    filled = {}
    for language in forms.ANSWERS:
        with speaking(language) as answers:
            filled[f"{language} all.xlsx"] = forms.filled_all(form, table, answers)
            for name, content in forms.filled_each(form, table, answers).items():
                filled[f"{language} each {name}"] = content
    for kind in ("ods", "xlsx"):
        saved = all_saved_as(kind, filled)
        for these in product(forms.ANSWERS, ("all", "each")):
            files = {name: saved[name] for name in saved if name.startswith(" ".join(these))}
            assert forms.read(office, files, dataset, period) == table
    for content in saved.values():
        (sheet,) = load_workbook(BytesIO(content))
        checks = sheet.data_validations.dataValidation
        assert {"list", "custom"} <= {check.type for check in checks}
        assert sheet.protection.sheet


def test_an_untouched_form_says_nothing(
    office: OfficeReader, sample_connection: sqlite3.Connection
) -> None:
    dataset = read_definitions(sample_connection)
    for period in map(Period.parse, ("2023-H1", "2023-H2", "2024", "2023-9M", "2023-07")):
        for language in ("vi", "en"):
            form = entry_form(sample_connection, period)
            with speaking(language):
                files = {"form.xlsx": all_areas(form)}
                files |= {f"{area.code}.xlsx": one_area(form, area) for area in form.areas[:2]}
            assert forms.read(office, files, dataset, period) == {}


def test_what_stands_beside_the_cells(sample_connection: sqlite3.Connection) -> None:
    form = entry_form(sample_connection, Period.parse("2023-H1"), ["phin-ho"])
    with speaking("vi"):
        (wide,) = load_workbook(BytesIO(all_areas(form)))
        (own,) = load_workbook(BytesIO(one_area(form, form.areas[0])))
    texts = [[cell.value for cell in row] for row in wide.iter_rows()]
    assert ["SỐ LIỆU MINH HỌA"] in [list(filter(None, row)) for row in texts]
    head, target, blank, before = texts[-4:]
    assert head[10] == "TC08:\nTỷ lệ điều tra, khám phá tội phạm về TTXH\n(%)"
    assert (target[0], target[10], blank[10]) == ("Chỉ tiêu", "≥ 80%", None)
    assert (before[0], before[10]) == ("Kỳ trước (2022-H2)", "17/20\n(chỉ tiêu ≥ 75%)")
    (row,) = [row for row in own.iter_rows(values_only=True) if row[1] == "TC08"]
    assert row[3:] == ("%", "≥ 75%", "17/20", None, None)
    for sheet in (wide, own):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert sheet.freeze_panes
        assert sheet.print_title_rows


def test_a_percentage_of_the_period_before_stands_as_it_would_be_filled_in(
    sample_connection: sqlite3.Connection,
) -> None:
    form = entry_form(sample_connection, Period.parse("2023-H2"), ["can-co"])
    form = replace(form, previous={"can-co": {"TC14": Value(Decimal("0.5"))}})
    with speaking("vi"):
        (sheet,) = load_workbook(BytesIO(one_area(form, form.areas[0])))
    (row,) = [row for row in sheet.iter_rows(values_only=True) if row[1] == "TC14"]
    assert row[5] == "0,5%"


def test_equal_forms_are_equal_files(sample_connection: sqlite3.Connection) -> None:
    form = entry_form(sample_connection, Period.parse("2023-H2"))
    assert all_areas(form) == all_areas(form)


def test_data_runs_nowhere(awkward_connection: sqlite3.Connection) -> None:
    dataset = read_definitions(awkward_connection)
    form = entry_form(awkward_connection, dataset.periods[-1].next)
    for content in (all_areas(form), one_area(form, form.areas[0])):
        (sheet,) = load_workbook(BytesIO(content))
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert not [cell for cell in cells if "\x1b" in str(cell.value)]


def asked(measure: str, per: int = 100, *, may_exceed: bool = False) -> AskedCriterion:
    kind = Measure(measure)
    target = Target.parse(">= 1", kind)
    return AskedCriterion("TC", "Tên", target, measure=kind, per=per, may_exceed=may_exceed)


# Whether what is filled in passes the check, in a Vietnamese dataset.
CHECKED = [
    *((asked("value"), text, True) for text in ("19", "-3", "12,5", "1.234,5", "0", "N/A")),
    *((asked("value"), text, False) for text in ("5/6", "nhiều", "3 vụ")),
    *((asked("reduction"), text, True) for text in ("19", "0", "N/A")),
    *((asked("reduction"), text, False) for text in ("-3", "giảm")),
    *(
        (asked("rate"), text, True)
        for text in ("18/19", "0/0", "950/1.250", "94,7", "94,7%", "N/A")
    ),
    *((asked("rate"), text, False) for text in ("19/18", "101", "-1", "18/", "a/b", "nhiều")),
    *((asked("rate", 100_000), text, True) for text in ("99.999", "100000", "3/100.000")),
    (asked("rate", 100_000), "100001", False),
    *((asked("rate", may_exceed=True), text, True) for text in ("19/18", "140", "0,5")),
    *((asked("rate", may_exceed=True), text, False) for text in ("-1", "19/", "nhiều")),
]


@libreoffice
def test_the_checks_know_what_is_wanted() -> None:
    book, content = Workbook(), BytesIO()
    sheet = book.create_sheet(index=0)
    for row, (criterion, text, _passes) in enumerate(CHECKED, start=1):
        sheet.append([text, validation(criterion, f"A{row}", "vi")["value"]])
    book.save(content)
    saved = saved_as("xlsx", content.getvalue())
    sheet = load_workbook(BytesIO(saved), data_only=True).worksheets[0]
    found = [(text, passes) for text, passes in sheet.iter_rows(values_only=True)]
    assert found == [(text, passes) for _criterion, text, passes in CHECKED]


PARTS = "tử số/mẫu số, ví dụ 18/19"
IN_PERCENT = "; hoặc số phần trăm kèm dấu %, ví dụ 94%"
PER_1000 = "; hoặc tỷ lệ trên 1.000, không kèm dấu %"


@pytest.mark.parametrize(
    ("pers", "ways"),
    [
        ([], ""),
        ([100], PARTS + IN_PERCENT),
        ([1000], PARTS + PER_1000),
        ([1000, 100, 1000], PARTS + IN_PERCENT + PER_1000),
    ],
)
def test_a_percent_sign_is_asked_for_where_there_is_a_percentage(
    pers: list[int], ways: str
) -> None:
    criteria = [asked("value"), *(asked("rate", per) for per in pers)]
    with speaking("vi"):
        assert rates_wanted(criteria) == ways
        checks = [validation(each, "A1", "vi") for each in criteria]
    assert "input_message" not in checks[0]
    for per, check in zip(pers, checks[1:], strict=True):
        own = PARTS + (IN_PERCENT if per == 100 else PER_1000)
        assert check["input_message"] == own.capitalize()
        assert own in str(check["error_message"])


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("measure", ["value", "rate", "reduction"])
@pytest.mark.parametrize("may_exceed", [False, True])
def test_a_check_is_as_long_as_a_spreadsheet_takes(
    language: str, measure: str, may_exceed: bool
) -> None:
    with speaking(language):
        check = validation(asked(measure, 100_000, may_exceed=may_exceed), "XFD99", language)
    assert len(str(check["value"])) <= 255
    assert len(str(check["error_title"])) <= 32
    assert len(str(check["error_message"])) <= 225
    assert len(str(check.get("input_message", ""))) <= 255
