from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.program import Program

pytestmark = [
    pytest.mark.usefixtures("sample_db"),
    pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals"),
]


def start(
    directory: Path, area: str = "xa-1", period: str = "2023-H1", command: Sequence[str] = PROGRAM
) -> Terminal:
    arguments = ("--lang", "en", "record", area, "--period", period)
    return Terminal(*arguments, cwd=directory, command=command)


def test_the_walk_begins_with_what_is_missing_and_can_be_resumed(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    with start(tmp_path, area="xa chua neu ten 1") as terminal:
        terminal.expect("Xã chưa nêu tên 1 · 2023-H1 · 8/15 criteria have a figure.")
        terminal.expect("1/15  TC07 Public-order crime down on the year before (vụ)")
        terminal.expect("target down ≥ 5% · 2022-H2: – · now: –")
        terminal.type("12")
        terminal.expect("TC07: – → 12")
        terminal.expect("2/15  TC09")
        terminal.type("")
        terminal.expect("3/15  TC11")
        terminal.type("q")
        terminal.expect("1 figure recorded. 9/15 criteria have a figure.")
        assert terminal.status() == 0
    with start(tmp_path) as terminal:
        terminal.expect("9/15 criteria have a figure.")
        terminal.expect("1/15  TC09")
        terminal.press(b"\x04")
        terminal.expect("0 figures recorded.")
        assert terminal.status() == 0
    run = chuyenhoa("history", "xa-1", "TC07", "--format", "csv")
    assert run.stdout.count("\n") == 2
    assert ",record," in run.stdout


def test_the_first_result_of_a_period_is_said_once(tmp_path: Path) -> None:
    with start(tmp_path, period="2023-Q4") as terminal:
        terminal.expect("0/15 criteria have a figure.")
        terminal.expect("> ")
        terminal.type("yes")
        terminal.expect("TC01: – → yes")
        terminal.expect("This is the first result of 2023-Q4.")
        terminal.expect("2/15  TC02")
        terminal.type("yes")
        terminal.expect("TC02: – → yes\r\n\r\n3/15")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_wrong_answer_says_why_and_asks_again(tmp_path: Path) -> None:
    with start(tmp_path, area="can-co") as terminal:
        terminal.expect("15/15 criteria have a figure.")
        terminal.expect("now: yes")
        terminal.type("12")
        terminal.expect("“12” is not an answer")
        terminal.type("?")
        terminal.expect("No personal data.")
        terminal.expect("> ")
        terminal.type("không")
        terminal.expect("TC01: yes → no")
        terminal.expect("2/15  TC02")
        terminal.type("-")
        for number in range(3, 15):
            terminal.expect(f"{number}/15  ")
            terminal.type("?" if number in {3, 7, 8} else "")
            if number in {3, 7, 8}:
                terminal.expect("No personal data.")
                terminal.type("")
        terminal.expect("15/15  TC15")
        terminal.expect("2022-H2: 6/7 · now: 6/8")
        terminal.type("6/8")
        terminal.expect("1 figure recorded. 15/15 criteria have a figure.")
        assert terminal.status() == 0


@pytest.mark.usefixtures("heeded_signals")
def test_what_was_answered_before_an_interruption_is_kept(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    with start(tmp_path) as terminal:
        terminal.expect("1/15  TC07")
        terminal.type("12")
        terminal.expect("2/15  TC09")
        terminal.process.send_signal(signal.SIGINT)
        terminal.expect("1 figure recorded.")
        terminal.expect("Interrupted.")
        assert terminal.status() == 130
    run = chuyenhoa("--lang", "en", "explain", "xa-1", "TC07", "--period", "2023-H1")
    assert "12 vụ" in run.stdout


def test_another_change_meanwhile_is_seen_and_kept_in_the_history(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    with start(tmp_path) as terminal:
        terminal.expect("1/15  TC07")
        recorded = chuyenhoa("record", "xa-1", "TC07", "11", "--period", "2023-H1")
        assert recorded.returncode == 0
        terminal.type("12")
        terminal.expect("TC07: 11 → 12")
        terminal.type("q")
        assert terminal.status() == 0


@pytest.mark.parametrize(
    ("area", "period", "says"),
    [
        ("xa-9", "2023-H1", "There is no area “xa-9”."),
        ("xa-1", "Q5", "“Q5” is not a period"),
        ("xa-1", "1999", "no_set_in_force No criteria set is in force in 1999."),
    ],
)
def test_what_cannot_be_walked_through(tmp_path: Path, area: str, period: str, says: str) -> None:
    with start(tmp_path, area=area, period=period) as terminal:
        terminal.expect(says)
        assert terminal.status() == 2


def test_it_speaks_vietnamese(tmp_path: Path) -> None:
    with Terminal("record", "xa-1", "--period", "2023-H1", cwd=tmp_path) as terminal:
        terminal.expect("Đã có số liệu của 8/15 tiêu chí.")
        terminal.expect("Enter: giữ nguyên; ?: trợ giúp; q: thoát.")
        terminal.expect("1/15  TC07 Tội phạm về TTXH giảm so với cùng kỳ năm trước (vụ)")
        terminal.expect("chỉ tiêu giảm ≥ 5% · 2022-H2: – · hiện nay: –")
        terminal.type("?")
        terminal.expect("KAD: không\r\n      áp dụng. Enter")
        terminal.expect("Không nhập dữ liệu cá nhân.")
        terminal.type("q")
        terminal.expect("Đã ghi 0 số liệu.")
        assert terminal.status() == 0


# Sends the signal when Python has looked for the last time before the system waits for a key: there
# is no Python between the two calls.
LATE_SIGNAL = """
import ctypes, functools, operator, os, select, signal, sys
wait = select.select
def late(*arguments):
    interrupt = functools.partial(ctypes.CDLL(None).kill, os.getpid(), signal.SIGINT)
    return list(map(operator.call, (interrupt, functools.partial(wait, *arguments))))[1]
select.select = late
from chuyenhoa.cli import main
sys.exit(main())
"""


@pytest.mark.usefixtures("heeded_signals")
def test_a_signal_just_before_the_waiting_is_not_missed(tmp_path: Path) -> None:
    late = (sys.executable, "-c", LATE_SIGNAL)
    with start(tmp_path, command=late) as terminal:
        terminal.expect("1/15  TC07")
        terminal.expect("0 figures recorded.")
        terminal.expect("Interrupted.")
        assert terminal.status() == 130


def test_a_share_of_one_for_a_percentage_is_asked_again(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.expect("1/15  TC07")
        terminal.type("-")
        terminal.expect("2/15  TC09")
        terminal.type("0,95")
        terminal.expect("“0,95” can mean 0.95% or 95%")
        terminal.type("95%")
        terminal.expect("TC09: – → 95")
        terminal.type("q")
        assert terminal.status() == 0
