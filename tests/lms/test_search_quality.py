"""Search finds in the demo academy what was judged to help, in an order that helps (tests/bench/judged.toml)."""

import pytest

from demo.seed import seed
from lms.database import db
from lms.search.models import SearchDocument
from tests.bench.quality import LEAST, ask, judged_queries, mean, ndcg


@pytest.fixture(scope="module")
def found(database):
    """What every judged query finds in a demo academy."""
    database.put_back()
    with database.app.app_context():
        seed()
        db.session.commit()
        yield [ask(query) for query in judged_queries(of_corpus=False)]


def test_what_helps_comes_first(found):
    worst = sorted(found, key=lambda one: one.score)[:8]
    assert mean(found) >= LEAST, [(one.judged.words, round(one.score, 2), one.titles) for one in worst]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_find_what_helps(found, language):
    assert mean([one for one in found if one.judged.language == language]) >= LEAST


def test_who_types_a_title_finds_it_first(found):
    assert [(one.judged.words, one.titles[:1]) for one in found if one.misses_title] == []


def test_enough_queries_are_judged():
    queries = judged_queries(of_corpus=False)
    assert len(queries) >= 60
    assert sum(query.language == "nl" for query in queries) * 2 >= len(queries)
    assert {grade for query in queries for grade in query.grades.values()} <= {1, 2, 3}


def test_judged_titles_stand_in_the_demo(found):
    """A title that was renamed in the demo is renamed in what was judged."""
    titles = set(db.session.scalars(db.select(SearchDocument.title)))
    assert {title for one in found for title in one.judged.grades} - titles == set()


def test_gain_counts_each_title_once_and_less_further_down():
    assert ndcg(("a", "b"), {"a": 3, "b": 1}) == 1
    assert ndcg(("b", "a"), {"a": 3, "b": 1}) < 1
    assert ndcg(("a", "a", "b"), {"a": 3, "b": 1}) < 1
    assert ndcg(("c",), {"a": 3}) == 0
