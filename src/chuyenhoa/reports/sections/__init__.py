"""Sections of documents: functions from a report to blocks, which templates put in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from chuyenhoa.reports.document import Block
from chuyenhoa.reports.report import Report

Section: TypeAlias = Callable[[Report], Iterator[Block]]
