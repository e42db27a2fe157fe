"""Documents as pages of HTML."""

from __future__ import annotations

import hashlib
import itertools
import re
import tracemalloc
from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from chuyenhoa.reports import formats
from chuyenhoa.reports.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Letterhead,
    MadeRows,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Series,
    Signature,
    Span,
    Table,
)
from chuyenhoa.reports.renderers import html
from chuyenhoa.reports.templates import TEMPLATES
from tests.reports import golden
from tests.reports.documents import document
from tests.reports.renderers.pages import Page, outline

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from chuyenhoa.reports.document import Block

PLAIN = Document(
    template="summary",
    title="Báo cáo",
    subtitle="6 tháng đầu năm 2023",
    notice="",
    language="vi",
    date=date(2023, 6, 23),
    letterhead=None,
    blocks=(),
)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "javascript:alert(1)",
    "</style></title></caption></svg>{{ 7 * 7 }}{% raw %}",
    "\x1b[31m\x9b1m\u202eđảo\u200b\x00",
    "&lt;b&gt;&amp;quot;",
)


def written(document: Document) -> str:
    return "".join(html.render(document))


def page_of(*blocks: Block, **changes: Any) -> Page:
    return Page(written(replace(PLAIN, blocks=blocks, **changes)))


def table(*rows: Row, **changes: Any) -> Table:
    columns = (Column("STT", "number"), Column("Tên"), Column("Xu thế", "spark"))
    made = Table("bang", "Bảng thử", columns, rows, names=1)
    return replace(made, **changes)


@pytest.mark.parametrize("template", TEMPLATES)
def test_as_it_was(
    named_connection: tuple[str, sqlite3.Connection], language: str, template: str
) -> None:
    name, connection = named_connection
    text = written(document(connection, template))

    golden.matches(f"report/{name}.{language}.{template}.html", outline(text).lstrip())
    page = Page(text)
    assert page.mistakes == []
    assert text.startswith("<!doctype html>\n")
    assert text.endswith("</html>\n")
    _check_links(page)
    _check_structure(page, language)
    _check_alone(page, text)


def _check_links(page: Page) -> None:
    """What is referred to is there, once."""
    names = page.values("id")
    assert len(set(names)) == len(names)
    referred = [
        *(name for each in page.values("aria-labelledby") for name in each.split()),
        *(name for each in page.values("aria-describedby") for name in each.split()),
        *(each.removeprefix("#") for each in page.values("href")),
        *(each.removeprefix("#") for each in page.values("xlink:href")),
    ]
    assert set(referred) <= set(names)


def _check_structure(page: Page, language: str) -> None:
    """Headings go down in order, tables have captions and headings, pictures are described."""
    assert page.of("html")[0].attributes["lang"] == language
    assert len(page.of("main")) == len(page.of("h1")) == 1
    levels = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    tables = page.of("table")
    assert len(page.of("caption")) == len(tables) > 0
    assert all("scope" in heading.attributes for heading in page.of("th"))
    for drawn in page.of("svg"):
        assert drawn.attributes["role"] == "img"
        assert "aria-describedby" in drawn.attributes


