from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.intake.guides import Answers, Kept, column_meaning
from chuyenhoa.intake.layout.layouts import Layout, LayoutKind, Meaning, Part, Role
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.profile import Profile
from chuyenhoa.intake.tables import Tables, Wanted, join_files, read_table_file, read_tables
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from chuyenhoa.sources.sheets import Sheet, Sheets
from tests.intake.layout.sheets import H1, LEXICON, PROGRAMME, Given, sheet, understood

HEAD: list[Given] = ["Đơn vị", "Mô hình", "Khác"]
ROWS: list[list[Given]] = [["Phìn Hồ", 2, 7], ["Bản Trên", 1, 8]]
ANSWERS = Answers(
    {"mo hinh": Meaning(criterion="TC03"), "khac": Meaning(Role.IGNORED)}, {"Bản Trên": "hong-thu"}
)
KNOWN = Lexicon(PROGRAMME, ANSWERS.known, ANSWERS.labels)
TODAY = Period.parse("2023").end()
FIGURES = {("phin-ho", "TC03", "2"), ("hong-thu", "TC03", "1")}


def kept(profile: Profile | None = None, content: str | None = None) -> Kept:
    found = profile or Profile.of("huyen", understood(sheet(HEAD, *ROWS), H1, KNOWN).layout)
    found = replace(found, labels=tuple(ANSWERS.labels.items()))
    return Kept(found, "p/huyen.yaml", (content or found.text()).encode())


def read(*sheets: Sheet, profiles: tuple[Kept, ...] = (), file: str = "a.xlsx") -> Tables:
    wanted = Wanted(H1, None, profiles)
    return read_tables([Sheets(file, sheets, said="XLSX")], LEXICON, wanted, TODAY)


def figures(tables: Tables) -> set[tuple[str, str, str]]:
    return {
        (each.area, each.criterion, each.value.text(LEXICON.measured(each.criterion).measure))
        for each in tables.results
    }


def test_a_sheet_of_the_shape_of_a_profile_is_read_by_it() -> None:
    table = sheet(HEAD, *ROWS, file="a.xlsx")
    assert read(table).files[0].questions
    tables = read(table, profiles=(kept(),))
    assert tables.accepted
    assert not tables.problems
    assert figures(tables) == FIGURES
    profile = tables.files[0].sheets[0].profile
    assert profile
    assert profile.name == "huyen"


def test_what_moved_is_noticed_and_read_where_it_is_now() -> None:
    moved = sheet(*([row[0], row[2], row[1]] for row in (HEAD, *ROWS)), file="a.xlsx")
    tables = read(moved, profiles=(kept(),))
    assert figures(tables) == FIGURES
    assert not tables.problems
    said = tables.files[0].sheets[0]
    assert [each.before for each in said.moved] == [(2,), (1,)]
    assert [each.code for each in said.reasons].count("profile_moved") == 2


def test_what_needs_no_profile_has_not_drifted_from_one() -> None:
    shape = sheet(["Địa bàn", "TC03", "TC07", "Ghi chú"], ["Phìn Hồ", 2, 19, None])
    profile = Profile.of("huyen", understood(shape).layout)
    known = (Kept(profile, "p/huyen.yaml", profile.text().encode()),)
    other = sheet(["TT", "Địa bàn", "TC07", "TC03", "TC08"], [1, "Phìn Hồ", 19, 2, "1/2"])
    tables = read(other, profiles=known)
    assert not tables.problems
    assert tables.files[0].sheets[0].profile is None
    assert len(tables.results) == 3
    # Where it is needed the profile is used, however much has moved.
    needed = Profile.of("huyen", understood(sheet(HEAD, ROWS[0]), H1, KNOWN).layout)
    moved = sheet(["TT", "Khác", "Đơn vị", "Mô hình", "TC07"], [1, 7, "Phìn Hồ", 2, 19])
    tables = read(moved, profiles=(Kept(needed, "p/huyen.yaml", needed.text().encode()),))
    assert len(tables.files[0].sheets[0].moved) > len(needed.columns)
    assert len(tables.results) == 2
    # One of its own shape is read by it, as it was reviewed.
    same = read(shape, profiles=known).files[0].sheets[0]
    assert same.profile is not None


