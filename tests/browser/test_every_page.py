"""No page is forgotten: each that can be opened stands in tests/browser/pages.py, or is said to be none."""

import re

from tests.browser.pages import EVERY, NO_PAGES, SEEN_ON_THE_WAY
from tests.matrix.reading import rules_of

HOW_TO_ADD = (
    "Add the page to tests/browser/pages.py, as the person it is for, so that it is looked at in every width and theme."
)


def test_every_page_is_looked_at(database):
    looked_at = [entry[1] for pages in EVERY.values() for entry in pages.values()]
    rules = {rule.removeprefix("GET ") for rule in rules_of(database.app) if rule.startswith("GET ")}
    known = {*NO_PAGES, *SEEN_ON_THE_WAY}
    forgotten = {rule for rule in rules - known if not any(map(_pattern(rule).match, looked_at))}
    assert sorted(forgotten) == [], HOW_TO_ADD
    assert sorted(known - rules) == [], "these rules are gone: take them out of tests/browser/pages.py"


def _pattern(rule: str) -> re.Pattern:
    return re.compile(re.sub(r"<\w+>", "[^/?]+", rule) + r"(?:\?.*)?\Z")