def _check_alone(page: Page, text: str) -> None:
    """Nothing is fetched, and no script runs but the page's own."""
    assert not page.of("link") + page.of("img") + page.of("iframe") + page.of("object")
    assert not page.values("src") + page.values("srcset") + page.values("action")
    assert all(each.startswith("#") for each in page.values("href") + page.values("xlink:href"))
    assert not re.search(r"@import|url\((?!#)", text)
    assert not [name for e in page.elements for name in e.attributes if name.startswith("on")]
    (script,) = (data for name, data in page.texts if name == "script")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = (e.attributes["content"] for e in page.of("meta") if "http-equiv" in e.attributes)
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_never_markup(text: str) -> None:
    series = Series(text, (1.0, None), (text, text), ("good", "bad"))
    blocks: tuple[Block, ...] = (
        *(Heading(text, level, f"h{level}") for level in (1, 2, 3)),
        Paragraph(text, text, "verdict", "bad"),
        Items((Item(text, text),)),
        Table(
            "t",
            text,
            (Column(text, "code", 9, text), Column(text)),
            (Row((Cell(text),), "group"), Row((Cell(text, text, "bad", text, text), Cell(text)))),
            spans=(Span(text, 2),),
            note=text,
        ),
        Table(
            "u",
            text,
            (Column(text),),
            (Row((Cell(text, sign="✗", meaning=text),)),),
        ),
        *(
            Picture(kind, text, Chart(kind, (text, text), (series,), text, (1.0, text)), text)
            for kind in ("lines", "bars", "stacked", "heatmap")
        ),
        Signature(text, text, text, (text,)),
    )
    made = replace(
        PLAIN,
        title=text,
        subtitle=text,
        notice=text,
        letterhead=Letterhead(text, text, text, text, text, text),
        blocks=blocks,
    )
    page_text = written(made)
    page = Page(page_text)
    assert page.mistakes == []
    _check_alone(page, page_text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", page_text)
    if text.isprintable():
        assert page.text.count(text) > 20
    else:
        assert page.text.count(r"\x1b[31m\x9b1m\u202eđảo\u200b\x00") > 20


def test_a_notice_stands_above_all_and_beside_each_caption() -> None:
    figure = Picture("hinh", "Hình", Chart("bars", ("a",), (Series("s", (1.0,), ("1",)),)), "Một")
    blocks = (table(), figure)
    marked = page_of(*blocks, notice="SỐ LIỆU MINH HỌA")
    assert len(marked.of("aside")) == 1
    assert marked.text.count("SỐ LIỆU MINH HỌA") == 3
    plain = page_of(*blocks)
    assert not plain.of("aside")
    assert "made-up" not in plain.values("class")


def test_each_group_has_a_body_of_its_own() -> None:
    data = Row((Cell("1"), Cell("a"), Cell("▁█")))
    rows = (data, Row((Cell("Nhóm"),), "group"), data, data)
    page = page_of(table(*rows))
    assert len(page.of("tbody")) == 2
    scopes = [e.attributes["scope"] for e in page.of("th")]
    assert scopes == ["col", "col", "col", "row", "rowgroup", "row", "row"]
    assert "colspan" in page.of("th")[4].attributes


def test_a_table_without_rows_is_a_table() -> None:
    page = page_of(table())
    assert page.mistakes == []
    assert len(page.of("tr")) == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("9", 9), '<td class="n">9</td>'),
        (Cell("9", 9.0), '<td class="n">9</td>'),
        (Cell("9,0", 9.0), '<td class="n" data-value="9">9,0</td>'),
        (Cell("–", 123456789.1234), '<td class="n" data-value="123456789.1234">–</td>'),
        (Cell("1.234", 1234), '<td class="n" data-value="1234">1.234</td>'),
        (
            Cell("94,74%", 94.7368, "good", "✓", "18/19", "percent", "Đạt"),
            (
                '<td class="n good" title="18/19" data-value="94.7368">'
                '<i role="img" aria-label="Đạt">✓</i> 94,74%</td>'
            ),
        ),
        (
            Cell("Chưa đạt", "not_met", "bad", "✗", kind="verdict"),
            '<td class="v bad"><i aria-hidden="true">✗</i> Chưa đạt</td>',
        ),
        (
            Cell("", "met", "good", "✓", kind="verdict", meaning="Đạt"),
            '<td class="v good"><i role="img" aria-label="Đạt">✓</i></td>',
        ),
        (
            Cell("▁█", kind="spark"),
            '<td class="s"><span aria-hidden="true">▁█</span></td>',
        ),
        (Cell("", None), '<td class="n"></td>'),
    ],
)
def test_cells(cell: Cell, expected: str) -> None:
    text = written(replace(PLAIN, blocks=(table(Row((cell, Cell("a"), Cell("")))),)))
    assert f"<tr>{expected}<th scope=" in text


def test_a_page_break_begins_a_page_and_turns_it() -> None:
    page = page_of(Paragraph("a"), PageBreak(landscape=True), Paragraph("b"), PageBreak())
    pages = [each for each in page.values("class") if each.startswith("page")]
    assert pages == ["page", "page across", "page"]
    across = page_of(Paragraph("a"), landscape=True)
    assert across.of("body")[0].attributes["class"] == "across"
    assert "page across" in across.values("class")


def test_contents_are_listed_where_there_are_enough_of_them() -> None:
    headings = [Heading(f"Mục {n}", 1 + n % 3, f"m{n}") for n in range(5)]
    page = page_of(*headings)
    assert [e.attributes["href"] for e in page.of("a")] == ["#_content", "#m0", "#m1", "#m3", "#m4"]
    assert not page_of(*headings[:2]).of("nav")


def test_parts_that_are_not_given_leave_nothing_behind() -> None:
    head = Letterhead("", "Ban Chỉ đạo", "", "VIỆT NAM", "Độc lập", "ngày")
    page = page_of(Signature("TM. BAN CHỈ ĐẠO", "", "Nơi nhận:", ()), letterhead=head)
    assert "Nơi nhận" not in page.text
    assert "<p></p>" not in written(replace(PLAIN, letterhead=head))


def test_large_tables_say_so() -> None:
    rows = MadeRows(range(31), lambda n: Row((Cell(str(n)), Cell("a"), Cell(""))))
    assert "scroll long" in page_of(table(rows=rows)).values("class")
    columns = tuple(Column(str(n)) for n in range(17))
    assert "scroll wide wider" in page_of(table(columns=columns)).values("class")


def test_a_country_is_written_piece_by_piece() -> None:
    made: list[int] = []

    def row(number: int) -> Row:
        made.append(number)
        return Row((Cell(str(number), number), Cell(f"Địa bàn {number}"), Cell("")))

    count = 20_000
    large = replace(PLAIN, blocks=(table(rows=MadeRows(range(count), row)),))
    list(formats.pieces(PLAIN, "html"))
    tracemalloc.start()
    try:
        pieces = iter(formats.pieces(large, "html"))
        first = next(pieces)
        assert str(first).startswith("<!doctype html>")
        assert len(made) < count / 10
        size = len(first) + sum(map(len, pieces))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert made == list(range(count))
    # What is kept is the cache of cells.
    assert size < peak * 4
    assert peak < 60 * 2**20


@pytest.fixture(autouse=True)
def _cells_anew() -> Iterator[None]:
    html._cell.cache_clear()
    yield
    html._cell.cache_clear()