def test_a_profile_whose_criterion_is_no_more_is_a_problem_once_and_nothing_is_read() -> None:
    known = kept()
    gone = kept(content=known.profile.text().replace("TC03", "TC99"))
    first = sheet(HEAD, *ROWS, file="a.xlsx", name="I")
    second = sheet(HEAD, *ROWS, file="a.xlsx", name="II")
    tables = read(first, second, profiles=(gone,))
    assert [(each.code, str(each.place)) for each in tables.problems] == [
        ("unknown_criterion", "p/huyen.yaml:6:48")
    ]
    assert not tables.results


def test_a_table_that_lies_another_way_is_not_of_the_profile() -> None:
    profile = kept().profile
    turned = Kept(replace(profile, kind=LayoutKind.ONE_AREA), "p/other.yaml", b"")
    gone = kept(turned.profile, profile.text().replace("TC03", "TC99"))
    table = sheet(HEAD, *ROWS, file="a.xlsx")
    assert read(table, profiles=(turned,)).files[0].questions == read(table).files[0].questions
    assert read(table, profiles=(gone,)).files[0].questions == read(table).files[0].questions
    assert figures(read(table, profiles=(turned, kept()))) == FIGURES


def test_answers_come_before_the_profile() -> None:
    said = Answers({"khac": Meaning(criterion="TC07")}, {"Bản Trên": "-"}, Period.parse("2022-H1"))
    sheets = Sheets("a.xlsx", (sheet(HEAD, *ROWS, file="a.xlsx"),))
    file = read_table_file(sheets, LEXICON, Wanted(kept=(kept(),)), 0, {"Sheet1": said})
    tables = join_files([file], LEXICON, TODAY)
    assert figures(tables) == {("phin-ho", "TC03", "2"), ("phin-ho", "TC07", "7")}
    assert [period.code for period in tables.periods] == ["2022-H1"]
    assert tables.accepted


def test_the_period_of_a_sheet_can_be_answered_against_its_title() -> None:
    table = sheet(["Kết quả năm 2022"], ["Xã", "TC03"], ["Phìn Hồ", 2], file="a.xlsx")
    assert [each.problem.code for each in read(table).files[0].questions] == ["other_period"]
    said = {"Sheet1": Answers(period=H1)}
    file = read_table_file(Sheets("a.xlsx", (table,)), LEXICON, Wanted(H1), 0, said)
    tables = join_files([file], LEXICON, TODAY)
    assert tables.accepted
    assert tables.periods == (H1,)


def test_the_area_of_a_sheet_can_be_answered() -> None:
    table = sheet(["Tiêu chí", "Kết quả"], ["TC03", 2], file="a.xlsx")
    assert [each.problem.code for each in read(table).files[0].questions] == ["no_area"]
    said = {"Sheet1": Answers(area="can-co")}
    file = read_table_file(Sheets("a.xlsx", (table,)), LEXICON, Wanted(H1), 0, said)
    assert figures(join_files([file], LEXICON, TODAY)) == {("can-co", "TC03", "2")}
    assert "area_answered" in [reason.code for reason in file.sheets[0].reasons]


def test_a_column_without_a_heading_can_be_answered() -> None:
    table = sheet(["Xã", "TC07", None], ["Phìn Hồ", 2, 7], file="a.xlsx")
    (question,) = read(table).files[0].questions
    assert question.heading is not None
    said = {"Sheet1": Answers({question.heading: Meaning(criterion="TC03")})}
    file = read_table_file(Sheets("a.xlsx", (table,)), LEXICON, Wanted(H1), 0, said)
    assert ("phin-ho", "TC03", "7") in figures(join_files([file], LEXICON, TODAY))


ODD = ("Lúa", "Ngô", "Khoai", "Sắn", "Lạc", "Lúa")
WHERE = (
    Meaning(criterion="TC03"),
    Meaning(criterion="TC07"),
    Meaning(criterion="TC14"),
    Meaning(criterion="TC08", part=Part.NUMERATOR),
    Meaning(criterion="TC08", part=Part.DENOMINATOR),
    Meaning(Role.IGNORED),
)


