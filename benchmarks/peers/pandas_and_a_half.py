"""The peer of `page`: what a notebook takes to begin, and half a second to draw in."""

from __future__ import annotations

import time

import pandas as pd  # noqa: F401 - that it is imported is the point

time.sleep(0.5)
