from __future__ import annotations

from datetime import date
from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.intake.datafile import DataFile, read_data_files
from chuyenhoa.model.dataset import (
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Group,
    Listing,
    Origin,
    Programme,
    Result,
    RevisedTarget,
)
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NOT_APPLICABLE, YES, Measure, Value
from chuyenhoa.reports.datafile import quoted, write_datafile
from chuyenhoa.sources.yaml import Scalar, Sequence, read_yaml
from tests.strategies import AWKWARD_TEXTS, datasets, without_places

LATER = date(2200, 1, 1)


def written(dataset: Dataset) -> str:
    return "".join(write_datafile(dataset, dataset.results))


def read(text: str) -> Dataset:
    reading = read_data_files(
        [DataFile("f.yaml", text.encode())], Dataset(), recorded={}, today=LATER
    )
    assert reading.problems == ()
    return reading.dataset


@given(datasets())
def test_what_is_written_is_read_as_the_same(dataset: Dataset) -> None:
    assert without_places(read(written(dataset))) == dataset


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(AWKWARD_TEXTS))
def test_every_text_comes_back_from_its_quotes(text: str) -> None:
    node, problems = read_yaml(f"[{quoted(text)}, x]".encode(), "f")
    assert problems == []
    assert isinstance(node, Sequence)
    scalar = node.items[0]
    assert isinstance(scalar, Scalar)
    assert scalar.text == text
    assert not scalar.absent
    assert yaml.safe_load(f"{{a: {quoted(text)}}}") == {"a": text}


def test_names_stand_without_quotes_and_look_alikes_with() -> None:
    assert quoted("Phìn Hồ") == "Phìn Hồ"
    assert quoted("Số 12/QĐ-BCĐ") == "Số 12/QĐ-BCĐ"
    assert quoted("TC01") == "TC01"
    assert quoted("03496") == '"03496"'
    assert quoted("NO") == '"NO"'
    assert quoted("null") == '"null"'
    assert quoted("a: b") == '"a: b"'
    assert quoted("%") == '"%"'
    assert quoted(" x") == '" x"'
    assert quoted("\u202ex") == r'"\u202ex"'


def test_a_file_looks_like_the_one_in_the_contract() -> None:
    half = Period.parse("2023-H1")
    dataset = Dataset(
        Programme("Chuyển hóa – huyện Sìn Hồ", illustrative=True, cutoff_day=15),
        (Area("phin-ho", "Phìn Hồ", gso_code="03496", aliases=("xã Phìn Hồ",)),),
        (Listing("phin-ho", Period.parse("2022-H2"), half, None, "Số 12/QĐ-BCĐ"),),
        (
            CriteriaSet(
                "BTC-2022",
                "Bộ tiêu chí minh họa",
                Period.parse("2021-H1"),
                (
                    Criterion(
                        "TC06",
                        "Không có tội phạm băng nhóm",
                        Target.parse("yes", Measure.YES_NO),
                        measure=Measure.YES_NO,
                        group="A",
                        points=Decimal(8),
                    ),
                    Criterion(
                        "TC07",
                        "Tội phạm về TTXH giảm",
                        Target.parse(">= 5", Measure.REDUCTION),
                        unit="vụ",
                        measure=Measure.REDUCTION,
                        against="baseline",
                        mandatory=False,
                    ),
                    Criterion(
                        "TC14",
                        "Người nghiện",
                        Target.parse("< 0.5", Measure.RATE),
                        name_en="Drug users",
                        measure=Measure.RATE,
                        per=1000,
                        may_exceed=True,
                    ),
                ),
                (Group("A", "Lãnh đạo", "all"), Group("B", "Khác")),
                Decimal(80),
            ),
        ),
        (
            RevisedTarget(
                "TC07",
                Target.parse("> 0", Measure.REDUCTION),
                "phin-ho",
                half,
                half,
                "ít vụ",
            ),
        ),
        (Baseline("phin-ho", "TC07", Decimal(21)),),
        (half,),
        (
            Result(half, "phin-ho", "TC06", YES, Origin(0)),
            Result(half, "phin-ho", "TC07", NOT_APPLICABLE, Origin(0), "chưa rõ: hỏi lại"),
            Result(half, "phin-ho", "TC14", Value(Decimal(18), Decimal(19)), Origin(0)),
        ),
    )
    assert written(dataset) == (
        """format: chuyenhoa/1
title: Chuyển hóa – huyện Sìn Hồ
language: vi
illustrative: true
cutoff_day: 15
programme: {min_success_rate: 100, max_relapses: 0}

areas:
  - {code: phin-ho, name: Phìn Hồ, kind: commune, gso_code: "03496", aliases: [xã Phìn Hồ]}

listings:
  - {area: phin-ho, listed: 2022-H2, selected: 2023-H1, decision: Số 12/QĐ-BCĐ}

criteria_sets:
  - code: BTC-2022
    name: Bộ tiêu chí minh họa
    from: 2021-H1
    pass_score: 80
    groups:
      - {code: A, name: Lãnh đạo, require: all}
      - {code: B, name: Khác}
    criteria:
      - {code: TC06, name: Không có tội phạm băng nhóm, group: A, measure: yes_no, """
        """target: "yes", mandatory: true, points: 8}
      - {code: TC07, name: Tội phạm về TTXH giảm, unit: vụ, measure: reduction, """
        """against: baseline, target: ">= 5", mandatory: false, points: 1}
      - {code: TC14, name: Người nghiện, name_en: Drug users, measure: rate, per: 1000, """
        """may_exceed: true, target: "< 0.5", mandatory: true, points: 1}

targets:
  - {criterion: TC07, area: phin-ho, from: 2023-H1, until: 2023-H1, target: "> 0", reason: ít vụ}

baselines:
  - {area: phin-ho, values: {TC07: 21}}

periods: [2023-H1]

results:
  - {period: 2023-H1, area: phin-ho, values: {TC06: yes, TC07: n/a, TC14: 18/19}, """
        """notes: {TC07: "chưa rõ: hỏi lại"}}
"""
    )


def test_an_empty_programme_is_a_data_file_too() -> None:
    assert read(written(Dataset())) == Dataset()
    assert "\nareas: []\n" in written(Dataset())
