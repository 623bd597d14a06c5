"""Limits: how often one person or network address may try something before having to wait; nobody is locked for good."""

import logging
import math
import time
from dataclasses import dataclass

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

log = logging.getLogger(__name__)
limiter = Limiter(key_func=get_remote_address, default_limits=[], swallow_errors=True)
# Counts here when the shared counter cannot be reached: limits fall back, they never fall open.
_here = FixedWindowRateLimiter(MemoryStorage())


def init_app(app: Flask) -> None:
    # No view has a limit of its own, every Allowance asks for itself; so nothing is to be checked before each page.
    app.extensions.setdefault("limiter", set()).add(limiter)
    limiter.init_app(app)


@dataclass(frozen=True)
class Allowance:
    """So many tries in so much time for each key, such as a network address or an account."""

    name: str
    rule: RateLimitItem

    @classmethod
    def of(cls, name: str, rule: str) -> "Allowance":
        return cls(name, parse(rule))

    def is_spent(self, *key: str) -> bool:
        """Whether nothing is left; asking costs nothing."""
        return not _ask("test", self.rule, self.name, *key)

    def spend(self, *key: str, cost: int = 1) -> bool:
        """Take one try, or several at once; False when not so many were left."""
        return not limiter.enabled or _ask("hit", self.rule, self.name, *key, cost=cost)

    def wait(self, *key: str) -> int:
        """Whole minutes until there are tries again; at least one."""
        reset_at = _ask("get_window_stats", self.rule, self.name, *key).reset_time
        return max(1, math.ceil((reset_at - time.time()) / 60))


def _ask(question: str, rule: RateLimitItem, *key: str, **more):
    try:
        return getattr(limiter.limiter, question)(rule, *key, **more)
    except Exception:
        log.warning("the shared counter of limits is away; counting in this process")
        return getattr(_here, question)(rule, *key, **more)
