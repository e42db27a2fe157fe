from __future__ import annotations

import gc

from chuyenhoa.sources.memory import without_collections


def test_collections_are_held_back_and_come_back() -> None:
    with without_collections():
        assert not gc.isenabled()
        with without_collections():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
