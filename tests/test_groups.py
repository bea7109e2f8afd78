"""Tests of one group come to one worker, one after the other: they share what is dear, or must not disturb each other."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("grouped")
@pytest.mark.parametrize("part", range(4))
def test_a_group_is_known_to_whoever_deals_tests_out(request: pytest.FixtureRequest, part: int) -> None:
    if not request.config.getoption("loadgroup", False):
        pytest.skip("tests are not dealt out by groups: make test does")
    assert request.node.nodeid.endswith(f"[{part}]@grouped")
