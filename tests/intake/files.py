"""Small data files for the tests of intake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chuyenhoa.intake.datafile import DataFile, Reading, read_data_files
from chuyenhoa.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2023, 6, 23)

# What is stated after it starts on line 16.
BASE = """\
format: chuyenhoa/1
areas:
  - {code: phin-ho, name: Phìn Hồ}
  - {code: can-co, name: Căn Co, aliases: [Căn Cò]}
criteria_sets:
  - code: BTC
    name: Bộ tiêu chí
    from: 2021-H1
    groups: [{code: A, name: Nhóm}]
    criteria:
      - {code: V1, name: Mô hình, target: ">= 1", group: A}
      - {code: Y1, name: Nghị quyết, measure: yes_no, target: "yes"}
      - {code: R1, name: Tỷ lệ, measure: rate, target: ">= 80"}
      - {code: D1, name: Giảm, measure: reduction, target: ">= 5"}
      - {code: X1, name: Trên dân số, measure: rate, target: "< 5", per: 1000, may_exceed: true}
"""
HEAD = "format: chuyenhoa/1\nareas: []\n"


def read(
    *texts: str, existing: Dataset | None = None, recorded: Mapping[str, int] | None = None
) -> Reading:
    """The texts as one input: files a.yaml, b.yaml, …"""
    files = [
        DataFile(f"{name}.yaml", text.encode()) for name, text in zip("abcd", texts, strict=False)
    ]
    return read_data_files(files, existing or Dataset(), recorded=recorded or {}, today=TODAY)


def accepted(*texts: str, existing: Dataset | None = None) -> Dataset:
    """What the texts state, without a problem."""
    reading = read(*texts, existing=existing)
    assert reading.problems == ()
    return reading.dataset


def codes(reading: Reading) -> list[str]:
    """The problems as 'CODE LINE:COLUMN', those of the first file without its name."""
    return [f"{each.code} {each.place}".replace("a.yaml:", "") for each in reading.problems]


def found(text: str) -> list[str]:
    """What is wrong with what is stated after `BASE`."""
    return codes(read(BASE + text))


def base() -> Dataset:
    """What a database holds after `BASE`."""
    return accepted(BASE)