@given(
    meanings=st.permutations(WHERE),
    order=st.permutations(range(len(ODD))),
    new=st.booleans(),
    row=st.lists(st.integers(1, 9), min_size=len(ODD), max_size=len(ODD)),
)
def test_by_a_profile_a_figure_lands_where_the_person_said(
    meanings: list[Meaning], order: list[int], row: list[int], *, new: bool
) -> None:
    keys = ["lua / 1:2", "ngo", "khoai", "san", "lac", "lua / 2:2"]
    known = Lexicon(PROGRAMME, dict(zip(keys, meanings, strict=True)))
    first = sheet(["Xã", *ODD], ["Phìn Hồ", *range(1, 7)], file="a.xlsx")
    profile = Profile.of("x", understood(first, H1, known).layout)
    # In any order, but which of two with one heading is meant their order alone can say.
    one, other = sorted((order.index(0), order.index(5)))
    order[one], order[other] = 0, 5
    more: list[list[Given]] = [["Bông"], [5]] if new else [[], []]
    later = sheet(
        ["Xã", *more[0], *(ODD[each] for each in order)],
        ["Phìn Hồ", *more[1], *(row[each] for each in order)],
        file="b.xlsx",
    )
    (asked,) = read(later, profiles=(kept(profile, profile.text()),), file="b.xlsx").files
    assert [question.heading for question in asked.questions] == (["bong"] if new else [])
    answers = {"Sheet1": Answers({"bong": Meaning(Role.IGNORED)} if new else {})}
    wanted = Wanted(H1, None, (Kept(profile, "x.yaml", profile.text().encode()),))
    file = read_table_file(Sheets("b.xlsx", (later,)), LEXICON, wanted, 0, answers)
    value = {meaning: row[position] for position, meaning in enumerate(meanings)}
    over, under = value[WHERE[3]], value[WHERE[4]]
    expected = {("phin-ho", code, str(value[Meaning(criterion=code)])) for code in ("TC03", "TC07")}
    expected.add(("phin-ho", "TC14", str(value[WHERE[2]])))
    if over <= under:
        expected.add(("phin-ho", "TC08", f"{over}/{under}"))
    assert figures(join_files([file], LEXICON, TODAY)) == expected


def layout(kind: LayoutKind, meaning: Meaning | None = None) -> Layout:
    return Layout(kind, "Sheet1", (0, 1), {1: meaning} if meaning else {}, {})


HALF = Meaning(criterion="TC08", part=Part.NUMERATOR, period=H1)


@pytest.mark.parametrize(
    ("kind", "before", "text", "meaning"),
    [
        (LayoutKind.WIDE, None, "-", Meaning(Role.IGNORED)),
        (LayoutKind.WIDE, None, "bỏ qua", None),
        (LayoutKind.WIDE, None, "tc08", Meaning(criterion="TC08")),
        (LayoutKind.WIDE, None, "TC08 mẫu số", Meaning(criterion="TC08", part=Part.DENOMINATOR)),
        (LayoutKind.WIDE, HALF, "value", Meaning(criterion="TC08")),
        (LayoutKind.WIDE, None, "phin ho", None),
        (LayoutKind.WIDE, None, "value", None),
        (LayoutKind.WIDE, None, "note", None),
        (LayoutKind.TURNED, None, "phìn hồ", Meaning(area="phin-ho")),
        (LayoutKind.TURNED, None, "TC08", None),
        (LayoutKind.LONG, None, "kết quả", Meaning(Role.VALUE)),
        (LayoutKind.LONG, None, "period", Meaning(Role.PERIOD)),
        (LayoutKind.ONE_AREA, None, "ghi chú", Meaning(Role.NOTE)),
        (LayoutKind.ONE_AREA, None, "period", None),
        (LayoutKind.ONE_AREA, None, "TC08", None),
    ],
)
def test_an_answer_about_a_column_fits_the_layout(
    kind: LayoutKind, before: Meaning | None, text: str, meaning: Meaning | None
) -> None:
    if meaning is None:
        with pytest.raises(Invalid):
            column_meaning(text, layout(kind, before), 1, LEXICON)
    else:
        assert column_meaning(text, layout(kind, before), 1, LEXICON) == meaning
