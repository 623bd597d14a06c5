"""When a doubt is enough: three readers who report the same page, or answers that become clearly worse."""

REPORTS = 3  # people who say that a page is outdated before it comes due
NEWEST = 10  # answers to “Did this help?” that are looked at …
BEFORE = 10  # … and that there must be before them
FALL = 20  # percentage points


def is_due(kinds: list[str]) -> bool:
    """Whether open doubts of these kinds, one of each person, ask somebody to look now."""
    return any(kind != "outdated" for kind in kinds) or kinds.count("outdated") >= REPORTS


def is_falling(newest: list[bool], helped_before: int, answers_before: int) -> bool:
    """Whether of the newest answers clearly fewer say that it helped than of all before; never with few answers."""
    if len(newest) < NEWEST or answers_before < BEFORE:
        return False
    return 100 * helped_before / answers_before - 100 * sum(newest) / len(newest) >= FALL
