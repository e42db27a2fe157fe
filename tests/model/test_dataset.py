from __future__ import annotations

from dataclasses import replace

from chuyenhoa.model.dataset import Criterion
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure


def test_a_criterion_has_its_english_name_in_english_only() -> None:
    vietnamese = Criterion("TC03", "Mô hình tự quản", Target.parse(">= 1", Measure.VALUE))
    both = replace(vietnamese, name_en="Self-managed models")
    assert vietnamese.title("en") == vietnamese.title("vi") == both.title("vi") == "Mô hình tự quản"
    assert both.title("en") == "Self-managed models"
