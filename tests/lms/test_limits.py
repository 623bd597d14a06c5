"""Limits make people wait a while, keep nobody out for good, and count on when the shared counter is away."""

import pytest
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from lms.limits import Allowance, limiter

TWICE = Allowance.of("a test", "2 per minute")


@pytest.fixture(autouse=True)
def fresh_limits(app):
    limiter.reset()


def test_so_many_tries_and_no_more():
    assert [TWICE.spend("tess") for _attempt in range(3)] == [True, True, False]
    assert TWICE.is_spent("tess")


def test_asking_costs_nothing():
    assert not any(TWICE.is_spent("tess") for _attempt in range(5))


def test_each_key_and_each_allowance_counts_for_itself():
    TWICE.spend("tess")
    TWICE.spend("tess")
    assert not TWICE.is_spent("bart")
    assert not Allowance.of("another test", "2 per minute").is_spent("tess")


def test_waiting_ends():
    TWICE.spend("tess")
    TWICE.spend("tess")
    assert TWICE.wait("tess") == 1


def test_without_the_shared_counter_limits_still_hold(monkeypatch):
    nowhere = FixedWindowRateLimiter(storage_from_string("redis://127.0.0.1:1", socket_connect_timeout=1))
    monkeypatch.setattr(limiter, "_limiter", nowhere)
    assert [TWICE.spend("without redis") for _attempt in range(3)] == [True, True, False]
    assert TWICE.is_spent("without redis")
    assert TWICE.wait("without redis") == 1
