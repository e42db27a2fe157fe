"""Sentences that follow the data, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.language import activate
from chuyenhoa.model.dataset import Group, Programme
from chuyenhoa.model.periods import Period
from chuyenhoa.reports.document import Heading
from chuyenhoa.reports.prose import Movement, Prose, en, prose, vi
from chuyenhoa.reports.sections.conference import movements_of, results
from chuyenhoa.reports.sections.periods import changes
from chuyenhoa.reports.sections.tables import areas
from tests.assessment.judges import database
from tests.assessment.programmes import criterion, programme, rules, stay
from tests.reports.documents import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chuyenhoa.model.dataset import CriteriaSet, Dataset, Listing
    from chuyenhoa.reports.report import Report

SET = rules(criterion())
MET, NOT_MET, OPEN = {"TC": "1"}, {"TC": "0"}, dict[str, str]()


def speaking(language: str) -> Prose:
    activate(language)
    return prose()


def reported(
    recorded: Mapping[str, Mapping[str, Mapping[str, str]]],
    *listings: Listing,
    sets: tuple[CriteriaSet, ...] = (SET,),
    settings: Programme | None = None,
) -> Report:
    dataset = programme(*sets, recorded=recorded, listings=listings, settings=settings)
    return of(dataset)


def of(dataset: Dataset) -> Report:
    with database(dataset) as connection:
        return report(connection, period=dataset.periods[-1].code)


def both(found: Report, say: str) -> tuple[str, str]:
    """What both languages say of a report."""
    texts = []
    for language in ("vi", "en"):
        said = getattr(speaking(language), say)(found)
        texts.append(said if isinstance(said, str) else " ".join(said))
    return texts[0], texts[1]


def of_programme(found: Report) -> tuple[str, str]:
    made = found.now.programme
    assert made is not None
    texts = [" ".join(speaking(each).programme(made, found.areas)) for each in ("vi", "en")]
    return texts[0], texts[1]


def test_both_languages_say_the_same_things() -> None:
    said = {name for name in dir(Prose) if not name.startswith("_")}
    assert all(callable(getattr(each, name)) for each in (vi, en) for name in said)


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2023", "năm 2023", "the year 2023"),
        ("2023-H1", "6 tháng đầu năm 2023", "the first half of 2023"),
        ("2023-H2", "6 tháng cuối năm 2023", "the second half of 2023"),
        ("2023-Q4", "quý IV năm 2023", "the fourth quarter of 2023"),
        ("2023-02", "tháng 02 năm 2023", "February 2023"),
        ("2023-03", "tháng 3 năm 2023", "March 2023"),
        ("2023-9M", "9 tháng đầu năm 2023", "the first nine months of 2023"),
    ],
)
def test_periods(code: str, vietnamese: str, english: str) -> None:
    period = Period.parse(code)
    assert (vi.period(period), en.period(period)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Chuyển hóa địa bàn", "Kết quả chuyển hóa địa bàn, năm 2023"),
        ("ANTT 2023", "Kết quả ANTT 2023, năm 2023"),
        ("Đ", "Kết quả Đ, năm 2023"),
        (
            "",
            "Kết quả chuyển hóa địa bàn trọng điểm, phức tạp về an ninh trật tự, năm 2023",
        ),
    ],
)
def test_what_a_report_is_about(title: str, subject: str) -> None:
    assert vi.subject(title, "năm 2023") == subject


def test_dates_are_padded_as_the_decree_has_it() -> None:
    assert vi.place_and_date("Sìn Hồ", date(2023, 3, 5)) == "Sìn Hồ, ngày 05 tháng 3 năm 2023"
    assert vi.place_and_date(None, date(2023, 2, 15)) == "Ngày 15 tháng 02 năm 2023"
    assert en.place_and_date("Sìn Hồ", date(2023, 3, 5)) == "Sìn Hồ, 5 March 2023"
    assert en.place_and_date(None, date(2023, 3, 5)) == "5 March 2023"
    assert vi.attached("05/BC-BCĐ", date(2023, 3, 5)) == (
        "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 3 năm 2023)"
    )
    assert en.attached(None, date(2023, 3, 5)) == "(Attached to report of 5 March 2023)"
    assert (vi.number("05/BC-BCĐ"), en.number("05/BC-BCĐ")) == ("Số: 05/BC-BCĐ", "No. 05/BC-BCĐ")


@pytest.mark.parametrize(
    ("now", "before", "vietnamese", "english"),
    [
        ("18", "21", "18 vụ, giảm 03 vụ = 14,3% (18/21 vụ)", "18 vụ, down 3 = 14.3% (18/21)"),
        ("21", "18", "21 vụ, tăng 03 vụ = 16,7% (21/18 vụ)", "21 vụ, up 3 = 16.7% (21/18)"),
        ("19", "16", "19 vụ, tăng 03 vụ = 18,8% (19/16 vụ)", "19 vụ, up 3 = 18.8% (19/16)"),
        ("3", "0", "03 vụ, tăng 03 vụ (03/0 vụ)", "3 vụ, up 3 (3/0)"),
        ("0", "9", "0 vụ, giảm 09 vụ = 100% (0/09 vụ)", "0 vụ, down 9 = 100% (0/9)"),
        ("7", "7", "07 vụ, bằng cùng kỳ", "7 vụ, the same as in the same period last year"),
        ("1.5", "2.5", "1,5 vụ, giảm 01 vụ = 40% (1,5/2,5 vụ)", "down 1 = 40% (1.5/2.5)"),
        (
            "99999",
            "100000",
            "99.999 vụ, giảm 01 vụ = 0,001% (99.999/100.000 vụ)",
            "99,999 vụ, down 1 = 0.001% (99,999/100,000)",
        ),
    ],
)
def test_what_was_counted(now: str, before: str, vietnamese: str, english: str) -> None:
    moved = Movement("Tội phạm", "prior_year", "vụ", Decimal(now), Decimal(before), 5, 9)
    said = speaking("vi").movement(moved)
    assert said.startswith(f"Tội phạm: {vietnamese}")
    assert said.endswith("tính ở 05/09 địa bàn có số liệu để so sánh.")
    assert english in speaking("en").movement(moved)


def test_nothing_counts_without_both_figures() -> None:
    sets = (rules(criterion("TC", ">= 0", "reduction"), criterion("V")),)
    figures = {"a": {"TC": "18"}, "b": {"TC": "5"}, "c": {"V": "1"}, "d": {"TC": "n/a"}}
    before = {"a": {"TC": "21"}, "c": {"TC": "8"}, "d": {"TC": "8"}}
    found = reported({"2021": before, "2022": figures}, *map(stay, "abcd"), sets=sets)
    (moved,) = movements_of(found)
    assert moved[3:] == (Decimal(18), Decimal(21), 1, 4)


def test_all_met() -> None:
    said = of_programme(reported({"2023": {"a": MET, "b": MET}}, stay("a"), stay("b")))
    assert said == (
        (
            "Cả 02/02 địa bàn được lựa chọn đều đạt (100%), bảo đảm chỉ tiêu 100% của chương "
            "trình. Không có địa bàn phức tạp trở lại. Đánh giá chung: chương trình đạt."
        ),
        (
            "All selected areas meet the targets (2/2, 100%); the programme asks for 100%. No "
            "area has become complex again. On the whole, the programme has met its targets."
        ),
    )


def test_none_met() -> None:
    said = of_programme(reported({"2023": {"a": NOT_MET, "b": NOT_MET}}, stay("a"), stay("b")))
    assert said == (
        (
            "Chưa có địa bàn được lựa chọn nào đạt (0%; chỉ tiêu của chương trình là 100%). "
            "02 địa bàn chưa đạt: a và b. Không có địa bàn phức tạp trở lại. Đánh giá chung: "
            "chương trình chưa đạt."
        ),
        (
            "None of the selected areas meets the targets (0%; the programme asks for "
            "100%). Not met: 2 areas, a and b. No area has become complex again. On the whole, the"
            " programme has not met its targets."
        ),
    )


def test_some_met_some_undecided() -> None:
    found = reported(
        {"2023": {"a": MET, "b": OPEN, "c": MET}},
        *map(stay, "abc"),
        settings=Programme(min_success_rate=Decimal(80)),
    )
    assert of_programme(found) == (
        (
            "02/03 địa bàn được lựa chọn đạt (66,67%; chỉ tiêu của chương trình là ít nhất 80%). "
            "01 địa bàn chưa đủ số liệu để kết luận: b. Không có địa bàn phức tạp trở lại. Đánh "
            "giá chung: chưa đủ căn cứ để kết luận về chương trình."
        ),
        (
            "2/3 selected areas meet the targets (66.67%; the programme asks for at least 80%). "
            "Undecided: 1 area, b. No area has become complex again. There is not enough to "
            "conclude on the programme as a whole."
        ),
    )


@pytest.mark.parametrize(
    ("most", "vietnamese", "english"),
    [
        (
            0,
            "trong khi chỉ tiêu là không để địa bàn nào phức tạp trở lại",
            "the programme allows none",
        ),
        (1, "vượt mức tối đa là 01 địa bàn", "more than the limit of 1"),
        (2, "không vượt mức tối đa là 02 địa bàn", "within the limit of 2"),
    ],
)
def test_relapses(most: int, vietnamese: str, english: str) -> None:
    found = reported(
        {"2022": dict.fromkeys("abc", MET), "2023": {"a": NOT_MET, "b": NOT_MET, "c": MET}},
        *map(stay, "abc"),
        settings=Programme(max_relapses=most),
    )
    said = of_programme(found)
    assert f"02 địa bàn phức tạp trở lại: a và b ({vietnamese})." in said[0]
    assert f"2 areas have become complex again: a and b ({english})." in said[1]


def test_a_single_selected_area_is_not_called_all_of_them() -> None:
    vietnamese, english = of_programme(reported({"2023": {"a": MET}}, stay("a")))
    assert vietnamese.startswith("01/01 địa bàn được lựa chọn đạt (100%), bảo đảm")
    assert english.startswith("The selected area meets the targets (1/1, 100%); the")


def test_none_selected() -> None:
    found = reported({"2023": {"a": MET, "b": NOT_MET}}, *(stay(x, selected=None) for x in "ab"))
    vietnamese, english = of_programme(found)
    assert vietnamese.startswith(
        "Chưa có địa bàn được lựa chọn nên chưa tính tỷ lệ đạt. Trong 02 địa bàn "
        "được đánh giá: 01 đạt, 01 chưa đạt."
    )
    assert english.startswith(
        "No area has been selected yet, so there is no success rate. Of the 2 areas assessed, "
        "1 met, 1 not met."
    )
    assert both(found, "on_the_list") == (
        (
            "Danh sách địa bàn trọng điểm, phức tạp về an ninh trật tự có 02 địa bàn (02 xã). Chưa"
            " có địa bàn nào được lựa chọn để tập trung chuyển hóa."
        ),
        (
            "The list of areas that are priorities for security and order has 2 areas (2 "
            "communes). No area has been selected for transformation yet."
        ),
    )


def test_nobody_on_the_list() -> None:
    found = reported({"2023": {"a": MET}}, stay("a", listed="2024"))
    assert both(found, "on_the_list")[0].startswith("Trong kỳ không có địa bàn nào")
    assert both(found, "reported") == (
        "Không có địa bàn nào phải báo cáo.",
        "No area has to report.",
    )
    vietnamese, english = of_programme(found)
    assert "chưa tính tỷ lệ" in vietnamese
    assert "Of the" not in english


def test_delisted_areas_are_still_followed() -> None:
    never = stay("c", selected=None, delisted="2023")
    later = stay("d", selected=None, delisted="2024")
    listings = (stay("a"), stay("b", delisted="2022"), never, later)
    found = reported({"2023": dict.fromkeys("abcd", MET)}, *listings)
    vietnamese, english = both(found, "on_the_list")
    assert " có 02 địa bàn (02 xã). 01 địa bàn được lựa chọn" in vietnamese
    assert vietnamese.endswith(
        "02 địa bàn đã được đưa ra khỏi danh sách, tiếp tục được theo dõi: b và c."
    )
    assert " has 2 areas (2 communes). 1 area is selected for transformation: a." in english
    assert english.endswith("2 areas were taken off the list and are still followed: b and c.")


def test_all_areas_taken_off_the_list() -> None:
    vietnamese, english = both(
        reported({"2023": {"a": MET}}, stay("a", delisted="2022")), "on_the_list"
    )
    assert " có 0 địa bàn. Chưa có" in vietnamese
    assert " has 0 areas. No area" in english
    assert english.endswith("1 area was taken off the list and is still followed: a.")


def test_what_the_rules_ask_for() -> None:
    plain = rules(criterion(mandatory=False))
    strict = rules(criterion(group="G"), groups=(Group("G", "Nhóm", "all"),), pass_score="66.6667")
    first, second = (reported({"2023": {"xa": MET}}, stay(), sets=(s,)) for s in (plain, strict))
    assert both(first, "rules") == (
        "Việc đánh giá áp dụng “Bộ tiêu chí” (BTC-2010), gồm 01 tiêu chí.",
        "The assessment follows “Bộ tiêu chí” (BTC-2010) with 1 criterion.",
    )
    assert both(second, "rules") == (
        (
            "Việc đánh giá áp dụng “Bộ tiêu chí” (BTC-2010), gồm 01 tiêu chí, trong đó 01 tiêu chí"
            " bắt buộc. Địa bàn được đánh giá đạt khi đạt mọi tiêu chí bắt buộc, yêu cầu của từng "
            "nhóm tiêu chí và ít nhất 66,6667% số điểm của các tiêu chí áp dụng."
        ),
        (
            "The assessment follows “Bộ tiêu chí” (BTC-2010) with 1 criterion, 1 of them "
            "mandatory. An area meets the targets when it meets every mandatory criterion, what "
            "each group requires and at least 66.6667% of the points of the applicable criteria."
        ),
    )


def test_all_figures_are_there() -> None:
    found = reported({"2023": {"xa": MET}}, stay())
    assert both(found, "reported") == (
        "Các địa bàn đã báo cáo đủ số liệu của các tiêu chí.",
        "All areas have reported the figures of all criteria.",
    )
    assert both(found, "criteria") == (
        "01/01 tiêu chí đạt. Không có tiêu chí nào bị đánh giá chưa đạt.",
        "1 of 1 criterion is met. No criterion has been judged as not met.",
    )
    assert both(found, "to_do")[0] == (
        "Giữ vững kết quả ở 01 địa bàn đã đạt, không để phức tạp trở lại sau chuyển hóa."
    )


def test_figures_that_are_not_there_yet() -> None:
    found = reported({"2023": {"a": MET, "b": OPEN}}, stay("a"), stay("b"))
    assert both(found, "reported") == (
        "Còn 01/02 lượt đánh giá theo tiêu chí chưa có đủ số liệu, ở 01 địa bàn: b (01).",
        "1 of 2 verdicts on criteria still lacks a figure, in 1 area: b (1).",
    )
    vietnamese, english = both(found, "to_do")
    assert vietnamese.endswith("Báo cáo bổ sung số liệu còn thiếu ở 01 địa bàn: b.")
    assert english.endswith("Report the figures that 1 area still lacks: b.")


def test_many_areas_are_counted_after_the_first() -> None:
    names = [f"a{number:02}" for number in range(17)]
    found = reported({"2023": dict.fromkeys(names, OPEN)}, *map(stay, names))
    vietnamese, english = both(found, "on_the_list")
    assert vietnamese.endswith("a13, a14 và 02 địa bàn khác.")
    assert english.endswith("a13, a14 and 2 more.")
    vietnamese, english = both(found, "reported")
    assert vietnamese.endswith("a13 (01), a14 (01) và 02 địa bàn khác.")
    assert english.endswith("a13 (1), a14 (1) and 2 more.")


def test_two_sets_are_compared_where_they_agree() -> None:
    sets = (SET, rules(criterion("TC"), criterion("B", mandatory=False), since="2023"))
    found = reported({"2022": {"xa": NOT_MET}, "2023": {"xa": MET}}, stay(), sets=sets)
    (comparison,) = found.comparisons
    assert " ".join(speaking("vi").compared(comparison)) == (
        "Tỷ lệ đạt của địa bàn được lựa chọn là 100% (01/01), kỳ trước là 0% (0/01). 01 địa bàn "
        "mới đạt: xa. 01 lượt tiêu chí chuyển sang đạt. Hai kỳ áp dụng hai bộ tiêu chí (BTC-2010 "
        "và BTC-2023); chỉ so sánh những tiêu chí có trong cả hai."
    )
    assert " ".join(speaking("en").compared(comparison)) == (
        "The success rate is 100% (1/1); in the period before it was 0% (0/1). 1 area newly "
        "meets the targets: xa. 1 verdict on criteria turned to met. Two criteria sets were in "
        "force (BTC-2010 and BTC-2023); only criteria that are in both are compared."
    )


def test_an_area_that_is_open() -> None:
    found = reported({"2023": {"a": OPEN, "b": {"TC": "n/a"}}}, stay("a"), stay("b"))
    of_a, of_b = found.areas
    assert speaking("vi").open(of_a) == "Chưa có số liệu của tiêu chí nào."
    assert speaking("vi").open(of_b) == "Không có tiêu chí nào áp dụng."
    assert speaking("en").open(of_a) == "There is no figure for any criterion yet."
    assert speaking("en").open(of_b) == "No criterion applies."


def test_what_has_become_of_an_area_in_a_word() -> None:
    before = {"a": MET, "b": NOT_MET, "c": MET, "e": MET}
    now = {"a": NOT_MET, "b": MET, "c": OPEN, "d": MET, "e": MET}
    listings = (stay("a"), stay("b"), stay("c"), stay("d", listed="2023"), stay("e"))
    found = reported({"2022": before, "2023": now}, *listings)
    activate("en")
    table = changes(found.comparisons[0])
    assert [row.cells[-1].text for row in table.rows] == [
        *("relapsed", "newly met", "no longer met", "new on the list", "–"),
    ]
    assert [row.cells[1].shown for row in table.rows] == ["✓ 100%", "✗ 0%", "✓ 100%", "–", "✓ 100%"]


def test_what_is_missed_most() -> None:
    sets = (rules(*(criterion(f"T{number}") for number in range(5))),)
    one, all_of_them = {"T1": "0"}, {f"T{number}": "0" for number in range(5)}
    assert both(reported({"2023": {"a": one, "b": one}}, *map(stay, "ab"), sets=sets), "criteria")[
        0
    ].endswith("Tiêu chí có nhiều địa bàn chưa đạt nhất: T1 – T1 (02 địa bàn).")
    everywhere = {"a": all_of_them, "b": all_of_them}
    assert both(reported({"2023": everywhere}, *map(stay, "ab"), sets=sets), "criteria") == (
        (
            "Tiêu chí có nhiều địa bàn chưa đạt nhất: T0 – T0, T1 – T1, T2 – T2 và 02 tiêu chí "
            "khác (mỗi tiêu chí 02 địa bàn)."
        ),
        "Missed in the most areas: T0 – T0, T1 – T1, T2 – T2 and 2 more (2 areas each).",
    )


def test_of_a_single_area_nothing_is_said_to_be_everywhere() -> None:
    sets = (rules(criterion("T0"), criterion("T1")),)
    figures = {"a": {"T0": "0", "T1": "1"}}
    assert both(reported({"2023": figures}, stay("a"), sets=sets), "criteria") == (
        "01/02 tiêu chí đạt. Tiêu chí chưa đạt: T0 – T0.",
        "1 of 2 criteria is met. Not met: T0 – T0.",
    )


def test_the_parts_of_a_section_are_numbered_without_gaps() -> None:
    activate("en")
    found = reported({"2023": {"a": MET}}, stay("a", listed="2024"))
    headings = [each.text for each in results(found) if isinstance(each, Heading)]
    assert [text[:3] for text in headings] == ["II.", "1. ", "2. ", "3. "]


def test_areas_stand_beside_the_period_that_there_is() -> None:
    activate("en")
    found = reported({"2022-H1": {"a": MET}, "2023-H1": {"a": MET}}, stay("a"))
    assert [column.heading for column in areas(found).columns][3] == "Same period last year"


def test_no_rate_where_none_was_selected_before() -> None:
    found = reported({"2022": {"a": MET}, "2023": {"a": MET}}, stay("a", selected="2023"))
    assert "Tỷ lệ" not in " ".join(speaking("vi").compared(found.comparisons[0]))


def test_nothing_missed_and_nothing_met() -> None:
    found = reported({"2023": {"a": OPEN, "b": MET}}, stay("a"), stay("b"))
    assert both(found, "criteria") == (
        "Không có tiêu chí nào bị đánh giá chưa đạt.",
        "No criterion has been judged as not met.",
    )
